//! Long chains: schemas that lead from one to the next, in every way there is.

use serde_json::{Map, Value, json};

use super::takes_its_share;

/// How many there are.
const LENGTH: usize = 10_000;

/// Each schema as `link` makes it from a reference to the next, in both orders; the last is a text.
fn chain(name: &str, link: impl Fn(Value) -> Value) {
    let key = |at: usize| format!("A{at:06}");
    let next = |at: usize| json!({ "$ref": format!("#/components/schemas/{}", key(at)) });
    let end = json!({ "type": "string" });
    let down: Map<_, _> = (0..LENGTH).map(|at| (key(at), link(next(at + 1)))).chain([(key(LENGTH), end.clone())]).collect();
    let up: Map<_, _> = [(key(0), end)].into_iter().chain((1..=LENGTH).map(|at| (key(at), link(next(at - 1))))).collect();
    takes_its_share(name, &down.into());
    takes_its_share(name, &up.into());
}

macro_rules! chains {
    ($($name:ident: |$next:ident| $link:tt;)*) => {
        $(
            #[test]
            fn $name() {
                chain(stringify!($name), |$next| json!($link));
            }
        )*
    };
}

chains! {
    references: |next| next;
    references_with_rules: |next| { "$ref": next["$ref"], "minLength": 1 };
    parts: |next| { "allOf": [next], "minLength": 1 };
    parts_with_members: |next| { "allOf": [next], "properties": { "own": { "type": "string" } } };
    required_members: |next| { "type": "object", "required": ["next"], "properties": { "next": next } };
    optional_members: |next| { "type": "object", "properties": { "next": next } };
    other_members: |next| { "type": "object", "additionalProperties": next };
    items: |next| { "type": "array", "items": next };
    first_items: |next| { "type": "array", "prefixItems": [next] };
    single_alternatives: |next| { "oneOf": [next] };
    alternatives: |next| { "anyOf": [next, { "type": "integer" }] };
    alternatives_with_null: |next| { "oneOf": [next, { "type": "null" }] };
    opposites: |next| { "not": next };
    conditions: |next| { "if": next, "then": { "minLength": 1 } };
    views: |next| { "type": "object", "properties": { "next": next, "id": { "type": "string", "readOnly": true } } };
}
