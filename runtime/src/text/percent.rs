//! Percent-encoding: text of a URL to bytes and back.

use std::borrow::Cow;
use std::fmt::Write as _;

/// The decoded bytes, and for each where it starts in the text (with one more for the end). A `%` that starts no triplet stays.
pub(crate) fn decode(text: &str) -> (Vec<u8>, Vec<usize>) {
    let source = text.as_bytes();
    let (mut bytes, mut offsets) = (Vec::with_capacity(source.len()), Vec::with_capacity(source.len() + 1));
    let mut at = 0;
    while let Some(&byte) = source.get(at) {
        offsets.push(at);
        let pair = (byte == b'%').then(|| Some((hex(*source.get(at + 1)?)?, hex(*source.get(at + 2)?)?))).flatten();
        bytes.push(pair.map_or(byte, |(high, low)| high * 16 + low));
        at += if pair.is_some() { 3 } else { 1 };
    }
    offsets.push(at);
    (bytes, offsets)
}

/// The text with every byte encoded that does not stay.
pub(crate) fn encode(text: &str, stays: impl Fn(u8) -> bool) -> Cow<'_, str> {
    if text.bytes().all(&stays) {
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

fn hex(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok())
}
