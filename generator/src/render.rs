//! Render: tokens of a module come in, the text of its files goes out.
//!
//! Items are printed one at a time: a syntax tree of a whole file would cost several times the memory and time.

use proc_macro2::TokenStream;
use rayon::prelude::*;

use crate::back;
use crate::plan::Plan;

/// A file of a generated module.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Path inside the module's folder, such as `models.rs`; the module's own file is `mod.rs`.
    pub path: String,
    /// Its text, without the header that says who made it.
    pub text: String,
}

/// One way to make a file of a plan.
type Job = (&'static str, fn(&Plan<'_>) -> Option<String>);

const JOBS: [Job; 7] = [
    ("mod.rs", |plan| Some(module(plan))),
    ("models.rs", |plan| Some(text("Models.", &back::models::uses(plan), &back::models::emit(plan)))),
    ("codec.rs", |plan| {
        Some(text("How models are read from JSON and written to it.", &back::codec::uses(plan), &back::codec::emit(plan)))
    }),
    ("validators.rs", |plan| {
        Some(text("What must hold beyond types.", &back::validators::uses(plan), &back::validators::emit(plan)))
    }),
    ("tables.rs", |plan| Some(back::tables::emit(plan))),
    ("service.rs", |plan| plan.service.map(back::service::emit)),
    ("routes.rs", |plan| {
        let routes = plan.routes.as_ref()?;
        let doc = "Requests, responses, service traits and the router.";
        Some(text(doc, &back::routes::uses(plan, routes), &back::routes::emit(plan, routes)))
    }),
];

/// The files of a module, in the order of their paths.
pub fn render(plan: &Plan<'_>) -> Vec<File> {
    let made = JOBS.par_iter().map(|(path, job)| job(plan).map(|text| File { path: (*path).to_owned(), text }));
    let mut files: Vec<File> = made.collect::<Vec<_>>().into_iter().flatten().collect();
    files.sort_by(|one, other| one.path.cmp(&other.path));
    files
}

fn module(plan: &Plan<'_>) -> String {
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

fn text(doc: &str, uses: &[TokenStream], items: &[TokenStream]) -> String {
    let mut out = format!("//! {doc}\n");
    if items.is_empty() {
        return out;
    }
    if !uses.is_empty() {
        out.push('\n');
    }
    for line in uses {
        out.push_str(&item_text(line));
    }
    for item in items {
        out.push('\n');
        out.push_str(&item_text(item));
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

/// A blank line between the items of one text, and between the methods of a trait or an `impl`.
fn separate(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.lines() {
        let item = line.starts_with("impl") && !out.is_empty();
        let method = out.ends_with("\n    }\n") && line.starts_with("    ") && !line.starts_with("     ") && line != "    }";
        let first_method = out.ends_with(";\n") && line.starts_with("    fn ");
        if item || method || first_method {
            out.push('\n');
        }
        out.push_str(line);
        out.push('\n');
    }
    out
}
