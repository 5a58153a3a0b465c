//! A group of JSON Schema cases comes in; an OpenAPI document with its schema as a component goes out.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use serde_json::{Map, Value, json};

/// The name of the group's schema in the document.
const NAME: &str = "Root";

/// Where it is.
pub const POINTER: &str = "#/components/schemas/Root";

/// The documents that groups refer to, by URI.
static REMOTES: LazyLock<Map<String, Value>> =
    LazyLock::new(|| serde_json::from_str(include_str!("../../../fixtures/json_schema/remotes.json")).unwrap_or_default());

/// The document of a group; `None` if no OpenAPI dialect can say what the schema says.
pub fn document(row: &Value) -> Option<Value> {
    match row["draft"].as_str()? {
        "draft2020-12" => Some(modern(&row["schema"])),
        "draft4" if row["oas30"] == Value::Bool(true) => Some(classic(&row["schema"])),
        _ => None,
    }
}

fn envelope(version: &str, schemas: &Map<String, Value>) -> Value {
    json!({"openapi": version, "info": {"title": "Cases", "version": "1"}, "paths": {}, "components": {"schemas": schemas}})
}

/// In 3.0, references count from the top of the document.
fn classic(schema: &Value) -> Value {
    let mut schema = schema.clone();
    each_schema_text(&mut schema, &mut |key, text| {
        if let Some(fragment) = text.strip_prefix('#').filter(|_| key == "$ref") {
            *text = format!("{POINTER}{fragment}");
        }
    });
    envelope("3.0.3", &Map::from_iter([(NAME.to_owned(), schema)]))
}

/// In 3.1, a schema with an `$id` is a resource of its own, in which references count from its top.
fn modern(schema: &Value) -> Value {
    let needed = remotes(schema);
    let mut own = schema.clone();
    let mut local = false;
    each_schema_text(&mut own, &mut |key, text| local |= matches!(key, "$ref" | "$dynamicRef") && !text.contains("://"));
    if let (true, Some(members)) = (local, own.as_object_mut()) {
        members.entry("$id").or_insert_with(|| "https://wiretype.test/root.json".into());
    }
    let mut schemas = Map::from_iter([(NAME.to_owned(), own)]);
    for (at, uri) in needed.iter().enumerate() {
        if let Some(remote) = REMOTES.get(uri) {
            schemas.insert(format!("Remote{at}"), resource(uri, remote));
        }
    }
    envelope("3.1.0", &schemas)
}

/// A document as a resource that is found under the address it is kept at, whatever it calls itself.
fn resource(uri: &str, remote: &Value) -> Value {
    let mut remote = remote.clone();
    match remote.get("$id").and_then(Value::as_str) {
        Some(id) if id == uri => remote,
        Some(id) => json!({"$id": uri, "$ref": id, "$defs": {"document": remote}}),
        None => {
            if let Some(members) = remote.as_object_mut() {
                members.insert("$id".to_owned(), uri.into());
            }
            remote
        }
    }
}

/// The documents that a schema, or another one it needs, seems to refer to: those whose address ends with what it names.
fn remotes(schema: &Value) -> BTreeSet<String> {
    let own = schema.get("$id").and_then(Value::as_str);
    let mut needed = BTreeSet::new();
    let mut open = vec![schema.clone()];
    while let Some(mut schema) = open.pop() {
        let mut named = BTreeSet::new();
        each_schema_text(&mut schema, &mut |key, text| {
            if matches!(key, "$ref" | "$dynamicRef" | "$schema") {
                let file = text.split('#').next().unwrap_or_default();
                named.insert(file.trim_start_matches("./").to_owned());
            }
        });
        for (uri, remote) in REMOTES.iter().filter(|(uri, _)| Some(uri.as_str()) != own) {
            // Every schema names the standard dialect; only a reference needs it as a document.
            let standard = uri.contains("json-schema.org") && !refers(&schema, uri);
            let named = named.iter().any(|name| !name.is_empty() && (uri == name || uri.ends_with(&format!("/{name}"))));
            if named && !standard && needed.insert(uri.clone()) {
                open.push(remote.clone());
            }
        }
    }
    needed
}

fn refers(schema: &Value, uri: &str) -> bool {
    let mut found = false;
    each_schema_text(&mut schema.clone(), &mut |key, text| found |= key == "$ref" && text.starts_with(uri));
    found
}

/// Visits every member that is text, except in values that are data.
fn each_schema_text(value: &mut Value, visit: &mut dyn FnMut(&str, &mut String)) {
    match value {
        Value::Object(members) => {
            for (key, member) in members.iter_mut() {
                match member {
                    Value::String(text) => visit(key, text),
                    _ if matches!(key.as_str(), "const" | "enum" | "default" | "examples" | "example") => {}
                    other => each_schema_text(other, visit),
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| each_schema_text(item, visit)),
        _ => {}
    }
}
