//! Bodies of several parts (RFC 2046, RFC 7578): bytes in, parts with name, file name, media type and content out.

use bytes::Bytes;

use super::body::parameters;
use crate::json::{Read, from_slice};
use crate::validate::{Report, Validate, Validator};

/// More parts than these are refused.
const MAX_PARTS: usize = 10_000;

/// A body of several parts.
#[derive(Clone, Debug, Default)]
pub struct Multipart {
    parts: Vec<MultipartPart>,
}

/// A part.
#[derive(Clone, Debug)]
pub struct MultipartPart {
    name: String,
    filename: Option<String>,
    content_type: Option<String>,
    headers: Vec<(String, String)>,
    bytes: Bytes,
}

impl Multipart {
    /// The parts in order.
    pub fn parts(&self) -> &[MultipartPart] {
        &self.parts
    }

    /// The first part with a name.
    pub fn get(&self, name: &str) -> Option<&MultipartPart> {
        self.parts.iter().find(|part| part.name == name)
    }

    /// All parts with a name.
    pub fn all<'m>(&'m self, name: &'m str) -> impl Iterator<Item = &'m MultipartPart> {
        self.parts.iter().filter(move |part| part.name == name)
    }

    /// Takes the body of a `Content-Type` apart. On failure, what is wrong, as a sentence.
    pub fn parse(content_type: &str, bytes: &Bytes) -> Result<Self, &'static str> {
        let boundary = parameters(content_type).find(|(name, _)| name.eq_ignore_ascii_case("boundary")).map(|(_, value)| value);
        let boundary = boundary.filter(|value| !value.is_empty()).ok_or("The `Content-Type` of the body names no boundary.")?;
        let delimiter = format!("--{boundary}");
        let mut rest = if bytes.starts_with(delimiter.as_bytes()) {
            bytes.slice(delimiter.len()..)
        } else {
            let delimiter = format!("\r\n{delimiter}");
            let at = find(bytes, delimiter.as_bytes()).ok_or("The body holds no part.")?;
            bytes.slice(at + delimiter.len()..)
        };
        let delimiter = format!("\r\n{delimiter}");
        let mut parts = Vec::new();
        while !rest.starts_with(b"--") {
            let end_of_line = find(&rest, b"\r\n").ok_or("The body breaks off.")?;
            // The line's end stays: a part without headers starts with an empty line.
            let part = rest.slice(end_of_line..);
            let end = find(&part, delimiter.as_bytes()).ok_or("The body has no closing boundary.")?;
            parts.push(MultipartPart::parse(&part.slice(..end))?);
            if parts.len() > MAX_PARTS {
                return Err("The body has too many parts.");
            }
            rest = part.slice(end + delimiter.len()..);
        }
        Ok(Self { parts })
    }
}

impl MultipartPart {
    /// The name of the form's field; empty in bodies that are no forms.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The name of the file.
    pub fn filename(&self) -> Option<&str> {
        self.filename.as_deref()
    }

    /// The media type.
    pub fn content_type(&self) -> Option<&str> {
        self.content_type.as_deref()
    }

    /// A header of the part.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }

    /// The content.
    pub fn bytes(&self) -> &Bytes {
        &self.bytes
    }

    /// The content as text.
    pub fn text(&self) -> Option<&str> {
        std::str::from_utf8(&self.bytes).ok()
    }

    /// The content as JSON, checked by its type.
    pub fn json<T: Read + Validate>(&self) -> Result<T, Report> {
        let value: T = from_slice(&self.bytes).map_err(Report::from)?;
        let mut validator = Validator::new(crate::schema::ALL);
        value.validate(&mut validator);
        let report = validator.into_report();
        if report.is_empty() { Ok(value) } else { Err(report) }
    }

    /// Takes apart what stands between two boundaries; starts with the end of the boundary's line.
    fn parse(bytes: &Bytes) -> Result<Self, &'static str> {
        let (head, content) = match find(bytes, b"\r\n\r\n") {
            Some(at) => (bytes.slice(..at), bytes.slice(at + 4..)),
            None => return Err("A part of the body has no empty line after its headers."),
        };
        let head = std::str::from_utf8(&head).map_err(|_| "The headers of a part are not UTF-8.")?;
        let lines = head.split("\r\n").filter_map(|line| line.split_once(':'));
        let headers: Vec<(String, String)> = lines.map(|(name, value)| (name.trim().to_owned(), value.trim().to_owned())).collect();
        let header =
            |name: &str| headers.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value.clone());
        let disposition = header("content-disposition").unwrap_or_default();
        let name = attribute(&disposition, "name").unwrap_or_default();
        let filename = attribute(&disposition, "filename");
        let content_type = header("content-type");
        Ok(Self { name, filename, content_type, headers, bytes: content })
    }
}

/// A parameter of `Content-Disposition`; within quotes `\"` and `%22` stand for a quote.
fn attribute(disposition: &str, wanted: &str) -> Option<String> {
    let mut rest = disposition.split_once(';')?.1;
    loop {
        let (name, after) = rest.split_once('=')?;
        let after = after.trim_start();
        let (value, more) = if let Some(quoted) = after.strip_prefix('"') {
            unquote(quoted)
        } else {
            let (value, more) = after.split_once(';').unwrap_or((after, ""));
            (value.trim().to_owned(), more)
        };
        if name.trim().trim_start_matches(';').trim().eq_ignore_ascii_case(wanted) {
            return Some(value);
        }
        rest = more;
    }
}

/// The text up to the closing quote, and what follows it.
fn unquote(text: &str) -> (String, &str) {
    let mut value = String::new();
    let mut letters = text.char_indices();
    while let Some((at, letter)) = letters.next() {
        match letter {
            '"' => return (value.replace("%22", "\""), text.get(at + 1..).unwrap_or_default()),
            '\\' if text.get(at + 1..).is_some_and(|rest| rest.starts_with(['"', '\\'])) => {
                value.extend(letters.next().map(|(_, letter)| letter));
            }
            letter => value.push(letter),
        }
    }
    (value, "")
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).position(|window| window == wanted)
}
