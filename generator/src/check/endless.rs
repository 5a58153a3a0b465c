//! Schemas that no finite value satisfies: required members that lead back to their own schema.

use std::collections::BTreeSet;

use crate::diag::{self, Diags};
use crate::ir::{Api, Schema, SchemaId, Schemas, Types, View};

/// Finds declared schemas that need a value of themselves.
pub fn check(api: &Api, diags: &mut Diags) {
    let endless = endless(&api.schemas);
    for id in &api.named {
        let schema = &api.schemas[*id];
        if let Some(name) = schema.name.as_ref().filter(|_| endless.get(id.0 as usize).copied().unwrap_or(false)) {
            diags.push(diag::endless_type(&name.name, schema.origin.location));
        }
    }
}

/// Every schema is endless until one of its parts shows that it has a finite value.
fn endless(schemas: &Schemas) -> Vec<bool> {
    let mut endless = vec![true; schemas.len()];
    let mut changed = true;
    while changed {
        changed = false;
        for (id, schema) in schemas.iter() {
            let at = id.0 as usize;
            if endless[at] && is_finite(schema, &endless) {
                endless[at] = false;
                changed = true;
            }
        }
    }
    endless
}

fn is_finite(schema: &Schema, endless: &[bool]) -> bool {
    let finite = |id: &SchemaId| !endless.get(id.0 as usize).copied().unwrap_or(false);
    let parts = schema.refer.iter().chain(&schema.all_of).all(finite);
    let choices = [&schema.any_of, &schema.one_of].into_iter().all(|choice| choice.is_empty() || choice.iter().any(finite));
    // A value of any other type than object and array holds nothing.
    let simple = schema.types.without(Types::OBJECT).without(Types::ARRAY) != Types::NONE;
    parts && choices && (simple || members_are_finite(schema, &finite))
}

fn members_are_finite(schema: &Schema, finite: &dyn Fn(&SchemaId) -> bool) -> bool {
    let object = &schema.object;
    let required = object.required.iter().filter(|required| required.views.has(View::Read));
    let required: BTreeSet<&str> = required.map(|required| required.name.as_str()).collect();
    let members = object.properties.iter().filter(|property| required.contains(property.name.as_str()));
    let members = members.into_iter().all(|property| finite(&property.schema));
    let items = schema.array.min_items.is_none_or(|least| least == 0) || schema.array.items.as_ref().is_none_or(finite);
    let as_object = schema.types.contains(Types::OBJECT) && members;
    let as_array = schema.types.contains(Types::ARRAY) && items;
    as_object || as_array || schema.types == Types::NONE
}
