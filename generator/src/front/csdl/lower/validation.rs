//! Rules from terms of the Validation vocabulary.

use wiretype_runtime::format;

use super::super::model::names::{split, term};
use super::super::model::{Annotations, Expr};
use super::primitive::number;
use super::shared::member;
use super::{Lower, docs};
use crate::diag;
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
    term::IS_MEDIA_TYPE,
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
        if schema.types.contains(Types::STRING) && !schema.types.contains(Types::INTEGER) {
            self.span(schema, annotations);
        } else {
            self.bounds(schema, annotations);
        }
        if let Some(allowed) = annotations.get(term::ALLOWED_VALUES) {
            let members: Vec<Member> = allowed.items().iter().filter_map(|item| allowed_value(item, schema.types)).collect();
            if !members.is_empty() {
                schema.values = Some(Values { members, open: false, flags: false, name: None });
            }
        }
        for (term, format) in [(term::IS_URL, "uri-reference"), (term::IS_MEDIA_TYPE, "media-range")] {
            if annotations.tagged(term) && schema.types.contains(Types::STRING) && schema.format.is_none() {
                schema.format = Some(Format::Other(format.to_owned()));
            }
        }
    }

    /// Adds the rules of annotations to the schema of a collection.
    pub(super) fn collection_validations(&mut self, schema: &mut Schema, annotations: &Annotations) {
        schema.array.min_items = self.limit(annotations, term::MIN_ITEMS, "a count", |text| text.parse().ok());
        schema.array.max_items = self.limit(annotations, term::MAX_ITEMS, "a count", |text| text.parse().ok());
    }

    /// Limits of dates and times. What they limit is told by the limit itself, so that it counts for type definitions as well.
    fn span(&mut self, schema: &mut Schema, annotations: &Annotations) {
        let expected = "a date, a point in time, a time of day or a duration";
        let read = |text: &str| format::order(text, text).map(|_| text.to_owned());
        let minimum = self.limit(annotations, term::MINIMUM, expected, read);
        let maximum = self.limit(annotations, term::MAXIMUM, expected, read);
        let span = &mut schema.text.span;
        if minimum.is_some() {
            *(if is_exclusive(annotations, term::MINIMUM) { &mut span.exclusive_minimum } else { &mut span.minimum }) = minimum;
        }
        if maximum.is_some() {
            *(if is_exclusive(annotations, term::MAXIMUM) { &mut span.exclusive_maximum } else { &mut span.maximum }) = maximum;
        }
    }

    fn bounds(&mut self, schema: &mut Schema, annotations: &Annotations) {
        let exclusive = |term| is_exclusive(annotations, term);
        let minimum = self.limit(annotations, term::MINIMUM, "a number", number);
        let maximum = self.limit(annotations, term::MAXIMUM, "a number", number);
        let step = self.limit(annotations, term::MULTIPLE_OF, "a number above 0", |text| {
            number(text).filter(|step| *step > Number::from(0_i64))
        });
        let numeric = &mut schema.numeric;
        if minimum.is_some() {
            *(if exclusive(term::MINIMUM) { &mut numeric.exclusive_minimum } else { &mut numeric.minimum }) = minimum;
        }
        if maximum.is_some() {
            *(if exclusive(term::MAXIMUM) { &mut numeric.exclusive_maximum } else { &mut numeric.maximum }) = maximum;
        }
        numeric.multiple_of = step.or(numeric.multiple_of.take());
    }

    /// The limit that a term sets; one of another kind is reported.
    fn limit<T>(&mut self, annotations: &Annotations, term: &str, expected: &str, read: impl Fn(&str) -> Option<T>) -> Option<T> {
        let found = annotations.find(term)?;
        let text = found.value.text();
        let limit = text.and_then(read);
        // What depends on data has been noted as such; derived types have the same members.
        if let (None, Some(text)) = (&limit, text)
            && self.noted.insert(format!("{term} {:?}", found.at))
        {
            self.diags.push(diag::unfit_value(split(term).1, text, expected, found.at));
        }
        limit
    }
}

/// Whether a limit is not itself among the values.
fn is_exclusive(annotations: &Annotations, term: &str) -> bool {
    annotations.find(term).is_some_and(|found| found.nested.tagged(term::EXCLUSIVE))
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
