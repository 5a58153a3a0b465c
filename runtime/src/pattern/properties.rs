//! The Unicode properties that the matcher knows, as `\p{Name}`.

use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};

/// Whether the matcher knows a property. What it knows is remembered: there are some hundreds of them, however they are spelled.
pub(super) fn is_known(text: &str) -> bool {
    static KNOWN: Mutex<BTreeSet<String>> = Mutex::new(BTreeSet::new());
    // To the matcher, neither case nor underscores make a difference.
    let name: String = text.chars().skip(2).filter(|c| *c != '_').map(|c| c.to_ascii_lowercase()).collect();
    let known = || KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    if known().contains(&name) {
        return true;
    }
    // Only the syntax is of interest: compiling ends at once, for it exceeds its limit.
    let found = !matches!(regex::RegexBuilder::new(text).size_limit(0).build(), Err(regex::Error::Syntax(_)));
    if found {
        known().insert(name);
    }
    found
}
