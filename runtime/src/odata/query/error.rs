//! What is wrong with a query: which option, where, and what was probably meant.

use std::fmt;

/// Everything that is wrong with a query: at most one thing for each option.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueryErrors {
    /// In the order of the query.
    pub errors: Vec<QueryError>,
}

/// What is wrong with an option.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueryError {
    /// The option, as it was written.
    pub option: String,
    /// Where it is wrong, in bytes of the query.
    pub offset: usize,
    /// What is wrong, as a sentence without a full stop.
    pub message: String,
    /// A name that exists and is written like the one that does not.
    pub suggestion: Option<String>,
}

impl QueryError {
    /// What is wrong and where, and what was probably meant.
    pub fn detail(&self) -> String {
        let meant = self.suggestion.as_ref().map_or_else(String::new, |name| format!("; did you mean `{name}`?"));
        format!("{}, at offset {}{meant}", self.message, self.offset)
    }
}

impl fmt::Display for QueryError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}`: {}", self.option, self.detail())
    }
}

impl fmt::Display for QueryErrors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let lines: Vec<String> = self.errors.iter().map(ToString::to_string).collect();
        f.write_str(&lines.join("\n"))
    }
}

impl std::error::Error for QueryErrors {}

/// What is wrong at a place of a decoded text.
#[derive(Debug)]
pub(super) struct Fault {
    pub(super) at: usize,
    pub(super) message: String,
    pub(super) suggestion: Option<String>,
}

/// A part of an option, or what is wrong with it.
pub(super) type Parsed<T> = Result<T, Fault>;
