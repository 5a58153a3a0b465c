//! Diagnostics: each folder of `fixtures/diagnostics` is named by a code and provokes it; what people read is compared with snapshots.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use wiretype::diag::render::render;
use wiretype::diag::{self, Diagnostic, Diags, codes};
use wiretype::input::Sources;
use wiretype::{Task, compile, config, front, project};

use crate::support::{folders, local, name, snapshot};

#[test]
fn every_code_reads_as_its_snapshot_shows() {
    let mut texts = BTreeMap::new();
    for folder in folders("diagnostics") {
        let (code, text) = (name(&folder), local(&messages(&folder)));
        assert!(text.contains(&format!("[{code}]")), "{code} is not provoked by its fixture:\n{text}");
        texts.insert(code, text);
    }
    for diagnostic in without_document() {
        let code = diagnostic.code.id;
        let mut diags = Diags::default();
        diags.push(diagnostic);
        let twice = texts.insert(code.to_owned(), render(&diags, &Sources::default(), false));
        assert!(twice.is_none(), "{code} has a fixture, so that it needs no message made here");
    }
    let missing: Vec<&str> = codes::CODES.iter().map(|code| code.id).filter(|id| !texts.contains_key(*id)).collect();
    assert!(missing.is_empty(), "codes without a fixture: {}", missing.join(", "));
    let different: Vec<String> = texts.iter().filter_map(|(code, text)| snapshot("diagnostics", code, text).err()).collect();
    assert!(different.is_empty(), "messages differ from their snapshots: {}", different.join(", "));
}

/// Both forms of CSDL have the same mistakes; what is wrong between two places shows both.
#[test]
fn mistakes_of_names_are_the_same_in_both_forms() {
    let both = ["names.csdl.xml", "names.csdl.json"].map(|name| {
        let schemas = vec![crate::support::fixtures().join("mistakes").join(name)];
        let outcome = compile(&Task { schemas, ..Task::default() }, &|_| ());
        let of = |found: &Diagnostic| (found.code.id, !found.secondary.is_empty());
        let mut codes: Vec<(&str, bool)> = outcome.diags.iter().map(of).collect();
        codes.sort_unstable();
        codes.dedup();
        codes
    });
    // Something that extends itself has no second place.
    let wanted = [("E0305", false), ("E0306", true), ("E0307", false), ("E0307", true), ("E0308", true), ("W0321", false)];
    assert_eq!(both, [wanted, wanted]);
}

/// Messages that no document provokes: about files that are too large or not there, the command line, and files being written.
/// The tests of the command provoke them; here only their wording is looked at.
fn without_document() -> Vec<Diagnostic> {
    vec![
        diag::too_large("schemas/store.yaml"),
        diag::manifest_unreadable("wiretype.toml", "no such file"),
        diag::unknown_code("E010", codes::CODES.iter().map(|code| code.id)),
        diag::unknown_type("Pett", ["Cat", "Pet"]),
        diag::bad_crate_name("my crate"),
        diag::no_out_dir(),
        diag::not_convertible("store.yaml"),
        diag::one_at_a_time(),
        diag::not_for_forms("--include"),
        diag::edited_file("src/api/models.rs"),
        diag::foreign_file("src/api/models.rs"),
        diag::edited_leftover("src/api/routes.rs"),
        diag::not_written("src/api/models.rs", "permission denied"),
        diag::kept_file("Cargo.toml"),
        diag::stale_file("src/api/models.rs", "stale", "wiretype generate store.yaml --out api"),
    ]
}

/// What people read about a fixture: a manifest with its schemas, or one schema.
fn messages(folder: &Path) -> String {
    let path = folder.join("wiretype.toml");
    if !path.exists() {
        return told(&task(folder));
    }
    let (mut sources, mut diags) = (Sources::default(), Diags::default());
    match config::load(&path, &mut sources, &mut diags) {
        Some(manifest) => manifest.modules.iter().map(|module| told(&project::task(&manifest, module))).collect(),
        None => render(&diags, &sources, false),
    }
}

fn told(task: &Task) -> String {
    let outcome = compile(task, &|_| ());
    render(&outcome.diags, &outcome.sources, false)
}

/// One schema; the code that only strictness gives is read strictly.
fn task(folder: &Path) -> Task {
    let names = ["api.yaml", "api.json", "api.csdl.xml"];
    let schemas: Vec<PathBuf> = names.iter().map(|name| folder.join(name)).filter(|path| path.exists()).collect();
    Task { schemas, read: front::Options { strict: name(folder) == "E0202", ..front::Options::default() }, ..Task::default() }
}
