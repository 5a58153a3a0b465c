//! Values to texts: what a client sends and what a reply's headers hold.

use std::borrow::Cow;

use super::{Spelling, literal};
use crate::http::percent::{self, Keep};
use crate::http::table::{Place, Style};
use crate::json::Value;

/// The text of a value: a path segment, pairs of a query (without `?`), a header value or cookies. `None` when there is nothing to
/// send: an empty list or object.
pub fn print(spelling: &Spelling<'_>, value: &Value) -> Option<String> {
    if spelling.style == Style::ODataLiteral {
        let text = literal::print(value, None);
        let encoded = encode(spelling, &text);
        return Some(if spelling.place == Place::Path { encoded.into_owned() } else { format!("{}={encoded}", spelling.name) });
    }
    match value {
        Value::Array(items) if items.is_empty() => None,
        Value::Object(members) if members.iter().next().is_none() => None,
        Value::Array(items) => Some(list(spelling, &items.iter().map(|item| scalar(spelling, item)).collect::<Vec<_>>())),
        Value::Object(members) => Some(object(spelling, &members.iter().collect::<Vec<_>>())),
        single => Some(one(spelling, &scalar(spelling, single))),
    }
}

fn one(spelling: &Spelling<'_>, text: &str) -> String {
    match spelling.style {
        Style::Simple => text.to_owned(),
        Style::Label => format!(".{text}"),
        Style::Matrix if text.is_empty() => format!(";{}", name(spelling)),
        Style::Matrix => format!(";{}={text}", name(spelling)),
        _ if spelling.place == Place::Header || spelling.place == Place::Path => text.to_owned(),
        _ => format!("{}={text}", name(spelling)),
    }
}

fn list(spelling: &Spelling<'_>, items: &[Cow<'_, str>]) -> String {
    let repeats = spelling.explode && !matches!(spelling.style, Style::Simple | Style::Label);
    if repeats && spelling.place != Place::Header {
        let named = items
            .iter()
            .map(|item| if spelling.style == Style::Matrix { one(spelling, item) } else { format!("{}={item}", name(spelling)) });
        return named.collect::<Vec<_>>().join(between(spelling));
    }
    one(spelling, &items.join(separator(spelling)))
}

fn object(spelling: &Spelling<'_>, members: &[(&str, &Value)]) -> String {
    if spelling.style == Style::DeepObject {
        let mut pairs = Vec::new();
        for (key, value) in members {
            deep(spelling, &format!("{}[{key}]", spelling.name), value, &mut pairs);
        }
        return pairs.join("&");
    }
    if spelling.explode {
        let pairs: Vec<String> =
            members.iter().map(|(name, value)| format!("{}={}", encode(spelling, name), scalar(spelling, value))).collect();
        return match spelling.style {
            Style::Simple => pairs.join(","),
            Style::Label => format!(".{}", pairs.join(".")),
            Style::Matrix => format!(";{}", pairs.join(";")),
            _ => pairs.join(between(spelling)),
        };
    }
    let turns: Vec<Cow<'_, str>> =
        members.iter().flat_map(|(name, value)| [encode(spelling, name), scalar(spelling, value)]).collect();
    one(spelling, &turns.join(separator(spelling)))
}

/// Members of members get a further pair of brackets, items of lists repeat the name.
fn deep(spelling: &Spelling<'_>, name: &str, value: &Value, pairs: &mut Vec<String>) {
    match value {
        Value::Object(members) => {
            for (key, value) in members {
                deep(spelling, &format!("{name}[{key}]"), value, pairs);
            }
        }
        Value::Array(items) => {
            for item in items {
                pairs.push(format!("{}={}", percent::encode(name, Keep::Unreserved), scalar(spelling, item)));
            }
        }
        single => pairs.push(format!("{}={}", percent::encode(name, Keep::Unreserved), scalar(spelling, single))),
    }
}

fn name(spelling: &Spelling<'_>) -> String {
    encode(spelling, spelling.name).into_owned()
}

/// What stands between repeated names.
fn between(spelling: &Spelling<'_>) -> &'static str {
    match spelling.style {
        Style::Matrix => "",
        Style::Cookie => "; ",
        _ => "&",
    }
}

fn separator(spelling: &Spelling<'_>) -> &'static str {
    match spelling.style {
        Style::Label if spelling.explode => ".",
        Style::SpaceDelimited => "%20",
        Style::PipeDelimited => "%7C",
        Style::TabDelimited => "%09",
        _ => ",",
    }
}

/// The encoded text of a value without parts; values within lists and objects that have parts are written as JSON.
fn scalar<'v>(spelling: &Spelling<'_>, value: &'v Value) -> Cow<'v, str> {
    match value {
        Value::Null => Cow::Borrowed(""),
        Value::String(text) => encode(spelling, text),
        other => Cow::Owned(encode(spelling, &other.to_string()).into_owned()),
    }
}

fn encode<'t>(spelling: &Spelling<'_>, text: &'t str) -> Cow<'t, str> {
    let keep = match (spelling.place, spelling.style) {
        (Place::Header, _) | (Place::Cookie, Style::Cookie) => Keep::All,
        _ if spelling.allow_reserved => Keep::Reserved,
        _ => Keep::Unreserved,
    };
    percent::encode(text, keep)
}
