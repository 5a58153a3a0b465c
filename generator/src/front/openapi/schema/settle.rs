//! What can be settled only when all schemas are there: which views a required member of a base is part of.

use std::collections::BTreeSet;

use crate::front::openapi::context::Context;
use crate::ir::{Object, Required, Schema, SchemaId, Schemas, Views};

impl Context<'_, '_> {
    /// Finishes the schemas after the last one is defined.
    pub fn settle(&mut self) {
        self.open_circles();
        self.settle_required();
        self.settle_discriminators();
    }

    /// A name in `required` may be that of a member that another part of an `allOf` declares.
    fn settle_required(&mut self) {
        let mut changes = Vec::new();
        for (id, schema) in self.schemas.iter() {
            for (at, required) in undeclared(schema) {
                if let Some(views) = member_access(&self.schemas, id, &required.name) {
                    changes.push((id, at, views));
                }
            }
        }
        let from_parts = self.parts_of_wholes();
        changes.extend(from_parts);
        for (id, at, views) in changes {
            if let Some(required) = self.schemas[id].object.required.get_mut(at) {
                required.views = views;
            }
        }
    }

    /// `allOf: [{$ref: Base}, {required: [member of Base]}]`: names required in one part and declared in another.
    fn parts_of_wholes(&self) -> Vec<(SchemaId, usize, Views)> {
        let mut changes = Vec::new();
        for (whole, schema) in self.schemas.iter() {
            for part in schema.all_of.iter().filter(|part| self.schemas[**part].name.is_none()) {
                for (at, required) in undeclared(&self.schemas[*part]) {
                    if let Some(views) = member_access(&self.schemas, whole, &required.name) {
                        changes.push((*part, at, views));
                    }
                }
            }
        }
        changes
    }
}

/// The required members that a schema does not declare itself, with their places in `required`.
fn undeclared(schema: &Schema) -> impl Iterator<Item = (usize, &Required)> {
    let Object { properties, required, .. } = &schema.object;
    let own: BTreeSet<&str> = properties.iter().map(|property| property.name.as_str()).collect();
    required.iter().enumerate().filter(move |(_, required)| !own.contains(required.name.as_str()))
}

/// The access of the member `name` that a schema has by itself or through what it refers to.
pub(super) fn member_access(schemas: &Schemas, id: SchemaId, name: &str) -> Option<Views> {
    let mut seen = BTreeSet::new();
    let mut stack = vec![id];
    while let Some(id) = stack.pop() {
        if !seen.insert(id) {
            continue;
        }
        let schema = &schemas[id];
        if let Some(property) = schema.object.properties.iter().find(|property| property.name == name) {
            return Some(property.access);
        }
        stack.extend(schema.refer.iter().chain(&schema.all_of).copied());
    }
    None
}
