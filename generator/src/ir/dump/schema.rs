//! Schemas as text: facts about the value on one line, everything that has schemas of its own below it.

use std::fmt::Write;

use super::Page;
use crate::ir::{Array, Discriminator, Member, Numeric, Object, Property, Schema, SchemaId, Text, Types, Values, Views};

/// How many unnamed schemas are written inside each other.
const DEEPEST: usize = 100;

const TYPES: [(&str, Types); 6] = [
    ("null", Types::NULL),
    ("boolean", Types::BOOLEAN),
    ("number", Types::NUMBER),
    ("string", Types::STRING),
    ("array", Types::ARRAY),
    ("object", Types::OBJECT),
];

impl Page<'_> {
    /// A declared schema under its name.
    pub(super) fn named(&mut self, id: SchemaId) {
        let schema = &self.schemas[id];
        let client = schema.name.as_ref().and_then(|name| name.client_name.as_ref());
        let client = client.map_or_else(String::new, |name| format!(" as {name}"));
        self.line(&format!("schema {}{client}: {}", self.name(id), facts(schema)));
        self.open.push(id);
        self.indented(|page| page.body(id));
        self.open.pop();
    }

    /// A schema where it is used: by name, or in full behind `label`.
    pub(super) fn used(&mut self, label: &str, id: SchemaId) {
        let schema = &self.schemas[id];
        if schema.name.is_some() {
            return self.line(&format!("{label}: {}", self.name(id)));
        }
        if self.open.contains(&id) || self.open.len() > DEEPEST {
            return self.line(&format!("{label}: the schema at {}", schema.origin.pointer));
        }
        self.line(&format!("{label}: {}", facts(schema)));
        self.open.push(id);
        self.indented(|page| page.body(id));
        self.open.pop();
    }

    fn name(&self, id: SchemaId) -> String {
        match &self.schemas[id].name {
            Some(name) => name.qualified(),
            None => format!("the schema at {}", self.schemas[id].origin.pointer),
        }
    }

    fn body(&mut self, id: SchemaId) {
        let schemas = self.schemas;
        let schema = &schemas[id];
        self.docs(&schema.docs);
        if let Some(values) = &schema.values {
            self.values(values);
        }
        self.logic(schema);
        self.array(&schema.array);
        self.object(&schema.object);
        if let Some(discriminator) = &schema.discriminator {
            self.discriminator(discriminator);
        }
    }

    fn values(&mut self, values: &Values) {
        let mut line = String::from("values");
        for (flag, word) in [(values.open, " open"), (values.flags, " flags")] {
            line.push_str(if flag { word } else { "" });
        }
        if let Some(name) = &values.name {
            let _ = write!(line, " called {name}");
        }
        let plain = |member: &Member| member.name.is_none() && member.number.is_none() && member.docs == super::Docs::default();
        if values.members.iter().all(plain) {
            for member in &values.members {
                let _ = write!(line, " {}", member.value);
            }
            return self.line(&line);
        }
        self.line(&line);
        self.indented(|page| values.members.iter().for_each(|member| page.member(member)));
    }

    fn member(&mut self, member: &Member) {
        let name = member.name.as_ref().map_or_else(String::new, |name| format!(" as {name}"));
        let number = member.number.map_or_else(String::new, |number| format!(" = {number}"));
        self.line(&format!("{}{name}{number}", member.value));
        self.indented(|page| page.docs(&member.docs));
    }

    fn logic(&mut self, schema: &Schema) {
        self.maybe("base", schema.base);
        self.maybe("refer", schema.refer);
        if let Some(dynamic) = &schema.dynamic_refer {
            self.used(&format!("refer dynamically to {}, at first", dynamic.anchor), dynamic.initial);
        }
        for (name, target) in &schema.dynamic_anchors {
            self.line(&format!("dynamic anchor {name}: {}", self.name(*target)));
        }
        self.all("all of", &schema.all_of);
        self.all("any of", &schema.any_of);
        self.all("one of", &schema.one_of);
        self.maybe("not", schema.not);
        if let Some(conditional) = &schema.conditional {
            self.used("if", conditional.condition);
            self.maybe("then", conditional.then);
            self.maybe("else", conditional.otherwise);
        }
    }

    fn array(&mut self, array: &Array) {
        for (at, item) in array.prefix_items.iter().enumerate() {
            self.used(&format!("item {at}"), *item);
        }
        self.maybe("items", array.items);
        self.maybe("contains", array.contains);
        self.maybe("unevaluated items", array.unevaluated);
    }

    fn object(&mut self, object: &Object) {
        for property in &object.properties {
            self.property(property);
        }
        for required in &object.required {
            let views = if required.views == Views::ALL { String::new() } else { format!(" in {}", views(required.views)) };
            self.line(&format!("required {:?}{views}", required.name));
        }
        for (pattern, id) in &object.pattern_properties {
            self.used(&format!("members like {pattern:?}"), *id);
        }
        self.maybe("other members", object.additional);
        self.maybe("names", object.property_names);
        for (name, others) in &object.dependent_required {
            self.line(&format!("with {name:?} required {others:?}"));
        }
        for (name, id) in &object.dependent_schemas {
            self.used(&format!("with {name:?}"), *id);
        }
        self.maybe("unevaluated members", object.unevaluated);
    }

    fn property(&mut self, property: &Property) {
        let mut label = format!(".{}", property.name);
        if let Some(name) = &property.client_name {
            let _ = write!(label, " as {name}");
        }
        if property.access != Views::ALL {
            let _ = write!(label, " ({})", views(property.access));
        }
        for (flag, word) in [(property.key, " key"), (property.navigation, " navigation")] {
            label.push_str(if flag { word } else { "" });
        }
        self.used(&label, property.schema);
        self.indented(|page| page.docs(&property.docs));
    }

    fn discriminator(&mut self, discriminator: &Discriminator) {
        let how = if discriminator.inherited { "inherited " } else { "" };
        self.line(&format!("{how}discriminator {:?} as {:?}", discriminator.property, discriminator.tag));
        let lines: Vec<_> = discriminator.mapping.iter().map(|(tag, id)| format!("{tag:?}: {}", self.name(*id))).collect();
        self.indented(|page| lines.iter().for_each(|line| page.line(line)));
    }

    fn maybe(&mut self, label: &str, id: Option<SchemaId>) {
        if let Some(id) = id {
            self.used(label, id);
        }
    }

    fn all(&mut self, label: &str, ids: &[SchemaId]) {
        for id in ids {
            self.used(label, *id);
        }
    }
}

/// What is said about a value in words: types, format and limits.
fn facts(schema: &Schema) -> String {
    let mut words = vec![types(schema.types)];
    words.extend(schema.format.as_ref().map(|format| format!("{format:?}")));
    numeric(&schema.numeric, &mut words);
    text(&schema.text, &mut words);
    counts(&schema.array, &schema.object, &mut words);
    words.extend(schema.default.as_ref().map(|value| format!("default {value}")));
    let object = &schema.object;
    let flags = [
        (schema.secret, "secret"),
        (schema.is_abstract, "abstract"),
        (schema.array.unique_items, "unique"),
        (object.open, "open"),
        (object.annotations, "annotated"),
    ];
    words.extend(flags.iter().filter(|(flag, _)| *flag).map(|(_, word)| (*word).to_owned()));
    words.join(" ")
}

fn types(types: Types) -> String {
    match types {
        Types::ANY => return "any".to_owned(),
        Types::NONE => return "nothing".to_owned(),
        _ => {}
    }
    let mut names: Vec<_> = TYPES.iter().filter(|(_, one)| types.contains(*one)).map(|(name, _)| *name).collect();
    if types.contains(Types::INTEGER) && !types.contains(Types::NUMBER) {
        names.push("integer");
    }
    names.join("|")
}

/// The views in a set, by their first letters.
fn views(views: Views) -> String {
    let names = [(Views::READ, "read"), (Views::CREATE, "create"), (Views::UPDATE, "update")];
    let names: Vec<_> = names.iter().filter(|(view, _)| views.and(*view) != Views::NONE).map(|(_, name)| *name).collect();
    if names.is_empty() { "never".to_owned() } else { names.join(", ") }
}

fn numeric(rules: &Numeric, words: &mut Vec<String>) {
    let limits = [
        (">=", &rules.minimum),
        (">", &rules.exclusive_minimum),
        ("<=", &rules.maximum),
        ("<", &rules.exclusive_maximum),
        ("multiple of", &rules.multiple_of),
    ];
    words.extend(limits.iter().filter_map(|(word, limit)| limit.as_ref().map(|limit| format!("{word} {}", limit.as_str()))));
}

fn text(rules: &Text, words: &mut Vec<String>) {
    words.extend(range("length", rules.min_length, rules.max_length));
    words.extend(range("bytes", None, rules.max_bytes));
    words.extend(rules.pattern.as_ref().map(|pattern| format!("like {pattern:?}")));
    let span = &rules.span;
    let limits = [
        ("not before", &span.minimum),
        ("after", &span.exclusive_minimum),
        ("not after", &span.maximum),
        ("before", &span.exclusive_maximum),
    ];
    words.extend(limits.iter().filter_map(|(word, limit)| limit.as_ref().map(|limit| format!("{word} {limit}"))));
}

fn counts(array: &Array, object: &Object, words: &mut Vec<String>) {
    words.extend(range("items", array.min_items, array.max_items));
    words.extend(range("contained", array.min_contains, array.max_contains));
    words.extend(range("members", object.min_properties, object.max_properties));
}

fn range(what: &str, least: Option<u64>, most: Option<u64>) -> Option<String> {
    let text = |limit: Option<u64>| limit.map_or_else(String::new, |limit| limit.to_string());
    (least.is_some() || most.is_some()).then(|| format!("{what} {}..{}", text(least), text(most)))
}
