//! The rules of arrays.

use super::Walk;
use super::place::{At, Step};
use super::seen::Seen;
use crate::json::Value;
use crate::schema::{Array, Ix};
use crate::validate::{Rule, fault, unique};

fn as_len(limit: u64) -> usize {
    usize::try_from(limit).unwrap_or(usize::MAX)
}

impl Walk<'_> {
    pub(super) fn array(&mut self, rules: &Array, items: &[Value], at: &At<'_>, mut seen: Option<&mut Seen>) -> bool {
        let mut valid = true;
        if let Some(limit) = rules.min_items {
            let enough = items.len() >= as_len(limit);
            valid &= self.expect(enough, at, || fault::size(Rule::MinItems, limit, items.len()));
        }
        if let Some(limit) = rules.max_items {
            let few = items.len() <= as_len(limit);
            valid &= self.expect(few, at, || fault::size(Rule::MaxItems, limit, items.len()));
        }
        if self.settled(valid) {
            return false;
        }
        valid &= self.items(rules, items, at, seen.as_deref_mut());
        if self.settled(valid) {
            return false;
        }
        if let Some((first, second)) = rules.unique_items.then(|| unique::duplicate(items)).flatten() {
            valid = self.broken(at, || fault::not_unique(first, second));
        }
        if let Some(contains) = rules.contains.filter(|_| !self.settled(valid)) {
            valid &= self.contains(rules, contains, items, at, seen);
        }
        valid
    }

    fn items(&mut self, rules: &Array, items: &[Value], at: &At<'_>, mut seen: Option<&mut Seen>) -> bool {
        let looked_at = if rules.items.is_some() { items.len() } else { rules.prefix_items.len() };
        let mut valid = true;
        for (index, item) in items.iter().enumerate().take(looked_at) {
            let (schema, step) = match (rules.prefix_items.get(index), rules.items) {
                (Some(schema), _) => (*schema, Step::Nth("prefixItems", index)),
                (None, Some(schema)) => (schema, Step::Keyword("items")),
                (None, None) => break,
            };
            valid &= self.check(&at.item(index, item, schema, step), None);
            if self.settled(valid) {
                return false;
            }
            if let Some(seen) = seen.as_deref_mut() {
                seen.mark(index);
            }
        }
        valid
    }

    fn contains(&mut self, rules: &Array, schema: Ix, items: &[Value], at: &At<'_>, mut seen: Option<&mut Seen>) -> bool {
        let least = rules.min_contains.unwrap_or(1);
        let mut matches = 0_u64;
        for (index, item) in items.iter().enumerate() {
            if self.quietly(|walk| walk.check(&at.item(index, item, schema, Step::Keyword("contains")), None)) {
                matches += 1;
                if let Some(seen) = seen.as_deref_mut() {
                    seen.mark(index);
                } else if matches >= least && rules.max_contains.is_none() {
                    break;
                }
            }
        }
        let mut valid = self.expect(matches >= least, at, || fault::contains(Rule::Contains, least, matches));
        if let Some(most) = rules.max_contains {
            valid &= self.expect(matches <= most, at, || fault::contains(Rule::MaxContains, most, matches));
        }
        valid
    }

    pub(super) fn unevaluated_items(&mut self, schema: Ix, items: &[Value], at: &At<'_>, seen: &mut Seen) -> bool {
        let mut valid = true;
        for (index, item) in items.iter().enumerate() {
            if seen.has(index) {
                continue;
            }
            valid &= self.check(&at.item(index, item, schema, Step::Keyword("unevaluatedItems")), None);
            if self.settled(valid) {
                return false;
            }
            seen.mark(index);
        }
        valid
    }
}
