//! The tokens of JSON: strings, numbers, literals and the skipping of whole values.

use std::borrow::Cow;

use super::error::{JsonType, ReadError, ReadErrorKind};
use super::number;
use super::reader::Reader;

impl<'a> Reader<'a> {
    /// The next string; borrowed from the text if nothing in it is escaped.
    pub fn string(&mut self) -> Result<Cow<'a, str>, ReadError> {
        if self.next() != Some(b'"') {
            return Err(self.wrong_type("string"));
        }
        let start = self.at + 1;
        let end = self.string_stop(start);
        if self.bytes().get(end) == Some(&b'"') {
            self.at = end + 1;
            return Ok(Cow::Borrowed(self.slice(start, end)));
        }
        self.escaped(start, end).map(Cow::Owned)
    }

    /// Where the unescaped run that begins at `from` ends: at a quote, a backslash, a control character or the end of the text.
    fn string_stop(&self, from: usize) -> usize {
        let rest = self.bytes().get(from..).unwrap_or_default();
        let mut at = 0;
        for chunk in rest.chunks_exact(8) {
            // Eight bytes at a time: the high bit of a byte is set if it is one of those that stop.
            let word = chunk.try_into().map_or(0, u64::from_le_bytes);
            let stops = stops(word);
            if stops != 0 {
                return from + at + usize::try_from(stops.trailing_zeros() / 8).unwrap_or(0);
            }
            at += 8;
        }
        let tail = rest.get(at..).unwrap_or_default();
        from + at + tail.iter().position(|b| matches!(b, b'"' | b'\\' | 0..0x20)).unwrap_or(tail.len())
    }

    /// A string with escapes; `stop` is the first byte that is not taken as it is.
    #[cold]
    fn escaped(&mut self, start: usize, stop: usize) -> Result<String, ReadError> {
        let mut out = String::from(self.slice(start, stop));
        self.at = stop;
        loop {
            match self.bytes().get(self.at) {
                Some(b'"') => {
                    self.at += 1;
                    return Ok(out);
                }
                Some(b'\\') => out.push(self.escape()?),
                Some(_) => return Err(self.syntax("an escape in place of a control character")),
                None => return Err(self.syntax("the end of the string")),
            }
            let stop = self.string_stop(self.at);
            out.push_str(self.slice(self.at, stop));
            self.at = stop;
        }
    }

    fn escape(&mut self) -> Result<char, ReadError> {
        let c = match self.bytes().get(self.at + 1) {
            Some(b'"') => '"',
            Some(b'\\') => '\\',
            Some(b'/') => '/',
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => return self.unicode_escape(),
            _ => return Err(self.syntax("an escape sequence")),
        };
        self.at += 2;
        Ok(c)
    }

    fn unicode_escape(&mut self) -> Result<char, ReadError> {
        let first = self.hex4(self.at + 2).ok_or_else(|| self.syntax("four hexadecimal digits"))?;
        if let Some(c) = char::from_u32(first) {
            self.at += 6;
            return Ok(c);
        }
        // A surrogate: only a pair of a high and a low one is a character.
        let pair = (first < 0xdc00 && self.bytes().get(self.at + 6..self.at + 8) == Some(b"\\u"))
            .then(|| self.hex4(self.at + 8))
            .flatten()
            .filter(|low| (0xdc00..0xe000).contains(low))
            .and_then(|low| char::from_u32(0x1_0000 + ((first - 0xd800) << 10) + (low - 0xdc00)));
        let c = pair.ok_or_else(|| self.syntax("a pair of surrogates"))?;
        self.at += 12;
        Ok(c)
    }

    fn hex4(&self, at: usize) -> Option<u32> {
        let mut value = 0;
        for byte in self.bytes().get(at..at + 4)? {
            value = value * 16 + char::from(*byte).to_digit(16)?;
        }
        Some(value)
    }

    /// The text of the next number.
    pub(super) fn number_text(&mut self, expected: &'static str) -> Result<&'a str, ReadError> {
        if !matches!(self.next(), Some(b'-' | b'0'..=b'9')) {
            return Err(self.wrong_type(expected));
        }
        let start = self.at;
        let Some(len) = number::scan(self.bytes().get(start..).unwrap_or_default()) else {
            return Err(self.syntax("a number"));
        };
        self.at = start + len;
        Ok(self.slice(start, self.at))
    }

    /// The next integer: any number whose value is whole, so `1.0` and `1e2` too.
    pub(super) fn integer(&mut self, min: i128, max: i128, name: &'static str) -> Result<i128, ReadError> {
        let text = self.number_text("integer")?;
        // 18 digits always fit.
        let value = match text.parse::<i64>() {
            Ok(value) if text.len() <= 18 => Some(i128::from(value)),
            _ => {
                let number = number::Number::from_scanned(text);
                if !number.is_integer() {
                    return Err(ReadError::new(self.start, ReadErrorKind::Type { expected: "integer", found: JsonType::Number }));
                }
                number.as_i128()
            }
        };
        value.filter(|value| (min..=max).contains(value)).ok_or_else(|| self.out_of_range(name))
    }

    /// `true` or `false`.
    pub(super) fn boolean(&mut self) -> Result<bool, ReadError> {
        match self.next() {
            Some(b't') => self.literal("true").map(|()| true),
            Some(b'f') => self.literal("false").map(|()| false),
            _ => Err(self.wrong_type("boolean")),
        }
    }

    /// Takes a literal of which the first character is there.
    pub(super) fn literal(&mut self, text: &'static str) -> Result<(), ReadError> {
        if self.text.get(self.at..).is_some_and(|rest| rest.starts_with(text)) {
            self.at += text.len();
            Ok(())
        } else {
            Err(self.syntax(text))
        }
    }

    /// Takes the next value without looking at it, except that it must be JSON.
    pub(super) fn pass(&mut self) -> Result<(), ReadError> {
        match self.peek() {
            JsonType::Null => self.literal("null"),
            JsonType::Boolean => self.boolean().map(drop),
            JsonType::Number => self.number_text("number").map(drop),
            JsonType::String => self.string().map(drop),
            JsonType::Array => self.array(&mut Reader::pass),
            JsonType::Object => self.object(&[], &mut |r, _, _| r.pass()),
            JsonType::Nothing => Err(self.syntax("a value")),
        }
    }
}

/// Sets the high bit of every byte that is `"`, `\` or below 0x20. Bytes above the first hit may be wrong, never below.
fn stops(word: u64) -> u64 {
    const ONES: u64 = 0x0101_0101_0101_0101;
    const HIGH: u64 = 0x8080_8080_8080_8080;
    let zero_in = |x: u64| x.wrapping_sub(ONES) & !x;
    let quote = zero_in(word ^ (ONES * 0x22));
    let slash = zero_in(word ^ (ONES * 0x5c));
    let control = word.wrapping_sub(ONES * 0x20) & !word;
    (quote | slash | control) & HIGH
}
