//! Limitations of what is left out are nobody's concern: messages and what stays come in, those about what goes are taken out.

use std::collections::BTreeSet;

use super::reach::Reached;
use crate::diag::{Diags, Severity};
use crate::ir::{Api, SchemaId};
use crate::source::Location;

/// Takes out limitations whose place belongs to operations and schemas that all go.
pub fn forget_cut(api: &Api, operations: &[bool], reached: &Reached, excluded: &BTreeSet<SchemaId>, diags: &mut Diags) {
    let of_operations = api.operations.iter().zip(operations);
    let mut owners: Vec<(Location, bool)> =
        of_operations.flat_map(|(operation, kept)| operation.places.iter().map(|place| (*place, *kept))).collect();
    let of_schemas = api.schemas.iter().map(|(id, schema)| (schema.origin.location, reached.has(id) && !excluded.contains(&id)));
    owners.extend(of_schemas);
    diags.retain(|diagnostic| {
        let place = diagnostic.primary.as_ref().filter(|_| diagnostic.code.severity == Severity::Limitation);
        place.is_none_or(|label| stays(&owners, label.location))
    });
}

/// Whether any of the nearest owners of a place stays; what has no owner does.
fn stays(owners: &[(Location, bool)], place: Location) -> bool {
    let around = || owners.iter().filter_map(|(owner, kept)| Some((owner.length_around(place)?, *kept)));
    let Some(nearest) = around().map(|(length, _)| length).min() else { return true };
    around().any(|(length, kept)| length == nearest && kept)
}
