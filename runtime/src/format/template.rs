//! URI templates (RFC 6570, with erratum 6937 on the apostrophe): text in, whether it is one out.

use super::uri::{is_encoded, is_private, is_ucs};

/// Whether the text is literals and expressions.
pub(super) fn check(text: &str) -> bool {
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let len = match c {
            '{' => match rest.find('}') {
                Some(end) if rest.get(1..end).is_some_and(expression) => end + 1,
                _ => return false,
            },
            '%' if is_encoded(rest) => 3,
            '"' | '%' | '<' | '>' | '\\' | '^' | '`' | '|' | '}' => return false,
            '!'..='~' => 1,
            c if is_ucs(c) || is_private(c) => c.len_utf8(),
            _ => return false,
        };
        rest = rest.get(len..).unwrap_or_default();
    }
    true
}

fn expression(text: &str) -> bool {
    let variables = text.strip_prefix(|c| "+#./;?&=,!@|".contains(c)).unwrap_or(text);
    variables.split(',').all(variable)
}

fn variable(text: &str) -> bool {
    let name = match text.split_once(':') {
        Some((name, length)) if prefix_length(length) => name,
        Some(_) => return false,
        None => text.strip_suffix('*').unwrap_or(text),
    };
    name.split('.').all(|part| !part.is_empty() && part_of_name(part))
}

fn prefix_length(text: &str) -> bool {
    (1..=4).contains(&text.len()) && !text.starts_with('0') && text.bytes().all(|b| b.is_ascii_digit())
}

fn part_of_name(part: &str) -> bool {
    let mut rest = part;
    while let Some(c) = rest.chars().next() {
        let len = match c {
            '%' if is_encoded(rest) => 3,
            c if c.is_ascii_alphanumeric() || c == '_' => 1,
            _ => return false,
        };
        rest = rest.get(len..).unwrap_or_default();
    }
    true
}
