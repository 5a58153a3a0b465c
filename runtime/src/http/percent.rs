//! Percent-encoding: URL text to text and back.

use std::borrow::Cow;

use crate::text::{is_unreserved, percent};

/// What an encoded text keeps as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keep {
    /// Letters, digits and `-._~`.
    Unreserved,
    /// Those and what RFC 3986 reserves, but for `#`, `&` and `+`, which would end or change the value.
    Reserved,
    /// Everything: text that is not encoded at all, as in headers.
    All,
}

/// Decodes `%41`. A `%` that starts no triplet stays. `None` when the bytes are not UTF-8.
pub fn decode(text: &str) -> Option<Cow<'_, str>> {
    if !text.contains('%') {
        return Some(Cow::Borrowed(text));
    }
    let (bytes, _) = percent::decode(text);
    String::from_utf8(bytes).ok().map(Cow::Owned)
}

/// Decodes the text of a query or form: as [`decode`], and `+` is a space.
pub fn decode_form(text: &str) -> Option<Cow<'_, str>> {
    if !text.contains('+') {
        return decode(text);
    }
    let spaced = text.replace('+', " ");
    decode(&spaced).map(|text| Cow::Owned(text.into_owned()))
}

/// Encodes text as part of a path, query or cookie.
pub fn encode(text: &str, keep: Keep) -> Cow<'_, str> {
    let stays = |byte: u8| match keep {
        Keep::All => true,
        Keep::Unreserved => is_unreserved(char::from(byte)),
        Keep::Reserved => is_unreserved(char::from(byte)) || b":/?[]@!$'()*,;=".contains(&byte),
    };
    percent::encode(text, stays)
}
