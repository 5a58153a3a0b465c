//! base64 (RFC 4648): text in, bytes out, and back.
//!
//! What is read may use either alphabet, but not both, and may leave out the padding. Services differ, and a wrong guess would
//! lose data that is perfectly clear.

const STANDARD: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const URL: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// The bytes that a text encodes.
pub(crate) fn decode(text: &str) -> Option<Vec<u8>> {
    let digits = match (text.strip_suffix("=="), text.strip_suffix('=')) {
        (Some(digits), _) => (digits.len() % 4 == 2).then_some(digits)?,
        (None, Some(digits)) => (digits.len() % 4 == 3).then_some(digits)?,
        (None, None) => text,
    };
    let (standard, url) = (digits.contains(['+', '/']), digits.contains(['-', '_']));
    if digits.len() % 4 == 1 || (standard && url) {
        return None;
    }
    let mut bytes = Vec::with_capacity(digits.len() / 4 * 3 + 2);
    let (mut bits, mut count) = (0_u32, 0);
    for byte in digits.bytes() {
        bits = (bits << 6 | u32::from(digit(byte)?)) & 0xffff;
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.extend(u8::try_from((bits >> count) & 0xff));
        }
    }
    Some(bytes)
}

fn digit(byte: u8) -> Option<u8> {
    Some(match byte {
        b'A'..=b'Z' => byte - b'A',
        b'a'..=b'z' => byte - b'a' + 26,
        b'0'..=b'9' => byte - b'0' + 52,
        b'+' | b'-' => 62,
        b'/' | b'_' => 63,
        _ => return None,
    })
}

/// The text of some bytes: the standard alphabet with padding, or the one for URLs without.
pub(crate) fn encode(bytes: &[u8], url: bool) -> String {
    let alphabet = if url { URL } else { STANDARD };
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let bits = (0..3).fold(0_u32, |bits, at| bits << 8 | u32::from(chunk.get(at).copied().unwrap_or(0)));
        for at in 0..4 {
            let index = usize::try_from(bits >> (18 - 6 * at) & 63).unwrap_or(0);
            match alphabet.get(index) {
                Some(digit) if at <= chunk.len() => text.push(char::from(*digit)),
                _ if url => {}
                _ => text.push('='),
            }
        }
    }
    text
}
