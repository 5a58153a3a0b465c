//! `conformance patterns DIR`: every pattern of every document below a folder is compiled; those that are no patterns have to be
//! reported by the generator. A line per pattern that is not matched in linear time goes out, and a last line with the sums.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use serde_json::json;
use wiretype::diag::Diags;
use wiretype::source::{self, DocId, NodeRef, Syntax};
use wiretype::{Task, inspect};
use wiretype_runtime::pattern;

use super::discover;

/// Arguments of `patterns`.
#[derive(clap::Args)]
pub struct Args {
    /// The folder with the documents, or one document
    dir: PathBuf,
}

/// Members whose content is data, not schema.
const DATA: [&str; 5] = ["example", "examples", "default", "enum", "const"];

/// Texts that make careless matchers slow, beside the pattern itself.
const TEXTS: [&str; 4] = ["a", "0", "a.", "-_"];

/// How long one text may take.
const SLOW: Duration = Duration::from_secs(1);

/// Runs the command; true if every pattern is matched or reported.
pub fn run(args: &Args) -> io::Result<bool> {
    let mut patterns = BTreeSet::new();
    let found = discover::walk(&args.dir)?;
    for path in &found.documents {
        let text = fs::read_to_string(path)?;
        if let Some(tree) = source::parse(DocId(0), &text, Syntax::of_path(&path.to_string_lossy())).tree {
            collect(tree.root(), &mut patterns);
        }
    }
    let (mut linear, mut bounded, mut none, mut slow) = (0, 0, Vec::new(), 0);
    for pattern in &patterns {
        match pattern::compile(pattern) {
            Ok(regex) if regex.is_linear() => linear += 1,
            Ok(_) => {
                bounded += 1;
                println!("bounded: {pattern}");
            }
            Err(error) => {
                println!("none: {pattern}\n    {error}");
                none.push(pattern.as_str());
            }
        }
        let took = longest(pattern);
        if took > SLOW {
            println!("slow, {} ms: {pattern}", took.as_millis());
            slow += 1;
        }
    }
    let reported = reported(&none)?;
    println!(
        "{} documents, {} patterns: {linear} linear, {bounded} with bounded work, {} none, {reported} of those reported, {slow} slow",
        found.documents.len(),
        patterns.len(),
        none.len()
    );
    Ok(reported == none.len() && slow == 0)
}

fn collect(node: NodeRef<'_>, patterns: &mut BTreeSet<String>) {
    patterns.extend(node.get("pattern").and_then(NodeRef::as_str).map(str::to_owned));
    for (entry, value) in node.entries() {
        if !DATA.contains(&&*entry.key) {
            collect(value, patterns);
        }
    }
    node.items().for_each(|item| collect(item, patterns));
}

/// The longest that one text takes.
fn longest(pattern: &str) -> Duration {
    let Ok(regex) = pattern::compile(pattern) else { return Duration::ZERO };
    let texts = TEXTS.iter().map(|text| text.repeat(5_000)).chain([pattern.repeat(3)]);
    let took = texts.map(|text| {
        let start = Instant::now();
        let _ = regex.is_match(&text);
        start.elapsed()
    });
    took.max().unwrap_or_default()
}

/// How many patterns the generator reports in a document that has them all.
fn reported(patterns: &[&str]) -> io::Result<usize> {
    let schemas: serde_json::Map<_, _> = patterns
        .iter()
        .enumerate()
        .map(|(at, pattern)| (format!("S{at}"), json!({ "type": "string", "pattern": pattern })))
        .collect();
    let document = json!({ "openapi": "3.1.0", "info": { "title": "", "version": "" }, "components": { "schemas": schemas } });
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("patterns.json");
    fs::write(&path, document.to_string())?;
    let diags: Diags = inspect(&Task { schemas: vec![path], ..Task::default() }, &|_| ()).diags;
    Ok(diags.iter().filter(|diagnostic| diagnostic.code.id == "W0401").count())
}
