//! Which items or members of one value have been looked at: what `unevaluatedItems` and `unevaluatedProperties` ask.

use crate::json::Value;

/// Marks for the items or members of one value.
#[derive(Clone)]
pub(super) struct Seen(Vec<bool>);

impl Seen {
    /// No marks yet.
    pub(super) fn new(value: &Value) -> Self {
        let len = match value {
            Value::Array(items) => items.len(),
            Value::Object(members) => members.len(),
            _ => 0,
        };
        Self(vec![false; len])
    }

    /// No marks, for the same value.
    pub(super) fn fresh(&self) -> Self {
        Self(vec![false; self.0.len()])
    }

    /// Marks one item or member.
    pub(super) fn mark(&mut self, place: usize) {
        if let Some(mark) = self.0.get_mut(place) {
            *mark = true;
        }
    }

    /// Whether the item or member is marked.
    pub(super) fn has(&self, place: usize) -> bool {
        self.0.get(place).is_some_and(|mark| *mark)
    }

    /// Takes over the marks of an alternative that holds.
    pub(super) fn merge(&mut self, other: &Self) {
        for (mark, other) in self.0.iter_mut().zip(&other.0) {
            *mark |= other;
        }
    }
}
