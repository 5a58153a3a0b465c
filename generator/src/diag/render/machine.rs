//! Messages for programs: JSON lines and GitHub workflow commands.

use std::fmt::Write as _;

use super::visible::{is_hidden, visible};
use super::{Place, SourceText};
use crate::diag::{Diagnostic, Label, Severity};

/// One message as a JSON object on one line.
pub(super) fn json(diagnostic: &Diagnostic, sources: &dyn SourceText) -> String {
    let mut members = vec![
        member("code", &quoted(diagnostic.code.id)),
        member("severity", &quoted(diagnostic.code.severity.name())),
        member("message", &quoted(&diagnostic.message)),
    ];
    match &diagnostic.primary {
        Some(label) => members.extend(label_members(label, sources)),
        None => members.extend(["file", "line", "column", "end_line", "end_column", "label"].map(|name| member(name, "null"))),
    }
    let labels = diagnostic.secondary.iter().map(|label| object(&label_members(label, sources)));
    members.push(member("labels", &format!("[{}]", labels.collect::<Vec<_>>().join(","))));
    members.push(member("help", &diagnostic.help.as_deref().map_or("null".to_owned(), quoted)));
    object(&members)
}

fn label_members(label: &Label, sources: &dyn SourceText) -> [String; 6] {
    let place = Place::of(label.location, sources);
    [
        member("file", &quoted(place.path)),
        member("line", &place.line.to_string()),
        member("column", &place.column.to_string()),
        member("end_line", &place.end_line.to_string()),
        member("end_column", &place.end_column.to_string()),
        member("label", &quoted(&label.text)),
    ]
}

fn member(name: &str, json: &str) -> String {
    format!("\"{name}\":{json}")
}

fn object(members: &[String]) -> String {
    format!("{{{}}}", members.join(","))
}

/// A JSON string; hidden characters are escaped, so that showing the line does no harm.
fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if is_hidden(c) => {
                for unit in c.encode_utf16(&mut [0; 2]) {
                    // Writing to a string cannot fail.
                    let _ = write!(out, "\\u{unit:04x}");
                }
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// One message as a workflow command.
pub(super) fn github(diagnostic: &Diagnostic, sources: &dyn SourceText) -> String {
    let command = match diagnostic.code.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Limitation => "notice",
    };
    let mut properties = Vec::new();
    if let Some(label) = &diagnostic.primary {
        let place = Place::of(label.location, sources);
        properties.push(format!("file={}", property(place.path)));
        properties.push(format!("line={},col={}", place.line, place.column));
        // GitHub refuses an end column when the range has several lines.
        if place.end_line == place.line {
            properties.push(format!("endLine={},endColumn={}", place.end_line, place.end_column));
        } else {
            properties.push(format!("endLine={}", place.end_line));
        }
    }
    properties.push(format!("title={}", property(diagnostic.code.id)));
    let help = diagnostic.help.as_deref().map_or(String::new(), |help| format!("%0Ahelp: {}", data(help)));
    format!("::{command} {}::{}{help}", properties.join(","), data(&diagnostic.message))
}

/// The text of a command.
fn data(text: &str) -> String {
    visible(text).replace('%', "%25")
}

/// A value between commas.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
