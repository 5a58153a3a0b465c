//! `conformance csdl DIR`: every CSDL document below a folder is read; documents in both forms are compared, and OpenAPI
//! documents beside CSDL documents with what is made of these.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use wiretype::diag::{Diagnostic, Severity};
use wiretype::front::csdl;
use wiretype::{Outcome, Task, inspect, ir};

use super::document::{guarded, one_line, watch_panics};
use super::mapping;

/// Arguments of `csdl`.
#[derive(clap::Args)]
pub struct Args {
    /// The folder with the documents, or one document
    dir: PathBuf,
    /// Only documents whose path contains this
    #[arg(long)]
    only: Option<String>,
    /// How many differences are shown of each comparison
    #[arg(long, default_value_t = 10)]
    differences: usize,
}

#[derive(Default)]
struct Sums {
    files: usize,
    accepted: usize,
    refused: usize,
    panicked: usize,
    pairs: usize,
    equal_pairs: usize,
    mappings: usize,
    equal_mappings: usize,
    equal_options: usize,
}

/// What came of one document.
struct Read {
    /// Codes of the errors.
    refused: Vec<String>,
    /// The first error, as one line.
    first: Option<String>,
    /// The dump of what was understood.
    dump: Option<String>,
}

/// Runs the command; true if nothing panicked and every comparison was equal.
pub fn run(args: &Args) -> io::Result<bool> {
    watch_panics();
    let mut files = Vec::new();
    walk(&args.dir, &mut files)?;
    files.retain(|path| args.only.as_ref().is_none_or(|part| path.to_string_lossy().contains(part)));
    files.sort();
    let mut sums = Sums::default();
    let mut codes: BTreeMap<String, usize> = BTreeMap::new();
    for path in &files {
        let name = path.strip_prefix(&args.dir).unwrap_or(path).display().to_string();
        sums.files += 1;
        match guarded(|| read(path)) {
            Ok(found) => file(&name, &found, &mut sums, &mut codes),
            Err(panic) => {
                sums.panicked += 1;
                println!("{name}: PANICKED\n    {panic}");
            }
        }
    }
    println!();
    for path in files.iter().filter(|path| path.extension().is_some_and(|ending| ending != "json")) {
        let name = path.strip_prefix(&args.dir).unwrap_or(path).display().to_string();
        pair(path, &name, args.differences, &mut sums);
        let compared = mapping::documents_beside(path).into_iter().map(|beside| mapping::compare(path, &beside));
        for comparison in compared.collect::<io::Result<Vec<_>>>()?.into_iter().flatten() {
            sums.mappings += 1;
            sums.equal_mappings += usize::from(comparison.differences.is_empty());
            sums.equal_options += usize::from(comparison.options.is_empty());
            shown(&format!("{name} and {}", comparison.title), &comparison.differences, args.differences);
            if !comparison.options.is_empty() {
                shown("    their query options", &comparison.options, args.differences);
            }
        }
    }
    println!("\nrefused by code: {}", codes.iter().map(|(code, count)| format!("{code} {count}")).collect::<Vec<_>>().join(", "));
    println!("query options of {} of {} OpenAPI documents equal", sums.equal_options, sums.mappings);
    println!(
        "{} files, {} accepted, {} refused, {} panicked; {} of {} pairs of XML and JSON equal; {} of {} OpenAPI documents equal",
        sums.files, sums.accepted, sums.refused, sums.panicked, sums.equal_pairs, sums.pairs, sums.equal_mappings, sums.mappings
    );
    Ok(sums.panicked == 0 && sums.equal_pairs == sums.pairs && sums.equal_mappings == sums.mappings)
}

fn file(name: &str, found: &Read, sums: &mut Sums, codes: &mut BTreeMap<String, usize>) {
    if found.refused.is_empty() {
        sums.accepted += 1;
        println!("{name}: accepted");
        return;
    }
    sums.refused += 1;
    let of_file: BTreeSet<&String> = found.refused.iter().collect();
    for code in &of_file {
        *codes.entry((*code).clone()).or_default() += 1;
    }
    let list: Vec<&str> = of_file.iter().map(|code| code.as_str()).collect();
    println!("{name}: refused, {} errors ({})", found.refused.len(), list.join(", "));
    if let Some(first) = &found.first {
        println!("    {first}");
    }
}

/// The same model in both forms gives the same dump; documents of old versions are refused in both.
fn pair(path: &Path, name: &str, shown_at_most: usize, sums: &mut Sums) {
    let other = path.with_extension("json");
    if !is_csdl(&other) {
        return;
    }
    sums.pairs += 1;
    let (xml, json) = (read(path), read(&other));
    let differences = match (&xml.dump, &json.dump) {
        (Some(xml), Some(json)) => line_differences(xml, json),
        _ if xml.refused == json.refused => Vec::new(),
        _ => vec![format!("refused with {} and with {}", xml.refused.join(", "), json.refused.join(", "))],
    };
    sums.equal_pairs += usize::from(differences.is_empty());
    let state = if xml.dump.is_some() { "" } else { ", both refused" };
    shown(&format!("{name} and JSON{state}"), &differences, shown_at_most);
}

fn shown(title: &str, differences: &[String], at_most: usize) {
    if differences.is_empty() {
        println!("{title}: equal");
        return;
    }
    println!("{title}: {} differences", differences.len());
    for line in differences.iter().take(at_most) {
        println!("    {line}");
    }
}

/// Lines that only one of two texts has.
fn line_differences(xml: &str, json: &str) -> Vec<String> {
    let count = |text: &str| {
        let mut lines: BTreeMap<String, i64> = BTreeMap::new();
        text.lines().for_each(|line| *lines.entry(plain(line)).or_default() += 1);
        lines
    };
    let (mut ours, theirs) = (count(xml), count(json));
    for (line, number) in theirs {
        *ours.entry(line).or_default() -= number;
    }
    let mut differences: Vec<String> = ours
        .into_iter()
        .filter(|(_, number)| *number != 0)
        .map(|(line, number)| format!("{} {}", if number > 0 { "XML only: " } else { "JSON only:" }, line.trim()))
        .collect();
    if differences.is_empty() && !xml.lines().map(plain).eq(json.lines().map(plain)) {
        differences.push("the same lines in another order".to_owned());
    }
    differences
}

/// A line with single spaces: attributes of XML cannot hold line breaks, so texts of documentation differ in these.
fn plain(line: &str) -> String {
    line.replace("\\n", " ").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Reads a document with all of its paths.
fn read(path: &Path) -> Read {
    let task = Task { schemas: vec![path.to_owned()], csdl: csdl::Options::default(), ..Task::default() };
    let outcome: Outcome = inspect(&task, &|_| ());
    let errors: Vec<&Diagnostic> = outcome.diags.iter().filter(|found| found.code.severity == Severity::Error).collect();
    Read {
        refused: errors.iter().map(|found| found.code.id.to_owned()).collect(),
        first: errors.first().map(|found| one_line(found, &outcome.sources)),
        dump: outcome.checked.as_ref().map(|checked| ir::dump(checked.api())),
    }
}

fn walk(path: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    if !path.is_dir() {
        if is_csdl(path) {
            files.push(path.to_owned());
        }
        return Ok(());
    }
    for entry in fs::read_dir(path)? {
        walk(&entry?.path(), files)?;
    }
    Ok(())
}

/// Whether a file is CSDL: XML with the root of one, or JSON that states a version of OData at its top.
fn is_csdl(path: &Path) -> bool {
    let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    let wanted = ["xml", "csdl", "edmx", "json"].contains(&ending);
    let Ok(bytes) = (if wanted { fs::read(path) } else { Err(io::ErrorKind::Unsupported.into()) }) else { return false };
    let text = String::from_utf8_lossy(&bytes);
    if ending == "json" {
        serde_json::from_str::<serde_json::Value>(text.trim_start_matches('\u{feff}'))
            .is_ok_and(|value| value.get("$Version").is_some())
    } else {
        text.contains("Edmx")
    }
}
