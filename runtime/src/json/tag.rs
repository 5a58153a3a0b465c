//! Types that an object names in a member of its own: looking ahead for that member, and writing it where it is not written yet.

use super::choose::Attempt;
use super::error::{JsonType, ReadError};
use super::reader::Reader;
use super::writer::Writer;
use super::{Read, Write};

/// An enum over types that a tag tells apart.
pub trait Tagged: Sized + 'static {
    /// The member that holds the tag.
    const PROPERTY: &'static str;
    /// Tags are qualified type names, compared from `#` on and in any letter case.
    const TYPE_NAMES: bool;
    /// The types by their tags.
    const TYPES: &'static [(&'static [&'static str], Attempt<Self>)];
    /// The type of objects without a known tag.
    const OTHER: Attempt<Self>;

    /// The value, and the tag that belongs to it, if its variant has one.
    fn tagged(&self) -> (Option<&'static str>, &dyn Write);
}

/// Reads the variant that the tag names.
pub fn read_tagged<T: Tagged>(r: &mut Reader<'_>) -> Result<T, ReadError> {
    let named =
        |tag: &&str, text: &str| if T::TYPE_NAMES { type_name(tag).eq_ignore_ascii_case(type_name(text)) } else { *tag == text };
    let attempt = r.tag(T::PROPERTY).and_then(|text| T::TYPES.iter().find(|(tags, _)| tags.iter().any(|tag| named(tag, &text))));
    attempt.map_or(T::OTHER, |(_, attempt)| *attempt)(r)
}

/// Writes the variant's value, and its tag in front unless the value says it itself.
pub fn write_tagged<T: Tagged>(value: &T, w: &mut Writer) {
    match value.tagged() {
        (Some(tag), value) => w.tagged(T::PROPERTY, tag, value),
        (None, value) => value.write(w),
    }
}

/// Reads what is in a variant.
pub fn variant<T: Read, V>(r: &mut Reader<'_>, make: fn(T) -> V) -> Result<V, ReadError> {
    r.read().map(make)
}

impl Reader<'_> {
    /// The text of the first member of this name of the next object, if it is there and a string; nothing is taken.
    pub fn tag(&self, property: &str) -> Option<String> {
        let mut ahead = self.clone();
        if ahead.peek() != JsonType::Object {
            return None;
        }
        let mut found = None;
        // Ends by an error as soon as the member is found: the rest of the object is read later, by the variant.
        let _ = ahead.object(&[property], &mut |r, index, _| {
            if index == 1 {
                return r.pass();
            }
            found = r.string().ok().map(std::borrow::Cow::into_owned);
            Err(r.syntax("no more"))
        });
        found
    }
}

impl Writer {
    /// Writes an object with its tag in front, unless the tag is among its members.
    pub fn tagged(&mut self, property: &str, tag: &str, object: &dyn Write) {
        let start = self.len();
        object.write(self);
        let written = self.since(start);
        let is_object = written.starts_with('{');
        if !is_object || Reader::new(written.as_bytes()).is_ok_and(|r| r.tag(property).is_some()) {
            return;
        }
        let comma = if written == "{}" { "" } else { "," };
        let mut member = Writer::new();
        member.string(property);
        member.raw(":");
        member.string(tag);
        member.raw(comma);
        self.insert(start + 1, &member.into_string());
    }
}

/// The type name of a type URI such as `#ns.Type` or `https://host/$metadata#ns.Type`.
pub(crate) fn type_name(uri: &str) -> &str {
    uri.rsplit_once('#').map_or(uri, |(_, name)| name)
}
