//! `conformance instances DOCS FILE.jsonl` and `conformance examples DOCS FILE.jsonl`: a line holds a value, a pointer to a schema of
//! a document, and whether the value is valid with formats and without.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::PathBuf;

use rayon::prelude::*;
use serde_json::Value;

use super::document;
use super::module::{self, Module, Wanted};
use super::probe::{Answer, Probe, Question, Verdict};
use super::tally::{Outcome, Tally};

/// Formats that belong to `OpenAPI`: whoever labelled the values by JSON Schema alone does not assert them.
const NOT_OF_JSON_SCHEMA: &[&str] = &[
    "int8",
    "int16",
    "int32",
    "int64",
    "uint8",
    "uint16",
    "uint32",
    "uint64",
    "float",
    "double",
    "decimal",
    "byte",
    "binary",
    "base64url",
    "unixtime",
    "http-date",
    "arm-id",
    "time-of-day",
    "day-time-duration",
];

/// The same, and formats that are younger than the draft of JSON Schema that `OpenAPI` 3.0 and 2.0 build upon.
const NOT_OF_DRAFT_4: &[&str] = &[
    "int8",
    "int16",
    "int32",
    "int64",
    "uint8",
    "uint16",
    "uint32",
    "uint64",
    "float",
    "double",
    "decimal",
    "byte",
    "binary",
    "base64url",
    "unixtime",
    "http-date",
    "arm-id",
    "time-of-day",
    "day-time-duration",
    "uuid",
];

/// Arguments of `instances` and `examples`.
#[derive(clap::Args)]
pub struct Args {
    /// The folder with the documents
    dir: PathBuf,
    /// A JSON line per value: spec, pointer, instance, valid, `valid_fmt`
    file: PathBuf,
    /// How many crates cargo works on at once
    #[arg(long, default_value_t = 2)]
    jobs: usize,
    /// Only values of documents whose name contains this
    #[arg(long)]
    only: Option<String>,
    /// Read values into the generated types too; that takes far longer to compile
    #[arg(long)]
    typed: bool,
    /// The folder for the generated program and what cargo makes of it
    #[arg(long)]
    target: Option<PathBuf>,
}

/// The door of each document and pointer, and whether the document's dialect is JSON Schema 2020-12.
type Doors<'c> = BTreeMap<(&'c str, &'c str), (usize, bool)>;

/// The lines of the file, and for each document the pointers they name.
struct Cases {
    rows: Vec<Value>,
    pointers: BTreeMap<String, Vec<String>>,
}

/// Runs the command; true if nothing failed.
pub fn run(args: &Args) -> io::Result<bool> {
    document::watch_panics();
    let root = args.target.clone().unwrap_or_else(|| std::env::temp_dir().join("wiretype-conformance-instances"));
    let cases = read(args)?;
    let documents: Vec<(&String, &Vec<String>)> = cases.pointers.iter().collect();
    let made: Vec<(&String, Result<Module, String>)> = documents
        .par_iter()
        .enumerate()
        .map(|(at, (spec, pointers))| {
            let wanted = Wanted { formats: true, models: args.typed };
            (*spec, module::make(&args.dir.join(spec), &format!("m{at:04}"), wanted, pointers))
        })
        .collect();
    let mut probe = Probe::default();
    let mut doors = Doors::new();
    for (at, (spec, made)) in made.into_iter().enumerate() {
        let made = match made {
            Ok(made) => made,
            Err(why) => {
                println!("FAILED {spec}: {why}");
                continue;
            }
        };
        probe.module(&format!("m{at:04}"), made.files);
        for (pointer, door) in cases.pointers[spec].iter().zip(made.doors) {
            match door {
                Some(door) => drop(doors.insert((spec, pointer), (probe.door(door), made.modern))),
                None => println!("FAILED {spec}: {pointer} is not in the table"),
            }
        }
    }
    println!("{} of {} documents generated", probe.len(), cases.pointers.len());
    let (program, dropped) = probe.build(root, args.jobs)?;
    dropped.iter().for_each(|(name, said)| println!("FAILED {name}: {said}"));
    let asked: Vec<(&Value, bool)> = cases.rows.iter().flat_map(|row| [(row, false), (row, true)]).collect();
    let answers = program.ask(asked.iter().map(|(row, formats)| question(row, *formats, &doors)).collect())?;
    let mut tally = Tally::default();
    for ((row, formats), answer) in asked.iter().zip(&answers) {
        judge(row, *formats, *answer, &mut tally);
    }
    Ok(tally.print())
}

fn read(args: &Args) -> io::Result<Cases> {
    let mut cases = Cases { rows: Vec::new(), pointers: BTreeMap::new() };
    for line in fs::read_to_string(&args.file)?.lines().filter(|line| !line.trim().is_empty()) {
        let row: Value = serde_json::from_str(line)?;
        let (spec, pointer) = key(&row);
        if args.only.as_ref().is_some_and(|part| !spec.contains(part)) {
            continue;
        }
        let pointers = cases.pointers.entry(spec.to_owned()).or_default();
        if !pointers.iter().any(|known| known == pointer) {
            pointers.push(pointer.to_owned());
        }
        cases.rows.push(row);
    }
    Ok(cases)
}

fn key(row: &Value) -> (&str, &str) {
    (row["spec"].as_str().unwrap_or_default(), row["pointer"].as_str().unwrap_or_default())
}

fn question(row: &Value, formats: bool, doors: &Doors<'_>) -> Question {
    let (door, modern) = doors.get(&key(row)).copied().unwrap_or((usize::MAX, false));
    let ignored: &[&str] = if modern { NOT_OF_JSON_SCHEMA } else { NOT_OF_DRAFT_4 };
    Question { door, ignored_formats: formats.then_some(ignored), text: row["instance"].to_string() }
}

fn judge(row: &Value, formats: bool, answer: Answer, tally: &mut Tally) {
    let class = if formats { "formats asserted" } else { "formats ignored" };
    let label = &row[if formats { "valid_fmt" } else { "valid" }];
    let expected = if *label == Value::Bool(true) { Verdict::Valid } else { Verdict::Invalid };
    let outcome = match answer.typed {
        _ if answer.raw != expected => Outcome::Failed,
        Verdict::None => Outcome::Passed,
        typed if typed == expected => Outcome::PassedTyped,
        Verdict::Invalid => Outcome::NotRepresentable,
        Verdict::Valid | Verdict::Spoiled | Verdict::Panicked => Outcome::Failed,
    };
    let (spec, pointer) = key(row);
    let reported = outcome == Outcome::Failed || formats && outcome == Outcome::NotRepresentable;
    if reported {
        let word = if outcome == Outcome::Failed { "FAILED" } else { "not representable" };
        let text: String = row["instance"].to_string().chars().take(200).collect();
        println!(
            "{word} {spec}: {pointer}: {class}: expected {expected:?}, said {:?}, by type {:?}: {text}",
            answer.raw, answer.typed
        );
    }
    tally.add(class, spec, outcome, 1);
}
