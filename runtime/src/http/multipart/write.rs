//! Several parts on their way out: parts in; the body, and the media type with the boundary that it is written with, out.

use std::fmt::Write;

use bytes::Bytes;
use http::header;

use super::{Multipart, MultipartPart};
use crate::http::body::{media_matches, parameters};

/// The `Content-Type` and the body.
pub(in crate::http) fn body(media_type: &str, body: &Multipart) -> (String, Bytes) {
    let declared = parameters(media_type).find(|(name, _)| name.eq_ignore_ascii_case("boundary")).map(|(_, value)| value);
    let boundary = match declared.filter(|boundary| !boundary.is_empty() && is_free(boundary, body)) {
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

/// A boundary that is found in no part: the same parts are written the same way.
fn free(body: &Multipart) -> String {
    let mut boundary = "part".to_owned();
    let mut count = 0_usize;
    while !is_free(&boundary, body) {
        count += 1;
        boundary = format!("part-{count}");
    }
    boundary
}

fn is_free(boundary: &str, body: &Multipart) -> bool {
    let delimiter = format!("--{boundary}");
    !body.parts.iter().any(|part| part.bytes.windows(delimiter.len()).any(|bytes| bytes == delimiter.as_bytes()))
}

/// The media type with the boundary. `multipart/related` also says what its first part is (RFC 2387).
fn content_type(media_type: &str, boundary: &str, body: &Multipart) -> String {
    let mut out = media_type.split(';').next().unwrap_or(media_type).trim().to_owned();
    let own = parameters(media_type).filter(|(name, _)| !name.eq_ignore_ascii_case("boundary"));
    for (name, value) in own {
        let _ = write!(out, "; {name}=\"{value}\"");
    }
    let says_root = parameters(media_type).any(|(name, _)| name.eq_ignore_ascii_case("type"));
    if media_matches("multipart/related", media_type)
        && !says_root
        && let Some(root) = body.parts.first().and_then(MultipartPart::content_type)
    {
        let _ = write!(out, "; type=\"{}\"", root.replace('"', "'"));
    }
    let _ = write!(out, "; boundary={boundary}");
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

/// As browsers write names; other control characters are no part of any.
fn escaped(name: &str) -> String {
    let escaped = name.replace('"', "%22").replace('\r', "%0D").replace('\n', "%0A");
    escaped.replace(|letter: char| letter.is_control(), " ")
}
