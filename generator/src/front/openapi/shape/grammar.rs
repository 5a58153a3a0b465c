//! The words in which the tables of this room say what an object may hold.

use crate::front::openapi::context::Context;
use crate::front::openapi::version::Version;
use crate::source::NodeRef;

/// A kind of object of the specification.
pub(super) struct Shape {
    /// What it is called, with an article.
    pub name: &'static str,
    /// Its fixed members.
    pub fields: &'static [Field],
    /// What other members are.
    pub others: Others,
    /// What a table cannot say.
    pub check: Option<Check>,
}

/// A rule in code.
pub(super) type Check = for<'d> fn(&mut Context<'d, '_>, NodeRef<'d>);

/// A fixed member.
pub(super) struct Field {
    pub name: &'static str,
    pub kind: Kind,
    pub needed: bool,
    pub since: Version,
    pub until: Version,
}

/// What a member must be.
#[derive(Clone, Copy)]
pub(super) enum Kind {
    /// Anything.
    Any,
    /// Text.
    Text,
    /// The text of a reference: nothing is known without it.
    Reference,
    /// `true` or `false`.
    Flag,
    /// A number.
    Number,
    /// A number above zero.
    Positive,
    /// A number, or `true` or `false`.
    NumberOrFlag,
    /// A whole number that is not negative.
    Count,
    /// A list of anything.
    List,
    /// A list of anything, not empty.
    FilledList,
    /// A list of different texts; if the number is 1, not empty.
    Texts(usize),
    /// One of these words.
    Word(&'static [&'static str]),
    /// A list of some of these words.
    Words(&'static [&'static str]),
    /// One of these words or a list of some of them.
    WordOrWords(&'static [&'static str]),
    /// An ECMA-262 pattern.
    Pattern,
    /// An object.
    Object(&'static Shape),
    /// An object, or a reference to one.
    Use(&'static Shape),
    /// An object or `true` or `false`.
    FlagOr(&'static Shape),
    /// A list of objects, each of which may be a reference.
    Uses(&'static Shape),
    /// A list of objects, not empty, each of which may be a reference.
    FilledUses(&'static Shape),
    /// An object or a list of objects.
    OneOrMany(&'static Shape),
    /// A map of objects, each of which may be a reference.
    Map(&'static Shape),
    /// A map like that whose names are those of components.
    Components(&'static Shape),
    /// A map of texts.
    TextMap,
    /// A map of lists of texts.
    TextsMap,
    /// A map of anything.
    AnyMap,
    /// A schema, in the dialect of the document.
    Schema,
    /// A list of schemas.
    Schemas,
    /// A map of schemas.
    SchemaMap,
    /// A map of schemas whose names are those of components.
    SchemaComponents,
}

/// What members are that have no fixed name.
#[derive(Clone, Copy)]
pub(super) enum Others {
    /// Extensions, which start with `x-`.
    Extensions,
    /// Paths and extensions.
    Paths(Kind),
    /// Statuses of responses and extensions.
    Statuses(Kind),
    /// Expressions and extensions.
    Expressions(Kind),
    /// Keywords of JSON Schema that nobody has heard of, which is allowed.
    Keywords,
    /// Members of any name.
    All(Kind),
}

/// A member in every version, which may be missing.
pub(super) const fn may(name: &'static str, kind: Kind) -> Field {
    Field { name, kind, needed: false, since: Version::V20, until: Version::V32 }
}

/// A member in every version, which must be there.
pub(super) const fn must(name: &'static str, kind: Kind) -> Field {
    Field { needed: true, ..may(name, kind) }
}

impl Field {
    /// The version that brought it.
    pub const fn since(self, since: Version) -> Self {
        Self { since, ..self }
    }

    /// The last version that had it.
    pub const fn until(self, until: Version) -> Self {
        Self { until, ..self }
    }

    /// Whether a version has it.
    pub fn is_in(&self, version: Version) -> bool {
        self.since <= version && version <= self.until
    }
}
