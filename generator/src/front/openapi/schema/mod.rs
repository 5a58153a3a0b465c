//! Schemas: nodes come in, [`ir::Schema`](crate::ir::Schema)s with the dialect resolved go out.

mod array;
mod combine;
mod cycles;
mod discriminator;
mod dynamic;
mod format;
mod names;
mod object;
mod scalar;
mod settle;
mod types;
mod values;
mod vocabulary;

use super::context::{self, Context};
use super::version::Version;
use crate::diag::{cyclic_reference, wrong_target};
use crate::ir::{Schema, SchemaId, Types};
use crate::source::{Kind, NodeRef};

/// Members beside `$ref` that change no validity, so that the target's schema can be used as it is.
const NOTES: &[&str] = &[
    "$ref",
    "title",
    "summary",
    "description",
    "readOnly",
    "writeOnly",
    "deprecated",
    "example",
    "examples",
    "externalDocs",
    "$comment",
    "xml",
];

impl<'d> Context<'d, '_> {
    /// The schema used at `node`: mere references share the id of what they refer to.
    pub fn schema(&mut self, node: NodeRef<'d>) -> SchemaId {
        let mut at = node;
        let mut steps = Vec::new();
        while let Some((place, text)) = self.mere_reference(at) {
            if self.known.contains_key(&key(at)) {
                break;
            }
            if steps.contains(&place.location()) {
                self.report(cyclic_reference(text, place.location(), steps.get(1..).unwrap_or(&[])));
                let origin = self.origin(node);
                let id = self.schemas.reserve(origin);
                self.known.insert(key(at), id);
                return id;
            }
            steps.push(place.location());
            let Ok(target) = self.references.resolve(at, text) else { break };
            if not_schema(target).is_some() {
                break;
            }
            self.name_target(target);
            at = target;
        }
        self.reserve(at)
    }

    /// The id of the schema that `node` itself defines; it is defined later.
    pub fn reserve(&mut self, node: NodeRef<'d>) -> SchemaId {
        if let Some(id) = self.known.get(&key(node)) {
            return *id;
        }
        let origin = self.origin(node);
        let id = self.schemas.reserve(origin);
        self.known.insert(key(node), id);
        self.waiting.push_back((id, node));
        id
    }

    /// Defines every schema that was reserved, those included that are reserved on the way.
    pub fn define_all(&mut self) {
        while let Some((id, node)) = self.waiting.pop_front() {
            let schema = self.define(id, node);
            self.schemas.define(id, schema);
        }
    }

    fn define(&mut self, id: SchemaId, node: NodeRef<'d>) -> Schema {
        let name = self.schemas[id].name.clone();
        let origin = self.schemas[id].origin.clone();
        let hint = if name.is_none() { names::of_component(&origin.pointer) } else { None };
        let mut schema = Schema { name, hint, ..Schema::any(origin) };
        if let Kind::Bool(false) = node.kind() {
            schema.types = Types::NONE;
        }
        if !node.is_object() {
            return schema;
        }
        if !self.is_parameter(node) {
            schema.docs = context::docs(node);
        }
        schema.secret = context::flag(node, "x-ms-secret") || context::text(node, "format") == Some("password");
        if let Some(place) = node.get("$ref").filter(|place| place.as_str().is_some()) {
            self.refer(&mut schema, node, place);
            if !self.references.version(node).has_json_schema() {
                return schema;
            }
        }
        self.types(&mut schema, node);
        self.format(&mut schema, node);
        values::read(&mut schema, node);
        scalar::numeric(&mut schema, node);
        self.text_rules(&mut schema, node);
        self.array(&mut schema, node);
        self.object(&mut schema, node);
        self.combine(&mut schema, node);
        self.dynamic(&mut schema, node);
        self.restrict(&mut schema, node);
        schema.default = node.get("default").and_then(super::json::value);
        self.tags.extend(discriminator::tag(node).map(|tag| (id, tag)));
        if node.get("discriminator").is_some() {
            self.discriminated.push((id, node));
        }
        schema
    }

    /// A parameter or header of Swagger 2.0 is its own schema; what it says of itself is documentation of the parameter.
    fn is_parameter(&self, node: NodeRef<'d>) -> bool {
        let in_headers = || self.references.parent(node).and_then(|list| self.references.key(list)) == Some("headers");
        self.references.version(node) == Version::V20
            && (node.get("in").is_some_and(|place| place.as_str().is_some()) || in_headers())
    }

    fn refer(&mut self, schema: &mut Schema, node: NodeRef<'d>, place: NodeRef<'d>) {
        let text = place.as_str().unwrap_or("");
        if let Some(target) = self.follow(node, text, place) {
            if let Some(found) = not_schema(target) {
                return self.report(wrong_target(text, "a schema", found, place.location(), target.location()));
            }
            self.name_target(target);
            schema.refer = Some(self.schema(target));
        }
    }

    /// The reference that is all a node says about validity.
    fn mere_reference(&self, node: NodeRef<'d>) -> Option<(NodeRef<'d>, &'d str)> {
        let place = node.get("$ref")?;
        let text = place.as_str()?;
        let mere = !self.references.version(node).has_json_schema() || node.entries().all(|(entry, _)| is_note(&entry.key));
        mere.then_some((place, text))
    }
}

/// What a node is that cannot be a schema.
fn not_schema(node: NodeRef<'_>) -> Option<&'static str> {
    match node.kind() {
        Kind::Object(_) => node.get("openapi").or(node.get("swagger")).map(|_| "a whole document"),
        Kind::Bool(_) => None,
        _ => Some(node.kind_name()),
    }
}

fn is_note(key: &str) -> bool {
    NOTES.contains(&key) || key.starts_with("x-")
}

/// Whether a schema says nothing of the values that it takes.
fn only_describes(node: NodeRef<'_>) -> bool {
    node.is_object() && node.entries().all(|(entry, _)| &*entry.key != "$ref" && is_note(&entry.key))
}

/// What tells a node from every other.
pub(super) fn key(node: NodeRef<'_>) -> (crate::source::DocId, crate::source::NodeId) {
    (node.tree().doc(), node.id())
}
