//! ECMA-262 patterns: text in, a matcher out.

use std::sync::OnceLock;

/// A pattern, compiled when it is first used.
#[derive(Debug)]
pub struct Pattern {
    source: &'static str,
    compiled: OnceLock<Result<Regex, PatternError>>,
}

/// A compiled pattern.
#[derive(Clone, Debug)]
pub struct Regex(fancy_regex::Regex);

/// Why a text is no pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PatternError(String);

impl std::fmt::Display for PatternError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for PatternError {}

impl Pattern {
    /// The pattern of this ECMA-262 text.
    pub const fn new(source: &'static str) -> Self {
        Self { source, compiled: OnceLock::new() }
    }

    /// The text of the pattern.
    pub fn as_str(&self) -> &'static str {
        self.source
    }

    /// Whether the pattern matches somewhere in the text. Patterns that do not compile match nothing: the generator refuses them.
    pub fn is_match(&self, text: &str) -> bool {
        self.compiled.get_or_init(|| compile(self.source)).as_ref().is_ok_and(|regex| regex.is_match(text))
    }
}

impl Regex {
    /// Whether the pattern matches somewhere in the text.
    pub fn is_match(&self, text: &str) -> bool {
        self.0.is_match(text).unwrap_or(false)
    }
}

/// Compiles an ECMA-262 pattern.
pub fn compile(ecma: &str) -> Result<Regex, PatternError> {
    fancy_regex::Regex::new(ecma).map(Regex).map_err(|error| PatternError(error.to_string()))
}

/// Whether a text is a pattern by the grammar of ECMA-262.
pub fn check_syntax(ecma: &str) -> Result<(), PatternError> {
    compile(ecma).map(drop)
}
