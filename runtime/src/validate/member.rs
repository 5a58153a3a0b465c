//! Rules on one member, one after the other: `v.member("name", &self.name).min_length(1).max_length(63)`.

use super::number::Quantity;
use super::{Present, Validate, Validator};
use crate::json::{Map, Write};
use crate::pattern::Pattern;

/// A member at its place, with its value if it holds one.
#[derive(Debug)]
pub struct Member<'v, T: ?Sized> {
    validator: &'v mut Validator,
    name: &'v str,
    value: Option<&'v T>,
}

impl Validator {
    /// A member that always holds a value.
    pub fn member<'v, T: ?Sized>(&'v mut self, name: &'v str, value: &'v T) -> Member<'v, T> {
        Member { validator: self, name, value: Some(value) }
    }

    /// A member that may hold a value: an [`Option`] or a [`Maybe`](crate::Maybe).
    pub fn optional<'v, P: Present>(&'v mut self, name: &'v str, place: &'v P) -> Member<'v, P::Value> {
        Member { validator: self, name, value: place.present() }
    }
}

impl<T: ?Sized> Member<'_, T> {
    fn check(self, check: impl FnOnce(&mut Validator, &T)) -> Self {
        if let Some(value) = self.value {
            self.validator.at(self.name, |v| check(v, value));
        }
        self
    }
}

#[allow(clippy::return_self_not_must_use, reason = "a rule has reported what it found when it returns")]
impl<T: AsRef<str> + ?Sized> Member<'_, T> {
    /// `minLength`, in characters
    pub fn min_length(self, limit: u64) -> Self {
        self.check(|v, text| v.min_length(text, limit))
    }

    /// `maxLength`, in characters
    pub fn max_length(self, limit: u64) -> Self {
        self.check(|v, text| v.max_length(text, limit))
    }

    /// `pattern`
    pub fn pattern(self, pattern: &'static Pattern) -> Self {
        self.check(|v, text| v.pattern(text, pattern))
    }

    /// `format`
    pub fn format(self, name: &str) -> Self {
        self.check(|v, text| v.format(text, name))
    }
}

#[allow(clippy::return_self_not_must_use, reason = "a rule has reported what it found when it returns")]
impl<T: Quantity> Member<'_, T> {
    /// `minimum`; the limit is the text of a JSON number, as in all rules of numbers
    pub fn minimum(self, limit: &str) -> Self {
        self.check(|v, number| v.minimum(number, limit))
    }

    /// `exclusiveMinimum`
    pub fn exclusive_minimum(self, limit: &str) -> Self {
        self.check(|v, number| v.exclusive_minimum(number, limit))
    }

    /// `maximum`
    pub fn maximum(self, limit: &str) -> Self {
        self.check(|v, number| v.maximum(number, limit))
    }

    /// `exclusiveMaximum`
    pub fn exclusive_maximum(self, limit: &str) -> Self {
        self.check(|v, number| v.exclusive_maximum(number, limit))
    }

    /// `multipleOf`
    pub fn multiple_of(self, divisor: &str) -> Self {
        self.check(|v, number| v.multiple_of(number, divisor))
    }
}

#[allow(clippy::return_self_not_must_use, reason = "a rule has reported what it found when it returns")]
impl<T> Member<'_, Vec<T>> {
    /// `minItems`
    pub fn min_items(self, limit: usize) -> Self {
        self.check(|v, items| v.min_items(items.len(), limit))
    }

    /// `maxItems`
    pub fn max_items(self, limit: usize) -> Self {
        self.check(|v, items| v.max_items(items.len(), limit))
    }

    /// `uniqueItems`
    pub fn unique_items(self) -> Self
    where
        T: Write,
    {
        self.check(|v, items| v.unique_items(items))
    }

    /// Checks each item.
    pub fn items(self, check: impl FnMut(&mut Validator, &T)) -> Self {
        self.check(|v, items| v.items(items, check))
    }
}

#[allow(clippy::return_self_not_must_use, reason = "a rule has reported what it found when it returns")]
impl<T> Member<'_, Map<T>> {
    /// `minProperties`
    pub fn min_properties(self, limit: usize) -> Self {
        self.check(|v, map| v.min_properties(map.len(), limit))
    }

    /// `maxProperties`
    pub fn max_properties(self, limit: usize) -> Self {
        self.check(|v, map| v.max_properties(map.len(), limit))
    }

    /// Checks the value of each member.
    pub fn entries(self, check: impl FnMut(&mut Validator, &T)) -> Self {
        self.check(|v, map| v.entries(map, check))
    }
}

#[allow(clippy::return_self_not_must_use, reason = "a rule has reported what it found when it returns")]
impl<T: Validate> Member<'_, T> {
    /// The value's own rules.
    pub fn valid(self) -> Self {
        self.check(|v, value| value.validate(v))
    }
}
