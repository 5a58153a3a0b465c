//! `routes.rs`, or `routes/`: a service trait per group, typed requests and responses, the router.

mod parts;
mod request;
mod response;
mod service;

use super::text::{self, Text};
use crate::plan::Plan;
use crate::plan::routes::{Group, RouteOp, Routes};

/// All routes as one file.
pub fn emit(plan: &Plan, routes: &Routes<'_>) -> String {
    let mut out = Text::new();
    for group in &routes.groups {
        service::service(plan, routes, group, &mut out);
    }
    for operation in &routes.operations {
        types(plan, routes, operation, &mut out, |_| true);
    }
    service::router(routes, &mut out);
    service::dispatch(routes, &routes.groups.iter().collect::<Vec<_>>(), "", &mut out);
    file("super", &[], &out.into_string())
}

/// What the files of all groups have in common: the types that several groups share, and the router. `made` is the code of the
/// groups, whose public items are offered here by name: hundreds of glob imports cost rustc more than all other names together.
pub fn emit_common(plan: &Plan, routes: &Routes<'_>, made: &[String]) -> String {
    let mut out = Text::new();
    for group in &routes.groups {
        out.line(format!("mod {};", group.file));
    }
    out.line("");
    for (group, code) in routes.groups.iter().zip(made) {
        text::offer(&group.file, code, &mut out);
    }
    for operation in &routes.operations {
        types(plan, routes, operation, &mut out, |name| routes.is_common(name));
    }
    service::router(routes, &mut out);
    service::dispatch_groups(routes, &mut out);
    file("super", &[], &out.into_string())
}

/// The file of one group.
pub fn emit_group(plan: &Plan, routes: &Routes<'_>, group: &Group) -> String {
    let mut out = Text::new();
    service::service(plan, routes, group, &mut out);
    let operations = || group.operations.iter().filter_map(|at| routes.operations.get(*at));
    for operation in operations() {
        types(plan, routes, operation, &mut out, |name| !routes.is_common(name));
    }
    service::dispatch(routes, &[group], "pub(super) ", &mut out);
    let names = operations().flat_map(|operation| [operation.request.as_str(), operation.response.as_str()]);
    let mut shared: Vec<&str> = names.filter(|name| routes.is_common(name)).collect();
    shared.sort_unstable();
    shared.dedup();
    file("super::super", &shared, &out.into_string())
}

/// The types that an operation is the first to have, if they are wanted.
fn types(plan: &Plan, routes: &Routes<'_>, operation: &RouteOp<'_>, out: &mut Text, wanted: impl Fn(&str) -> bool) {
    if operation.owns_request && wanted(&operation.request) {
        request::request(plan, routes, operation, out);
    }
    if operation.owns_response && wanted(&operation.response) {
        response::response(plan, routes, operation, out);
    }
}

/// A file with its `use` lines. `module` is the way to the module's own files.
fn file(module: &str, shared: &[&str], code: &str) -> String {
    let runtime = [("Maybe", "Maybe<"), ("http", "http::"), ("json", "json::"), ("text", "text::")];
    text::with_uses(&[(module, &[("models", "models::"), ("tables", "tables::")])], shared, &[("wiretype_runtime", &runtime)], code)
}
