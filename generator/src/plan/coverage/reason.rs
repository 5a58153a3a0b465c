//! Reasons: a schema and the type it became come in, what a reader wants to know about it goes out.

use std::collections::BTreeSet;

use crate::ir::{Lost, Schema, SchemaId, Schemas, Span, Types};
use crate::plan::repr::{ItemKind, Repr};
use crate::plan::rules::{Check, Limit, Patterns};
use crate::plan::shape;

/// How many schemas that stand for each other are followed.
const CHAIN: usize = 64;

/// Keywords that neither a Rust type nor a check in code can answer.
pub fn beyond(schemas: &Schemas, id: SchemaId) -> Option<String> {
    let (mut found, mut seen, mut open) = (BTreeSet::new(), BTreeSet::new(), vec![id]);
    while let Some(id) = open.pop().filter(|_| seen.len() < CHAIN) {
        if !seen.insert(id) {
            continue;
        }
        let schema = &schemas[id];
        found.extend(keywords(schema));
        // What a part with a name says is told where that is defined.
        let parts = schema.refer.iter().chain(&schema.all_of).filter(|part| schemas[**part].name.is_none());
        open.extend(parts);
    }
    let list: Vec<String> = found.into_iter().map(|keyword| format!("`{keyword}`")).collect();
    (!list.is_empty()).then(|| list.join(", "))
}

fn keywords(schema: &Schema) -> Vec<&'static str> {
    let (array, object) = (&schema.array, &schema.object);
    let all = [
        (schema.not.is_some(), "not"),
        (schema.conditional.is_some(), "if"),
        (schema.dynamic_refer.is_some(), "$dynamicRef"),
        (schema.text.span != Span::default(), "limits of dates and times"),
        (schema.text.max_bytes.is_some(), "limits of bytes"),
        (array.contains.is_some(), "contains"),
        (array.unevaluated.is_some(), "unevaluatedItems"),
        (!array.prefix_items.is_empty(), "prefixItems"),
        (object.property_names.is_some(), "propertyNames"),
        (object.unevaluated.is_some(), "unevaluatedProperties"),
        (!object.pattern_properties.is_empty(), "patternProperties"),
        (!object.dependent_required.is_empty(), "dependentRequired"),
        (!object.dependent_schemas.is_empty(), "dependentSchemas"),
    ];
    all.into_iter().filter(|(there, _)| *there).map(|(_, keyword)| keyword).collect()
}

/// Why an item needs the interpreter although its schema has no such keyword.
pub fn of_kind(kind: &ItemKind) -> &'static str {
    match kind {
        ItemKind::Union(_) => "alternatives that may overlap",
        ItemKind::Tagged(_) => "rules beside the tag",
        ItemKind::Enum(_) => "rules beside the values",
        ItemKind::Struct(_) | ItemKind::Alias(_) => "rules that only the interpreter checks",
    }
}

/// The type that lists, maps and optional values are made of.
pub fn innermost(repr: &Repr) -> &Repr {
    match repr {
        Repr::List(inner) | Repr::Map(inner) | Repr::Nullable(inner) | Repr::Boxed(inner) => innermost(inner),
        repr => repr,
    }
}

/// Why a value is raw JSON although its schema says something; `None` when it is not, or when any value is valid.
pub fn raw(schemas: &Schemas, id: SchemaId, repr: &Repr) -> Option<String> {
    match repr {
        Repr::Nullable(inner) | Repr::Boxed(inner) => raw(schemas, id, inner),
        Repr::List(inner) => {
            let shape = shape::shape(schemas, id);
            if !shape.prefix_items.is_empty() {
                return Some("items that differ by their position".to_owned());
            }
            shape.items.and_then(|items| raw(schemas, items, inner))
        }
        Repr::Map(inner) => shape::shape(schemas, id).additional.and_then(|values| raw(schemas, values, inner)),
        Repr::JsonObject => {
            let shape = shape::shape(schemas, id);
            let patterns = shape.has_patterns.then(|| "members by pattern of their names".to_owned());
            patterns.or_else(|| shape.additional.and_then(|values| raw(schemas, values, &Repr::Json)))
        }
        Repr::Json => why_json(schemas, id),
        _ => None,
    }
}

fn why_json(schemas: &Schemas, id: SchemaId) -> Option<String> {
    if let Some(lost) = lost(schemas, id) {
        return Some(lost.to_owned());
    }
    let shape = shape::shape(schemas, id);
    let alternatives: usize = shape.choices.iter().map(|(_, choice)| choice.len()).sum();
    let types = shape.types.without(Types::NULL);
    let any = types == Types::ANY.without(Types::NULL);
    let reason = if types == Types::NONE && shape.types != Types::NULL {
        "no value is valid"
    } else if shape.values.is_some() {
        "listed values that are not all of one simple type"
    } else if alternatives > 1 {
        "too many alternatives, or alternatives that say nothing of types"
    } else if !any && types.0.count_ones() > 1 {
        "too many JSON types"
    } else if !any {
        "a schema that holds itself with nothing between"
    } else {
        return None;
    };
    Some(reason.to_owned())
}

/// Why a schema, or one that it stands for, takes every value although the document says otherwise.
fn lost(schemas: &Schemas, id: SchemaId) -> Option<&'static str> {
    let target = |id: &SchemaId| schemas[*id].refer.or_else(|| schemas[*id].all_of.first().copied());
    std::iter::successors(Some(id), target).take(CHAIN).find_map(|id| schemas[id].lost).map(|lost| match lost {
        Lost::Excluded => "the type was left out",
        Lost::Mistaken => "there is a mistake in the document",
    })
}

/// The rules that code checks, by keyword. A pattern that is none checks nothing.
pub fn rules(checks: &[Check], patterns: &Patterns) -> String {
    let mut found = Vec::new();
    collect(checks, patterns, &mut found);
    found.dedup();
    found.join(", ")
}

fn collect(checks: &[Check], patterns: &Patterns, found: &mut Vec<&'static str>) {
    for check in checks {
        found.push(match check {
            Check::MinLength(_) => "minLength",
            Check::MaxLength(_) => "maxLength",
            Check::Pattern(name) if !patterns.is_sound(name) => continue,
            Check::Pattern(_) => "pattern",
            Check::Format(_) => "format",
            Check::Limit(Limit::Minimum, _) => "minimum",
            Check::Limit(Limit::ExclusiveMinimum, _) => "exclusiveMinimum",
            Check::Limit(Limit::Maximum, _) => "maximum",
            Check::Limit(Limit::ExclusiveMaximum, _) => "exclusiveMaximum",
            Check::Limit(Limit::MultipleOf, _) => "multipleOf",
            Check::MinItems(_) => "minItems",
            Check::MaxItems(_) => "maxItems",
            Check::UniqueItems => "uniqueItems",
            Check::MinProperties(_) => "minProperties",
            Check::MaxProperties(_) => "maxProperties",
            Check::Items(inner) | Check::Entries(inner) | Check::Present(inner) => {
                collect(inner, patterns, found);
                continue;
            }
            Check::Schema(_) | Check::Descend(_) => continue,
        });
    }
}
