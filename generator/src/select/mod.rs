//! Select: an API and selectors come in, the part of the API that they choose goes out.
//!
//! Operations and declared types are chosen by selectors (`selector`); what they reach stays with them (`reach`), and
//! everything else goes (`cut`).

mod cut;
mod glob;
mod reach;
mod said;
mod selector;
mod service;

use std::collections::BTreeSet;

use crate::diag::{self, Diags};
use crate::ir::{Api, Operation, OperationKind, SchemaId};
use crate::source::Written;

use reach::Reach;
pub use selector::Selector;

/// What a user may choose.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// What stays; empty: everything.
    pub include: Vec<Written>,
    /// What goes of that.
    pub exclude: Vec<Written>,
}

/// Selectors that were understood.
#[derive(Clone, Debug, Default)]
pub struct Selection {
    include: Vec<Selector>,
    exclude: Vec<Selector>,
}

/// Understands selectors; those that make no sense are reported.
pub fn selection(options: &Options, diags: &mut Diags) -> Selection {
    let mut read = |list: &[Written]| list.iter().filter_map(|written| selector::parse(written, diags)).collect();
    Selection { include: read(&options.include), exclude: read(&options.exclude) }
}

/// The chosen part of an API. A selector that matches nothing is reported.
pub fn select(api: Api, selection: &Selection, diags: &mut Diags) -> Api {
    let Selection { include, exclude } = selection;
    if include.is_empty() && exclude.is_empty() {
        return api;
    }
    for selector in include.iter().chain(exclude).filter(|selector| !selector.matches_any(&api)) {
        let (noun, pattern, known) = selector.subject(&api);
        diags.push(diag::selector_without_match(selector.written(), (noun, pattern), known.iter().map(String::as_str)));
    }
    let excluded = types(&api, exclude);
    let operations = operations(&api, include, exclude);
    let mut reach = Reach::new(&api.schemas, &excluded);
    for operation in api.operations.iter().zip(&operations).filter(|(_, kept)| **kept).map(|(operation, _)| operation) {
        reach.operation(operation);
    }
    let declared = if include.is_empty() { unused(&api, &excluded) } else { types(&api, include) };
    declared.difference(&excluded).for_each(|id| reach.value(*id));
    let reached = reach.finish();
    for (root, left_out, all) in reached.trimmed(&api) {
        let root = &api.schemas[root];
        let name = root.name.as_ref().map_or("this schema", |name| &name.name);
        diags.push(diag::derived_types_left_out(name, root.origin.location, left_out, all));
    }
    said::forget_cut(&api, &operations, &reached, &excluded, diags);
    let mut part = cut::cut(api, &operations, &reached, &excluded);
    service::cut(&mut part);
    part
}

/// The declared types that selectors choose.
fn types(api: &Api, selectors: &[Selector]) -> BTreeSet<SchemaId> {
    let chosen = |id: &SchemaId| selectors.iter().any(|selector| selector.chooses_type(&api.schemas[*id]));
    api.named.iter().copied().filter(chosen).collect()
}

/// For each operation whether it stays. Callbacks stay with the operations that cause them.
fn operations(api: &Api, include: &[Selector], exclude: &[Selector]) -> Vec<bool> {
    let any = |selectors: &[Selector], operation: &Operation| selectors.iter().any(|selector| selector.chooses(operation));
    let chosen = |operation: &Operation| include.is_empty() || any(include, operation);
    let mut kept: Vec<bool> = api.operations.iter().map(|operation| chosen(operation) && !any(exclude, operation)).collect();
    let mut changed = true;
    while changed {
        changed = false;
        let causes = api.operations.iter().zip(&kept).filter(|(_, kept)| **kept).flat_map(|(operation, _)| &operation.callbacks);
        let causes: Vec<_> = causes.map(|origin| (origin.location.doc, format!("{}/", origin.pointer))).collect();
        for (operation, kept) in api.operations.iter().zip(&mut kept) {
            let callback = matches!(operation.kind, OperationKind::Callback(_)) && !*kept && !any(exclude, operation);
            let here = (operation.origin.location.doc, &operation.origin.pointer);
            if callback && causes.iter().any(|(doc, pointer)| *doc == here.0 && here.1.starts_with(pointer.as_str())) {
                (*kept, changed) = (true, true);
            }
        }
    }
    kept
}

/// The declared types that no operation uses: they stay when it was not said what stays.
fn unused(api: &Api, excluded: &BTreeSet<SchemaId>) -> BTreeSet<SchemaId> {
    let mut reach = Reach::new(&api.schemas, excluded);
    api.operations.iter().for_each(|operation| reach.operation(operation));
    let used = reach.finish();
    api.named.iter().copied().filter(|id| !used.has(*id)).collect()
}
