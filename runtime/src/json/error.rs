//! What is wrong with a JSON text that could not be read: where, what, and a sentence.

use std::fmt;

/// The kinds of JSON values, as far as the first character tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum JsonType {
    /// `null`
    Null,
    /// `true`, `false`
    Boolean,
    /// a number
    Number,
    /// a string
    String,
    /// an array
    Array,
    /// an object
    Object,
    /// No value: the text ends here or is no JSON.
    Nothing,
}

impl JsonType {
    /// The name of the type as JSON Schema writes it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Boolean => "boolean",
            Self::Number => "number",
            Self::String => "string",
            Self::Array => "array",
            Self::Object => "object",
            Self::Nothing => "nothing",
        }
    }
}

impl fmt::Display for JsonType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Why a text could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ReadErrorKind {
    /// The text is no JSON: what was expected.
    Syntax(&'static str),
    /// The bytes are not UTF-8.
    Utf8,
    /// Arrays and objects are nested more deeply than the reader follows.
    TooDeep,
    /// A value of another type than expected.
    Type {
        /// What was expected, such as `string` or `integer`.
        expected: &'static str,
        /// What is there.
        found: JsonType,
    },
    /// A number outside the range of the type that takes it.
    Range {
        /// The type, such as `int32`.
        expected: &'static str,
    },
    /// A member that must be there is not.
    Missing(String),
    /// A member that is not known.
    Unknown(String),
    /// A value that breaks the rules of its type, as a sentence.
    Invalid(String),
}

/// A JSON text could not be read.
///
/// The path costs nothing while all is well: arrays and objects add their token while the error passes through them.
#[derive(Clone, PartialEq, Eq)]
pub struct ReadError(Box<Inner>);

#[derive(Clone, PartialEq, Eq)]
struct Inner {
    offset: usize,
    kind: ReadErrorKind,
    /// Innermost first.
    path: Vec<String>,
}

impl ReadError {
    /// An error at a byte offset of the text.
    #[cold]
    pub fn new(offset: usize, kind: ReadErrorKind) -> Self {
        Self(Box::new(Inner { offset, kind, path: Vec::new() }))
    }

    /// The same error, seen from the array or object around it.
    #[cold]
    #[must_use]
    pub fn within(mut self, token: &str) -> Self {
        self.0.path.push(token.to_owned());
        self
    }

    /// The byte offset in the text.
    pub fn offset(&self) -> usize {
        self.0.offset
    }

    /// What is wrong.
    pub fn kind(&self) -> &ReadErrorKind {
        &self.0.kind
    }

    /// The place in the value, as a JSON Pointer (RFC 6901).
    pub fn pointer(&self) -> String {
        let mut out = String::new();
        for token in self.0.path.iter().rev() {
            out.push('/');
            push_token(&mut out, token);
        }
        out
    }

    /// What is wrong, as a sentence without the place.
    pub fn message(&self) -> String {
        match &self.0.kind {
            ReadErrorKind::Syntax(expected) => format!("not JSON: expected {expected}"),
            ReadErrorKind::Utf8 => "not UTF-8".to_owned(),
            ReadErrorKind::TooDeep => "nested too deeply".to_owned(),
            ReadErrorKind::Type { expected, found } => format!("expected {expected}, found {found}"),
            ReadErrorKind::Range { expected } => format!("number out of range of {expected}"),
            ReadErrorKind::Missing(name) => format!("member `{name}` is missing"),
            ReadErrorKind::Unknown(name) => format!("member `{name}` is not known"),
            ReadErrorKind::Invalid(message) => message.clone(),
        }
    }
}

/// The JSON Pointer to a member of the value itself.
#[cfg(any(feature = "http", feature = "odata"))]
pub(crate) fn pointer_to(name: &str) -> String {
    let mut out = "/".to_owned();
    push_token(&mut out, name);
    out
}

/// Appends a reference token of a JSON Pointer with `~` and `/` escaped.
pub(crate) fn push_token(out: &mut String, token: &str) {
    for c in token.chars() {
        match c {
            '~' => out.push_str("~0"),
            '/' => out.push_str("~1"),
            c => out.push(c),
        }
    }
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.0.path.is_empty() {
            write!(f, "{}: ", self.pointer())?;
        }
        write!(f, "{} (at byte {})", self.message(), self.0.offset)
    }
}

impl fmt::Debug for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ReadError({self})")
    }
}

impl std::error::Error for ReadError {}
