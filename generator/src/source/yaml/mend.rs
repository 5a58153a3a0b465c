//! What most YAML readers let pass and the grammar forbids: quoted text that goes on with too little indentation, and closing
//! brackets too far to the left. Where the parser stops comes in; the same text with white space added goes out.
//!
//! White space at these places means nothing, so the mended text says the same.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::source::Span;

/// More white space than any block is indented by.
const FAR: usize = 400;

/// How many places of one document are mended before it is given up: each costs another reading.
const LIMIT: usize = 100;

/// White space to be added.
#[derive(Default)]
pub(super) struct Mends {
    /// How much, by the byte offset in the text as it is.
    added: BTreeMap<usize, usize>,
    /// What was found there.
    places: Vec<(Span, bool)>,
}

/// One addition, seen from the mended text.
pub(super) struct Shift {
    start: usize,
    before: usize,
    after: usize,
}

/// The offset in the text as it is of an offset in the mended text.
pub(super) fn original(shifts: &[Shift], mended: usize) -> usize {
    let earlier = shifts.partition_point(|shift| shift.start < mended);
    let Some(last) = earlier.checked_sub(1).and_then(|index| shifts.get(index)) else { return mended };
    // Inside of what was added there is nothing: that is where it was added.
    mended.saturating_sub(last.after).max(last.start - last.before)
}

impl Mends {
    /// The bytes of each mended place, and whether it is a closing bracket.
    pub(super) fn places(&self) -> &[(Span, bool)] {
        &self.places
    }

    /// The text with the white space added.
    pub(super) fn apply<'t>(&self, body: &'t str) -> Cow<'t, str> {
        if self.added.is_empty() {
            return Cow::Borrowed(body);
        }
        let mut out = String::with_capacity(body.len() + self.added.values().sum::<usize>());
        let mut from = 0;
        for (at, count) in &self.added {
            out.push_str(body.get(from..*at).unwrap_or_default());
            out.extend(std::iter::repeat_n(' ', *count));
            from = *at;
        }
        out.push_str(body.get(from..).unwrap_or_default());
        Cow::Owned(out)
    }

    /// For offsets in the mended text: where each addition starts there, and how much is added up to its start and its end.
    pub(super) fn shifts(&self) -> Vec<Shift> {
        let mut total = 0;
        let shift = |(at, count): (&usize, &usize)| {
            let shift = Shift { start: at + total, before: total, after: total + count };
            total += count;
            shift
        };
        self.added.iter().map(shift).collect()
    }

    /// Mends the place where the parser stopped; says whether there is any hope.
    pub(super) fn mend(&mut self, body: &str, at: usize) -> bool {
        if self.places.len() >= LIMIT {
            return false;
        }
        let rest = body.get(at..).unwrap_or_default();
        let line = body.get(..at).map_or(0, |before| before.rfind('\n').map_or(0, |end| end + 1));
        let before = body.get(line..at).unwrap_or_default();
        let mended = match rest.bytes().next() {
            Some(quote @ (b'"' | b'\'')) => self.indent_quoted(at, rest, quote, before.chars().count()),
            Some(b'}' | b']') if before.trim().is_empty() => self.added.insert(line, FAR).is_none(),
            _ => false,
        };
        if mended {
            self.places.push((Span::new(at, at + 1), rest.starts_with(['}', ']'])));
        }
        mended
    }

    /// Indents the lines of a quoted text up to its opening quote.
    fn indent_quoted(&mut self, at: usize, rest: &str, quote: u8, column: usize) -> bool {
        let Some(length) = quoted(rest, quote) else { return false };
        let text = rest.get(..length).unwrap_or_default();
        let mut any = false;
        for (end, _) in text.match_indices('\n') {
            let line = text.get(end + 1..).unwrap_or_default();
            let indented = line.len() - line.trim_start_matches(' ').len();
            let ends_document = line.starts_with("---") || line.starts_with("...");
            if indented < column && !line.trim_start().is_empty() && !ends_document {
                any |= self.added.insert(at + end + 1, column - indented).is_none();
            }
        }
        any
    }
}

/// The length of the quoted text that `rest` starts with.
fn quoted(rest: &str, quote: u8) -> Option<usize> {
    let mut bytes = rest.bytes().enumerate().skip(1).peekable();
    while let Some((at, byte)) = bytes.next() {
        match byte {
            b'\\' if quote == b'"' => drop(bytes.next()),
            _ if byte != quote => {}
            b'\'' if bytes.peek().is_some_and(|(_, next)| *next == b'\'') => drop(bytes.next()),
            _ => return Some(at + 1),
        }
    }
    None
}
