//! Parse: the text of a document comes in, a [`Tree`] (or [`xml::XmlTree`]) with the position of every node goes out.

mod detect;
mod edit;
pub mod json;
mod members;
mod nest;
mod percent;
pub mod position;
pub mod problem;
mod shorten;
pub mod tree;
mod written;
pub mod xml;
pub mod yaml;

pub use detect::parse;
pub use edit::Editor;
pub use nest::Nest;
pub use percent::percent_decoded;
pub use position::{DocId, LineIndex, Location, Span};
pub use problem::{Parsed, Problem, ProblemKind, Syntax};
pub use shorten::shortened;
pub use tree::{Entry, Kind, Node, NodeId, NodeRef, Step, Tree, TreeBuilder};
pub use written::Written;

/// How deeply arrays, objects and elements may be nested.
pub const MAX_DEPTH: usize = 256;
