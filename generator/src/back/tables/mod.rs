//! `tables.rs`: schemas and routes as static data, written as text: thousands of rows of one shape need no syntax tree.

mod options;
mod routes;
mod schemas;

use std::fmt::Write;

use crate::plan::Plan;

/// The text of `tables.rs`.
pub fn emit(plan: &Plan) -> String {
    let mut out = String::from("//! Schemas and routes as data, for `wiretype_runtime` to walk.\n\n");
    if plan.validation.is_some() {
        out.push_str("use std::borrow::Cow;\n");
    }
    if plan.routes.is_some() {
        out.push_str("use wiretype_runtime::http;\n");
    }
    out.push_str("use wiretype_runtime::schema::*;\n");
    if plan.validation.is_some() {
        out.push_str("use wiretype_runtime::validate;\n");
    }
    out.push('\n');
    schemas::emit(plan, &mut out);
    if let Some(validation) = plan.validation {
        options::emit(validation, &mut out);
    }
    if let Some(routes) = &plan.routes {
        routes::emit(plan, routes, &mut out);
    }
    out
}

/// A struct expression that leaves out what its default says.
struct Row {
    name: &'static str,
    /// How many fields the struct has, and how many are written.
    total: usize,
    count: usize,
    fields: String,
}

impl Row {
    fn new(name: &'static str, total: usize) -> Self {
        Self { name, total, count: 0, fields: String::new() }
    }

    fn set(&mut self, field: &str, value: &str) {
        self.count += 1;
        let _ = write!(self.fields, "{field}: {value}, ");
    }

    fn optional<T: std::fmt::Display>(&mut self, field: &str, value: Option<T>) {
        if let Some(value) = value {
            self.set(field, &format!("Some({value})"));
        }
    }

    fn part(&mut self, field: &str, part: Row) {
        if !part.fields.is_empty() {
            self.set(field, &format!("Some(&{})", part.finish("NONE")));
        }
    }

    fn finish(self, default: &str) -> String {
        if self.fields.is_empty() {
            return format!("{}::{default}", self.name);
        }
        if self.count == self.total {
            return format!("{} {{ {} }}", self.name, self.fields.trim_end_matches(", "));
        }
        format!("{} {{ {}..{}::{default} }}", self.name, self.fields, self.name)
    }
}

fn list<'t, T: 't>(items: impl Iterator<Item = &'t T>, mut show: impl FnMut(&'t T) -> String) -> String {
    let shown: Vec<String> = items.map(&mut show).collect();
    format!("&[{}]", shown.join(", "))
}
