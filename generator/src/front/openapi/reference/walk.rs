//! Every reference of a document: a tree comes in; references, embedded schema resources and anchors go out.
//!
//! The walk knows where schemas stand, because a `$ref` or `$id` inside an example or an enumerated value is plain data.

use crate::source::{NodeRef, Tree};

/// What a document's references and their targets are called.
#[derive(Debug, Default)]
pub struct Found<'t> {
    /// Objects with a reference, and the node that holds its text.
    pub references: Vec<(NodeRef<'t>, NodeRef<'t>)>,
    /// The same for the mappings of discriminators, whose values may be names as well.
    pub mappings: Vec<(NodeRef<'t>, NodeRef<'t>)>,
    /// Schemas with an `$id`.
    pub ids: Vec<(NodeRef<'t>, &'t str)>,
    /// Schemas with an `$anchor` (false) or a `$dynamicAnchor` (true).
    pub anchors: Vec<(NodeRef<'t>, &'t str, bool)>,
}

/// What a node is taken for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// Some object of a description, or a list or map of them.
    Description = 1,
    /// A schema.
    Schema = 2,
    /// A list or map of schemas.
    Schemas = 4,
    /// Something inside a schema that no keyword explains.
    Unknown = 8,
    /// The mapping of a discriminator.
    Mapping = 16,
    /// Security schemes: what is not here, but on another host, can be done without.
    Local = 32,
    /// A map of descriptions by names that are free.
    Named = 64,
    /// The components of a document.
    Components = 128,
}

/// Walks over a document, each node at most once per kind of place.
pub fn walk(tree: &Tree) -> Found<'_> {
    let mut found = Found::default();
    let mut seen = vec![0u8; tree.len()];
    let mut stack = vec![(tree.root(), Place::Description)];
    while let Some((node, place)) = stack.pop() {
        let Some(marks) = seen.get_mut(node.id().index()) else { continue };
        if *marks & place as u8 != 0 {
            continue;
        }
        *marks |= place as u8;
        let from = stack.len();
        visit(node, place, &mut found, &mut stack);
        if let Some(new) = stack.get_mut(from..) {
            new.reverse();
        }
    }
    found
}

fn visit<'t>(node: NodeRef<'t>, place: Place, found: &mut Found<'t>, stack: &mut Vec<(NodeRef<'t>, Place)>) {
    match place {
        Place::Description if looks_like_schema(node) => visit(node, Place::Schema, found, stack),
        Place::Description | Place::Unknown | Place::Local => {
            if place != Place::Local || !node.get("$ref").and_then(NodeRef::as_str).is_some_and(|text| text.contains("://")) {
                reference(node, "$ref", found);
            }
            stack.extend(node.items().map(|item| (item, place)));
            for (entry, value) in node.entries() {
                let next = if place == Place::Description { inside_description(&entry.key) } else { Some(place) };
                let is_map = place == Place::Description && value.is_object() && MAPS.contains(&&*entry.key);
                stack.extend(next.map(|next| (value, if is_map { Place::Named } else { next })));
            }
        }
        Place::Components => {
            for (entry, value) in node.entries() {
                let of_schemas = matches!(&*entry.key, "schemas" | "securitySchemes" | "example" | "examples");
                let inside = inside_description(&entry.key);
                stack.extend(inside.map(|inside| (value, if of_schemas { inside } else { Place::Named })));
            }
        }
        Place::Named => stack.extend(node.entries().map(|(_, value)| (value, Place::Description))),
        Place::Schema => {
            reference(node, "$ref", found);
            reference(node, "$dynamicRef", found);
            names(node, found);
            for (entry, value) in node.entries() {
                stack.extend(inside_schema(&entry.key, value).map(|next| (value, next)));
            }
        }
        Place::Schemas => {
            stack.extend(node.items().map(|item| (item, Place::Schema)));
            stack.extend(node.entries().map(|(_, value)| (value, Place::Schema)));
        }
        Place::Mapping => {
            for (_, value) in node.get("mapping").into_iter().flat_map(NodeRef::entries) {
                if value.as_str().is_some_and(|text| text.contains(['/', '#']) || text.ends_with("json") || text.ends_with("yaml"))
                {
                    found.mappings.push((node, value));
                }
            }
        }
    }
}

fn reference<'t>(node: NodeRef<'t>, keyword: &str, found: &mut Found<'t>) {
    if let Some(text) = node.get(keyword).filter(|value| value.as_str().is_some()) {
        found.references.push((node, text));
    }
}

fn names<'t>(node: NodeRef<'t>, found: &mut Found<'t>) {
    if let Some(id) = node.get("$id").and_then(NodeRef::as_str) {
        found.ids.push((node, id));
    }
    for (keyword, dynamic) in [("$anchor", false), ("$dynamicAnchor", true)] {
        if let Some(name) = node.get(keyword).and_then(NodeRef::as_str) {
            found.anchors.push((node, name, dynamic));
        }
    }
}

/// Whether an object where a description may stand is a schema: a file of schemas does not say so at its top.
fn looks_like_schema(node: NodeRef<'_>) -> bool {
    let text_or_list = |key: &str| node.get(key).is_some_and(|value| value.as_str().is_some() || value.items().len() > 0);
    node.get("in").is_none()
        && node.get("paths").is_none()
        && (text_or_list("type")
            || ["properties", "$defs"].into_iter().any(|key| node.get(key).is_some_and(NodeRef::is_object))
            || ["allOf", "anyOf", "oneOf"].into_iter().any(|key| node.get(key).is_some_and(|value| value.items().len() > 0))
            || node.get("$schema").is_some() && node.get("definitions").is_some())
}

/// Members of descriptions that are maps by names which are free.
const MAPS: [&str; 6] = ["headers", "parameters", "content", "encoding", "callbacks", "links"];

fn inside_description(key: &str) -> Option<Place> {
    match key {
        "components" => Some(Place::Components),
        "schema" | "itemSchema" => Some(Place::Schema),
        "schemas" | "definitions" => Some(Place::Schemas),
        "example" | "examples" => None,
        "securitySchemes" => Some(Place::Local),
        "x-ms-paths" | "x-ms-parameterized-host" | "x-webhooks" => Some(Place::Description),
        _ if key.starts_with("x-") => None,
        _ => Some(Place::Description),
    }
}

fn inside_schema(key: &str, value: NodeRef<'_>) -> Option<Place> {
    match key {
        "items" if value.items().len() > 0 => Some(Place::Schemas),
        "additionalProperties"
        | "additionalItems"
        | "items"
        | "not"
        | "if"
        | "then"
        | "else"
        | "contains"
        | "propertyNames"
        | "unevaluatedItems"
        | "unevaluatedProperties"
        | "contentSchema" => Some(Place::Schema),
        "properties" | "patternProperties" | "$defs" | "definitions" | "dependentSchemas" | "dependencies" | "allOf" | "anyOf"
        | "oneOf" | "prefixItems" => Some(Place::Schemas),
        "discriminator" => Some(Place::Mapping),
        "enum" | "const" | "default" | "example" | "examples" => None,
        _ if key.starts_with("x-") => None,
        _ => Some(Place::Unknown),
    }
}
