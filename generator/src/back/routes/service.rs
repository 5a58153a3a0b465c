//! Service traits and the router.

use super::{request, response};
use crate::back::text::{Text, literal};
use crate::plan::Plan;
use crate::plan::routes::{Group, RouteOp, Routes};

/// The trait of a group.
pub fn service(plan: &Plan, routes: &Routes<'_>, group: &Group, out: &mut Text) {
    let about = if group.wire.is_empty() {
        "The operations of the API.".to_owned()
    } else {
        format!("The operations of `{}`.", group.wire.replace('`', "'"))
    };
    let operations = || group.operations.iter().filter_map(|at| routes.operations.get(*at));
    out.line("");
    out.docs([about.as_str(), "", "Every method answers 501 until it is implemented."]);
    // Operations are called what the document calls them, whatever Rust uses such names for.
    let odd = |name: &str| name == "new" || ["from_", "into_", "as_", "is_", "to_"].iter().any(|start| name.starts_with(start));
    if operations().any(|operation| odd(&operation.method)) {
        out.line("#[allow(clippy::wrong_self_convention, reason = \"methods are called as the operations are\")]");
    }
    out.open(format!("pub trait {}: Send + Sync + 'static {{", group.name));
    for (at, operation) in operations().enumerate() {
        if at > 0 {
            out.line("");
        }
        method(plan, routes, operation, out);
    }
    out.close("}");
}

fn method(plan: &Plan, routes: &Routes<'_>, operation: &RouteOp<'_>, out: &mut Text) {
    out.docs(&operation.docs);
    match operation.operation.docs.deprecated.as_deref() {
        None => {}
        Some("") => out.line("#[deprecated]"),
        Some(reason) => out.line(format!("#[deprecated(note = {})]", literal(reason))),
    }
    let (method, request, response) = (&operation.method, request::spelled(plan, operation), response::spelled(plan, operation));
    let (answer, body) = if routes.is_boxed() {
        (format!("http::Answer<'_, {response}>"), "http::unanswered(request)")
    } else {
        (format!("impl Future<Output = {response}> + Send"), "http::not_implemented(request)")
    };
    let arguments = ["&self".to_owned(), format!("request: {request}")];
    out.list(&format!("fn {method}("), &arguments, &format!(") -> {answer} {{"));
    out.indented(body);
    out.line("}");
}

/// The functions that make a router.
pub fn router(routes: &Routes<'_>, out: &mut Text) {
    let bounds = bounds(&routes.groups.iter().collect::<Vec<_>>());
    out.line("");
    out.docs(["A router that checks requests, hands them to the service and writes its responses."]);
    bounded(&format!("pub fn router<Service{}>(service: Service) -> http::Router", bounds.short), &bounds, out);
    out.indented("router_with(service, http::Options::default())");
    out.line("}");
    out.line("");
    out.docs(["A router with options of its own, such as the largest body it takes."]);
    bounded(
        &format!("pub fn router_with<Service{}>(service: Service, options: http::Options) -> http::Router", bounds.short),
        &bounds,
        out,
    );
    out.indented("http::router(&tables::API, options, service, dispatch::<Service>)");
    out.line("}");
}

/// What a service has to be: beside its name if that is short, in a `where` clause otherwise.
struct Bounds {
    short: String,
    long: Vec<String>,
}

fn bounds(groups: &[&Group]) -> Bounds {
    let names: Vec<String> = groups.iter().map(|group| group.name.clone()).collect();
    let joined = names.join(" + ");
    if joined.len() <= 40 {
        Bounds { short: format!(": {joined}"), long: Vec::new() }
    } else {
        Bounds { short: String::new(), long: names }
    }
}

fn bounded(signature: &str, bounds: &Bounds, out: &mut Text) {
    let Some((last, others)) = bounds.long.split_last() else { return out.line(format!("{signature} {{")) };
    out.line(signature);
    out.open("where");
    out.open("Service:");
    for name in others {
        out.line(format!("{name} +"));
    }
    out.line(format!("{last},"));
    out.dedent();
    out.close("{");
}

/// Hands the calls of some groups to the service.
pub fn dispatch(routes: &Routes<'_>, groups: &[&Group], visible: &str, out: &mut Text) {
    open_dispatch(groups, visible, out);
    for group in groups {
        for at in &group.operations {
            let Some(operation) = routes.operations.get(*at) else { continue };
            if operation.operation.docs.deprecated.is_some() {
                out.line("#[allow(deprecated)]");
            }
            let method = format!("{}::{}", group.name, operation.method);
            if routes.is_boxed() {
                out.line(format!("{at} => call.answer_by(service, {method}),"));
            } else {
                out.line(format!("{at} => call.answer_by(service, |service, request| Box::pin({method}(service, request))),"));
            }
        }
    }
    close_dispatch(out);
}

/// Hands the calls of all groups to the files of the groups.
pub fn dispatch_groups(routes: &Routes<'_>, out: &mut Text) {
    open_dispatch(&routes.groups.iter().collect::<Vec<_>>(), "", out);
    for group in &routes.groups {
        let ranges: Vec<String> = ranges(&group.operations)
            .iter()
            .map(|(first, last)| if first == last { first.to_string() } else { format!("{first}..={last}") })
            .collect();
        out.line(format!("{} => {}::dispatch(service, route, call),", ranges.join(" | "), group.file));
    }
    close_dispatch(out);
}

fn open_dispatch(groups: &[&Group], visible: &str, out: &mut Text) {
    let bounds = bounds(groups);
    let signature = format!(
        "{visible}fn dispatch<Service{}>(service: std::sync::Arc<Service>, route: usize, call: http::Call) -> http::Pending",
        bounds.short
    );
    out.line("");
    bounded(&signature, &bounds, out);
    out.indent();
    out.open("match route {");
}

fn close_dispatch(out: &mut Text) {
    out.line("_ => http::not_found(),");
    out.close("}");
    out.close("}");
}

/// Numbers that follow each other, as first and last.
fn ranges(numbers: &[usize]) -> Vec<(usize, usize)> {
    let mut ranges: Vec<(usize, usize)> = Vec::new();
    for number in numbers {
        match ranges.last_mut() {
            Some((_, last)) if *last + 1 == *number => *last = *number,
            _ => ranges.push((*number, *number)),
        }
    }
    ranges
}
