//! What evaluation keeps in mind: the schema resources it passed through, and verdicts that it may need again.

use std::collections::HashMap;

use crate::schema::{Ix, Schema};

/// Verdicts are kept once evaluation has taken this many steps: small values never pay for it.
const AFTER: u64 = 10_000;
/// No more verdicts than this are kept at a time.
const ROOM: usize = 1_000_000;

type Anchors = &'static [(&'static str, Ix)];

/// A schema, a value (its address), and a dynamic scope.
pub(super) type Key = (Ix, usize, usize);

/// The memory of one evaluation.
#[derive(Default)]
pub(super) struct Memo {
    verdicts: HashMap<Key, bool>,
    /// The resources passed through, outermost first, each with the number of the scope that it opened.
    scope: Vec<(Anchors, usize)>,
    /// Numbers of scopes, by the scope around and the resource entered.
    scopes: HashMap<(usize, usize), usize>,
}

impl Memo {
    /// The key under which a verdict may be kept.
    pub(super) fn key(&self, schema: Ix, value: usize, steps: u64) -> Option<Key> {
        (steps > AFTER).then(|| (schema, value, self.here()))
    }

    /// A verdict found earlier.
    pub(super) fn verdict(&self, key: &Key) -> Option<bool> {
        self.verdicts.get(key).copied()
    }

    /// Keeps a verdict.
    pub(super) fn keep(&mut self, key: Key, verdict: bool) {
        if self.verdicts.len() >= ROOM {
            self.verdicts.clear();
        }
        self.verdicts.insert(key, verdict);
    }

    fn here(&self) -> usize {
        self.scope.last().map_or(0, |(_, number)| *number)
    }

    /// Enters the resource of a schema. Entering it again changes nothing: the outermost counts.
    pub(super) fn enter(&mut self, schema: &Schema) -> bool {
        let anchors = schema.logic.map_or(&[] as Anchors, |logic| logic.dynamic_anchors);
        if anchors.is_empty() || self.scope.iter().any(|(known, _)| std::ptr::eq(*known, anchors)) {
            return false;
        }
        let next = self.scopes.len() + 1;
        let number = *self.scopes.entry((self.here(), anchors.as_ptr().addr())).or_insert(next);
        self.scope.push((anchors, number));
        true
    }

    /// Leaves the resource entered last.
    pub(super) fn leave(&mut self) {
        self.scope.pop();
    }

    /// The outermost schema with a dynamic anchor.
    pub(super) fn dynamic(&self, anchor: &str) -> Option<Ix> {
        let found = self.scope.iter().find_map(|(anchors, _)| anchors.iter().find(|(name, _)| *name == anchor));
        found.map(|(_, ix)| *ix)
    }
}
