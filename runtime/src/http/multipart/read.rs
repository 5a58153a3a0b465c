//! The wire format of several parts (RFC 2046, section 5.1): a body in, its parts out. Whatever the bytes are, the work is linear in them.

use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};

use super::{Multipart, MultipartPart};
use crate::http::body::{media_matches, parameters};
use crate::http::failure::{Failure, Kind};
use crate::text::is_token;

/// A part with more headers is refused.
const MAX_HEADERS: usize = 100;

/// A part with longer headers, taken together, is refused.
const MAX_HEADER_BYTES: usize = 16 * 1024;

/// The parts of a body of a `Content-Type`, unless they are more than a limit.
pub(super) fn body(content_type: &str, body: &Bytes, limit: usize) -> Result<Multipart, Failure> {
    let boundary = parameters(content_type).find(|(name, _)| name.eq_ignore_ascii_case("boundary")).map(|(_, value)| value);
    let Some(boundary) = boundary.filter(|value| !value.is_empty()) else {
        return Err(malformed("The `Content-Type` of the request body names no boundary."));
    };
    let is_form = media_matches("multipart/form-data", content_type);
    let mut parts = Vec::new();
    let mut delimiter = delimiter(body, boundary, 0).ok_or_else(unclosed)?;
    while !delimiter.is_last {
        let next = self::delimiter(body, boundary, delimiter.end).ok_or_else(unclosed)?;
        if parts.len() == limit {
            return Err(too_large(format!("The request body has more than {limit} parts.")));
        }
        // The line end before a delimiter belongs to it.
        let range = delimiter.end..next.start.saturating_sub(2).max(delimiter.end);
        let part = part(&body.slice(range))?;
        if is_form && part.headers.is_empty() {
            return Err(malformed("A part of the request body has no headers."));
        }
        parts.push(part);
        delimiter = next;
    }
    Ok(Multipart { parts })
}

fn unclosed() -> Failure {
    malformed("The request body has no closing boundary.")
}

fn malformed(message: &str) -> Failure {
    Failure::of(StatusCode::BAD_REQUEST, Kind::Malformed, message)
}

fn too_large(message: String) -> Failure {
    Failure::of(StatusCode::PAYLOAD_TOO_LARGE, Kind::TooLarge, message)
}

/// A line between parts.
struct Delimiter {
    start: usize,
    /// Where the part after it starts.
    end: usize,
    is_last: bool,
}

/// The first delimiter from the start of some line on: nothing but blanks may follow a boundary in its line. What is behind the last
/// one may also be the end, or a line end of another kind.
fn delimiter(body: &[u8], boundary: &str, mut line: usize) -> Option<Delimiter> {
    loop {
        let rest = body.get(line..)?;
        let end = line_end(rest);
        let text = rest.get(..end.unwrap_or(rest.len()))?;
        let after = text.strip_prefix(b"--").and_then(|text| text.strip_prefix(boundary.as_bytes()));
        let closes = after.and_then(|after| after.strip_prefix(b"--"));
        if closes.is_some_and(|after| after.trim_ascii().is_empty()) {
            return Some(Delimiter { start: line, end: body.len(), is_last: true });
        }
        let end = line + end? + 2;
        if after.is_some_and(|after| after.iter().all(|byte| matches!(byte, b' ' | b'\t'))) {
            return Some(Delimiter { start: line, end, is_last: false });
        }
        line = end;
    }
}

/// How long the first line is.
fn line_end(text: &[u8]) -> Option<usize> {
    text.windows(2).position(|pair| pair == b"\r\n")
}

/// A part: headers, an empty line, content; without headers, the empty line comes first.
fn part(text: &Bytes) -> Result<MultipartPart, Failure> {
    let (lines, bytes) = head(text)?;
    let headers = headers(&lines).ok_or_else(malformed_headers)?;
    let (name, filename) = names(&headers);
    Ok(MultipartPart { name, filename, headers, bytes })
}

/// The name of a part and that of its file.
pub(super) fn names(headers: &HeaderMap) -> (String, Option<String>) {
    let disposition = headers.get(header::CONTENT_DISPOSITION).map(|value| String::from_utf8_lossy(value.as_bytes()));
    let named = |name| disposition.as_ref().and_then(|text| parameter(text, name));
    (named("name").unwrap_or_default(), named("filename"))
}

/// The lines of the headers of a part, and its content.
fn head(text: &Bytes) -> Result<(Vec<Vec<u8>>, Bytes), Failure> {
    let mut lines: Vec<Vec<u8>> = Vec::new();
    let mut at = 0;
    loop {
        let rest = text.get(at..).unwrap_or_default();
        let line = rest.get(..line_end(rest).unwrap_or(rest.len())).unwrap_or_default();
        at = (at + line.len() + 2).min(text.len());
        match line {
            [] => return Ok((lines, text.slice(at..))),
            _ if at > MAX_HEADER_BYTES => {
                let message = format!("The headers of a part of the request body are larger than {MAX_HEADER_BYTES} bytes.");
                return Err(too_large(message));
            }
            // A header may go on in the next line.
            [b' ' | b'\t', ..] => lines.last_mut().ok_or_else(malformed_headers)?.extend(line),
            _ if lines.len() == MAX_HEADERS => {
                return Err(too_large(format!("A part of the request body has more than {MAX_HEADERS} headers.")));
            }
            _ => lines.push(line.to_vec()),
        }
    }
}

fn headers(lines: &[Vec<u8>]) -> Option<HeaderMap> {
    let mut headers = HeaderMap::new();
    for line in lines {
        let colon = line.iter().position(|byte| *byte == b':')?;
        let (name, value) = (line.get(..colon)?, line.get(colon + 1..)?);
        let name = HeaderName::from_bytes(name.trim_ascii_end()).ok()?;
        headers.append(name, HeaderValue::from_bytes(value.trim_ascii()).ok()?);
    }
    Some(headers)
}

fn malformed_headers() -> Failure {
    malformed("The headers of a part of the request body are malformed.")
}

/// A parameter of `Content-Disposition`. Browsers write quotes and line ends as `%22`, `%0D` and `%0A`, and all else as it is.
fn parameter(disposition: &str, wanted: &str) -> Option<String> {
    let mut rest = disposition.split_once(';')?.1;
    loop {
        let (names, after) = rest.split_once('=')?;
        let (value, after) = value(after.trim_start());
        if names.rsplit(';').next().is_some_and(|name| name.trim().eq_ignore_ascii_case(wanted)) {
            return Some(value.replace("%22", "\"").replace("%0D", "\r").replace("%0A", "\n"));
        }
        rest = after.split_once(';')?.1;
    }
}

/// The value at the start of a text, and what follows. In quotes, `\"` is a quote, unless it can only be the end: browsers do not write
/// two backslashes for one. Every other backslash is one in a path.
fn value(text: &str) -> (String, &str) {
    let Some(mut rest) = text.strip_prefix('"') else {
        let (value, _) = text.split_once(';').unwrap_or((text, ""));
        return (value.trim_end().to_owned(), text.get(value.len()..).unwrap_or_default());
    };
    let mut out = String::new();
    while let Some((before, after)) = rest.split_once('"') {
        let backslashes = before.len() - before.trim_end_matches('\\').len();
        rest = after;
        match before.strip_suffix('\\') {
            Some(before) if backslashes % 2 == 1 && !is_after_value(after) => out.extend([before, "\""]),
            _ => {
                out.push_str(before);
                return (out, rest);
            }
        }
    }
    (out + rest, "")
}

/// Whether a text is what follows a value: nothing, or another parameter in quotes.
fn is_after_value(text: &str) -> bool {
    let text = text.trim_start();
    let parameter = text.strip_prefix(';').map(|text| text.trim_start().trim_start_matches(is_token));
    text.is_empty() || parameter.is_some_and(|text| text.starts_with("=\""))
}
