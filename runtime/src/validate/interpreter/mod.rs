//! Schema tables and a JSON value in, a verdict or a report out: the meaning of every rule.

mod array;
mod choice;
mod logic;
mod memo;
mod object;
mod place;
mod scalar;
mod secret;
mod seen;
mod weight;

use self::memo::Memo;
use self::place::At;
use self::seen::Seen;
use super::exact;
use super::fault::{self, Fault};
use super::{Options, Report, Rule, Severity, Violation};
use crate::json::Value;
use crate::schema::{Schema, SchemaRef, Table, Views};
use crate::stack;

/// Schemas applied within schemas: beyond any document that the reader accepts. What a thread's stack holds ends it as well.
const DEPTH: u32 = 768;

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

/// Whether a value is accepted: stops at the first rule that says no. Only where a policy may excuse what is wrong, that is
/// weighed as in a report.
pub fn is_valid(value: &Value, schema: SchemaRef, views: Views, options: &Options) -> bool {
    let mut walk = Walk::new(schema.table, views, options);
    walk.quiet = 1;
    let verdict = walk.check(&At::root(value, schema.index), None) && !walk.exhausted;
    verdict || (!walk.is_strict() && !check_value(value, schema, views, options).has_errors())
}

/// Whether a value follows a schema, whatever a policy says; not if the stack would have to grow below an address to tell.
pub(super) fn follows(value: &Value, schema: SchemaRef, views: Views, floor: usize) -> bool {
    let options = Options::DEFAULT;
    let mut walk = Walk::new(schema.table, views, &options);
    (walk.quiet, walk.stack) = (1, floor);
    walk.check(&At::root(value, schema.index), None) && !walk.exhausted
}

/// Whether a schema may look at a value, or at a value below it, more than once. Only there do verdicts come again, and only what
/// forks can fork without end.
fn forks(schema: &Schema) -> bool {
    let structure = schema.array.is_some() || schema.object.is_some();
    let logic = schema.logic.is_some_and(|logic| structure || exact::only_reference(logic).is_none());
    let array = schema.array.is_some_and(|rules| rules.contains.is_some() || rules.unevaluated.is_some());
    let object = schema.object.is_some_and(|rules| {
        !rules.pattern_properties.is_empty() || !rules.dependent_schemas.is_empty() || rules.unevaluated.is_some()
    });
    logic || array || object
}

/// A violation with its place, for sorting.
struct Found {
    order: Vec<usize>,
    violation: Violation,
}

/// The violations in the order of the text, each said once.
fn in_order(mut found: Vec<Found>) -> Vec<Violation> {
    found.sort_by(|a, b| a.order.cmp(&b.order));
    let mut violations: Vec<Violation> = Vec::with_capacity(found.len());
    for Found { violation, .. } in found {
        let mut same_place = violations.iter_mut().rev().take_while(|earlier| earlier.pointer == violation.pointer);
        // Two rules may say the same of a place, such as that a member is not allowed: the one that matters more does.
        match same_place.find(|earlier| earlier.message == violation.message) {
            Some(earlier) if earlier.severity < violation.severity => *earlier = violation,
            Some(_) => {}
            None => violations.push(violation),
        }
    }
    violations
}

/// One evaluation.
struct Walk<'o> {
    table: &'static Table,
    /// Those of the table, at hand.
    schemas: &'static [Schema],
    views: Views,
    options: &'o Options,
    limit: usize,
    /// The least that the policy makes of any broken rule.
    floor: Severity,
    /// The most that is made of a broken rule at this place: an alternative that fails matters no more than the combination.
    cap: Severity,
    /// While failures are weighed and not reported: the worst so far.
    weight: Option<Severity>,
    found: Vec<Found>,
    /// How many errors are among what was found.
    errors: usize,
    /// Above zero, only the verdict counts: nothing is reported, and the first failure settles it.
    quiet: u32,
    /// While alternatives are compared: how deep in the value the deepest failure was.
    deepest: usize,
    /// Above zero, the value is made up (the name of a member): its address means nothing.
    made_up: u32,
    /// How many values have been made up.
    turns: usize,
    depth: u32,
    /// The address that the stack must not grow below.
    stack: usize,
    steps: u64,
    exhausted: bool,
    /// The outermost frame without which a verdict would be another: evaluation is cut short where a schema is being applied
    /// to the same value further up, and what is found on the way from there is not for keeping.
    relies_on: u32,
    memo: Memo,
}

impl<'o> Walk<'o> {
    fn new(table: &'static Table, views: Views, options: &'o Options) -> Self {
        Self {
            table,
            schemas: table.schemas(),
            views,
            options,
            limit: options.limit(),
            floor: options.policy.floor(views),
            cap: Severity::Error,
            weight: None,
            found: Vec::new(),
            errors: 0,
            quiet: 0,
            deepest: 0,
            made_up: 0,
            turns: 0,
            depth: 0,
            stack: stack::floor(stack::CHECKING),
            steps: 0,
            exhausted: false,
            relies_on: u32::MAX,
            memo: Memo::default(),
        }
    }

    fn into_report(mut self, root: &At<'_>) -> Report {
        if self.exhausted {
            self.found.clear();
            self.errors = 0;
            self.broken(root, fault::too_complex);
        }
        let truncated = self.errors >= self.limit || self.found.len() - self.errors >= self.limit;
        Report::new(in_order(self.found), truncated)
    }

    /// Applies a schema to a value. With `seen`, marks the items or members that the schema looks at. The verdict is the schema's
    /// own: a policy says how much a failure matters, and never what fails.
    fn check(&mut self, at: &At<'_>, seen: Option<&mut Seen>) -> bool {
        let Some(schema) = usize::try_from(at.schema).ok().and_then(|ix| self.schemas.get(ix)) else { return true };
        self.steps += 1;
        if self.exhausted || self.depth >= DEPTH || stack::is_below(self.stack) {
            self.exhausted = true;
            return false;
        }
        if let Some(distance) = schema.logic.and_then(|_| at.above(at.schema)) {
            self.relies_on = self.relies_on.min(self.depth.saturating_sub(distance));
            return true;
        }
        if schema.array.is_none() && schema.object.is_none() && schema.logic.is_none() {
            return self.typed(schema, at).is_some_and(|typed| self.scalar(schema, at) && typed);
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
    fn remembered(&mut self, schema: &'static Schema, at: &At<'_>, mut seen: Option<&mut Seen>) -> bool {
        // A made-up value lives only as long as its turn, so the turn stands for it.
        let value = if self.made_up > 0 { usize::MAX - self.turns } else { std::ptr::from_ref(at.value).addr() };
        let Some(key) = self.memo.key(at.schema, value, seen.is_some(), self.steps).filter(|_| forks(schema)) else {
            return self.rules(schema, at, seen);
        };
        let verdict = match self.memo.verdict(&key) {
            Some((verdict, marks)) => {
                if let (Some(seen), Some(marks)) = (seen.as_deref_mut(), marks) {
                    seen.merge(marks);
                }
                *verdict
            }
            None => self.settle(key, schema, at, seen.as_deref_mut()),
        };
        if verdict || self.quiet > 0 || self.exhausted {
            return verdict;
        }
        if self.weight.is_some() {
            self.weigh_once(key, schema, at);
        } else if self.memo.is_news(key, self.cap) {
            self.rules(schema, at, seen);
            return false;
        }
        if let Some(seen) = seen {
            seen.fall_short();
        }
        false
    }

    /// Finds a verdict and keeps it.
    fn settle(&mut self, key: memo::Key, schema: &'static Schema, at: &At<'_>, seen: Option<&mut Seen>) -> bool {
        let mut marks = seen.as_deref().map(Seen::fresh);
        let (verdict, for_keeping) = self.alone(|walk| walk.quietly(|walk| walk.rules(schema, at, marks.as_mut())));
        if let (Some(seen), Some(marks)) = (seen, &marks) {
            seen.merge(marks);
        }
        if for_keeping {
            self.memo.keep(key, (verdict, marks));
        }
        verdict
    }

    /// Asks something of this frame, and says whether the answer is the same wherever evaluation comes from.
    fn alone<T>(&mut self, ask: impl FnOnce(&mut Self) -> T) -> (T, bool) {
        let before = std::mem::replace(&mut self.relies_on, u32::MAX);
        let answer = ask(self);
        // This frame is the one before `depth`, which counts it already.
        let for_keeping = self.relies_on >= self.depth.saturating_sub(1) && !self.exhausted;
        self.relies_on = self.relies_on.min(before);
        (answer, for_keeping)
    }

    fn rules(&mut self, schema: &'static Schema, at: &At<'_>, seen: Option<&mut Seen>) -> bool {
        let Some(typed) = self.typed(schema, at) else {
            if let Some(seen) = seen {
                seen.fall_short();
            }
            return false;
        };
        if let Some(derived) = choice::stand_in(schema, at) {
            return self.check(&derived, seen) && typed;
        }
        let unevaluated = match at.value {
            Value::Array(_) => schema.array.and_then(|rules| rules.unevaluated),
            Value::Object(_) => schema.object.and_then(|rules| rules.unevaluated),
            _ => None,
        };
        let Some(unevaluated) = unevaluated else { return self.keywords(schema, at, seen) && typed };
        let mut mine = Seen::new(at.value);
        let mut valid = self.keywords(schema, at, Some(&mut mine)) && typed;
        if self.settled(valid) {
            return false;
        }
        // When an alternative failed, nobody knows which members it would have looked at.
        if mine.is_whole() {
            valid &= self.unevaluated(schema, at, unevaluated, &mut mine);
        }
        if let Some(seen) = seen {
            seen.merge(&mine);
        }
        valid
    }

    /// Whether the value is of a type that the schema takes; `None` if it is not and nobody asks for more. Where that is no error, the other
    /// rules still count.
    #[inline]
    fn typed(&mut self, schema: &'static Schema, at: &At<'_>) -> Option<bool> {
        let known = self.errors;
        let typed = self.types(schema, at);
        (typed || (self.errors == known && !self.settled(false))).then_some(typed)
    }

    /// The verdict of all rules but the unevaluated ones.
    fn keywords(&mut self, schema: &'static Schema, at: &At<'_>, mut seen: Option<&mut Seen>) -> bool {
        let mut valid = self.scalar(schema, at);
        if self.settled(valid) {
            return false;
        }
        valid &= match at.value {
            Value::Array(items) => schema.array.is_none_or(|rules| self.array(rules, items, at, seen.as_deref_mut())),
            Value::Object(members) => schema.object.is_none_or(|rules| self.object(rules, members, at, seen.as_deref_mut())),
            _ => true,
        };
        if self.settled(valid) {
            return false;
        }
        schema.logic.is_none_or(|logic| self.logic(logic, at, seen)) && valid
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
        !valid && (self.quiet > 0 || self.errors >= self.limit)
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
        let errors = std::mem::take(&mut self.errors);
        ask(self);
        self.errors = errors;
        in_order(std::mem::replace(&mut self.found, outer))
    }

    /// Reports a broken rule unless `valid`.
    fn expect(&mut self, valid: bool, at: &At<'_>, fault: impl FnOnce() -> Fault) -> bool {
        valid || self.broken(at, fault)
    }

    /// Reports a broken rule, with the severity that the policy gives it. Always `false`: the rule is broken in any case.
    fn broken(&mut self, at: &At<'_>, fault: impl FnOnce() -> Fault) -> bool {
        self.broken_with(at, fault, Vec::new())
    }

    #[cold]
    fn broken_with(&mut self, at: &At<'_>, fault: impl FnOnce() -> Fault, reasons: Vec<Violation>) -> bool {
        if self.quiet > 0 {
            self.deepest = self.deepest.max(at.depth());
            return false;
        }
        if self.errors >= self.limit && self.is_strict() {
            return false;
        }
        let fault = fault();
        let rule = fault.rule;
        let severity = if rule == Rule::Complexity { Severity::Error } else { self.severity(rule, at) };
        if self.weight.is_some() {
            self.weigh_in(severity);
            return false;
        }
        let known = if severity == Severity::Error { self.errors } else { self.found.len() - self.errors };
        if severity != Severity::Off && known < self.limit {
            self.errors += usize::from(severity == Severity::Error);
            let mut violation = fault.at(at.pointer(), at.keyword_path(self.table, rule), at.secret(self.table));
            (violation.severity, violation.reasons) = (severity, reasons);
            self.found.push(Found { order: at.order(), violation });
        }
        false
    }
}
