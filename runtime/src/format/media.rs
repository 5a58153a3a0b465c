//! Media types and ranges of them (RFC 9110, sections 8.3.1 and 12.5.1): `text/html; charset=utf-8`, `image/*`.

/// Whether a text is a media range; every media type is one.
pub(super) fn range(text: &str) -> bool {
    let (essence, mut rest) = text.split_at(text.find(';').unwrap_or(text.len()));
    let is_range = essence.trim_end_matches(BLANKS).split_once('/').is_some_and(|(kind, subtype)| {
        let stars = kind == "*" && subtype != "*";
        is_token(kind) && is_token(subtype) && !stars
    });
    while is_range && let Some(parameter) = rest.strip_prefix(';') {
        let Some(after) = after_parameter(parameter.trim_start_matches(BLANKS)) else { return false };
        rest = after.trim_start_matches(BLANKS);
    }
    is_range && rest.is_empty()
}

const BLANKS: [char; 2] = [' ', '\t'];

/// What follows `name=value`, or nothing between two semicolons; `None` if it is neither.
fn after_parameter(text: &str) -> Option<&str> {
    if text.is_empty() || text.starts_with(';') {
        return Some(text);
    }
    let (name, value) = text.split_once('=')?;
    let rest = match value.strip_prefix('"') {
        Some(quoted) => after_quoted(quoted)?,
        None => {
            let end = value.find([';', ' ', '\t']).unwrap_or(value.len());
            let (token, rest) = value.split_at(end);
            is_token(token).then_some(rest)?
        }
    };
    is_token(name).then_some(rest)
}

/// What follows the closing quote.
fn after_quoted(text: &str) -> Option<&str> {
    let mut escaped = false;
    for (at, letter) in text.char_indices() {
        match letter {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return text.get(at + 1..),
            _ if letter.is_control() && letter != '\t' => return None,
            _ => {}
        }
    }
    None
}

fn is_token(text: &str) -> bool {
    !text.is_empty() && text.chars().all(crate::text::is_token)
}
