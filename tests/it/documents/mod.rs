//! Random documents: whatever a valid document holds, the generator takes it, and what it makes is Rust.
//!
//! A document that fails is made smaller as long as it fails, and what is left is shown.

mod chains;
mod operations;
mod schemas;
mod words;

use std::fmt;
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use proptest::prelude::*;
use serde_json::{Map, Value, json};
use wiretype::diag::Severity;
use wiretype::{Task, compile};

use crate::support::{printed, runner};

/// How long a long document may take, in a debug build on a busy machine. If it took its length times its length, it would be minutes.
const SLOW: Duration = Duration::from_secs(60);

/// How many there are, unless `DOCUMENTS` says otherwise.
const DOCUMENTS: u32 = 60;

/// A document, shown as JSON when it fails.
struct Document(Value);

impl fmt::Debug for Document {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:#}", self.0)
    }
}

#[test]
fn every_document_becomes_rust() {
    let folder = tempfile::tempdir().unwrap();
    let asked = std::env::var("DOCUMENTS").ok().and_then(|count| count.parse().ok());
    let documents = (operations::document().prop_map(Document), any::<bool>());
    let outcome = runner(asked.unwrap_or(DOCUMENTS)).run(&documents, |(document, yaml)| {
        let (name, text) =
            if yaml { ("api.yaml", serde_yaml::to_string(&document.0).unwrap()) } else { ("api.json", document.0.to_string()) };
        let path = folder.path().join(name);
        fs::write(&path, text).unwrap();
        becomes_rust(&path)
    });
    outcome.unwrap_or_else(|failure| panic!("{failure}"));
}

/// What rustc refuses in a source file, or lets text look like other text.
fn is_hidden(c: char) -> bool {
    c.is_control() && c != '\n' || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

fn becomes_rust(path: &Path) -> Result<(), TestCaseError> {
    let outcome = compile(&Task { schemas: vec![path.to_owned()], ..Task::default() }, &|_| ());
    let refused = outcome.diags.iter().any(|diagnostic| diagnostic.code.severity == Severity::Error);
    prop_assert!(!refused, "refused:\n{}", printed(&outcome));
    for file in &outcome.files {
        let parsed = syn::parse_file(&file.text);
        prop_assert!(!file.text.contains(is_hidden), "{} has text that is not seen", file.path);
        prop_assert!(
            parsed.is_ok(),
            "{} is not Rust: {}",
            file.path,
            parsed.err().map(|error| error.to_string()).unwrap_or_default()
        );
    }
    Ok(())
}

#[test]
fn long_documents_take_no_more_than_their_share() {
    let texts = |count: usize| (0..count).map(|at| json!(format!("v{at}"))).collect::<Vec<_>>();
    let members = |count| texts(count).iter().map(|name| (name.as_str().unwrap().to_owned(), json!({}))).collect::<Map<_, _>>();
    let alike = (1..4000).map(|at| (format!("{}a{}", "_".repeat(at / 60), "-".repeat(at % 60)), json!({ "type": "object" })));
    let schemas = [
        json!({ "Texts": { "enum": texts(20_000) } }),
        json!({ "Numbers": { "enum": (0..20_000).collect::<Vec<u32>>() } }),
        json!({ "Names": { "enum": texts(20_000), "x-enum-varnames": texts(20_000) } }),
        json!({ "Members": { "type": "object", "required": texts(12_000), "properties": members(12_000) } }),
        alike.collect::<Map<_, _>>().into(),
    ];
    for schemas in schemas {
        let name = schemas.as_object().and_then(|all| all.keys().next()).cloned().unwrap_or_default();
        takes_its_share(&name, &schemas);
    }
}

/// How long the messages about a document are, which has to be known in time.
fn messages_take_their_share(name: &str, document: &Value) -> usize {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("api.json");
    fs::write(&path, document.to_string()).unwrap();
    let start = Instant::now();
    let outcome = compile(&Task { schemas: vec![path], ..Task::default() }, &|_| ());
    let length = printed(&outcome).len();
    let time = start.elapsed();
    assert!(time < SLOW, "{name} takes {time:?}");
    length
}

fn document(schemas: &Value, paths: &Value) -> Value {
    let info = json!({ "title": "Long", "version": "1" });
    json!({ "openapi": "3.1.0", "info": info, "paths": paths, "components": { "schemas": schemas } })
}

#[test]
fn many_messages_take_no_more_than_their_share() {
    const MANY: usize = 6000;
    let all = |member: &dyn Fn(usize) -> (String, Value)| Value::Object((0..MANY).map(member).collect());
    // All in one line, with characters of several bytes.
    let dangling = all(&|at| (format!("Ünamed{at:05}"), json!({ "$ref": format!("#/components/schemas/Unnamed{at:05}") })));
    messages_take_their_share("dangling references", &document(&dangling, &json!({})));
    let undeclared = (0..MANY).map(|at| format!("/{{some-long-name-of-a-parameter-{at}}}")).collect::<Vec<_>>().concat();
    let operation = json!({ "get": { "responses": { "204": { "description": "Done" } } } });
    let length = messages_take_their_share("undeclared parameters", &document(&json!({}), &json!({ undeclared: operation })));
    assert!(length < MANY * 5000, "{length} bytes of messages");
    let parameters: Vec<_> =
        (0..MANY).map(|at| json!({ "name": format!("p{at}"), "in": "query", "schema": { "type": "string" } })).collect();
    let operation = json!({ "parameters": parameters, "get": { "responses": { "204": { "description": "Done" } } } });
    messages_take_their_share("parameters", &document(&json!({}), &json!({ "/": operation })));
    let anchors = all(&|at| {
        (
            format!("A{at}"),
            json!({ "$anchor": format!("a{at}"), "type": "array", "items": { "$ref": format!("#a{}", MANY - 1 - at) } }),
        )
    });
    messages_take_their_share("anchors", &document(&anchors, &json!({})));
    let ids = all(&|at| {
        (
            format!("A{at}"),
            json!({ "$id": format!("https://a.example/{at}"), "items": { "$ref": format!("https://a.example/{}", MANY - 1 - at) } }),
        )
    });
    messages_take_their_share("resources", &document(&ids, &json!({})));
}

#[test]
fn long_names_are_not_repeated_at_every_place_below() {
    let properties: Map<_, _> = (0..3000).map(|at| (format!("p{at}"), json!({ "type": "string", "minLength": 1 }))).collect();
    let schemas = json!({ "A".repeat(300_000): { "type": "object", "properties": properties } });
    takes_its_share("a long name", &schemas);
}

#[test]
fn a_long_family_of_discriminated_schemas_is_read_without_tags() {
    let base = |at: usize| json!({ "allOf": [{ "$ref": format!("#/components/schemas/A{}", at - 1) }] });
    let family = (0..700).map(|at| {
        let mut schema = if at == 0 { json!({}) } else { base(at) };
        schema["type"] = "object".into();
        schema["discriminator"] = json!({ "propertyName": "kind" });
        (format!("A{at}"), schema)
    });
    takes_its_share("a family", &Value::Object(family.collect()));
}

/// Whether schemas become Rust, and in time.
fn takes_its_share(name: &str, schemas: &Value) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("api.json");
    fs::write(&path, document(schemas, &json!({})).to_string()).unwrap();
    let start = Instant::now();
    let outcome = compile(&Task { schemas: vec![path], ..Task::default() }, &|_| ());
    let time = start.elapsed();
    assert!(!outcome.files.is_empty(), "{name} is refused:\n{}", printed(&outcome));
    assert!(time < SLOW, "{name} takes {time:?}");
}
