//! Which alternative of a combination a value was meant for: by tag, by constant members, by type.

use super::place::{At, Step, get};
use super::scalar::{lists, type_of};
use crate::json::Value;
use crate::schema::{self, Discriminator, Ix, Logic, Object, Schema, Table, Types};

/// How many schemas are looked through to learn about one alternative.
const FUEL: u32 = 256;

/// The derived schema that the tag of a value names.
pub(super) fn tagged(discriminator: &'static Discriminator, value: &Value) -> Option<(&'static str, Ix)> {
    let tag = value.get(discriminator.property)?.as_str()?;
    let mut mapping = discriminator.mapping.iter();
    if discriminator.type_uri {
        let bare = |text: &'_ str| text.rsplit_once('#').map_or(0, |(before, _)| before.len() + 1);
        let name = tag.get(bare(tag)..)?;
        return mapping.find(|(known, _)| known.get(bare(known)..).is_some_and(|known| known.eq_ignore_ascii_case(name))).copied();
    }
    mapping.find(|(known, _)| *known == tag).copied()
}

/// The schema of the type that a value names, where that schema says everything about such values.
pub(super) fn stand_in<'c>(schema: &'static Schema, at: &'c At<'_>) -> Option<At<'c>> {
    let discriminator = schema.logic?.discriminator.filter(|discriminator| discriminator.type_uri)?;
    let (tag, target) = tagged(discriminator, at.value)?;
    (target != at.schema).then(|| at.stay(target, Step::Named("discriminator", tag)))
}

/// The places of the alternatives that a value may have been meant for. Empty if the value is of no alternative's type.
pub(super) fn candidates(table: &'static Table, logic: &'static Logic, alternatives: &[Ix], value: &Value) -> Vec<usize> {
    let target = logic.discriminator.and_then(|discriminator| tagged(discriminator, value));
    if let Some(place) = target.and_then(|(_, target)| position(table, alternatives, target)) {
        return vec![place];
    }
    let places: Vec<(usize, Ix)> = alternatives
        .iter()
        .enumerate()
        .map(|(place, ix)| (place, *ix))
        .filter(|(_, ix)| types(table, *ix) & type_of(value) != 0)
        .collect();
    let verdicts: Vec<Tag> = places.iter().map(|(_, ix)| tag(table, *ix, value)).collect();
    let best = verdicts.iter().copied().max().unwrap_or(Tag::None);
    places.into_iter().zip(verdicts).filter(|(_, verdict)| *verdict == best).map(|((place, _), _)| place).collect()
}

/// The place of a schema among alternatives, which may refer to it.
pub(super) fn position(table: &'static Table, alternatives: &[Ix], target: Ix) -> Option<usize> {
    let target = resolved(table, target);
    alternatives.iter().position(|ix| resolved(table, *ix) == target)
}

/// The types that any of the alternatives accepts.
pub(super) fn types_of_any(table: &'static Table, alternatives: &[Ix]) -> Types {
    alternatives.iter().fold(0, |all, ix| all | types(table, *ix))
}

/// What an alternative is called in a message: its declared name, or its place.
pub(super) fn label(table: &'static Table, ix: Ix, place: usize) -> String {
    match get(table, resolved(table, ix)).and_then(|schema| schema.name) {
        Some(name) => format!("`{name}`"),
        None => format!("number {}", place + 1),
    }
}

/// How many members of the value the alternative declares.
pub(super) fn known_members(table: &'static Table, ix: Ix, value: &Value) -> usize {
    let mut known = 0;
    let Some(members) = value.as_object() else { return 0 };
    each(table, ix, &mut FUEL.clone(), &mut |schema| {
        let properties = schema.object.map_or(&[][..], |rules| rules.properties);
        known += properties.iter().filter(|property| members.contains_key(property.name)).count();
    });
    known
}

/// Follows schemas that are nothing but a reference.
fn resolved(table: &'static Table, mut ix: Ix) -> Ix {
    for _ in 0..FUEL {
        match get(table, ix) {
            Some(Schema { name: None, logic: Some(Logic { refer: Some(next), .. }), .. }) => ix = *next,
            _ => break,
        }
    }
    ix
}

/// The schema and all that it refers to or extends.
fn each(table: &'static Table, ix: Ix, fuel: &mut u32, f: &mut dyn FnMut(&'static Schema)) {
    let Some(schema) = get(table, ix) else { return };
    f(schema);
    for next in schema.logic.iter().flat_map(|logic| logic.refer.iter().chain(logic.all_of)) {
        if *fuel > 0 {
            *fuel -= 1;
            each(table, *next, fuel, f);
        }
    }
}

fn types(table: &'static Table, ix: Ix) -> Types {
    let mut types = schema::ANY;
    each(table, ix, &mut FUEL.clone(), &mut |schema| types &= schema.types);
    types
}

/// What the constant members of an alternative say, worst first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Tag {
    /// A member, or the value itself, is another constant.
    Other,
    /// There are no constants to go by.
    None,
    /// All constants that are there are right.
    Same,
}

fn tag(table: &'static Table, ix: Ix, value: &Value) -> Tag {
    let mut tag = Tag::None;
    each(table, ix, &mut FUEL.clone(), &mut |schema| {
        if let Some(object) = schema.object {
            tag = merge(tag, members_tag(table, object, value));
        }
    });
    tag
}

fn merge(a: Tag, b: Tag) -> Tag {
    if a == Tag::Other || b == Tag::Other { Tag::Other } else { a.max(b) }
}

/// Only members that are always there can tell alternatives apart.
fn members_tag(table: &'static Table, object: &Object, value: &Value) -> Tag {
    let mut tag = Tag::None;
    for property in object.properties {
        let Some(found) = value.get(property.name).filter(|found| found.as_str().is_some()) else { continue };
        let mut fixed = None;
        each(table, property.schema, &mut FUEL.clone(), &mut |schema| {
            fixed = fixed.or(schema.values.filter(|values| !values.open && !values.flags && values.json.len() == 1));
        });
        if let Some(values) = fixed {
            tag = merge(tag, if lists(values.json, found) { Tag::Same } else { Tag::Other });
        }
    }
    tag
}
