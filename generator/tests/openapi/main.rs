//! The OpenAPI front end: every file of `cases` is read, and its messages and IR are compared with the snapshot beside it.
//!
//! A case is one document and, after a line `# file: name`, each document that it refers to.

#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use wiretype::diag::Diags;
use wiretype::front::{Documents, Options, openapi};
use wiretype::ir;
use wiretype::source::{self, DocId, LineIndex, Tree};

/// Documents in memory, by name.
#[derive(Default)]
struct Memory {
    names: Vec<String>,
    texts: Vec<String>,
    trees: Vec<Option<Tree>>,
}

impl Memory {
    fn new(case: &str) -> Self {
        let mut memory = Self::default();
        for (at, part) in case.split("# file: ").enumerate() {
            let (name, text) = if at == 0 { ("api.yaml", part) } else { part.split_once('\n').unwrap_or((part, "")) };
            let doc = DocId(u32::try_from(at).unwrap_or(u32::MAX));
            memory.trees.push(source::parse(doc, text, None).tree);
            memory.names.push(name.trim().to_owned());
            memory.texts.push(text.to_owned());
        }
        memory
    }

    fn place(&self, location: source::Location) -> String {
        let at = location.doc.0 as usize;
        let (line, column) = LineIndex::new(&self.texts[at]).line_column(&self.texts[at], location.span.start);
        format!("{}:{line}:{column}", self.names[at])
    }
}

impl Documents for Memory {
    fn tree(&self, doc: DocId) -> Option<&Tree> {
        self.trees.get(doc.0 as usize)?.as_ref()
    }

    fn referenced(&self, _: DocId, file: &str) -> Option<DocId> {
        let at = self.names.iter().position(|name| name == file.trim_start_matches("./"))?;
        u32::try_from(at).ok().map(DocId)
    }

    fn path(&self, doc: DocId) -> &str {
        self.names.get(doc.0 as usize).map_or("", String::as_str)
    }
}

/// The messages about a case, and the IR it becomes.
fn outcome(case: &str, options: &Options) -> String {
    let memory = Memory::new(case);
    let mut diags = Diags::default();
    let api = openapi::read(&memory, DocId(0), options, &mut diags);
    diags.sort();
    let mut text = String::new();
    for diagnostic in diags.iter() {
        let place = diagnostic.primary.as_ref().map(|label| memory.place(label.location)).unwrap_or_default();
        let help = diagnostic.help.as_ref().map_or_else(String::new, |help| format!(" ({help})"));
        let _ = writeln!(text, "{} {place} {}{help}", diagnostic.code.id, diagnostic.message);
    }
    text + &api.map_or_else(|| "nothing\n".to_owned(), |api| ir::dump(&api))
}

fn cases() -> BTreeMap<String, String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/openapi/cases");
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    files.map(|path| (path.file_stem().unwrap().to_string_lossy().into_owned(), fs::read_to_string(&path).unwrap())).collect()
}

#[test]
fn every_case_reads_as_its_snapshot_says() {
    for (name, case) in cases() {
        insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true, snapshot_path => "snapshots" }, {
            insta::assert_snapshot!(name, outcome(&case, &Options::default()));
        });
    }
}

#[test]
fn breaches_are_errors_for_the_strict() {
    let case = "{openapi: 3.0.4, info: {title: T, version: '1'}, paths: {}, overlays: {}}";
    assert!(outcome(case, &Options::default()).starts_with("W0201 "));
    assert!(outcome(case, &Options { strict: true, ..Options::default() }).starts_with("E0202 "));
}

/// A document whose schemas, callbacks and references follow each other `length` times.
fn chains(length: usize) -> String {
    let mut text = String::from(
        "openapi: 3.1.0\ninfo: {title: Chains, version: '1'}\npaths:\n  /a: {post: {callbacks: {c: {$ref: '#/components/callbacks/c0'}}}}\ncomponents:\n  callbacks:\n",
    );
    for at in 0..length {
        let next = at + 1;
        let _ =
            writeln!(text, "    c{at}: {{'{{$url}}': {{post: {{callbacks: {{c: {{$ref: '#/components/callbacks/c{next}'}}}}}}}}}}");
    }
    let _ = writeln!(text, "    c{length}: {{}}\n  schemas:");
    for at in 0..length {
        let next = at + 1;
        let _ = writeln!(text, "    A{at}: {{allOf: [{{$ref: '#/components/schemas/A{next}'}}]}}");
        let _ = writeln!(text, "    R{at}: {{x: {{$ref: '#/components/schemas/R{next}/x'}}}}");
    }
    let _ = writeln!(
        text,
        "    A{length}: {{type: string}}\n    R{length}: {{x: {{type: string}}}}\n    Use: {{items: {{$ref: '#/components/schemas/R0/x'}}}}"
    );
    text
}

#[test]
fn long_chains_cost_no_stack() {
    let text = outcome(&chains(1000), &Options::default());
    assert!(!text.contains("E0"), "{}", text.lines().next().unwrap_or(""));
    assert_eq!(text.lines().filter(|line| line.starts_with("callback")).count(), 1000);
}

#[test]
fn references_to_other_documents_are_found() {
    let case = "
openapi: 3.1.0
paths:
  /a: {$ref: 'paths.yaml#/a'}
components:
  schemas:
    A: {$id: 'https://example.com/a/', properties: {x: {$ref: b.json}, y: {$ref: '#/properties/x'}}}
    B: {$ref: ./shared/types.yaml#/B, example: {$ref: not-a-reference.yaml}}
    C: {discriminator: {propertyName: t, mapping: {d: 'd.yaml#/D'}}, enum: [{$ref: data.yaml}]}
    D: {$ref: https://example.com/a/}";
    let tree = source::parse(DocId(0), case, None).tree.unwrap();
    let files: Vec<_> = openapi::external_references(&tree).into_iter().map(|(file, ..)| file).collect();
    assert_eq!(files, ["paths.yaml", "https://example.com/a/b.json", "./shared/types.yaml", "d.yaml"]);
}
