//! The words of JSON: white space, strings, numbers, `true`, `false`, `null`; and how to say what was found instead.

use crate::source::{DocId, Kind, Location, Problem, ProblemKind, Span, Syntax};

/// A mistake that ends the reading; boxed, because results are passed up through every level.
pub(super) struct Fault(Box<Problem>);

impl From<Fault> for Problem {
    fn from(fault: Fault) -> Self {
        *fault.0
    }
}

/// A place in the text.
pub(super) struct Cursor<'t> {
    doc: DocId,
    text: &'t str,
    at: usize,
}

impl<'t> Cursor<'t> {
    /// Starts at the beginning of `text`, after a byte order mark if there is one.
    pub(super) fn new(doc: DocId, text: &'t str) -> Self {
        Self { doc, text, at: if text.starts_with('\u{feff}') { 3 } else { 0 } }
    }

    pub(super) fn doc(&self) -> DocId {
        self.doc
    }

    pub(super) fn at(&self) -> usize {
        self.at
    }

    pub(super) fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    pub(super) fn bump(&mut self) {
        self.at += 1;
    }

    pub(super) fn skip_space(&mut self) {
        let rest = self.rest();
        let space = rest.iter().position(|byte| !matches!(byte, b' ' | b'\n' | b'\r' | b'\t'));
        self.at += space.unwrap_or(rest.len());
    }

    fn rest(&self) -> &'t [u8] {
        self.text.as_bytes().get(self.at..).unwrap_or_default()
    }

    fn slice(&self, start: usize, end: usize) -> &'t str {
        self.text.get(start..end).unwrap_or_default()
    }

    /// Reads the string that starts here with a quote.
    pub(super) fn string(&mut self) -> Result<Box<str>, Fault> {
        let open = self.at;
        self.at += 1;
        let start = self.at;
        self.plain();
        if self.peek() == Some(b'"') {
            self.at += 1;
            return Ok(self.slice(start, self.at - 1).into());
        }
        let mut out = String::from(self.slice(start, self.at));
        loop {
            match self.peek() {
                Some(b'"') => {
                    self.at += 1;
                    return Ok(out.into());
                }
                Some(b'\\') => out.push(self.escape()?),
                None | Some(b'\n' | b'\r') => {
                    return Err(self.syntax(Span::new(open, self.at), "the closing quote of a string is missing"));
                }
                Some(byte) => {
                    let message = format!("the control character U+{byte:04X} in a string must be written `\\u{byte:04x}`");
                    return Err(self.syntax(self.here(), message));
                }
            }
            let start = self.at;
            self.plain();
            out.push_str(self.slice(start, self.at));
        }
    }

    /// Steps over the characters of a string that stand for themselves.
    fn plain(&mut self) {
        let rest = self.rest();
        let length = rest.iter().position(|byte| matches!(byte, b'"' | b'\\' | 0..=0x1f));
        self.at += length.unwrap_or(rest.len());
    }

    /// Reads the escape sequence that starts here with a backslash.
    fn escape(&mut self) -> Result<char, Fault> {
        let start = self.at;
        let letter = self.text.as_bytes().get(start + 1).copied();
        self.at += 2;
        match letter {
            Some(byte @ (b'"' | b'\\' | b'/')) => Ok(char::from(byte)),
            Some(b'b') => Ok('\u{8}'),
            Some(b'f') => Ok('\u{c}'),
            Some(b'n') => Ok('\n'),
            Some(b'r') => Ok('\r'),
            Some(b't') => Ok('\t'),
            Some(b'u') => self.unicode_escape(start),
            _ => {
                let end = start + 1 + self.char_at(start + 1).map_or(0, char::len_utf8);
                Err(self.syntax(Span::new(start, end), format!("`{}` is not an escape sequence", self.slice(start, end))))
            }
        }
    }

    /// Reads the digits after `\u`, and the second half of a surrogate pair.
    fn unicode_escape(&mut self, start: usize) -> Result<char, Fault> {
        let first = self.hex(start)?;
        let lone = |cursor: &Self| {
            let message = format!("`{}` is half of a surrogate pair and stands alone", cursor.slice(start, start + 6));
            cursor.syntax(Span::new(start, start + 6), message)
        };
        if !(0xd800..0xdc00).contains(&first) {
            return char::from_u32(first).ok_or_else(|| lone(self));
        }
        if !self.rest().starts_with(b"\\u") {
            return Err(lone(self));
        }
        let second_start = self.at;
        self.at += 2;
        let second = self.hex(second_start)?;
        if !(0xdc00..0xe000).contains(&second) {
            return Err(lone(self));
        }
        char::from_u32(0x1_0000 + ((first - 0xd800) << 10) + (second - 0xdc00)).ok_or_else(|| lone(self))
    }

    fn hex(&mut self, start: usize) -> Result<u32, Fault> {
        let digits = self.rest().get(..4).filter(|digits| digits.iter().all(u8::is_ascii_hexdigit));
        let Some(digits) = digits else {
            return Err(self.syntax(Span::new(start, start + 2), "four hexadecimal digits must follow `\\u`"));
        };
        self.at += 4;
        Ok(digits.iter().fold(0, |value, digit| value * 16 + char::from(*digit).to_digit(16).unwrap_or(0)))
    }

    /// Reads the number that starts here with a digit or a minus sign.
    pub(super) fn number(&mut self) -> Result<Box<str>, Fault> {
        let start = self.at;
        self.take(b"-");
        let leading_zero = self.peek() == Some(b'0');
        let whole = self.digits(start)?;
        if leading_zero && whole > 1 {
            return Err(self.bad_number(start, "a number must not have leading zeros"));
        }
        if self.take(b".") {
            self.digits(start)?;
        }
        if self.take(b"eE") {
            self.take(b"+-");
            self.digits(start)?;
        }
        if matches!(self.peek(), Some(b'.' | b'_' | b'+' | b'a'..=b'z' | b'A'..=b'Z')) {
            return Err(self.bad_number(start, "this is not a number"));
        }
        Ok(self.slice(start, self.at).into())
    }

    fn take(&mut self, any: &[u8]) -> bool {
        let found = self.peek().is_some_and(|byte| any.contains(&byte));
        self.at += usize::from(found);
        found
    }

    /// Steps over one digit or more and says how many.
    fn digits(&mut self, start: usize) -> Result<usize, Fault> {
        let rest = self.rest();
        let count = rest.iter().position(|byte| !byte.is_ascii_digit()).unwrap_or(rest.len());
        self.at += count;
        if count == 0 { Err(self.bad_number(start, "a digit is missing in a number")) } else { Ok(count) }
    }

    fn bad_number(&mut self, start: usize, message: &str) -> Fault {
        let more = |byte: &u8| byte.is_ascii_alphanumeric() || b".+-_".contains(byte);
        self.at += self.rest().iter().take_while(|byte| more(byte)).count();
        self.syntax(Span::new(start, self.at), message)
    }

    /// Reads `true`, `false` or `null`; everything else that can start here is a mistake.
    pub(super) fn word(&mut self) -> Result<Kind, Fault> {
        let letters = self.rest().iter().take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'_').count();
        let word = self.slice(self.at, self.at + letters);
        let kind = match word {
            "true" => Kind::Bool(true),
            "false" => Kind::Bool(false),
            "null" => Kind::Null,
            "" => return Err(self.no_value()),
            _ => {
                let span = Span::new(self.at, self.at + letters);
                return Err(self.syntax(span, format!("expected a value, found `{}`", shortened(word))));
            }
        };
        self.at += letters;
        Ok(kind)
    }

    fn no_value(&self) -> Fault {
        match self.peek() {
            Some(b'\'') => self.syntax(self.here(), "strings are written in double quotes"),
            Some(b'/' | b'#') => self.syntax(self.here(), "comments are not allowed"),
            _ => self.unexpected("a value"),
        }
    }

    fn char_at(&self, at: usize) -> Option<char> {
        self.text.get(at..).and_then(|rest| rest.chars().next())
    }

    /// The character that starts here; an empty range at the end.
    pub(super) fn here(&self) -> Span {
        Span::new(self.at, self.at + self.char_at(self.at).map_or(0, char::len_utf8))
    }

    pub(super) fn fault(&self, span: Span, kind: ProblemKind) -> Fault {
        Fault(Box::new(Problem::new(Location { doc: self.doc, span }, kind)))
    }

    pub(super) fn syntax(&self, span: Span, message: impl Into<String>) -> Fault {
        self.fault(span, ProblemKind::Syntax { syntax: Syntax::Json, message: message.into() })
    }

    /// Something else than `expected` stands here.
    pub(super) fn unexpected(&self, expected: &str) -> Fault {
        let found = match self.char_at(self.at) {
            None => "the end of the text".to_owned(),
            Some(c) if c.is_control() || c.is_whitespace() || c == '\u{feff}' => format!("the character U+{:04X}", u32::from(c)),
            Some('`') => "a backquote".to_owned(),
            Some(c) => format!("`{c}`"),
        };
        self.syntax(self.here(), format!("expected {expected}, found {found}"))
    }

    /// The text ends before what was opened at `open` is closed.
    pub(super) fn unclosed(&self, open: usize) -> Fault {
        let span = Span::new(open, open + 1);
        let mut fault = self.syntax(self.here(), format!("the text ends before this `{}` is closed", self.slice(open, open + 1)));
        fault.0.also = Some(Location { doc: self.doc, span });
        fault
    }
}

/// At most the first 40 characters.
fn shortened(word: &str) -> String {
    if word.chars().count() <= 40 { word.to_owned() } else { word.chars().take(40).chain(['…']).collect() }
}
