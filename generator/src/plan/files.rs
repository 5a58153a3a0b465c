//! Files: how the types of a large module are spread.
//!
//! Types whose names begin with the same words are together: `Workbook`, `WorkbookChart`. Where that makes a long file, the next word
//! divides it again. A new type moves others only when it makes its words a family, or a file too long.

use std::collections::{BTreeMap, BTreeSet};

use super::names::{Case, identifier};
use super::repr::{Item, ItemKind};

/// Modules with more types than this are split.
const LARGE: usize = 400;
/// Words that so many types begin with have a file of their own, if it is not too short.
const FAMILY: usize = 12;
/// Families with fewer lines are left with others.
const SHORT: usize = 200;
/// Files with more lines than this are divided again, as far as words do it.
const LONG: usize = 3000;

/// Names that the files themselves use.
const RESERVED: [&str; 6] = ["models", "tables", "http", "json", "text", "patterns"];

/// A file of types.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// The name of the file.
    pub name: String,
    /// Positions of what it holds.
    pub items: Vec<usize>,
}

/// What is in one file whatever happens.
#[derive(Clone, Debug)]
pub struct Piece {
    /// Its position.
    pub at: usize,
    /// The words that it is filed under.
    pub words: Vec<String>,
    /// How long it is, in lines, about.
    pub lines: usize,
}

/// The files of a large module, by name; nothing for a module that fits into one file.
pub fn of_models(items: &[Item]) -> Vec<Part> {
    if items.len() <= LARGE {
        return Vec::new();
    }
    let pieces = items.iter().enumerate().map(|(at, item)| Piece { at, words: words(&item.name), lines: item_lines(item) });
    let mut parts = BTreeMap::new();
    by_families("", 0, pieces.collect(), None, &mut parts);
    named(parts)
}

/// The files of pieces that are too long for one: none if they are not. What has no family is in the file `rest`.
pub fn divided(pieces: Vec<Piece>, rest: &str) -> Vec<Part> {
    if lines(&pieces) <= LONG {
        return Vec::new();
    }
    let mut parts = BTreeMap::new();
    by_families("", 0, pieces, Some(rest), &mut parts);
    if parts.len() < 2 { Vec::new() } else { named(parts) }
}

type Parts = BTreeMap<String, Vec<usize>>;

/// Gives families a file each. What has none is in the file `rest`, or in files by initial if that would be long or is not wanted.
fn by_families(name: &str, depth: usize, pieces: Vec<Piece>, rest: Option<&str>, parts: &mut Parts) {
    let mut families: BTreeMap<String, Vec<Piece>> = BTreeMap::new();
    for piece in pieces {
        families.entry(piece.words.get(depth).cloned().unwrap_or_default()).or_default().push(piece);
    }
    let is_large = |word: &str, of: &[Piece]| !word.is_empty() && of.len() >= FAMILY && lines(of) >= SHORT;
    let (large, small): (Vec<_>, Vec<_>) = families.into_iter().partition(|(word, of)| is_large(word, of));
    for (word, family) in large {
        let name = below(name, &word);
        if lines(&family) <= LONG {
            file(&name, &family, parts);
        } else {
            by_families(&name, depth + 1, family, Some(&name), parts);
        }
    }
    let initials: BTreeSet<String> = small.iter().map(|(word, _)| initial(word)).collect();
    let together = initials.len() < 2 || lines(small.iter().flat_map(|(_, family)| family)) <= LONG;
    for (word, family) in &small {
        match rest {
            Some(rest) if together || word.is_empty() => file(rest, family, parts),
            _ => file(&below(name, &initial(word)), family, parts),
        }
    }
}

fn file(name: &str, pieces: &[Piece], parts: &mut Parts) {
    if !pieces.is_empty() {
        parts.entry(name.to_owned()).or_default().extend(pieces.iter().map(|piece| piece.at));
    }
}

fn lines<'p>(pieces: impl IntoIterator<Item = &'p Piece>) -> usize {
    pieces.into_iter().map(|piece| piece.lines).sum()
}

fn below(name: &str, word: &str) -> String {
    if name.is_empty() { identifier(word, Case::Field) } else { identifier(&format!("{name}_{word}"), Case::Field) }
}

fn named(parts: Parts) -> Vec<Part> {
    let free = |name: String| if RESERVED.contains(&name.as_str()) { format!("{name}_types") } else { name };
    let part = |(name, mut items): (String, Vec<usize>)| {
        items.sort_unstable();
        Part { name: free(name), items }
    };
    parts.into_iter().map(part).collect()
}

fn initial(word: &str) -> String {
    word.chars().take(1).flat_map(char::to_lowercase).collect()
}

/// How long the type of an item is.
fn item_lines(item: &Item) -> usize {
    let inner = match &item.kind {
        ItemKind::Struct(body) => body.fields.iter().map(|field| field.docs.len() + 1).sum(),
        ItemKind::Enum(body) => body.variants.iter().map(|variant| variant.docs.len() + 1).sum(),
        ItemKind::Union(body) => body.variants.len() * 2,
        ItemKind::Tagged(body) => body.variants.len() * 2,
        ItemKind::Alias(_) => 0,
    };
    item.docs.len() + inner + 5
}

/// `workbook` and `chart` of `WorkbookChart`.
pub fn words(name: &str) -> Vec<String> {
    identifier(name, Case::Field).split('_').filter(|word| !word.is_empty()).map(str::to_owned).collect()
}
