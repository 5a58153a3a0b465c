//! Limitations of what is left out are nobody's concern: messages and what stays come in, those about what goes are taken out.

use std::collections::BTreeSet;

use super::reach::Reached;
use crate::diag::{Diags, Severity};
use crate::ir::{Api, SchemaId};
use crate::source::{Location, Nest};

/// Takes out limitations whose place belongs to operations and schemas that all go.
pub fn forget_cut(api: &Api, operations: &[bool], reached: &Reached, excluded: &BTreeSet<SchemaId>, diags: &mut Diags) {
    let of_operations = api.operations.iter().zip(operations);
    let of_operations = of_operations.flat_map(|(operation, kept)| operation.places.iter().map(|place| (*place, *kept)));
    let of_schemas = api.schemas.iter().map(|(id, schema)| (schema.origin.location, reached.has(id) && !excluded.contains(&id)));
    let owners: Nest<bool> = of_operations.chain(of_schemas).collect();
    diags.retain(|diagnostic| {
        let place = diagnostic.primary.as_ref().filter(|_| diagnostic.code.severity == Severity::Limitation);
        place.is_none_or(|label| stays(&owners, label.location))
    });
}

/// Whether any of the nearest owners of a place stays; what has no owner does.
fn stays(owners: &Nest<bool>, place: Location) -> bool {
    owners.around(place).next().is_none_or(|(_, kept)| kept.contains(&true))
}
