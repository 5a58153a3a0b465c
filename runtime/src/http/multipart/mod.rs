//! Bodies of several parts (RFC 2046, RFC 7578): a body in, parts with name, file name, media type and content out, and back.

mod read;
#[cfg(test)]
mod tests;
mod write;

use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, header};

use super::body::media_matches;
use super::failure::Failure;
use crate::json::{Read, Value, Write, from_slice, to_string};
use crate::validate::{Report, Validate, Validator};

pub(super) use write::body as written;

/// A body of several parts.
#[derive(Clone, Debug, Default)]
pub struct Multipart {
    parts: Vec<MultipartPart>,
}

/// A part: the file, the text or the document that somebody sends under a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MultipartPart {
    name: String,
    filename: Option<String>,
    headers: HeaderMap,
    bytes: Bytes,
}

impl Multipart {
    /// The parts in order.
    pub fn parts(&self) -> &[MultipartPart] {
        &self.parts
    }

    /// The parts in order, to be kept.
    pub fn into_parts(self) -> Vec<MultipartPart> {
        self.parts
    }

    /// The first part with a name.
    pub fn get(&self, name: &str) -> Option<&MultipartPart> {
        self.parts.iter().find(|part| part.name == name)
    }

    /// All parts with a name.
    pub fn all<'m>(&'m self, name: &'m str) -> impl Iterator<Item = &'m MultipartPart> {
        self.parts.iter().filter(move |part| part.name == name)
    }

    /// The members of an object, or the items of a list. As in forms, each item of a member is a part of its own, and what is null is none.
    pub(super) fn of_value(value: &Value) -> Self {
        let parts = match value {
            Value::Object(members) => {
                let fields = members.iter().flat_map(|(name, value)| match value {
                    Value::Null => Vec::new(),
                    Value::Array(items) => items.iter().map(|item| MultipartPart::of_value(item).named(name)).collect(),
                    value => vec![MultipartPart::of_value(value).named(name)],
                });
                fields.collect()
            }
            Value::Array(items) => items.iter().map(MultipartPart::of_value).collect(),
            value => vec![MultipartPart::of_value(value)],
        };
        Self { parts }
    }

    /// Reads the body of a `Content-Type`, unless it has too many parts.
    pub(super) fn read(content_type: &str, body: &Bytes, limit: usize) -> Result<Self, Failure> {
        read::body(content_type, body, limit)
    }
}

impl FromIterator<MultipartPart> for Multipart {
    fn from_iter<I: IntoIterator<Item = MultipartPart>>(parts: I) -> Self {
        Self { parts: parts.into_iter().collect() }
    }
}

impl From<Vec<MultipartPart>> for Multipart {
    fn from(parts: Vec<MultipartPart>) -> Self {
        Self { parts }
    }
}

/// A header that is not UTF-8.
#[derive(Clone, Copy, Debug)]
pub(super) struct NotText;

fn text_of(header: &HeaderValue) -> Option<&str> {
    std::str::from_utf8(header.as_bytes()).ok()
}

/// A part without a name, for bodies that are written.
impl MultipartPart {
    /// Bytes of a media type.
    pub fn new(media_type: &str, bytes: impl Into<Bytes>) -> Self {
        let part = Self { name: String::new(), filename: None, headers: HeaderMap::new(), bytes: bytes.into() };
        part.with_header(header::CONTENT_TYPE.as_str(), media_type)
    }

    /// A text.
    pub fn of_text(text: impl Into<String>) -> Self {
        Self::new("text/plain; charset=utf-8", text.into())
    }

    /// A value as JSON.
    pub fn of_json<T: Write + ?Sized>(value: &T) -> Self {
        Self::new("application/json", to_string(&value))
    }

    /// Texts and numbers as texts, everything else as JSON.
    fn of_value(value: &Value) -> Self {
        match value {
            Value::String(text) => Self::of_text(text),
            Value::Number(_) | Value::Bool(_) => Self::of_text(value.to_string()),
            Value::Null | Value::Array(_) | Value::Object(_) => Self::of_json(value),
        }
    }

    /// The part under a name, as in a form.
    #[must_use]
    pub fn named(mut self, name: impl Into<String>) -> Self {
        self.headers.remove(header::CONTENT_DISPOSITION);
        Self { name: name.into(), ..self }
    }

    /// The part as a file of a name.
    #[must_use]
    pub fn with_filename(mut self, filename: impl Into<String>) -> Self {
        self.headers.remove(header::CONTENT_DISPOSITION);
        Self { filename: Some(filename.into()), ..self }
    }

    /// The part with a header, in place of any other of its name. Names and texts that no header can have are left out. What
    /// `Content-Disposition` says of names is what they are from then on.
    #[must_use]
    pub fn with_header(mut self, name: &str, text: &str) -> Self {
        if let (Ok(name), Ok(value)) = (HeaderName::from_bytes(name.as_bytes()), HeaderValue::from_str(text)) {
            let is_disposition = name == header::CONTENT_DISPOSITION;
            self.headers.insert(name, value);
            if is_disposition {
                (self.name, self.filename) = read::names(&self.headers);
            }
        }
        self
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
        self.header(header::CONTENT_TYPE.as_str())
    }

    /// A header of the part, the first of its name, if it is text.
    pub fn header(&self, name: &str) -> Option<&str> {
        text_of(self.headers.get(name)?)
    }

    /// The headers of a name, with commas between them. Some of them may not be text.
    pub(super) fn headers(&self, name: &str) -> Option<Result<String, NotText>> {
        let mut headers = self.headers.get_all(name).iter().map(|value| text_of(value).ok_or(NotText)).peekable();
        headers.peek()?;
        Some(headers.collect::<Result<Vec<_>, _>>().map(|texts| texts.join(",")))
    }

    /// The content.
    pub fn bytes(&self) -> &Bytes {
        &self.bytes
    }

    /// The content, to be kept.
    pub fn into_bytes(self) -> Bytes {
        self.bytes
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

    /// The parts that this part is made of. `None` when it is none of a `multipart` media type, not written as one, or made of more than
    /// 1,000 parts.
    pub fn multipart(&self) -> Option<Multipart> {
        const MANY: usize = 1_000;
        let content_type = self.content_type().filter(|media_type| media_matches("multipart/*", media_type))?;
        Multipart::read(content_type, &self.bytes, MANY).ok()
    }

    /// What a browser sends for a field in which no file was chosen.
    pub(super) fn is_unchosen(&self) -> bool {
        self.bytes.is_empty() && self.filename.as_deref() == Some("")
    }
}
