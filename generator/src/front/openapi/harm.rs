//! Harm: what was read, and what is wrong with it, come in; when the user wants to keep going, what is harmed is replaced.
//!
//! The smallest schema around a mistake takes any value; an operation with a mistake outside of its schemas is left out. A mistake in
//! what an overlay put in harms what is around it in the overlay or, failing that, what it was put into.

use std::collections::BTreeSet;

use crate::diag::Diags;
use crate::ir::{Lost, Operation, Schema, SchemaId, Schemas};
use crate::source::{Location, Span, Tree};

/// How many of the operations that are left out are named.
const NAMED: usize = 3;

/// Replaces what is harmed and makes warnings of the mistakes.
pub(super) fn settle(operations: &mut Vec<Operation>, schemas: &mut Schemas, document: &Tree, diags: &mut Diags) {
    let grafts = grafts(document);
    let mut broken = BTreeSet::new();
    for diagnostic in diags.iter_mut().filter(|diagnostic| diagnostic.is_local_error()) {
        let Some(place) = diagnostic.primary.as_ref().map(|label| label.location) else { continue };
        let mut harmed = Harmed::default();
        let mut places = vec![place];
        while harmed.is_empty() && !places.is_empty() {
            for place in &places {
                harmed.at(*place, operations, schemas);
            }
            places = places.iter().flat_map(|place| homes(&grafts, *place)).collect();
        }
        for id in &harmed.schemas {
            let Schema { name, docs, origin, .. } = schemas[*id].clone();
            schemas.define(*id, Schema { name, docs, lost: Some(Lost::Mistaken), ..Schema::any(origin) });
        }
        if !harmed.operations.is_empty() {
            let names: Vec<String> = harmed.operations.iter().filter_map(|index| operations.get(*index)).map(name).collect();
            diagnostic.tolerate(&left_out(&names));
            broken.append(&mut harmed.operations);
        } else if harmed.schemas.is_empty() {
            diagnostic.tolerate("it is passed over");
        } else {
            diagnostic.tolerate("any value is taken there");
        }
    }
    let mut index = 0;
    operations.retain(|_| {
        index += 1;
        !broken.contains(&(index - 1))
    });
}

/// What a mistake harms.
#[derive(Default)]
struct Harmed {
    schemas: BTreeSet<SchemaId>,
    operations: BTreeSet<usize>,
}

impl Harmed {
    fn is_empty(&self) -> bool {
        self.schemas.is_empty() && self.operations.is_empty()
    }

    /// Adds the smallest schema around a place, or the operations if they are nearer.
    fn at(&mut self, place: Location, operations: &[Operation], schemas: &Schemas) {
        let around = schemas.iter().filter_map(|(id, schema)| Some((id, schema.origin.location.length_around(place)?)));
        let schema = around.min_by_key(|(_, length)| *length);
        let smallest = |places: &[Location]| places.iter().filter_map(|outer| outer.length_around(place)).min();
        let own = operations.iter().enumerate();
        let near: Vec<(usize, u32)> = own.filter_map(|(index, operation)| Some((index, smallest(&operation.places)?))).collect();
        let nearest = near.iter().map(|(_, length)| *length).min();
        match schema {
            Some((id, length)) if nearest.is_none_or(|nearest| length < nearest) => {
                self.schemas.insert(id);
            }
            _ => self.operations.extend(near.into_iter().map(|(index, _)| index)),
        }
    }
}

/// What overlays put into a document: where it is written, and where what it was put into is.
fn grafts(document: &Tree) -> Vec<(Location, Location)> {
    let mut grafts = Vec::new();
    for outer in document.nodes() {
        let home = outer.location();
        let named = outer.entries().map(|(entry, inner)| (Some(entry.key_span), inner));
        for (key, inner) in named.chain(outer.items().map(|inner| (None, inner))) {
            let Location { doc, span } = inner.location();
            if doc != home.doc {
                let start = key.map_or(span.start, |key| key.start.min(span.start));
                grafts.push((Location { doc, span: Span { start, end: span.end } }, home));
            }
        }
    }
    grafts
}

/// Where the smallest graft around a place was put, which may be at several places.
fn homes(grafts: &[(Location, Location)], place: Location) -> Vec<Location> {
    let around = || grafts.iter().filter_map(|(graft, home)| Some((graft.length_around(place)?, *home)));
    let smallest = around().map(|(length, _)| length).min();
    around().filter(|(length, _)| Some(*length) == smallest).map(|(_, home)| home).collect()
}

fn name(operation: &Operation) -> String {
    format!("`{} {}`", operation.method.0, operation.path)
}

fn left_out(names: &[String]) -> String {
    let shown = names.get(..NAMED.min(names.len())).unwrap_or_default().join(", ");
    match names.len() {
        1 => format!("{shown} is left out"),
        few if few <= NAMED => format!("{shown} are left out"),
        many => format!("{shown} and {} more operations are left out", many - NAMED),
    }
}
