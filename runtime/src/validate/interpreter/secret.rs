//! Whether a value must not be shown: any schema that speaks of it may say so, or of a value that it is part of, and not only those that
//! evaluation passed through on its way to the one that is broken.

use std::collections::BTreeSet;

use super::place::{Move, get};
use crate::schema::{Array, Ix, Logic, Object, Schema, Table};

/// As many schemas are looked at. Beyond that a value is taken for a secret.
const FUEL: usize = 10_000;

/// Whether a schema says so that a value can fall under which is found by these moves from one that falls under `root`.
pub(super) fn is_on_the_way(table: &'static Table, root: Ix, moves: &[Move<'_>]) -> bool {
    let mut fuel = FUEL;
    let mut here = BTreeSet::from([root]);
    for at in 0..=moves.len() {
        let Some(around) = around(table, here, &mut fuel) else { return true };
        here = moves.get(at).map_or_else(BTreeSet::new, |step| around.iter().flat_map(|schema| below(schema, *step)).collect());
    }
    false
}

/// The schemas, and all that they combine; nothing if one of them is secret.
fn around(table: &'static Table, mut known: BTreeSet<Ix>, fuel: &mut usize) -> Option<Vec<&'static Schema>> {
    let mut open: Vec<Ix> = known.iter().copied().collect();
    let mut schemas = Vec::new();
    while let Some(schema) = open.pop() {
        let Some(schema) = get(table, schema) else { continue };
        *fuel = fuel.checked_sub(1)?;
        if schema.secret {
            return None;
        }
        schemas.push(schema);
        let dependent = schema.object.iter().flat_map(|rules| rules.dependent_schemas).map(|(_, schema)| *schema);
        let combined = schema.logic.into_iter().flat_map(combined);
        open.extend(dependent.chain(combined).filter(|next| known.insert(*next)));
    }
    Some(schemas)
}

fn combined(logic: &'static Logic) -> impl Iterator<Item = Ix> {
    let single = [logic.refer, logic.not, logic.condition, logic.then, logic.otherwise].into_iter().flatten();
    let dynamic = logic.dynamic_refer.iter().map(|(_, first)| *first);
    let derived = logic.discriminator.iter().flat_map(|discriminator| discriminator.mapping).map(|(_, schema)| *schema);
    let lists = [logic.all_of, logic.any_of, logic.one_of].into_iter().flatten().copied();
    single.chain(dynamic).chain(derived).chain(lists)
}

/// What a schema says of a member or an item.
fn below(schema: &'static Schema, step: Move<'_>) -> Vec<Ix> {
    match step {
        Move::Stay => Vec::new(),
        Move::Member(_, name) => schema.object.map_or_else(Vec::new, |rules| of_member(rules, name)),
        Move::Item(index) => schema.array.map_or_else(Vec::new, |rules| of_item(rules, index)),
    }
}

fn of_member(rules: &Object, name: &str) -> Vec<Ix> {
    let declared = rules.properties.iter().filter(|property| property.name == name).map(|property| property.schema);
    let by_pattern = rules.pattern_properties.iter().filter(|(pattern, _)| pattern.is_match(name)).map(|(_, schema)| *schema);
    let mut schemas: Vec<Ix> = declared.chain(by_pattern).collect();
    if schemas.is_empty() {
        schemas.extend(rules.additional);
    }
    schemas.extend(rules.unevaluated);
    schemas
}

fn of_item(rules: &Array, index: usize) -> Vec<Ix> {
    let declared = rules.prefix_items.get(index).copied().or(rules.items);
    declared.into_iter().chain(rules.contains).chain(rules.unevaluated).collect()
}
