//! Diagnostics: every message of the generator has a code, a place and a way to mend what is wrong.
//!
//! Messages are made by constructors in `diag::messages`, one per code, never at the call site.

pub mod codes;
mod local;
pub mod messages;
pub mod render;

pub use codes::{Code, Severity};
pub use messages::*;

use std::collections::BTreeMap;

use crate::source::{Location, shortened};

/// One message.
#[derive(Clone, Debug)]
pub struct Diagnostic {
    /// The code, such as `E0101`, with its severity and explanation.
    pub code: &'static Code,
    /// What is wrong, one sentence without a full stop.
    pub message: String,
    /// Where; `None` only for what has no place in a document (a missing file, a command line).
    pub primary: Option<Label>,
    /// Other places that matter, such as the first of two definitions.
    pub secondary: Vec<Label>,
    /// How to mend it.
    pub help: Option<String>,
    /// The same is true of many places: it is said once, at the first of them.
    pub repeats: bool,
}

/// A place with a few words.
#[derive(Clone, Debug)]
pub struct Label {
    /// The place.
    pub location: Location,
    /// What is to be seen there; may be empty.
    pub text: String,
}

impl Diagnostic {
    /// A message of `code`.
    pub fn new(code: &'static Code, message: impl Into<String>) -> Self {
        Self { code, message: cut(message.into()), primary: None, secondary: Vec::new(), help: None, repeats: false }
    }

    /// Sets the place.
    #[must_use]
    pub fn at(mut self, location: Location, text: impl Into<String>) -> Self {
        self.primary = Some(Label { location, text: cut(text.into()) });
        self
    }

    /// Adds another place.
    #[must_use]
    pub fn also(mut self, location: Location, text: impl Into<String>) -> Self {
        self.secondary.push(Label { location, text: cut(text.into()) });
        self
    }

    /// Says how to mend it.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(cut(help.into()));
        self
    }
}

/// How long a text of a message may be: what it quotes from a document may be of any length.
const LONGEST: usize = 2000;

fn cut(text: String) -> String {
    if text.len() <= LONGEST { text } else { shortened(&text, LONGEST).into_owned() }
}

/// After so many messages, no more names are suggested: each is looked for among all there are.
const HINTS: usize = 50;

/// What a stage has found so far.
#[derive(Clone, Debug, Default)]
pub struct Diags {
    list: Vec<Diagnostic>,
}

impl Diags {
    /// Adds a message.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.list.push(diagnostic);
    }

    /// Adds all of another stage's messages.
    pub fn append(&mut self, other: Diags) {
        self.list.extend(other.list);
    }

    /// The names that the next message may suggest one of: none once there are many messages.
    pub fn hints<'k>(&self, known: impl IntoIterator<Item = &'k str>) -> impl Iterator<Item = &'k str> {
        known.into_iter().take(if self.list.len() < HINTS { usize::MAX } else { 0 })
    }

    /// Whether any message is an error: the barrier between stages stops then.
    pub fn has_errors(&self) -> bool {
        self.list.iter().any(|diagnostic| diagnostic.code.severity == Severity::Error)
    }

    /// The messages in the order in which they were found.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.list.iter()
    }

    /// The messages, to be changed.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = &mut Diagnostic> {
        self.list.iter_mut()
    }

    /// Takes out messages that turn out to be about nothing.
    pub fn retain(&mut self, keep: impl FnMut(&Diagnostic) -> bool) {
        self.list.retain(keep);
    }

    /// How many messages there are.
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// Puts messages in the order of their places, so that output does not depend on the order of work. What is true of many places
    /// is said at the first.
    pub fn sort(&mut self) {
        self.list.sort_by_key(|d| (d.primary.as_ref().map(|label| label.location), d.code.id));
        let mut counts: BTreeMap<(&str, String), usize> = BTreeMap::new();
        for diagnostic in self.list.iter().filter(|diagnostic| diagnostic.repeats) {
            *counts.entry((diagnostic.code.id, diagnostic.message.clone())).or_default() += 1;
        }
        // The first of its kind takes the count with it.
        self.list.retain_mut(|diagnostic| {
            if !std::mem::take(&mut diagnostic.repeats) {
                return true;
            }
            let Some(count) = counts.remove(&(diagnostic.code.id, diagnostic.message.clone())) else { return false };
            match count {
                1 => {}
                2 => diagnostic.message.push_str(" (here and at one more place)"),
                _ => diagnostic.message.extend([" (here and at ", &(count - 1).to_string(), " more places)"]),
            }
            true
        });
    }
}
