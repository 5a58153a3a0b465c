//! The rules of objects.

use super::Walk;
use super::place::{At, Member, Step};
use super::seen::Seen;
use crate::json::{self, Value, is_control};
use crate::schema::{Ix, Object, Property};
use crate::validate::{Rule, Severity, fault};

/// Whether a member that is not declared is an annotation.
fn is_annotation(rules: &Object, name: &str) -> bool {
    rules.annotations && is_control(name)
}

/// The declared member of a name. Members mostly come in the order in which they are declared, so the next one is tried first.
#[inline]
fn declared(rules: &Object, name: &str, next: &mut usize) -> Option<&'static Property> {
    let expected = rules.properties.get(*next).filter(|property| property.name == name);
    let position = if expected.is_some() { *next } else { out_of_order(rules, name, *next)? };
    *next = position + 1;
    rules.properties.get(position)
}

/// The place of the declared member of a name. Members that are left out shift the others, but not their order.
fn out_of_order(rules: &Object, name: &str, next: usize) -> Option<usize> {
    let (before, after) = rules.properties.split_at_checked(next).unwrap_or((rules.properties, &[]));
    let later = after.iter().position(|property| property.name == name).map(|position| next + position);
    later.or_else(|| before.iter().position(|property| property.name == name))
}

fn members(members: &json::Object) -> impl Iterator<Item = Member<'_>> {
    members.iter().enumerate().map(|(place, (name, value))| Member { place, name, value })
}

impl Walk<'_> {
    pub(super) fn object(&mut self, rules: &Object, object: &json::Object, at: &At<'_>, mut seen: Option<&mut Seen>) -> bool {
        let mut valid = self.size(rules, object, at) & self.presence(rules, object, at);
        if self.settled(valid) {
            return false;
        }
        let looks = !rules.properties.is_empty()
            || !rules.pattern_properties.is_empty()
            || rules.additional.is_some()
            || rules.property_names.is_some()
            || (rules.annotations && seen.is_some());
        let mut next = 0;
        for member in members(object).take_while(|_| looks) {
            let property = declared(rules, member.name, &mut next);
            let known = self.member(rules, property, member, at, seen.as_deref_mut());
            valid &= known;
            valid &= self.settled(valid) || self.name(rules, member, at);
            if self.settled(valid) {
                return false;
            }
        }
        for (name, schema) in rules.dependent_schemas {
            if object.contains_key(name) {
                valid &= self.check(&at.stay(*schema, Step::Named("dependentSchemas", name)), seen.as_deref_mut());
                if self.settled(valid) {
                    return false;
                }
            }
        }
        valid
    }

    fn size(&mut self, rules: &Object, object: &json::Object, at: &At<'_>) -> bool {
        if rules.min_properties.is_none() && rules.max_properties.is_none() {
            return true;
        }
        let count = if rules.annotations { object.keys().filter(|name| !is_control(name)).count() } else { object.len() };
        let found = u64::try_from(count).unwrap_or(u64::MAX);
        let mut valid = true;
        if let Some(limit) = rules.min_properties {
            valid &= self.expect(found >= limit, at, || fault::size(Rule::MinProperties, limit, count));
        }
        if let Some(limit) = rules.max_properties {
            valid &= self.expect(found <= limit, at, || fault::size(Rule::MaxProperties, limit, count));
        }
        valid
    }

    fn presence(&mut self, rules: &Object, object: &json::Object, at: &At<'_>) -> bool {
        let mut valid = true;
        for (name, views) in rules.required {
            let there = views & self.views == 0 || object.contains_key(name);
            valid &= self.expect(there, at, || fault::missing(name));
            if self.settled(valid) {
                return false;
            }
        }
        for (because_of, names) in rules.dependent_required {
            if !object.contains_key(because_of) {
                continue;
            }
            for name in *names {
                let there = object.contains_key(name);
                valid &= self.expect(there, at, || fault::dependent(name, because_of));
            }
        }
        valid
    }

    /// Applies the schemas that a member falls under.
    fn member(
        &mut self,
        rules: &Object,
        property: Option<&'static Property>,
        member: Member<'_>,
        at: &At<'_>,
        seen: Option<&mut Seen>,
    ) -> bool {
        let mut valid = true;
        let mut known = property.is_some();
        if let Some(property) = property {
            if property.access & self.views == 0 {
                if let Some(seen) = seen {
                    seen.mark(member.place);
                }
                return true;
            }
            valid &= self.check(&at.member(member, property.schema, Step::Named("properties", property.name)), None);
        }
        for (pattern, schema) in rules.pattern_properties {
            if self.settled(valid) {
                return false;
            }
            if pattern.is_match(member.name) {
                known = true;
                let step = Step::Named("patternProperties", pattern.as_str());
                valid &= self.check(&at.member(member, *schema, step), None);
            }
        }
        if !known {
            known = is_annotation(rules, member.name);
            if let Some(schema) = rules.additional.filter(|_| !known) {
                known = true;
                valid &= self.check(&at.member(member, schema, Step::Keyword("additionalProperties")), None);
            }
        }
        if let Some(seen) = seen.filter(|_| known) {
            seen.mark(member.place);
        }
        valid
    }

    /// Applies the schema of names to the name of a member.
    fn name(&mut self, rules: &Object, member: Member<'_>, at: &At<'_>) -> bool {
        let Some(schema) = rules.property_names.filter(|_| !is_annotation(rules, member.name)) else { return true };
        let name = Value::String(member.name.to_owned());
        let name_at = at.member(Member { value: &name, ..member }, schema, Step::Keyword("propertyNames"));
        self.made_up += 1;
        self.turns += 1;
        let valid = self.quietly(|walk| walk.check(&name_at, None));
        if !valid {
            self.misnamed(&name_at);
        }
        self.made_up -= 1;
        valid
    }

    /// Reports that the name of a member breaks the schema of names, as mattering no more than what is wrong with it.
    #[cold]
    fn misnamed(&mut self, at: &At<'_>) {
        let alone = std::iter::once(*at);
        let severity = if self.quiet == 0 { self.excuse(Rule::PropertyNames, at, alone) } else { Severity::Error };
        self.capped(severity, |walk| {
            let mut reasons = Vec::new();
            if walk.quiet == 0 && walk.weight.is_none() {
                reasons = walk.apart(|walk| {
                    walk.check(at, None);
                });
            }
            let reason = reasons.first().map_or("is not allowed", |reason| reason.message.as_str());
            walk.broken(at, || fault::name_of_member(reason))
        });
    }

    pub(super) fn unevaluated_members(
        &mut self,
        schema: Ix,
        object: &json::Object,
        annotations: bool,
        at: &At<'_>,
        seen: &mut Seen,
    ) -> bool {
        let mut valid = true;
        for member in members(object) {
            if seen.has(member.place) || (annotations && is_control(member.name)) {
                continue;
            }
            valid &= self.check(&at.member(member, schema, Step::Keyword("unevaluatedProperties")), None);
            if self.settled(valid) {
                return false;
            }
            seen.mark(member.place);
        }
        valid
    }
}
