//! The part of a source line that a message is about: a location comes in, the shown text and the place of the marks go out.

use super::SourceText;
use super::visible::push_visible;
use crate::source::Location;

/// How many characters of the line are shown before the marked ones, if there are more.
const BEFORE: usize = 40;
/// How many characters are shown from the first marked one on, if there are more.
const AFTER: usize = 80;

/// What is shown of a line.
pub(super) struct Snippet {
    /// The line, or the part of it around the marked text, with `…` where it is cut.
    pub(super) text: String,
    /// How many columns stand before the marked text.
    pub(super) indent: usize,
    /// How many columns are marked; at least one.
    pub(super) marked: usize,
}

/// The first line of a location.
pub(super) fn snippet(location: Location, line: usize, sources: &dyn SourceText) -> Snippet {
    let text = sources.text(location.doc);
    let lines = sources.lines(location.doc);
    let (content, line_start) = (lines.line(text, line), lines.start(text, line));
    let start = (location.span.start as usize).saturating_sub(line_start).min(content.len());
    let end = (location.span.end as usize).saturating_sub(line_start).min(content.len()).max(start);
    let before = content.get(..start).unwrap_or_default();
    let marked = content.get(start..end).unwrap_or_default().trim_end();
    let after = content.get(start + marked.len()..).unwrap_or_default();

    let mut shown = String::new();
    let (before, cut) = last(before, BEFORE);
    let mut indent = if cut { ellipsis(&mut shown) } else { 0 };
    indent += show(&mut shown, before);
    let (marked_part, cut_marked) = first(marked, AFTER);
    let width = show(&mut shown, marked_part);
    let room = AFTER.saturating_sub(marked_part.chars().take(AFTER).count());
    let (after_part, cut_after) = first(if cut_marked { "" } else { after }, room);
    show(&mut shown, after_part.trim_end());
    if cut_marked || cut_after {
        ellipsis(&mut shown);
    }
    Snippet { text: shown, indent, marked: width.max(1) }
}

fn ellipsis(out: &mut String) -> usize {
    out.push('…');
    1
}

/// Adds a part of the line, tabs as four spaces; gives the columns it takes.
fn show(out: &mut String, part: &str) -> usize {
    let mut columns = 0;
    for c in part.chars() {
        if c == '\t' {
            out.push_str("    ");
            columns += 4;
        } else {
            columns += push_visible(out, c);
        }
    }
    columns
}

/// At most the first `count` characters, and whether there are more.
fn first(text: &str, count: usize) -> (&str, bool) {
    match text.char_indices().nth(count).and_then(|(at, _)| text.get(..at)) {
        Some(part) => (part, true),
        None => (text, false),
    }
}

/// At most the last `count` characters, and whether there are more.
fn last(text: &str, count: usize) -> (&str, bool) {
    match text.char_indices().rev().nth(count.saturating_sub(1)) {
        Some((at, _)) if at > 0 => (text.get(at..).unwrap_or_default(), true),
        _ => (text, false),
    }
}
