//! Rules for plain values in an OpenAPI document: types, formats, enumerations, limits.

use wiretype_runtime::json::{Number, Object, Value};

use super::{Version, object, put, text};
use crate::ir::{Format, Numeric, Schema, Span, Types, Values};

/// The types of a schema with whether it takes `null`.
pub(super) fn types(out: &mut Object, types: Types, version: Version) {
    let nullable = types.contains(Types::NULL) && types != Types::ANY;
    let plain = types.without(Types::NULL);
    let mut names: Vec<&str> = Vec::new();
    if types == Types::ANY || types == Types::ANY.without(Types::NULL) {
        return;
    }
    let known = [(Types::BOOLEAN, "boolean"), (Types::STRING, "string"), (Types::ARRAY, "array"), (Types::OBJECT, "object")];
    if plain.contains(Types::NUMBER) {
        names.push("number");
    } else if plain.contains(Types::INTEGER) {
        names.push("integer");
    }
    names.extend(known.iter().filter(|(bit, _)| plain.contains(*bit)).map(|(_, name)| *name));
    if version == Version::V31 && nullable {
        names.push("null");
    }
    match names.as_slice() {
        [] if nullable => {
            put(out, "nullable", Value::Bool(true));
            put(out, "enum", Value::Array(vec![Value::Null]));
        }
        [] => put(out, "not", Value::Object(Object::new())),
        [only] => put(out, "type", text(*only)),
        _ if version == Version::V31 => put(out, "type", Value::Array(names.iter().map(|name| text(*name)).collect())),
        _ => put(out, "anyOf", Value::Array(names.iter().map(|name| object([("type", text(*name))])).collect())),
    }
    if nullable && version == Version::V30 && !names.is_empty() {
        put(out, "nullable", Value::Bool(true));
    }
}

/// The name of a format.
pub(super) fn format(format: &Format) -> String {
    let name = match format {
        Format::Int(width) => return format!("int{width}"),
        Format::UInt(width) => return format!("uint{width}"),
        Format::Other(name) => return name.clone(),
        Format::Float => "float",
        Format::Double => "double",
        Format::Decimal => "decimal",
        Format::DateTime => "date-time",
        Format::Date => "date",
        Format::Time | Format::TimeOfDay => "time",
        Format::Duration | Format::DayTimeDuration => "duration",
        Format::UnixTime => "unixtime",
        Format::HttpDate => "http-date",
        Format::Uuid => "uuid",
        Format::Base64 | Format::Base64Url => "base64url",
        Format::Binary => "binary",
        Format::ArmId => "arm-id",
    };
    name.to_owned()
}

/// The values of an enumeration. One that may grow says so by an extension; one whose members combine is a pattern.
pub(super) fn values(out: &mut Object, schema: &Schema, values: &Values) {
    let members: Vec<Value> = values.members.iter().map(|member| member.value.clone()).collect();
    let names: Vec<&str> = members.iter().filter_map(Value::as_str).collect();
    let numbers = || values.members.iter().filter_map(|member| member.number).map(|number| number.to_string());
    if values.flags && !names.is_empty() {
        let one = names.iter().copied().map(escaped).chain(numbers()).collect::<Vec<_>>().join("|");
        if !values.open {
            put(out, "pattern", text(format!("^(?:{one})(?:, ?(?:{one}))*$")));
        }
        let list = names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
        let docs = schema.docs.description.as_deref().map(|docs| format!("{docs}\n\n")).unwrap_or_default();
        put(out, "description", text(format!("{docs}Any of {list}, separated by commas.")));
        return;
    }
    if members.is_empty() {
        return;
    }
    put(out, "enum", Value::Array(members));
    let named = values.members.iter().any(|member| member.docs.summary.is_some());
    if values.open || named {
        let mut extension = Object::new();
        if let Some(name) = &schema.name {
            put(&mut extension, "name", text(&*name.name));
        }
        put(&mut extension, "modelAsString", Value::Bool(values.open));
        if named {
            let members = values.members.iter().map(|member| {
                let mut out = Object::new();
                put(&mut out, "value", member.value.clone());
                super::put_some(&mut out, "description", member.docs.summary.as_deref());
                Value::Object(out)
            });
            put(&mut extension, "values", Value::Array(members.collect()));
        }
        put(out, "x-ms-enum", Value::Object(extension));
    }
}

fn escaped(name: &str) -> String {
    name.chars().flat_map(|c| if c.is_alphanumeric() || c == '_' { vec![c] } else { vec!['\\', c] }).collect()
}

/// Limits of dates and times: keywords of their own, which version 3.0 takes as extensions only.
pub(super) fn span(out: &mut Object, span: &Span, version: Version) {
    let limits = [
        ("formatMinimum", &span.minimum),
        ("formatExclusiveMinimum", &span.exclusive_minimum),
        ("formatMaximum", &span.maximum),
        ("formatExclusiveMaximum", &span.exclusive_maximum),
    ];
    for (name, limit) in limits {
        let name = if version == Version::V31 { name.to_owned() } else { format!("x-{name}") };
        super::put_some(out, &name, limit.as_deref());
    }
}

/// Limits of numbers. Version 3.0 says by a flag that a limit is outside of what is allowed.
pub(super) fn numeric(out: &mut Object, numeric: &Numeric, version: Version) {
    let mut limit = |name: &str, value: &Option<Number>| {
        if let Some(value) = value {
            put(out, name, Value::Number(value.clone()));
        }
    };
    limit("multipleOf", &numeric.multiple_of);
    if version == Version::V31 {
        limit("minimum", &numeric.minimum);
        limit("exclusiveMinimum", &numeric.exclusive_minimum);
        limit("maximum", &numeric.maximum);
        limit("exclusiveMaximum", &numeric.exclusive_maximum);
        return;
    }
    let sides = [
        ("minimum", &numeric.minimum, "exclusiveMinimum", &numeric.exclusive_minimum),
        ("maximum", &numeric.maximum, "exclusiveMaximum", &numeric.exclusive_maximum),
    ];
    for (name, inclusive, flag, exclusive) in sides {
        if let Some(value) = exclusive.as_ref().or(inclusive.as_ref()) {
            put(out, name, Value::Number(value.clone()));
        }
        if exclusive.is_some() {
            put(out, flag, Value::Bool(true));
        }
    }
}
