//! What the tests over fixtures share: folders come in, snapshots of what became of them are compared.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use wiretype::Outcome;
use wiretype::diag::render::render;

/// Judges so many random cases, the same on every run.
pub fn runner(cases: u32) -> TestRunner {
    let config =
        Config { cases, failure_persistence: None, max_shrink_iters: 20_000, max_shrink_time: 60_000, ..Config::default() };
    TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha))
}

/// The folder of the fixtures.
pub fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures")
}

/// The folders of one kind of fixtures, by name.
pub fn folders(kind: &str) -> Vec<PathBuf> {
    let kind = fixtures().join(kind);
    let entries = std::fs::read_dir(&kind).unwrap_or_else(|error| panic!("{}: {error}", kind.display()));
    let mut folders: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).filter(|path| path.is_dir()).collect();
    folders.sort();
    folders
}

/// The last part of a path.
pub fn name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// The messages of an outcome, as people read them, with paths from the folder of the fixture.
pub fn printed(outcome: &Outcome) -> String {
    if outcome.diags.is_empty() { String::new() } else { local(&render(&outcome.diags, &outcome.sources, false)) }
}

/// Text without the place of this project on this machine.
pub fn local(text: &str) -> String {
    let fixtures = fixtures();
    text.replace(&format!("{}/", fixtures.display()), "").replace(&fixtures.display().to_string(), "")
}

/// Compares the texts that `make` gives for each folder with `snapshots/KIND/FOLDER/NAME.snap`; all differences are told at once.
/// A snapshot that nothing asks for any more is a difference too.
pub fn snapshots(kind: &str, folders: Vec<PathBuf>, make: impl Fn(&Path) -> BTreeMap<String, String>) {
    let mut wrong = Vec::new();
    for folder in folders {
        let texts: BTreeMap<String, String> = make(&folder).into_iter().filter(|(_, text)| !text.is_empty()).collect();
        let place = format!("{kind}/{}", name(&folder));
        wrong.extend(texts.iter().filter_map(|(file, text)| snapshot(&place, file, text).err()));
        wrong.extend(forgotten(kind, &name(&folder), &texts));
    }
    assert!(wrong.is_empty(), "{} snapshots differ; to review them, see README.md:\n  {}\n", wrong.len(), wrong.join("\n  "));
}

/// Compares a text with `snapshots/PLACE/FILE.snap`; if it is another, the name of the snapshot comes back.
pub fn snapshot(place: &str, file: &str, text: &str) -> Result<(), String> {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(Path::new("../snapshots").join(place));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    let compare = || settings.bind(|| insta::assert_snapshot!(file, text));
    catch_unwind(AssertUnwindSafe(compare)).map_err(|_| format!("{place}/{file}"))
}

/// Snapshots of a fixture that it does not make; with `INSTA_UPDATE=always` they go.
fn forgotten(kind: &str, fixture: &str, texts: &BTreeMap<String, String>) -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("snapshots").join(kind).join(fixture);
    let mut left = Vec::new();
    for path in std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()) {
        let file = name(&path);
        let Some(stem) = file.strip_suffix(".snap").filter(|stem| !texts.contains_key(*stem)) else { continue };
        if std::env::var("INSTA_UPDATE").is_ok_and(|mode| mode == "always") {
            let _ = std::fs::remove_file(&path);
        } else {
            left.push(format!("{fixture}/{stem} (no longer made)"));
        }
    }
    left
}
