//! The value of one member, by its kind.

use std::collections::BTreeSet;

use super::Work;
use super::grammar::{Kind, Shape};
use super::{rules_schema, schema, v3};
use crate::diag::{bad_value, expected_kind, rule};
use crate::front::openapi::context::Context;
use crate::front::openapi::reference::{Failure, keys};
use crate::source::{self, Location, NodeRef};

impl<'d> Context<'d, '_> {
    pub(super) fn value(&mut self, name: &str, kind: Kind, node: NodeRef<'d>, work: &mut Work<'d>) {
        match kind {
            Kind::Text | Kind::Flag | Kind::Number | Kind::Positive | Kind::NumberOrFlag | Kind::Count | Kind::Reference => {
                self.scalar(name, kind, node);
            }
            Kind::Pattern => self.pattern(name, node),
            Kind::List | Kind::FilledList => self.filled(name, matches!(kind, Kind::FilledList), node),
            Kind::Texts(least) => self.texts(name, least, node),
            Kind::Words(words) => {
                self.texts(name, 0, node);
                node.items().filter(|item| item.as_str().is_some()).for_each(|item| self.word(name, words, item));
            }
            Kind::WordOrWords(words) if is_list(node) => self.value(name, Kind::Words(words), node, work),
            Kind::Word(words) | Kind::WordOrWords(words) => self.word(name, words, node),
            Kind::Object(shape) => self.object_value(name, shape, node, work),
            Kind::Use(shape) => self.usage(name, shape, node, work),
            Kind::FlagOr(shape) if node.as_bool().is_none() => self.usage(name, shape, node, work),
            Kind::Any | Kind::FlagOr(_) => {}
            Kind::OneOrMany(shape) if !is_list(node) => self.usage(name, shape, node, work),
            Kind::Uses(shape) | Kind::FilledUses(shape) | Kind::OneOrMany(shape) => {
                self.filled(name, matches!(kind, Kind::FilledUses(_)), node);
                node.items().for_each(|item| self.usage(name, shape, item, work));
            }
            Kind::Map(_) | Kind::Components(_) | Kind::TextMap | Kind::TextsMap | Kind::AnyMap => {
                self.map_value(name, kind, node, work);
            }
            Kind::Schema | Kind::Schemas | Kind::SchemaMap | Kind::SchemaComponents => self.schema_value(name, kind, node, work),
        }
    }

    fn schema_value(&mut self, name: &str, kind: Kind, node: NodeRef<'d>, work: &mut Work<'d>) {
        let modern = self.references.version(node).has_json_schema();
        let shape: &'static Shape = if modern { &schema::KEYWORDS } else { &schema::OLD };
        let kind = match kind {
            Kind::Schemas => Kind::FilledUses(shape),
            Kind::SchemaMap => Kind::Map(shape),
            Kind::SchemaComponents => Kind::Components(shape),
            _ if modern => Kind::FlagOr(shape),
            _ => Kind::Use(shape),
        };
        self.value(name, kind, node, work);
    }

    /// An object that may be a reference to one. Schemas of 3.1 have a `$ref` among their members.
    fn usage(&mut self, name: &str, shape: &'static Shape, node: NodeRef<'d>, work: &mut Work<'d>) {
        if std::ptr::eq(shape, &raw const schema::KEYWORDS) && node.as_bool().is_some() {
            return;
        }
        if std::ptr::eq(shape, &raw const schema::OLD) && node.as_bool().is_some() {
            return self.breach(expected_kind(&format!("`{name}`"), "an object", node));
        }
        let Some(place) = node.get("$ref") else { return self.object_value(name, shape, node, work) };
        let Some(text) = place.as_str() else {
            let kind = expected_kind("`$ref`", "a string", place);
            return self.report(kind);
        };
        // What is here is looked at when its turn comes; what is in another document only because of the reference.
        let target = if std::ptr::eq(shape, &raw const v3::EXAMPLE) {
            self.example(node, text, place)
        } else {
            self.follow(node, text, place)
        };
        if let Some(target) = target
            && target.tree().doc() != node.tree().doc()
            && target.is_object()
            && target.get("$ref").is_none()
        {
            work.add(target, shape);
        }
        if std::ptr::eq(shape, &raw const schema::KEYWORDS) {
            work.add(node, shape);
        } else if std::ptr::eq(shape, &raw const schema::OLD) {
            rules_schema::idle_nullable(self, node);
        }
    }

    /// The example that a reference means. Nothing is made of examples, so files are not loaded for them, and one that is not there
    /// does no harm.
    fn example(&mut self, from: NodeRef<'d>, text: &'d str, place: NodeRef<'d>) -> Option<NodeRef<'d>> {
        match self.references.resolve(from, text) {
            Ok(target) => Some(target),
            Err(Failure::Dangling(last)) if text.starts_with('#') || keys(last).next().is_some() => {
                self.breach(self.dangling(text, place, last));
                None
            }
            Err(_) => None,
        }
    }

    fn object_value(&mut self, name: &str, shape: &'static Shape, node: NodeRef<'d>, work: &mut Work<'d>) {
        if node.is_object() {
            work.add(node, shape);
        } else {
            self.lost(name, "an object", node);
        }
    }

    fn map_value(&mut self, name: &str, kind: Kind, node: NodeRef<'d>, work: &mut Work<'d>) {
        if !node.is_object() {
            return self.lost(name, "an object", node);
        }
        for (entry, value) in node.entries() {
            let key = &*entry.key;
            match kind {
                Kind::Map(shape) => self.usage(key, shape, value, work),
                Kind::Components(shape) => {
                    if !key.chars().all(|c| c.is_ascii_alphanumeric() || "._-".contains(c)) {
                        let place = Location { span: entry.key_span, ..value.location() };
                        let message = format!("the name `{key}` may only have letters, digits, `.`, `-` and `_`");
                        self.breach(rule(message, place, "read as it is"));
                    }
                    self.usage(key, shape, value, work);
                }
                Kind::TextMap => self.scalar(key, Kind::Text, value),
                Kind::TextsMap => self.texts(key, 0, value),
                _ => {}
            }
        }
    }

    fn scalar(&mut self, name: &str, kind: Kind, node: NodeRef<'d>) {
        let number = node.as_number();
        let (right, expected) = match kind {
            Kind::Flag => (node.as_bool().is_some(), "`true` or `false`"),
            Kind::Number => (number.is_some(), "a number"),
            Kind::Positive => (
                number.is_some_and(|text| !text.starts_with('-') && text.contains(|c| ('1'..='9').contains(&c))),
                "a number above 0",
            ),
            Kind::NumberOrFlag => (number.is_some() || node.as_bool().is_some(), "a number"),
            // Signs and fractions are looked at where the number is read.
            Kind::Count => (number.is_some(), "a whole number that is not negative"),
            _ => (node.as_str().is_some(), "a string"),
        };
        if right {
            return;
        }
        if let (Kind::Positive, Some(found)) = (kind, number) {
            return self.breach(rule(format!("`{name}` must be above 0, found `{found}`"), node.location(), "ignored"));
        }
        let diagnostic = expected_kind(&format!("`{name}`"), expected, node);
        if matches!(kind, Kind::Reference) { self.report(diagnostic) } else { self.breach(diagnostic) }
    }

    fn word(&mut self, name: &str, words: &[&'static str], node: NodeRef<'d>) {
        match node.as_str() {
            Some(text) if words.contains(&text) => {}
            Some(text) => {
                let expected = format!("one of {}", words.join(", "));
                self.breach(bad_value(&format!("`{name}`"), text, &expected, node.location(), words.iter().copied()));
            }
            None => self.breach(expected_kind(&format!("`{name}`"), "a string", node)),
        }
    }

    fn filled(&mut self, name: &str, filled: bool, node: NodeRef<'d>) {
        if !is_list(node) {
            self.lost(name, "an array", node);
        } else if filled && node.items().len() == 0 {
            self.breach(rule(format!("`{name}` must not be empty"), node.location(), "empty"));
        }
    }

    fn texts(&mut self, name: &str, least: usize, node: NodeRef<'d>) {
        if !is_list(node) {
            return self.breach(expected_kind(&format!("`{name}`"), "an array", node));
        }
        if node.items().len() < least {
            self.breach(rule(format!("`{name}` must not be empty"), node.location(), "empty"));
        }
        let mut seen = BTreeSet::new();
        for item in node.items() {
            match item.as_str() {
                None => self.breach(expected_kind(&format!("an item of `{name}`"), "a string", item)),
                Some(text) if !seen.insert(text) => {
                    self.breach(rule(format!("`{text}` is listed twice in `{name}`"), item.location(), "listed again here"));
                }
                Some(_) => {}
            }
        }
    }

    fn pattern(&mut self, name: &str, node: NodeRef<'d>) {
        self.scalar(name, Kind::Text, node);
        // Others hear of it when the whole API is checked.
        if self.options.strict
            && let Some(text) = node.as_str()
            && let Err(mistake) = wiretype_runtime::pattern::check_syntax(text)
        {
            self.breach(rule(format!("`{text}` is not a pattern: {}", mistake.message()), node.location(), "not a pattern"));
        }
    }

    /// Something else stands where an object or a list must be, and whatever it says is lost; nothing says nothing.
    fn lost(&mut self, name: &str, expected: &str, node: NodeRef<'d>) {
        let diagnostic = expected_kind(&format!("`{name}`"), expected, node);
        if node.is_null() || name.starts_with("example") { self.breach(diagnostic) } else { self.report(diagnostic) }
    }
}

fn is_list(node: NodeRef<'_>) -> bool {
    matches!(node.kind(), source::Kind::Array(_))
}
