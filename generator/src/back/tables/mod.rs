//! `tables.rs`: schemas and routes as data. They are text that the runtime decodes on first use, a JSON value per line: thousands of
//! rows cost the compiler nothing, and people see in a line what has changed.

mod options;
mod routes;
mod schemas;
mod text;

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
    out.push_str("use wiretype_runtime::schema::{SchemaRef, Table};\n");
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
