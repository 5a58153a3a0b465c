//! A JSON value comes in, YAML in block style goes out. Every string that could be read as something else is in quotes.

use wiretype_runtime::json::{Value, to_string};

use super::json::text;

/// The text of a value, two spaces a level.
pub(in super::super) fn print(value: &Value) -> String {
    let mut out = String::new();
    match value {
        Value::Array(items) if !items.is_empty() => sequence(&mut out, items, 0),
        Value::Object(members) if !members.is_empty() => mapping(&mut out, value, 0, false),
        plain => {
            out.push_str(&scalar(plain));
            out.push('\n');
        }
    }
    out
}

fn mapping(out: &mut String, value: &Value, depth: usize, in_line: bool) {
    let members = value.as_object().into_iter().flatten();
    for (index, (name, member)) in members.enumerate() {
        if index > 0 || !in_line {
            indent(out, depth);
        }
        out.push_str(&string(name));
        out.push(':');
        below(out, member, depth);
    }
}

/// What follows a name: on the same line, or below it.
fn below(out: &mut String, value: &Value, depth: usize) {
    match value {
        Value::Array(items) if !items.is_empty() => {
            out.push('\n');
            sequence(out, items, depth + 1);
        }
        Value::Object(members) if !members.is_empty() => {
            out.push('\n');
            mapping(out, value, depth + 1, false);
        }
        plain => {
            out.push(' ');
            out.push_str(&scalar(plain));
            out.push('\n');
        }
    }
}

fn sequence(out: &mut String, items: &[Value], depth: usize) {
    for item in items {
        indent(out, depth);
        out.push('-');
        match item {
            Value::Object(members) if !members.is_empty() => {
                out.push(' ');
                mapping(out, item, depth + 1, true);
            }
            other => below(out, other, depth),
        }
    }
}

fn indent(out: &mut String, depth: usize) {
    out.extend(std::iter::repeat_n("  ", depth));
}

fn scalar(value: &Value) -> String {
    if let Value::String(value) = value { string(value) } else { to_string(value) }
}

/// A string as it is, or in quotes.
fn string(value: &str) -> String {
    let first = value.chars().next().unwrap_or(' ');
    let plain = (first.is_ascii_alphabetic() || matches!(first, '/' | '_' | '$'))
        && value.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.' | '/' | '$' | '(' | ')' | ' ' | '\''))
        && !value.ends_with(' ');
    if plain && !is_word(value) { value.to_owned() } else { text(value) }
}

/// A text that some reader of YAML takes for something else than text.
fn is_word(value: &str) -> bool {
    const WORDS: [&str; 10] = ["null", "true", "false", "yes", "no", "on", "off", "y", "n", "inf"];
    WORDS.iter().any(|word| value.eq_ignore_ascii_case(word))
}
