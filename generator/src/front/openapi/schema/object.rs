//! Rules for objects: members, which of them must be there and who may set them.

use std::collections::{BTreeMap, BTreeSet};

use super::only_describes;
use crate::diag::bad_value;
use crate::front::openapi::context::{Context, docs, filled, flag};
use crate::ir::{Docs, Property, Required, Schema, Views};
use crate::source::{Kind, NodeRef};

/// The words of `x-ms-mutability`.
const MUTABILITY: [&str; 3] = ["read", "create", "update"];

impl<'d> Context<'d, '_> {
    pub(super) fn object(&mut self, schema: &mut Schema, node: NodeRef<'d>) {
        for (entry, value) in node.get("properties").into_iter().flat_map(NodeRef::entries) {
            let property = self.property(&entry.key, value);
            schema.object.properties.push(property);
        }
        schema.object.required = required(node, schema);
        schema.object.pattern_properties = self.map(node, "patternProperties");
        self.additional(schema, node);
        schema.object.property_names = self.sub(node, "propertyNames");
        schema.object.min_properties = self.count(node, "minProperties");
        schema.object.max_properties = self.count(node, "maxProperties");
        schema.object.dependent_schemas = self.map(node, "dependentSchemas");
        for (entry, list) in node.get("dependentRequired").into_iter().flat_map(NodeRef::entries) {
            schema.object.dependent_required.push((entry.key.to_string(), strings(list)));
        }
        self.dependencies(schema, node);
        schema.object.unevaluated = self.sub(node, "unevaluatedProperties");
    }

    fn property(&mut self, name: &str, node: NodeRef<'d>) -> Property {
        for word in node.get("x-ms-mutability").into_iter().flat_map(NodeRef::items) {
            if let Some(text) = word.as_str().filter(|text| !MUTABILITY.contains(text)) {
                let expected = format!("one of {}", MUTABILITY.join(", "));
                self.slip(bad_value("a word of `x-ms-mutability`", text, &expected, word.location(), MUTABILITY));
            }
        }
        Property {
            name: name.to_owned(),
            schema: self.schema(self.documents.get(&super::key(node)).copied().unwrap_or(node)),
            access: self.access(node),
            place: node.get("$ref").map(|_| self.origin(node)),
            client_name: filled(node, "x-ms-client-name"),
            docs: if node.get("$ref").is_some() { docs(node) } else { Docs::default() },
            key: false,
            navigation: false,
        }
    }

    /// `additionalProperties`: said explicitly, other members are data to be kept.
    fn additional(&mut self, schema: &mut Schema, node: NodeRef<'d>) {
        let Some(value) = node.get("additionalProperties") else { return };
        match value.kind() {
            Kind::Bool(_) | Kind::Object(_) => {
                // `true` is kept as a schema: it counts as having looked at the members, which `unevaluatedProperties` asks for.
                schema.object.open = *value.kind() != Kind::Bool(false);
                schema.object.additional = Some(self.schema(value));
            }
            _ => {}
        }
    }

    /// `dependencies` of draft 4: lists of names, or schemas.
    fn dependencies(&mut self, schema: &mut Schema, node: NodeRef<'d>) {
        for (entry, value) in node.get("dependencies").into_iter().flat_map(NodeRef::entries) {
            let name = entry.key.to_string();
            match value.kind() {
                Kind::Array(_) => schema.object.dependent_required.push((name, strings(value))),
                Kind::Object(_) | Kind::Bool(_) => {
                    let target = self.schema(value);
                    schema.object.dependent_schemas.push((name, target));
                }
                _ => {}
            }
        }
    }

    /// The views that a member is part of, as said beside it or, behind mere references, by its schema.
    fn access(&mut self, node: NodeRef<'d>) -> Views {
        let mut at = node;
        for _ in 0..32 {
            let parts = at.get("allOf").into_iter().flat_map(NodeRef::items).filter(|part| only_describes(*part));
            if let Some(views) = said(at).or_else(|| parts.into_iter().find_map(said)) {
                return views;
            }
            let Some(reference) = at.get("$ref").and_then(NodeRef::as_str) else { break };
            let Ok(target) = self.references.resolve(at, reference) else { break };
            at = target;
        }
        Views::ALL
    }
}

fn said(node: NodeRef<'_>) -> Option<Views> {
    if flag(node, "readOnly") {
        return Some(Views::READ);
    }
    if flag(node, "writeOnly") {
        return Some(Views::WRITE);
    }
    let list = node.get("x-ms-mutability")?;
    let views = list.items().filter_map(NodeRef::as_str).fold(Views::NONE, |views, word| match word {
        "read" => views.or(Views::READ),
        "create" => views.or(Views::CREATE),
        "update" => views.or(Views::UPDATE),
        _ => views,
    });
    Some(if views == Views::NONE { Views::ALL } else { views })
}

/// The names in `required`, each in the views that its member is part of.
fn required(node: NodeRef<'_>, schema: &Schema) -> Vec<Required> {
    let names = node.get("required").into_iter().flat_map(NodeRef::items).filter_map(NodeRef::as_str);
    let own: BTreeMap<&str, Views> = schema.object.properties.iter().map(|member| (member.name.as_str(), member.access)).collect();
    let mut seen = BTreeSet::new();
    let first = names.filter(|name| seen.insert(*name));
    first.map(|name| Required { name: name.to_owned(), views: own.get(name).copied().unwrap_or(Views::ALL) }).collect()
}

fn strings(list: NodeRef<'_>) -> Vec<String> {
    list.items().filter_map(NodeRef::as_str).map(str::to_owned).collect()
}
