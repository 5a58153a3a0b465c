//! Random documents: whatever a valid document holds, the generator takes it, and what it makes is Rust.

mod operations;
pub mod random;
mod schemas;
mod words;

use std::fs;

use wiretype::diag::Severity;
use wiretype::{Task, compile};

use crate::support::printed;

/// How many there are, unless `DOCUMENTS` says otherwise.
const DOCUMENTS: u64 = 60;

#[test]
fn every_document_becomes_rust() {
    let folder = tempfile::tempdir().unwrap();
    let mut wrong = Vec::new();
    let asked = std::env::var("DOCUMENTS").ok().and_then(|count| count.parse().ok());
    for seed in 0..asked.unwrap_or(DOCUMENTS) {
        let document = operations::document(seed);
        let (name, text) = match seed % 3 {
            0 => ("api.yaml", serde_yaml::to_string(&document).unwrap()),
            _ => ("api.json", format!("{document:#}")),
        };
        let path = folder.path().join(name);
        fs::write(&path, text).unwrap();
        let task = Task { schemas: vec![path], ..Task::default() };
        let Ok(outcome) = std::panic::catch_unwind(|| compile(&task, &|_| ())) else {
            wrong.push(format!("seed {seed} panics:\n{document}"));
            continue;
        };
        if outcome.diags.iter().any(|diagnostic| diagnostic.code.severity == Severity::Error) {
            wrong.push(format!("seed {seed} is refused:\n{}", printed(&outcome)));
        }
        for file in &outcome.files {
            if let Err(error) = syn::parse_file(&file.text) {
                wrong.push(format!("seed {seed}: {} is not Rust: {error}", file.path));
            }
        }
    }
    assert!(wrong.is_empty(), "{} documents:\n{}", wrong.len(), wrong.join("\n"));
}
