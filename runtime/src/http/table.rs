//! Routes as static data: what the generator writes into `tables.rs` and the rest of this room walks. Generated routes are text and
//! become the rows below when a router is made (`decode`).

use std::sync::OnceLock;

use super::decode;
use super::observe::Checks;
use crate::schema::{SchemaRef, Table, Views};

/// The routes of a generated module.
#[derive(Debug)]
pub struct Api {
    /// The title of the document; the realm in challenges.
    pub title: &'static str,
    /// The shape of error bodies.
    pub envelope: Envelope,
    /// How strictly messages are held to their schemas.
    pub checks: Checks,
    /// The service that the routes are of.
    #[cfg(feature = "odata")]
    pub model: Option<&'static crate::odata::Model>,
    source: Source,
    routes: OnceLock<&'static [Route]>,
}

#[derive(Debug)]
enum Source {
    Text(&'static Table, RouteText),
    Rows(&'static [Route]),
}

/// Routes as text: each part has a line per row, which begins with the number that other rows know it by.
#[derive(Clone, Copy, Debug)]
pub struct RouteText {
    /// Parameters, in the words of `OpenAPI`; `schema` is an index in the table. What its `in` implies is not repeated.
    pub parameters: &'static str,
    /// What routes may ask for: the alternatives, each with scheme and scopes of what is needed together.
    pub security: &'static str,
    /// The JSON bodies of responses, and those in parts: the index of a schema by media type, by status.
    pub responses: &'static str,
    /// Method and path of each route, with the numbers of its parameters and of the security it asks for
    /// and of its responses.
    pub routes: &'static str,
}

impl Api {
    /// Routes as the generator writes them, for schemas of the table; decoded on first use. A route that is not written as it should
    /// be is found nowhere.
    pub const fn new(title: &'static str, envelope: Envelope, table: &'static Table, text: RouteText) -> Self {
        Self::from_source(title, envelope, Source::Text(table, text))
    }

    /// These routes.
    pub const fn of(title: &'static str, envelope: Envelope, routes: &'static [Route]) -> Self {
        Self::from_source(title, envelope, Source::Rows(routes))
    }

    const fn from_source(title: &'static str, envelope: Envelope, source: Source) -> Self {
        Self {
            title,
            envelope,
            checks: Checks::REQUESTS,
            #[cfg(feature = "odata")]
            model: None,
            source,
            routes: OnceLock::new(),
        }
    }

    /// The same, as routes of a service: queries are checked against its model.
    #[cfg(feature = "odata")]
    #[must_use]
    pub const fn of_service(mut self, model: &'static crate::odata::Model) -> Self {
        self.model = Some(model);
        self
    }

    /// The same, held to its schemas in another way.
    #[must_use]
    pub const fn checked(mut self, checks: Checks) -> Self {
        self.checks = checks;
        self
    }

    /// The routes, by the index that the generated `dispatch` knows them by.
    pub fn routes(&self) -> &'static [Route] {
        match self.source {
            Source::Text(table, text) => self.routes.get_or_init(|| decode::routes(table, text)),
            Source::Rows(routes) => routes,
        }
    }
}

/// The shape of error bodies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Envelope {
    /// RFC 9457 problem details.
    Problem,
    /// `OData`: `error.code`, `message`, `target`, `details`, `innerError`.
    OData,
    /// Azure Resource Manager: `error.code`, `message`, `target`, `details`, `additionalInfo`.
    Arm,
}

/// One operation.
#[derive(Debug)]
pub struct Route {
    /// HTTP method, upper case.
    pub method: &'static str,
    /// The template as written, for messages.
    pub path: &'static str,
    /// The template's segments.
    pub segments: &'static [Segment],
    /// Query parts that belong to the path: name and, if fixed, value.
    pub query: &'static [(&'static str, Option<&'static str>)],
    /// Headers that tell operations of one path apart: name and value.
    pub headers: &'static [(&'static str, &'static str)],
    /// Literals match in any letter case.
    pub ignore_case: bool,
    /// The parameters, by the index that [`crate::http::Call::required`] knows them by.
    pub params: &'static [Param],
    /// The request body.
    pub body: Option<&'static Body>,
    /// The JSON bodies of responses.
    pub responses: &'static [ResponseBodies],
    /// Alternatives (any one is enough), each a list of what is needed together. Empty: nothing is asked for.
    pub security: &'static [&'static [Need]],
    /// The side of objects that parameters and body show.
    pub views: Views,
}

/// What stands between two slashes.
#[derive(Clone, Copy, Debug)]
pub struct Segment(pub &'static [Part]);

/// A part of a segment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Text, percent-decoded.
    Literal(&'static str),
    /// A parameter by name.
    Param(&'static str),
    /// A parameter that takes several segments, slashes included.
    Rest(&'static str),
}

/// A parameter.
#[derive(Clone, Copy, Debug)]
// Each flag is one of the document's own.
#[allow(clippy::struct_excessive_bools)]
pub struct Param {
    /// Its name on the wire.
    pub name: &'static str,
    /// Where it is sent.
    pub place: Place,
    /// How its value is written.
    pub style: Style,
    /// Whether each item or member is written by itself.
    pub explode: bool,
    /// Whether it must be there.
    pub required: bool,
    /// Whether reserved characters are sent as they are.
    pub allow_reserved: bool,
    /// Whether an empty value counts as given whatever the schema says.
    pub allow_empty: bool,
    /// Whether its text is a JSON document.
    pub json: bool,
    /// A header parameter that stands for every header with this prefix.
    pub prefix: Option<&'static str>,
    /// The JSON text of the value assumed when it is absent.
    pub default: Option<&'static str>,
    /// Its schema.
    pub schema: SchemaRef,
}

/// Where a parameter or a credential is sent.
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

/// How a parameter's value is written (`OpenAPI` 3.1, section 4.8.12.3).
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
    /// `a=b; c=d`, not percent-encoded
    Cookie,
    /// A literal of `OData`'s URL grammar: strings in quotes, enumerations qualified.
    ODataLiteral,
}

/// The request body.
#[derive(Debug)]
pub struct Body {
    /// Whether it must be there.
    pub required: bool,
    /// Media types in source order.
    pub contents: &'static [Media],
}

/// The JSON bodies of a documented response, or the items or parts that it is made of.
#[derive(Clone, Copy, Debug)]
pub struct ResponseBodies {
    /// The first status that it is for.
    pub from: u16,
    /// The last status that it is for.
    pub to: u16,
    /// Media types with their schemas.
    pub contents: &'static [(&'static str, SchemaRef)],
}

/// A body in one media type.
#[derive(Debug)]
pub struct Media {
    /// As written: `application/json; charset=utf-8`, `text/*`.
    pub media_type: &'static str,
    /// What it is.
    pub kind: MediaKind,
}

/// How one part of a body is written, where that is not as in the form of a web page.
#[derive(Clone, Copy, Debug)]
pub struct Encoding<'e> {
    /// The field, or the position in digits where parts go by that; then, empty stands for every other position.
    pub property: &'static str,
    /// The style.
    pub style: Style,
    /// Whether each item or member is written by itself.
    pub explode: bool,
    /// The media types that its parts may have, between commas; empty: whatever fits its schema.
    pub content_type: &'static str,
    /// Headers of its parts.
    pub headers: &'e [PartHeader],
}

impl Encoding<'_> {
    /// A field as in the form of a web page: `a=1&a=2`, or a part for each item.
    pub const fn of(property: &'static str) -> Self {
        Self { property, style: Style::Form, explode: true, content_type: "", headers: &[] }
    }

    /// Every part from the first position on that is not spoken of.
    pub const fn others() -> Self {
        Self::of("")
    }

    /// The field, written in a style.
    #[must_use]
    pub const fn styled(self, style: Style, explode: bool) -> Self {
        Self { style, explode, ..self }
    }

    /// The field, whose parts have one of these media types.
    #[must_use]
    pub const fn content_type(self, content_type: &'static str) -> Self {
        Self { content_type, ..self }
    }

    /// The field, whose parts have these headers.
    #[must_use]
    pub const fn headers(self, headers: &[PartHeader]) -> Encoding<'_> {
        Encoding { property: self.property, style: self.style, explode: self.explode, content_type: self.content_type, headers }
    }

    /// Whether it is written like other fields.
    pub(super) fn is_plain(&self) -> bool {
        self.style == Style::Form && self.explode
    }

    /// The media types that its parts may have.
    pub(super) fn media_types(&self) -> impl Iterator<Item = &'static str> {
        self.content_type.split(',').map(str::trim).filter(|media_type| !media_type.is_empty())
    }
}

/// A header of a part.
#[derive(Clone, Copy, Debug)]
pub struct PartHeader {
    /// Its name.
    pub name: &'static str,
    /// Whether it must be there.
    pub required: bool,
    /// Whether object members are written as `key=value`.
    pub explode: bool,
    /// Whether its text is a JSON document.
    pub json: bool,
    /// Its schema.
    pub schema: SchemaRef,
}

impl PartHeader {
    /// A header that may be missing.
    pub const fn of(name: &'static str, schema: SchemaRef) -> Self {
        Self { name, required: false, explode: false, json: false, schema }
    }

    /// The header, which must be there.
    #[must_use]
    pub const fn required(self) -> Self {
        Self { required: true, ..self }
    }

    /// The header, with object members written as `key=value`.
    #[must_use]
    pub const fn exploded(self) -> Self {
        Self { explode: true, ..self }
    }

    /// The header, whose text is JSON.
    #[must_use]
    pub const fn json(self) -> Self {
        Self { json: true, ..self }
    }
}

/// Kinds of media types.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MediaKind {
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

/// One credential that a route asks for.
#[derive(Debug)]
pub struct Need {
    /// How it is sent.
    pub scheme: Scheme,
    /// Scopes or roles, for the challenge and for the service to check.
    pub scopes: &'static [&'static str],
}

/// How a credential is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scheme {
    /// `Authorization: Bearer …`: OAuth 2, `OpenID` Connect, bearer tokens.
    Bearer,
    /// `Authorization: Basic …`
    Basic,
    /// `Authorization` with another scheme, in lower case.
    Http(&'static str),
    /// A key under a name.
    ApiKey {
        /// Query, header or cookie.
        place: Place,
        /// Its name.
        name: &'static str,
    },
    /// A client certificate: shown to whoever ends TLS, so nothing is checked here.
    MutualTls,
}
