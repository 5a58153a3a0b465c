//! Whether reading a type answers all rules of a schema, so that the interpreter has nothing to add.

use crate::schema::{self, Array, Logic, Object, Schema, SchemaRef, Types};

use super::Validate;

fn get(at: SchemaRef) -> Option<&'static Schema> {
    at.table.schemas().get(usize::try_from(at.index).ok()?)
}

/// Follows schemas that are nothing but a reference.
fn resolved(mut at: SchemaRef) -> Option<&'static Schema> {
    for _ in 0..64 {
        let schema = get(at)?;
        match schema {
            Schema {
                name: None,
                types: schema::ANY,
                format: None,
                values: None,
                numeric: None,
                text: None,
                array: None,
                object: None,
                logic: Some(logic),
                ..
            } => match only_reference(logic) {
                Some(index) => at.index = index,
                None => return Some(schema),
            },
            _ => return Some(schema),
        }
    }
    None
}

/// The schema that logic refers to, if that is all it says.
pub(super) fn only_reference(logic: &Logic) -> Option<u32> {
    let alone = logic.dynamic_refer.is_none()
        && logic.all_of.is_empty()
        && logic.any_of.is_empty()
        && logic.one_of.is_empty()
        && logic.not.is_none()
        && logic.condition.is_none()
        && logic.discriminator.is_none();
    logic.refer.filter(|_| alone)
}

/// A schema that asks for nothing but types, a format, and what items and members are.
fn plain(at: SchemaRef, types: Types) -> Option<&'static Schema> {
    let schema = resolved(at)?;
    let plain = schema.types & types == types
        && schema.values.is_none()
        && schema.numeric.is_none()
        && schema.text.is_none()
        && schema.logic.is_none();
    plain.then_some(schema)
}

/// Whether a generated type may speak for the schema: it is the declared schema of the type, not one that adds rules to it.
pub(super) fn declared(at: SchemaRef) -> bool {
    resolved(at).is_some_and(|schema| schema.name.is_some() || schema.logic.is_none())
}

/// Whether the schema only asks for a value of a type in a format that reading checks.
pub(super) fn scalar(at: SchemaRef, types: Types, formats: &[&str]) -> bool {
    plain(at, types).is_some_and(|schema| schema.format.is_none_or(|format| formats.contains(&format)))
}

/// Whether `null` is accepted.
pub(super) fn nullable(at: SchemaRef) -> bool {
    resolved(at).is_some_and(|schema| schema.types & schema::NULL != 0)
}

/// Whether any value is accepted.
pub(super) fn anything(at: SchemaRef) -> bool {
    plain(at, schema::ANY).is_some_and(|schema| schema.format.is_none() && schema.array.is_none() && schema.object.is_none())
}

/// Whether the schema only asks for items that `T` answers for.
pub(super) fn array<T: Validate>(at: SchemaRef) -> bool {
    match plain(at, schema::ARRAY).map(|schema| schema.array) {
        Some(None) => true,
        Some(Some(Array {
            prefix_items: [],
            items,
            contains: None,
            min_items: None,
            max_items: None,
            unique_items: false,
            unevaluated: None,
            ..
        })) => items.is_none_or(|index| T::answers(SchemaRef { index, ..at })),
        _ => false,
    }
}

/// Whether the schema only asks for members that `T` answers for.
pub(super) fn map<T: Validate>(at: SchemaRef) -> bool {
    match plain(at, schema::OBJECT).map(|schema| schema.object) {
        Some(None) => true,
        Some(Some(Object {
            properties: [],
            required: [],
            pattern_properties: [],
            additional,
            property_names: None,
            min_properties: None,
            max_properties: None,
            dependent_required: [],
            dependent_schemas: [],
            unevaluated: None,
            ..
        })) => additional.is_none_or(|index| T::answers(SchemaRef { index, ..at })),
        _ => false,
    }
}
