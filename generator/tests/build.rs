//! The door for `build.rs`, called as a build script calls it.

#![allow(clippy::expect_used, clippy::panic, reason = "a test that cannot go on fails")]

use std::path::Path;

use tempfile::TempDir;
use wiretype::Build;

const GOOD: &str = "openapi: 3.0.3\ninfo: { title: T, version: \"1\" }\npaths: {}\ncomponents:\n  schemas:\n    A: { type: object, properties: { b: { type: string } } }\n";

fn project(text: &str) -> (TempDir, Build) {
    let dir = TempDir::new().expect("a temporary folder");
    let schema = dir.path().join("my api.yaml");
    std::fs::write(&schema, text).expect("a schema");
    let build = Build::new().schema(schema).out_dir(dir.path().join("out"));
    (dir, build)
}

#[test]
fn one_file_holds_the_module() {
    let (dir, build) = project(GOOD);
    build.clone().compile().expect("no mistakes");
    let read = |path: &str| std::fs::read_to_string(dir.path().join(path)).expect("a file");
    let text = read("out/my_api/mod.rs");
    assert!(text.contains("\npub mod my_api {\n") && text.contains("pub struct A"), "{text}");
    syn::parse_file(&text).expect("Rust");
    build.module("other").compile().expect("no mistakes");
    assert!(read("out/other/mod.rs").contains("\npub mod other {\n"));
}

#[test]
fn mistakes_come_back_rendered() {
    let (dir, build) = project(&GOOD.replace("{ type: string }", "{ $ref: \"#/components/schemas/B\" }"));
    let error = build.clone().compile().expect_err("a dangling reference");
    for text in [format!("{error}"), format!("{error:?}")] {
        assert!(text.contains("E0101") && text.contains("my api.yaml:6:"), "{text}");
    }
    assert!(!dir.path().join("out").exists());
    let (_dir, build) = project(GOOD);
    let error = build.module("My-Api").compile().expect_err("a bad name");
    assert!(format!("{error}").contains("`my_api`"), "{error}");
    let error = wiretype::build(dir.path().join("my api.yaml")).expect_err("still a mistake");
    assert!(format!("{error}").contains("E0101"), "{error}");
    let (dir, _) = project(GOOD);
    let error = wiretype::build(dir.path().join("my api.yaml")).expect_err("no folder");
    assert!(format!("{error}").contains("E0512"), "{error}");
    let error = wiretype::build(Path::new("no/such.yaml")).expect_err("no schema");
    assert!(format!("{error:?}").contains("E0020"), "{error:?}");
}
