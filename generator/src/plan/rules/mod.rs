//! Rules: what the typed validator of each item checks, and whether that, together with reading, answers everything the schema says.

mod place;
mod spread;

use std::collections::BTreeMap;

use super::names::{Case, Scope};
use super::options::Options;
use super::repr::{Item, ItemKind};
use super::shape::{self, Shape};
use crate::ir::{SchemaId, Schemas, Types};

pub use place::Place;
pub use spread::held_items;

/// A check of one value.
#[derive(Clone, Debug, PartialEq)]
pub enum Check {
    /// In characters.
    MinLength(u64),
    /// In characters.
    MaxLength(u64),
    /// The name of a pattern.
    Pattern(String),
    /// The name of a format.
    Format(String),
    /// A limit of a number: the validator's method and the limit as JSON text.
    Limit(Limit, String),
    /// At least so many items.
    MinItems(u64),
    /// At most so many items.
    MaxItems(u64),
    /// No two items are equal.
    UniqueItems,
    /// At least so many members.
    MinProperties(u64),
    /// At most so many members.
    MaxProperties(u64),
    /// A schema, applied to the value as JSON: what the type does not know.
    Schema(SchemaId),
    /// The value's own validator.
    Descend(super::repr::ItemIx),
    /// Checks of each item.
    Items(Vec<Check>),
    /// Checks of each member.
    Entries(Vec<Check>),
    /// Checks of a value that may be null.
    Present(Vec<Check>),
}

/// Limits of numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names are the keywords'")]
pub enum Limit {
    Minimum,
    ExclusiveMinimum,
    Maximum,
    ExclusiveMaximum,
    MultipleOf,
}

/// The checks of an item.
#[derive(Clone, Debug, Default)]
pub struct Checks {
    /// For each field or variant, in their order.
    pub parts: Vec<Vec<Check>>,
    /// For each member that has no field of its own.
    pub rest: Vec<Check>,
}

/// The patterns of a module: ECMA-262 text to the name of its static.
#[derive(Clone, Debug, Default)]
pub struct Patterns {
    names: BTreeMap<String, String>,
    order: Vec<String>,
    scope: Scope,
}

impl Patterns {
    /// The name of a pattern's static; a new one is called after what it was first used for.
    pub fn name(&mut self, pattern: &str, used_for: &str) -> String {
        if let Some(name) = self.names.get(pattern) {
            return name.clone();
        }
        let name = self.scope.name(used_for, Case::Static);
        self.names.insert(pattern.to_owned(), name.clone());
        self.order.push(pattern.to_owned());
        name
    }

    /// Whether the pattern of a name is a regular expression; one that is not is passed by every text.
    pub fn is_sound(&self, name: &str) -> bool {
        self.iter().any(|(pattern, known)| known == name && wiretype_runtime::pattern::compile(pattern).is_ok())
    }

    /// The patterns with their names, in the order of first use.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.order.iter().map(|pattern| (pattern.as_str(), self.names.get(pattern).map_or("", String::as_str)))
    }
}

/// Finds the checks of every item and notes on the items whether they are exact and whether they are checked.
pub fn rules(schemas: &Schemas, items: &mut [Item], options: &Options, patterns: &mut Patterns) -> Vec<Checks> {
    let mut all = Vec::with_capacity(items.len());
    let mut exact = Vec::with_capacity(items.len());
    for item in items.iter() {
        let mut place = Place { schemas, items, options, patterns: &mut *patterns, exact: true, depth: 0 };
        let checks = of_item(item, &mut place);
        exact.push(place.exact);
        all.push(checks);
    }
    spread::spread(items, &exact, &mut all);
    all
}

fn of_item(item: &Item, place: &mut Place<'_>) -> Checks {
    let schemas = place.schemas;
    let shape = || shape::shape(schemas, item.schema);
    match &item.kind {
        ItemKind::Struct(item) => of_struct(item, &shape(), place),
        ItemKind::Enum(_) => {
            let shape = shape();
            place.exact &= shape.texts.is_empty() && shape.choices.is_empty() && !shape.needs_interpreter;
            Checks::default()
        }
        ItemKind::Union(union) => {
            let shape = shape();
            place.exact &= alternatives_are_exact(&shape, place);
            let parts = union.variants.iter();
            let parts = parts.map(|variant| {
                if variant.schema == item.schema {
                    place.of_kind(&shape, &variant.repr, &variant.ident)
                } else {
                    place.of(variant.schema, &variant.repr, &variant.ident)
                }
            });
            Checks { parts: parts.collect(), rest: Vec::new() }
        }
        ItemKind::Tagged(tagged) => {
            place.exact &= !shape().needs_interpreter;
            let variants = tagged.variants.iter().map(|variant| place.of(variant.schema, &variant.repr, &variant.ident));
            let mut parts: Vec<_> = variants.collect();
            parts.push(place.of_fallback(item.schema, &tagged.other.1));
            Checks { parts, rest: Vec::new() }
        }
        ItemKind::Alias(repr) => Checks { parts: vec![place.of(item.schema, repr, &item.name)], rest: Vec::new() },
    }
}

fn of_struct(item: &super::repr::Struct, shape: &Shape, place: &mut Place<'_>) -> Checks {
    place.exact &= !shape.needs_interpreter && shape.choices.is_empty() && shape.object_limits == (None, None);
    place.exact &= shape.additional.is_none() || item.closed || item.rest.as_ref().is_some_and(|rest| rest.schema.is_some());
    let parts = item.fields.iter().map(|field| place.of(field.schema, &field.repr, &field.wire)).collect();
    let rest = match &item.rest {
        Some(super::repr::Rest { schema: Some(schema), repr, ident, .. }) => place.of(*schema, repr, ident),
        _ => Vec::new(),
    };
    Checks { parts, rest }
}

/// Of `any_of` the chosen alternative is enough; of `one_of` no second one may hold.
fn alternatives_are_exact(shape: &Shape, place: &Place<'_>) -> bool {
    let own = !shape.needs_interpreter && shape.values.is_none() && !shape.speaks_of_objects();
    match shape.choices.as_slice() {
        [] => !shape.needs_interpreter,
        [(false, _)] => own,
        [(true, choice)] => {
            let shapes: Vec<Shape> = choice.iter().map(|id| shape::shape(place.schemas, *id)).collect();
            let apart = |(at, one): (usize, &Shape)| {
                shapes[at + 1..].iter().all(|other| super::types::disjoint(place.schemas, one, other)) && one.types != Types::ANY
            };
            own && shapes.iter().enumerate().all(apart)
        }
        _ => false,
    }
}
