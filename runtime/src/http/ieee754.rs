//! Numbers as texts: a media type says by `IEEE754Compatible=true` that numbers of 64 bits and decimals are strings. A JSON body of a
//! request that does comes in, the same with numbers goes out; and the other way round for the response to a request that asks for it.

use http::{HeaderMap, HeaderValue, header};

use super::body::parameters;
use super::reply::Reply;
use super::style::shape;
use crate::json::{Number, Value, to_string};
use crate::schema::{NUMBER, STRING, Schema, SchemaRef};

/// Formats of the numbers that are strings.
const FORMATS: [&str; 2] = ["int64", "decimal"];

/// Whether a media type says so.
pub(super) fn stated(content_type: &str) -> bool {
    parameters(content_type)
        .any(|(name, value)| name.eq_ignore_ascii_case("IEEE754Compatible") && value.eq_ignore_ascii_case("true"))
}

/// The body with numbers; `None` if it is not JSON, which is for others to say.
pub(super) fn numbers(bytes: &[u8], schema: SchemaRef) -> Option<String> {
    let number = |value: &Value| value.as_str().and_then(Number::parse).map(Value::Number);
    changed(bytes, schema, false, &number)
}

/// Whether a request asks for a response with texts.
pub(super) fn is_wanted(headers: &HeaderMap) -> bool {
    let accepted = headers.get_all(header::ACCEPT).into_iter().filter_map(|value| value.to_str().ok());
    accepted.flat_map(|value| value.split(',')).any(stated)
}

/// The reply with texts for numbers; as it is if it is not JSON with a body. `items`: the schema is that of what its `value` holds.
pub(super) fn written(mut reply: Reply, schema: SchemaRef, items: bool) -> Reply {
    let media_type = reply.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    if stated(media_type) || !super::media_matches("application/json", media_type) {
        return reply;
    }
    let media_type = HeaderValue::from_str(&format!("{media_type};IEEE754Compatible=true"));
    let text = |value: &Value| matches!(value, Value::Number(_)).then(|| Value::String(value.to_string()));
    let bytes = reply.bytes_of_body().and_then(|bytes| changed(bytes, schema, items, &text));
    if let (Ok(media_type), Some(bytes)) = (media_type, bytes) {
        reply.set_bytes(bytes);
        reply.headers_mut().insert(header::CONTENT_TYPE, media_type);
    }
    reply
}

/// A JSON text whose numbers of such a format are changed.
fn changed(bytes: &[u8], schema: SchemaRef, items: bool, change: &dyn Fn(&Value) -> Option<Value>) -> Option<String> {
    let mut value = Value::parse(bytes).ok()?;
    match &mut value {
        Value::Object(members) if items => match members.get_mut("value") {
            Some(Value::Array(items)) => items.iter_mut().for_each(|item| walk(item, schema, change)),
            Some(value) => walk(value, schema, change),
            None => {}
        },
        value => walk(value, schema, change),
    }
    Some(to_string(&value))
}

fn walk(value: &mut Value, schema: SchemaRef, change: &dyn Fn(&Value) -> Option<Value>) {
    match value {
        Value::String(_) | Value::Number(_) => {
            if let Some(changed) = change(value).filter(|_| is_number(schema)) {
                *value = changed;
            }
        }
        Value::Array(items) => {
            for (position, item) in items.iter_mut().enumerate() {
                if let Some(schema) = shape::item(schema, position) {
                    walk(item, schema, change);
                }
            }
        }
        Value::Object(members) => {
            let schema = derived(members.get("@odata.type").and_then(Value::as_str), schema).unwrap_or(schema);
            for (name, member) in members.iter_mut() {
                if let Some(schema) = shape::member(schema, name) {
                    walk(member, schema, change);
                }
            }
        }
        Value::Null | Value::Bool(_) => {}
    }
}

/// Whether values are numbers of such a format, and no text is one by itself.
fn is_number(schema: SchemaRef) -> bool {
    let types = shape::types(schema);
    let mut found = false;
    shape::visit(schema, &mut |schema: &'static Schema| found |= schema.format.is_some_and(|name| FORMATS.contains(&name)));
    found && types & NUMBER != 0 && types & STRING == 0
}

/// The schema of the type that a value names.
fn derived(name: Option<&str>, schema: SchemaRef) -> Option<SchemaRef> {
    let own = name?.rsplit('#').next()?;
    let mut index = None;
    shape::visit(schema, &mut |schema: &'static Schema| {
        let tags = schema.logic.and_then(|logic| logic.discriminator).map_or(&[][..], |found| found.mapping);
        let found = tags.iter().find(|(tag, _)| tag.trim_start_matches('#').eq_ignore_ascii_case(own));
        index = index.or(found.map(|(_, index)| *index));
    });
    index.map(|index| SchemaRef { index, ..schema })
}
