//! The JSON reader: a position in a text, moved forward value by value.

use std::borrow::Cow;

use super::error::{JsonType, ReadError, ReadErrorKind};
use super::{Read, words};
use crate::stack;

/// How deeply arrays and objects may be nested.
const MAX_DEPTH: u32 = 128;

/// How many bytes may be read again in trials: so many, and so many times the text. Alternatives within alternatives take time by
/// the power of their depth, and whoever sends the text chooses the depth.
const TRIALS: (usize, usize) = (4 << 20, 64);

/// Reads JSON from a text.
///
/// Every method takes the next value, after white space. When one has failed, the reader stands anywhere: only the error is of use.
#[derive(Clone, Debug)]
pub struct Reader<'a> {
    pub(super) text: &'a str,
    /// Where the reader stands.
    pub(super) at: usize,
    /// Where the current value begins.
    pub(super) start: usize,
    /// Offset of the text in the whole of it, for readers made by [`Reader::sub`].
    base: usize,
    depth: u32,
    /// The address that the stack must not grow below.
    floor: usize,
    skipped: usize,
    /// Members that must not be there are skipped.
    pub(super) lenient: bool,
    /// A float was read that is only near the number in the text, so rules have to be asked of the text.
    pub(super) rounded: bool,
    /// Bytes that may still be given to trial readings.
    trials: usize,
}

impl<'a> Reader<'a> {
    /// A reader at the start of a JSON text, behind a byte order mark, which RFC 8259 lets a reader pass. The only place where UTF-8 is checked.
    pub fn new(bytes: &'a [u8]) -> Result<Self, ReadError> {
        match std::str::from_utf8(bytes) {
            Ok(text) => Ok(Self { at: if text.starts_with('\u{feff}') { 3 } else { 0 }, ..Self::from_text(text) }),
            Err(error) => Err(ReadError::new(error.valid_up_to(), ReadErrorKind::Utf8)),
        }
    }

    /// A reader at the start of a JSON text.
    pub fn from_text(text: &'a str) -> Self {
        let trials = text.len().saturating_mul(TRIALS.1).saturating_add(TRIALS.0);
        let floor = stack::floor(stack::READING);
        Self { text, at: 0, start: 0, base: 0, depth: 0, floor, skipped: 0, lenient: false, rounded: false, trials }
    }

    pub(super) fn bytes(&self) -> &'a [u8] {
        self.text.as_bytes()
    }

    /// A piece of the text between two places that are known to be character boundaries.
    pub(super) fn slice(&self, start: usize, end: usize) -> &'a str {
        self.text.get(start..end).unwrap_or_default()
    }

    /// Passes white space and looks at the first byte of the next token, which becomes the current value.
    #[inline]
    pub(super) fn next(&mut self) -> Option<u8> {
        let byte = match self.bytes().get(self.at) {
            Some(byte) if *byte <= b' ' => self.pass_space(),
            byte => byte.copied(),
        };
        self.start = self.at;
        byte
    }

    /// Passes white space, and looks at what follows. Mostly that is one space, or a line break and indentation.
    #[inline(never)]
    fn pass_space(&mut self) -> Option<u8> {
        let bytes = self.bytes();
        let mut at = self.at;
        while let Some(b' ' | b'\n' | b'\t' | b'\r') = bytes.get(at) {
            at += 1;
            at += words::spaces(bytes.get(at..).unwrap_or_default());
        }
        self.at = at;
        bytes.get(at).copied()
    }

    /// The kind of the next value, judged by its first character.
    pub fn peek(&mut self) -> JsonType {
        match self.next() {
            Some(b'"') => JsonType::String,
            Some(b'{') => JsonType::Object,
            Some(b'[') => JsonType::Array,
            Some(b'-' | b'0'..=b'9') => JsonType::Number,
            Some(b't' | b'f') => JsonType::Boolean,
            Some(b'n') => JsonType::Null,
            _ => JsonType::Nothing,
        }
    }

    /// Takes a `null` if it is next, and says whether it was.
    pub fn null(&mut self) -> bool {
        self.next() == Some(b'n') && self.literal("null").is_ok()
    }

    /// Reads the next value as any type.
    pub fn read<T: Read>(&mut self) -> Result<T, ReadError> {
        T::read(self)
    }

    /// Reads an object. The closure gets each member's position in `keys` (`keys.len()` if it is none of them) and its name, and
    /// must take its value. Fastest when members come in the order of `keys`. Of members with the same name, all are given.
    pub fn object(
        &mut self,
        keys: &[&str],
        f: &mut dyn FnMut(&mut Reader<'a>, usize, &str) -> Result<(), ReadError>,
    ) -> Result<(), ReadError> {
        self.keyed(keys, f)
    }

    /// [`Reader::object`], compiled for one closure: where that pays.
    #[inline]
    pub(super) fn keyed(
        &mut self,
        keys: &[&str],
        mut f: impl FnMut(&mut Reader<'a>, usize, &str) -> Result<(), ReadError>,
    ) -> Result<(), ReadError> {
        let mut hint = 0;
        let mut more = self.opens()?;
        while more {
            match keys.get(hint).filter(|key| self.is_here(key)) {
                // Members mostly come in the order of the keys.
                Some(key) => {
                    self.at += key.len() + 2;
                    self.colon()?;
                    hint += 1;
                    f(self, hint - 1, key).map_err(|error| error.within(key))?;
                }
                None => {
                    let name = self.name()?;
                    let index = find(keys, &name, hint);
                    if index < keys.len() {
                        hint = index + 1;
                    }
                    f(self, index, &name).map_err(|error| error.within(&name))?;
                }
            }
            more = self.closes()?;
        }
        Ok(())
    }

    /// Reads an object by the names it has; they are borrowed from the text where nothing in them is escaped. The closure must take
    /// the value.
    #[inline]
    pub(crate) fn members(
        &mut self,
        mut f: impl FnMut(&mut Reader<'a>, &Cow<'a, str>) -> Result<(), ReadError>,
    ) -> Result<(), ReadError> {
        let mut more = self.opens()?;
        while more {
            let name = self.name()?;
            f(self, &name).map_err(|error| error.within(&name))?;
            more = self.closes()?;
        }
        Ok(())
    }

    /// Passes the opening brace of an object; `false` if it has no members. The next member's name, if there is one, is next.
    #[inline]
    fn opens(&mut self) -> Result<bool, ReadError> {
        if self.next() != Some(b'{') {
            return Err(self.wrong_type("object"));
        }
        self.enter()?;
        if self.next() == Some(b'}') {
            self.leave();
            return Ok(false);
        }
        Ok(true)
    }

    /// Passes what follows a member; `false` when that was the last one.
    #[inline]
    fn closes(&mut self) -> Result<bool, ReadError> {
        let more = self.comma(b'}', "`,` or `}`")?;
        if more {
            self.next();
        } else {
            self.leave();
        }
        Ok(more)
    }

    /// Whether a name, in which nothing has to be escaped, is the string that begins here.
    #[inline]
    fn is_here(&self, name: &str) -> bool {
        let string = self.bytes().get(self.at..self.at + name.len() + 2);
        string.is_some_and(|string| {
            string.first() == Some(&b'"') && string.last() == Some(&b'"') && string.get(1..=name.len()) == Some(name.as_bytes())
        })
    }

    /// The name of a member.
    fn name(&mut self) -> Result<Cow<'a, str>, ReadError> {
        if self.next() != Some(b'"') {
            return Err(self.syntax("a member name"));
        }
        let name = self.string()?;
        self.colon()?;
        Ok(name)
    }

    #[inline]
    fn colon(&mut self) -> Result<(), ReadError> {
        if self.next() != Some(b':') {
            return Err(self.syntax("`:`"));
        }
        // Where there is white space, it mostly is one space.
        let space = self.bytes().get(self.at + 1) == Some(&b' ');
        self.at += 1 + usize::from(space);
        Ok(())
    }

    /// Reads an array. The closure must take one item.
    pub fn array(&mut self, f: &mut dyn FnMut(&mut Reader<'a>) -> Result<(), ReadError>) -> Result<(), ReadError> {
        if self.next() != Some(b'[') {
            return Err(self.wrong_type("array"));
        }
        self.enter()?;
        let mut index = 0_usize;
        let mut more = self.next() != Some(b']');
        while more {
            f(self).map_err(|error| error.within(&index.to_string()))?;
            index += 1;
            more = self.comma(b']', "`,` or `]`")?;
        }
        self.leave();
        Ok(())
    }

    /// Passes an opening bracket.
    #[inline]
    fn enter(&mut self) -> Result<(), ReadError> {
        if self.depth >= MAX_DEPTH || stack::is_below(self.floor) {
            return Err(ReadError::new(self.offset(), ReadErrorKind::TooDeep));
        }
        self.depth += 1;
        self.at += 1;
        Ok(())
    }

    /// Passes a closing bracket.
    #[inline]
    fn leave(&mut self) {
        self.depth -= 1;
        self.at += 1;
    }

    /// Passes a comma; `false` before the closing bracket.
    #[inline]
    fn comma(&mut self, close: u8, expected: &'static str) -> Result<bool, ReadError> {
        match self.next() {
            Some(b',') => {
                self.at += 1;
                Ok(true)
            }
            Some(byte) if byte == close => Ok(false),
            _ => Err(self.syntax(expected)),
        }
    }

    /// Takes the next value unread and counts it, see [`Reader::skipped`].
    pub fn skip(&mut self) -> Result<(), ReadError> {
        self.skipped += 1;
        self.pass()
    }

    /// How many values were skipped so far. Of several readings of one text, the one that skips least keeps most.
    pub fn skipped(&self) -> usize {
        self.skipped
    }

    /// Counts what a reader made by [`Reader::sub`] has skipped, when its reading is the one that is kept.
    pub fn add_skipped(&mut self, count: usize) {
        self.skipped += count;
    }

    /// Takes the next value and gives its text.
    pub fn raw(&mut self) -> Result<&'a str, ReadError> {
        self.next();
        let start = self.at;
        self.pass()?;
        self.start = start;
        Ok(self.slice(start, self.at))
    }

    /// A reader for the text of one value that [`Reader::raw`] gave, to try a reading. Nothing has been skipped in it so far.
    #[must_use]
    pub fn sub(&self, raw: &'a str) -> Reader<'a> {
        let base = self.base + (raw.as_ptr().addr()).saturating_sub(self.text.as_ptr().addr());
        Reader { text: raw, at: 0, start: 0, base, skipped: 0, ..*self }
    }

    /// Tries to read the text of one value that [`Reader::raw`] gave. The second result is how many values were skipped.
    pub(super) fn trial<T>(
        &mut self,
        raw: &'a str,
        attempt: impl FnOnce(&mut Reader<'_>) -> Result<T, ReadError>,
    ) -> (Result<T, ReadError>, usize) {
        let Some(left) = self.trials.checked_sub(raw.len()) else {
            return (Err(self.invalid("there are too many alternatives within alternatives")), 0);
        };
        self.trials = left;
        let mut reader = self.sub(raw);
        let result = attempt(&mut reader);
        self.trials = reader.trials;
        self.rounded |= reader.rounded;
        (result, reader.skipped)
    }

    /// The address that the stack must not grow below.
    pub(crate) fn stack_floor(&self) -> usize {
        self.floor
    }

    /// Checks that nothing but white space is left.
    pub fn finish(&mut self) -> Result<(), ReadError> {
        match self.next() {
            None => Ok(()),
            Some(_) => Err(self.syntax("the end of the text")),
        }
    }

    /// Offset of the current value in the whole text.
    pub fn offset(&self) -> usize {
        self.base + self.start
    }

    /// The value of a member that must be there.
    pub fn required<T>(&self, value: Option<T>, name: &'static str) -> Result<T, ReadError> {
        match value {
            Some(value) => Ok(value),
            None => Err(self.missing(name)),
        }
    }

    #[cold]
    fn missing(&self, name: &str) -> ReadError {
        ReadError::new(self.offset(), ReadErrorKind::Missing(name.to_owned()))
    }

    /// The error for a member that must not be there.
    #[cold]
    pub fn unknown_member(&self, name: &str) -> ReadError {
        ReadError::new(self.offset(), ReadErrorKind::Unknown(name.to_owned()))
    }

    /// The error for a current value that breaks the rules of its type; the message is a sentence.
    #[cold]
    pub fn invalid(&self, message: &str) -> ReadError {
        ReadError::new(self.offset(), ReadErrorKind::Invalid(message.to_owned()))
    }

    /// The error for a next value that is not of the type expected.
    #[cold]
    pub fn wrong_type(&mut self, expected: &'static str) -> ReadError {
        match self.peek() {
            JsonType::Nothing => self.syntax("a value"),
            found => ReadError::new(self.offset(), ReadErrorKind::Type { expected, found }),
        }
    }

    #[cold]
    pub(super) fn syntax(&self, expected: &'static str) -> ReadError {
        ReadError::new(self.base + self.at, ReadErrorKind::Syntax(expected))
    }

    #[cold]
    pub(super) fn out_of_range(&self, expected: &'static str) -> ReadError {
        ReadError::new(self.offset(), ReadErrorKind::Range { expected })
    }
}

/// Position of a name among the keys, `keys.len()` if it is none of them. Looks from `hint` on first.
fn find(keys: &[&str], name: &str, hint: usize) -> usize {
    if keys.get(hint).is_some_and(|key| *key == name) {
        return hint;
    }
    let (before, after) = keys.split_at_checked(hint).unwrap_or((keys, &[]));
    match after.iter().position(|key| *key == name) {
        Some(index) => hint + index,
        None => before.iter().position(|key| *key == name).unwrap_or(keys.len()),
    }
}
