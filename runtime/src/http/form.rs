//! URL-encoded forms as JSON values: pairs typed by the body's schema.

use super::query::{self, Coding, Pair};
use super::style::{self, Spelling, StyleError};
use super::table::{Encoding, Place};
use crate::json::{Object, Value};
use crate::schema::SchemaRef;

/// More fields than these are refused.
const MAX_FIELDS: usize = 100_000;

/// The object that a URL-encoded form stands for: fields repeat for items, and brackets nest, unless their encoding says otherwise.
pub(super) fn url_encoded(text: &str, schema: SchemaRef, encodings: &[Encoding<'_>]) -> Result<Value, StyleError> {
    let pairs = query::pairs(text.trim_ascii());
    if pairs.len() > MAX_FIELDS {
        return Err(StyleError::TooMany);
    }
    let special = |encoding: &&Encoding<'_>| !encoding.is_plain() || is_json(encoding);
    let plain = |name: &str| !encodings.iter().filter(special).any(|encoding| encoding.property == name);
    let fields = style::object_from_pairs(&pairs, Coding::Form, schema, None, &plain)?;
    let Value::Object(mut fields) = fields.unwrap_or_else(|| Value::Object(Object::new())) else {
        return Err(StyleError::NoEquals);
    };
    for encoding in encodings.iter().filter(special) {
        let value = if is_json(encoding) { json(encoding, &pairs)? } else { styled(encoding, schema, &pairs)? };
        fields.extend(value.map(|value| (encoding.property.to_owned(), value)));
    }
    Ok(Value::Object(fields))
}

/// The value of a field that is written in a style of its own.
pub(super) fn styled(encoding: &Encoding<'_>, schema: SchemaRef, pairs: &[Pair]) -> Result<Option<Value>, StyleError> {
    let Encoding { property: name, style, explode, .. } = *encoding;
    let Some(member) = style::member(schema, name) else { return Ok(None) };
    let spelling = Spelling { name, place: Place::Query, style, explode, allow_reserved: false };
    style::from_pairs(&spelling, member, pairs, &|_| true)
}

/// Whether a field is a JSON document.
fn is_json(encoding: &Encoding<'_>) -> bool {
    encoding.media_types().next().is_some_and(super::body::is_json)
}

fn json(encoding: &Encoding<'_>, pairs: &[Pair]) -> Result<Option<Value>, StyleError> {
    let Some(text) = query::first(pairs, encoding.property) else { return Ok(None) };
    Value::parse(text.as_bytes()).map(Some).map_err(|_| StyleError::Json)
}
