//! `JSONPath` (RFC 9535): the text of a query and a tree come in, the nodes it selects, each with its place, go out.
//!
//! Names, wildcards, indexes, slices, descendants, and filters with comparisons, existence and logic. Functions are not part.

mod compare;
mod filter;
mod lexer;
mod parse;
mod select;

use wiretype_runtime::json::Value;

pub use compare::same;
pub use parse::parse;
pub use select::{Found, select};

/// A query.
#[derive(Clone, Debug, PartialEq)]
pub struct Query {
    /// It starts at the root (`$`), not at the node that a filter looks at (`@`).
    pub absolute: bool,
    /// One after the other.
    pub segments: Vec<Segment>,
}

/// A step to further nodes.
#[derive(Clone, Debug, PartialEq)]
pub struct Segment {
    /// It looks at the node and everything below it.
    pub descendants: bool,
    /// Whatever one of these selects.
    pub selectors: Vec<Selector>,
}

/// What is selected of a node.
#[derive(Clone, Debug, PartialEq)]
pub enum Selector {
    /// The member of this name.
    Name(String),
    /// Every member and item.
    Wildcard,
    /// An item, from the end if negative.
    Index(i64),
    /// Items from, up to, and by.
    Slice(Option<i64>, Option<i64>, i64),
    /// Members and items for which this holds.
    Filter(Logical),
}

/// A condition.
#[derive(Clone, Debug, PartialEq)]
pub enum Logical {
    /// One holds.
    Or(Vec<Logical>),
    /// All hold.
    And(Vec<Logical>),
    /// It does not hold.
    Not(Box<Logical>),
    /// The query selects something.
    Exists(Query),
    /// The values compare so.
    Compare(Comparable, Operator, Comparable),
}

/// One side of a comparison.
#[derive(Clone, Debug, PartialEq)]
pub enum Comparable {
    /// A value: no array, no object.
    Literal(Value),
    /// The one node that the query selects, if it does.
    Query(Query),
}

/// A comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Operator {
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

/// Why a text is no query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    /// The byte where it goes wrong.
    pub offset: usize,
    /// What is wrong there.
    pub reason: &'static str,
}

#[cfg(test)]
mod tests;
