//! The text of a segment: raw and decoded side by side, so that patterns are matched on what is meant and captures keep their encoding.

use std::borrow::Cow;
use std::ops::Range;

use crate::text::percent;

/// A piece of a request's path.
#[derive(Debug)]
pub(super) struct Text<'a> {
    raw: &'a str,
    start: usize,
    decoded: Option<Cow<'a, str>>,
    /// Where each decoded byte starts in the raw text; `None` when nothing was encoded.
    offsets: Option<Vec<usize>>,
}

impl<'a> Text<'a> {
    /// A piece that starts at an offset of the path.
    pub(super) fn new(raw: &'a str, start: usize) -> Self {
        if !raw.contains('%') {
            return Self { raw, start, decoded: Some(Cow::Borrowed(raw)), offsets: None };
        }
        let (bytes, offsets) = percent::decode(raw);
        let decoded = String::from_utf8(bytes).ok().map(Cow::Owned);
        Self { raw, start, decoded, offsets: Some(offsets) }
    }

    /// As it came.
    pub(super) fn raw(&self) -> &'a str {
        self.raw
    }

    /// What is meant; `None` when it is not UTF-8.
    pub(super) fn decoded(&self) -> Option<&str> {
        self.decoded.as_deref()
    }

    /// Where it starts in the path.
    pub(super) fn start(&self) -> usize {
        self.start
    }

    /// Where it ends in the path.
    pub(super) fn end(&self) -> usize {
        self.start + self.raw.len()
    }

    /// The raw text of a range of the decoded text.
    pub(super) fn raw_of(&self, range: Range<usize>) -> Option<&'a str> {
        match &self.offsets {
            None => self.raw.get(range),
            Some(offsets) => self.raw.get(*offsets.get(range.start)?..*offsets.get(range.end)?),
        }
    }
}
