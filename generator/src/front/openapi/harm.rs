//! Harm: what was read, and what is wrong with it, come in; when the user wants to keep going, what is harmed is replaced.
//!
//! The smallest schema around a mistake takes any value; an operation with a mistake outside of its schemas is left out.

use std::collections::BTreeSet;

use crate::diag::Diags;
use crate::ir::{Operation, Schema, SchemaId, Schemas};
use crate::source::Location;

/// How many of the operations that are left out are named.
const NAMED: usize = 3;

/// Replaces what is harmed and makes warnings of the mistakes. `spans` has, for each operation, the places it was read from.
pub(super) fn settle(operations: &mut Vec<Operation>, spans: &[Vec<Location>], schemas: &mut Schemas, diags: &mut Diags) {
    let mut broken = BTreeSet::new();
    for diagnostic in diags.iter_mut().filter(|diagnostic| diagnostic.is_local_error()) {
        let Some(place) = diagnostic.primary.as_ref().map(|label| label.location) else { continue };
        let schema = innermost(schemas, place);
        let harmed: Vec<(usize, u32)> =
            spans.iter().enumerate().filter_map(|(index, spans)| Some((index, smallest(spans, place)?))).collect();
        let nearest = harmed.iter().map(|(_, size)| *size).min();
        match schema {
            Some((id, size)) if nearest.is_none_or(|nearest| size < nearest) => {
                let Schema { name, docs, origin, .. } = schemas[id].clone();
                schemas.define(id, Schema { name, docs, ..Schema::any(origin) });
                diagnostic.tolerate("any value is taken there");
            }
            _ if harmed.is_empty() => diagnostic.tolerate("it is passed over"),
            _ => {
                let names = harmed.iter().filter_map(|(index, _)| operations.get(*index)).map(name).collect::<Vec<_>>();
                diagnostic.tolerate(&left_out(&names));
                broken.extend(harmed.into_iter().map(|(index, _)| index));
            }
        }
    }
    let mut index = 0;
    operations.retain(|_| {
        index += 1;
        !broken.contains(&(index - 1))
    });
}

fn name(operation: &Operation) -> String {
    format!("`{} {}`", operation.method.0, operation.path.raw)
}

fn left_out(names: &[String]) -> String {
    let shown = names.get(..NAMED.min(names.len())).unwrap_or_default().join(", ");
    match names.len() {
        1 => format!("{shown} is left out"),
        few if few <= NAMED => format!("{shown} are left out"),
        many => format!("{shown} and {} more operations are left out", many - NAMED),
    }
}

/// The smallest schema around a place, with its size.
fn innermost(schemas: &Schemas, place: Location) -> Option<(SchemaId, u32)> {
    let around = schemas.iter().filter_map(|(id, schema)| Some((id, size_around(schema.origin.location, place)?)));
    around.min_by_key(|(_, size)| *size)
}

/// The size of the smallest span around a place.
fn smallest(spans: &[Location], place: Location) -> Option<u32> {
    spans.iter().filter_map(|span| size_around(*span, place)).min()
}

fn size_around(outer: Location, place: Location) -> Option<u32> {
    let (span, inner) = (outer.span, place.span);
    let around = outer.doc == place.doc && span.start <= inner.start && inner.end <= span.end;
    around.then(|| span.end - span.start)
}
