//! Types, enumerated values, and the rules of numbers and strings.

use std::cmp::Ordering;

use super::Walk;
use super::place::At;
use crate::format;
use crate::json::{Number, Value};
use crate::schema::{self, Numeric, Schema, Types, Values};
use crate::text::base64;
use crate::validate::fault::{self, Fault};
use crate::validate::number::Quantity;
use crate::validate::{Rule, length};

/// The bit of a value's type.
pub(super) fn type_of(value: &Value) -> Types {
    match value {
        Value::Null => schema::NULL,
        Value::Bool(_) => schema::BOOLEAN,
        Value::Number(number) if number.is_integer() => schema::INTEGER,
        Value::Number(_) => schema::NUMBER & !schema::INTEGER,
        Value::String(_) => schema::STRING,
        Value::Array(_) => schema::ARRAY,
        Value::Object(_) => schema::OBJECT,
    }
}

/// Whether a value equals one of the JSON texts.
pub(super) fn lists(texts: &[&str], value: &Value) -> bool {
    texts.iter().any(|text| match value {
        Value::String(value) => is_literal(text, value),
        Value::Null | Value::Bool(_) => value.to_string() == *text,
        Value::Number(value) => Number::parse(text).is_some_and(|number| number == *value),
        Value::Array(_) => text.starts_with('[') && equals(text, value),
        Value::Object(_) => text.starts_with('{') && equals(text, value),
    })
}

/// Whether a JSON text is the literal of a string.
fn is_literal(json: &str, text: &str) -> bool {
    let Some(inner) = json.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')) else { return false };
    match inner.len().cmp(&text.len()) {
        Ordering::Less => false,
        Ordering::Equal => inner == text && !inner.contains('\\'),
        // An escape is longer than what it stands for.
        Ordering::Greater => inner.contains('\\') && Value::parse(json.as_bytes()).is_ok_and(|value| value.as_str() == Some(text)),
    }
}

fn equals(json: &str, value: &Value) -> bool {
    Value::parse(json.as_bytes()).is_ok_and(|listed| listed == *value)
}

impl Walk<'_> {
    pub(super) fn types(&mut self, schema: &Schema, at: &At<'_>) -> bool {
        if schema.types == schema::ANY {
            return true;
        }
        if schema.types == 0 {
            return self.broken(at, || fault::not_allowed(at.forbidden(), &at.token()));
        }
        let valid = schema.types & type_of(at.value) != 0;
        self.expect(valid, at, || fault::wrong_type(schema.types, at.value))
    }

    /// The rules that look at nothing within the value.
    #[inline]
    pub(super) fn scalar(&mut self, schema: &Schema, at: &At<'_>) -> bool {
        let valid = schema.values.is_none_or(|rules| self.values(rules, at));
        if self.settled(valid) {
            return false;
        }
        valid
            & match at.value {
                Value::Number(number) if schema.numeric.is_some() || schema.format.is_some() => self.number(schema, number, at),
                Value::String(text) if schema.text.is_some() || schema.format.is_some() => self.text(schema, text, at),
                _ => true,
            }
    }

    #[inline(never)]
    fn values(&mut self, rules: &Values, at: &At<'_>) -> bool {
        let valid = rules.open && self.options.open_values
            || match at.value {
                Value::String(text) if rules.flags => {
                    text.split(',').all(|flag| rules.json.iter().any(|json| is_literal(json, flag.trim())))
                }
                value => lists(rules.json, value),
            };
        self.expect(valid, at, || fault::not_listed(rules.json, fault::shown(at.value)))
    }

    #[inline(never)]
    fn number(&mut self, schema: &Schema, number: &Number, at: &At<'_>) -> bool {
        let mut valid = schema.numeric.is_none_or(|rules| self.bounds(rules, number, at));
        if self.settled(valid) {
            return false;
        }
        if let Some(name) = schema.format.filter(|name| self.options.asserts(name)) {
            let known = format::check_number(name, number) != Some(false);
            valid &= self.expect(known, at, || fault::format(name, number.shown()));
        }
        valid
    }

    fn bounds(&mut self, rules: &Numeric, number: &Number, at: &At<'_>) -> bool {
        let limits = [rules.minimum, rules.exclusive_minimum, rules.maximum, rules.exclusive_maximum];
        let mut valid =
            self.between(limits, at, &|limit| number.order(limit), &|rule, limit| fault::bound(rule, limit, number.shown()));
        if let Some(divisor) = rules.multiple_of {
            let multiple = number.multiple(divisor);
            valid &= self.expect(multiple, at, || fault::bound(Rule::MultipleOf, divisor, number.shown()));
        }
        valid
    }

    /// Holds a value to its limits: not below, above, not above, below.
    fn between(
        &mut self,
        limits: [Option<&'static str>; 4],
        at: &At<'_>,
        order: &dyn Fn(&str) -> Option<Ordering>,
        fault: &dyn Fn(Rule, &str) -> Fault,
    ) -> bool {
        type Accepts = fn(Ordering) -> bool;
        let rules: [(Rule, Accepts); 4] = [
            (Rule::Minimum, Ordering::is_ge),
            (Rule::ExclusiveMinimum, Ordering::is_gt),
            (Rule::Maximum, Ordering::is_le),
            (Rule::ExclusiveMaximum, Ordering::is_lt),
        ];
        let mut valid = true;
        for ((rule, accepts), limit) in rules.into_iter().zip(limits) {
            let Some(limit) = limit else { continue };
            let within = order(limit).is_none_or(accepts);
            valid &= self.expect(within, at, || fault(rule, limit));
        }
        valid
    }

    #[inline(never)]
    fn text(&mut self, schema: &Schema, text: &str, at: &At<'_>) -> bool {
        let mut valid = true;
        if let Some(rules) = schema.text {
            if let Some(limit) = rules.min_length {
                let enough = length::at_least(text, limit);
                valid &= self.expect(enough, at, || fault::length(Rule::MinLength, limit, text));
            }
            if let Some(limit) = rules.max_length {
                let short = length::at_most(text, limit);
                valid &= self.expect(short, at, || fault::length(Rule::MaxLength, limit, text));
            }
            if let Some(limit) = rules.max_bytes {
                let short = base64::decode(text).is_none_or(|bytes| bytes.len() as u64 <= limit);
                valid &= self.expect(short, at, || fault::too_many_bytes(limit, text));
            }
            if let Some(pattern) = rules.pattern.filter(|_| !self.settled(valid)) {
                let matches = pattern.is_match(text);
                valid &= self.expect(matches, at, || fault::pattern(pattern.as_str(), text));
            }
            let limits = [rules.minimum, rules.exclusive_minimum, rules.maximum, rules.exclusive_maximum];
            let fault = |rule: Rule, limit: &str| fault::bound(rule, limit, fault::quoted(text));
            valid &= self.between(limits, at, &|limit| format::order(text, limit), &fault);
        }
        if let Some(name) = schema.format.filter(|name| self.options.asserts(name) && !self.settled(valid)) {
            let known = format::check(name, text) != Some(false);
            valid &= self.expect(known, at, || fault::format(name, fault::quoted(text)));
        }
        valid
    }
}
