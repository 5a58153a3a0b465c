//! Render: a plan comes in, the text of a module's files goes out.
//!
//! Items that are tokens are printed one at a time: a syntax tree of a whole file would cost several times the memory and time.

mod routes;

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use rayon::prelude::*;

use crate::back;
use crate::back::text::{self, Offered};
use crate::plan::repr::{Item, Repr};
use crate::plan::{Part, Plan};

/// A file of a generated module.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Path inside the module's folder, such as `models.rs`; the module's own file is `mod.rs`.
    pub path: String,
    /// Its text, without the header that says who made it.
    pub text: String,
}

/// One way to make files of a plan.
type Job = fn(&Plan<'_>) -> Vec<File>;

const JOBS: [Job; 7] = [
    |plan| vec![file("mod.rs", module(plan))],
    |plan| spread(plan, &MODELS),
    |plan| spread(plan, &CODEC),
    |plan| spread(plan, &VALIDATORS),
    |plan| vec![file("tables.rs", back::tables::emit(plan))],
    |plan| plan.service.map(|service| file("service.rs", back::service::emit(service))).into_iter().collect(),
    routes::files,
];

/// The files of a module, in the order of their paths.
pub fn render(plan: &Plan) -> Vec<File> {
    let mut files: Vec<File> = JOBS.par_iter().flat_map(|job| job(plan)).collect();
    files.sort_by(|one, other| one.path.cmp(&other.path));
    files
}

fn file(path: &str, text: String) -> File {
    File { path: path.to_owned(), text }
}

fn module(plan: &Plan) -> String {
    let mut out = String::new();
    for line in back::module::docs(plan) {
        out.push_str(format!("//! {line}").trim_end());
        out.push('\n');
    }
    out.push('\n');
    for item in back::module::emit(plan) {
        out.push_str(&item_text(&item));
    }
    out
}

/// A file about models, or a folder with a file for each part of them.
struct Kind {
    name: &'static str,
    doc: &'static str,
    /// The code for the items at some positions.
    emit: fn(&Plan<'_>, &[usize]) -> String,
    /// What the code may name of the module, below its root, and of the runtime.
    own: &'static Offered<'static>,
    runtime: &'static Offered<'static>,
    /// Whether the parts see each other's types and are seen as one.
    open: bool,
}

const MODELS: Kind = Kind {
    name: "models",
    doc: "Models.",
    emit: |plan, at| items(at.iter().filter_map(|at| plan.items.get(*at)).map(|item| back::models::emit(plan, item))),
    own: &[],
    runtime: &[("wiretype_runtime", &[("Maybe", "Maybe<"), ("json", "json::"), ("text", "text::")])],
    open: true,
};

const CODEC: Kind = Kind {
    name: "codec",
    doc: "Which member is which field: how models are read, written, shown and compared.",
    emit: |plan, at| back::codec::emit(plan, at.iter().filter_map(|at| plan.items.get(*at))),
    own: &[("", &[("models", "models::"), ("tables", "tables::")])],
    runtime: &[(
        "wiretype_runtime",
        &[("choice", "choice!"), ("object", "object!"), ("one_of", "one_of!"), ("set_of", "set_of!"), ("tagged", "tagged!")],
    )],
    open: false,
};

const VALIDATORS: Kind = Kind {
    name: "validators",
    doc: "What must hold beyond types.",
    emit: |plan, at| items(at.iter().filter_map(|at| back::validators::emit(plan, *at))),
    own: &[("", &[("models", "models::"), ("tables", "tables::")]), ("::tables", &[("patterns", "patterns::")])],
    runtime: &[("wiretype_runtime::validate", &[("Validate", "Validate"), ("Validator", "Validator")])],
    open: false,
};

fn spread(plan: &Plan, kind: &Kind) -> Vec<File> {
    if plan.parts.is_empty() {
        let all: Vec<usize> = (0..plan.items.len()).collect();
        return vec![file(&format!("{}.rs", kind.name), whole(kind, "super", &[], &(kind.emit)(plan, &all)))];
    }
    let made = plan.parts.par_iter().map(|part| {
        let code = (kind.emit)(plan, &part.items);
        let others = if kind.open { others(plan, part) } else { Vec::new() };
        file(&format!("{}/{}.rs", kind.name, part.name), whole(kind, "super::super", &others, &code))
    });
    let mut files: Vec<File> = made.collect();
    files.push(file(&format!("{}/mod.rs", kind.name), folder(plan, kind)));
    files
}

/// The file of a folder: its parts.
fn folder(plan: &Plan, kind: &Kind) -> String {
    let names = plan.parts.iter().map(|part| part.name.as_str());
    format!("//! {}\n\n{}", kind.doc, text::modules(names, kind.open))
}

/// The types of other parts that a part's types are made of.
fn others<'p>(plan: &'p Plan, part: &Part) -> Vec<&'p str> {
    let own: BTreeSet<usize> = part.items.iter().copied().collect();
    let reprs = part.items.iter().filter_map(|at| plan.items.get(*at)).flat_map(Item::parts);
    let named = reprs.filter_map(Repr::item).filter(|ix| !own.contains(&(ix.0 as usize)));
    let names: BTreeSet<&str> = named.map(|ix| plan.item(ix).name.as_str()).collect();
    names.into_iter().collect()
}

/// A file with its `use` lines. `module` is the way to the module's own files.
fn whole(kind: &Kind, module: &str, others: &[&str], code: &str) -> String {
    let roots: Vec<String> = kind.own.iter().map(|(below, _)| format!("{module}{below}")).collect();
    let own: Vec<_> = roots.iter().zip(kind.own).map(|(root, (_, things))| (root.as_str(), *things)).collect();
    let code = text::with_uses(&own, others, kind.runtime, code);
    let separate = if code.is_empty() { "" } else { "\n" };
    format!("//! {}\n{separate}{code}", kind.doc)
}

/// Items one after the other, a blank line before each.
fn items(tokens: impl Iterator<Item = TokenStream>) -> String {
    let mut out = String::new();
    for item in tokens {
        out.push('\n');
        out.push_str(&item_text(&item));
    }
    out
}

/// One item, formatted. Emitters make whole items, so parsing succeeds; if one did not, its tokens are still shown to rustc.
fn item_text(tokens: &TokenStream) -> String {
    match syn::parse2::<syn::File>(tokens.clone()) {
        Ok(file) => separate(&prettyplease::unparse(&file)),
        Err(_) => format!("{tokens}\n"),
    }
}

/// A blank line between the items of one text, and between the methods of an `impl`.
fn separate(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.lines() {
        let method = out.ends_with("\n    }\n") && line.starts_with("    ") && !line.starts_with("     ") && line != "    }";
        let first_method = out.ends_with(";\n") && line.starts_with("    fn ");
        if method || first_method {
            out.push('\n');
        }
        out.push_str(line);
        out.push('\n');
    }
    out
}
