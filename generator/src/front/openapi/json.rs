//! Plain data of a document: a node comes in, a JSON value goes out.

use crate::ir::{Json, Number};
use crate::source::{Kind, NodeRef};
use wiretype_runtime::json::Object;

/// How many values a default or an enumerated value may hold; aliases in YAML could make any number of them.
const LIMIT: usize = 100_000;

/// The JSON value of a node; `None` if it is unreasonably large.
pub(super) fn value(node: NodeRef<'_>) -> Option<Json> {
    let mut left = LIMIT;
    build(node, &mut left)
}

fn build(node: NodeRef<'_>, left: &mut usize) -> Option<Json> {
    *left = left.checked_sub(1)?;
    Some(match node.kind() {
        Kind::Null => Json::Null,
        Kind::Bool(value) => Json::Bool(*value),
        Kind::Number(text) => Number::parse(text).map_or_else(|| Json::String(text.to_string()), Json::Number),
        Kind::String(text) => Json::String(text.to_string()),
        Kind::Array(_) => Json::Array(node.items().map(|item| build(item, left)).collect::<Option<_>>()?),
        Kind::Object(_) => {
            let mut object = Object::default();
            for (entry, value) in node.entries() {
                object.insert(entry.key.to_string(), build(value, left)?);
            }
            Json::Object(object)
        }
    })
}
