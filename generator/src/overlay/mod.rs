//! Overlays (`OpenAPI` Overlay 1.0): a parsed overlay and the document it is for come in, the changed document goes out.
//!
//! What an overlay puts into a document keeps its place in the overlay, so that messages point there.

mod apply;
mod read;

use crate::jsonpath::Query;
use crate::source::{Location, NodeId};

pub use apply::apply;
pub use read::read;

/// One action of an overlay.
#[derive(Clone, Debug)]
pub struct Action {
    /// What it changes.
    pub target: Query,
    /// The target as written.
    pub text: String,
    /// Where the target is written.
    pub location: Location,
    /// What is done.
    pub change: Change,
}

/// What an action does.
#[derive(Clone, Copy, Debug)]
pub enum Change {
    /// Merges this node of the overlay into the targets.
    Update(NodeId),
    /// Takes the targets out.
    Remove,
}
