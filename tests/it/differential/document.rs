//! The documents as the `jsonschema` crate wants them: schemas below `$defs`, where identifiers and anchors are looked for.

use jsonschema::{Registry, Resource, Validator};
use serde_json::{Map, Value, json};
use std::fs;

const BASE: &str = "https://wiretype.test/";
const NAMES: [&str; 2] = ["everything.yaml", "everything.shared.yaml"];

/// Both documents of the API.
pub struct Documents {
    roots: [Value; 2],
}

impl Documents {
    /// Reads them.
    pub fn load() -> Self {
        Self { roots: NAMES.map(read) }
    }

    /// The declared schemas of the first document.
    pub fn schemas(&self) -> impl Iterator<Item = (&str, &Value)> {
        self.roots[0]["$defs"].as_object().into_iter().flatten().map(|(name, schema)| (name.as_str(), schema))
    }

    /// The schema that a reference leads to, if it is a plain path into one of the documents.
    pub fn resolve(&self, reference: &str) -> Option<&Value> {
        let (document, pointer) = reference.split_once('#')?;
        let index = usize::from(document.ends_with(NAMES[1]));
        self.roots[index].pointer(pointer)
    }

    /// What references are resolved in.
    pub fn registry(&self) -> Registry<'static> {
        let resources = NAMES.iter().zip(&self.roots);
        let resources = resources.map(|(name, root)| (format!("{BASE}{name}"), Resource::from_contents(root.clone())));
        Registry::new().extend(resources).unwrap().prepare().unwrap()
    }

    /// The judge of one declared schema.
    pub fn validator(&self, registry: &Registry<'static>, name: &str) -> Validator {
        let schema = json!({ "$ref": format!("{BASE}{}#/$defs/{name}", NAMES[0]) });
        let built = jsonschema::draft202012::options().should_validate_formats(false).with_registry(registry).build(&schema);
        built.unwrap_or_else(|error| panic!("{name}: {error}"))
    }
}

fn read(name: &str) -> Value {
    let path = format!("{}/../schemas/{name}", env!("CARGO_MANIFEST_DIR"));
    let document: Value = serde_yaml::from_str(&fs::read_to_string(path).unwrap()).unwrap();
    let mut document = moved(&document);
    let schemas = document["components"]["schemas"].take();
    document["$defs"] = schemas;
    document
}

/// The same with every reference to a declared schema leading below `$defs`.
fn moved(value: &Value) -> Value {
    match value {
        Value::String(text) => Value::String(text.replace("#/components/schemas/", "#/$defs/")),
        Value::Array(items) => items.iter().map(moved).collect(),
        Value::Object(members) => {
            Value::Object(members.iter().map(|(name, value)| (name.clone(), moved(value))).collect::<Map<_, _>>())
        }
        other => other.clone(),
    }
}
