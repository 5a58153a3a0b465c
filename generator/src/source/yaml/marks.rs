//! Places: the YAML parser counts characters, the tree counts bytes.

use super::mend::{Mends, Shift, original};
use crate::source::Span;

/// So many characters apart, the byte offset is noted.
const STEP: usize = 64;

/// Turns one into the other.
pub(super) struct Marks<'t> {
    /// The text without its byte order mark.
    body: &'t str,
    /// What the parser reads instead.
    mended: &'t str,
    shifts: Vec<Shift>,
    /// How many bytes stand before the body.
    before: usize,
    /// The byte offset of every [`STEP`]th character; nothing if all characters are bytes.
    noted: Option<Vec<usize>>,
}

impl<'t> Marks<'t> {
    /// `body` is the text without the `before` bytes of its byte order mark, `mended` what `mends` makes of it.
    pub(super) fn new(body: &'t str, before: usize, mended: &'t str, mends: &Mends) -> Self {
        let note = || mended.char_indices().step_by(STEP).map(|(at, _)| at).collect();
        let noted = if mended.is_ascii() { None } else { Some(note()) };
        Self { body, mended, shifts: mends.shifts(), before, noted }
    }

    /// The offset in the body of a character by number.
    fn offset(&self, character: usize) -> usize {
        original(&self.shifts, self.mended_offset(character)).min(self.body.len())
    }

    fn mended_offset(&self, character: usize) -> usize {
        let Some(noted) = &self.noted else { return character.min(self.mended.len()) };
        let Some(from) = noted.get(character / STEP).copied() else { return self.mended.len() };
        let rest = self.mended.get(from..).unwrap_or_default();
        rest.char_indices().nth(character % STEP).map_or(self.mended.len(), |(at, _)| from + at)
    }

    /// The bytes of a range of characters.
    pub(super) fn span(&self, span: saphyr_parser::Span) -> Span {
        let start = self.offset(span.start.index());
        let end = if span.end.index() == span.start.index() { start } else { self.offset(span.end.index()) };
        Span::new(self.before + start, self.before + end)
    }

    /// The bytes of one character.
    pub(super) fn character(&self, number: usize) -> Span {
        let start = self.offset(number);
        Span::new(self.before + start, self.before + self.offset(number + 1))
    }

    /// The text of a span.
    fn text(&self, span: Span) -> &'t str {
        let inside = |offset: u32| (offset as usize).saturating_sub(self.before);
        self.body.get(inside(span.start)..inside(span.end)).unwrap_or_default()
    }

    /// The span without white space at its end: a block of text ends with its last line. An empty one moves to the end of
    /// what is written before.
    pub(super) fn trimmed(&self, span: Span) -> Span {
        let length = self.text(span).trim_end().len();
        let start = match length {
            0 => self.before + self.text(Span { start: 0, end: span.start }).trim_end().len(),
            _ => span.start as usize,
        };
        Span::new(start, start + length)
    }

    /// Whether the end of a list or mapping is a bracket, and not the start of what follows a block.
    pub(super) fn is_bracket(&self, span: Span) -> bool {
        matches!(self.text(span), "]" | "}")
    }

    /// Whether anything but white space and more markers follows the `---` at `span`.
    pub(super) fn says_more(&self, span: Span) -> bool {
        let rest = self.text(Span::new(span.start as usize, self.before + self.body.len()));
        rest.lines().any(|line| {
            let line = line.trim_start_matches(['-', '.']).trim();
            !line.is_empty() && !line.starts_with('#')
        })
    }
}
