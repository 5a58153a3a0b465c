//! Comparison of nodes (RFC 9535, section 2.3.5.2.2): two values come in, whether they compare so goes out.

use std::cmp::Ordering;

use wiretype_runtime::json::{Number, Value};

use super::Operator;
use crate::source::{Kind, MAX_DEPTH, NodeRef};

/// A value of a comparison.
#[derive(Clone, Copy)]
pub enum Side<'v> {
    /// A query selected nothing.
    Nothing,
    /// Written in the query.
    Literal(&'v Value),
    /// Of the document.
    Node(NodeRef<'v>),
}

/// Whether the values compare so.
pub fn compare(left: Side<'_>, operator: Operator, right: Side<'_>) -> bool {
    match operator {
        Operator::Equal => equal(left, right),
        Operator::NotEqual => !equal(left, right),
        Operator::Less => order(left, right) == Some(Ordering::Less),
        Operator::Greater => order(left, right) == Some(Ordering::Greater),
        Operator::LessOrEqual => order(left, right) == Some(Ordering::Less) || equal(left, right),
        Operator::GreaterOrEqual => order(left, right) == Some(Ordering::Greater) || equal(left, right),
    }
}

/// What is not an array and not an object.
#[derive(PartialEq)]
enum Scalar<'v> {
    Null,
    Bool(bool),
    Number(Number),
    Text(&'v str),
}

fn scalar(side: Side<'_>) -> Option<Scalar<'_>> {
    match side {
        Side::Nothing => None,
        Side::Literal(value) => match value {
            Value::Null => Some(Scalar::Null),
            Value::Bool(value) => Some(Scalar::Bool(*value)),
            Value::Number(number) => Some(Scalar::Number(number.clone())),
            Value::String(text) => Some(Scalar::Text(text)),
            Value::Array(_) | Value::Object(_) => None,
        },
        Side::Node(node) => match node.kind() {
            Kind::Null => Some(Scalar::Null),
            Kind::Bool(value) => Some(Scalar::Bool(*value)),
            Kind::Number(text) => Number::parse(text).map(Scalar::Number),
            Kind::String(text) => Some(Scalar::Text(text)),
            Kind::Array(_) | Kind::Object(_) => None,
        },
    }
}

fn order(left: Side<'_>, right: Side<'_>) -> Option<Ordering> {
    match (scalar(left)?, scalar(right)?) {
        (Scalar::Number(left), Scalar::Number(right)) => left.partial_cmp(&right),
        (Scalar::Text(left), Scalar::Text(right)) => Some(left.cmp(right)),
        _ => None,
    }
}

fn equal(left: Side<'_>, right: Side<'_>) -> bool {
    match (left, right) {
        (Side::Nothing, Side::Nothing) => true,
        (Side::Node(left), Side::Node(right)) => same(left, right, 0),
        _ => scalar(left).is_some_and(|left| Some(left) == scalar(right)),
    }
}

/// Whether two nodes hold the same value; what is nested deeper than documents may be is not looked into.
pub fn same(left: NodeRef<'_>, right: NodeRef<'_>, depth: usize) -> bool {
    if depth > MAX_DEPTH {
        return false;
    }
    match (left.kind(), right.kind()) {
        (Kind::Array(ours), Kind::Array(theirs)) => {
            ours.len() == theirs.len() && left.items().zip(right.items()).all(|(ours, theirs)| same(ours, theirs, depth + 1))
        }
        (Kind::Object(ours), Kind::Object(theirs)) => {
            let twin = |key: &str, value: NodeRef<'_>| right.get(key).is_some_and(|twin| same(value, twin, depth + 1));
            ours.len() == theirs.len() && left.entries().all(|(entry, value)| twin(&entry.key, value))
        }
        _ => {
            let (left, right) = (scalar(Side::Node(left)), scalar(Side::Node(right)));
            left.is_some() && left == right
        }
    }
}
