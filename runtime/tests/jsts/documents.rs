//! Schema documents by URI: which resource each schema belongs to, and what references point at.

use std::collections::{BTreeMap, HashMap};
use wiretype_runtime::json::Value;

use crate::uri::resolve;

/// The dialect of all documents.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Draft {
    Draft4,
    Draft2020,
}

/// Documents and what can be referred to in them.
pub struct Documents {
    pub draft: Draft,
    /// Documents that are taken up when something refers to them.
    remotes: BTreeMap<String, &'static Value>,
    /// Roots of schema resources.
    resources: HashMap<String, &'static Value>,
    /// Anchors: resource, name; whether it is a dynamic one.
    anchors: HashMap<(String, String), (&'static Value, bool)>,
    /// The resource of each schema, by the schema's address.
    bases: HashMap<usize, String>,
}

fn address(value: &Value) -> usize {
    std::ptr::from_ref(value).addr()
}

/// Keywords that hold a schema, a list of schemas (or a schema), schemas by name.
const ONE: &[&str] = &[
    "not",
    "if",
    "then",
    "else",
    "additionalProperties",
    "additionalItems",
    "items",
    "contains",
    "propertyNames",
    "unevaluatedItems",
    "unevaluatedProperties",
    "contentSchema",
];
const MANY: &[&str] = &["allOf", "anyOf", "oneOf", "prefixItems", "items"];
const NAMED: &[&str] = &["properties", "patternProperties", "$defs", "definitions", "dependentSchemas", "dependencies"];

impl Documents {
    pub fn new(draft: Draft, remotes: BTreeMap<String, &'static Value>) -> Self {
        Self { draft, remotes, resources: HashMap::new(), anchors: HashMap::new(), bases: HashMap::new() }
    }

    /// Takes up a document. A schema of draft 2020-12 without `$id` has the URI it was found at.
    pub fn add(&mut self, uri: &str, root: &'static Value) {
        self.resources.insert(uri.to_owned(), root);
        self.index(root, uri);
    }

    fn index(&mut self, schema: &'static Value, base: &str) {
        let mut base = base.to_owned();
        let text = |name| schema.get(name).and_then(Value::as_str);
        let hidden = self.draft == Draft::Draft4 && schema.get("$ref").is_some();
        let id = text(if self.draft == Draft::Draft4 { "id" } else { "$id" }).filter(|_| !hidden);
        if let Some(id) = id {
            let (uri, fragment) = resolve(&base, id);
            base = uri;
            if id.starts_with('#') {
                self.anchors.insert((base.clone(), fragment), (schema, false));
            } else {
                self.resources.insert(base.clone(), schema);
            }
        }
        self.bases.insert(address(schema), base.clone());
        for (keyword, dynamic) in [("$anchor", false), ("$dynamicAnchor", true)] {
            if let Some(name) = text(keyword) {
                self.anchors.insert((base.clone(), name.to_owned()), (schema, dynamic));
            }
        }
        let Some(members) = schema.as_object() else { return };
        for (name, value) in members {
            if ONE.contains(&name) && value.as_array().is_none() {
                self.index(value, &base);
            }
            for item in value.as_array().into_iter().flatten().filter(|_| MANY.contains(&name)) {
                self.index(item, &base);
            }
            if let Some(entries) = value.as_object().filter(|_| NAMED.contains(&name)) {
                entries.values().filter(|value| value.as_array().is_none()).for_each(|value| self.index(value, &base));
            }
        }
    }

    /// The resource that a schema belongs to.
    pub fn base(&self, schema: &Value) -> String {
        self.bases.get(&address(schema)).cloned().unwrap_or_default()
    }

    /// The schema that a reference points at, and the dynamic anchor that it names, if it names one.
    pub fn target(&mut self, from: &Value, reference: &str) -> Result<(&'static Value, Option<&'static str>), String> {
        let (uri, fragment) = resolve(&self.base(from), reference);
        let root = self.resource(&uri).ok_or_else(|| format!("nothing at {uri}"))?;
        if fragment.is_empty() {
            return Ok((root, None));
        }
        if fragment.starts_with('/') {
            return self.pointed(root, &uri, &fragment).map(|schema| (schema, None));
        }
        let resource = self.base(root);
        let found = self.anchors.get(&(resource, fragment.clone()));
        let (schema, dynamic) = found.ok_or_else(|| format!("no anchor {fragment} in {uri}"))?;
        let name: &'static str = if *dynamic { fragment.leak() } else { "" };
        Ok((schema, Some(name).filter(|name| !name.is_empty())))
    }

    fn resource(&mut self, uri: &str) -> Option<&'static Value> {
        if !self.resources.contains_key(uri) {
            let root = *self.remotes.get(uri)?;
            self.add(uri, root);
        }
        self.resources.get(uri).copied()
    }

    fn pointed(&mut self, root: &'static Value, uri: &str, pointer: &str) -> Result<&'static Value, String> {
        let schema = root.pointer(pointer).ok_or_else(|| format!("nothing at {uri}#{pointer}"))?;
        if !self.bases.contains_key(&address(schema)) {
            // Under a keyword that is not known to hold schemas.
            let base = self.base(root);
            self.index(schema, &base);
        }
        Ok(schema)
    }

    /// The dynamic anchors of a resource.
    pub fn dynamic_anchors(&self, resource: &str) -> BTreeMap<String, &'static Value> {
        let anchors = self.anchors.iter().filter(|((uri, _), (_, dynamic))| uri == resource && *dynamic);
        anchors.map(|((_, name), (schema, _))| (name.clone(), *schema)).collect()
    }
}
