//! What is different about APIs of thousands of operations.

use std::fmt::Write;
use std::fs;

use wiretype::render::File;
use wiretype::{Task, compile};

/// The routes of a document with so many operations in two groups.
fn routes(operations: usize) -> String {
    let document = alternating(operations);
    let files = generated(&document).into_iter().filter(|file| file.path.contains("routes"));
    files.map(|file| file.text).collect()
}

fn alternating(operations: usize) -> String {
    let mut document = "openapi: 3.1.0\ninfo: {title: Large, version: '1'}\npaths:\n".to_owned();
    for at in 0..operations {
        let tag = if at % 2 == 0 { "even" } else { "odd" };
        let _ = writeln!(
            document,
            "  /p{at}: {{get: {{operationId: op{at}, tags: [{tag}], responses: {{'204': {{description: Done}}}}}}}}"
        );
    }
    document
}

fn generated(document: &str) -> Vec<File> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("api.yaml");
    fs::write(&path, document).unwrap();
    compile(&Task { schemas: vec![path], ..Task::default() }, &|_| ()).files
}

/// A document whose operations have one tag but for the last, and whose types begin with one word.
fn lopsided() -> String {
    let mut document = "openapi: 3.1.0\ninfo: {title: Lopsided, version: '1'}\npaths:\n".to_owned();
    let mut schemas = "components:\n  schemas:\n".to_owned();
    for (at, word) in ["alpha", "beta", "gamma", "delta", "zeta", "eta"].iter().cycle().take(480).enumerate() {
        let tag = if at == 479 { "last" } else { "things" };
        let name = format!("thing_{word}_part{at}");
        let _ = writeln!(
            document,
            "  /things/{{id}}/{word}/part{at}:\n    get: {{tags: [{tag}], operationId: {name}, parameters: [{{name: id, in: path, required: true, \
             schema: {{type: string}}}}], responses: {{'200': {{description: Done, content: {{application/json: {{schema: \
             {{$ref: '#/components/schemas/{name}'}}}}}}}}}}}}"
        );
        let _ = writeln!(schemas, "    {name}:\n      type: object\n      properties:");
        for property in 0..8 {
            let _ = writeln!(schemas, "        p{property}: {{type: string, description: Property {property}}}");
        }
    }
    document + &schemas
}

#[test]
fn answers_are_boxed_beyond_two_thousand_operations() {
    for (operations, answer, call) in [
        (2000, "-> impl Future<Output = Op0Response> + Send {", "|service, request| Box::pin(Even::op0(service, request))"),
        (2001, "-> http::Answer<'_, Op0Response> {", "call.answer_by(service, Even::op0)"),
    ] {
        let text = routes(operations);
        assert!(text.contains(answer) && text.contains(call), "{operations} operations");
        assert_eq!(text.contains("http::Answer"), operations > 2000);
    }
}

#[test]
fn a_folder_offers_its_items_by_name() {
    let text = routes(2001);
    assert!(text.contains("pub use even::{\n    Even, Op0Request, Op0Response,") && !text.contains("::*"));
}

#[test]
fn words_divide_what_one_tag_and_one_name_hold_together() {
    let files = generated(&lopsided());
    let paths: Vec<&str> = files.iter().map(|file| file.path.as_str()).collect();
    for path in ["models/thing_alpha.rs", "codec/thing_delta.rs", "routes/things/gamma.rs", "routes/last.rs"] {
        assert!(paths.contains(&path), "{path} is not in {paths:?}");
    }
    for File { path, text } in files.iter().filter(|file| file.path != "tables.rs") {
        assert!(text.lines().count() < 4500, "{path} has {} lines", text.lines().count());
        let parsed = syn::parse_file(text).unwrap();
        let folder = path.strip_suffix("mod.rs").unwrap_or("none/");
        for item in parsed.items {
            let syn::Item::Mod(module) = item else { continue };
            let (name, below) = (format!("{folder}{}", module.ident), |end: &str| paths.contains(&end));
            assert!(below(&format!("{name}.rs")) || below(&format!("{name}/mod.rs")), "{path} names {name}");
        }
    }
    let types: usize = files.iter().map(|file| file.text.matches("\npub struct ThingAlphaPart").count()).sum();
    assert_eq!(types, 160, "80 models and as many requests, each once");
}

/// A type with so many members that hold so many texts by value.
fn wide(members: usize, texts: usize) -> String {
    let mut document = "openapi: 3.1.0\ninfo: {title: Wide, version: '1'}\ncomponents:\n  schemas:\n".to_owned();
    let _ = writeln!(document, "    Holder:\n      type: object\n      properties:");
    for member in 0..members {
        let _ = writeln!(document, "        m{member}: {{$ref: '#/components/schemas/Held'}}");
    }
    let _ = writeln!(document, "    Held:\n      type: object\n      properties:");
    for text in 0..texts {
        let _ = writeln!(document, "        t{text}: {{type: string}}");
    }
    document
}

#[test]
fn what_would_be_too_large_by_value_is_boxed() {
    let boxes = |document: &str| {
        let files = generated(document);
        files.iter().find(|file| file.path == "models.rs").map_or(0, |file| file.text.matches("Option<Box<Held>>").count())
    };
    assert_eq!(boxes(&wide(3, 10)), 0);
    // Not more than it takes.
    assert_eq!(boxes(&wide(10, 10)), 4);
    assert_eq!(boxes(&wide(2, 100)), 2);
}
