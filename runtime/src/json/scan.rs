//! The tokens of JSON: strings, numbers, literals and the skipping of whole values.

use std::borrow::Cow;

use super::error::{JsonType, ReadError, ReadErrorKind};
use super::reader::Reader;
use super::{number, words};

impl<'a> Reader<'a> {
    /// The next string; borrowed from the text if nothing in it is escaped.
    pub fn string(&mut self) -> Result<Cow<'a, str>, ReadError> {
        match self.plain_string() {
            Some(text) => Ok(Cow::Borrowed(text)),
            None => self.other_string().map(Cow::Owned),
        }
    }

    /// The next string, to keep.
    pub(super) fn owned_string(&mut self) -> Result<String, ReadError> {
        match self.plain_string() {
            Some(text) => Ok(text.to_owned()),
            None => self.other_string(),
        }
    }

    /// The next string, if it is one and nothing in it is escaped.
    #[inline]
    pub(super) fn plain_string(&mut self) -> Option<&'a str> {
        if self.next() != Some(b'"') {
            return None;
        }
        let start = self.at + 1;
        let end = self.string_stop(start);
        let text = (self.bytes().get(end) == Some(&b'"')).then(|| self.slice(start, end))?;
        self.at = end + 1;
        Some(text)
    }

    /// The next string, with escapes; or why it is none.
    #[cold]
    fn other_string(&mut self) -> Result<String, ReadError> {
        if self.next() != Some(b'"') {
            return Err(self.wrong_type("string"));
        }
        let start = self.at + 1;
        self.escaped(start, self.string_stop(start))
    }

    /// Where the unescaped run that begins at `from` ends: at a quote, a backslash, a control character or the end of the text.
    #[inline]
    fn string_stop(&self, from: usize) -> usize {
        from + words::unescaped(self.bytes().get(from..).unwrap_or_default())
    }

    /// A string with escapes; `stop` is the first byte that is not taken as it is.
    fn escaped(&mut self, start: usize, stop: usize) -> Result<String, ReadError> {
        // Escapes are longer than what they stand for.
        let mut out = String::with_capacity(self.string_end(stop) - start);
        out.push_str(self.slice(start, stop));
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

    /// Where a string ends that goes on at `stop`.
    fn string_end(&self, mut stop: usize) -> usize {
        while self.bytes().get(stop) == Some(&b'\\') {
            // Whatever is escaped is no end.
            stop = self.string_stop(stop + 2);
        }
        stop
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
        let value = match self.short_integer() {
            Some(value) => Some(i128::from(value)),
            None => {
                let number = number::Number::from_scanned(self.number_text("integer")?);
                if !number.is_integer() {
                    return Err(ReadError::new(self.start, ReadErrorKind::Type { expected: "integer", found: JsonType::Number }));
                }
                number.as_i128()
            }
        };
        value.filter(|value| (min..=max).contains(value)).ok_or_else(|| self.out_of_range(name))
    }

    /// The next number, if it is a plain row of up to 18 digits, as most integers are.
    fn short_integer(&mut self) -> Option<i64> {
        let negative = self.next() == Some(b'-');
        let digits = self.bytes().get(self.at + usize::from(negative)..)?;
        let mut value = 0;
        let mut len = 0;
        while let Some(digit) = digits.get(len).map(|byte| byte.wrapping_sub(b'0')).filter(|digit| *digit <= 9) {
            if len == 18 {
                return None;
            }
            value = value * 10 + i64::from(digit);
            len += 1;
        }
        let ends = len > 0 && !matches!(digits.get(len), Some(b'.' | b'e' | b'E')) && (len == 1 || digits.first() != Some(&b'0'));
        self.at += if ends { usize::from(negative) + len } else { 0 };
        ends.then_some(if negative { -value } else { value })
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
            JsonType::Object => self.members(|r, _| r.pass()),
            JsonType::Nothing => Err(self.syntax("a value")),
        }
    }
}
