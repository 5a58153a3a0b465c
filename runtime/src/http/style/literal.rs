//! Literals of `OData`'s URL grammar (ABNF, section 7): `'it''s'`, `duration'P1D'`, `ns.Color'Red,Blue'`, bare numbers, dates and GUIDs.

use super::StyleError;
use super::shape;
use crate::json::{Number, Value};
use crate::schema::{ARRAY, BOOLEAN, NULL, NUMBER, OBJECT, STRING, Schema, SchemaRef};

/// Formats whose literals are written without quotes.
const BARE: [&str; 9] =
    ["uuid", "guid", "date", "date-time", "time", "time-of-day", "timeofday", "date-time-offset", "datetimeoffset"];

/// The length of the quoted literal that a text starts with, its prefix included; `None` when it starts with none.
pub fn quoted_length(text: &str) -> Option<usize> {
    let open = text.find('\'')?;
    let prefix = text.get(..open)?;
    if !prefix.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'.' || byte == b'_') {
        return None;
    }
    let mut at = open + 1;
    loop {
        at += text.get(at..)?.find('\'')? + 1;
        match text.get(at..)?.strip_prefix('\'') {
            Some(_) => at += 1,
            None => return Some(at),
        }
    }
}

/// The value of a decoded literal.
pub fn parse(text: &str, schema: SchemaRef) -> Result<Value, StyleError> {
    let types = shape::types(schema);
    if text == "null" && types & NULL != 0 {
        return Ok(Value::Null);
    }
    if quoted_length(text) == Some(text.len()) {
        let inner = text.split_once('\'').and_then(|(_, rest)| rest.strip_suffix('\'')).unwrap_or_default();
        return Ok(Value::String(inner.replace("''", "'")));
    }
    if types & BOOLEAN != 0 && (text == "true" || text == "false") {
        return Ok(Value::Bool(text == "true"));
    }
    if types & NUMBER != 0
        && let Some(number) = Number::parse(text.strip_prefix('+').unwrap_or(text))
    {
        return Ok(Value::Number(number));
    }
    if types & (ARRAY | OBJECT) != 0 && text.starts_with(['[', '{']) {
        return Value::parse(text.as_bytes()).map_err(|_| StyleError::Json);
    }
    let bare = types & STRING != 0 && (types & NUMBER != 0 || has_bare_format(schema));
    if bare || types & STRING == 0 { Ok(Value::String(text.to_owned())) } else { Err(StyleError::Literal) }
}

/// Writes a value as a literal, not encoded. Enumerations are written without their type's name, as 4.01 allows.
pub fn print(value: &Value, schema: Option<SchemaRef>) -> String {
    match value {
        Value::String(text) if schema.is_some_and(has_bare_format) => text.clone(),
        Value::String(text) => {
            let prefix = if schema.and_then(format).is_some_and(|name| name == "duration") { "duration" } else { "" };
            format!("{prefix}'{}'", text.replace('\'', "''"))
        }
        other => other.to_string(),
    }
}

fn has_bare_format(schema: SchemaRef) -> bool {
    format(schema).is_some_and(|format| BARE.contains(&format))
}

fn format(schema: SchemaRef) -> Option<&'static str> {
    let mut format = None;
    shape::visit(schema, &mut |schema: &'static Schema| format = format.or(schema.format));
    format
}
