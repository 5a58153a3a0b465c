//! Rules from terms of the Validation vocabulary.

use super::super::model::names::term;
use super::super::model::{Annotations, Expr};
use super::primitive::number;
use super::shared::member;
use super::{Lower, docs};
use crate::ir::{Docs, Format, Json, Member, Number, Schema, Types, Values};

/// The terms that make rules.
const RULES: &[&str] = &[
    term::PATTERN,
    term::MINIMUM,
    term::MAXIMUM,
    term::MULTIPLE_OF,
    term::ALLOWED_VALUES,
    term::MIN_ITEMS,
    term::MAX_ITEMS,
    term::IS_URL,
    term::DERIVED_TYPES,
];

/// Whether annotations make rules, so that the schema cannot be shared.
pub(super) fn has_rules(annotations: &Annotations) -> bool {
    !annotations.is_empty() && RULES.iter().any(|rule| annotations.get(rule).is_some())
}

impl Lower<'_, '_> {
    /// Adds the rules of annotations to the schema of a single value.
    pub(super) fn validations(&mut self, schema: &mut Schema, annotations: &Annotations) {
        if annotations.is_empty() {
            return;
        }
        if let Some(pattern) = annotations.text(term::PATTERN) {
            match &mut schema.text.pattern {
                // The schema holds one pattern: a second one goes beside it.
                Some(_) => {
                    let mut second = Schema::any(schema.origin.clone());
                    second.text.pattern = Some(pattern.to_owned());
                    let id = self.schemas.add(second);
                    schema.all_of.push(id);
                }
                none => *none = Some(pattern.to_owned()),
            }
        }
        bounds(schema, annotations);
        if let Some(step) = annotations.text(term::MULTIPLE_OF).and_then(number) {
            schema.numeric.multiple_of = Some(step);
        }
        if let Some(allowed) = annotations.get(term::ALLOWED_VALUES) {
            let members: Vec<Member> = allowed.items().iter().filter_map(|item| allowed_value(item, schema.types)).collect();
            if !members.is_empty() {
                schema.values = Some(Values { members, open: false, flags: false, name: None });
            }
        }
        if annotations.tagged(term::IS_URL) && schema.types.contains(Types::STRING) && schema.format.is_none() {
            schema.format = Some(Format::Other("uri-reference".to_owned()));
        }
    }

    /// Adds the rules of annotations to the schema of a collection.
    pub(super) fn collection_validations(schema: &mut Schema, annotations: &Annotations) {
        let count = |term| annotations.get(term).and_then(Expr::integer).and_then(|count| u64::try_from(count).ok());
        schema.array.min_items = count(term::MIN_ITEMS);
        schema.array.max_items = count(term::MAX_ITEMS);
    }
}

fn bounds(schema: &mut Schema, annotations: &Annotations) {
    let bound = |term| -> Option<(Number, bool)> {
        let found = annotations.find(term)?;
        Some((number(found.value.text()?)?, found.nested.tagged(term::EXCLUSIVE)))
    };
    match bound(term::MINIMUM) {
        Some((limit, true)) => schema.numeric.exclusive_minimum = Some(limit),
        Some((limit, false)) => schema.numeric.minimum = Some(limit),
        None => {}
    }
    match bound(term::MAXIMUM) {
        Some((limit, true)) => schema.numeric.exclusive_maximum = Some(limit),
        Some((limit, false)) => schema.numeric.maximum = Some(limit),
        None => {}
    }
}

/// One allowed value: a record with `Value`, its meaning in a nested description.
fn allowed_value(item: &Expr, types: Types) -> Option<Member> {
    let record = item.record()?;
    let value = constant(record.get("Value")?, types)?;
    let mut found = member(value);
    found.name = record.text("@Org.OData.Core.V1.SymbolicName").map(str::to_owned);
    found.docs =
        Docs { summary: record.text("@Org.OData.Core.V1.Description").map(str::to_owned), ..docs::docs(&Annotations::default()) };
    Some(found)
}

/// A constant as a value of the given types.
pub(super) fn constant(expr: &Expr, types: Types) -> Option<Json> {
    match expr {
        Expr::Bool(value) => Some(Json::Bool(*value)),
        Expr::Null => Some(Json::Null),
        Expr::Number(text) | Expr::Text(text) | Expr::Constant(_, text) => Some(typed(text, types)),
        _ => None,
    }
}

/// The value that text stands for, in a place of the given types.
pub(super) fn typed(text: &str, types: Types) -> Json {
    if types.contains(Types::STRING) {
        return Json::String(text.to_owned());
    }
    if types.contains(Types::BOOLEAN) && matches!(text, "true" | "false") {
        return Json::Bool(text == "true");
    }
    match number(text) {
        Some(found) if types.contains(Types::INTEGER) => Json::Number(found),
        _ => Json::String(text.to_owned()),
    }
}
