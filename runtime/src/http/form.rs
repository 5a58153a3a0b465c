//! Forms as JSON values: URL-encoded pairs and the fields of multipart forms, typed by the body's schema.

use super::multipart::{Multipart, MultipartPart};
use super::query::{self, Coding};
use super::style::{self, Spelling, StyleError};
use super::table::{Encoding, Place};
use crate::json::{Object, Value};
use crate::schema::SchemaRef;
use crate::text::Bytes;

/// More fields than these are refused.
const MAX_FIELDS: usize = 100_000;

/// The object that a URL-encoded form stands for: fields repeat for items, and brackets nest, unless their encoding says otherwise.
pub(super) fn url_encoded(text: &str, schema: SchemaRef, encodings: &[Encoding]) -> Result<Value, StyleError> {
    let pairs = query::pairs(text.trim_ascii());
    if pairs.len() > MAX_FIELDS {
        return Err(StyleError::TooMany);
    }
    let plain = |name: &str| !encodings.iter().any(|encoding| encoding.property == name);
    let fields = style::object_from_pairs(&pairs, Coding::Form, schema, None, &plain)?;
    let Value::Object(mut fields) = fields.unwrap_or_else(|| Value::Object(Object::new())) else {
        return Err(StyleError::NoEquals);
    };
    for Encoding { property, style, explode } in encodings {
        let Some(member) = style::member(schema, property) else { continue };
        let spelling = Spelling { name: property, place: Place::Query, style: *style, explode: *explode, allow_reserved: false };
        if let Some(value) = style::from_pairs(&spelling, member, &pairs, &|_| true)? {
            fields.insert((*property).to_owned(), value);
        }
    }
    Ok(Value::Object(fields))
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
