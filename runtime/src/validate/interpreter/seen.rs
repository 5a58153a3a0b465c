//! Which items or members of one value have been looked at: what `unevaluatedItems` and `unevaluatedProperties` ask.

use crate::json::Value;

/// Marks for the items or members of one value.
#[derive(Clone)]
pub(super) struct Seen {
    marks: Vec<bool>,
    /// Something failed without saying what it would have looked at.
    partial: bool,
}

impl Seen {
    /// No marks yet.
    pub(super) fn new(value: &Value) -> Self {
        let len = match value {
            Value::Array(items) => items.len(),
            Value::Object(members) => members.len(),
            _ => 0,
        };
        Self { marks: vec![false; len], partial: false }
    }

    /// No marks, for the same value.
    pub(super) fn fresh(&self) -> Self {
        Self { marks: vec![false; self.marks.len()], partial: false }
    }

    /// Marks one item or member.
    pub(super) fn mark(&mut self, place: usize) {
        if let Some(mark) = self.marks.get_mut(place) {
            *mark = true;
        }
    }

    /// Whether the item or member is marked.
    pub(super) fn has(&self, place: usize) -> bool {
        self.marks.get(place).is_some_and(|mark| *mark)
    }

    /// Takes over the marks of an alternative that holds.
    pub(super) fn merge(&mut self, other: &Self) {
        for (mark, other) in self.marks.iter_mut().zip(&other.marks) {
            *mark |= other;
        }
        self.partial |= other.partial;
    }

    /// Remembers that something failed without saying what it would have looked at.
    pub(super) fn fall_short(&mut self) {
        self.partial = true;
    }

    /// Whether all is known of what was looked at.
    pub(super) fn is_whole(&self) -> bool {
        !self.partial
    }
}
