//! Cut: an API and what is needed of it come in, an API that has nothing else goes out.

use std::collections::{BTreeMap, BTreeSet};

use super::reach::{Reached, is_family};
use crate::ir::{Api, Lost, Schema, SchemaId, Schemas};

/// Leaves out every operation and schema that is not needed. Places that held an excluded type hold any value.
pub fn cut(api: Api, operations: &[bool], reached: &Reached, excluded: &BTreeSet<SchemaId>) -> Api {
    let Api { schemas: all, named, operations: listed, security_schemes, .. } = api;
    let (mut schemas, mut new) = (Schemas::default(), BTreeMap::new());
    for (id, schema) in all.iter() {
        if excluded.contains(&id) {
            new.insert(id, schemas.add(Schema { lost: Some(Lost::Excluded), ..Schema::any(schema.origin.clone()) }));
        } else if reached.has(id) {
            new.insert(id, schemas.reserve(schema.origin.clone()));
        }
    }
    let renumbered = |id: SchemaId| new.get(&id).copied().unwrap_or(id);
    for (id, schema) in all.iter().filter(|(id, _)| reached.has(*id)) {
        let mut schema = schema.clone();
        detach(&mut schema, id, reached);
        schema.relink(&renumbered);
        schemas.define(renumbered(id), schema);
    }
    let mut kept: Vec<_> = listed.into_iter().zip(operations).filter(|(_, kept)| **kept).map(|(operation, _)| operation).collect();
    for operation in &mut kept {
        operation.relink(&renumbered);
    }
    let asked: BTreeSet<&str> =
        kept.iter().flat_map(|operation| operation.security.iter().flatten()).map(|asked| asked.scheme.as_str()).collect();
    let security_schemes = security_schemes.into_iter().filter(|scheme| asked.contains(scheme.name.as_str())).collect();
    let named = named.into_iter().filter(|id| reached.has(*id)).map(renumbered).collect();
    Api { schemas, named, operations: kept, security_schemes, ..api }
}

/// Takes the names of types that are not needed out of a polymorphic type, and leaves room for their values: they may have
/// members that are not declared here.
fn detach(schema: &mut Schema, id: SchemaId, reached: &Reached) {
    schema.base = schema.base.filter(|base| reached.has(*base));
    if !is_family(schema) {
        return;
    }
    let Some(discriminator) = &mut schema.discriminator else { return };
    let before = discriminator.mapping.len();
    discriminator.mapping.retain(|(_, target)| reached.has(*target));
    let alone = discriminator.mapping.iter().all(|(_, target)| *target == id);
    if discriminator.mapping.len() < before && reached.has_value(id) {
        schema.object.additional = None;
        schema.object.open = true;
    }
    if alone {
        schema.discriminator = None;
    }
}
