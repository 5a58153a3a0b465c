//! Views: which schemas look different when read, created or updated. A schema that looks the same has one type for all.

use std::collections::BTreeMap;

use crate::ir::{Schema, SchemaId, Schemas, View, Views};

/// Which schemas differ by view, in themselves or in something they hold.
#[derive(Debug)]
pub struct Differences {
    create: Vec<bool>,
    update: Vec<bool>,
    between: Vec<bool>,
}

impl Differences {
    /// Compares the views of every schema.
    pub fn new(schemas: &Schemas) -> Self {
        let users = users(schemas);
        let differing = |one: View, other: View| spread(schemas, &users, |schema| differs(schema, one, other));
        Self {
            create: differing(View::Read, View::Create),
            update: differing(View::Read, View::Update),
            between: differing(View::Create, View::Update),
        }
    }

    /// The view whose type stands for this one: reading if nothing differs, creating if updating looks the same.
    pub fn canonical(&self, id: SchemaId, view: View) -> View {
        let at = id.0 as usize;
        let is = |list: &Vec<bool>| list.get(at).copied().unwrap_or(false);
        match view {
            View::Create if is(&self.create) => View::Create,
            View::Update if is(&self.update) && is(&self.between) => View::Update,
            View::Update if is(&self.update) => View::Create,
            View::Read | View::Create | View::Update => View::Read,
        }
    }

    /// Whether one type serves both kinds of requests.
    pub fn same_for_requests(&self, id: SchemaId) -> bool {
        !self.between.get(id.0 as usize).copied().unwrap_or(false)
    }
}

fn differs(schema: &Schema, one: View, other: View) -> bool {
    let unlike = |views: Views| views.has(one) != views.has(other);
    schema.object.properties.iter().any(|property| unlike(property.access))
        || schema.object.required.iter().any(|required| {
            let declared = || schema.object.properties.iter().find(|property| property.name == required.name);
            unlike(required.views) && declared().is_none_or(|property| property.access.has(one) && property.access.has(other))
        })
}

/// For every schema, the schemas whose representation contains its.
fn users(schemas: &Schemas) -> BTreeMap<SchemaId, Vec<SchemaId>> {
    let mut users: BTreeMap<SchemaId, Vec<SchemaId>> = BTreeMap::new();
    for (id, schema) in schemas.iter() {
        for child in children(schema) {
            users.entry(child).or_default().push(id);
        }
    }
    users
}

/// The schemas that a schema's representation is made of.
pub fn children(schema: &Schema) -> Vec<SchemaId> {
    let object = &schema.object;
    let mut children: Vec<SchemaId> = object.properties.iter().map(|property| property.schema).collect();
    children.extend(object.additional);
    children.extend(schema.array.items);
    children.extend(schema.array.prefix_items.iter());
    children.extend(schema.refer.iter().chain(&schema.all_of).chain(&schema.any_of).chain(&schema.one_of));
    children.extend(schema.discriminator.iter().flat_map(|discriminator| discriminator.mapping.iter().map(|(_, id)| *id)));
    children
}

fn spread(schemas: &Schemas, users: &BTreeMap<SchemaId, Vec<SchemaId>>, start: impl Fn(&Schema) -> bool) -> Vec<bool> {
    let mut marked: Vec<bool> = schemas.iter().map(|(_, schema)| start(schema)).collect();
    let mut open: Vec<SchemaId> = schemas.iter().map(|(id, _)| id).filter(|id| marked[id.0 as usize]).collect();
    while let Some(id) = open.pop() {
        for user in users.get(&id).into_iter().flatten() {
            let mark = &mut marked[user.0 as usize];
            if !*mark {
                *mark = true;
                open.push(*user);
            }
        }
    }
    marked
}
