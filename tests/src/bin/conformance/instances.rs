//! `conformance instances DOCS FILE.jsonl` and `conformance examples DOCS FILE.jsonl`: a line holds a value, a pointer to a schema of
//! a document, and whether the value is valid with formats and without.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use serde_json::Value;

use super::document;
use super::module::{self, Module, Wanted};
use super::probe::{self, Answer, Probe, Question, Verdict};
use super::tally::{Outcome, Tally};

/// Formats that belong to `OpenAPI`: whoever labels values by JSON Schema alone does not assert them.
const NOT_OF_JSON_SCHEMA: &str = "int8,int16,int32,int64,uint8,uint16,uint32,uint64,float,double,decimal,byte,binary,base64url,\
     unixtime,http-date,arm-id,time-of-day,day-time-duration";

/// Formats that are younger than the draft of JSON Schema that `OpenAPI` 2.0 and 3.0 build upon.
const NOT_OF_DRAFT_4: &str = "uuid,time,duration,idn-email,idn-hostname,iri,iri-reference,uri-reference,uri-template,json-pointer,\
     relative-json-pointer,regex";

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

/// A module with the pointers that it has doors for.
struct Made<'c> {
    spec: &'c str,
    pointers: Vec<&'c str>,
    name: String,
    module: Result<Module, String>,
}

/// Runs the command; true if nothing failed.
pub fn run(args: &Args) -> io::Result<bool> {
    document::watch_panics();
    let root = args.target.clone().unwrap_or_else(|| std::env::temp_dir().join("wiretype-conformance-instances"));
    let scratch = probe::scratch(root.join("documents"))?;
    let cases = read(args)?;
    let documents: Vec<(&String, &Vec<String>)> = cases.pointers.iter().collect();
    let made = documents.par_iter().enumerate().map(|(at, (spec, pointers))| modules(args, &scratch, at, spec, pointers));
    let made: Vec<Made<'_>> = made.collect::<Vec<_>>().into_iter().flatten().collect();
    let mut probe = Probe::default();
    let mut doors = Doors::new();
    for Made { spec, pointers, name, module } in made {
        match module {
            Ok(module) => {
                probe.module(&name, module.files);
                for (pointer, door) in pointers.into_iter().zip(module.doors) {
                    doors.extend(door.map(|door| ((spec, pointer), (probe.door(door), module.modern))));
                }
            }
            Err(why) => println!("FAILED {spec}: {why}"),
        }
    }
    println!("{} documents, {} modules generated", cases.pointers.len(), probe.len());
    let (program, dropped) = probe.build(&root, args.jobs)?;
    for (name, said) in &dropped {
        println!("FAILED {name}: {said}");
    }
    let asked: Vec<(&Value, bool)> = cases.rows.iter().flat_map(|row| [(row, false), (row, true)]).collect();
    let answers = program.ask(asked.iter().map(|(row, formats)| question(row, *formats, &doors)).collect())?;
    let mut tally = Tally::default();
    for ((row, formats), answer) in asked.iter().zip(&answers) {
        judge(row, *formats, answer, &mut tally);
    }
    Ok(tally.print())
}

/// The module of a document. What nothing in the document uses has no validator: a second module declares a component for it.
fn modules<'c>(args: &Args, scratch: &Path, at: usize, spec: &'c str, pointers: &'c [String]) -> Vec<Made<'c>> {
    let wanted = Wanted { formats: true, models: args.typed };
    let (path, name) = (args.dir.join(spec), format!("m{at:04}"));
    let all: Vec<&str> = pointers.iter().map(String::as_str).collect();
    let module = module::make(&path, &name, wanted, &all);
    let has_door = |index: usize| module.as_ref().map_or(true, |module| matches!(module.doors.get(index), Some(Some(_))));
    let unused: Vec<&str> = all.iter().enumerate().filter(|(index, _)| !has_door(*index)).map(|(_, pointer)| *pointer).collect();
    let mut made = vec![Made { spec, pointers: all, name: name.clone(), module }];
    if let Some((document, names)) = (!unused.is_empty()).then(|| declared(&path, &unused)).flatten() {
        let (name, path) = (format!("{name}_unused"), scratch.join(format!("{name}.json")));
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let written = fs::write(&path, document.to_string()).map_err(|error| error.to_string());
        let module = written.and_then(|()| module::make(&path, &name, wanted, &names));
        made.push(Made { spec, pointers: unused, name, module });
    }
    made
}

/// The document with a component for each pointer, and the pointers of these components.
fn declared(path: &Path, pointers: &[&str]) -> Option<(Value, Vec<String>)> {
    let mut document: Value = serde_json::from_str(&fs::read_to_string(path).ok()?).ok()?;
    let home = if document.get("swagger").is_some() { "/definitions" } else { "/components/schemas" };
    let components = document.pointer_mut(home)?.as_object_mut()?;
    let mut names = Vec::new();
    for (at, pointer) in pointers.iter().enumerate() {
        let name = format!("Unused{at}OfThisRun");
        let fragment = pointer.replace('%', "%25").replace('{', "%7B").replace('}', "%7D").replace(' ', "%20");
        components.insert(name.clone(), serde_json::json!({"$ref": fragment}));
        names.push(format!("#{home}/{name}"));
    }
    Some((document, names))
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
    let ignored = if modern { NOT_OF_JSON_SCHEMA.to_owned() } else { format!("{NOT_OF_JSON_SCHEMA},{NOT_OF_DRAFT_4}") };
    Question { door, ignored_formats: formats.then_some(ignored), text: row["instance"].to_string() }
}

fn judge(row: &Value, formats: bool, answer: &Answer, tally: &mut Tally) {
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
            "{word} {spec}: {pointer}: {class}: expected {expected:?}, said {:?}, by type {:?} {}: {text}",
            answer.raw, answer.typed, answer.why
        );
    }
    tally.add(class, spec, outcome, 1);
}
