//! Forms as JSON values: URL-encoded pairs and the fields of multipart forms, typed by the body's schema.

use super::multipart::{Multipart, MultipartPart};
use super::query::{self, Coding};
use super::style::{self, StyleError};
use crate::json::{Object, Value};
use crate::schema::SchemaRef;
use crate::text::Bytes;

/// More fields than these are refused.
const MAX_FIELDS: usize = 100_000;

/// The object that a URL-encoded form stands for: fields repeat for items, and brackets nest.
pub(super) fn url_encoded(text: &str, schema: SchemaRef) -> Result<Value, StyleError> {
    let pairs = query::pairs(text.trim_ascii());
    if pairs.len() > MAX_FIELDS {
        return Err(StyleError::TooMany);
    }
    let object = style::object_from_pairs(&pairs, Coding::Form, schema, None, &|_| true)?;
    Ok(object.unwrap_or_else(|| Value::Object(Object::new())))
}

/// The object that a multipart form stands for: JSON parts as values, texts by schema, anything else as base64.
pub(super) fn multipart(form: &Multipart, schema: SchemaRef) -> Value {
    let mut fields: Object = Object::new();
    for part in form.parts() {
        let field = style::member(schema, part.name());
        let listed = field.is_some_and(style::is_array);
        let item = if listed { field.and_then(style::first_item) } else { field };
        let value = content(part, item);
        match fields.get_mut(part.name()) {
            Some(Value::Array(items)) if listed => items.push(value),
            _ if listed && value.as_array().is_none() => {
                fields.insert(part.name().to_owned(), Value::Array(vec![value]));
            }
            _ => {
                fields.insert(part.name().to_owned(), value);
            }
        }
    }
    Value::Object(fields)
}

fn content(part: &MultipartPart, schema: Option<SchemaRef>) -> Value {
    let is_json = part.content_type().is_some_and(|content_type| {
        super::media_matches("application/json", content_type) || super::media_matches("application/*+json", content_type)
    });
    if is_json && let Ok(value) = Value::parse(part.bytes()) {
        return value;
    }
    match (part.text(), schema) {
        (Some(text), Some(schema)) => style::coerce(text, schema),
        (Some(text), None) => Value::String(text.to_owned()),
        (None, _) => Value::String(Bytes::from(part.bytes().to_vec()).to_string()),
    }
}
