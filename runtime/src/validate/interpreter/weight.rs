//! How much a failure matters, which is for the policy to say, as what fails is for the schema.

use super::Walk;
use super::memo::Key;
use super::place::At;
use crate::schema::Schema;
use crate::validate::{Rule, Severity};

impl Walk<'_> {
    /// Whether every broken rule is an error.
    pub(super) fn is_strict(&self) -> bool {
        self.floor == Severity::Error
    }

    /// How much a rule that is broken here matters.
    pub(super) fn severity(&self, rule: Rule, at: &At<'_>) -> Severity {
        if self.floor >= self.cap {
            return self.cap;
        }
        let severity = self.options.policy.severity(rule, self.views, &at.pointer(), &at.keyword_path(self.table, rule));
        severity.min(self.cap)
    }

    /// How much it matters that none of the alternatives holds: what the policy says of the rule that asks for one, and no more
    /// than the worst that is wrong by the best of them.
    pub(super) fn excuse<'a>(&mut self, rule: Rule, at: &At<'_>, alternatives: impl Iterator<Item = At<'a>>) -> Severity {
        let mut least = self.severity(rule, at);
        for alternative in alternatives {
            if least <= self.floor {
                break;
            }
            least = least.min(self.weigh(|walk| walk.check(&alternative, None)));
        }
        least
    }

    /// Reports what is wrong as mattering no more than this.
    pub(super) fn capped<T>(&mut self, cap: Severity, tell: impl FnOnce(&mut Self) -> T) -> T {
        let before = std::mem::replace(&mut self.cap, cap);
        let told = tell(self);
        self.cap = before;
        told
    }

    /// How much the failures in what is asked matter, at worst and wherever they are met; nothing is reported.
    fn weigh(&mut self, ask: impl FnOnce(&mut Self) -> bool) -> Severity {
        let errors = std::mem::take(&mut self.errors);
        let outer = self.weight.replace(Severity::Off);
        self.capped(Severity::Error, ask);
        self.errors = errors;
        std::mem::replace(&mut self.weight, outer).unwrap_or_default()
    }

    /// Adds a failure to what is being weighed. An error cannot get worse, so it ends the weighing as it ends a report.
    pub(super) fn weigh_in(&mut self, severity: Severity) {
        self.weight = self.weight.max(Some(severity));
        if severity == Severity::Error {
            self.errors = self.limit;
        }
    }

    /// Weighs a failure, unless that was done before.
    pub(super) fn weigh_once(&mut self, key: Key, schema: &'static Schema, at: &At<'_>) {
        let known = self.memo.weight(&key);
        let severity = known.unwrap_or_else(|| {
            let (severity, for_keeping) = self.alone(|walk| walk.weigh(|walk| walk.rules(schema, at, None)));
            if for_keeping {
                self.memo.keep_weight(key, severity);
            }
            severity
        });
        self.weigh_in(severity);
    }
}
