//! Path templates: the text of a path comes in, its segments go out.

use crate::front::openapi::reference::decode;
use crate::ir::{Part, PathTemplate, Segment};

/// What the parameters of an operation say about its path.
#[derive(Default)]
pub(super) struct Declared<'d> {
    /// Names of the path parameters.
    pub path: Vec<&'d str>,
    /// Those that take slashes too.
    pub rest: Vec<&'d str>,
    /// Names of the query parameters.
    pub query: Vec<&'d str>,
    /// Names of the headers.
    pub headers: Vec<&'d str>,
}

/// Parses a path template. A fragment is never sent, but documents tell operations on one path apart by it: where it names a
/// query parameter or gives a header its value, that belongs to the path.
pub(super) fn parse(text: &str, declared: &Declared<'_>) -> PathTemplate {
    let (text, fragment) = text.split_once('#').unwrap_or((text, ""));
    let (raw, query) = split_query(text);
    let segments = split_segments(raw).into_iter().map(|segment| Segment { parts: parts(segment, declared) }).collect();
    let known = |part: &&str| declared.query.contains(&part.split('=').next().unwrap_or(part));
    let (asked, others): (Vec<&str>, Vec<&str>) = fragment.split('&').partition(known);
    let headers = others.into_iter().filter_map(|part| part.split_once('='));
    let headers = headers.filter(|(name, _)| declared.headers.iter().any(|header| header.eq_ignore_ascii_case(name)));
    let headers = headers.map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
    let query = query.split('&').chain(asked).filter(|part| !part.is_empty()).map(pair).collect();
    let ignore_case = raw.to_ascii_lowercase().split('/').any(|segment| segment == "providers")
        || raw.to_ascii_lowercase().starts_with("/subscriptions/");
    PathTemplate { raw: raw.to_owned(), segments, query, headers, ignore_case }
}

/// The names of the parameters in a template, as far as they are in its path.
pub(super) fn parameters(template: &PathTemplate) -> Vec<&str> {
    let parts = template.segments.iter().flat_map(|segment| &segment.parts);
    parts.filter_map(|part| if let Part::Param(name) | Part::Rest(name) = part { Some(name.as_str()) } else { None }).collect()
}

/// The parameters in the query part of a template: the name in the query, and that of the parameter.
pub(super) fn query_parameters(text: &str) -> Vec<(String, &str)> {
    let text = text.split('#').next().unwrap_or(text);
    let pairs = split_query(text).1.split('&').filter_map(|part| part.split_once('='));
    let braced = |value: &'_ str| value.starts_with('{') && value.ends_with('}');
    pairs.filter(|(_, value)| braced(value)).map(|(name, value)| (name.to_owned(), value.trim_matches(['{', '}']))).collect()
}

/// Splits at the first `?` outside braces.
fn split_query(text: &str) -> (&str, &str) {
    let mut depth = 0usize;
    for (at, c) in text.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            '?' if depth == 0 => return (text.get(..at).unwrap_or(text), text.get(at + 1..).unwrap_or("")),
            _ => {}
        }
    }
    (text, "")
}

/// Splits at slashes outside braces; the leading slash opens the first segment.
fn split_segments(text: &str) -> Vec<&str> {
    let text = text.strip_prefix('/').unwrap_or(text);
    let mut segments = Vec::new();
    let (mut depth, mut start) = (0usize, 0);
    let closed = text.matches('{').count() == text.matches('}').count();
    for (at, c) in text.char_indices() {
        match c {
            '{' if closed => depth += 1,
            '}' if closed => depth = depth.saturating_sub(1),
            '/' if depth == 0 => {
                segments.extend(text.get(start..at));
                start = at + 1;
            }
            _ => {}
        }
    }
    segments.extend(text.get(start..));
    segments
}

/// Literal text and parameters; braces that do not close are literal.
fn parts(segment: &str, declared: &Declared<'_>) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut left = segment;
    while let Some((before, inside)) = left.split_once('{') {
        let Some((name, after)) = inside.split_once('}') else { break };
        literal(before, &mut parts);
        parts.push(parameter(name, declared));
        left = after;
    }
    literal(left, &mut parts);
    parts
}

fn literal(text: &str, parts: &mut Vec<Part>) {
    if text.is_empty() {
        return;
    }
    let text = decode(text).unwrap_or_else(|| text.to_owned());
    if let Some(Part::Literal(last)) = parts.last_mut() {
        last.push_str(&text);
    } else {
        parts.push(Part::Literal(text));
    }
}

/// `{name}`, or what frameworks write: `{+name}`, `{name*}` and `{name=**}` take slashes, `{name:int}` has a constraint.
fn parameter(text: &str, declared: &Declared<'_>) -> Part {
    if declared.path.contains(&text) {
        return if declared.rest.contains(&text) { Part::Rest(text.to_owned()) } else { Part::Param(text.to_owned()) };
    }
    let bare = text.split([':', '=']).next().unwrap_or(text).trim_start_matches('+').trim_end_matches(['+', '*', '?']);
    let slashes = text.starts_with('+') || text.ends_with(['+', '*']);
    let name = if declared.path.contains(&bare) || slashes { bare } else { text };
    let name = name.trim().to_owned();
    if slashes || declared.rest.contains(&name.as_str()) { Part::Rest(name) } else { Part::Param(name) }
}

/// `comp=list`, `comp`, or `version={version}`: a parameter has no fixed value.
fn pair(part: &str) -> (String, Option<String>) {
    let text = |text: &str| decode(&text.replace('+', " ")).unwrap_or_else(|| text.to_owned());
    match part.split_once('=') {
        Some((name, value)) if value.starts_with('{') => (text(name), None),
        Some((name, value)) => (text(name), Some(text(value))),
        None => (text(part), None),
    }
}
