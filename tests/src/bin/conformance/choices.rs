//! Two OpenAPI documents of one service come in; what differs in the system query options of their operations goes out: which there are,
//! and what those that enumerate names can name.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::mapping::{METHODS, plain};

/// The options of each operation: by path, method and name, the names that it enumerates.
type Options = BTreeMap<(String, String), BTreeMap<String, BTreeSet<String>>>;

/// The system query options, without `$`.
const NAMES: [&str; 8] = ["select", "expand", "orderby", "filter", "search", "top", "skip", "count"];

/// What differs in operations that both documents have.
pub fn differences(ours: &Value, theirs: &Value) -> Vec<String> {
    let (ours, theirs) = (options(ours), options(theirs));
    let mut found = Vec::new();
    for ((path, method), theirs) in &theirs {
        let Some(ours) = ours.get(&(path.clone(), method.clone())) else { continue };
        let names: BTreeSet<&String> = ours.keys().chain(theirs.keys()).collect();
        for name in names {
            let place = format!("{} {path}: ${name}", method.to_uppercase());
            match (ours.get(name), theirs.get(name)) {
                (Some(_), None) => found.push(format!("{place} is further")),
                (None, Some(_)) => found.push(format!("{place} is missing")),
                (Some(a), Some(b)) if a != b => {
                    let list = |one: &BTreeSet<String>, other: &BTreeSet<String>| {
                        one.difference(other).map(String::as_str).collect::<Vec<_>>().join(", ")
                    };
                    found.push(format!("{place} names further {{{}}}, not {{{}}}", list(a, b), list(b, a)));
                }
                _ => {}
            }
        }
    }
    found
}

fn options(document: &Value) -> Options {
    let mut found = Options::new();
    for (path, item) in document.get("paths").and_then(Value::as_object).into_iter().flatten() {
        let operations = item.as_object().into_iter().flatten().filter(|(name, _)| METHODS.contains(&name.as_str()));
        for (method, operation) in operations {
            let own = found.entry((plain(path), method.clone())).or_default();
            for parameter in operation.get("parameters").and_then(Value::as_array).into_iter().flatten() {
                let parameter = followed(document, parameter);
                let name = parameter["name"].as_str().unwrap_or_default();
                // In 4.01, the dollar may be left out.
                let name = name.strip_prefix('$').unwrap_or(name);
                if parameter["in"] == "query" && NAMES.contains(&name) {
                    own.insert(name.to_owned(), enumerated(document, &parameter["schema"]));
                }
            }
        }
    }
    found
}

fn enumerated(document: &Value, schema: &Value) -> BTreeSet<String> {
    let items = &followed(document, schema)["items"];
    let listed = followed(document, items)["enum"].as_array();
    listed.into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
}

/// What a reference leads to.
fn followed<'d>(document: &'d Value, value: &'d Value) -> &'d Value {
    let target = value.get("$ref").and_then(Value::as_str).and_then(|target| target.strip_prefix('#'));
    target.and_then(|pointer| document.pointer(pointer)).unwrap_or(value)
}
