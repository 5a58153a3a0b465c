//! The requests of a batch: a JSON value comes in, requests go out, or the first thing that is wrong with the batch as a whole.

use std::collections::BTreeSet;

use bytes::Bytes;
use http::StatusCode;

use super::super::body::is_json;
use super::super::failure::{Failure, Kind};
use crate::json::{Object, Value};
use crate::text::base64;

/// One request of a batch.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub(super) id: String,
    pub(super) method: String,
    pub(super) url: String,
    pub(super) headers: Vec<(String, String)>,
    pub(super) body: Option<Bytes>,
    pub(super) depends_on: Vec<String>,
    pub(super) group: Option<String>,
}

fn malformed(message: impl Into<String>) -> Failure {
    Failure::of(StatusCode::BAD_REQUEST, Kind::Malformed, message)
}

/// The requests in their order.
pub(super) fn entries(batch: &Value, max: usize) -> Result<Vec<Entry>, Failure> {
    let Some(Value::Array(list)) = member(batch, "requests") else {
        return Err(malformed("A batch is an object with an array `requests`."));
    };
    if list.len() > max {
        return Err(malformed(format!("The batch has {} requests: at most {max} are allowed.", list.len())));
    }
    let mut known: BTreeSet<String> = BTreeSet::new();
    let mut ended: BTreeSet<String> = BTreeSet::new();
    let mut entries: Vec<Entry> = Vec::new();
    for (at, value) in list.iter().enumerate() {
        let entry = entry(value).map_err(|message| malformed(format!("Request {at} of the batch {message}.")))?;
        let shown = &entry.id;
        let last = entries.last().and_then(|last| last.group.clone());
        if last != entry.group {
            ended.extend(last);
        }
        if entry.group.as_ref().is_some_and(|group| ended.contains(group)) {
            return Err(malformed(format!("The requests of the group of `{shown}` are not next to each other.")));
        }
        if let Some(missing) = entry.depends_on.iter().find(|id| !known.contains(*id)) {
            return Err(malformed(format!("Request `{shown}` depends on `{missing}`, which is not before it.")));
        }
        if known.contains(shown) || entry.group.as_ref() == Some(shown) {
            return Err(malformed(format!("The id `{shown}` is given twice.")));
        }
        known.insert(entry.id.clone());
        known.extend(entry.group.clone());
        entries.push(entry);
    }
    Ok(entries)
}

fn member<'v>(value: &'v Value, name: &str) -> Option<&'v Value> {
    if let Value::Object(members) = value { members.get(name) } else { None }
}

fn text(members: &Object, name: &str) -> Result<Option<String>, String> {
    match members.get(name) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) => Ok(Some(text.clone())),
        Some(_) => Err(format!("has a `{name}` that is no string")),
    }
}

fn entry(value: &Value) -> Result<Entry, String> {
    let Value::Object(members) = value else { return Err("is no object".to_owned()) };
    let needed = |name: &str| text(members, name)?.filter(|text| !text.is_empty()).ok_or_else(|| format!("needs `{name}`"));
    let mut headers = Vec::new();
    match members.get("headers") {
        None | Some(Value::Null) => {}
        Some(Value::Object(given)) => {
            for (name, value) in given {
                let Value::String(value) = value else { return Err(format!("has a header `{name}` that is no string")) };
                headers.push((name.to_ascii_lowercase(), value.clone()));
            }
        }
        Some(_) => return Err("has `headers` that are no object".to_owned()),
    }
    let depends_on = match members.get("dependsOn") {
        None | Some(Value::Null) => Vec::new(),
        Some(Value::Array(ids)) => {
            let ids = ids.iter().map(|id| if let Value::String(id) = id { Some(id.clone()) } else { None });
            ids.collect::<Option<Vec<_>>>().ok_or("has a `dependsOn` that is no array of strings")?
        }
        Some(_) => return Err("has a `dependsOn` that is no array of strings".to_owned()),
    };
    let body = members.get("body").map(|body| bytes(body, &mut headers)).transpose()?;
    Ok(Entry {
        id: needed("id")?,
        method: needed("method")?.to_ascii_uppercase(),
        url: needed("url")?,
        group: text(members, "atomicityGroup")?,
        headers,
        body,
        depends_on,
    })
}

/// A body: JSON as it is, text as a string, everything else as base64.
fn bytes(body: &Value, headers: &mut Vec<(String, String)>) -> Result<Bytes, String> {
    let content_type = headers.iter().find(|(name, _)| name == "content-type").map(|(_, value)| value.clone());
    let is_json = content_type.as_deref().is_none_or(is_json);
    if content_type.is_none() {
        headers.push(("content-type".to_owned(), "application/json".to_owned()));
    }
    match body {
        body if is_json => Ok(Bytes::from(body.to_string())),
        Value::String(text) if content_type.is_some_and(|media| media.starts_with("text/")) => Ok(Bytes::from(text.clone())),
        Value::String(text) => base64::decode(text).map(Bytes::from).ok_or_else(|| "has a `body` that is no base64".to_owned()),
        _ => Err("has a `body` that is no string, as its media type would need".to_owned()),
    }
}
