//! `routes.rs`, or `routes/`: a service trait per group, typed requests and responses, the router.

mod parts;
mod request;
mod response;
mod service;

use super::text::{self, Text};
use crate::plan::routes::{Group, RouteOp, Routes};
use crate::plan::{Part, Plan};

/// All routes as one file.
pub fn emit(plan: &Plan, routes: &Routes<'_>) -> String {
    let mut out = Text::new();
    for group in &routes.groups {
        service::service(plan, routes, group, &mut out);
    }
    for operation in &routes.operations {
        let (request, response) = (operation.owns_request, operation.owns_response);
        types(plan, routes, operation, (request, response), &mut out);
    }
    service::router(routes, &mut out);
    service::dispatch(routes, &routes.groups.iter().collect::<Vec<_>>(), "", &mut out);
    file("super", &[], &out.into_string())
}

/// The file that holds the others together: what they make public, and the router. `code` is that of the files by their names; none
/// for a folder.
pub fn emit_module(routes: &Routes<'_>, code: &[(&str, Option<&str>)]) -> String {
    let mut out = Text::new();
    for (name, _) in code {
        out.line(format!("mod {name};"));
    }
    out.line("");
    for (name, code) in code {
        match code {
            // Hundreds of glob imports cost rustc more than all other names together.
            Some(code) => text::offer(name, code, &mut out),
            None => out.line(format!("pub use {name}::*;")),
        }
    }
    service::router(routes, &mut out);
    service::dispatch_groups(routes, &mut out);
    file("super", &[], &out.into_string())
}

/// The file of one group; if its requests and responses have files of their own, without them.
pub fn emit_group(plan: &Plan, routes: &Routes<'_>, group: &Group) -> String {
    let mut out = Text::new();
    service::service(plan, routes, group, &mut out);
    if group.parts.is_empty() {
        types_of(plan, routes, &group.operations, false, &mut out);
    }
    service::dispatch(routes, &[group], "pub(super) ", &mut out);
    let operations = group.operations.iter().filter_map(|at| routes.operations.get(*at));
    let names = operations.flat_map(|operation| [operation.request.as_str(), operation.response.as_str()]);
    let mut shared: Vec<&str> = names.filter(|name| routes.is_common(name)).collect();
    shared.sort_unstable();
    shared.dedup();
    file("super::super", &shared, &(emit_folder(&group.parts) + &out.into_string()))
}

/// The file of a folder whose files hold all there is.
pub fn emit_folder(files: &[Part]) -> String {
    text::modules(files.iter().map(|part| part.name.as_str()), true)
}

/// The types that some operations are the first to have: those that groups share, or those that they do not. `module` is the way to the
/// module's own files.
pub fn emit_types(plan: &Plan, routes: &Routes<'_>, operations: &[usize], shared: bool, module: &str) -> String {
    let mut out = Text::new();
    types_of(plan, routes, operations, shared, &mut out);
    file(module, &[], &out.into_string())
}

fn types_of(plan: &Plan, routes: &Routes<'_>, operations: &[usize], shared: bool, out: &mut Text) {
    for operation in operations.iter().filter_map(|at| routes.operations.get(*at)) {
        let (request, response) = routes.owned(operation, shared);
        types(plan, routes, operation, (request.is_some(), response.is_some()), out);
    }
}

fn types(plan: &Plan, routes: &Routes<'_>, operation: &RouteOp<'_>, (request, response): (bool, bool), out: &mut Text) {
    if request {
        request::request(plan, routes, operation, out);
    }
    if response {
        response::response(plan, routes, operation, out);
    }
}

/// A file with its `use` lines. `module` is the way to the module's own files.
fn file(module: &str, shared: &[&str], code: &str) -> String {
    let runtime = [("Maybe", "Maybe<"), ("http", "http::"), ("json", "json::"), ("text", "text::")];
    text::with_uses(&[(module, &[("models", "models::"), ("tables", "tables::")])], shared, &[("wiretype_runtime", &runtime)], code)
}
