//! What is different about APIs of thousands of operations.

use std::fmt::Write;
use std::fs;

use wiretype::{Task, compile};

/// The routes of a document with so many operations in two groups.
fn routes(operations: usize) -> String {
    let mut document = "openapi: 3.1.0\ninfo: {title: Large, version: '1'}\npaths:\n".to_owned();
    for at in 0..operations {
        let tag = if at % 2 == 0 { "even" } else { "odd" };
        let _ = writeln!(
            document,
            "  /p{at}: {{get: {{operationId: op{at}, tags: [{tag}], responses: {{'204': {{description: Done}}}}}}}}"
        );
    }
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("api.yaml");
    fs::write(&path, document).unwrap();
    let outcome = compile(&Task { schemas: vec![path], ..Task::default() }, &|_| ());
    let files = outcome.files.iter().filter(|file| file.path.contains("routes"));
    files.map(|file| file.text.as_str()).collect()
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
