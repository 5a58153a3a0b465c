//! Parts: how the models of a large module are spread over files.

use std::collections::BTreeMap;

use super::names::{Case, identifier};
use super::repr::Item;

/// Modules with more types than this are split.
const LARGE: usize = 400;
/// A word that so many types begin with has a file of its own.
const FAMILY: usize = 12;

/// Names that the files themselves use.
const RESERVED: [&str; 5] = ["models", "tables", "json", "text", "patterns"];

/// A file of models.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// The name of the file.
    pub name: String,
    /// Positions of its items.
    pub items: Vec<usize>,
}

/// The files of a large module, by name; nothing for a module that fits into one file.
///
/// Types whose names begin with the same word are together: `Workbook`, `WorkbookChart`. The rest is ordered by initial. A new type
/// moves others only when it makes its word a family.
pub fn parts(items: &[Item]) -> Vec<Part> {
    if items.len() <= LARGE {
        return Vec::new();
    }
    let mut families: BTreeMap<&str, usize> = BTreeMap::new();
    for item in items {
        *families.entry(first_word(&item.name)).or_default() += 1;
    }
    let mut parts: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, item) in items.iter().enumerate() {
        let word = first_word(&item.name);
        let is_family = families.get(word).is_some_and(|count| *count >= FAMILY);
        let mut name = if is_family { identifier(word, Case::Field) } else { initial(word) };
        if RESERVED.contains(&name.as_str()) {
            name.push_str("_types");
        }
        parts.entry(name).or_default().push(at);
    }
    parts.into_iter().map(|(name, items)| Part { name, items }).collect()
}

fn initial(word: &str) -> String {
    let first = word.chars().next().unwrap_or('x');
    identifier(&first.to_lowercase().collect::<String>(), Case::Field)
}

/// `Workbook` of `WorkbookChart`.
fn first_word(name: &str) -> &str {
    let mut chars = name.char_indices().skip(1).peekable();
    let mut before = name.chars().next().unwrap_or_default();
    while let Some((at, c)) = chars.next() {
        let next_is_small = chars.peek().is_some_and(|(_, next)| next.is_lowercase());
        if c.is_uppercase() && (!before.is_uppercase() || next_is_small) {
            return name.get(..at).unwrap_or(name);
        }
        before = c;
    }
    name
}
