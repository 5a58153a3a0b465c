//! `conformance corpus DIR`: every document below a folder is generated, and on request compiled with warnings denied.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use rayon::prelude::*;
use serde_json::json;

use super::discover;
use super::document::{self, How, Made};
use super::workspace::{Workspace, crate_name};

/// Crates that are given to one run of cargo.
const BATCH: usize = 100;

/// Arguments of `corpus`.
#[derive(clap::Args)]
pub struct Args {
    /// The folder with the documents, or one document
    dir: PathBuf,
    /// Run `cargo check` on what is generated, warnings denied
    #[arg(long)]
    compile: bool,
    /// How many documents, and how many crates, are worked on at once
    #[arg(long, default_value_t = 1)]
    jobs: usize,
    /// Write a JSON line per document into this file
    #[arg(long)]
    report: Option<PathBuf>,
    /// Only documents whose path contains this
    #[arg(long)]
    only: Option<String>,
    /// The folder for the generated crates and what cargo makes of them
    #[arg(long)]
    target: Option<PathBuf>,
    /// Breaches of the rules that harm nothing are errors too
    #[arg(long)]
    strict: bool,
    /// Follow references out of the folders of the documents
    #[arg(long)]
    allow_outside: bool,
    /// Keep quiet about files that are not OpenAPI documents
    #[arg(long)]
    no_skipped: bool,
}

#[derive(Default)]
struct Sums {
    documents: usize,
    generated: usize,
    compiled: usize,
    panicked: usize,
}

/// Runs the command; true if every document did what was asked.
pub fn run(args: &Args) -> io::Result<bool> {
    document::watch_panics();
    let mut found = discover::walk(&args.dir)?;
    let wanted = |path: &PathBuf| args.only.as_ref().is_none_or(|part| path.to_string_lossy().contains(part));
    found.documents.retain(wanted);
    found.skipped.retain(wanted);
    if !args.no_skipped {
        found.skipped.iter().for_each(|path| println!("{}: skipped, not an OpenAPI document", shown(&args.dir, path)));
    }
    let mut report = args.report.as_ref().map(File::create).transpose()?;
    let mut sums = Sums::default();
    let mut taken = BTreeMap::new();
    for documents in found.documents.chunks(if args.compile { BATCH } else { usize::MAX }) {
        batch(args, documents, &mut taken, &mut sums, report.as_mut())?;
    }
    println!("{} documents, {} generated, {} compiled, {} panicked", sums.documents, sums.generated, sums.compiled, sums.panicked);
    let all = sums.generated == sums.documents && (!args.compile || sums.compiled == sums.documents);
    Ok(all && sums.panicked == 0)
}

fn batch(
    args: &Args,
    documents: &[PathBuf],
    taken: &mut BTreeMap<String, usize>,
    sums: &mut Sums,
    report: Option<&mut File>,
) -> io::Result<()> {
    let root = if args.dir.is_dir() { args.dir.as_path() } else { args.dir.parent().unwrap_or(Path::new("")) };
    let pool =
        rayon::ThreadPoolBuilder::new().num_threads(args.jobs.max(1)).stack_size(16 << 20).build().map_err(io::Error::other)?;
    let names: Vec<String> = documents.iter().map(|path| crate_name(&shown(root, path), taken)).collect();
    let crates = args.compile.then(|| Workspace::new(target(args), args.jobs)).transpose()?.map(Mutex::new);
    let how = How { alone: args.jobs <= 1, strict: args.strict, allow_outside: args.allow_outside };
    let made: Vec<Made> = pool.install(|| {
        let one = |(path, name): (&PathBuf, &String)| finish(args, document::make(root, path, how), name, crates.as_ref());
        documents.par_iter().zip(&names).map(one).collect::<io::Result<_>>()
    })?;
    let complaints = match &crates {
        Some(crates) => crates.lock().map_err(|_| io::Error::other("a writer panicked"))?.check()?,
        None => BTreeMap::new(),
    };
    let mut report = report;
    for (made, name) in made.iter().zip(&names) {
        let said = complaints.get(name).map_or(&[][..], Vec::as_slice);
        let compiled = args.compile && made.lines > 0 && said.is_empty();
        sums.documents += 1;
        sums.generated += usize::from(made.lines > 0);
        sums.compiled += usize::from(compiled);
        sums.panicked += usize::from(made.panic.is_some());
        if args.compile {
            print(made, Some((compiled, said)));
        }
        if let Some(file) = report.as_deref_mut() {
            writeln!(file, "{}", line(made, name, args.compile.then_some((compiled, said))))?;
        }
    }
    Ok(())
}

/// Writes the crate at once, so that the texts of a thousand documents need not be held.
fn finish(args: &Args, mut made: Made, name: &str, crates: Option<&Mutex<Workspace>>) -> io::Result<Made> {
    if let Some(crates) = crates.filter(|_| made.generated()) {
        let mut crates = crates.lock().map_err(|_| io::Error::other("a writer panicked"))?;
        crates.add(name, &made.name, &made.files)?;
    }
    made.count();
    if !args.compile {
        print(&made, None);
    }
    Ok(made)
}

fn target(args: &Args) -> PathBuf {
    args.target.clone().unwrap_or_else(|| std::env::temp_dir().join("wiretype-conformance"))
}

fn shown(root: &Path, path: &Path) -> String {
    path.strip_prefix(root).unwrap_or(path).to_string_lossy().into_owned()
}

fn print(made: &Made, compiled: Option<(bool, &[String])>) {
    let state = match (made.panic.is_some(), made.lines > 0, compiled) {
        (true, ..) => "PANICKED",
        (_, false, _) => "refused",
        (_, true, Some((false, _))) => "DOES NOT COMPILE",
        (_, true, Some((true, _))) => "compiled",
        (_, true, None) => "generated",
    };
    let [errors, warnings, limitations] = made.counts;
    let peak = made.peak.map(|peak| format!(", {peak} MiB")).unwrap_or_default();
    println!(
        "{}: {state}, {} files, {} lines, {} ms{peak}, {errors} errors, {warnings} warnings, {limitations} limitations",
        made.name,
        made.file_count,
        made.lines,
        made.time.as_millis(),
    );
    let said = compiled.and_then(|(_, said)| said.first());
    for line in made.panic.iter().chain(&made.first_error).chain(said) {
        println!("    {line}");
    }
}

fn line(made: &Made, name: &str, compiled: Option<(bool, &[String])>) -> serde_json::Value {
    let [errors, warnings, limitations] = made.counts;
    json!({
        "document": made.name, "crate": name, "generated": made.lines > 0, "compiled": compiled.map(|(compiled, _)| compiled),
        "files": made.file_count, "lines": made.lines, "ms": u64::try_from(made.time.as_millis()).unwrap_or(u64::MAX), "peak_mib": made.peak,
        "errors": errors, "warnings": warnings, "limitations": limitations, "codes": made.codes,
        "panic": made.panic, "first_error": made.first_error,
        "rustc": compiled.map_or(&[][..], |(_, said)| said.get(..20).unwrap_or(said)),
    })
}
