//! The model of a service as static data: what the generator writes into `service.rs` and the rest of this room walks.
//!
//! Plain data, cheap to compile. Types are named by index: declared types by their place in [`Model::types`], built-in types by the
//! constants of [`edm`].

use super::limits::Limits;
use crate::schema::Table;

/// Index of a type.
pub type Ix = u32;

/// What is so of a type, member, parameter or call, as bits.
pub type Flags = u16;

/// Bits of [`Flags`].
pub mod is {
    use super::Flags;

    /// Several values.
    pub const COLLECTION: Flags = 1;
    /// The value, or an item, may be null.
    pub const NULLABLE: Flags = 2;
    /// The member leads to entities.
    pub const NAVIGATION: Flags = 4;
    /// The entities live inside of the one that leads to them.
    pub const CONTAINED: Flags = 8;
    /// The parameter may be left out.
    pub const OPTIONAL: Flags = 16;
    /// The type is only a base of others.
    pub const ABSTRACT: Flags = 32;
    /// Undeclared members are data.
    pub const OPEN: Flags = 64;
    /// The entity has a stream of its own.
    pub const MEDIA: Flags = 128;
    /// The call changes something.
    pub const ACTION: Flags = 256;
    /// The call is made on a value, which is its first parameter.
    pub const BOUND: Flags = 512;
    /// Segments may follow the result of the call.
    pub const COMPOSABLE: Flags = 1024;
    /// The call is made only where a place says so.
    pub const EXPLICIT: Flags = 2048;
    /// The function can be written as a path between colons: `:/a/b:`.
    pub const ESCAPE: Flags = 4096;
}

pub use super::primitive::edm;

/// The model of a service.
#[derive(Debug)]
pub struct Model {
    /// Namespaces of the names below.
    pub namespaces: &'static [Namespace],
    /// Declared types, names ascending.
    pub types: &'static [Type],
    /// Actions and functions, names ascending; those with the same name are overloads.
    pub calls: &'static [Call],
    /// Entity sets, singletons and imports.
    pub roots: &'static [Root],
    /// What is said of places that say nothing themselves.
    pub limits: &'static [Limits],
    /// Schemas of the types, by name.
    pub schemas: &'static Table,
}

/// A namespace.
#[derive(Debug)]
pub struct Namespace {
    /// Its full name.
    pub name: &'static str,
    /// Its short name.
    pub alias: Option<&'static str>,
    /// Actions and functions may be called without it.
    pub default: bool,
}

/// A declared type.
#[derive(Debug)]
pub struct Type {
    /// Its full name.
    pub name: &'static str,
    /// What kind of type it is.
    pub shape: Shape,
    /// The type it extends.
    pub base: Option<Ix>,
    /// Facts.
    pub flags: Flags,
    /// The parts of the key; inherited when there are none.
    pub key: &'static [Key],
    /// Other keys.
    pub alternate_keys: &'static [&'static [Key]],
    /// Properties and navigation properties, without those of its bases.
    pub members: &'static [Member],
    /// What is said of its entities wherever they are, and of its navigation properties.
    pub limits: &'static [Limits],
}

impl Type {
    /// A type that says nothing.
    pub const NONE: Type =
        Type { name: "", shape: Shape::Complex, base: None, flags: 0, key: &[], alternate_keys: &[], members: &[], limits: &[] };

    /// The name without namespace.
    pub fn own_name(&self) -> &'static str {
        own_name(self.name)
    }
}

/// Kinds of types.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Objects with an identity.
    Entity,
    /// Objects without.
    Complex,
    /// One of some names, or several.
    Enum {
        /// Values combine members.
        flags: bool,
        /// Names with numbers.
        members: &'static [(&'static str, i64)],
    },
    /// Another name of a built-in type.
    Definition(Ix),
}

/// A part of a key.
#[derive(Debug, PartialEq, Eq)]
pub struct Key {
    /// The name in URLs.
    pub name: &'static str,
    /// The path to the property.
    pub path: &'static str,
}

/// A property, navigation property or parameter.
#[derive(Debug, PartialEq, Eq)]
pub struct Member {
    /// Its name.
    pub name: &'static str,
    /// The type of the value, or of the items.
    pub ty: Ix,
    /// Facts.
    pub flags: Flags,
}

impl Member {
    /// What it holds.
    pub fn holds(&self) -> TypeRef {
        let has = |flag| self.flags & flag != 0;
        TypeRef { ty: self.ty, collection: has(is::COLLECTION), nullable: has(is::NULLABLE) }
    }

    /// Whether it leads to entities.
    pub fn is_navigation(&self) -> bool {
        self.flags & is::NAVIGATION != 0
    }

    /// Whether it may be left out.
    pub fn is_optional(&self) -> bool {
        self.flags & is::OPTIONAL != 0
    }
}

/// One overload of an action or function.
#[derive(Debug, PartialEq, Eq)]
pub struct Call {
    /// Its full name.
    pub name: &'static str,
    /// Facts.
    pub flags: Flags,
    /// Parameters, the value it is called on first.
    pub parameters: &'static [Member],
    /// The result.
    pub returns: Option<TypeRef>,
    /// The path from the value it is called on to where its result lives.
    pub lives_at: Option<&'static str>,
    /// What is said of calling it.
    pub limits: &'static [Limits],
}

impl Call {
    /// A call that says nothing.
    pub const NONE: Call = Call { name: "", flags: 0, parameters: &[], returns: None, lives_at: None, limits: &[] };

    /// Whether it changes something.
    pub fn is_action(&self) -> bool {
        self.flags & is::ACTION != 0
    }

    /// Whether segments may follow its result.
    pub fn is_composable(&self) -> bool {
        self.flags & is::COMPOSABLE != 0
    }

    /// What it is called on.
    pub fn binding(&self) -> Option<&'static Member> {
        if self.flags & is::BOUND != 0 { self.parameters.first() } else { None }
    }

    /// The parameters that a caller gives.
    pub fn arguments(&self) -> &'static [Member] {
        self.parameters.get(usize::from(self.flags & is::BOUND != 0)..).unwrap_or(&[])
    }

    /// The name without namespace.
    pub fn own_name(&self) -> &'static str {
        own_name(self.name)
    }
}

/// What a URL may start with.
#[derive(Debug, PartialEq, Eq)]
pub struct Root {
    /// Its name.
    pub name: &'static str,
    /// What it is.
    pub kind: RootKind,
    /// Where the entities that an import returns live: an entity set or singleton.
    pub lives_in: Option<&'static str>,
    /// Where related entities live: path of the navigation property, and entity set or singleton.
    pub bindings: &'static [(&'static str, &'static str)],
    /// What is said of it, and of the places that navigation properties lead to from it.
    pub limits: &'static [Limits],
}

impl Root {
    /// A root that says nothing.
    pub const NONE: Root = Root { name: "", kind: RootKind::Call(""), lives_in: None, bindings: &[], limits: &[] };
}

/// Kinds of roots.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RootKind {
    /// Entities of a type.
    Set(Ix),
    /// One entity of a type.
    Single(Ix),
    /// An action or function, by full name.
    Call(&'static str),
}

/// What a place holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TypeRef {
    /// The type of the value, or of the items.
    pub ty: Ix,
    /// Several values.
    pub collection: bool,
    /// The value, or an item, may be null.
    pub nullable: bool,
}

impl TypeRef {
    /// One value that may be null.
    pub const fn one(ty: Ix) -> Self {
        Self { ty, collection: false, nullable: true }
    }

    /// The type of one item.
    #[must_use]
    pub fn item(self) -> Self {
        Self { collection: false, ..self }
    }
}

/// The part of a name behind its namespace.
pub(super) fn own_name(name: &str) -> &str {
    name.rsplit_once('.').map_or(name, |(_, own)| own)
}
