//! Random schemas: any keyword beside any other, as far as a document stays valid.

use serde_json::{Map, Value, json};

use super::random::Random;
use super::words::{COMPONENTS, FORMATS, NAMES, PATTERNS, TEXTS};

/// The version of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Version {
    V20,
    V30,
    V31,
}

/// Makes the parts of one document.
pub struct Maker {
    pub random: Random,
    pub version: Version,
    /// How many components there are.
    pub components: usize,
    /// Combinations refer to components behind this one only, so that none contains itself.
    pub floor: usize,
}

impl Maker {
    /// A reference to a component: any, or one behind the current.
    fn reference(&mut self, behind: bool) -> Option<Value> {
        let first = if behind { self.floor } else { 0 };
        let left = self.components.checked_sub(first).filter(|left| *left > 0)?;
        let name = COMPONENTS[first + self.random.below(left)];
        let folder = if self.version == Version::V20 { "definitions" } else { "components/schemas" };
        Some(json!({ "$ref": format!("#/{folder}/{name}") }))
    }

    /// A schema of at most this depth. `behind`: it stands for the very value of the component being made.
    pub fn schema(&mut self, depth: usize, behind: bool) -> Value {
        if self.random.once_in(4)
            && let Some(reference) = self.reference(behind)
        {
            return reference;
        }
        let kinds = if depth == 0 { 4 } else { 10 };
        let mut schema = match self.random.below(kinds) {
            0 | 1 => self.string(),
            2 => self.number(),
            3 => json!({ "type": "boolean" }),
            4 | 5 => self.object(depth - 1),
            6 => self.array(depth - 1),
            7 => self.combination(depth - 1, behind),
            8 => self.of_version(depth - 1, behind),
            _ => json!({}),
        };
        if let Some(object) = schema.as_object_mut() {
            self.annotate(object);
        }
        schema
    }

    fn annotate(&mut self, schema: &mut Map<String, Value>) {
        let text = self.random.pick(TEXTS);
        match self.random.below(12) {
            0 => drop(schema.insert("description".into(), json!(text))),
            1 => drop(schema.insert("title".into(), json!(text))),
            2 => drop(schema.insert("readOnly".into(), json!(true))),
            3 if self.version != Version::V20 => drop(schema.insert("writeOnly".into(), json!(true))),
            4 if self.version != Version::V20 => drop(schema.insert("deprecated".into(), json!(true))),
            5 if self.version == Version::V30 && schema.contains_key("type") => drop(schema.insert("nullable".into(), json!(true))),
            6 => drop(schema.insert("x-ms-secret".into(), json!(true))),
            _ => {}
        }
    }

    fn string(&mut self) -> Value {
        let mut schema = json!({ "type": "string" });
        match self.random.below(6) {
            0 => schema["format"] = json!(self.random.pick(FORMATS)),
            1 => schema["pattern"] = json!(self.random.pick(PATTERNS)),
            2 => {
                let count = 1 + self.random.below(5);
                let names: Vec<&str> = NAMES.iter().cycle().skip(self.components).step_by(7).take(count).copied().collect();
                schema["enum"] = json!(names);
            }
            3 => {
                schema["minLength"] = json!(self.random.below(4));
                schema["maxLength"] = json!(4 + self.random.below(40));
            }
            _ => {}
        }
        schema
    }

    fn number(&mut self) -> Value {
        let mut schema = json!({ "type": self.random.pick(&["integer", "number"]) });
        match self.random.below(6) {
            0 => schema["format"] = json!(self.random.pick(FORMATS)),
            1 => schema["minimum"] = json!(self.random.below(9)),
            2 => schema["maximum"] = json!(1e30),
            3 => schema["multipleOf"] = json!(0.25),
            4 => schema["enum"] = json!([1, 2, 40]),
            _ => {}
        }
        schema
    }

    fn array(&mut self, depth: usize) -> Value {
        let mut schema = json!({ "type": "array", "items": self.schema(depth, false) });
        match self.random.below(4) {
            0 => schema["uniqueItems"] = json!(true),
            1 => schema["minItems"] = json!(self.random.below(3)),
            2 => schema["maxItems"] = json!(3 + self.random.below(3)),
            _ => {}
        }
        schema
    }

    fn object(&mut self, depth: usize) -> Value {
        let mut properties = Map::new();
        for _ in 0..self.random.below(5) {
            properties.insert(self.random.pick(NAMES).to_owned(), self.schema(depth, false));
        }
        let mut schema = json!({ "type": "object" });
        if self.random.once_in(3)
            && let Some(name) = properties.keys().next()
        {
            schema["required"] = json!([name]);
        }
        if self.random.once_in(9) {
            schema["required"] = json!(["not declared"]);
        }
        schema["properties"] = Value::Object(properties);
        match self.random.below(6) {
            0 => schema["additionalProperties"] = json!(false),
            1 => schema["additionalProperties"] = self.schema(depth, false),
            2 => schema["minProperties"] = json!(self.random.below(2)),
            _ => {}
        }
        schema
    }

    fn combination(&mut self, depth: usize, behind: bool) -> Value {
        let keywords: &[&str] = if self.version == Version::V20 { &["allOf"] } else { &["allOf", "anyOf", "oneOf", "not"] };
        let keyword = self.random.pick(keywords);
        if keyword == "not" {
            return json!({ "not": self.schema(depth, behind) });
        }
        let parts: Vec<Value> = (0..=self.random.below(3)).map(|_| self.schema(depth, behind)).collect();
        let mut schema = if self.random.once_in(4) { self.object(depth) } else { json!({}) };
        schema[keyword] = Value::Array(parts);
        schema
    }

    /// What only some versions know.
    fn of_version(&mut self, depth: usize, behind: bool) -> Value {
        if self.version != Version::V31 {
            return self.object(depth);
        }
        let inner = self.schema(depth, false);
        match self.random.below(12) {
            0 => json!({ "type": ["string", "integer", "null"] }),
            1 => json!({ "type": ["object", "array"], "properties": { "a": inner } }),
            2 => json!({ "const": self.random.pick(NAMES) }),
            3 => json!({ "if": { "required": ["a"] }, "then": self.schema(depth, behind), "else": self.schema(depth, behind) }),
            4 => json!({ "type": "array", "prefixItems": [inner], "items": false }),
            5 => json!({ "type": "array", "contains": inner, "minContains": 2 }),
            6 => json!({ "type": "object", "patternProperties": { "^x-": inner }, "propertyNames": { "maxLength": 9 } }),
            7 => json!({ "type": "object", "unevaluatedProperties": inner }),
            8 => json!({ "dependentRequired": { "a": ["b"] }, "dependentSchemas": { "a": inner } }),
            9 => json!({ "type": "null" }),
            10 => json!({ "enum": [null, 1, "a", { "b": [true] }] }),
            _ => json!(self.random.once_in(2)),
        }
    }
}
