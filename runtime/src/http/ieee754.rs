//! Numbers as texts: a JSON body comes in that says by `IEEE754Compatible=true` that numbers of 64 bits and decimals are strings; the
//! same body with numbers goes out.

use super::body::parameters;
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
    let mut value = Value::parse(bytes).ok()?;
    mend(&mut value, schema);
    Some(to_string(&value))
}

fn mend(value: &mut Value, schema: SchemaRef) {
    match value {
        Value::String(text) => {
            if let Some(number) = Number::parse(text).filter(|_| is_number(schema)) {
                *value = Value::Number(number);
            }
        }
        Value::Array(items) => {
            for (position, item) in items.iter_mut().enumerate() {
                if let Some(schema) = shape::item(schema, position) {
                    mend(item, schema);
                }
            }
        }
        Value::Object(members) => {
            let schema = derived(members.get("@odata.type").and_then(Value::as_str), schema).unwrap_or(schema);
            for (name, member) in members.iter_mut() {
                if let Some(schema) = shape::member(schema, name) {
                    mend(member, schema);
                }
            }
        }
        _ => {}
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
