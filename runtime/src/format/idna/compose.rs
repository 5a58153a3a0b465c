//! Whether a label is in Unicode Normalization Form C. Characters that decompose for good are not valid in labels anyway, so what
//! is left is the order of marks, and marks that would compose with what is before them.

use super::tables::{COMBINING, COMPOSITIONS};

/// The canonical combining class of a character that is valid in labels.
pub(super) fn class(c: char) -> u32 {
    let code = u32::from(c);
    let found = COMBINING.chunks(3).find_map(|entry| match entry {
        [first, last, class] if (*first..=*last).contains(&code) => Some(*class),
        _ => None,
    });
    found.unwrap_or(0)
}

/// Whether marks are in order, and none composes with the character that it marks.
pub(super) fn is_composed(label: &[char]) -> bool {
    let mut base = None;
    let mut last = 0;
    for (at, c) in label.iter().enumerate() {
        let class = class(*c);
        if class != 0 && last > class {
            return false;
        }
        // A mark is blocked from its base by one of the same class before it.
        let adjacent = base.is_some_and(|base| base + 1 == at);
        let free = adjacent || (class != 0 && last < class);
        if let Some(base) = base.and_then(|base| label.get(base)).filter(|_| free)
            && COMPOSITIONS.iter().any(|(mark, bases)| mark == c && bases.contains(*base))
        {
            return false;
        }
        if class == 0 {
            base = Some(at);
        }
        last = class;
    }
    true
}
