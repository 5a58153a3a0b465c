//! References and combinations.

use super::place::{At, Step};
use super::seen::Seen;
use super::{Walk, choice};
use crate::schema::{Discriminator, Ix, Logic};
use crate::validate::{Rule, Severity, fault};

impl Walk<'_> {
    pub(super) fn logic(&mut self, logic: &'static Logic, at: &At<'_>, mut seen: Option<&mut Seen>) -> bool {
        let mut valid = self.references(logic, at, seen.as_deref_mut());
        for (index, schema) in logic.all_of.iter().enumerate() {
            if self.settled(valid) {
                return false;
            }
            valid &= self.check(&at.stay(*schema, Step::Nth("allOf", index)), seen.as_deref_mut());
        }
        if !logic.any_of.is_empty() && !self.settled(valid) {
            valid &= match self.chosen(logic, logic.any_of, at) {
                Some(index) => self.alternative("anyOf", logic.any_of, index, at, seen.as_deref_mut()),
                None => self.any_of(logic, at, seen.as_deref_mut()),
            };
        }
        if !logic.one_of.is_empty() && !self.settled(valid) {
            valid &= match self.chosen(logic, logic.one_of, at) {
                Some(index) => self.alternative("oneOf", logic.one_of, index, at, seen.as_deref_mut()),
                None => self.one_of(logic, at, seen.as_deref_mut()),
            };
        }
        if let Some(schema) = logic.not.filter(|_| !self.settled(valid)) {
            let matches = self.quietly(|walk| walk.check(&at.stay(schema, Step::Keyword("not")), None));
            valid &= self.expect(!matches, at, || fault::negated(at.value));
        }
        if let Some(schema) = logic.condition.filter(|_| !self.settled(valid)) {
            valid &= self.condition(logic, schema, at, seen.as_deref_mut());
        }
        match logic.discriminator.filter(|_| self.options.discriminators && !self.settled(valid)) {
            Some(discriminator) => self.derived(logic, discriminator, at, seen) && valid,
            None => valid,
        }
    }

    /// The alternative that the tag of the value names.
    fn chosen(&self, logic: &'static Logic, alternatives: &[Ix], at: &At<'_>) -> Option<usize> {
        let discriminator = logic.discriminator.filter(|_| self.options.discriminators)?;
        let (_, target) = choice::tagged(discriminator, at.value)?;
        choice::position(self.table, alternatives, target)
    }

    fn alternative(
        &mut self,
        keyword: &'static str,
        alternatives: &[Ix],
        index: usize,
        at: &At<'_>,
        seen: Option<&mut Seen>,
    ) -> bool {
        alternatives.get(index).is_some_and(|schema| self.check(&at.stay(*schema, Step::Nth(keyword, index)), seen))
    }

    fn references(&mut self, logic: &Logic, at: &At<'_>, mut seen: Option<&mut Seen>) -> bool {
        let mut valid = true;
        if let Some(schema) = logic.refer {
            valid &= self.check(&at.stay(schema, Step::Keyword("$ref")), seen.as_deref_mut());
        }
        if let Some((anchor, first)) = logic.dynamic_refer.filter(|_| !self.settled(valid)) {
            let schema = self.memo.dynamic(anchor).unwrap_or(first);
            valid &= self.check(&at.stay(schema, Step::Keyword("$dynamicRef")), seen);
        }
        valid
    }

    /// At least one alternative holds.
    fn any_of(&mut self, logic: &'static Logic, at: &At<'_>, mut seen: Option<&mut Seen>) -> bool {
        let mut valid = false;
        for (index, schema) in logic.any_of.iter().enumerate() {
            let mut marks = seen.as_deref().map(Seen::fresh);
            let alternative = at.stay(*schema, Step::Nth("anyOf", index));
            if !self.quietly(|walk| walk.check(&alternative, marks.as_mut())) {
                continue;
            }
            valid = true;
            match (seen.as_deref_mut(), &marks) {
                (Some(seen), Some(marks)) => seen.merge(marks),
                // Nobody asks what the others look at.
                _ => break,
            }
        }
        valid || self.no_alternative(Rule::AnyOf, logic, at, seen)
    }

    /// Exactly one alternative holds.
    fn one_of(&mut self, logic: &'static Logic, at: &At<'_>, seen: Option<&mut Seen>) -> bool {
        let mut first: Option<(Ix, usize, Option<Seen>)> = None;
        for (index, schema) in logic.one_of.iter().enumerate() {
            let mut marks = seen.as_deref().map(Seen::fresh);
            let alternative = at.stay(*schema, Step::Nth("oneOf", index));
            if !self.quietly(|walk| walk.check(&alternative, marks.as_mut())) {
                continue;
            }
            if let Some((other, place, _)) = first {
                let table = self.table;
                let label = |schema, index| choice::label(table, schema, index);
                if let Some(seen) = seen {
                    seen.fall_short();
                }
                return self.broken(at, || fault::too_many_alternatives(&label(other, place), &label(*schema, index)));
            }
            first = Some((*schema, index, marks));
        }
        match (first, seen) {
            (Some((_, _, Some(marks))), Some(seen)) => {
                seen.merge(&marks);
                true
            }
            (Some(_), _) => true,
            (None, seen) => self.no_alternative(Rule::OneOf, logic, at, seen),
        }
    }

    /// Reports that no alternative holds, as mattering no more than what is wrong with the best of them.
    fn no_alternative(&mut self, rule: Rule, logic: &'static Logic, at: &At<'_>, seen: Option<&mut Seen>) -> bool {
        if let Some(seen) = seen {
            seen.fall_short();
        }
        let (alternatives, keyword) = if rule == Rule::AnyOf { (logic.any_of, "anyOf") } else { (logic.one_of, "oneOf") };
        if self.quiet > 0 {
            return self.broken(at, || fault::no_alternative(rule, alternatives.len(), "", "", None));
        }
        let each = alternatives.iter().enumerate().map(|(index, schema)| at.stay(*schema, Step::Nth(keyword, index)));
        let severity = self.excuse(rule, at, each);
        if self.weight.is_some() {
            self.weigh_in(severity);
        } else if severity != Severity::Off {
            self.capped(severity, |walk| walk.tell(rule, logic, (alternatives, keyword), at));
        }
        false
    }

    /// Reports what the alternative that was meant says, or if nobody can tell which was meant, one violation with what the
    /// closest says as reasons.
    fn tell(&mut self, rule: Rule, logic: &'static Logic, (alternatives, keyword): (&[Ix], &'static str), at: &At<'_>) -> bool {
        let untagged = |by: &&'static Discriminator| at.value.as_object().is_some() && choice::tagged(by, at.value).is_none();
        if let Some(discriminator) = logic.discriminator.filter(|by| self.options.discriminators && untagged(by)) {
            return self.broken(at, || fault::no_tag(rule, discriminator, at.value));
        }
        let candidates = choice::candidates(self.table, logic, alternatives, at.value);
        if candidates.is_empty() {
            let types = choice::types_of_any(self.table, alternatives);
            return self.broken(at, || fault::no_alternative_type(rule, types, at.value));
        }
        let closest = self.closest(&candidates, alternatives, keyword, at);
        let Some(schema) = alternatives.get(closest) else { return false };
        let alternative = at.stay(*schema, Step::Nth(keyword, closest));
        if candidates.len() == 1 {
            return self.check(&alternative, None);
        }
        let reasons = self.apart(|walk| {
            walk.check(&alternative, None);
        });
        let label = choice::label(self.table, *schema, closest);
        let fault = fault::no_alternative(rule, alternatives.len(), &label, &at.pointer(), reasons.first());
        self.broken_with(at, || fault, reasons)
    }

    /// The candidate whose failure lies deepest in the value; the first of them if several do.
    fn closest(&mut self, candidates: &[usize], alternatives: &[Ix], keyword: &'static str, at: &At<'_>) -> usize {
        let mut best = (0, candidates.first().copied().unwrap_or(0));
        if candidates.len() == 1 {
            return best.1;
        }
        for index in candidates {
            let Some(schema) = alternatives.get(*index) else { continue };
            self.deepest = 0;
            self.quietly(|walk| walk.check(&at.stay(*schema, Step::Nth(keyword, *index)), None));
            let known = choice::known_members(self.table, *schema, at.value);
            let score = self.deepest * 1000 + known.min(999);
            if score > best.0 {
                best = (score, *index);
            }
        }
        best.1
    }

    fn condition(&mut self, logic: &Logic, schema: Ix, at: &At<'_>, mut seen: Option<&mut Seen>) -> bool {
        let mut marks = seen.as_deref().map(Seen::fresh);
        let holds = self.quietly(|walk| walk.check(&at.stay(schema, Step::Keyword("if")), marks.as_mut()));
        if let (true, Some(seen), Some(marks)) = (holds, seen.as_deref_mut(), &marks) {
            seen.merge(marks);
        }
        match if holds { (logic.then, "then") } else { (logic.otherwise, "else") } {
            (Some(schema), keyword) => self.check(&at.stay(schema, Step::Keyword(keyword)), seen),
            (None, _) => true,
        }
    }

    /// Applies the derived schema that the tag names, unless evaluation came from there.
    fn derived(&mut self, logic: &Logic, discriminator: &'static Discriminator, at: &At<'_>, seen: Option<&mut Seen>) -> bool {
        let Some((tag, schema)) = choice::tagged(discriminator, at.value) else { return true };
        let alternatives = [logic.any_of, logic.one_of];
        if schema == at.schema || alternatives.iter().any(|list| choice::position(self.table, list, schema).is_some()) {
            return true;
        }
        if let Some(distance) = at.above(schema) {
            self.relies_on = self.relies_on.min(self.depth.saturating_sub(1 + distance));
            return true;
        }
        self.check(&at.stay(schema, Step::Named("discriminator", tag)), seen)
    }
}
