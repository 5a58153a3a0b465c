//! Schema tables and a JSON value in, a verdict or a report out: the meaning of every rule.

mod array;
mod choice;
mod logic;
mod memo;
mod object;
mod place;
mod scalar;
mod seen;

use self::memo::Memo;
use self::place::{At, get};
use self::seen::Seen;
use super::fault::{self, Fault};
use super::{Options, Report, Violation};
use crate::json::Value;
use crate::schema::{Schema, SchemaRef, Table, Views};

/// Schemas applied within schemas: beyond any document that the reader accepts, within what a thread's stack holds.
const DEPTH: u32 = 768;
/// Steps that may be taken while nothing can be remembered, so that no schema takes forever.
const WORK: u64 = 20_000_000;

/// Checks a value and reports everything that is wrong.
pub fn check_value(value: &Value, schema: SchemaRef, views: Views, options: &Options) -> Report {
    let mut walk = Walk::new(schema.table, views, options);
    let root = At::root(value, schema.index);
    walk.check(&root, None);
    walk.into_report(&root)
}

/// Checks a JSON text and reports everything that is wrong.
pub fn check_bytes(bytes: &[u8], schema: SchemaRef, views: Views, options: &Options) -> Report {
    match Value::parse(bytes) {
        Ok(value) => check_value(&value, schema, views, options),
        Err(error) => error.into(),
    }
}

/// Whether a value is valid: stops at the first rule that says no and builds no report.
pub fn is_valid(value: &Value, schema: SchemaRef, views: Views, options: &Options) -> bool {
    let mut walk = Walk::new(schema.table, views, options);
    walk.quiet = 1;
    walk.check(&At::root(value, schema.index), None) && !walk.exhausted
}

/// A violation with its place, for sorting.
struct Found {
    order: Vec<usize>,
    violation: Violation,
}

/// One evaluation.
struct Walk<'o> {
    table: &'static Table,
    views: Views,
    options: &'o Options,
    limit: usize,
    found: Vec<Found>,
    /// Above zero, only the verdict counts: nothing is reported, and the first failure settles it.
    quiet: u32,
    /// While alternatives are compared: how deep in the value the deepest failure was.
    deepest: usize,
    /// Above zero, values are made up on the way (names of members): their addresses mean nothing.
    made_up: u32,
    depth: u32,
    steps: u64,
    work: u64,
    exhausted: bool,
    /// How often evaluation was cut short by what is going on further up: such verdicts are not for keeping.
    cuts: u64,
    memo: Memo,
}

impl<'o> Walk<'o> {
    fn new(table: &'static Table, views: Views, options: &'o Options) -> Self {
        Self {
            table,
            views,
            options,
            limit: options.limit(),
            found: Vec::new(),
            quiet: 0,
            deepest: 0,
            made_up: 0,
            depth: 0,
            steps: 0,
            work: 0,
            exhausted: false,
            cuts: 0,
            memo: Memo::default(),
        }
    }

    fn into_report(mut self, root: &At<'_>) -> Report {
        if self.exhausted {
            self.found.clear();
            self.limit = self.limit.max(1);
            self.broken(root, fault::too_complex);
        }
        let truncated = self.found.len() >= self.limit;
        self.found.sort_by(|a, b| a.order.cmp(&b.order));
        Report::new(self.found.into_iter().map(|found| found.violation).collect(), truncated)
    }

    /// Applies a schema to a value. With `seen`, marks the items or members that the schema looks at.
    fn check(&mut self, at: &At<'_>, seen: Option<&mut Seen>) -> bool {
        let Some(schema) = get(self.table, at.schema) else { return true };
        self.steps += 1;
        self.work += u64::from(seen.is_some());
        if self.exhausted || self.depth >= DEPTH || self.work > WORK {
            self.exhausted = true;
            return false;
        }
        if schema.logic.is_some() && at.repeats() {
            self.cuts += 1;
            return true;
        }
        let entered = self.memo.enter(schema);
        self.depth += 1;
        let valid = self.remembered(schema, at, seen);
        self.depth -= 1;
        if entered {
            self.memo.leave();
        }
        valid
    }

    /// Applies the rules, unless the verdict is known from before.
    fn remembered(&mut self, schema: &'static Schema, at: &At<'_>, seen: Option<&mut Seen>) -> bool {
        let simple = schema.logic.is_none() && schema.array.is_none() && schema.object.is_none();
        if simple || seen.is_some() || self.made_up > 0 {
            return self.rules(schema, at, seen);
        }
        let Some(key) = self.memo.key(at.schema, std::ptr::from_ref(at.value).addr(), self.steps) else {
            return self.rules(schema, at, None);
        };
        if let Some(verdict) = self.memo.verdict(&key) {
            return if verdict || self.quiet > 0 { verdict } else { self.rules(schema, at, None) };
        }
        let cuts = self.cuts;
        let verdict = self.quietly(|walk| walk.rules(schema, at, None));
        if self.cuts == cuts && !self.exhausted {
            self.memo.keep(key, verdict);
        }
        if verdict || self.quiet > 0 { verdict } else { self.rules(schema, at, None) }
    }

    fn rules(&mut self, schema: &'static Schema, at: &At<'_>, seen: Option<&mut Seen>) -> bool {
        if !self.types(schema, at) {
            return false;
        }
        let unevaluated = match at.value {
            Value::Array(_) => schema.array.and_then(|rules| rules.unevaluated),
            Value::Object(_) => schema.object.and_then(|rules| rules.unevaluated),
            _ => None,
        };
        let Some(unevaluated) = unevaluated else { return self.keywords(schema, at, seen).0 };
        let mut mine = Seen::new(at.value);
        let (mut valid, combined) = self.keywords(schema, at, Some(&mut mine));
        // When an alternative failed, nobody knows which members it would have looked at.
        if self.settled(valid) || !combined {
            return false;
        }
        valid &= self.unevaluated(schema, at, unevaluated, &mut mine);
        if let Some(seen) = seen.filter(|_| valid) {
            seen.merge(&mine);
        }
        valid
    }

    /// The verdict of all rules but the unevaluated ones, and that of references and combinations alone.
    fn keywords(&mut self, schema: &'static Schema, at: &At<'_>, mut seen: Option<&mut Seen>) -> (bool, bool) {
        let mut valid = schema.values.is_none_or(|rules| self.values(rules, at));
        if self.settled(valid) {
            return (false, true);
        }
        valid &= match at.value {
            Value::Number(number) => self.number(schema, number, at),
            Value::String(text) => self.text(schema, text, at),
            Value::Array(items) => schema.array.is_none_or(|rules| self.array(rules, items, at, seen.as_deref_mut())),
            Value::Object(members) => schema.object.is_none_or(|rules| self.object(rules, members, at, seen.as_deref_mut())),
            Value::Null | Value::Bool(_) => true,
        };
        if self.settled(valid) {
            return (false, true);
        }
        let combined = schema.logic.is_none_or(|logic| self.logic(logic, at, seen));
        (valid && combined, combined)
    }

    fn unevaluated(&mut self, schema: &'static Schema, at: &At<'_>, unevaluated: u32, seen: &mut Seen) -> bool {
        match at.value {
            Value::Array(items) => self.unevaluated_items(unevaluated, items, at, seen),
            Value::Object(members) => {
                let annotations = schema.object.is_some_and(|rules| rules.annotations);
                self.unevaluated_members(unevaluated, members, annotations, at, seen)
            }
            _ => true,
        }
    }

    /// Whether there is no point in looking further.
    fn settled(&self, valid: bool) -> bool {
        !valid && (self.quiet > 0 || self.found.len() >= self.limit)
    }

    /// Asks for a verdict only.
    fn quietly<T>(&mut self, ask: impl FnOnce(&mut Self) -> T) -> T {
        self.quiet += 1;
        let answer = ask(self);
        self.quiet -= 1;
        answer
    }

    /// Collects violations apart from the report.
    fn apart(&mut self, ask: impl FnOnce(&mut Self)) -> Vec<Violation> {
        let outer = std::mem::take(&mut self.found);
        ask(self);
        let mut inner = std::mem::replace(&mut self.found, outer);
        inner.sort_by(|a, b| a.order.cmp(&b.order));
        inner.into_iter().map(|found| found.violation).collect()
    }

    /// Reports a broken rule unless `valid`.
    fn expect(&mut self, valid: bool, at: &At<'_>, fault: impl FnOnce() -> Fault) -> bool {
        valid || self.broken(at, fault)
    }

    /// Reports a broken rule.
    fn broken(&mut self, at: &At<'_>, fault: impl FnOnce() -> Fault) -> bool {
        self.broken_with(at, fault, Vec::new())
    }

    #[cold]
    fn broken_with(&mut self, at: &At<'_>, fault: impl FnOnce() -> Fault, reasons: Vec<Violation>) -> bool {
        if self.quiet > 0 {
            self.deepest = self.deepest.max(at.depth());
        } else if self.found.len() < self.limit {
            let fault = fault();
            let path = at.keyword_path(self.table, fault.rule);
            let mut violation = fault.at(at.pointer(), path, at.secret(self.table));
            violation.reasons = reasons;
            self.found.push(Found { order: at.order(), violation });
        }
        false
    }
}
