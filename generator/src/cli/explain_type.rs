//! `wiretype explain-type`: a name and schemas come in; why the type is generated, as what, and who uses it go out.

use std::collections::BTreeSet;
use std::fmt::Write;

use wiretype::input::Sources;
use wiretype::ir::{Api, SchemaId, View};
use wiretype::plan::repr::{Item, ItemKind};
use wiretype::plan::{self, Plan};
use wiretype::trace::{self, Step};
use wiretype::{diag, inspect};

use super::args;
use super::coverage::place;
use super::list::count;
use super::progress::Progress;
use super::report::{Exit, Reporter, out};

/// How many users are listed.
const SHOWN: usize = 40;

/// Explains every type of that name.
pub fn run(name: &str, args: &args::Inspect, reporter: &Reporter) -> Exit {
    let task = args.task();
    let progress = Progress::start();
    let outcome = inspect(&task, &|stage| progress.stage(&task.plan.source, stage));
    drop(progress);
    let exit = reporter.print_briefly(&outcome.diags, &outcome.sources);
    let Some(checked) = &outcome.checked else { return exit };
    let (api, plan) = (checked.api(), plan::plan(checked, &task.plan));
    let mut found = trace::find(api, name);
    if found.is_empty() {
        // The name of generated code is a name too.
        let items = plan.items.iter().filter(|item| item.name == name).map(|item| item.schema);
        found = items.collect::<BTreeSet<_>>().into_iter().collect();
    }
    if found.is_empty() {
        let known: BTreeSet<String> = api.named.iter().flat_map(|id| trace::names(&api.schemas[*id])).collect();
        return exit.max(reporter.print_one(diag::unknown_type(name, known.iter().map(String::as_str))));
    }
    let texts: Vec<String> = found.iter().map(|id| explained(api, &plan, *id, &outcome.sources)).collect();
    out(&texts.join("\n"));
    exit
}

fn explained(api: &Api, plan: &Plan<'_>, id: SchemaId, sources: &Sources) -> String {
    let schema = &api.schemas[id];
    let name = trace::type_name(schema).unwrap_or_else(|| schema.origin.pointer.to_string());
    let (path, line, column) = place(schema.origin.location, sources);
    let mut text = format!("{name}, {path}:{line}:{column}\n\nwhy it is generated\n");
    match trace::chain(api, id) {
        Some(chain) => {
            let _ = writeln!(text, "  {}", trace::operation_name(chain.operation));
            text.extend(chain.steps.iter().map(step_line));
        }
        None => text.push_str("  no operation reaches it; it is declared, or chosen by `--include`\n"),
    }
    text.push_str("\nwhat it becomes\n");
    text.extend(plan.items.iter().filter(|item| item.schema == id).map(rust));
    let users = trace::users(api, id);
    text.push_str("\nwho uses it\n");
    for (user, way) in users.iter().take(SHOWN) {
        let _ = writeln!(text, "  {user}: {}", way.join(", "));
    }
    match users.len().saturating_sub(SHOWN) {
        0 if users.is_empty() => text.push_str("  nobody\n"),
        0 => {}
        more => {
            let _ = writeln!(text, "  and {more} more");
        }
    }
    text
}

fn step_line(step: &Step) -> String {
    match &step.type_name {
        Some(name) => format!("    {}: {name}\n", step.text),
        None => format!("    {}\n", step.text),
    }
}

fn rust(item: &Item) -> String {
    let what = match &item.kind {
        ItemKind::Struct(body) => format!("struct {}, {}", item.name, count(body.fields.len(), "field")),
        ItemKind::Enum(body) => format!("enum {}, {}", item.name, count(body.variants.len(), "value")),
        ItemKind::Union(body) => format!("enum {}, {}", item.name, count(body.variants.len(), "alternative")),
        ItemKind::Tagged(body) => format!("enum {}, {}", item.name, count(body.variants.len(), "tagged alternative")),
        ItemKind::Alias(_) => format!("type {}", item.name),
    };
    let view = match item.view {
        View::Read => "",
        View::Create => ", for requests",
        View::Update => ", for requests that update",
    };
    format!("  {what}{view}\n")
}
