//! Which characters may stand where in a label (RFC 5891 section 4.2, RFC 5892).

use super::{Sets, compose, is, listed, sets, tables};

/// Whether a label with characters beyond ASCII is valid by itself.
pub(super) fn valid(label: &[char]) -> bool {
    let (Some(sets), Some(first)) = (sets(), label.first()) else { return false };
    let hyphens = *first == '-' || label.last() == Some(&'-') || label.get(2..4) == Some(&['-', '-']);
    !hyphens
        && !is(&sets.mark, *first)
        && label.iter().enumerate().all(|(at, c)| allowed(sets, label, at, *c))
        && compose::is_composed(label)
}

fn allowed(sets: &Sets, label: &[char], at: usize, c: char) -> bool {
    let before = at.checked_sub(1).and_then(|at| label.get(at)).copied();
    let after = label.get(at + 1).copied();
    match c {
        // Characters with rules of their own (RFC 5892 appendix A).
        '\u{b7}' => before == Some('l') && after == Some('l'),
        '\u{375}' => after.is_some_and(|c| is(&sets.greek, c)),
        '\u{5f3}' | '\u{5f4}' => before.is_some_and(|c| is(&sets.hebrew, c)),
        '\u{30fb}' => label.iter().any(|c| *c != '\u{30fb}' && is(&sets.cjk, *c)),
        '\u{660}'..='\u{669}' => !label.iter().any(|c| ('\u{6f0}'..='\u{6f9}').contains(c)),
        '\u{6f0}'..='\u{6f9}' => !label.iter().any(|c| ('\u{660}'..='\u{669}').contains(c)),
        '\u{200c}' => before.is_some_and(is_virama) || joins(sets, label, at),
        '\u{200d}' => before.is_some_and(is_virama),
        c => is(&sets.valid, c),
    }
}

fn is_virama(c: char) -> bool {
    compose::class(c) == 9
}

/// Whether the characters on both sides of a place join, marks between them apart.
fn joins(sets: &Sets, label: &[char], at: usize) -> bool {
    let (before, after) = label.split_at_checked(at).unwrap_or_default();
    let base = |c: &&char| !is(&sets.nonspacing, **c);
    let left = before.iter().rev().find(base);
    let right = after.iter().skip(1).find(base);
    left.is_some_and(|c| listed(tables::JOIN_L, *c) || listed(tables::JOIN_D, *c))
        && right.is_some_and(|c| listed(tables::JOIN_R, *c) || listed(tables::JOIN_D, *c))
}
