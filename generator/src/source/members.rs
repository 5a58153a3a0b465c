//! The names of an object's members are unique: all entries come in, the first of each name stays, the others are reported.

use super::{DocId, Entry, Location, Problem, ProblemKind};

/// Up to this many members, comparing each with each is cheaper than sorting.
const FEW: usize = 8;

/// Removes every entry whose name was given before.
pub(super) fn unique(doc: DocId, entries: &mut Vec<Entry>, problems: &mut Vec<Problem>) {
    let repeated = if entries.len() <= FEW { repeated_few(entries) } else { repeated_many(entries) };
    if repeated.is_empty() {
        return;
    }
    for (second, first) in &repeated {
        let (Some(second), Some(first)) = (entries.get(*second), entries.get(*first)) else { continue };
        let kind = ProblemKind::DuplicateKey { key: String::from(&*second.key) };
        problems.push(Problem::new(Location { doc, span: second.key_span }, kind).also(Location { doc, span: first.key_span }));
    }
    let mut index = 0;
    let mut drop = repeated.iter().map(|(second, _)| *second).peekable();
    entries.retain(|_| {
        let keep = drop.next_if_eq(&index).is_none();
        index += 1;
        keep
    });
}

/// Pairs of a repeated entry and the first of its name, by place.
fn repeated_few(entries: &[Entry]) -> Vec<(usize, usize)> {
    let first_of = |key: &str| entries.iter().position(|entry| &*entry.key == key);
    let firsts = entries.iter().enumerate().map(|(index, entry)| (index, first_of(&entry.key).unwrap_or(index)));
    firsts.filter(|(index, first)| index != first).collect()
}

/// The same by sorting, so that an object of a million members takes no million million comparisons.
fn repeated_many(entries: &[Entry]) -> Vec<(usize, usize)> {
    let mut order: Vec<(&str, usize)> = entries.iter().enumerate().map(|(index, entry)| (&*entry.key, index)).collect();
    order.sort_unstable();
    let runs = order.chunk_by(|one, other| one.0 == other.0).filter(|run| run.len() > 1);
    let mut pairs: Vec<(usize, usize)> = runs
        .flat_map(|run| {
            let first = run.first().map_or(0, |(_, index)| *index);
            run.iter().skip(1).map(move |(_, index)| (*index, first))
        })
        .collect();
    pairs.sort_unstable();
    pairs
}
