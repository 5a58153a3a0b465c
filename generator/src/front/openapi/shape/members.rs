//! The members of one object, by the table of its kind.

use std::collections::BTreeSet;

use super::Work;
use super::grammar::{Others, Shape};
use super::schema;
use crate::diag::{missing_field, rule, unknown_field};
use crate::front::openapi::context::Context;
use crate::front::openapi::version::Version;
use crate::source::{Entry, Location, NodeRef};

impl<'d> Context<'d, '_> {
    pub(super) fn members(&mut self, node: NodeRef<'d>, shape: &'static Shape, work: &mut Work<'d>) {
        let version = self.references.version(node);
        for (entry, value) in node.entries() {
            let field = shape.fields.iter().find(|field| field.name == &*entry.key && field.is_in(version));
            match field {
                Some(field) => self.value(field.name, field.kind, value, work),
                None => self.other(node, shape, entry, value, work),
            }
        }
        for field in shape.fields.iter().filter(|field| field.needed && field.is_in(version)) {
            if node.get(field.name).is_none() {
                self.breach(missing_field(shape.name, field.name, head(node)));
            }
        }
    }

    fn other(&mut self, node: NodeRef<'d>, shape: &'static Shape, entry: &Entry, value: NodeRef<'d>, work: &mut Work<'d>) {
        let key = &*entry.key;
        let place = Location { span: entry.key_span, ..value.location() };
        match shape.others {
            Others::All(kind) => self.value(key, kind, value, work),
            _ if key.starts_with("x-") => {}
            Others::Extensions => self.unknown(node, shape, key, place),
            Others::Expressions(kind) => self.value(key, kind, value, work),
            Others::Paths(kind) => {
                if !key.starts_with('/') {
                    self.breach(rule(format!("the path `{key}` does not start with `/`"), place, "expected `/` in front"));
                    // What is no path item is no path that lacks its `/`.
                    if !value.is_object() {
                        return;
                    }
                }
                self.template(key, place);
                self.value(key, kind, value, work);
            }
            Others::Statuses(kind) => {
                // An odd status is reported where responses are read.
                self.value(key, kind, value, work);
            }
            Others::Keywords => {
                let known = schema::KEYWORDS.fields.iter().map(|field| field.name);
                if crate::diag::nearest(key, known.clone()).is_some_and(|near| near.len() > 3 && !key.starts_with('$')) {
                    self.report(unknown_field(shape.name, key, place, known));
                }
            }
        }
    }

    /// The braces of a path, and the names between them.
    fn template(&mut self, path: &str, place: Location) {
        let mut seen = BTreeSet::new();
        let mut parts = path.split('{');
        let mut closed = parts.next().is_some_and(|text| !text.contains('}'));
        for part in parts {
            let name = part.split_once('}').map(|(name, _)| name);
            closed &= part.matches('}').count() == 1;
            if let Some(name) = name.filter(|name| !seen.insert(*name)) {
                self.slip(rule(format!("the path `{path}` has the parameter `{name}` twice"), place, "one value for both"));
            }
        }
        if !closed {
            self.breach(rule(format!("the braces of the path `{path}` are not in pairs"), place, "read as they are"));
        }
    }

    fn unknown(&mut self, node: NodeRef<'d>, shape: &'static Shape, key: &str, place: Location) {
        let version = self.references.version(node);
        if std::ptr::eq(shape, &raw const schema::OLD) && schema::KEYWORDS.fields.iter().any(|field| field.name == key) {
            let message = format!("`{key}` is not a keyword of schemas in {}", version.name());
            return self.breach(rule(message, place, "read as in OpenAPI 3.1"));
        }
        if let Some(field) = shape.fields.iter().find(|field| field.name == key) {
            let message = format!("{} has no `{key}` in {}", shape.name, version.name());
            if field.since <= version {
                let last = format!("it was last in {}", field.until.name());
                return self.breach(rule(message, place, "ignored").help(last));
            }
            let newer = field.since.name();
            // Schemas that are none of JSON Schema have no base to be called by.
            let unread = key == "$self" && !version.has_json_schema();
            let read = if unread { "ignored".to_owned() } else { format!("read as in {newer}") };
            return self.breach(rule(message, place, &read).help(format!("it came with {newer}")));
        }
        let known = shape.fields.iter().filter(|field| field.is_in(version)).map(|field| field.name);
        let message = unknown_field(shape.name, key, place, known);
        // Swagger 2.0 was never strict about it.
        if version == Version::V20 { self.slip(message) } else { self.breach(message) }
    }
}

/// The first line of an object is enough to show that something is missing in it: its first member.
fn head(node: NodeRef<'_>) -> Location {
    match node.entries().next() {
        Some((entry, value)) => Location { span: entry.key_span, ..value.location() },
        None => node.location(),
    }
}
