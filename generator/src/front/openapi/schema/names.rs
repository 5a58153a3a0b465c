//! Names of schemas: those declared in the document, and those of other documents that are referred to.

use super::key;
use crate::front::openapi::context::{Context, filled};
use crate::ir::{Schema, SchemaId, TypeName};
use crate::source::NodeRef;

impl<'d> Context<'d, '_> {
    /// Reserves every declared schema in source order, so that each name is known before the first reference to it.
    pub fn declare(&mut self, schemas: NodeRef<'d>) {
        for (entry, node) in schemas.entries() {
            let node = self.imported(node);
            match self.known.get(&key(node)) {
                Some(id) if self.has_name(node) => self.also(*id, &entry.key),
                _ => self.name(node, String::new(), &entry.key),
            }
        }
    }

    /// A second name for a declared schema, such as an alias of YAML gives it.
    fn also(&mut self, id: SchemaId, name: &str) {
        let known = self.named.iter().any(|id| self.schemas[*id].name.as_ref().is_some_and(|known| known.name == name));
        if !known {
            let name = TypeName { namespace: String::new(), name: name.to_owned(), client_name: None };
            let origin = self.schemas[id].origin.clone();
            let alias = self.schemas.add(Schema { name: Some(name), refer: Some(id), ..Schema::any(origin) });
            self.named.push(alias);
        }
    }

    /// What a declaration that is nothing but a reference into another document stands for: the schema over there takes the
    /// name, instead of an alias beside a type of the same name.
    fn imported(&mut self, node: NodeRef<'d>) -> NodeRef<'d> {
        let Some((_, text)) = self.mere_reference(node) else { return node };
        match self.references.resolve(node, text) {
            Ok(target) if target.tree().doc() != node.tree().doc() && target.is_object() && !self.has_name(target) => {
                let id = self.reserve(target);
                self.known.insert(key(node), id);
                target
            }
            _ => node,
        }
    }

    fn has_name(&self, node: NodeRef<'d>) -> bool {
        self.known.get(&key(node)).is_some_and(|id| self.schemas[*id].name.is_some())
    }

    fn name(&mut self, node: NodeRef<'d>, namespace: String, name: &str) {
        let id = self.reserve(node);
        let client_name = filled(node, "x-ms-client-name").or_else(|| {
            let of_values = node.get("x-ms-enum").filter(|named| node.get("enum").or(named.get("values")).is_some());
            of_values.and_then(|named| filled(named, "name"))
        });
        self.schemas[id].name = Some(TypeName { namespace, name: name.to_owned(), client_name });
        self.named.push(id);
    }

    /// Gives the target of a reference a name if it is a declaration: one of another document, or in `$defs`.
    pub(super) fn name_target(&mut self, target: NodeRef<'d>) {
        if self.has_name(target) || !target.is_object() {
            return;
        }
        let stem = stem(self.references.path(target)).to_owned();
        let Some(parent) = self.references.parent(target) else {
            // A whole document; the root of the API itself is no declaration.
            if target.get("openapi").or(target.get("swagger")).is_none() {
                self.name(target, stem.clone(), &stem);
            }
            return;
        };
        let group = self.references.key(parent).unwrap_or("");
        let declared = parent.is_object() && matches!(group, "$defs" | "definitions" | "schemas");
        let top = parent.is_object() && self.references.parent(parent).is_none() && parent.get("type").is_none();
        if !declared && !top {
            return;
        }
        if let Some(name) = self.references.key(target) {
            let foreign = target.tree().doc() != self.root;
            self.name(target, if foreign { stem } else { String::new() }, name);
        }
    }
}

/// What a schema is called that a component other than a schema declares in place: after the component, as operations share it.
pub(super) fn of_component(pointer: &str) -> Option<String> {
    let tokens: Vec<&str> = pointer.trim_start_matches('/').split('/').collect();
    let tokens = tokens.strip_prefix(&["components"]).unwrap_or(&tokens);
    let (suffix, name) = match tokens {
        ["parameters", name] | ["parameters", name, "schema"] => ("parameter", name),
        ["headers", name, "schema"] => ("header", name),
        ["responses", name, "schema"] => ("body", name),
        ["responses" | "requestBodies", name, "content", _, "schema"] => ("body", name),
        ["parameters" | "headers", name, "content", _, "schema"] => ("value", name),
        _ => return None,
    };
    Some(format!("{}_{suffix}", name.replace("~1", "/").replace("~0", "~")))
}

/// The last part of a path without its extension.
fn stem(path: &str) -> &str {
    let file = path.rsplit(['/', '\\']).next().unwrap_or(path);
    file.split('.').next().filter(|stem| !stem.is_empty()).unwrap_or(file)
}
