//! The schema table: which schemas of the API go into it, and under which index.

use std::collections::BTreeMap;

use crate::ir::{Api, Link, Schema, SchemaId, Schemas};

/// The schemas of a module's table.
#[derive(Clone, Debug, Default)]
pub struct TablePlan {
    /// In the order of their index.
    pub order: Vec<SchemaId>,
    index: BTreeMap<SchemaId, u32>,
    /// Rows of anonymous schemas by what they say.
    leaves: BTreeMap<String, u32>,
}

impl TablePlan {
    /// Numbers everything that declared schemas and operations reach, in the order of first use.
    pub fn new(api: &Api) -> Self {
        let mut plan = Self::default();
        for id in &api.named {
            plan.reach(&api.schemas, *id);
        }
        for operation in &api.operations {
            operation.uses().into_iter().for_each(|(_, id)| plan.reach(&api.schemas, id));
        }
        plan
    }

    fn reach(&mut self, schemas: &Schemas, start: SchemaId) {
        let mut open = vec![start];
        while let Some(id) = open.pop() {
            if self.index.contains_key(&id) {
                continue;
            }
            let mut children = children(&schemas[id]);
            if let Some(twin) = self.twin(&schemas[id], &children) {
                self.index.insert(id, twin);
                continue;
            }
            self.index.insert(id, u32::try_from(self.order.len()).unwrap_or(u32::MAX));
            self.order.push(id);
            children.reverse();
            open.extend(children);
        }
    }

    /// An anonymous schema without others below it often says just what another one says: they share a row.
    fn twin(&mut self, schema: &Schema, children: &[SchemaId]) -> Option<u32> {
        if schema.name.is_some() || !children.is_empty() || !schema.dynamic_anchors.is_empty() {
            return None;
        }
        let Schema { types, format, values, numeric, text, array, object, secret, .. } = schema;
        let key = format!("{types:?} {format:?} {values:?} {numeric:?} {text:?} {array:?} {object:?} {secret}");
        let next = u32::try_from(self.order.len()).unwrap_or(u32::MAX);
        let row = *self.leaves.entry(key).or_insert(next);
        (row != next).then_some(row)
    }

    /// The index of a schema; every schema that a type or an operation names has one.
    pub fn index(&self, id: SchemaId) -> u32 {
        self.index.get(&id).copied().unwrap_or(0)
    }

    /// Every schema that has an index.
    pub fn ids(&self) -> impl Iterator<Item = SchemaId> {
        self.index.keys().copied()
    }
}

/// Every schema that another names for the sake of values, in source order.
pub fn children(schema: &Schema) -> Vec<SchemaId> {
    schema.links().into_iter().filter(|(link, _)| *link != Link::Base).map(|(_, id)| id).collect()
}
