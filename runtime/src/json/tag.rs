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

/// Reads the variant that the tag names. Of tags in one object the last counts, as of all members of one name.
pub fn read_tagged<T: Tagged>(r: &mut Reader<'_>) -> Result<T, ReadError> {
    let mut ahead = r.clone();
    let tag = r.tag(T::PROPERTY);
    let read = attempt::<T>(tag.as_deref())(r);
    if read.is_ok() && !ahead.may_say_again(T::PROPERTY, r.at) {
        return read;
    }
    let last = match ahead.last_tag(T::PROPERTY) {
        Ok(last) if last != tag => last,
        _ => return read,
    };
    let raw = ahead.raw()?;
    r.at = ahead.at;
    let (read, skipped) = r.trial(raw, attempt::<T>(last.as_deref()));
    r.add_skipped(skipped);
    read
}

/// How to read the type that a tag names.
fn attempt<T: Tagged>(tag: Option<&str>) -> Attempt<T> {
    let named =
        |tag: &&str, text: &str| if T::TYPE_NAMES { type_name(tag).eq_ignore_ascii_case(type_name(text)) } else { *tag == text };
    let attempt = tag.and_then(|text| T::TYPES.iter().find(|(tags, _)| tags.iter().any(|tag| named(tag, text))));
    attempt.map_or(T::OTHER, |(_, attempt)| *attempt)
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

    /// As [`Reader::tag`], of the last member of this name.
    fn last_tag(&self, property: &str) -> Result<Option<String>, ReadError> {
        let mut found = None;
        self.clone().object(&[property], &mut |r, index, _| {
            if index == 1 {
                return r.pass();
            }
            found = None;
            if r.peek() != JsonType::String {
                return r.pass();
            }
            found = Some(r.string()?.into_owned());
            Ok(())
        })?;
        Ok(found)
    }

    /// Whether the text from here to `end` may have two members of this name: it is there twice, or something is escaped.
    fn may_say_again(&self, property: &str, end: usize) -> bool {
        let text = self.slice(self.at, end);
        text.match_indices(property).nth(1).is_some() || text.contains('\\')
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
