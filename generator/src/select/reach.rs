//! Reach: operations and types come in, every schema that they need goes out.
//!
//! A value of a polymorphic type may be of any type derived from it. A family of at most [`FAMILY`] derived types is needed
//! as a whole; of a larger one only those members are that something else needs, since otherwise a common root such as an
//! `entity` would need the whole API. A type that is only a base or a part of another needs none of its derived types.

use std::collections::BTreeSet;

use crate::ir::{Api, Link, Operation, Schema, SchemaId, Schemas};

/// How many derived types a polymorphic type brings along.
pub const FAMILY: usize = 16;

/// What a schema is needed for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum For {
    /// Values of its own.
    Value,
    /// To be laid on top of others: a base, or one of several parts.
    Part,
}

/// The schemas that were found to be needed.
pub struct Reach<'a> {
    schemas: &'a Schemas,
    /// Schemas that must not be followed.
    excluded: &'a BTreeSet<SchemaId>,
    value: Vec<bool>,
    part: Vec<bool>,
    open: Vec<(SchemaId, For)>,
}

impl<'a> Reach<'a> {
    /// Starts with nothing.
    pub fn new(schemas: &'a Schemas, excluded: &'a BTreeSet<SchemaId>) -> Self {
        let none = || vec![false; schemas.len()];
        Self { schemas, excluded, value: none(), part: none(), open: Vec::new() }
    }

    /// An operation is needed.
    pub fn operation(&mut self, operation: &Operation) {
        operation.uses().into_iter().for_each(|(_, id)| self.value(id));
    }

    /// Values of a schema are needed.
    pub fn value(&mut self, id: SchemaId) {
        self.open.push((id, For::Value));
        while let Some((id, purpose)) = self.open.pop() {
            self.one(id, purpose);
        }
    }

    fn one(&mut self, id: SchemaId, purpose: For) {
        let done = match purpose {
            For::Value => &mut self.value,
            For::Part => &mut self.part,
        };
        let Some(done) = done.get_mut(id.0 as usize).filter(|done| !**done) else { return };
        if self.excluded.contains(&id) {
            return;
        }
        *done = true;
        let schema = &self.schemas[id];
        let whole = is_whole(schema);
        for (link, child) in schema.links() {
            let purpose = match link {
                Link::Tag(_) if is_family(schema) && (purpose == For::Part || !small(schema, id)) => continue,
                Link::Base => For::Part,
                Link::Reference | Link::AllOf if !whole => For::Part,
                Link::Reference | Link::AllOf => purpose,
                _ => For::Value,
            };
            self.open.push((child, purpose));
        }
    }

    /// What was found.
    pub fn finish(self) -> Reached {
        Reached { value: self.value, part: self.part }
    }
}

/// The needed schemas.
pub struct Reached {
    value: Vec<bool>,
    part: Vec<bool>,
}

impl Reached {
    /// Whether a schema is needed.
    pub fn has(&self, id: SchemaId) -> bool {
        self.has_value(id) || self.part.get(id.0 as usize).copied().unwrap_or(false)
    }

    /// Whether values of a schema are needed.
    pub fn has_value(&self, id: SchemaId) -> bool {
        self.value.get(id.0 as usize).copied().unwrap_or(false)
    }

    /// Polymorphic types whose values may be of a type that is not needed, with the number of those and of all.
    pub fn trimmed(&self, api: &Api) -> Vec<(SchemaId, usize, usize)> {
        let families = api.schemas.iter().filter(|(id, schema)| self.has_value(*id) && is_family(schema));
        let counted = families.map(|(id, schema)| {
            let family = family(schema, id);
            (id, family.iter().filter(|member| !self.has(**member)).count(), family.len())
        });
        counted.filter(|(_, left_out, _)| *left_out > 0).collect()
    }
}

/// Whether a schema is the base of the types that its tags stand for.
pub fn is_family(schema: &Schema) -> bool {
    schema.discriminator.as_ref().is_some_and(|discriminator| discriminator.inherited)
}

/// The types derived from a schema.
fn family(schema: &Schema, own: SchemaId) -> BTreeSet<SchemaId> {
    let mapping = schema.discriminator.iter().flat_map(|discriminator| &discriminator.mapping);
    mapping.map(|(_, id)| *id).filter(|id| *id != own).collect()
}

fn small(schema: &Schema, own: SchemaId) -> bool {
    family(schema, own).len() <= FAMILY
}

/// Whether the one schema that another refers to is all there is to it, so that their values are the same.
fn is_whole(schema: &Schema) -> bool {
    usize::from(schema.refer.is_some()) + schema.all_of.len() == 1 && schema.object.properties.is_empty()
}
