//! A CSDL document and the OpenAPI document that another tool made of it come in; what differs in their paths, schemas
//! and query options goes out.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde_json::Value;
use wiretype::convert::Version;
use wiretype::front::csdl;
use wiretype::{Target, Task};

use super::choices;

/// A comparison.
pub struct Comparison {
    /// What was compared with, and how.
    pub title: String,
    /// What differs in paths and schemas.
    pub differences: Vec<String>,
    /// What differs in query options; nothing is asked of them if the other tool does not follow the mapping.
    pub options: Vec<String>,
}

/// Who made an OpenAPI document: what its paths and schemas follow.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Maker {
    /// The mapping of OASIS.
    Mapping,
    /// The mapping of OASIS in its first years: five navigation properties deep, every type, functions called with parentheses.
    FirstMapping,
    /// OpenAPI.NET.OData, which lists what routes do.
    Routes,
}

/// OpenAPI documents beside a CSDL document.
pub fn documents_beside(path: &Path) -> Vec<PathBuf> {
    let text = path.to_string_lossy();
    let stem = text.rsplit_once('.').map_or(&*text, |(stem, _)| stem);
    let stem = stem.strip_suffix(".OData").unwrap_or(stem);
    let endings = [".openapi3.json", ".OpenApi.json", ".OpenApi.V3.1.json"];
    endings.iter().map(|ending| PathBuf::from(format!("{stem}{ending}"))).filter(|path| path.is_file()).collect()
}

/// Compares; nothing if the CSDL document is refused.
pub fn compare(path: &Path, beside: &Path) -> io::Result<Option<Comparison>> {
    let theirs: Value = serde_json::from_slice(&fs::read(beside)?).map_err(io::Error::other)?;
    let maker = maker(beside, &theirs);
    let (options, all_schemas) = match maker {
        Maker::Mapping => (csdl::Options::mapping(), false),
        Maker::FirstMapping => (csdl::Options { depth: Some(5), ..csdl::Options::mapping() }, true),
        Maker::Routes => (csdl::Options { paths: csdl::PathRules::microsoft(), ..csdl::Options::default() }, false),
    };
    let task = Task { schemas: vec![path.to_owned()], csdl: options, ..Task::default() };
    let target = Target::OpenApi { version: Version::V30, yaml: false, all_schemas, split: true };
    let (_, text) = wiretype::convert(&task, target, &|_| ());
    let Some(text) = text else { return Ok(None) };
    let ours: Value = serde_json::from_str(&text).map_err(io::Error::other)?;
    let (a, b) = (paths(&ours), paths(&theirs));
    let mut differences = Vec::new();
    for path in b.keys().filter(|path| !a.contains_key(*path)) {
        differences.push(format!("no path {path}"));
    }
    for (path, methods) in &a {
        match b.get(path) {
            None => differences.push(format!("further path {path}")),
            Some(theirs) if theirs != methods => differences.push(format!("{path} has {methods:?}, theirs has {theirs:?}")),
            Some(_) => {}
        }
    }
    if maker != Maker::Routes {
        let (a, mut b) = (schemas(&ours), schemas(&theirs));
        if maker == Maker::FirstMapping {
            b.insert("entityReference".to_owned());
        }
        differences.extend(b.difference(&a).filter(|name| *name != "entityReference").map(|name| format!("no schema {name}")));
        differences.extend(a.difference(&b).map(|name| format!("further schema {name}")));
    }
    let options = if maker == Maker::Routes { Vec::new() } else { choices::differences(&ours, &theirs) };
    let file = beside.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let exact = exact(&ours, &theirs);
    Ok(Some(Comparison { title: format!("{file} ({} paths, {exact} to the letter)", b.len()), differences, options }))
}

fn maker(beside: &Path, theirs: &Value) -> Maker {
    if !beside.to_string_lossy().ends_with(".openapi3.json") {
        Maker::Routes
    } else if theirs.get("openapi").and_then(Value::as_str) == Some("3.0.0") {
        Maker::FirstMapping
    } else {
        Maker::Mapping
    }
}

/// How many paths are equal including the names of their parameters.
fn exact(ours: &Value, theirs: &Value) -> usize {
    let names = |document: &Value| -> BTreeSet<String> {
        document.get("paths").and_then(Value::as_object).into_iter().flatten().map(|(path, _)| path.clone()).collect()
    };
    names(ours).intersection(&names(theirs)).count()
}

/// Paths with their methods. OpenAPI tells paths apart by what is not a parameter: names of parameters and quotes around them
/// do not count. Parentheses without arguments may be left out in OData 4.01.
fn paths(document: &Value) -> BTreeMap<String, BTreeSet<String>> {
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (path, item) in document.get("paths").and_then(Value::as_object).into_iter().flatten() {
        let methods = item.as_object().into_iter().flatten().map(|(name, _)| name.clone());
        let methods: BTreeSet<String> = methods.filter(|name| METHODS.contains(&name.as_str())).collect();
        if !methods.is_empty() {
            found.entry(plain(path)).or_default().extend(methods);
        }
    }
    found
}

/// The methods that are compared.
pub const METHODS: [&str; 5] = ["get", "put", "post", "patch", "delete"];

/// A path as it is compared.
pub fn plain(path: &str) -> String {
    let mut out = String::new();
    let mut inside = false;
    for character in path.chars() {
        match character {
            '{' => {
                inside = true;
                out.push('{');
            }
            '}' => {
                inside = false;
                out.push('}');
            }
            _ if inside => {}
            other => out.push(other),
        }
    }
    // Keys in parentheses and as segments are the same keys.
    out.replace("'{}'", "{}").replace("()", "").replace("({})", "/{}")
}

fn schemas(document: &Value) -> BTreeSet<String> {
    let schemas = document.pointer("/components/schemas").and_then(Value::as_object);
    schemas.into_iter().flatten().map(|(name, _)| name.clone()).collect()
}
