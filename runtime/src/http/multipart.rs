//! Bodies of several parts (RFC 2046, RFC 7578): a stream of bytes in, parts with name, file name, media type and content out.

use std::sync::atomic::{AtomicBool, Ordering};

use bytes::Bytes;
use http::{HeaderMap, StatusCode, header};
use http_body_util::{BodyDataStream, BodyExt, LengthLimitError, Limited};

use super::body::{Limits, parameters, too_large};
use super::failure::{Failure, Kind};
use crate::json::{Read, from_slice};
use crate::validate::{Report, Validate, Validator};

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

    /// Reads the body of a `Content-Type`. `None` when it is empty.
    pub(super) async fn read(content_type: &str, body: axum::body::Body, limits: Limits) -> Result<Option<Self>, Failure> {
        let boundary = parameters(content_type).find(|(name, _)| name.eq_ignore_ascii_case("boundary")).map(|(_, value)| value);
        let Some(boundary) = boundary.filter(|value| !value.is_empty()) else {
            return Err(malformed("The `Content-Type` of the request body names no boundary."));
        };
        let begun = AtomicBool::new(false);
        let body = Limited::new(body, limits.bytes).map_frame(|frame| {
            begun.fetch_or(frame.data_ref().is_some_and(|data| !data.is_empty()), Ordering::Relaxed);
            frame
        });
        let parts = collect(multer::Multipart::new(BodyDataStream::new(body), boundary), &begun, limits).await?;
        Ok(begun.into_inner().then_some(Self { parts }))
    }
}

impl FromIterator<MultipartPart> for Multipart {
    fn from_iter<I: IntoIterator<Item = MultipartPart>>(parts: I) -> Self {
        Self { parts: parts.into_iter().collect() }
    }
}

/// The parts of a body; none if it ends before it has begun.
async fn collect(mut body: multer::Multipart<'_>, begun: &AtomicBool, limits: Limits) -> Result<Vec<MultipartPart>, Failure> {
    let mut parts = Vec::new();
    loop {
        let field = match body.next_field().await {
            Ok(Some(field)) => field,
            Ok(None) => return Ok(parts),
            Err(multer::Error::IncompleteStream) if !begun.load(Ordering::Relaxed) => return Ok(parts),
            Err(error) => return Err(broken(&error, limits)),
        };
        if parts.len() == limits.parts {
            let message = format!("The request body has more than {} parts.", limits.parts);
            return Err(Failure::of(StatusCode::PAYLOAD_TOO_LARGE, Kind::TooLarge, message));
        }
        let (name, filename) = (field.name().map(unescaped).unwrap_or_default(), field.file_name().map(unescaped));
        let headers = field.headers().clone();
        if headers.is_empty() {
            // What follows has been taken for its headers.
            return Err(malformed("A part of the request body has no headers."));
        }
        let bytes = field.bytes().await.map_err(|error| broken(&error, limits))?;
        parts.push(MultipartPart { name, filename, headers, bytes });
    }
}

fn broken(error: &multer::Error, limits: Limits) -> Failure {
    match error {
        multer::Error::StreamReadFailed(cause) if cause.is::<LengthLimitError>() => too_large(limits.bytes),
        multer::Error::StreamReadFailed(_) => malformed("The request body broke off."),
        multer::Error::IncompleteStream | multer::Error::IncompleteFieldData { .. } => {
            malformed("The request body has no closing boundary.")
        }
        _ => malformed("The headers of a part of the request body are malformed."),
    }
}

fn malformed(message: &str) -> Failure {
    Failure::of(StatusCode::BAD_REQUEST, Kind::Malformed, message)
}

/// Browsers write quotes in names as `%22` and nothing else so.
fn unescaped(name: &str) -> String {
    name.replace("%22", "\"")
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

    /// A header of the part.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
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

    /// What a browser sends for a field in which no file was chosen.
    pub(super) fn is_unchosen(&self) -> bool {
        self.bytes.is_empty() && self.filename.as_deref() == Some("")
    }
}
