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

/// Every schema is endless until enough of its parts have shown that they have a finite value.
fn endless(schemas: &Schemas) -> Vec<bool> {
    let mut users: Vec<Vec<(SchemaId, Part)>> = vec![Vec::new(); schemas.len()];
    let mut waiting: Vec<Waiting> = schemas.iter().map(|(id, schema)| Waiting::new(id, schema, &mut users)).collect();
    let mut endless = vec![true; schemas.len()];
    let mut open: Vec<SchemaId> = schemas.iter().map(|(id, _)| id).filter(|id| waiting[id.0 as usize].is_over()).collect();
    while let Some(id) = open.pop() {
        if std::mem::replace(&mut endless[id.0 as usize], false) {
            for (user, part) in std::mem::take(&mut users[id.0 as usize]) {
                let waiting = &mut waiting[user.0 as usize];
                waiting.found(part);
                open.extend(waiting.is_over().then_some(user));
            }
        }
    }
    endless
}

/// What one schema is to another that waits for it.
#[derive(Clone, Copy)]
enum Part {
    All,
    Any,
    One,
    Member,
    Items,
}

/// What a schema waits for until it is known to have a finite value.
struct Waiting {
    /// Schemas that hold together with it.
    parts: usize,
    /// One alternative.
    any: bool,
    /// One alternative of the other kind.
    one: bool,
    /// A value of any other type than object and array holds nothing.
    simple: bool,
    /// Required members, if it may be an object.
    members: Option<usize>,
    /// Items, if it may be an array.
    items: Option<usize>,
}

impl Waiting {
    /// Notes with each part who waits for it.
    fn new(id: SchemaId, schema: &Schema, users: &mut [Vec<(SchemaId, Part)>]) -> Self {
        let mut wait = |target: &SchemaId, part: Part| users[target.0 as usize].push((id, part));
        let parts = schema.refer.iter().chain(&schema.all_of).map(|target| wait(target, Part::All)).count();
        let any = schema.any_of.iter().map(|target| wait(target, Part::Any)).count();
        let one = schema.one_of.iter().map(|target| wait(target, Part::One)).count();
        let members = required_members(schema).map(|target| wait(&target, Part::Member)).count();
        let items = schema.array.items.iter().filter(|_| schema.array.min_items.is_some_and(|least| least > 0));
        let items = items.map(|target| wait(target, Part::Items)).count();
        Self {
            parts,
            any: any > 0,
            one: one > 0,
            simple: schema.types == Types::NONE || schema.types.without(Types::OBJECT).without(Types::ARRAY) != Types::NONE,
            members: schema.types.contains(Types::OBJECT).then_some(members),
            items: schema.types.contains(Types::ARRAY).then_some(items),
        }
    }

    fn found(&mut self, part: Part) {
        match part {
            Part::All => self.parts -= 1,
            Part::Any => self.any = false,
            Part::One => self.one = false,
            Part::Member => self.members = self.members.map(|left| left - 1),
            Part::Items => self.items = self.items.map(|left| left - 1),
        }
    }

    fn is_over(&self) -> bool {
        let value = self.simple || self.members == Some(0) || self.items == Some(0);
        self.parts == 0 && !self.any && !self.one && value
    }
}

fn required_members(schema: &Schema) -> impl Iterator<Item = SchemaId> {
    let required = schema.object.required.iter().filter(|required| required.views.has(View::Read));
    let required: BTreeSet<&str> = required.map(|required| required.name.as_str()).collect();
    let members = schema.object.properties.iter().filter(move |property| required.contains(property.name.as_str()));
    members.map(|property| property.schema)
}
