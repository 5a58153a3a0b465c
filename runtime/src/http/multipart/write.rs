//! Several parts on their way out: parts in; the body, and the media type with the boundary that it is written with, out.

use std::collections::BTreeSet;
use std::fmt::Write;

use bytes::Bytes;
use http::header;

use super::{Multipart, MultipartPart};
use crate::http::body::{essence, media_matches, parameters};
use crate::text::is_token;

/// The `Content-Type` and the body.
pub(in crate::http) fn body(media_type: &str, body: &Multipart) -> (String, Bytes) {
    let declared = parameters(media_type).find(|(name, _)| name.eq_ignore_ascii_case("boundary")).map(|(_, value)| value);
    let boundary = match declared.filter(|boundary| is_boundary(boundary) && is_free(boundary, body)) {
        Some(boundary) => boundary.to_owned(),
        None => free(body),
    };
    let is_form = media_matches("multipart/form-data", media_type);
    let mut out = Vec::new();
    for part in &body.parts {
        out.extend_from_slice(format!("--{boundary}\r\n").as_bytes());
        if let Some(disposition) = disposition(part, is_form) {
            out.extend_from_slice(format!("content-disposition: {disposition}\r\n").as_bytes());
        }
        for (name, value) in &part.headers {
            for bytes in [name.as_str().as_bytes(), b": ", value.as_bytes(), b"\r\n"] {
                out.extend_from_slice(bytes);
            }
        }
        out.extend_from_slice(b"\r\n");
        out.extend_from_slice(&part.bytes);
        out.extend_from_slice(b"\r\n");
    }
    out.extend_from_slice(format!("--{boundary}--\r\n").as_bytes());
    (content_type(media_type, &boundary, body), Bytes::from(out))
}

/// Whether a text can be a boundary (RFC 2046, section 5.1.1).
fn is_boundary(text: &str) -> bool {
    let is_known = |letter: char| letter.is_ascii_alphanumeric() || "'()+_,-./:=? ".contains(letter);
    (1..=70).contains(&text.len()) && text.chars().all(is_known) && !text.ends_with(' ')
}

/// A boundary that is found in no part, with the least number for which that holds: the same parts are written the same way.
fn free(body: &Multipart) -> String {
    if is_free("part", body) {
        return "part".to_owned();
    }
    let taken: BTreeSet<u64> = texts(body).flat_map(taken).collect();
    let number = (1..).zip(&taken).find(|(number, taken)| number != *taken).map_or(taken.len() as u64 + 1, |(number, _)| number);
    format!("part-{number}")
}

/// The numbers that a text has after `--part-`: `12` is found as `1` too.
fn taken(text: &[u8]) -> impl Iterator<Item = u64> {
    const START: &[u8] = b"--part-";
    let starts = text.windows(START.len()).enumerate().filter(|(_, bytes)| *bytes == START).map(|(at, _)| at + START.len());
    starts.flat_map(|at| {
        // The number that is chosen is small: digits after the eighteenth do not matter.
        let digits = text.get(at..).unwrap_or_default().iter().take_while(|byte| byte.is_ascii_digit()).take(18);
        digits.scan(0, |number: &mut u64, digit| {
            *number = *number * 10 + u64::from(digit - b'0');
            (*number > 0).then_some(*number)
        })
    })
}

fn is_free(boundary: &str, body: &Multipart) -> bool {
    let delimiter = format!("--{boundary}");
    !texts(body).any(|text| text.windows(delimiter.len()).any(|bytes| bytes == delimiter.as_bytes()))
}

/// Everything that a delimiter could be mistaken for: names of headers may start with hyphens too.
fn texts(body: &Multipart) -> impl Iterator<Item = &[u8]> {
    let names = body.parts.iter().flat_map(|part| part.headers.keys()).map(|name| name.as_str().as_bytes());
    body.parts.iter().map(|part| &*part.bytes).chain(names)
}

/// The media type with the boundary. `multipart/related` also says what its first part is (RFC 2387).
fn content_type(media_type: &str, boundary: &str, body: &Multipart) -> String {
    let mut out = essence(media_type).to_owned();
    let own = parameters(media_type).filter(|(name, _)| !name.eq_ignore_ascii_case("boundary"));
    for (name, value) in own {
        let _ = write!(out, "; {name}=\"{value}\"");
    }
    let says_root = parameters(media_type).any(|(name, _)| name.eq_ignore_ascii_case("type"));
    let root = body.parts.first().and_then(MultipartPart::content_type).map(essence);
    if let Some(root) = root.filter(|root| !says_root && root.chars().all(|letter| is_token(letter) || letter == '/'))
        && media_matches("multipart/related", media_type)
    {
        let _ = write!(out, "; type=\"{root}\"");
    }
    let quotes = if boundary.chars().all(is_token) { "" } else { "\"" };
    let _ = write!(out, "; boundary={quotes}{boundary}{quotes}");
    out
}

/// What a part is called, where its headers do not say it.
fn disposition(part: &MultipartPart, is_form: bool) -> Option<String> {
    if part.headers.contains_key(header::CONTENT_DISPOSITION) {
        return None;
    }
    let is_named = is_form || !part.name.is_empty();
    let mut out = if is_named { format!("form-data; name=\"{}\"", escaped(&part.name)) } else { "attachment".to_owned() };
    if let Some(filename) = &part.filename {
        let _ = write!(out, "; filename=\"{}\"", escaped(filename));
    }
    (is_named || part.filename.is_some()).then_some(out)
}

/// As browsers write names; other control characters cannot be part of a header.
fn escaped(name: &str) -> String {
    let escaped = name.replace('"', "%22").replace('\r', "%0D").replace('\n', "%0A");
    escaped.replace(|letter: char| letter.is_ascii_control() && letter != '\t', " ")
}
