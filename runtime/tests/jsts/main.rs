//! JSON Schema's own meaning of every keyword: groups of instances with their verdicts, in the form of the JSON Schema Test Suite.
//!
//! `cases.jsonl` holds our own groups, `reports.jsonl` schemas and values with the report that is due. `JSTS_FILE` names a file with more (one group a line), `JSTS_REMOTES` a JSON object of
//! documents by URI that they refer to; the verdicts are counted by keyword file and all failures are listed.
#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stdout, clippy::indexing_slicing)]

mod documents;
mod loader;
mod uri;

use std::collections::{BTreeMap, BTreeSet};
use wiretype_runtime::json::Value;
use wiretype_runtime::schema::{ALL, SchemaRef};
use wiretype_runtime::validate::{Options, Policy, PolicyLine, Report, Rule, Severity, Violation, check_value, is_valid};

use documents::{Documents, Draft};

type Remotes = BTreeMap<String, &'static Value>;

fn remotes() -> Remotes {
    let mut all = Remotes::new();
    let mut add = |text: &[u8]| {
        let documents: &'static Value = Box::leak(Box::new(Value::parse(text).unwrap()));
        all.extend(documents.as_object().unwrap().iter().map(|(uri, document)| (uri.to_owned(), document)));
    };
    add(include_bytes!("remotes.json"));
    if let Ok(path) = std::env::var("JSTS_REMOTES") {
        add(&std::fs::read(path).unwrap());
    }
    all
}

fn text<'v>(group: &'v Value, name: &str) -> &'v str {
    group.get(name).and_then(Value::as_str).unwrap_or_default()
}

/// Runs a group: how many verdicts are right, and what is wrong.
fn check(group: &'static Value, remotes: &Remotes) -> (usize, Vec<String>) {
    let draft = if text(group, "draft") == "draft4" { Draft::Draft4 } else { Draft::Draft2020 };
    let tests = group.get("tests").and_then(Value::as_array).unwrap();
    let place = format!("{} {}: {}", text(group, "draft"), text(group, "file"), text(group, "group"));
    let schema = match loader::load(Documents::new(draft, remotes.clone()), group.get("schema").unwrap()) {
        Ok(schema) => schema,
        Err(reason) => return (0, tests.iter().map(|_| format!("{place}: {reason}")).collect()),
    };
    let formats = group.get("optional") == Some(&Value::Bool(true));
    let ignored = group.get("ignored_formats").and_then(Value::as_array).into_iter().flatten();
    let ignored_formats = ignored.filter_map(Value::as_str).map(|name| name.to_owned().into()).collect();
    let options = Options { formats, ignored_formats, ..Options::default() };
    let mut passed = 0;
    let mut failed = Vec::new();
    for test in tests {
        let data = test.get("data").unwrap();
        let valid = test.get("valid").and_then(Value::as_bool).unwrap();
        let report = check_value(data, schema, ALL, &options);
        assert_eq!(report.is_empty(), is_valid(data, schema, ALL, &options), "{place}: the fast verdict differs");
        check_policies(data, schema, &options, &report, &place);
        if report.is_empty() == valid {
            passed += 1;
        } else {
            failed.push(format!("{place}: {}: should be {valid}, says {report}", text(test, "description")));
        }
    }
    (passed, failed)
}

/// Holds every policy to its promise: it says how much what is wrong matters, and never what is wrong.
fn check_policies(data: &Value, schema: SchemaRef, options: &Options, strict: &Report, place: &str) {
    let line = |rule, severity| PolicyLine { rule, views: ALL, path: None, severity };
    let told = |report: &Report| report.iter().map(|it| (it.pointer.clone(), it.keyword_path.clone(), it.rule)).collect::<Vec<_>>();
    let under = |line: PolicyLine| {
        let options = Options { policy: Policy::strict().with(line), ..options.clone() };
        let report = check_value(data, schema, ALL, &options);
        assert_eq!(!report.has_errors(), is_valid(data, schema, ALL, &options), "{place}: the fast verdict differs");
        report
    };
    // Where a wrong type is no error, the other rules of its schema are asked too.
    let known = told(&under(line(None, Severity::Warning)));
    let among = |some: &[_], all: &[_]| some.iter().all(|it| all.contains(it));
    assert!(among(&told(strict), &known), "{place}");
    // What cannot be checked is not accepted.
    assert!(under(line(None, Severity::Off)).iter().all(|it| it.rule == Rule::Complexity), "{place}");
    let rules: BTreeSet<Rule> = strict.iter().flat_map(|it| std::iter::once(it).chain(&it.reasons)).map(|it| it.rule).collect();
    for rule in rules.into_iter().filter(|rule| *rule != Rule::Complexity) {
        let warned = told(&under(line(Some(rule), Severity::Warning)));
        assert!(among(&told(strict), &warned) && among(&warned, &known), "{place}: `{rule}` warns: {warned:?}");
        let left = told(&under(line(Some(rule), Severity::Off)));
        assert!(among(&left, &known) && left.iter().all(|it| it.2 != rule), "{place}: `{rule}` is off: {left:?}");
    }
}

fn run(lines: &'static str) -> Vec<String> {
    let remotes = remotes();
    let mut counts: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    let mut failures = Vec::new();
    for line in lines.lines().filter(|line| !line.is_empty()) {
        let group: &'static Value = Box::leak(Box::new(Value::parse(line.as_bytes()).unwrap()));
        let (passed, failed) = check(group, &remotes);
        let optional = if group.get("optional") == Some(&Value::Bool(true)) { " optional" } else { "" };
        let format = if text(group, "file").contains("format") { " format" } else { "" };
        let oas30 = if group.get("oas30") == Some(&Value::Bool(true)) { " oas30" } else { "" };
        let count = counts.entry(format!("{}{optional}{format}{oas30}", text(group, "draft"))).or_default();
        count.0 += passed;
        count.1 += failed.len();
        failures.extend(failed);
    }
    for (name, (passed, failed)) in counts {
        println!("{name}: {passed} passed, {failed} failed");
    }
    failures
}

#[test]
fn own_cases() {
    let failures = run(include_str!("cases.jsonl"));
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

/// Checks the report on a value, violation by violation: `pointer @ keyword path: sentence`.
fn check_report(line: &'static Value) -> Vec<String> {
    let schema = loader::load(Documents::new(Draft::Draft2020, Remotes::new()), line.get("schema").unwrap()).unwrap();
    let number = |name| line.get(name).and_then(Value::as_u64);
    let views = number("views").map_or(ALL, |views| u8::try_from(views).unwrap());
    let options = Options {
        discriminators: line.get("discriminators") != Some(&Value::Bool(false)),
        max_violations: number("max").map_or(100, |max| usize::try_from(max).unwrap()),
        policy: Policy { lines: line.get("policy").and_then(Value::as_array).into_iter().flatten().map(policy_line).collect() },
        ..Options::default()
    };
    let data = line.get("data").unwrap();
    let report = check_value(data, schema, views, &options);
    assert_eq!(!report.has_errors(), is_valid(data, schema, views, &options), "the fast verdict differs");
    let mut lines = Vec::new();
    for violation in &report {
        lines.push(format!("{} @ {}: {}", violation.pointer, violation.keyword_path, show(violation)));
        lines.extend(
            violation.reasons.iter().map(|reason| format!("- {} @ {}: {}", reason.pointer, reason.keyword_path, show(reason))),
        );
    }
    lines
}

fn policy_line(line: &Value) -> PolicyLine {
    let views = line.get("views").and_then(Value::as_u64).map_or(ALL, |views| u8::try_from(views).unwrap());
    PolicyLine {
        rule: Rule::named(text(line, "rule")),
        views,
        path: line.get("path").and_then(Value::as_str).map(|path| path.to_owned().into()),
        severity: Severity::named(text(line, "severity")).unwrap(),
    }
}

fn show(violation: &Violation) -> String {
    let found = violation.found.as_ref().map(|found| format!(" [{found}]")).unwrap_or_default();
    let warning = if violation.severity == Severity::Warning { " (warning)" } else { "" };
    format!("{}{found}{warning}", violation.message)
}

#[test]
fn reports() {
    for line in include_str!("reports.jsonl").lines() {
        let line: &'static Value = Box::leak(Box::new(Value::parse(line.as_bytes()).unwrap()));
        let expected: Vec<&str> = line.get("report").and_then(Value::as_array).unwrap().iter().filter_map(Value::as_str).collect();
        assert_eq!(check_report(line), expected, "{}", text(line, "case"));
    }
}

#[test]
fn suite() {
    let Ok(path) = std::env::var("JSTS_FILE") else { return };
    let failures = run(std::fs::read_to_string(path).unwrap().leak());
    for failure in &failures {
        println!("{failure}");
    }
    println!("{} failures", failures.len());
}
