//! A JSON value comes in, indented text goes out.

use wiretype_runtime::json::{Value, to_string};

/// The text of a value, two spaces a level, with a line break at the end.
pub(in super::super) fn print(value: &Value) -> String {
    let mut out = String::new();
    write(&mut out, value, 0);
    out.push('\n');
    out
}

fn write(out: &mut String, value: &Value, depth: usize) {
    match value {
        Value::Array(items) if !items.is_empty() => {
            out.push('[');
            for (index, item) in items.iter().enumerate() {
                line(out, index, depth + 1);
                write(out, item, depth + 1);
            }
            end(out, depth, ']');
        }
        Value::Object(members) if !members.is_empty() => {
            out.push('{');
            for (index, (name, member)) in members.iter().enumerate() {
                line(out, index, depth + 1);
                out.push_str(&text(name));
                out.push_str(": ");
                write(out, member, depth + 1);
            }
            end(out, depth, '}');
        }
        plain => out.push_str(&to_string(plain)),
    }
}

fn line(out: &mut String, index: usize, depth: usize) {
    out.push_str(if index == 0 { "\n" } else { ",\n" });
    out.extend(std::iter::repeat_n("  ", depth));
}

fn end(out: &mut String, depth: usize, bracket: char) {
    out.push('\n');
    out.extend(std::iter::repeat_n("  ", depth));
    out.push(bracket);
}

/// A string in quotes.
pub(in super::super) fn text(value: &str) -> String {
    to_string(&Value::String(value.to_owned()))
}
