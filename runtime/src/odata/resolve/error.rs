//! Why a URL is not one of the service: what is wrong with which segment, and what was probably meant.

use std::fmt;

/// Why a URL could not be resolved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResolveError {
    /// Where the text that is wrong starts in the URL, in bytes.
    pub offset: usize,
    /// The segment, as it was written.
    pub segment: String,
    /// What kind of mistake it is.
    pub kind: ErrorKind,
    /// What is wrong, as a sentence without a full stop.
    pub message: String,
    /// A name that exists and is written like the one that does not.
    pub suggestion: Option<String>,
}

/// Kinds of mistakes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErrorKind {
    /// There is nothing of that name: 404.
    NotFound,
    /// What is written there is no legal segment: 400.
    Malformed,
}

impl fmt::Display for ResolveError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}, at offset {}", self.message, self.offset)?;
        match &self.suggestion {
            Some(name) => write!(f, "; did you mean `{name}`?"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for ResolveError {}

/// The names that are most like a name that does not exist, if any is like it at all.
pub(in crate::odata) fn suggest<'n>(wanted: &str, names: impl Iterator<Item = &'n str>) -> Option<String> {
    const MAX_LENGTH: usize = 64;
    if wanted.len() > MAX_LENGTH {
        return None;
    }
    let wanted: Vec<char> = wanted.to_lowercase().chars().collect();
    let allowed = 1 + wanted.len() / 4;
    let mut best: Option<(usize, &str)> = None;
    for name in names.filter(|name| name.len() <= MAX_LENGTH) {
        let distance = distance(&wanted, &name.to_lowercase().chars().collect::<Vec<_>>());
        if distance <= allowed && best.is_none_or(|(least, _)| distance < least) {
            best = Some((distance, name));
        }
    }
    best.map(|(_, name)| name.to_owned())
}

/// How many letters must be added, removed or changed.
fn distance(one: &[char], other: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (at, letter) in one.iter().enumerate() {
        let mut diagonal = at;
        let mut left = at + 1;
        for (cell, wanted) in row.iter_mut().skip(1).zip(other) {
            let change = diagonal + usize::from(letter != wanted);
            diagonal = *cell;
            left = change.min(left + 1).min(diagonal + 1);
            *cell = left;
        }
        if let Some(first) = row.first_mut() {
            *first = at + 1;
        }
    }
    row.last().copied().unwrap_or(0)
}
