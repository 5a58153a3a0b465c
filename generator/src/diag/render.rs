//! Renders messages for people, for programs (JSON) and for GitHub annotations.

use crate::source::{DocId, LineIndex};

/// The documents that messages point into.
pub trait SourceText {
    /// The path to show.
    fn path(&self, doc: DocId) -> &str;
    /// The whole text.
    fn text(&self, doc: DocId) -> &str;
    /// Where its lines start.
    fn lines(&self, doc: DocId) -> &LineIndex;
}
