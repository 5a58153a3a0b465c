//! Random schemas: any keyword beside any other, as far as a document stays valid.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use proptest::strategy::Union;
use serde_json::{Map, Value, json};

use super::words::{FORMATS, NAMES, PATTERNS, TEXTS};

/// A choice among values.
pub type Choice = BoxedStrategy<Value>;

/// The version of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Version {
    V20,
    V30,
    V31,
    V32,
}

/// What schemas at some place of a document may say.
#[derive(Clone, Debug)]
pub struct Scope {
    pub version: Version,
    /// The names of the components.
    pub names: Vec<&'static str>,
    /// Combinations refer to components from here on only, so that none contains itself.
    pub floor: usize,
}

/// An object with the members of both.
pub fn merged(one: Value, other: Value) -> Value {
    match (one, other) {
        (Value::Object(mut one), Value::Object(other)) => {
            one.extend(other);
            Value::Object(one)
        }
        (one, _) => one,
    }
}

/// An object, and what may stand in it as well.
fn with(base: impl Strategy<Value = Value> + 'static, more: impl Strategy<Value = Value> + 'static) -> Choice {
    (base, more).prop_map(|(base, more)| merged(base, more)).boxed()
}

fn nothing() -> Just<Value> {
    Just(json!({}))
}

impl Scope {
    /// A reference to a component: any, or one behind the current.
    fn reference(&self, behind: bool) -> Option<Choice> {
        let names = self.names.get(if behind { self.floor } else { 0 }..).filter(|names| !names.is_empty())?;
        let folder = if self.version == Version::V20 { "definitions" } else { "components/schemas" };
        Some(select(names.to_vec()).prop_map(move |name| json!({ "$ref": format!("#/{folder}/{name}") })).boxed())
    }

    /// A schema of at most this depth. `behind`: it stands for the very value of the component being made.
    pub fn schema(&self, depth: usize, behind: bool) -> Choice {
        let mut kinds = vec![(1, Just(json!({ "type": "boolean" })).boxed()), (2, string()), (1, number())];
        if let Some(depth) = depth.checked_sub(1) {
            let inner = self.schema(depth, false);
            let part = if behind { self.schema(depth, true) } else { inner.clone() };
            let object = object(&inner);
            kinds.extend([
                (1, nothing().boxed()),
                (1, array(inner.clone())),
                (1, self.combination(part.clone(), object.clone())),
                (1, if self.version >= Version::V31 { newer(inner, part) } else { object.clone() }),
                (2, object),
            ]);
        }
        let made = with(Union::new_weighted(kinds), self.annotation()).prop_map(|mut schema| {
            // Without a type, `nullable` means nothing.
            match schema.as_object_mut() {
                Some(members) if !members.contains_key("type") => drop(members.shift_remove("nullable")),
                _ => {}
            }
            schema
        });
        match self.reference(behind) {
            Some(reference) => prop_oneof![1 => reference, 3 => made].boxed(),
            None => made.boxed(),
        }
    }

    fn annotation(&self) -> Choice {
        let mut known = vec![
            (6, nothing().boxed()),
            (1, select(TEXTS).prop_map(|text| json!({ "description": text })).boxed()),
            (1, select(TEXTS).prop_map(|text| json!({ "title": text })).boxed()),
            (1, select(vec![json!({ "readOnly": true }), json!({ "x-ms-secret": true })]).boxed()),
        ];
        if self.version != Version::V20 {
            known.push((1, select(vec![json!({ "writeOnly": true }), json!({ "deprecated": true })]).boxed()));
        }
        if self.version == Version::V30 {
            known.push((1, Just(json!({ "nullable": true })).boxed()));
        }
        Union::new_weighted(known).boxed()
    }

    fn combination(&self, part: Choice, object: Choice) -> Choice {
        let all = vec(part.clone(), 1..4).prop_map(Value::Array);
        if self.version == Version::V20 {
            return with(prop_oneof![3 => nothing(), 1 => object], all.prop_map(|parts| json!({ "allOf": parts })));
        }
        let several = (select(&["allOf", "anyOf", "oneOf"]), all).prop_map(|(keyword, parts)| json!({ keyword: parts }));
        prop_oneof![
            3 => with(prop_oneof![3 => nothing(), 1 => object], several),
            1 => part.prop_map(|part| json!({ "not": part })),
        ]
        .boxed()
    }
}

fn string() -> Choice {
    let limits = (0..4_u8, 4..44_u8).prop_map(|(least, most)| json!({ "minLength": least, "maxLength": most }));
    let rules = prop_oneof![
        2 => nothing(),
        1 => select(FORMATS).prop_map(|format| json!({ "format": format })),
        1 => select(PATTERNS).prop_map(|pattern| json!({ "pattern": pattern })),
        1 => subsequence(NAMES, 1..6).prop_shuffle().prop_map(|names| json!({ "enum": names })),
        1 => limits,
    ];
    with(Just(json!({ "type": "string" })), rules)
}

fn number() -> Choice {
    let rules = prop_oneof![
        select(vec![json!({}), json!({ "maximum": 1e30 }), json!({ "multipleOf": 0.25 }), json!({ "enum": [1, 2, 40] })]),
        select(FORMATS).prop_map(|format| json!({ "format": format })),
        (0..9).prop_map(|least| json!({ "minimum": least })),
    ];
    with(select(&["integer", "number"]).prop_map(|name| json!({ "type": name })), rules)
}

fn array(items: Choice) -> Choice {
    let rules = prop_oneof![
        select(vec![json!({}), json!({ "uniqueItems": true })]),
        (0..3).prop_map(|least| json!({ "minItems": least })),
        (3..6).prop_map(|most| json!({ "maxItems": most })),
    ];
    with(items.prop_map(|items| json!({ "type": "array", "items": items })), rules)
}

fn object(inner: &Choice) -> Choice {
    let properties = vec((select(NAMES), inner.clone()), 0..5);
    let members = (properties, 0..9_u8).prop_map(|(properties, required)| {
        let properties: Map<String, Value> = properties.into_iter().map(|(name, schema)| (name.to_owned(), schema)).collect();
        let mut schema = json!({ "type": "object" });
        match (required, properties.keys().next()) {
            (5..8, Some(first)) => schema["required"] = json!([first]),
            (8, _) => schema["required"] = json!(["not declared"]),
            _ => {}
        }
        schema["properties"] = Value::Object(properties);
        schema
    });
    let others = prop_oneof![
        3 => nothing(),
        1 => select(vec![json!(false), json!(true)]).prop_map(|others| json!({ "additionalProperties": others })),
        1 => inner.clone().prop_map(|others| json!({ "additionalProperties": others })),
        1 => (0..2).prop_map(|least| json!({ "minProperties": least })),
    ];
    with(members, others)
}

/// What only OpenAPI 3.1 knows.
fn newer(inner: Choice, part: Choice) -> Choice {
    let fixed = vec![
        json!(true),
        json!(false),
        json!({ "type": ["string", "integer", "null"] }),
        json!({ "type": "null" }),
        json!({ "enum": [null, 1, "a", { "b": [true] }] }),
    ];
    let branches =
        (part.clone(), part).prop_map(|(then, otherwise)| json!({ "if": { "required": ["a"] }, "then": then, "else": otherwise }));
    let templates: [fn(Value) -> Value; 6] = [
        |inner| json!({ "type": ["object", "array"], "properties": { "a": inner } }),
        |inner| json!({ "type": "array", "prefixItems": [inner], "items": false }),
        |inner| json!({ "type": "array", "contains": inner, "minContains": 2 }),
        |inner| json!({ "type": "object", "patternProperties": { "^x-": inner }, "propertyNames": { "maxLength": 9 } }),
        |inner| json!({ "type": "object", "unevaluatedProperties": inner }),
        |inner| json!({ "dependentRequired": { "a": ["b"] }, "dependentSchemas": { "a": inner } }),
    ];
    prop_oneof![
        5 => select(fixed),
        1 => select(NAMES).prop_map(|name| json!({ "const": name })),
        1 => branches,
        6 => (0..templates.len(), inner).prop_map(move |(at, inner)| templates[at](inner)),
    ]
    .boxed()
}
