//! Overrides of declared types.

use std::collections::BTreeSet;

use super::TypeOverride;
use crate::diag::{self, Diags};
use crate::ir::{Api, Schema, SchemaId, TypeName};
use crate::source::Written;

/// What a new name has to be.
pub const NAME: &str = "a name of letters, digits and `_` that is no keyword";

/// What every generated type can do.
const ALWAYS: [&str; 3] = ["Clone", "Debug", "PartialEq"];

/// Changes the types of a name.
pub fn adjust(api: &mut Api, wanted: &TypeOverride, diags: &mut Diags) {
    let found = called(api, &wanted.name.text);
    if found.is_empty() {
        let known = names(api);
        diags.push(diag::override_without_target("type", &wanted.name, &wanted.name.text, known.iter().map(String::as_str)));
        return;
    }
    for path in wanted.replace.iter().chain(&wanted.derive).filter(|path| syn::parse_str::<syn::Path>(&path.text).is_err()) {
        diags.push(diag::bad_override(path, "a path of Rust, such as `my_crate::Pet`"));
    }
    derives(wanted, diags);
    for id in found.iter().copied() {
        if let Some(name) = &wanted.rename {
            rename(&mut api.schemas[id], name, diags);
            taken(api, &found, id, name, diags);
        }
        if let Some(open) = wanted.open {
            match api.schemas[id].values.as_mut().filter(|values| values.open != open.on) {
                Some(values) => values.open = open.on,
                None => diags.push(diag::idle_override("open", &wanted.name.text, open.place)),
            }
        }
    }
}

/// Derives that change nothing: of types that are replaced, and those that every type has.
fn derives(wanted: &TypeOverride, diags: &mut Diags) {
    let all = |path: &&Written| wanted.replace.is_some() || ALWAYS.contains(&path.text.as_str());
    if let Some(path) = wanted.derive.iter().find(all) {
        let key = if wanted.replace.is_some() { "derive" } else { path.text.as_str() };
        diags.push(diag::idle_override(key, &wanted.name.text, path.place));
    }
}

/// Reports a new name that another type has already.
fn taken(api: &Api, found: &[SchemaId], id: SchemaId, new: &Written, diags: &mut Diags) {
    let others = api.named.iter().filter(|other| **other != id && (!found.contains(other) || **other < id));
    let mut names = others.filter_map(|other| api.schemas[*other].name.as_ref());
    if names.any(|name| name.client_name.as_deref().unwrap_or(&name.name) == new.text) {
        diags.push(diag::bad_override(new, "a name that no other type has"));
    }
}

fn rename(schema: &mut Schema, new: &Written, diags: &mut Diags) {
    if !is_name(&new.text) {
        diags.push(diag::bad_override(new, NAME));
    } else if let Some(name) = schema.name.as_mut() {
        if name.client_name.as_deref().unwrap_or(&name.name) == new.text {
            diags.push(diag::idle_override("rename", &name.name, new.place));
        }
        name.client_name = Some(new.text.clone());
    }
}

/// Whether a text is a name by itself, which need not be mended.
pub fn is_name(text: &str) -> bool {
    syn::parse_str::<syn::Ident>(text).is_ok()
}

/// The declared types that a user means by a name: those of that qualified name, or else those of that own name.
pub fn called(api: &Api, name: &str) -> Vec<SchemaId> {
    let of = |matches: &dyn Fn(&Schema) -> bool| -> Vec<SchemaId> {
        api.named.iter().copied().filter(|id| matches(&api.schemas[*id])).collect()
    };
    let own = |schema: &Schema| schema.name.as_ref().is_some_and(|known| known.name == name);
    let full = of(&|schema| qualified(schema).is_some_and(|known| known == name));
    if full.is_empty() { of(&own) } else { full }
}

/// A place in the schemas begins with a declared type, unless it stands for several or for a schema without name.
pub fn known_place(api: &Api, place: &Written, diags: &mut Diags) {
    const KEYWORDS: [&str; 10] =
        ["", "*", "**", "properties", "patternProperties", "additionalProperties", "items", "prefixItems", "anyOf", "oneOf"];
    let first = place.text.split('/').next().unwrap_or("");
    let known = names(api);
    if !KEYWORDS.contains(&first) && !known.contains(first) {
        diags.push(diag::override_without_target("type", place, first, known.iter().map(String::as_str)));
    }
}

/// Every name that a type can be called by.
pub fn names(api: &Api) -> BTreeSet<String> {
    let schemas = || api.named.iter().map(|id| &api.schemas[*id]);
    let own = schemas().filter_map(|schema| schema.name.as_ref().map(|name| name.name.clone()));
    schemas().filter_map(qualified).chain(own).collect()
}

fn qualified(schema: &Schema) -> Option<String> {
    schema.name.as_ref().map(TypeName::qualified)
}
