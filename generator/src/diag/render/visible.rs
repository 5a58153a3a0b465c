//! Text that can be shown: what could move the cursor, change colours, hide or reorder text becomes an escape.

use std::fmt::Write as _;

/// Whether a character does something else than show itself: control characters, marks of direction, invisible ones.
pub(super) fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
            | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}')
}

/// A character as it is shown, and how many columns that takes.
pub(super) fn push_visible(out: &mut String, c: char) -> usize {
    match c {
        '\n' => push_all(out, "\\n"),
        '\r' => push_all(out, "\\r"),
        '\t' => push_all(out, "\\t"),
        c if is_hidden(c) => {
            let before = out.len();
            // Writing to a string cannot fail.
            let _ = write!(out, "\\u{{{:x}}}", u32::from(c));
            out.len() - before
        }
        c => {
            out.push(c);
            width(c)
        }
    }
}

fn push_all(out: &mut String, text: &str) -> usize {
    out.push_str(text);
    text.len()
}

/// A text as it is shown on one line.
pub(super) fn visible(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        push_visible(&mut out, c);
    }
    out
}

/// How many columns of a terminal a character takes.
fn width(c: char) -> usize {
    match u32::from(c) {
        0x300..=0x36f | 0x1ab0..=0x1aff | 0x1dc0..=0x1dff | 0x20d0..=0x20ff | 0xfe00..=0xfe0f | 0xfe20..=0xfe2f => 0,
        0x1100..=0x115f
        | 0x2e80..=0x303e
        | 0x3041..=0xa4cf
        | 0xac00..=0xd7a3
        | 0xf900..=0xfaff
        | 0xfe30..=0xfe6f
        | 0xff01..=0xff60
        | 0xffe0..=0xffe6
        | 0x1f300..=0x1f64f
        | 0x1f680..=0x1f6ff
        | 0x1f900..=0x1f9ff
        | 0x20000..=0x3fffd => 2,
        _ => 1,
    }
}
