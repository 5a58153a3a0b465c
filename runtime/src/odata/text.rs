//! Text of URLs: percent-encoded text comes in, decoded text goes out with the way back to where each part of it was written.

use std::borrow::Cow;

use crate::text::percent;

/// A decoded text that knows where it was written.
#[derive(Clone, Debug)]
pub(super) struct Decoded {
    /// The decoded text.
    pub(super) text: String,
    /// For each byte of the text where it was written, if anything was encoded; and where the text ends.
    offsets: Option<Vec<usize>>,
    /// Where the text starts.
    start: usize,
}

impl Decoded {
    /// Decodes `%41`; a `%` that starts no triplet stays. `None` when the bytes are not UTF-8. `start` is where the text is written.
    pub(super) fn new(text: &str, start: usize) -> Option<Self> {
        if !text.contains('%') {
            return Some(Self { text: text.to_owned(), offsets: None, start });
        }
        let (bytes, offsets) = percent::decode(text);
        Some(Self { text: String::from_utf8(bytes).ok()?, offsets: Some(offsets), start })
    }

    /// The same for a part of a query, where `+` is a space.
    pub(super) fn of_query(text: &str, start: usize) -> Option<Self> {
        Self::new(&text.replace('+', " "), start)
    }

    /// Where a byte of the decoded text was written.
    pub(super) fn offset(&self, at: usize) -> usize {
        let inner = match &self.offsets {
            Some(offsets) => offsets.get(at).or(offsets.last()).copied().unwrap_or(0),
            None => at.min(self.text.len()),
        };
        self.start + inner
    }
}

/// Text as part of a path: everything that would end a segment, or is no URL character, is encoded.
pub(super) fn encode(text: &str) -> Cow<'_, str> {
    percent::encode(text, |byte| byte.is_ascii_alphanumeric() || b"-._~!$'()*,;=:@".contains(&byte))
}

/// A segment of a path and where it is written.
#[derive(Clone, Copy, Debug)]
pub(super) struct Piece<'t> {
    pub(super) text: &'t str,
    pub(super) start: usize,
}

/// The segments of a path. A slash inside a quoted literal between parentheses separates nothing.
pub(super) fn pieces(path: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut start = 0;
    // Where quotes or parentheses turned out not to close: not looked at again, so that the work stays linear.
    let mut open_until = 0;
    while let Some(rest) = path.get(start..) {
        let plain = rest.find('/').unwrap_or(rest.len());
        let has_quote = rest.get(..plain).is_some_and(|text| text.contains('(') && text.contains('\''));
        let length = if has_quote && start >= open_until {
            quoted_end(rest).unwrap_or_else(|| {
                open_until = path.len();
                plain
            })
        } else {
            plain
        };
        pieces.push(Piece { text: rest.get(..length).unwrap_or(rest), start });
        start += length + 1;
    }
    pieces
}

/// The end of a segment whose slashes in quotes belong to it; `None` if a quote does not close.
fn quoted_end(text: &str) -> Option<usize> {
    let (mut depth, mut quoted) = (0_usize, false);
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'\'' if depth > 0 => quoted = !quoted,
            b'(' if !quoted => depth += 1,
            b')' if !quoted => depth = depth.saturating_sub(1),
            b'/' if !quoted => return Some(at),
            _ => {}
        }
    }
    (!quoted).then_some(text.len())
}
