//! Sets of characters: how patterns write them, and how the matcher does.

use std::fmt::Write;

use super::PatternError;
use super::escape::Escape;
use super::translate::Translator;

/// `\d`
pub(super) const DIGITS: &[(u32, u32)] = &[(0x30, 0x39)];
/// `\w`
pub(super) const WORD: &[(u32, u32)] = &[(0x30, 0x39), (0x41, 0x5a), (0x5f, 0x5f), (0x61, 0x7a)];
/// `\s`: white space and line terminators.
pub(super) const SPACE: &[(u32, u32)] = &[
    (0x09, 0x0d),
    (0x20, 0x20),
    (0xa0, 0xa0),
    (0x1680, 0x1680),
    (0x2000, 0x200a),
    (0x2028, 0x2029),
    (0x202f, 0x202f),
    (0x205f, 0x205f),
    (0x3000, 0x3000),
    (0xfeff, 0xfeff),
];
/// What `.` does not match.
pub(super) const LINE_ENDS: &[(u32, u32)] = &[(0x0a, 0x0a), (0x0d, 0x0d), (0x2028, 0x2029)];

/// A set of characters.
#[derive(Debug, Default)]
pub(super) struct Class {
    ranges: Vec<(u32, u32)>,
    /// `\p{…}` and `\P{…}`, as they are.
    properties: Vec<String>,
    negated: bool,
}

impl Class {
    /// The set of these ranges, which must ascend without overlap, or of everything else.
    pub(super) fn of(ranges: &[(u32, u32)], negated: bool) -> Self {
        let mut class = Self::default();
        if negated {
            let mut next = 0;
            for (first, last) in ranges {
                if next < *first {
                    class.ranges.push((next, first - 1));
                }
                next = last + 1;
            }
            if next <= 0x10_ffff {
                class.ranges.push((next, 0x10_ffff));
            }
        } else {
            class.ranges.extend(ranges);
        }
        class
    }

    /// No characters yet; in the end everything but those of the set, if it is negated.
    fn starting(negated: bool) -> Self {
        Self { negated, ..Self::default() }
    }

    /// The set of a Unicode property.
    pub(super) fn property(text: String) -> Self {
        Self { properties: vec![text], ..Self::default() }
    }

    /// Adds characters.
    pub(super) fn range(&mut self, first: u32, last: u32) {
        self.ranges.push((first, last));
    }

    /// Adds a set that is not negated.
    pub(super) fn extend(&mut self, other: Class) {
        self.ranges.extend(other.ranges);
        self.properties.extend(other.properties);
    }

    /// The ranges of the set, ascending and apart; `None` if properties are among them.
    pub(super) fn ranges(&self) -> Option<Vec<(u32, u32)>> {
        let mut sorted = self.ranges.clone();
        sorted.sort_unstable();
        let mut merged: Vec<(u32, u32)> = Vec::with_capacity(sorted.len());
        for (first, last) in sorted {
            match merged.last_mut() {
                Some(before) if first <= before.1.saturating_add(1) => before.1 = before.1.max(last),
                _ => merged.push((first, last)),
            }
        }
        if self.negated {
            merged = Self::of(&merged, true).ranges;
        }
        self.properties.is_empty().then_some(merged)
    }

    /// Writes the set for the matcher. Surrogates are in no text, so they are left out.
    pub(super) fn write(&self, out: &mut String) {
        let mut inner = String::new();
        for (first, last) in &self.ranges {
            for (first, last) in [(*first, (*last).min(0xd7ff)), ((*first).max(0xe000), *last)] {
                if first == last {
                    character(first, &mut inner);
                } else if first < last {
                    character(first, &mut inner);
                    inner.push('-');
                    character(last, &mut inner);
                }
            }
        }
        inner.extend(self.properties.iter().map(String::as_str));
        out.push_str(match (inner.is_empty(), self.negated) {
            (true, true) => r"[\x{0}-\x{10FFFF}]",
            (true, false) => r"[^\x{0}-\x{10FFFF}]",
            (false, true) => "[^",
            (false, false) => "[",
        });
        if !inner.is_empty() {
            out.push_str(&inner);
            out.push(']');
        }
    }
}

/// Writes a character so that it has no other meaning.
pub(super) fn character(code: u32, out: &mut String) {
    match char::from_u32(code) {
        Some(c) if c.is_ascii_alphanumeric() => out.push(c),
        // Writing to a string does not fail.
        Some(_) => drop(write!(out, "\\x{{{code:X}}}")),
        None => Class::default().write(out),
    }
}

impl Translator {
    /// A class after its `[`.
    pub(super) fn class(&mut self) -> Result<Class, PatternError> {
        let open = self.at - 1;
        let mut class = Class::starting(self.take('^'));
        loop {
            if self.take(']') {
                return Ok(class);
            }
            let start = self.at;
            let first = self.class_atom(open)?;
            // A hyphen is a range only between two characters.
            let range = self.peek() == Some('-') && self.chars.get(self.at + 1).is_some_and(|c| *c != ']');
            match first {
                Escape::Set(set) => class.extend(set),
                Escape::Character(first) if range => {
                    self.at += 1;
                    match self.class_atom(open)? {
                        Escape::Character(last) if first <= last => class.range(first, last),
                        Escape::Character(_) => return Err(PatternError::new("a range the wrong way round", start)),
                        Escape::Set(set) => {
                            class.range(first, first);
                            class.range(0x2d, 0x2d);
                            class.extend(set);
                        }
                    }
                }
                Escape::Character(code) => class.range(code, code),
            }
        }
    }

    fn class_atom(&mut self, open: usize) -> Result<Escape, PatternError> {
        match self.bump() {
            None => Err(PatternError::new("`[` without `]`", open)),
            Some('\\') if self.take('b') => Ok(Escape::Character(8)),
            Some('\\') => self.escape(),
            Some(c) => Ok(Escape::Character(u32::from(c))),
        }
    }
}
