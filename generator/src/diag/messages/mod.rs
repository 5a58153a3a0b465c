//! One constructor per code: what is wrong comes in, a [`Diagnostic`](super::Diagnostic) goes out.
//!
//! To add a message: a line in the `codes!` list of the file of its stage and, below it, a function that fills in the words.
//! Messages are one sentence without a full stop, names in backquotes; a label says what is to be seen at its place.

mod adjust;
mod check;
mod csdl;
mod load;
mod openapi;
mod options;
mod output;
mod overlay;
mod parse;
mod reference;
mod select;
mod shape;

pub use adjust::*;
pub use check::*;
pub use csdl::*;
pub use load::*;
pub use openapi::*;
pub use options::*;
pub use output::*;
pub use overlay::*;
pub use parse::*;
pub use reference::*;
pub use select::*;
pub use shape::*;

use super::Code;

/// The codes of every file.
pub(super) static CODES: &[&[&Code]] = &[
    adjust::OF_FILE,
    check::OF_FILE,
    csdl::OF_FILE,
    load::OF_FILE,
    openapi::OF_FILE,
    options::OF_FILE,
    output::OF_FILE,
    overlay::OF_FILE,
    parse::OF_FILE,
    reference::OF_FILE,
    select::OF_FILE,
    shape::OF_FILE,
];

/// How many pairs of characters are compared for one suggestion; a name costs [`NAME`] more.
const BUDGET: usize = 1_000_000;
const NAME: usize = 64;

/// The name that `found` most likely stands for, if one of `known` is near enough.
pub fn nearest<'k>(found: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    let mut best: Option<(usize, &'k str)> = None;
    let mut budget = BUDGET;
    for name in known {
        // What differs more in length alone is not near.
        let bytes = if name.is_ascii() && found.is_ascii() { 1 } else { 4 };
        if name.len().abs_diff(found.len()) * 3 > found.len().max(3) * bytes {
            continue;
        }
        let Some(left) = budget.checked_sub(found.len().saturating_mul(name.len()).saturating_add(NAME)) else { break };
        budget = left;
        let distance = if name.eq_ignore_ascii_case(found) { 0 } else { strsim::damerau_levenshtein(found, name) };
        if distance * 3 <= found.chars().count().max(3) && best.is_none_or(|(least, _)| distance < least) {
            best = Some((distance, name));
        }
    }
    best.map(|(_, name)| name)
}
