//! The letters of a query: a text comes in, names, quoted texts and numbers are read off it.

use super::Error;

/// The text and how far it was read.
pub struct Lexer<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Lexer<'t> {
    /// Starts at the beginning.
    pub fn new(text: &'t str) -> Self {
        Self { text, at: 0 }
    }

    /// What is left.
    pub fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or("")
    }

    /// The next character.
    pub fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    /// Whether nothing is left.
    pub fn is_done(&self) -> bool {
        self.rest().is_empty()
    }

    /// Takes a character.
    pub fn bump(&mut self) -> Option<char> {
        let c = self.peek()?;
        self.at += c.len_utf8();
        Some(c)
    }

    /// Takes the text if it comes next.
    pub fn eat(&mut self, text: &str) -> bool {
        let there = self.rest().starts_with(text);
        self.at += if there { text.len() } else { 0 };
        there
    }

    /// Takes blanks.
    pub fn blanks(&mut self) {
        self.at += self.rest().len() - self.rest().trim_start_matches([' ', '\t', '\n', '\r']).len();
    }

    /// Takes the text, or fails.
    pub fn expect(&mut self, text: &str, reason: &'static str) -> Result<(), Error> {
        if self.eat(text) { Ok(()) } else { Err(self.error(reason)) }
    }

    /// A mistake at the next character.
    pub fn error(&self, reason: &'static str) -> Error {
        Error { offset: self.at, reason }
    }

    /// A name without quotes: letters, digits, `_` and everything that is not ASCII; no digit first.
    pub fn name(&mut self) -> Option<&'t str> {
        let rest = self.rest();
        let first = rest.chars().next()?;
        if first.is_ascii_digit() {
            return None;
        }
        let end = rest.find(|c: char| c.is_ascii() && !c.is_ascii_alphanumeric() && c != '_').unwrap_or(rest.len());
        self.at += end;
        rest.get(..end).filter(|name| !name.is_empty())
    }

    /// The characters that a number may be made of.
    pub fn number(&mut self) -> Option<&'t str> {
        let rest = self.rest();
        let is_part = |c: char| c.is_ascii_digit() || matches!(c, '-' | '+' | '.' | 'e' | 'E');
        let end = rest.find(|c| !is_part(c)).unwrap_or(rest.len());
        let text = rest.get(..end).filter(|text| text.starts_with(|c: char| c == '-' || c.is_ascii_digit()))?;
        self.at += end;
        Some(text)
    }

    /// A whole number.
    pub fn integer(&mut self) -> Result<Option<i64>, Error> {
        let rest = self.rest();
        let digits = rest.strip_prefix('-').unwrap_or(rest);
        let length = digits.find(|c: char| !c.is_ascii_digit()).unwrap_or(digits.len());
        if length == 0 {
            return Ok(None);
        }
        let end = rest.len() - digits.len() + length;
        let text = rest.get(..end).unwrap_or("");
        let plain = text != "-0" && (length == 1 || !digits.starts_with('0'));
        let number = text.parse::<i64>().ok().filter(|_| plain).ok_or_else(|| self.error("not a whole number"))?;
        self.at += end;
        Ok(Some(number))
    }

    /// A text in quotes, single or double, if one comes next.
    pub fn quoted(&mut self) -> Result<Option<String>, Error> {
        let Some(quote) = self.peek().filter(|c| matches!(c, '\'' | '"')) else { return Ok(None) };
        self.bump();
        let mut text = String::new();
        loop {
            match self.bump() {
                None => return Err(self.error("the quote is not closed")),
                Some(c) if c == quote => return Ok(Some(text)),
                Some('\\') => text.push(self.escape(quote)?),
                Some(c) if c < ' ' => return Err(self.error("a control character has to be escaped")),
                Some(c) => text.push(c),
            }
        }
    }

    fn escape(&mut self, quote: char) -> Result<char, Error> {
        match self.bump() {
            Some('b') => Ok('\u{8}'),
            Some('f') => Ok('\u{c}'),
            Some('n') => Ok('\n'),
            Some('r') => Ok('\r'),
            Some('t') => Ok('\t'),
            Some('/') => Ok('/'),
            Some('\\') => Ok('\\'),
            Some(c) if c == quote => Ok(c),
            Some('u') => self.unicode(),
            _ => Err(self.error("unknown escape")),
        }
    }

    fn unicode(&mut self) -> Result<char, Error> {
        let high = self.hex()?;
        let code = if (0xD800..0xDC00).contains(&high) && self.eat("\\u") {
            let low = self.hex()?.checked_sub(0xDC00).filter(|low| *low < 0x400);
            low.map_or(0xD800, |low| 0x1_0000 + ((high - 0xD800) << 10) + low)
        } else {
            high
        };
        char::from_u32(code).ok_or_else(|| self.error("half of a surrogate pair"))
    }

    fn hex(&mut self) -> Result<u32, Error> {
        let digits = self.rest().get(..4).filter(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()));
        let number = digits.and_then(|digits| u32::from_str_radix(digits, 16).ok());
        let number = number.ok_or_else(|| self.error("`\\u` needs four hexadecimal digits"))?;
        self.at += 4;
        Ok(number)
    }
}
