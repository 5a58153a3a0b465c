//! Replies: what a service answers, as a status, headers and a body.

use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};

use super::body::media_matches;
use super::failure::{Failure, Kind};
use super::multipart::{self, Multipart};
use super::stream::{BoxError, Events, JsonLines, Record, Records, ServerSent};
use super::style::{self, Spelling};
use super::table::{Envelope, Place, Style};
use crate::json::{Value, Write, to_string};

/// A response that is ready to be sent.
#[derive(Debug)]
pub struct Reply {
    status: StatusCode,
    headers: HeaderMap,
    content: Content,
}

#[derive(Debug)]
enum Content {
    Bytes(Bytes),
    Stream(axum::body::Body),
    Records(Records),
    /// With the JSON of what they say, if they were made of that. The boundary is chosen when they are sent.
    Parts(Multipart, Option<String>),
    /// An error that takes the shape of the API's envelope when it is sent.
    Failure(Box<Failure>),
}

/// What a service returns for an operation.
pub trait IntoReply {
    /// The response.
    fn into_reply(self) -> Reply;
}

/// A status code. Numbers that are none become 500.
pub trait IntoStatus {
    /// The code.
    fn into_status(self) -> StatusCode;
}

impl IntoStatus for StatusCode {
    fn into_status(self) -> StatusCode {
        self
    }
}

impl IntoStatus for u16 {
    fn into_status(self) -> StatusCode {
        StatusCode::from_u16(self).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
    }
}

impl Reply {
    fn new(status: impl IntoStatus, media_type: Option<&str>, content: Content) -> Self {
        let reply = Self { status: status.into_status(), headers: HeaderMap::new(), content };
        match media_type {
            Some(media_type) => reply.set(header::CONTENT_TYPE, media_type),
            None => reply,
        }
    }

    /// Without body.
    pub fn empty(status: impl IntoStatus) -> Self {
        Self::new(status, None, Content::Bytes(Bytes::new()))
    }

    /// With a JSON body.
    pub fn json<T: Write + ?Sized>(status: impl IntoStatus, body: &T) -> Self {
        Self::json_as(status, "application/json", body)
    }

    /// With a JSON body under another media type.
    pub fn json_as<T: Write + ?Sized>(status: impl IntoStatus, media_type: &str, body: &T) -> Self {
        Self::text(status, media_type, to_string(&body))
    }

    /// With a text.
    pub fn text(status: impl IntoStatus, media_type: &str, body: impl Into<String>) -> Self {
        Self::bytes(status, media_type, Bytes::from(body.into()))
    }

    /// With bytes.
    pub fn bytes(status: impl IntoStatus, media_type: &str, body: impl Into<Bytes>) -> Self {
        Self::new(status, Some(media_type), Content::Bytes(body.into()))
    }

    /// With a body that is made while it is sent.
    pub fn stream(status: impl IntoStatus, media_type: &str, body: axum::body::Body) -> Self {
        Self::new(status, Some(media_type), Content::Stream(body))
    }

    /// With JSON values that are written when they are there: a line each, or a record each in a JSON text sequence.
    pub fn lines<T: Write + 'static>(status: impl IntoStatus, media_type: &str, body: JsonLines<T>) -> Self {
        Self::new(status, Some(media_type), Content::Records(Records::of_lines(body, media_type)))
    }

    /// With server-sent events.
    pub fn events<T: ServerSent + 'static>(status: impl IntoStatus, media_type: &str, body: Events<T>) -> Self {
        let reply = Self::new(status, Some(media_type), Content::Records(Records::of_events(body)));
        reply.set(header::CACHE_CONTROL, "no-cache")
    }

    /// With several parts, between boundaries that none of them has inside.
    pub fn multipart(status: impl IntoStatus, media_type: &str, body: Multipart) -> Self {
        Self::new(status, Some(media_type), Content::Parts(body, None))
    }

    /// With several parts: the members of an object as fields of a form, or the items of a list one after the other.
    pub fn parts_of<T: Write + ?Sized>(status: impl IntoStatus, media_type: &str, body: &T) -> Self {
        let json = to_string(&body);
        match Value::parse(json.as_bytes()) {
            Ok(value) => Self::new(status, Some(media_type), Content::Parts(Multipart::of_value(&value), Some(json))),
            Err(_) => Self::internal("The response cannot be written in parts: it is too deep."),
        }
    }

    /// With an error in the envelope of the API.
    pub fn failure(failure: Failure) -> Self {
        let mut reply = Self::empty(failure.status);
        reply.content = Content::Failure(Box::new(failure));
        reply
    }

    /// With an error in the envelope of the API.
    pub fn error(status: impl IntoStatus, code: impl Into<String>, message: impl Into<String>) -> Self {
        Self::failure(Failure::new(status.into_status(), code, message))
    }

    /// What a service answers to operations it does not have: 501, in the envelope of the API.
    pub fn not_implemented() -> Self {
        Self::failure(Failure::not_implemented())
    }

    /// The body, unless it is a stream, of several parts or an error of ours.
    pub(super) fn bytes_of_body(&self) -> Option<&[u8]> {
        match &self.content {
            Content::Bytes(bytes) if !bytes.is_empty() => Some(bytes),
            Content::Bytes(_) | Content::Stream(_) | Content::Records(_) | Content::Parts(..) | Content::Failure(_) => None,
        }
    }

    /// What is checked as JSON: the body, unless somebody wrote several parts into it, or what its parts were made of.
    pub(super) fn json_of_body(&self) -> Option<&[u8]> {
        match &self.content {
            Content::Parts(_, said) => said.as_ref().map(String::as_bytes),
            Content::Bytes(_) if self.is_multipart() => None,
            Content::Bytes(_) | Content::Stream(_) | Content::Records(_) | Content::Failure(_) => self.bytes_of_body(),
        }
    }

    fn is_multipart(&self) -> bool {
        let media_type = self.headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
        media_type.is_some_and(|media_type| media_matches("multipart/*", media_type))
    }

    /// The parts, if it has several.
    pub(super) fn parts_of_body(&self) -> Option<&Multipart> {
        match &self.content {
            Content::Parts(parts, _) => Some(parts),
            Content::Bytes(_) | Content::Stream(_) | Content::Records(_) | Content::Failure(_) => None,
        }
    }

    /// The reply with its items held to something, if it has items.
    pub(super) fn with_checked_items(self, accept: impl Fn(&Record) -> Result<(), BoxError> + Send + 'static) -> Self {
        match self.content {
            Content::Records(records) => Self { content: Content::Records(records.checked(accept)), ..self },
            content => Self { content, ..self },
        }
    }

    /// Whether its body is sent item by item.
    pub(super) fn has_items(&self) -> bool {
        matches!(self.content, Content::Records(_))
    }

    /// Another body of the same kind.
    pub(super) fn set_bytes(&mut self, bytes: impl Into<Bytes>) {
        self.content = Content::Bytes(bytes.into());
    }

    pub(super) fn internal(message: &str) -> Self {
        Self::failure(Failure::of(StatusCode::INTERNAL_SERVER_ERROR, Kind::Internal, message))
    }

    /// The status.
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// The headers.
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The headers, to be changed.
    pub fn headers_mut(&mut self) -> &mut HeaderMap {
        &mut self.headers
    }

    /// Adds a header. Lists are written as `a,b` and objects as `name,value`. Names that are none are left out.
    #[must_use]
    pub fn header<T: Write + ?Sized>(self, name: &str, value: &T) -> Self {
        self.header_in_style(name, &to_string(&value), false)
    }

    /// Adds a header, objects written as `name=value`.
    #[must_use]
    pub fn header_exploded<T: Write + ?Sized>(self, name: &str, value: &T) -> Self {
        self.header_in_style(name, &to_string(&value), true)
    }

    /// Adds a header whose text is JSON.
    #[must_use]
    pub fn header_json<T: Write + ?Sized>(self, name: &str, value: &T) -> Self {
        self.append(name, &to_string(&value))
    }

    /// Adds a header if there is a value.
    #[must_use]
    pub fn optional_header<T: Write + ?Sized>(self, name: &str, value: Option<&T>) -> Self {
        match value {
            Some(value) => self.header(name, value),
            None => self,
        }
    }

    /// Adds a header if there is a value, objects written as `name=value`.
    #[must_use]
    pub fn optional_header_exploded<T: Write + ?Sized>(self, name: &str, value: Option<&T>) -> Self {
        match value {
            Some(value) => self.header_exploded(name, value),
            None => self,
        }
    }

    /// Adds a header whose text is JSON if there is a value.
    #[must_use]
    pub fn optional_header_json<T: Write + ?Sized>(self, name: &str, value: Option<&T>) -> Self {
        match value {
            Some(value) => self.header_json(name, value),
            None => self,
        }
    }

    fn header_in_style(self, name: &str, json: &str, explode: bool) -> Self {
        let Ok(value) = Value::parse(json.as_bytes()) else { return self };
        let spelling = Spelling { name, place: Place::Header, style: Style::Simple, explode, allow_reserved: false };
        match style::print(&spelling, &value) {
            Some(text) => self.append(name, &text),
            None => self,
        }
    }

    /// Control characters would end the header: they become spaces.
    fn append(mut self, name: &str, text: &str) -> Self {
        let text = text.replace(|letter: char| letter.is_control(), " ");
        if let (Ok(name), Ok(value)) = (HeaderName::from_bytes(name.as_bytes()), HeaderValue::from_bytes(text.as_bytes())) {
            self.headers.append(name, value);
        }
        self
    }

    fn set(mut self, name: HeaderName, text: &str) -> Self {
        if let Ok(value) = HeaderValue::from_str(text) {
            self.headers.insert(name, value);
        }
        self
    }

    /// The response; errors take the shape of the envelope.
    pub fn into_response(self, envelope: Envelope, client_request_id: Option<&str>) -> axum::response::Response {
        let Self { status, mut headers, content } = self;
        let body = match content {
            Content::Bytes(bytes) => axum::body::Body::from(bytes),
            Content::Stream(stream) => stream,
            Content::Records(records) => records.into_body(),
            Content::Parts(parts, _) => {
                let declared = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
                let (content_type, body) = multipart::written(declared, &parts);
                if let Ok(content_type) = HeaderValue::try_from(content_type) {
                    headers.insert(header::CONTENT_TYPE, content_type);
                }
                axum::body::Body::from(body)
            }
            Content::Failure(failure) => {
                let (media_type, body) = failure.render(envelope, client_request_id);
                for (name, value) in failure.headers {
                    headers.append(name, value);
                }
                headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type));
                axum::body::Body::from(body)
            }
        };
        let mut response = axum::response::Response::new(body);
        *response.status_mut() = status;
        *response.headers_mut() = headers;
        response
    }
}

impl IntoReply for Reply {
    fn into_reply(self) -> Reply {
        self
    }
}

impl IntoReply for Failure {
    fn into_reply(self) -> Reply {
        Reply::failure(self)
    }
}

impl IntoReply for axum::response::Response {
    fn into_reply(self) -> Reply {
        Reply::from(self)
    }
}

impl<T: IntoReply, E: IntoReply> IntoReply for Result<T, E> {
    fn into_reply(self) -> Reply {
        match self {
            Ok(reply) => reply.into_reply(),
            Err(reply) => reply.into_reply(),
        }
    }
}

impl From<axum::response::Response> for Reply {
    fn from(response: axum::response::Response) -> Self {
        let (parts, body) = response.into_parts();
        Self { status: parts.status, headers: parts.headers, content: Content::Stream(body) }
    }
}

impl From<Failure> for Reply {
    fn from(failure: Failure) -> Self {
        Self::failure(failure)
    }
}
