//! The JSON writer: values in, compact text out.

use std::fmt::{self, Write as _};

use super::{Map, Write};

/// Writes compact JSON.
#[derive(Clone, Debug, Default)]
pub struct Writer {
    text: String,
}

impl Writer {
    /// An empty text.
    pub fn new() -> Self {
        Self::default()
    }

    /// The text written.
    pub fn into_string(self) -> String {
        self.text
    }

    /// Writes text that is JSON already.
    pub fn raw(&mut self, json: &str) {
        self.text.push_str(json);
    }

    /// Writes a number by the way it is displayed.
    pub(super) fn number(&mut self, number: fmt::Arguments<'_>) {
        // Writing to a string does not fail.
        let _ = self.text.write_fmt(number);
    }

    /// Writes `null`.
    pub fn null(&mut self) {
        self.text.push_str("null");
    }

    /// Writes a string.
    pub fn string(&mut self, text: &str) {
        self.text.push('"');
        let mut rest = text;
        while let Some(at) = rest.bytes().position(|b| matches!(b, b'"' | b'\\' | 0..0x20)) {
            let (plain, tail) = rest.split_at_checked(at).unwrap_or((rest, ""));
            self.text.push_str(plain);
            let mut chars = tail.chars();
            if let Some(c) = chars.next() {
                self.escape(c);
            }
            rest = chars.as_str();
        }
        self.text.push_str(rest);
        self.text.push('"');
    }

    fn escape(&mut self, c: char) {
        match c {
            '"' => self.text.push_str("\\\""),
            '\\' => self.text.push_str("\\\\"),
            '\n' => self.text.push_str("\\n"),
            '\r' => self.text.push_str("\\r"),
            '\t' => self.text.push_str("\\t"),
            '\u{8}' => self.text.push_str("\\b"),
            '\u{c}' => self.text.push_str("\\f"),
            c => {
                let code = u32::from(c);
                self.text.push_str("\\u00");
                self.text.extend([code >> 4, code & 15].into_iter().filter_map(|digit| char::from_digit(digit, 16)));
            }
        }
    }

    /// Begins an object; it is complete when [`ObjectWriter::end`] is called or the object writer is dropped.
    pub fn object(&mut self) -> ObjectWriter<'_> {
        self.text.push('{');
        ObjectWriter { writer: self, empty: true }
    }

    /// How many bytes are written.
    pub(super) fn len(&self) -> usize {
        self.text.len()
    }

    /// What was written from a place on.
    pub(super) fn since(&self, start: usize) -> &str {
        self.text.get(start..).unwrap_or_default()
    }

    /// Puts text that is JSON at a place between two characters.
    pub(super) fn insert(&mut self, at: usize, json: &str) {
        if self.text.is_char_boundary(at) {
            self.text.insert_str(at, json);
        }
    }

    /// Begins an array to which items are added one by one, see [`Writer::object`].
    pub fn items(&mut self) -> ArrayWriter<'_> {
        self.text.push('[');
        ArrayWriter { writer: self, empty: true }
    }

    /// Writes an array.
    pub fn array<'t, T: Write + 't>(&mut self, items: impl IntoIterator<Item = &'t T>) {
        let mut array = self.items();
        for item in items {
            array.item(item);
        }
        array.end();
    }
}

/// Writes the members of an object.
#[derive(Debug)]
pub struct ObjectWriter<'w> {
    writer: &'w mut Writer,
    empty: bool,
}

impl ObjectWriter<'_> {
    /// Writes a member's name; its value must be written next.
    pub fn name(&mut self, name: &str) -> &mut Writer {
        if !self.empty {
            self.writer.text.push(',');
        }
        self.empty = false;
        self.writer.string(name);
        self.writer.text.push(':');
        self.writer
    }

    /// Writes a member.
    pub fn member(&mut self, name: &str, value: &dyn Write) {
        value.write(self.name(name));
    }

    /// Writes a member if it has a value.
    pub fn optional<T: Write>(&mut self, name: &str, value: &Option<T>) {
        if let Some(value) = value {
            self.member(name, value);
        }
    }

    /// Writes a member unless it is absent.
    pub fn maybe<T: Write>(&mut self, name: &str, value: &crate::Maybe<T>) {
        if !value.is_absent() {
            self.member(name, value);
        }
    }

    /// Writes all members of a map.
    pub fn rest<T: Write>(&mut self, members: &Map<T>) {
        for (name, value) in members {
            self.member(name, value);
        }
    }

    /// Ends the object.
    pub fn end(self) {}
}

impl Drop for ObjectWriter<'_> {
    fn drop(&mut self) {
        self.writer.text.push('}');
    }
}

/// Writes the items of an array.
#[derive(Debug)]
pub struct ArrayWriter<'w> {
    writer: &'w mut Writer,
    empty: bool,
}

impl ArrayWriter<'_> {
    /// Writes an item.
    pub fn item(&mut self, value: &dyn Write) {
        if !self.empty {
            self.writer.text.push(',');
        }
        self.empty = false;
        value.write(self.writer);
    }

    /// Ends the array.
    pub fn end(self) {}
}

impl Drop for ArrayWriter<'_> {
    fn drop(&mut self) {
        self.writer.text.push(']');
    }
}
