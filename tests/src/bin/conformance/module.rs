//! One document comes in; the module made of it goes out, together with the way to each of its schemas.

use std::path::Path;

use wiretype::diag::Severity;
use wiretype::front::Documents;
use wiretype::ir::{SchemaId, View};
use wiretype::plan::{self, Plan};
use wiretype::render::{self, File};
use wiretype::{Outcome, Task};

use super::document::{guarded, one_line};
use super::probe::Door;

/// How a module is made.
#[derive(Clone, Copy, Debug)]
pub struct Wanted {
    /// Formats are rules and types.
    pub formats: bool,
    /// Types are made, not only tables.
    pub models: bool,
}

/// A module.
#[derive(Debug)]
pub struct Module {
    /// The dialect of its schemas is that of `OpenAPI` 3.1 and later: JSON Schema 2020-12.
    pub modern: bool,
    /// Its files; without models only the tables.
    pub files: Vec<File>,
    /// For each pointer that was asked for: its door.
    pub doors: Vec<Option<Door>>,
}

/// Makes the module of a document. `Err` says in one line why there is none.
pub fn make(path: &Path, name: &str, wanted: Wanted, pointers: &[&str]) -> Result<Module, String> {
    let mut task = Task { schemas: vec![path.to_owned()], ..Task::default() };
    task.plan = plan::Options { formats: wanted.formats, routes: false, ..plan::Options::default() };
    let outcome = guarded(|| wiretype::inspect(&task, &|_| {}))?;
    let Some(checked) = &outcome.checked else {
        let mut errors = outcome.diags.iter().filter(|diagnostic| diagnostic.code.severity == Severity::Error);
        return Err(errors.next().map_or_else(|| "refused".to_owned(), |error| one_line(error, &outcome.sources)));
    };
    guarded(|| {
        let plan = plan::plan(checked, &task.plan);
        let mut files = render::render(&plan);
        files.retain(|file| wanted.models || file.path == "tables.rs");
        let doors = pointers.iter().map(|pointer| door(&outcome, &plan, name, pointer, wanted.models)).collect();
        Module { modern: is_modern(&outcome), files, doors }
    })
}

fn is_modern(outcome: &Outcome) -> bool {
    let root = outcome.sources.roots().first().and_then(|doc| outcome.sources.tree(*doc)).map(|tree| tree.root());
    let version = root.and_then(|root| root.get("openapi")?.as_str());
    version.is_some_and(|version| !version.starts_with("3.0"))
}

fn door(outcome: &Outcome, plan: &Plan<'_>, module: &str, pointer: &str, models: bool) -> Option<Door> {
    let id = schema(outcome, plan, pointer)?;
    let model = models.then(|| plan.items.iter().find(|item| item.schema == id && item.view == View::Read)).flatten();
    Some(Door { module: module.to_owned(), index: plan.table.index(id), model: model.map(|item| item.name.clone()) })
}

/// The schema at a pointer of the document. A reference there has no schema of its own in the table: its target has.
fn schema(outcome: &Outcome, plan: &Plan<'_>, pointer: &str) -> Option<SchemaId> {
    let root = *outcome.sources.roots().first()?;
    let mut pointer = pointer.trim_start_matches('#').to_owned();
    for _ in 0..16 {
        let here = |id: &SchemaId| {
            let origin = &plan.schemas[*id].origin;
            origin.location.doc == root && *origin.pointer == *pointer
        };
        if let Some(id) = plan.table.ids().find(here) {
            return Some(id);
        }
        let target = outcome.sources.tree(root)?.pointer(&pointer)?.get("$ref")?.as_str()?;
        pointer = decoded(target.strip_prefix('#')?);
    }
    None
}

/// Undoes percent encoding.
fn decoded(fragment: &str) -> String {
    let mut bytes = Vec::with_capacity(fragment.len());
    let mut rest = fragment.as_bytes();
    while let [first, tail @ ..] = rest {
        let code = (*first == b'%').then(|| tail.get(..2)).flatten().and_then(|code| std::str::from_utf8(code).ok());
        match code.and_then(|code| u8::from_str_radix(code, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = tail.get(2..).unwrap_or_default();
            }
            None => {
                bytes.push(*first);
                rest = tail;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
