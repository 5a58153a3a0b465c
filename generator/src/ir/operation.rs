//! Operations: what can be asked of the API over HTTP.

use std::fmt;

use super::{Docs, Json, Origin, SchemaId, View};
use crate::source::Location;

/// One operation.
#[derive(Clone, Debug)]
pub struct Operation {
    /// Where it is defined.
    pub origin: Origin,
    /// Where it is written: itself, and everything but schemas that it refers to.
    pub places: Vec<Location>,
    /// Its declared id; `None` if the document gives none (a name is then made from method and path).
    pub id: Option<String>,
    /// The group it belongs to: tag, entity set or resource type; one service trait per group.
    pub group: String,
    /// Everything it is filed under; the group is one of these, or made from the path.
    pub tags: Vec<String>,
    /// Whether it is a route of the service, or a request that the service sends.
    pub kind: OperationKind,
    /// Documentation.
    pub docs: Docs,
    /// HTTP method.
    pub method: Method,
    /// Where it is found.
    pub path: PathTemplate,
    /// Parameters in source order, those of the path item included.
    pub parameters: Vec<Parameter>,
    /// The request body.
    pub body: Option<Body>,
    /// Responses in source order.
    pub responses: Vec<Response>,
    /// Alternatives (any one is enough), each a list of schemes that are needed together. Empty: no security is asked for.
    pub security: Vec<Vec<Requirement>>,
    /// Where the callbacks are defined that the service sends because of it.
    pub callbacks: Vec<Origin>,
    /// The side of objects that the request body shows.
    pub view: View,
}

pub use super::security::Requirement;

/// Who sends the request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OperationKind {
    /// Clients; the service answers.
    Route,
    /// The service, as a webhook of this name.
    Webhook(String),
    /// The service, as a callback of this name of another operation.
    Callback(String),
}

/// HTTP method, upper case.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Method(pub String);

/// A path template.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PathTemplate {
    /// As written, without the query part.
    pub raw: String,
    /// Its segments.
    pub segments: Vec<Segment>,
    /// Query parts that belong to the path: name and, if fixed, value.
    pub query: Vec<(String, Option<String>)>,
    /// Headers that tell operations of one path apart: name and value.
    pub headers: Vec<(String, String)>,
    /// Literals match in any letter case.
    pub ignore_case: bool,
}

impl PathTemplate {
    /// What tells operations of one path apart, as it is shown behind that: `?acl`, ` with X-Command: start`.
    pub fn distinction(&self) -> String {
        let query = self.query.iter().enumerate().map(|(at, (name, value))| {
            let value = value.as_ref().map_or_else(String::new, |value| format!("={value}"));
            format!("{}{name}{value}", if at == 0 { '?' } else { '&' })
        });
        query.chain(self.headers.iter().map(|(name, value)| format!(" with {name}: {value}"))).collect()
    }
}

impl fmt::Display for PathTemplate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.raw, self.distinction())
    }
}

/// What stands between two slashes: literal text and parameters in any order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Segment {
    /// The parts.
    pub parts: Vec<Part>,
}

/// A part of a segment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// Text, percent-decoded.
    Literal(String),
    /// A parameter by name.
    Param(String),
    /// A parameter that takes the rest of the path, slashes included.
    Rest(String),
}

/// A parameter.
#[derive(Clone, Debug)]
pub struct Parameter {
    /// Where it is defined.
    pub origin: Origin,
    /// Its name on the wire.
    pub name: String,
    /// The name to use in code instead, if the document gives one.
    pub client_name: Option<String>,
    /// Documentation.
    pub docs: Docs,
    /// Where it is sent.
    pub place: Place,
    /// Whether it must be there.
    pub required: bool,
    /// How its value is written.
    pub style: Style,
    /// Whether each item or member is written by itself.
    pub explode: bool,
    /// Whether reserved characters are sent as they are.
    pub allow_reserved: bool,
    /// Whether an empty value counts as given.
    pub allow_empty: bool,
    /// Its schema.
    pub schema: SchemaId,
    /// The media type its text is written in, when it is a document of its own (`content`).
    pub media: Option<Media>,
    /// The value assumed when it is absent.
    pub default: Option<Json>,
    /// A header parameter that stands for every header with this prefix.
    pub header_prefix: Option<String>,
}

/// Where a parameter is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    /// In the path.
    Path,
    /// In the query.
    Query,
    /// The whole query.
    QueryString,
    /// A header.
    Header,
    /// A cookie.
    Cookie,
}

/// How a parameter's value is written (OpenAPI 3.1, section 4.8.12.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Style {
    /// `a,b`
    Simple,
    /// `.a.b`
    Label,
    /// `;name=a`
    Matrix,
    /// `name=a,b`
    Form,
    /// `name=a%20b`
    SpaceDelimited,
    /// `name=a|b`
    PipeDelimited,
    /// `name[key]=value`
    DeepObject,
    /// `a\tb` (Swagger 2.0 `tsv`)
    TabDelimited,
    /// `a=b; c=d`
    Cookie,
    /// A literal of OData's URL grammar: strings in quotes, enumerations qualified.
    ODataLiteral,
}

/// The request body.
#[derive(Clone, Debug)]
pub struct Body {
    /// Documentation.
    pub docs: Docs,
    /// Whether it must be there.
    pub required: bool,
    /// By media type, in source order.
    pub contents: Vec<Content>,
}

/// A body in one media type.
#[derive(Clone, Debug)]
pub struct Content {
    /// As written: `application/json; charset=utf-8`, `text/*`.
    pub media_type: String,
    /// What it is.
    pub media: Media,
    /// Its schema, or the schema of each item of a stream.
    pub schema: Option<SchemaId>,
    /// Whether its parts are the items of an array, one after the other, and not told apart by their names.
    pub by_position: bool,
    /// How the parts of a form, or of another body of several parts, are written.
    pub encodings: Vec<PartEncoding>,
}

impl Content {
    /// Whether parts have names, as those of a form do.
    pub fn has_named_parts(&self) -> bool {
        let bare = self.media_type.split(';').next().unwrap_or_default().trim();
        let named = ["multipart/form-data", "multipart/mixed", "multipart/*"];
        self.media == Media::Multipart && named.iter().any(|known| bare.eq_ignore_ascii_case(known))
    }
}

/// Kinds of media types.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Media {
    /// `application/json`, `+json`
    Json,
    /// `application/x-www-form-urlencoded`
    Form,
    /// `multipart/*`
    Multipart,
    /// `text/*` and other plain text
    Text,
    /// Bytes
    Binary,
    /// XML: given as raw text
    Xml,
    /// One JSON value a line, or a record-separated sequence
    JsonLines,
    /// `text/event-stream`
    EventStream,
}

/// Which parts of a body something is said of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PartKey {
    /// Those of a name.
    Name(String),
    /// The one at a position, from zero.
    Position(usize),
    /// The one at every position of which nothing else is said.
    Item,
}

impl fmt::Display for PartKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Name(name) => write!(f, "part {name:?}"),
            Self::Position(position) => write!(f, "part {position}"),
            Self::Item => f.write_str("each part"),
        }
    }
}

/// How one part of a body is written.
#[derive(Clone, Debug, PartialEq)]
pub struct PartEncoding {
    /// The part.
    pub key: PartKey,
    /// Media types of the part, between commas.
    pub content_type: Option<String>,
    /// What the first of them is.
    pub media: Option<Media>,
    /// How its value is written as text.
    pub style: Style,
    /// Whether each item is written by itself.
    pub explode: bool,
    /// Headers of the part.
    pub headers: Vec<Header>,
}

/// A documented response.
#[derive(Clone, Debug)]
pub struct Response {
    /// Where it is defined.
    pub origin: Origin,
    /// Its status.
    pub status: Status,
    /// Documentation.
    pub docs: Docs,
    /// Documented headers.
    pub headers: Vec<Header>,
    /// By media type, in source order; empty: no body.
    pub contents: Vec<Content>,
}

/// A response's status.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// One code.
    Code(u16),
    /// A class: `4` is every 4xx.
    Class(u8),
    /// Every other.
    Default,
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Code(code) => write!(f, "{code}"),
            Self::Class(class) => write!(f, "{class}XX"),
            Self::Default => f.write_str("default"),
        }
    }
}

/// A header of a response or of a part.
#[derive(Clone, Debug, PartialEq)]
pub struct Header {
    /// Its name.
    pub name: String,
    /// Documentation.
    pub docs: Docs,
    /// Whether it is always there.
    pub required: bool,
    /// Its schema.
    pub schema: SchemaId,
    /// Whether object members are written as `key=value`.
    pub explode: bool,
    /// The media type its text is written in, when it is a document of its own.
    pub media: Option<Media>,
}

/// The shape of error bodies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Envelope {
    /// RFC 9457 problem details.
    Problem,
    /// OData: `error.code`, `message`, `target`, `details`, `innerError`.
    OData,
    /// Azure Resource Manager: `error.code`, `message`, `target`, `details`, `additionalInfo`.
    Arm,
}
