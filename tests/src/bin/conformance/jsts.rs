//! `conformance jsts FILE.jsonl`: each group of cases is a schema; its generated validators must decide as the cases say.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde_json::Value;

use super::document;
use super::module::{self, Wanted};
use super::probe::{Answer, Probe, Question, Verdict, scratch};
use super::tally::{Outcome, Tally};
use super::wrap;

/// Arguments of `jsts`.
#[derive(clap::Args)]
pub struct Args {
    /// A JSON line per group: draft, file, optional, group, flags, schema, tests
    file: PathBuf,
    /// How many crates cargo works on at once
    #[arg(long, default_value_t = 2)]
    jobs: usize,
    /// Only groups whose file and name contain this
    #[arg(long)]
    only: Option<String>,
    /// The folder for the generated program and what cargo makes of it
    #[arg(long)]
    target: Option<PathBuf>,
}

/// A group of cases.
struct Group {
    /// `draft2020-12 required ref.json`
    class: String,
    file: String,
    name: String,
    formats: bool,
    document: Value,
    tests: Vec<Value>,
}

/// Runs the command; true if nothing failed.
pub fn run(args: &Args) -> io::Result<bool> {
    document::watch_panics();
    let root = args.target.clone().unwrap_or_else(|| std::env::temp_dir().join("wiretype-conformance-jsts"));
    let documents = scratch(root.join("documents"))?;
    let (groups, skipped) = read(args)?;
    let mut probe = Probe::default();
    let mut doors: Vec<Result<usize, String>> = Vec::new();
    for (at, group) in groups.iter().enumerate() {
        doors.push(add(&mut probe, &documents, at, group)?);
    }
    println!("{} of {} groups generated, {skipped} are not for these dialects", probe.len(), groups.len());
    let (program, dropped) = probe.build(&root, args.jobs)?;
    for (name, said) in &dropped {
        let at: usize = name.trim_start_matches('g').parse().unwrap_or_default();
        if let Some(door) = doors.get_mut(at) {
            *door = Err(said.clone());
        }
    }
    let mut asked: Vec<(&Group, &Value, usize)> = Vec::new();
    let mut tally = Tally::default();
    for (group, door) in groups.iter().zip(&doors) {
        match door {
            Ok(door) => asked.extend(group.tests.iter().map(|test| (group, test, *door))),
            Err(why) => {
                println!("FAILED {}: {}: {why}", group.file, group.name);
                tally.add(&group.class, &group.file, Outcome::Failed, group.tests.len());
            }
        }
    }
    let questions = asked.iter().map(|(group, test, door)| Question {
        door: *door,
        ignored_formats: group.formats.then(String::new),
        text: test["data"].to_string(),
    });
    let answers = program.ask(questions.collect())?;
    for ((group, test, _), answer) in asked.iter().zip(&answers) {
        judge(group, test, answer, &mut tally);
    }
    Ok(tally.print())
}

fn read(args: &Args) -> io::Result<(Vec<Group>, usize)> {
    let mut groups = Vec::new();
    let mut skipped = 0;
    for line in fs::read_to_string(&args.file)?.lines().filter(|line| !line.trim().is_empty()) {
        let row: Value = serde_json::from_str(line)?;
        let text = |key: &str| row[key].as_str().unwrap_or_default().to_owned();
        let (file, name) = (text("file"), text("group"));
        if args.only.as_ref().is_some_and(|part| !format!("{file}: {name}").contains(part)) {
            continue;
        }
        let flag = |flag: &str| row["flags"].as_array().is_some_and(|flags| flags.iter().any(|known| known == flag));
        let Some(document) = wrap::document(&row) else {
            skipped += row["tests"].as_array().map_or(0, Vec::len);
            continue;
        };
        let kind = match (file.contains("format"), row["optional"].as_bool().unwrap_or_default()) {
            (true, true) => "format",
            (_, true) => "optional",
            (_, false) => "required",
        };
        let formats = flag("format_assertion");
        let tests = row["tests"].as_array().cloned().unwrap_or_default();
        groups.push(Group { class: format!("{} {kind}", text("draft")), file, name, formats, document, tests });
    }
    Ok((groups, skipped))
}

fn add(probe: &mut Probe, documents: &Path, at: usize, group: &Group) -> io::Result<Result<usize, String>> {
    let name = format!("g{at:04}");
    let path = documents.join(format!("{name}.json"));
    fs::write(&path, serde_json::to_string_pretty(&group.document)?)?;
    let wanted = Wanted { formats: group.formats, models: true };
    let made = match module::make(&path, &name, wanted, &[wrap::POINTER]) {
        Ok(made) => made,
        Err(why) => return Ok(Err(why)),
    };
    let Some(door) = made.doors.into_iter().next().flatten() else { return Ok(Err("its schema is not in the table".to_owned())) };
    probe.module(&name, made.files);
    Ok(Ok(probe.door(door)))
}

fn judge(group: &Group, test: &Value, answer: &Answer, tally: &mut Tally) {
    let expected = if test["valid"] == Value::Bool(true) { Verdict::Valid } else { Verdict::Invalid };
    let outcome = match answer.typed {
        _ if answer.raw != expected => Outcome::Failed,
        Verdict::None => Outcome::Passed,
        typed if typed == expected => Outcome::PassedTyped,
        Verdict::Invalid => Outcome::NotRepresentable,
        Verdict::Valid | Verdict::Spoiled | Verdict::Panicked => Outcome::Failed,
    };
    if matches!(outcome, Outcome::Failed | Outcome::NotRepresentable) {
        let word = if outcome == Outcome::Failed { "FAILED" } else { "not representable" };
        let (description, Answer { raw, typed, why }) = (&test["description"], answer);
        println!(
            "{word} {}: {}: {description}: expected {expected:?}, said {raw:?}, by type {typed:?} {why}",
            group.file, group.name
        );
    }
    tally.add(&group.class, &group.file, outcome, 1);
}
