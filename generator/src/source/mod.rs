//! Parse: the text of a document comes in, a [`Tree`] with the position of every node goes out.

pub mod json;
pub mod position;
pub mod problem;
pub mod tree;
pub mod xml;
pub mod yaml;

pub use position::{DocId, LineIndex, Location, Span};
pub use problem::{Parsed, Problem, ProblemKind, Syntax};
pub use tree::{Entry, Kind, Node, NodeId, NodeRef, Tree, TreeBuilder};
