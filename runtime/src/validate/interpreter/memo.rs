//! What evaluation keeps in mind: the schema resources it passed through, and verdicts that it may need again.

use std::collections::{HashMap, HashSet};

use super::seen::Seen;
use crate::schema::{Ix, Schema};
use crate::validate::Severity;

/// Verdicts are kept once evaluation has taken this many steps: small values never pay for it.
const AFTER: u64 = 10_000;
/// No more verdicts than this are kept at a time.
const ROOM: usize = 1_000_000;

type Anchors = &'static [(&'static str, Ix)];

/// A schema, a value (its address), a dynamic scope, and whether marks are asked for.
pub(super) type Key = (Ix, usize, usize, bool);

/// A verdict, with the marks that go with it.
pub(super) type Verdict = (bool, Option<Seen>);

/// The memory of one evaluation.
#[derive(Default)]
pub(super) struct Memo {
    verdicts: HashMap<Key, Verdict>,
    /// How much failures matter.
    weights: HashMap<Key, Severity>,
    /// What has been reported, and as mattering how much at most, so that it is not said again from another side.
    reported: HashSet<(Key, Severity)>,
    /// The resources passed through, outermost first, each with the number of the scope that it opened.
    scope: Vec<(Anchors, usize)>,
    /// Numbers of scopes, by the scope around and the resource entered.
    scopes: HashMap<(usize, usize), usize>,
}

impl Memo {
    /// The key under which a verdict may be kept.
    pub(super) fn key(&self, schema: Ix, value: usize, marks: bool, steps: u64) -> Option<Key> {
        (steps > AFTER).then(|| (schema, value, self.here(), marks))
    }

    /// A verdict found earlier.
    pub(super) fn verdict(&self, key: &Key) -> Option<&Verdict> {
        self.verdicts.get(key)
    }

    /// Keeps a verdict.
    pub(super) fn keep(&mut self, key: Key, verdict: Verdict) {
        if self.verdicts.len() >= ROOM {
            self.verdicts.clear();
        }
        self.verdicts.insert(key, verdict);
    }

    /// How much a failure matters, if that was weighed earlier.
    pub(super) fn weight(&self, key: &Key) -> Option<Severity> {
        self.weights.get(key).copied()
    }

    /// Keeps how much a failure matters.
    pub(super) fn keep_weight(&mut self, key: Key, severity: Severity) {
        if self.weights.len() >= ROOM {
            self.weights.clear();
        }
        self.weights.insert(key, severity);
    }

    /// Whether this is the first time that a failure is reported.
    pub(super) fn is_news(&mut self, key: Key, cap: Severity) -> bool {
        self.reported.insert((key, cap))
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
