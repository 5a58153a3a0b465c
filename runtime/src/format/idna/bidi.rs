//! Labels that are written from right to left, and those beside them (RFC 5893).

use super::tables::{BIDI_AL, BIDI_ON, BIDI_R};
use super::{is, listed, sets};

/// Bidirectional classes, as far as labels have them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Class {
    Left,
    /// R and AL, which the rules never tell apart.
    Right,
    ArabicNumber,
    EuropeanNumber,
    /// ES, ON and BN.
    Neutral,
    Nonspacing,
}

fn class(c: char) -> Class {
    match c {
        '0'..='9' | '\u{6f0}'..='\u{6f9}' => Class::EuropeanNumber,
        '\u{660}'..='\u{669}' | '\u{10d30}'..='\u{10d39}' => Class::ArabicNumber,
        '-' | '\u{200c}' | '\u{200d}' => Class::Neutral,
        c if c.is_ascii() => Class::Left,
        c if sets().is_some_and(|sets| is(&sets.nonspacing, c)) => Class::Nonspacing,
        c if listed(BIDI_R, c) || listed(BIDI_AL, c) => Class::Right,
        c if listed(BIDI_ON, c) => Class::Neutral,
        _ => Class::Left,
    }
}

/// Whether a label makes its host name one with both directions.
pub(super) fn is_rtl(label: &[char]) -> bool {
    label.iter().any(|c| matches!(class(*c), Class::Right | Class::ArabicNumber))
}

/// Whether a label may be part of a host name with both directions.
pub(super) fn valid(label: &[char]) -> bool {
    let classes: Vec<Class> = label.iter().map(|c| class(*c)).collect();
    let last = classes.iter().rev().find(|class| **class != Class::Nonspacing);
    let has = |class| classes.contains(&class);
    match classes.first() {
        Some(Class::Right) => {
            !has(Class::Left)
                && matches!(last, Some(Class::Right | Class::EuropeanNumber | Class::ArabicNumber))
                && !(has(Class::EuropeanNumber) && has(Class::ArabicNumber))
        }
        Some(Class::Left) => {
            !has(Class::Right) && !has(Class::ArabicNumber) && matches!(last, Some(Class::Left | Class::EuropeanNumber))
        }
        _ => false,
    }
}
