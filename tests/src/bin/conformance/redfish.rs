//! `conformance redfish CSDL_DIR MOCKUP_DIR`: mockups of a service against its schemas. Each mockup names its type; where that is defined,
//! the generated validator must accept it, or the fault that the mockup has must be of a known kind.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde_json::Value;

use super::document;
use super::graph::ledger::classify;
use super::graph::program::{Service, one_line};

/// Arguments of `redfish`.
#[derive(clap::Args)]
pub struct Args {
    /// The folder with the schemas
    schemas: PathBuf,
    /// The folder with the mockups
    mockups: PathBuf,
    /// How many crates cargo works on at once
    #[arg(long, default_value_t = 2)]
    jobs: usize,
    /// The folder for the generated program and what cargo makes of it
    #[arg(long)]
    target: Option<PathBuf>,
}

/// Runs the command; true if every mockup is accepted or has a fault of a known kind.
pub fn run(args: &Args) -> io::Result<bool> {
    document::watch_panics();
    let root = args.target.clone().unwrap_or_else(|| std::env::temp_dir().join("wiretype-conformance-redfish"));
    let schemas = files(&args.schemas, "xml")?;
    let mockups = files(&args.mockups, "json")?;
    let program = Service::generate(&schemas, false)?.build(&root, args.jobs, None)?;
    let mut asked: Vec<(String, Value, String)> = Vec::new();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for path in &mockups {
        let name = path.strip_prefix(&args.mockups).unwrap_or(path).to_string_lossy().into_owned();
        let value = fs::read_to_string(path).ok().and_then(|text| serde_json::from_str::<Value>(&text).ok());
        let ty = value.as_ref().and_then(|value| value["@odata.type"].as_str()).map(|ty| ty.trim_start_matches('#').to_owned());
        match (value, ty) {
            (Some(value), Some(ty)) => {
                let question = format!("B\ttype\t{ty}\t{}", one_line(&value.to_string()));
                asked.push((name, value, question));
            }
            _ => *counts.entry("without type").or_default() += 1,
        }
    }
    let answers = program.ask(asked.iter().map(|(.., question)| question.clone()).collect())?;
    let mut holds = true;
    for ((name, value, _), answer) in asked.iter().zip(&answers) {
        let mut fields = answer.split('\t');
        let outcome = match fields.next().unwrap_or_default() {
            "same" => "accepted",
            "untyped" => "of a type that is not defined",
            "invalid" => {
                let violations: Vec<&str> = fields.collect();
                let class = classify(&violations, value);
                holds &= class.is_some();
                println!("{} {name}: {}", class.map_or("UNCLASSIFIED", |class| class.name()), violations.join(" ; "));
                "refused"
            }
            _ => {
                holds = false;
                println!("FAILED {name}: {answer}");
                "failed"
            }
        };
        *counts.entry(outcome).or_default() += 1;
    }
    let shown: Vec<String> = counts.iter().map(|(outcome, count)| format!("{count} {outcome}")).collect();
    println!("{} mockups: {}", mockups.len(), shown.join(", "));
    Ok(holds)
}

/// Files below a folder, by path.
fn files(folder: &Path, extension: &str) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|found| found == extension) {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}
