//! Random instances: mostly what a schema asks for, with something else thrown in. The same seed gives the same instance.

use super::document::Documents;
use serde_json::{Map, Number, Value, json};

const STRINGS: &[&str] = &[
    "",
    "a",
    "ab",
    "abc",
    "abcdefg",
    "abcdefghijk",
    "12",
    "x12y",
    "yes yes",
    "no no",
    "Ünï",
    "Ä",
    "🦀",
    "🦀🦀🦀",
    "🦀🦀🦀🦀",
    "here",
    "NL",
    "1234 AB",
    "EUR",
    "12.50",
    "-3",
    "never",
    "red",
    "fixed",
    "up",
    "known",
    "circle",
    "Square",
    "cat",
    "2026-01-02T03:04:05Z",
    "{\"inner\":1}",
];

const NAMES: &[&str] = &[
    "a",
    "b",
    "x-own",
    "x-other",
    "made_at",
    "12",
    "lower",
    "Upper",
    "verylongname",
    "alpha",
    "R",
    "kind",
    "card",
    "code",
    "shape",
];

const NUMBERS: &[&str] = &[
    "0",
    "1",
    "-1",
    "1.0",
    "-0",
    "2",
    "3",
    "4",
    "5",
    "6",
    "7",
    "9",
    "10",
    "12",
    "100",
    "150",
    "200",
    "255",
    "256",
    "300",
    "599",
    "0.5",
    "1.5",
    "-1.5",
    "1.51",
    "0.01",
    "0.015",
    "19.99",
    "1e2",
    "1.5e3",
    "1500.1",
    "1e-300",
    "2e-300",
    "1e-301",
    "9223372036854775807",
    "9223372036854775808",
    "18446744073709551616",
    "18446744073709551617",
    "1e40",
];

/// Makes instances.
pub struct Maker<'a> {
    documents: &'a Documents,
    state: u64,
}

impl<'a> Maker<'a> {
    /// The maker of one instance of the schema with this name.
    pub fn new(documents: &'a Documents, name: &str, seed: u64) -> Self {
        let state = name.bytes().fold(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ 0x5eed, |state, byte| {
            (state ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        });
        Self { documents, state }
    }

    /// An instance.
    pub fn make(&mut self, schema: &Value) -> Value {
        self.value(schema, 5)
    }

    /// A number below a limit (splitmix64).
    fn below(&mut self, limit: usize) -> usize {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.state;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        let limit = u64::try_from(limit.max(1)).unwrap();
        usize::try_from((z ^ (z >> 31)) % limit).unwrap()
    }

    fn one_in(&mut self, n: usize) -> bool {
        self.below(n) == 0
    }

    fn pick<'s, T>(&mut self, choices: &'s [T]) -> &'s T {
        &choices[self.below(choices.len())]
    }

    fn value(&mut self, schema: &Value, depth: usize) -> Value {
        if self.one_in(25) {
            return self.anything(depth.min(2));
        }
        let Some(schema) = schema.as_object() else { return self.anything(depth.min(2)) };
        if let Some(values) = schema.get("enum").and_then(Value::as_array)
            && !self.one_in(8)
        {
            return self.pick(values).clone();
        }
        if let Some(value) = schema.get("const")
            && !self.one_in(8)
        {
            return value.clone();
        }
        let mut made = self.parts(schema, depth);
        if made.is_none() || schema.contains_key("properties") || schema.contains_key("type") {
            let own = self.own(schema, depth);
            made = Some(merged(made, own));
        }
        made.unwrap_or_default()
    }

    /// What the schemas ask for that this one refers to or combines.
    fn parts(&mut self, schema: &Map<String, Value>, depth: usize) -> Option<Value> {
        let documents = self.documents;
        let mut made = None;
        if depth == 0 {
            return made;
        }
        let target = schema.get("$ref").and_then(Value::as_str).and_then(|reference| documents.resolve(reference));
        if let Some(target) = target {
            made = Some(self.value(target, depth - 1));
        }
        for part in schema.get("allOf").and_then(Value::as_array).into_iter().flatten() {
            let part = self.value(part, depth - 1);
            made = Some(merged(made, part));
        }
        for keyword in ["anyOf", "oneOf"] {
            if let Some(choices) = schema.get(keyword).and_then(Value::as_array) {
                let choice = self.pick(choices);
                let part = self.value(choice, depth - 1);
                made = Some(merged(made, part));
            }
        }
        made
    }

    /// What the schema itself asks for.
    fn own(&mut self, schema: &Map<String, Value>, depth: usize) -> Value {
        let kind = match schema.get("type") {
            Some(Value::String(kind)) => kind.as_str(),
            Some(Value::Array(kinds)) => self.pick(kinds).as_str().unwrap_or("null"),
            _ if schema.contains_key("properties") && !self.one_in(6) => "object",
            _ => *self.pick(&["null", "boolean", "number", "string", "array", "object"]),
        };
        match kind {
            "null" => Value::Null,
            "boolean" => Value::Bool(self.one_in(2)),
            "integer" | "number" => self.number(schema, kind),
            "string" => Value::String((*self.pick(STRINGS)).to_owned()),
            "array" => self.array(schema, depth),
            _ => self.object(schema, depth),
        }
    }

    fn number(&mut self, schema: &Map<String, Value>, kind: &str) -> Value {
        let limits = ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"];
        let limits: Vec<&Value> = limits.iter().filter_map(|limit| schema.get(*limit)).collect();
        if !limits.is_empty() && self.one_in(4) {
            return (*self.pick(&limits)).clone();
        }
        let numbers: Vec<&&str> = NUMBERS.iter().filter(|text| kind == "number" || !text.contains(['.', 'e'])).collect();
        let text = if self.one_in(12) { *self.pick(NUMBERS) } else { **self.pick(&numbers) };
        Value::Number(text.parse::<Number>().unwrap())
    }

    fn array(&mut self, schema: &Map<String, Value>, depth: usize) -> Value {
        let mut items = Vec::new();
        if depth > 0 {
            let first = schema.get("prefixItems").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
            let length = if first.is_empty() || self.one_in(3) { self.below(5) } else { first.len() };
            for index in 0..length {
                let choices = [first.get(index).or(schema.get("items")), schema.get("contains")];
                let choices: Vec<&Value> = choices.into_iter().flatten().collect();
                items.push(if choices.is_empty() {
                    self.anything(1)
                } else {
                    let choice = *self.pick(&choices);
                    self.value(choice, depth - 1)
                });
            }
            if !items.is_empty() && self.one_in(6) {
                items.push(items[0].clone());
            }
        }
        Value::Array(items)
    }

    fn object(&mut self, schema: &Map<String, Value>, depth: usize) -> Value {
        let mut members = Map::new();
        if depth == 0 {
            return Value::Object(members);
        }
        let required: Vec<&str> =
            schema.get("required").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str).collect();
        let properties = schema.get("properties").and_then(Value::as_object);
        // Rarely more than a few: in a large object something is always wrong.
        let share = properties.map_or(1, |all| all.len() / 4 + 2);
        for (name, property) in properties.into_iter().flatten() {
            let asked = required.contains(&name.as_str());
            if if asked { !self.one_in(12) } else { self.one_in(share) } {
                members.insert(name.clone(), self.value(property, depth - 1));
            }
        }
        for name in required {
            if !members.contains_key(name) && !self.one_in(6) {
                members.insert(name.to_owned(), self.anything(1));
            }
        }
        let patterns: Vec<&Value> =
            schema.get("patternProperties").and_then(Value::as_object).into_iter().flat_map(Map::values).collect();
        let others: Vec<&Value> = patterns.into_iter().chain(schema.get("additionalProperties")).collect();
        let count = if others.is_empty() { usize::from(self.one_in(5)) } else { self.below(3) };
        for _ in 0..count {
            let name = (*self.pick(NAMES)).to_owned();
            let value = if others.is_empty() {
                self.anything(1)
            } else {
                let other = *self.pick(&others);
                self.value(other, depth - 1)
            };
            members.entry(name).or_insert(value);
        }
        Value::Object(members)
    }

    fn anything(&mut self, depth: usize) -> Value {
        match self.below(if depth == 0 { 4 } else { 6 }) {
            0 => [Value::Null, json!(true), json!(false)][self.below(3)].clone(),
            1 | 2 => Value::String((*self.pick(STRINGS)).to_owned()),
            3 => Value::Number(self.pick(NUMBERS).parse::<Number>().unwrap()),
            4 => (0..self.below(4)).map(|_| self.anything(depth - 1)).collect(),
            _ => {
                let names: Vec<String> = (0..self.below(3)).map(|_| (*self.pick(NAMES)).to_owned()).collect();
                Value::Object(names.into_iter().map(|name| (name, self.anything(depth - 1))).collect())
            }
        }
    }
}

/// Both at once where both are objects; else the later one.
fn merged(first: Option<Value>, second: Value) -> Value {
    match (first, second) {
        (Some(Value::Object(mut first)), Value::Object(second)) => {
            first.extend(second);
            Value::Object(first)
        }
        (_, second) => second,
    }
}
