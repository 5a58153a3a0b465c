//! Defaults that their own schemas do not take: nobody can mean them, so they are not used. A number that is written as a text, or the
//! other way round, is taken for what it says.

use wiretype_runtime::{format, pattern};

use crate::diag::{self, Diagnostic, Diags};
use crate::ir::{Api, Format, Json, Number, Numeric, Schema, SchemaId, Schemas, Text, Types, Views};
use crate::source::Location;

/// How far the parts of a schema are followed; schemas may hold themselves.
const DEPTH: usize = 16;

/// Checks the defaults of schemas and parameters, and takes away those that break their schema.
pub fn check(api: &mut Api, diags: &mut Diags) {
    let mut mended = Vec::new();
    for (id, schema) in api.schemas.iter() {
        let mend = schema.default.as_ref().and_then(|default| mend(&api.schemas, id, default));
        if let (Some(default), Some((why, instead))) = (&schema.default, mend) {
            diags.push(said(default, why, instead.as_ref(), schema.origin.location));
            mended.push((id, instead));
        }
    }
    for parameter in api.operations.iter_mut().flat_map(|operation| &mut operation.parameters) {
        let Some(default) = &parameter.default else { continue };
        let Some((why, instead)) = mend(&api.schemas, parameter.schema, default) else { continue };
        // A parameter has the default of its schema, of which it was said already.
        if api.schemas[parameter.schema].default.as_ref() != Some(default) {
            diags.push(said(default, why, instead.as_ref(), parameter.origin.location));
        }
        parameter.default = instead;
    }
    for (id, instead) in mended {
        api.schemas[id].default = instead;
    }
}

fn said(default: &Json, why: &str, instead: Option<&Json>, place: Location) -> Diagnostic {
    Diagnostic { repeats: true, ..diag::bad_default(default, why, instead.map(|instead| instead as _), place) }
}

/// What is wrong with a default, and what it must mean, if anything; nothing if it is right.
fn mend(schemas: &Schemas, id: SchemaId, default: &Json) -> Option<(&'static str, Option<Json>)> {
    let why = fault(schemas, id, default, 0)?;
    let other = match default {
        Json::String(text) => match text.as_str() {
            "true" | "false" => Some(Json::Bool(text == "true")),
            _ => Number::parse(text).map(Json::Number),
        },
        Json::Number(number) => Some(Json::from(number.as_str())),
        Json::Bool(value) => Some(Json::String(value.to_string())),
        _ => None,
    };
    Some((why, other.filter(|other| fault(schemas, id, other, 0).is_none())))
}

/// Why a value breaks a schema, as far as that can be said without looking at it all.
fn fault(schemas: &Schemas, id: SchemaId, value: &Json, depth: usize) -> Option<&'static str> {
    if depth > DEPTH {
        return None;
    }
    let schema = &schemas[id];
    let inner = |id: SchemaId, value: &Json| fault(schemas, id, value, depth + 1);
    let branches = |list: &[SchemaId]| {
        let none = !list.is_empty() && list.iter().all(|id| inner(*id, value).is_some());
        none.then_some("no alternative takes it")
    };
    let own = own_fault(schema, value).or_else(|| match value {
        Json::Array(items) => {
            let rest = items.get(schema.array.prefix_items.len()..).unwrap_or_default();
            rest.iter().find_map(|item| inner(schema.array.items?, item))
        }
        Json::Object(members) => {
            schema.object.properties.iter().find_map(|property| inner(property.schema, members.get(&property.name)?))
        }
        _ => None,
    });
    own.or_else(|| schema.refer.iter().chain(&schema.all_of).find_map(|id| inner(*id, value)))
        .or_else(|| branches(&schema.any_of))
        .or_else(|| branches(&schema.one_of))
}

fn own_fault(schema: &Schema, value: &Json) -> Option<&'static str> {
    if !schema.types.contains(Types::of(value)) {
        return Some("it is of another type");
    }
    if schema.values.as_ref().is_some_and(|values| {
        !values.open && !values.flags && !values.members.is_empty() && values.members.iter().all(|member| member.value != *value)
    }) {
        return Some("it is not among the listed values");
    }
    let format = schema.format.as_ref().map(Format::name);
    match value {
        Json::Number(number) if !is_within(number, &schema.numeric) => Some("it is not within the limits"),
        Json::Number(number) if format.and_then(|name| format::check_number(name, number)) == Some(false) => {
            Some("it is not of the format")
        }
        Json::String(text) if !has_form(text, &schema.text) => Some("its length or form is another one"),
        Json::String(text) if format.and_then(|name| format::check(name, text)) == Some(false) => Some("it is not of the format"),
        Json::Array(items) if !has_size(items.len(), schema.array.min_items, schema.array.max_items) => {
            Some("it has too many or too few items")
        }
        Json::Object(members) => {
            let mut required = schema.object.required.iter().filter(|required| required.views == Views::ALL);
            required.any(|required| members.get(&required.name).is_none()).then_some("a required member is missing")
        }
        _ => None,
    }
}

fn is_within(number: &Number, rules: &Numeric) -> bool {
    rules.minimum.as_ref().is_none_or(|limit| number >= limit)
        && rules.exclusive_minimum.as_ref().is_none_or(|limit| number > limit)
        && rules.maximum.as_ref().is_none_or(|limit| number <= limit)
        && rules.exclusive_maximum.as_ref().is_none_or(|limit| number < limit)
        && rules.multiple_of.as_ref().is_none_or(|divisor| number.multiple_of(divisor))
}

fn has_form(text: &str, rules: &Text) -> bool {
    let pattern = rules.pattern.as_deref().and_then(|pattern| pattern::compile(pattern).ok());
    has_size(text.chars().count(), rules.min_length, rules.max_length) && pattern.is_none_or(|pattern| pattern.is_match(text))
}

fn has_size(size: usize, least: Option<u64>, most: Option<u64>) -> bool {
    let size = u64::try_from(size).unwrap_or(u64::MAX);
    least.is_none_or(|least| size >= least) && most.is_none_or(|most| size <= most)
}
