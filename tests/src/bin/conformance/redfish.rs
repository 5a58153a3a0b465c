//! `conformance redfish CSDL_DIR MOCKUP_DIR`: mockups of a service against its schemas. Each mockup names its type; where that is defined,
//! the generated validator must accept it, or the fault that the mockup has must be of a known kind; what is accepted goes through the
//! generated model and back.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde_json::Value;

use super::document;
use super::graph::ledger::classify;
use super::graph::program::{Service, one_line};

/// A service without resources.
const CONTAINER: &str = r#"<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>
<Schema Namespace="Conformance" xmlns="http://docs.oasis-open.org/odata/ns/edm"><EntityContainer Name="Mockups"/></Schema>
</edmx:DataServices></edmx:Edmx>
"#;

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
    let mut schemas = files(&args.schemas, "xml")?;
    // Schemas alone are no service, and a part of them may be without the document that makes them one.
    fs::create_dir_all(&root)?;
    let container = root.join("container.xml");
    fs::write(&container, CONTAINER)?;
    schemas.push(container);
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
    let (mut holds, mut accepted) = (true, Vec::new());
    for ((name, value, question), answer) in asked.iter().zip(&answers) {
        let mut fields = answer.split('\t');
        let outcome = match fields.next().unwrap_or_default() {
            "same" => {
                accepted.push((name.as_str(), question.clone()));
                "accepted"
            }
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
    Ok(round_trip(&accepted, &schemas, &root, args.jobs)? && holds)
}

/// Reads the accepted mockups into models and writes them again; true if all of them stay the same.
fn round_trip(accepted: &[(&str, String)], schemas: &[PathBuf], root: &Path, jobs: usize) -> io::Result<bool> {
    let types: BTreeSet<String> =
        accepted.iter().filter_map(|(_, question)| question.split('\t').nth(2)).map(str::to_owned).collect();
    if types.is_empty() {
        return Ok(true);
    }
    let program = Service::generate_part(schemas, true, &types)?.build(root, jobs, Some(&types))?;
    let answers = program.ask(accepted.iter().map(|(_, question)| question.clone()).collect())?;
    let mut same = 0;
    for ((name, _), answer) in accepted.iter().zip(&answers) {
        same += usize::from(answer == "same");
        if answer != "same" {
            println!("CHANGED {name}: {answer}");
        }
    }
    println!("round trip: {same} of {} accepted mockups stay the same, over {} types", accepted.len(), types.len());
    Ok(same == accepted.len())
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
