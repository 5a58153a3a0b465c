//! Overrides of properties.

use std::collections::BTreeSet;

use super::types::{NAME, called, is_name, names};
use super::{Flag, PropertyOverride};
use crate::diag::{self, Diags};
use crate::ir::{Api, Json, Required, Schema, SchemaId, Schemas, Types, Views};
use crate::source::Written;

/// How deep compositions are looked into.
const MAX_DEPTH: usize = 32;

/// Changes the properties of a name.
pub fn adjust(api: &mut Api, wanted: &PropertyOverride, diags: &mut Diags) {
    let text = &wanted.name.text;
    // Names may have dots: the longest type that there is counts.
    let splits = text.rmatch_indices('.').map(|(at, _)| (text.get(..at).unwrap_or(""), text.get(at + 1..).unwrap_or("")));
    let Some((owners, property)) =
        splits.map(|(owner, property)| (called(api, owner), property)).find(|(owners, _)| !owners.is_empty())
    else {
        let owner = text.rsplit_once('.').map_or(text.as_str(), |(owner, _)| owner);
        let known = names(api);
        diags.push(diag::override_without_target("type", &wanted.name, owner, known.iter().map(String::as_str)));
        return;
    };
    for owner in owners {
        let parts = parts(&api.schemas, owner);
        let holds = |part: &SchemaId| api.schemas[*part].object.properties.iter().any(|known| known.name == property);
        match parts.iter().copied().find(holds) {
            Some(part) => change(api, &parts, part, property, wanted, diags),
            None => {
                let properties = parts.iter().flat_map(|part| &api.schemas[*part].object.properties);
                let known: Vec<&str> = properties.map(|property| property.name.as_str()).collect();
                diags.push(diag::override_without_target("property", &wanted.name, property, known));
            }
        }
    }
}

/// A type and the parts it is composed of that have no name of their own.
fn parts(schemas: &Schemas, id: SchemaId) -> Vec<SchemaId> {
    let (mut seen, mut list, mut open) = (BTreeSet::new(), Vec::new(), vec![id]);
    while let Some(id) = open.pop() {
        if seen.insert(id) {
            list.push(id);
            let schema = &schemas[id];
            open.extend(schema.refer.iter().chain(&schema.all_of).filter(|part| schemas[**part].name.is_none()));
        }
    }
    list
}

fn change(api: &mut Api, parts: &[SchemaId], part: SchemaId, name: &str, wanted: &PropertyOverride, diags: &mut Diags) {
    let Some(at) = api.schemas[part].object.properties.iter().position(|known| known.name == name) else { return };
    if let Some(nullable) = wanted.nullable {
        set_nullable(&mut api.schemas, part, at, nullable, &wanted.name.text, diags);
    }
    let Some(property) = api.schemas[part].object.properties.get_mut(at) else { return };
    let access = property.access;
    if let Some(new) = &wanted.rename {
        if !is_name(&new.text) {
            diags.push(diag::bad_override(new, NAME));
        } else if property.client_name.as_deref().unwrap_or(name) == new.text {
            diags.push(diag::idle_override("rename", &wanted.name.text, new.place));
        }
        property.client_name = Some(new.text.clone());
        taken(&api.schemas, parts, (part, at), new, diags);
    }
    if let Some(optional) = wanted.optional {
        set_optional(&mut api.schemas, parts, part, (name, access), optional, &wanted.name.text, diags);
    }
}

/// Reports a new name that another property has already.
fn taken(schemas: &Schemas, parts: &[SchemaId], own: (SchemaId, usize), new: &Written, diags: &mut Diags) {
    let all = parts.iter().flat_map(|part| (0..).map(|at| (*part, at)).zip(&schemas[*part].object.properties));
    let mut others = all.filter(|(place, _)| *place != own).map(|(_, property)| property);
    if others.any(|other| other.client_name.as_deref().unwrap_or(&other.name) == new.text) {
        diags.push(diag::bad_override(new, "a name that no other property has"));
    }
}

fn set_optional(
    schemas: &mut Schemas,
    parts: &[SchemaId],
    part: SchemaId,
    (name, access): (&str, Views),
    optional: Flag,
    shown: &str,
    diags: &mut Diags,
) {
    let required = parts.iter().any(|part| schemas[*part].object.required.iter().any(|required| required.name == name));
    if required != optional.on {
        diags.push(diag::idle_override("optional", shown, optional.place));
    } else if optional.on {
        for part in parts {
            schemas[*part].object.required.retain(|required| required.name != name);
        }
    } else {
        schemas[part].object.required.push(Required { name: name.to_owned(), views: access });
    }
}

/// The property gets a schema of its own, since others may share the one it has.
fn set_nullable(schemas: &mut Schemas, part: SchemaId, at: usize, nullable: Flag, shown: &str, diags: &mut Diags) {
    let Some(old) = schemas[part].object.properties.get(at).map(|property| property.schema) else { return };
    if accepts_null(schemas, old, 0) == nullable.on {
        diags.push(diag::idle_override("nullable", shown, nullable.place));
        return;
    }
    let origin = schemas[old].origin.clone();
    let new = if nullable.on {
        let null = schemas.add(Schema::of(origin.clone(), Types::NULL));
        Schema { any_of: vec![old, null], ..Schema::any(origin) }
    } else {
        Schema { refer: Some(old), ..Schema::of(origin, Types::ANY.without(Types::NULL)) }
    };
    let new = schemas.add(new);
    if let Some(property) = schemas[part].object.properties.get_mut(at) {
        property.schema = new;
    }
}

fn accepts_null(schemas: &Schemas, id: SchemaId, depth: usize) -> bool {
    let schema = &schemas[id];
    let accepts = |id: &SchemaId| depth < MAX_DEPTH && accepts_null(schemas, *id, depth + 1);
    let listed = schema.values.as_ref().is_none_or(|values| values.members.iter().any(|member| member.value == Json::Null));
    let choices = [&schema.any_of, &schema.one_of].into_iter().all(|choice| choice.is_empty() || choice.iter().any(accepts));
    schema.types.contains(Types::NULL) && listed && choices && schema.refer.iter().chain(&schema.all_of).all(accepts)
}
