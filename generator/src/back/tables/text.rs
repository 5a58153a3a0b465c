//! The text of tables: facts come in; JSON that leaves out what is not said, and the literals that carry it, go out.

use std::collections::BTreeMap;
use std::fmt::{Display, Write};

use crate::ir::Json;

/// A JSON object on one line.
#[derive(Default)]
pub struct Line(String);

impl Line {
    /// Adds a member by the JSON of its value.
    pub fn set(&mut self, key: &str, json: impl Display) {
        let comma = if self.0.is_empty() { "" } else { "," };
        let _ = write!(self.0, "{comma}{}:{json}", quoted(key));
    }

    /// Adds a member if there is a value.
    pub fn optional<T: Display>(&mut self, key: &str, json: Option<T>) {
        if let Some(json) = json {
            self.set(key, json);
        }
    }

    /// Adds a member if it is true.
    pub fn flag(&mut self, key: &str, flag: bool) {
        if flag {
            self.set(key, flag);
        }
    }

    /// Adds a list unless it is empty.
    pub fn list<T>(&mut self, key: &str, items: &[T], show: impl FnMut(&T) -> String) {
        if !items.is_empty() {
            self.set(key, list(items, show));
        }
    }

    /// Adds an object unless it is empty.
    pub fn map<T>(&mut self, key: &str, items: &[T], show: impl FnMut(&T) -> (&str, String)) {
        if !items.is_empty() {
            self.set(key, map(items, show));
        }
    }

    /// The JSON text.
    pub fn finish(self) -> String {
        format!("{{{}}}", self.0)
    }
}

/// An array.
pub fn list<T>(items: &[T], show: impl FnMut(&T) -> String) -> String {
    let shown: Vec<String> = items.iter().map(show).collect();
    format!("[{}]", shown.join(","))
}

/// An object.
pub fn map<T>(items: &[T], mut show: impl FnMut(&T) -> (&str, String)) -> String {
    let mut line = Line::default();
    for item in items {
        let (key, json) = show(item);
        line.set(key, json);
    }
    line.finish()
}

/// A string.
pub fn quoted(text: &str) -> String {
    Json::from(text).to_string()
}

/// Views by their letters.
pub fn views(bits: u8) -> String {
    let letters = [(1, 'r'), (2, 'c'), (4, 'u')].into_iter().filter(|(bit, _)| bits & bit != 0);
    quoted(&letters.map(|(_, letter)| letter).collect::<String>())
}

/// Rows that others know by number; equal ones are one.
#[derive(Default)]
pub struct Rows {
    rows: Vec<String>,
    known: BTreeMap<String, usize>,
}

impl Rows {
    /// The number of a row.
    pub fn number(&mut self, row: String) -> usize {
        let next = self.rows.len();
        *self.known.entry(row).or_insert_with_key(|row| {
            self.rows.push(row.clone());
            next
        })
    }

    /// The rows by number.
    pub fn all(&self) -> &[String] {
        &self.rows
    }
}

/// A static that holds rows, each after its number.
pub fn emit(name: &str, doc: &str, rows: &[String], out: &mut String) {
    let _ = write!(out, "\n/// {doc}\nstatic {name}: &str = ");
    if rows.is_empty() {
        out.push_str("\"\";\n");
        return;
    }
    let mut text = String::from("\n");
    for (number, row) in rows.iter().enumerate() {
        let _ = write!(text, "{number} ");
        push_safe(row, &mut text);
        text.push('\n');
    }
    let hashes = if text.contains("\"#") { "##" } else { "#" };
    let _ = writeln!(out, "r{hashes}\"{text}\"{hashes};");
}

/// Escapes what a raw string cannot hold, and what would show as something else or not at all. In JSON, all this is in strings only.
fn push_safe(json: &str, out: &mut String) {
    let mut hashes = None;
    for c in json.chars() {
        hashes = match (c, hashes) {
            ('"', _) => Some(0),
            ('#', Some(count)) => Some(count + 1),
            _ => None,
        };
        let invisible = matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}');
        if c.is_control() || invisible || hashes == Some(2) {
            let _ = write!(out, "\\u{:04x}", u32::from(c));
            hashes = None;
        } else {
            out.push(c);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{emit, quoted};

    /// What is emitted is one Rust literal that holds the string in one line of JSON, and nothing that people would not see.
    fn check(text: &str) {
        let mut out = String::new();
        emit("ROWS", "Rows.", &[quoted(text)], &mut out);
        let unseen = |c: char| c != '\n' && c.is_control() || ('\u{202a}'..='\u{202e}').contains(&c);
        assert!(!out.contains(unseen), "{out:?}");
        let parsed: Option<syn::ItemStatic> = syn::parse_str(&out).ok();
        let literal = parsed.and_then(|item| match *item.expr {
            syn::Expr::Lit(syn::ExprLit { lit: syn::Lit::Str(literal), .. }) => Some(literal.value()),
            _ => None,
        });
        let json = literal.as_deref().and_then(|rows| rows.strip_prefix("\n0 ")?.strip_suffix('\n'));
        let value = json.and_then(|json| json.parse::<crate::ir::Json>().ok());
        assert_eq!(value.as_ref().and_then(|value| value.as_str()), Some(text), "{out}");
    }

    #[test]
    fn any_text_fits_in_a_table() {
        let hashes = "#".repeat(300);
        let texts = [
            "",
            "plain",
            "#type",
            "##",
            "###\"##\"#",
            "\"#",
            "\"##",
            "\\\"##",
            "a\rb\r\n\t\0",
            "\u{7f}\u{85}",
            "\u{202e}evil\u{2066}\u{feff}",
            "\u{2028}\u{2029}",
            "ünïcode 😀",
            "\\u0041",
            &hashes,
        ];
        for text in texts {
            check(text);
        }
    }
}
