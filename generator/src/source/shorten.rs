//! Text of any length comes in, text that a person can read goes out.

use std::borrow::Cow;

/// The text without its middle, if it has more bytes than `longest`.
pub fn shortened(text: &str, longest: usize) -> Cow<'_, str> {
    if text.len() <= longest {
        return Cow::Borrowed(text);
    }
    let mut before = longest / 2;
    let mut after = text.len() - longest / 2;
    while !text.is_char_boundary(before) {
        before -= 1;
    }
    while !text.is_char_boundary(after) {
        after += 1;
    }
    let [before, after] = [text.get(..before), text.get(after..)].map(Option::unwrap_or_default);
    Cow::Owned(format!("{before}…{after}"))
}
