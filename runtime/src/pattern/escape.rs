//! What comes after a backslash.

use super::PatternError;
use super::class::{Class, DIGITS, SPACE, WORD};
use super::translate::Translator;

/// An escape that stands for characters.
#[derive(Debug)]
pub(super) enum Escape {
    /// One character; may be half of a surrogate pair.
    Character(u32),
    /// Any of a set.
    Set(Class),
}

impl Translator {
    /// Reads an escape after its backslash. Those that are different inside and outside of classes are read before.
    pub(super) fn escape(&mut self) -> Result<Escape, PatternError> {
        let start = self.at - 1;
        let Some(c) = self.bump() else { return Err(PatternError::new("nothing after the backslash", start)) };
        Ok(Escape::Character(match c {
            'd' | 'D' => return Ok(Escape::Set(Class::of(DIGITS, c == 'D'))),
            'w' | 'W' => return Ok(Escape::Set(Class::of(WORD, c == 'W'))),
            's' | 'S' => return Ok(Escape::Set(Class::of(SPACE, c == 'S'))),
            'p' | 'P' => return self.property(c, start).map(Escape::Set),
            'f' => 0x0c,
            'n' => 0x0a,
            'r' => 0x0d,
            't' => 0x09,
            'v' => 0x0b,
            'c' => match self.bump() {
                Some(letter) if letter.is_ascii_alphabetic() => u32::from(letter) % 32,
                _ => return Err(PatternError::new("`\\c` without a letter", start)),
            },
            'x' => self.hex(2).ok_or_else(|| PatternError::new("`\\x` without two hexadecimal digits", start))?,
            'u' => self.unicode().ok_or_else(|| PatternError::new("`\\u` without four hexadecimal digits", start))?,
            '0'..='7' => {
                let mut value = u32::from(c) - 0x30;
                while let Some(digit) = self.peek().and_then(|c| c.to_digit(8)).filter(|digit| value * 8 + digit < 256) {
                    value = value * 8 + digit;
                    self.at += 1;
                }
                value
            }
            c if c.is_ascii_alphanumeric() => {
                return Err(PatternError::new(format!("`\\{c}`, which ECMA-262 does not have,"), start));
            }
            c => u32::from(c),
        }))
    }

    /// So many hexadecimal digits.
    fn hex(&mut self, count: usize) -> Option<u32> {
        let mut value = 0;
        for place in self.at..self.at + count {
            value = value * 16 + self.chars.get(place)?.to_digit(16)?;
        }
        self.at += count;
        Some(value)
    }

    /// `XXXX`, `XXXX\uXXXX` if they are a pair, or `{X…}`.
    fn unicode(&mut self) -> Option<u32> {
        if self.take('{') {
            let mut value = 0_u32;
            let mut digits = 0;
            while let Some(digit) = self.peek().and_then(|c| c.to_digit(16)) {
                value = value.checked_mul(16)?.checked_add(digit)?;
                digits += 1;
                self.at += 1;
            }
            return (digits > 0 && value <= 0x10_ffff && self.take('}')).then_some(value);
        }
        let first = self.hex(4)?;
        if (0xd800..0xdc00).contains(&first) && self.peek() == Some('\\') && self.chars.get(self.at + 1) == Some(&'u') {
            let back = self.at;
            self.at += 2;
            match self.hex(4) {
                Some(second @ 0xdc00..=0xdfff) => return Some(0x1_0000 + ((first - 0xd800) << 10) + (second - 0xdc00)),
                _ => self.at = back,
            }
        }
        Some(first)
    }

    /// `{…}` after `\p` or `\P`.
    fn property(&mut self, letter: char, start: usize) -> Result<Class, PatternError> {
        let name = self.until('{', '}').ok_or_else(|| PatternError::new(format!("`\\{letter}` without a property"), start))?;
        let text = format!("\\{letter}{{{name}}}");
        // The matcher knows the properties; it is less strict about how they are written.
        let value = name.rsplit('=').next().unwrap_or_default();
        let written = value.starts_with(|c: char| c.is_ascii_uppercase())
            && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '='));
        if written && super::properties::is_known(&text) {
            Ok(Class::property(text))
        } else {
            Err(PatternError::new(format!("unknown Unicode property `{name}`"), start))
        }
    }

    /// The text between two delimiters that comes next.
    pub(super) fn until(&mut self, open: char, close: char) -> Option<String> {
        let rest = self.chars.get(self.at..)?;
        let end = rest.iter().position(|c| *c == close)?;
        let text = rest.get(1..end).filter(|_| rest.first() == Some(&open))?.iter().collect();
        self.at += end + 1;
        Some(text)
    }
}
