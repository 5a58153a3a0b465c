//! Rules for numbers and strings.

use wiretype_runtime::format;

use crate::diag::rule;
use crate::front::openapi::context::Context;
use crate::ir::{Number, Schema, Span};
use crate::source::{Kind, NodeRef};

/// Keywords for limits of dates and times, which no dialect of JSON Schema has but validators agree on.
const MOMENTS: [&str; 4] = ["formatMinimum", "formatExclusiveMinimum", "formatMaximum", "formatExclusiveMaximum"];

const MOMENT_EXTENSIONS: [&str; 4] = ["x-formatMinimum", "x-formatExclusiveMinimum", "x-formatMaximum", "x-formatExclusiveMaximum"];

impl<'d> Context<'d, '_> {
    pub(super) fn text_rules(&mut self, schema: &mut Schema, node: NodeRef<'d>) {
        schema.text.min_length = self.count(node, "minLength");
        schema.text.max_length = self.count(node, "maxLength");
        schema.text.pattern = node.get("pattern").and_then(NodeRef::as_str).map(str::to_owned);
        // Before 3.1 only extensions can be added to the keywords of schemas.
        let names = if self.references.version(node).has_json_schema() { MOMENTS } else { MOMENT_EXTENSIONS };
        let [minimum, exclusive_minimum, maximum, exclusive_maximum] = names.map(|keyword| self.moment(node, keyword));
        schema.text.span = Span { minimum, exclusive_minimum, maximum, exclusive_maximum };
    }

    /// A limit of dates, points in time, times of day or durations.
    fn moment(&mut self, node: NodeRef<'d>, keyword: &str) -> Option<String> {
        let value = node.get(keyword)?;
        let text = value.as_str()?;
        if format::order(text, text).is_none() {
            let message = format!("`{keyword}` must be a date, a point in time, a time of day or a duration, found `{text}`");
            self.breach(rule(message, value.location(), "ignored"));
            return None;
        }
        Some(text.to_owned())
    }

    /// A count that is not negative.
    pub(super) fn count(&mut self, node: NodeRef<'d>, keyword: &str) -> Option<u64> {
        let value = node.get(keyword)?;
        let (Kind::Number(text) | Kind::String(text)) = value.kind() else { return None };
        let count = whole(text.trim());
        if count.is_none() && value.as_number().is_some() {
            let message = format!("`{keyword}` must be a whole number that is not negative, found `{text}`");
            self.breach(rule(message, value.location(), "ignored"));
        }
        count
    }
}

/// Sets the rules for numbers.
pub(super) fn numeric(schema: &mut Schema, node: NodeRef<'_>) {
    let rules = &mut schema.numeric;
    (rules.minimum, rules.exclusive_minimum) = bound(node, "minimum", "exclusiveMinimum");
    (rules.maximum, rules.exclusive_maximum) = bound(node, "maximum", "exclusiveMaximum");
    // A divisor has to be above zero, which is looked at with the shape of the document.
    let zero = Number::parse("0");
    rules.multiple_of = node.get("multipleOf").and_then(number).filter(|divisor| zero.as_ref().is_some_and(|zero| divisor > zero));
}

/// A bound and its exclusive form, which is a number of its own or, in draft 4, a flag on the other.
fn bound(node: NodeRef<'_>, inclusive: &str, exclusive: &str) -> (Option<Number>, Option<Number>) {
    let limit = node.get(inclusive).and_then(number);
    let Some(other) = node.get(exclusive) else { return (limit, None) };
    match other.kind() {
        Kind::Bool(true) => (None, limit),
        Kind::Bool(false) => (limit, None),
        _ => (limit, number(other)),
    }
}

/// A number; `"5"` counts too, since its kind is reported where the shape of the document is looked at.
fn number(value: NodeRef<'_>) -> Option<Number> {
    match value.kind() {
        Kind::Number(text) => Number::parse(text),
        Kind::String(text) => Number::parse(text.trim()),
        _ => None,
    }
}

/// A number without sign and fraction; `2.0` and `1e3` are whole, and what is beyond 64 bits counts as the largest.
fn whole(text: &str) -> Option<u64> {
    if let Ok(count) = text.parse::<u64>() {
        return Some(count);
    }
    let (digits, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let exponent: usize = exponent.strip_prefix('+').unwrap_or(exponent).parse().ok()?;
    let (head, tail) = digits.split_once('.').unwrap_or((digits, ""));
    let tail = tail.trim_end_matches('0');
    let all_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if head.is_empty() || !all_digits(head) || !all_digits(tail) || tail.len() > exponent {
        return None;
    }
    let zeros = (exponent - tail.len()).min(24);
    format!("{head}{tail}{}", "0".repeat(zeros)).parse().ok().or(Some(u64::MAX))
}
