//! Percent-encoding: URL text to text and back.

use std::borrow::Cow;
use std::fmt::Write as _;

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
    let (bytes, _) = decode_with_offsets(text);
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

/// The decoded bytes, and for each where it starts in the text (with one more for the end).
pub(super) fn decode_with_offsets(text: &str) -> (Vec<u8>, Vec<usize>) {
    let source = text.as_bytes();
    let (mut bytes, mut offsets) = (Vec::with_capacity(source.len()), Vec::with_capacity(source.len() + 1));
    let mut at = 0;
    while let Some(&byte) = source.get(at) {
        offsets.push(at);
        let pair = (byte == b'%').then(|| Some((hex(*source.get(at + 1)?)?, hex(*source.get(at + 2)?)?))).flatten();
        if let Some((high, low)) = pair {
            bytes.push(high * 16 + low);
            at += 3;
        } else {
            bytes.push(byte);
            at += 1;
        }
    }
    offsets.push(at);
    (bytes, offsets)
}

/// Encodes text as part of a path, query or cookie.
pub fn encode(text: &str, keep: Keep) -> Cow<'_, str> {
    let stays = |byte: u8| match keep {
        Keep::All => true,
        Keep::Unreserved => is_unreserved(byte),
        Keep::Reserved => is_unreserved(byte) || b":/?[]@!$'()*,;=".contains(&byte),
    };
    if text.bytes().all(stays) {
        return Cow::Borrowed(text);
    }
    let mut encoded = String::with_capacity(text.len() + 8);
    for byte in text.bytes() {
        if stays(byte) {
            encoded.push(char::from(byte));
        } else {
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    Cow::Owned(encoded)
}

fn is_unreserved(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"-._~".contains(&byte)
}

fn hex(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok())
}
