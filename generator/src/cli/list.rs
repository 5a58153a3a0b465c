//! `wiretype list`: a schema comes in, a table of its operations and types goes out.

use std::fmt::Write;

use wiretype::inspect;
use wiretype::ir::{Api, OperationKind, Schema, TypeName, Types};

use super::args;
use super::progress::Progress;
use super::report::{Exit, Reporter, out};

/// Lists an API.
pub fn run(args: &args::Inspect, reporter: &Reporter) -> Exit {
    let task = args.task();
    let progress = Progress::start();
    let outcome = inspect(&task, &|stage| progress.stage(&task.plan.source, stage));
    drop(progress);
    let exit = reporter.print(&outcome.diags, &outcome.sources);
    if let Some(checked) = &outcome.checked {
        out(&listing(checked.api()));
    }
    exit
}

/// `3 operations, 1 type`
pub fn summary(api: &Api) -> String {
    format!("{}, {}", count(api.operations.len(), "operation"), count(api.named.len(), "type"))
}

/// A number with its noun.
pub fn count(number: usize, noun: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{number} {noun}{plural}")
}

fn listing(api: &Api) -> String {
    let mut text = format!("{} {}: {}\n", api.title, api.version, summary(api));
    let operations = api.operations.iter().map(|operation| {
        let path = match &operation.kind {
            OperationKind::Route => operation.path.to_string(),
            OperationKind::Webhook(name) => format!("webhook {name}"),
            OperationKind::Callback(name) => format!("callback {name} {}", operation.path),
        };
        let id = operation.id.clone().unwrap_or_else(|| "-".into());
        [operation.method.0.clone(), id, operation.group.clone(), path]
    });
    table(&mut text, "operations", &operations.collect::<Vec<_>>());
    let types = api.named.iter().map(|id| &api.schemas[*id]).map(|schema| [name(schema), kind(schema)]);
    table(&mut text, "types", &types.collect::<Vec<_>>());
    text
}

/// Columns under a title; the last is not padded.
fn table<const N: usize>(text: &mut String, title: &str, rows: &[[String; N]]) {
    if rows.is_empty() {
        return;
    }
    let _ = writeln!(text, "\n{title}");
    let widths: [usize; N] = std::array::from_fn(|column| {
        rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.chars().count()).max().unwrap_or(0)
    });
    for row in rows {
        let cells = row.iter().zip(widths).map(|(cell, width)| format!("  {cell:<width$}"));
        let _ = writeln!(text, "{}", cells.collect::<String>().trim_end());
    }
}

fn name(schema: &Schema) -> String {
    schema.name.as_ref().map_or_else(|| "-".into(), TypeName::qualified)
}

/// What a type is, and how large.
fn kind(schema: &Schema) -> String {
    if let Some(values) = &schema.values {
        let open = if values.open { "open enumeration" } else { "enumeration" };
        return format!("{open}, {}", count(values.members.len(), "value"));
    }
    let (one_of, any_of) = (schema.one_of.len(), schema.any_of.len());
    if one_of + any_of > 0 {
        return format!("union, {}", count(one_of + any_of, "variant"));
    }
    let fields = schema.object.properties.len();
    if fields > 0 || schema.types.without(Types::NULL) == Types::OBJECT {
        let parts = if schema.all_of.is_empty() { "" } else { " and those of its parts" };
        return format!("object, {}{parts}", count(fields, "field"));
    }
    if !schema.all_of.is_empty() {
        return format!("composition, {}", count(schema.all_of.len(), "part"));
    }
    match schema.types.without(Types::NULL) {
        Types::ARRAY => "array".into(),
        Types::STRING => "string".into(),
        Types::INTEGER => "integer".into(),
        Types::NUMBER => "number".into(),
        Types::BOOLEAN => "boolean".into(),
        Types::NONE => "null".into(),
        _ if schema.refer.is_some() => "another name".into(),
        _ => "any value".into(),
    }
}
