//! What a user wrote as an option: the text and, unless it came from a command line, its place.

use super::Location;

/// Text of an option.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// As written.
    pub text: String,
    /// Where, if in a file.
    pub place: Option<Location>,
}

impl Written {
    /// Text that stands in no file.
    pub fn new(text: impl Into<String>) -> Self {
        Self { text: text.into(), place: None }
    }
}
