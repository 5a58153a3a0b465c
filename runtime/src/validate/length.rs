//! Lengths of texts in characters, counted only when the bytes do not settle the question.

fn bytes(limit: u64) -> usize {
    usize::try_from(limit).unwrap_or(usize::MAX)
}

/// Whether the text has at least so many characters.
pub(super) fn at_least(text: &str, limit: u64) -> bool {
    let limit = bytes(limit);
    // A character takes at most four bytes.
    text.len() >= limit && (text.len() / 4 >= limit || text.chars().take(limit).count() == limit)
}

/// Whether the text has at most so many characters.
pub(super) fn at_most(text: &str, limit: u64) -> bool {
    let limit = bytes(limit);
    text.len() <= limit || (text.len() / 4 <= limit && text.chars().nth(limit).is_none())
}
