//! What typed validators call: rules on Rust values, each at its place.

use super::fault::{self, Fault};
use super::number::Quantity;
use super::{Options, Policy, Present, Report, Rule, Validate, Violation, length, unique};
use crate::format;
use crate::json::{self, Map, Write};
use crate::pattern::Pattern;
use crate::schema::{SchemaRef, Views};
use std::cmp::Ordering;

/// Collects what is wrong with a typed value, whatever a policy makes of it.
///
/// Places cost nothing while all is well: a violation gets its pointer on the way out, one token at a time.
#[derive(Debug)]
pub struct Validator {
    views: Views,
    options: Options,
    limit: usize,
    violations: Vec<Violation>,
}

/// Places.
impl Validator {
    /// Starts checking what is in view.
    pub fn new(views: Views) -> Self {
        Self::with_options(views, &Options::default())
    }

    /// Starts checking what is in view.
    pub fn with_options(views: Views, options: &Options) -> Self {
        let options = Options { policy: Policy::strict(), ..options.clone() };
        Self { views, limit: options.limit(), options, violations: Vec::new() }
    }

    /// The views that are checked.
    pub fn views(&self) -> Views {
        self.views
    }

    /// Whether nothing is wrong so far.
    pub fn is_valid(&self) -> bool {
        self.violations.is_empty()
    }

    /// Everything that is wrong.
    pub fn into_report(self) -> Report {
        let truncated = self.violations.len() >= self.limit && !self.violations.is_empty();
        Report::new(self.violations, truncated)
    }

    /// Checks a member: everything reported inside is reported at its place.
    pub fn at(&mut self, name: &str, check: impl FnOnce(&mut Self)) {
        let before = self.violations.len();
        check(self);
        if self.violations.len() > before {
            self.place(before, name, "properties", name);
        }
    }

    /// Checks a member by its own rules, if it holds a value: a model, or an [`Option`], [`Maybe`](crate::Maybe), [`Box`],
    /// [`Vec`] or [`Map`] of models.
    pub fn field(&mut self, name: &str, value: &impl Validate) {
        self.at(name, |v| value.validate(v));
    }

    /// Checks a member if it holds a value: an [`Option`] or a [`Maybe`](crate::Maybe).
    pub fn present<P: Present>(&mut self, name: &str, place: &P, check: impl FnOnce(&mut Self, &P::Value)) {
        if let Some(value) = place.present() {
            self.at(name, |v| check(v, value));
        }
    }

    /// Checks each item of an array.
    pub fn items<T>(&mut self, items: &[T], mut check: impl FnMut(&mut Self, &T)) {
        for (index, item) in items.iter().enumerate() {
            let before = self.violations.len();
            if before >= self.limit {
                break;
            }
            check(self, item);
            if self.violations.len() > before {
                self.place(before, &index.to_string(), "items", "");
            }
        }
    }

    /// Checks the value of each member of a map.
    pub fn entries<T>(&mut self, map: &Map<T>, mut check: impl FnMut(&mut Self, &T)) {
        for (name, value) in map {
            let before = self.violations.len();
            if before >= self.limit {
                break;
            }
            check(self, value);
            if self.violations.len() > before {
                self.place(before, name, "additionalProperties", "");
            }
        }
    }

    /// Checks the name of each member of a map.
    pub fn names<T>(&mut self, map: &Map<T>, mut check: impl FnMut(&mut Self, &str)) {
        for name in map.keys() {
            let before = self.violations.len();
            check(self, name);
            if self.violations.len() > before {
                for violation in self.violations.iter_mut().skip(before) {
                    violation.message = fault::name_of_member(&violation.message).message;
                    violation.rule = Rule::PropertyNames;
                }
                self.place(before, name, "propertyNames", "");
            }
        }
    }

    /// Checks a value that must not be shown.
    pub fn secret(&mut self, check: impl FnOnce(&mut Self)) {
        let before = self.violations.len();
        check(self);
        for violation in self.violations.iter_mut().skip(before) {
            violation.found = None;
        }
    }

    /// Applies a schema to the value as it is written in JSON: for rules that typed code cannot answer.
    pub fn schema(&mut self, value: &impl Write, schema: SchemaRef) {
        if self.violations.len() >= self.limit {
            return;
        }
        let report = super::check_bytes(json::to_string(value).as_bytes(), schema, self.views, &self.options);
        let room = self.limit - self.violations.len();
        self.violations.extend(report.into_iter().take(room));
    }

    #[cold]
    fn place(&mut self, from: usize, token: &str, keyword: &str, name: &str) {
        let mut pointer = String::from("/");
        json::push_token(&mut pointer, token);
        let mut path = String::from(keyword);
        if !name.is_empty() {
            path.push('/');
            json::push_token(&mut path, name);
        }
        path.push('/');
        for violation in self.violations.iter_mut().skip(from) {
            violation.prefix(&pointer, &path);
        }
    }

    fn expect(&mut self, valid: bool, fault: impl FnOnce() -> Fault) {
        if !valid {
            self.report(fault());
        }
    }

    #[cold]
    fn report(&mut self, fault: Fault) {
        if self.violations.len() < self.limit {
            let keyword = fault.rule.as_str().to_owned();
            self.violations.push(fault.at(String::new(), keyword, false));
        }
    }
}

/// Rules on the value at the current place.
impl Validator {
    /// `minLength`, in characters
    pub fn min_length(&mut self, text: &(impl AsRef<str> + ?Sized), limit: u64) {
        let text = text.as_ref();
        self.expect(length::at_least(text, limit), || fault::length(Rule::MinLength, limit, text));
    }

    /// `maxLength`, in characters
    pub fn max_length(&mut self, text: &(impl AsRef<str> + ?Sized), limit: u64) {
        let text = text.as_ref();
        self.expect(length::at_most(text, limit), || fault::length(Rule::MaxLength, limit, text));
    }

    /// `pattern`
    pub fn pattern(&mut self, text: &(impl AsRef<str> + ?Sized), pattern: &'static Pattern) {
        let text = text.as_ref();
        self.expect(pattern.is_match(text), || fault::pattern(pattern.as_str(), text));
    }

    /// `format` of a string
    pub fn format(&mut self, text: &(impl AsRef<str> + ?Sized), name: &str) {
        let text = text.as_ref();
        let known = !self.options.asserts(name) || format::check(name, text) != Some(false);
        self.expect(known, || fault::format(name, fault::quoted(text)));
    }

    /// `enum` of strings
    pub fn one_of_values(&mut self, text: &(impl AsRef<str> + ?Sized), values: &[&str]) {
        let text = text.as_ref();
        self.expect(values.contains(&text), || fault::not_listed(values, fault::quoted(text)));
    }

    /// `minimum`; the limit is the text of a JSON number
    pub fn minimum(&mut self, number: impl Quantity, limit: &str) {
        self.bound(Rule::Minimum, number, limit, Ordering::is_ge);
    }

    /// `exclusiveMinimum`
    pub fn exclusive_minimum(&mut self, number: impl Quantity, limit: &str) {
        self.bound(Rule::ExclusiveMinimum, number, limit, Ordering::is_gt);
    }

    /// `maximum`
    pub fn maximum(&mut self, number: impl Quantity, limit: &str) {
        self.bound(Rule::Maximum, number, limit, Ordering::is_le);
    }

    /// `exclusiveMaximum`
    pub fn exclusive_maximum(&mut self, number: impl Quantity, limit: &str) {
        self.bound(Rule::ExclusiveMaximum, number, limit, Ordering::is_lt);
    }

    /// `multipleOf`
    pub fn multiple_of(&mut self, number: impl Quantity, divisor: &str) {
        self.expect(number.multiple(divisor), || fault::bound(Rule::MultipleOf, divisor, number.shown()));
    }

    fn bound(&mut self, rule: Rule, number: impl Quantity, limit: &str, accepts: fn(Ordering) -> bool) {
        let within = number.order(limit).is_none_or(accepts);
        self.expect(within, || fault::bound(rule, limit, number.shown()));
    }

    /// `minItems`
    pub fn min_items(&mut self, len: usize, limit: usize) {
        self.expect(len >= limit, || fault::size(Rule::MinItems, as_u64(limit), len));
    }

    /// `maxItems`
    pub fn max_items(&mut self, len: usize, limit: usize) {
        self.expect(len <= limit, || fault::size(Rule::MaxItems, as_u64(limit), len));
    }

    /// `uniqueItems`: by their JSON
    pub fn unique_items(&mut self, items: &[impl Write]) {
        let duplicate = unique::duplicate_written(items);
        if let Some((first, second)) = duplicate {
            self.report(fault::not_unique(first, second));
        }
    }

    /// `minProperties`
    pub fn min_properties(&mut self, len: usize, limit: usize) {
        self.expect(len >= limit, || fault::size(Rule::MinProperties, as_u64(limit), len));
    }

    /// `maxProperties`
    pub fn max_properties(&mut self, len: usize, limit: usize) {
        self.expect(len <= limit, || fault::size(Rule::MaxProperties, as_u64(limit), len));
    }

    /// `required`, where a member may be absent by its type: because only some views ask for it, or another member does.
    pub fn required(&mut self, name: &str, present: bool) {
        self.expect(present, || fault::missing(name));
    }

    /// Reports a rule that code outside the schema asks for.
    pub fn custom(&mut self, rule: Rule, message: impl Into<String>) {
        self.report(Fault { rule, limit: None, found: None, message: message.into() });
    }
}

fn as_u64(n: usize) -> u64 {
    u64::try_from(n).unwrap_or(u64::MAX)
}
