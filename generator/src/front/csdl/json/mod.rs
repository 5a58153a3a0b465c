//! CSDL JSON: a tree comes in, the model of the document goes out. Absent members mean other things than in XML: `$Nullable` is
//! false, `$Type` is `Edm.String`.

mod annotations;
mod container;
mod members;
mod operations;
mod types;

use super::model::names::Aliases;
use super::model::{Annotations, Document, Include, IncludeAnnotations, Reference, Schema, Spot, Targeted};
use super::reader::Reader;
use crate::diag::{self, Diags};
use crate::source::{Location, NodeRef, Tree};

/// The addresses of the documents that a document refers to, with their places.
pub fn references(tree: &Tree) -> Vec<(String, Location)> {
    let references = tree.root().get("$Reference").into_iter().flat_map(NodeRef::entries);
    references.map(|(entry, node)| (entry.key.to_string(), key_location(node, entry))).collect()
}

/// Where a member's name is written.
pub(super) fn key_location(value: NodeRef<'_>, entry: &crate::source::Entry) -> Location {
    Location { doc: value.location().doc, span: entry.key_span }
}

/// Reads a document; `None` if it is not CSDL of a version that can be read.
pub(crate) fn read(tree: &Tree, diags: &mut Diags) -> Option<Document> {
    let root = tree.root();
    if !check_version(root, diags) {
        return None;
    }
    let mut reader = Reader::new(aliases(root), diags);
    let version = root.get("$Version").and_then(|node| node.as_str().or_else(|| node.as_number())).unwrap_or("4.01").into();
    let mut document = Document { version, references: Vec::new(), schemas: Vec::new(), container: None };
    for (entry, node) in root.entries() {
        let at = key_location(node, entry);
        match &*entry.key {
            "$Version" | "$schema" => {}
            "$EntityContainer" => document.container = node.as_str().map(|name| reader.qualified(name, node.location())),
            "$Reference" => {
                let references = node.entries().filter(|(entry, _)| !entry.key.contains('@'));
                let references = references.map(|(entry, node)| reader.json_reference(&entry.key, node, key_location(node, entry)));
                document.references.extend(references);
            }
            key if key.starts_with(['$', '@']) => reader.diags.push(diag::unknown_attribute(key, "the document", &[], at)),
            key => document.schemas.extend(reader.json_schema(Spot::new(key, at), node)),
        }
    }
    reader.finish();
    Some(document)
}

fn check_version(root: NodeRef<'_>, diags: &mut Diags) -> bool {
    let Some(node) = root.get("$Version") else {
        diags.push(diag::missing_attribute("the document", "$Version", root.location()));
        return false;
    };
    let version = node.as_str().or_else(|| node.as_number()).unwrap_or("");
    match version {
        "4.0" | "4.01" => return true,
        "1.0" | "2.0" | "3.0" => diags.push(diag::old_odata(version, node.location())),
        _ => diags.push(diag::unknown_odata_version(version, node.location())),
    }
    false
}

/// The short names that a document declares.
fn aliases(root: NodeRef<'_>) -> Aliases {
    let mut aliases = Aliases::default();
    let references = root.get("$Reference").into_iter().flat_map(NodeRef::entries);
    for include in references.filter_map(|(_, node)| node.get("$Include")).flat_map(NodeRef::items) {
        if let Some(namespace) = include.get("$Namespace").and_then(NodeRef::as_str) {
            aliases.declare(namespace, namespace);
            if let Some(alias) = include.get("$Alias").and_then(NodeRef::as_str) {
                aliases.declare(alias, namespace);
            }
        }
    }
    for (entry, node) in root.entries().filter(|(entry, _)| !entry.key.starts_with('$')) {
        aliases.declare(&entry.key, &entry.key);
        if let Some(alias) = node.get("$Alias").and_then(NodeRef::as_str) {
            aliases.declare(alias, &entry.key);
        }
    }
    aliases
}

impl Reader<'_> {
    fn json_reference(&mut self, uri: &str, node: NodeRef<'_>, at: Location) -> Reference {
        let mut found = Reference {
            uri: Spot::new(uri, at),
            includes: Vec::new(),
            annotations_of: Vec::new(),
            annotations: Annotations::default(),
        };
        for include in node.get("$Include").into_iter().flat_map(NodeRef::items) {
            let Some(namespace) = self.json_text(include, "$Namespace") else { continue };
            found.includes.push(Include {
                namespace,
                alias: include.get("$Alias").and_then(NodeRef::as_str).map(Into::into),
                annotations: self.json_annotations(include, ""),
            });
        }
        for include in node.get("$IncludeAnnotations").into_iter().flat_map(NodeRef::items) {
            let text = |name| include.get(name).and_then(NodeRef::as_str).map(Into::into);
            if let Some(terms) = text("$TermNamespace") {
                let (qualifier, targets) = (text("$Qualifier"), text("$TargetNamespace"));
                found.annotations_of.push(IncludeAnnotations { terms, qualifier, targets });
            }
        }
        found.annotations = self.json_annotations(node, "");
        found
    }

    fn json_schema(&mut self, namespace: Spot, node: NodeRef<'_>) -> Option<Schema> {
        if !node.is_object() {
            self.not_an_object(&namespace.text, node);
            return None;
        }
        let alias = node.get("$Alias").and_then(NodeRef::as_str).map(Into::into);
        let mut schema = Schema::new(namespace, alias);
        schema.annotations = self.json_annotations(node, "");
        for (entry, child) in node.entries() {
            let name = Spot::new(&*entry.key, key_location(child, entry));
            match &*entry.key {
                "$Alias" => {}
                "$Annotations" => schema.targeted.extend(child.entries().map(|(entry, node)| {
                    let target = Spot::new(self.aliases.qualify_target(&entry.key), key_location(node, entry));
                    Targeted { target, annotations: self.json_annotations(node, "") }
                })),
                key if key.contains('@') => {}
                key if key.starts_with('$') => {
                    self.diags.push(diag::unknown_attribute(key, "a schema", &["$Alias", "$Annotations"], name.at));
                }
                _ => self.json_child(name, child, &mut schema),
            }
        }
        Some(schema)
    }

    fn json_child(&mut self, name: Spot, node: NodeRef<'_>, schema: &mut Schema) {
        if matches!(node.kind(), crate::source::Kind::Array(_)) {
            schema.operations.extend(node.items().filter_map(|overload| self.json_operation(&name, overload)));
            return;
        }
        let kind = node.get("$Kind").and_then(NodeRef::as_str);
        if matches!(kind, Some("EntityType" | "ComplexType" | "EnumType" | "TypeDefinition")) {
            schema.order.push(name.text.clone());
        }
        match kind {
            Some("EntityType" | "ComplexType") => {
                schema.structured.push(self.json_structured(name, node, kind == Some("EntityType")));
            }
            Some("EnumType") => schema.enums.push(self.json_enum(name, node)),
            Some("TypeDefinition") => schema.definitions.extend(self.json_definition(name, node)),
            Some("Term") => schema.terms.push(self.json_term(name, node)),
            Some("EntityContainer") => schema.containers.push(self.json_container(name, node)),
            Some(_) | None => {
                let found = kind.map_or_else(|| node.kind_name().to_owned(), |kind| format!("of kind `{kind}`"));
                let expected = "an array of overloads, or an object whose `$Kind` is that of a type, a term or a container";
                self.diags.push(diag::malformed_json_csdl(&format!("`{}`", name.text), &found, expected, node.location()));
            }
        }
    }
}
