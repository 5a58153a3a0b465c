//! ECMA-262 patterns: text in, a matcher out.
//!
//! A pattern means what it means in ECMAScript with the `u` flag: it may match anywhere in the text, `\d \w \s \b` and `.` have
//! ECMAScript's sets, escapes of surrogate pairs are one character. What is no mistake without the flag is accepted as well
//! (`\-`, a single `{` or `]`, octal escapes), but no letter is escaped without a meaning.
//! Patterns without look-around and back-references run in linear time; others within a limit, which texts of some kilobytes do not
//! reach unless a pattern goes back for each of their characters again and again.

mod bounded;
mod class;
mod escape;
mod properties;
mod quantifier;
mod runs;
mod survey;
mod translate;
mod work;

use std::fmt;
use std::sync::OnceLock;

use bounded::Bounded;
use translate::Translation;

/// The most bytes that a compiled pattern may take.
const SIZE_LIMIT: usize = 16 << 20;

/// A pattern, compiled when it is first used.
#[derive(Debug)]
pub struct Pattern {
    source: &'static str,
    compiled: OnceLock<Result<Regex, PatternError>>,
}

/// A compiled pattern.
#[derive(Clone, Debug)]
pub struct Regex(Engine);

#[derive(Clone, Debug)]
enum Engine {
    Runs(runs::Runs),
    Linear(regex::Regex),
    Backtracking(Box<Bounded>),
}

/// Why a text is no pattern, or none that can be compiled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PatternError {
    message: String,
    at: Option<usize>,
}

impl PatternError {
    fn new(message: impl Into<String>, at: usize) -> Self {
        Self { message: message.into(), at: Some(at) }
    }

    /// What is wrong, as a phrase.
    pub fn message(&self) -> &str {
        &self.message
    }

    /// How many characters of the pattern come before the mistake; `None` if it concerns the whole pattern.
    pub fn position(&self) -> Option<usize> {
        self.at
    }
}

impl fmt::Display for PatternError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.at {
            Some(at) => write!(f, "{} at character {}", self.message, at + 1),
            None => f.write_str(&self.message),
        }
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

    /// Whether the pattern matches somewhere in the text. A pattern that does not compile is no rule, so that every text passes: the
    /// generator has reported it.
    pub fn is_match(&self, text: &str) -> bool {
        self.compiled.get_or_init(|| compile(self.source)).as_ref().map_or(true, |regex| regex.is_match(text))
    }
}

impl Regex {
    /// Whether matching takes time in proportion to the text. Otherwise it is limited what matching takes.
    pub fn is_linear(&self) -> bool {
        !matches!(self.0, Engine::Backtracking(_))
    }

    /// Whether the pattern matches somewhere in the text; not if that takes more than the limit.
    pub fn is_match(&self, text: &str) -> bool {
        match &self.0 {
            Engine::Runs(runs) => runs.is_match(text),
            Engine::Linear(regex) => regex.is_match(text),
            Engine::Backtracking(bounded) => bounded.is_match(text),
        }
    }
}

/// Compiles an ECMA-262 pattern.
pub fn compile(ecma: &str) -> Result<Regex, PatternError> {
    build(translate::translate(ecma)?)
}

/// Whether a text is a pattern by the grammar of ECMA-262, be it compilable or not.
pub fn check_syntax(ecma: &str) -> Result<(), PatternError> {
    translate::check(ecma)
}

fn build(translation: Translation) -> Result<Regex, PatternError> {
    if let Some(runs) = translation.runs {
        return Ok(Regex(Engine::Runs(runs)));
    }
    let engine = if translation.linear {
        let built = regex::RegexBuilder::new(&translation.text).size_limit(SIZE_LIMIT).build();
        Engine::Linear(built.map_err(|error| uncompilable(&error))?)
    } else {
        Engine::Backtracking(Box::new(Bounded::new(translation.text, translation.work)?))
    };
    Ok(Regex(engine))
}

fn uncompilable(error: &dyn fmt::Display) -> PatternError {
    PatternError { message: format!("cannot be compiled: {error}"), at: None }
}

#[cfg(test)]
mod tests;
