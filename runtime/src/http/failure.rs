//! Errors: what is wrong with a request in, a body in the API's own envelope out.

use std::borrow::Cow;

use http::{HeaderName, HeaderValue, StatusCode};

use super::table::{Envelope, Place};
use crate::json::{Object, Value};
use crate::validate::Severity;

/// A request that is not served.
#[derive(Clone, Debug)]
pub struct Failure {
    /// The status.
    pub status: StatusCode,
    /// The sentence for people.
    pub message: String,
    /// What is wrong, place by place.
    pub problems: Vec<Problem>,
    pub(super) kind: Kind,
    pub(super) headers: Vec<(HeaderName, HeaderValue)>,
}

/// What went wrong; each envelope has its own codes for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    NotFound,
    Method,
    Credentials,
    MediaType,
    TooLarge,
    Malformed,
    Invalid,
    NotImplemented,
    Internal,
    /// A code of the service's own.
    Code(String),
}

/// One thing that is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Where.
    pub spot: Spot,
    /// The rule, as its keyword: `required`, `maxLength`, `style` …
    pub rule: Cow<'static, str>,
    /// How much it matters.
    pub severity: Severity,
    /// The rule's limit.
    pub limit: Option<String>,
    /// What was found, shortened.
    pub found: Option<String>,
    /// A sentence.
    pub message: String,
}

/// The place of a problem in a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Spot {
    /// In a parameter.
    Parameter {
        /// Its name.
        name: String,
        /// Where it is sent.
        place: Place,
        /// The JSON Pointer within its value.
        pointer: String,
    },
    /// In the body.
    Body {
        /// The JSON Pointer.
        pointer: String,
    },
    /// In the body of the response, which only observers are told of.
    Response {
        /// The JSON Pointer.
        pointer: String,
    },
}

impl Failure {
    /// An error of the service's own, in the envelope of the API.
    pub fn new(status: StatusCode, code: impl Into<String>, message: impl Into<String>) -> Self {
        Self::of(status, Kind::Code(code.into()), message)
    }

    pub(super) fn of(status: StatusCode, kind: Kind, message: impl Into<String>) -> Self {
        Self { status, message: message.into(), problems: Vec::new(), kind, headers: Vec::new() }
    }

    pub(super) fn invalid(problems: Vec<Problem>) -> Self {
        let lead = problems.iter().find(|problem| problem.is_missing_api_version()).or(problems.first());
        let lead = lead.map_or("The request is not valid.", |problem| problem.message.as_str());
        let message = match problems.len() {
            0 | 1 => lead.to_owned(),
            2 => format!("{lead} And 1 more problem."),
            several => format!("{lead} And {} more problems.", several - 1),
        };
        Self { problems, ..Self::of(StatusCode::BAD_REQUEST, Kind::Invalid, message) }
    }

    pub(super) fn not_implemented() -> Self {
        Self::of(StatusCode::NOT_IMPLEMENTED, Kind::NotImplemented, "The operation is not implemented.")
    }

    pub(super) fn not_found(path: &str) -> Self {
        let shown = match path.char_indices().nth(200) {
            Some((end, _)) => format!("{}…", path.get(..end).unwrap_or_default()),
            None => path.to_owned(),
        };
        Self::of(StatusCode::NOT_FOUND, Kind::NotFound, format!("Nothing is found at `{shown}`."))
    }

    #[must_use]
    pub(super) fn header(mut self, name: HeaderName, value: &str) -> Self {
        if let Ok(value) = HeaderValue::from_str(value) {
            self.headers.push((name, value));
        }
        self
    }

    /// The media type and text of the body.
    pub(super) fn render(&self, envelope: Envelope, client_request_id: Option<&str>) -> (&'static str, String) {
        let body = match envelope {
            Envelope::Problem => self.problem(),
            Envelope::OData => object([("error", self.odata(client_request_id))]),
            Envelope::Arm => object([("error", self.arm())]),
        };
        let media_type = if envelope == Envelope::Problem { "application/problem+json" } else { "application/json" };
        (media_type, body.to_string())
    }

    /// RFC 9457, with `errors`.
    fn problem(&self) -> Value {
        let title = self.status.canonical_reason().unwrap_or("Error");
        let mut body = vec![
            ("type", Value::from("about:blank")),
            ("title", Value::from(title)),
            ("status", Value::from(u64::from(self.status.as_u16()))),
            ("detail", Value::from(self.message.as_str())),
        ];
        if let Kind::Code(code) = &self.kind {
            body.push(("code", Value::from(code.as_str())));
        }
        if !self.problems.is_empty() {
            let errors = self.problems.iter().map(|problem| {
                let mut members = problem.facts();
                members.push(("detail", Value::from(problem.message.as_str())));
                object(members)
            });
            body.push(("errors", Value::Array(errors.collect())));
        }
        object(body)
    }

    fn odata(&self, client_request_id: Option<&str>) -> Value {
        let mut error = self.head(Envelope::OData);
        if !self.problems.is_empty() {
            let detail = |problem: &Problem| object(problem.detail(Envelope::OData));
            error.push(("details", Value::Array(self.problems.iter().map(detail).collect())));
        }
        let mut inner = Vec::new();
        if let Some(id) = client_request_id {
            inner.push(("client-request-id", Value::from(id)));
        }
        if !self.problems.is_empty() {
            inner.push(("violations", Value::Array(self.problems.iter().map(|problem| object(problem.facts())).collect())));
        }
        if !inner.is_empty() {
            error.push(("innerError", object(inner)));
        }
        object(error)
    }

    fn arm(&self) -> Value {
        let mut error = self.head(Envelope::Arm);
        if !self.problems.is_empty() {
            let detail = |problem: &Problem| {
                let mut members = problem.detail(Envelope::Arm);
                let info = object([("type", Value::from("Violation")), ("info", object(problem.facts()))]);
                members.push(("additionalInfo", Value::Array(vec![info])));
                object(members)
            };
            error.push(("details", Value::Array(self.problems.iter().map(detail).collect())));
        }
        object(error)
    }

    /// `code`, `message` and, when a single place is wrong, `target`.
    fn head(&self, envelope: Envelope) -> Vec<(&'static str, Value)> {
        let mut members = vec![("code", Value::from(self.code(envelope))), ("message", Value::from(self.message.as_str()))];
        if let [only] = self.problems.as_slice()
            && let Some(target) = only.target(envelope)
        {
            members.push(("target", Value::from(target)));
        }
        members
    }

    fn code(&self, envelope: Envelope) -> &str {
        let arm = envelope == Envelope::Arm;
        match &self.kind {
            Kind::NotFound => "ResourceNotFound",
            Kind::Method => "MethodNotAllowed",
            Kind::Credentials if arm => "AuthenticationFailed",
            Kind::Credentials => "InvalidAuthenticationToken",
            Kind::MediaType => "UnsupportedMediaType",
            Kind::TooLarge => "RequestEntityTooLarge",
            Kind::Malformed if arm => "InvalidRequestContent",
            Kind::Malformed => "BadRequest",
            Kind::Invalid if arm && self.problems.iter().any(Problem::is_missing_api_version) => "MissingApiVersionParameter",
            Kind::Invalid if arm && self.problems.iter().any(Problem::is_api_version) => "InvalidApiVersionParameter",
            Kind::Invalid if arm && self.problems.iter().all(Problem::is_parameter) => "InvalidParameter",
            Kind::Invalid if arm => "InvalidRequestContent",
            Kind::Invalid => "Request_BadRequest",
            Kind::NotImplemented => "NotImplemented",
            Kind::Internal => "InternalServerError",
            Kind::Code(code) => code,
        }
    }
}

impl Problem {
    fn is_parameter(&self) -> bool {
        matches!(self.spot, Spot::Parameter { .. })
    }

    fn is_api_version(&self) -> bool {
        matches!(&self.spot, Spot::Parameter { name, place: Place::Query, .. } if name == "api-version")
    }

    fn is_missing_api_version(&self) -> bool {
        self.is_api_version() && self.rule == "required"
    }

    /// What stands in `target`: the member that is missing, or the place that is wrong.
    fn target(&self, envelope: Envelope) -> Option<String> {
        let missing = matches!(&*self.rule, "required" | "dependentRequired");
        self.spot.target(envelope, self.limit.as_deref().filter(|_| missing))
    }

    /// `code`, `message`, `target`.
    fn detail(&self, envelope: Envelope) -> Vec<(&'static str, Value)> {
        let code = if envelope == Envelope::Arm && self.is_missing_api_version() {
            "MissingApiVersionParameter".to_owned()
        } else {
            pascal(&self.rule)
        };
        let mut members = vec![("code", Value::from(code)), ("message", Value::from(self.message.as_str()))];
        if let Some(target) = self.target(envelope) {
            members.push(("target", Value::from(target)));
        }
        members
    }

    /// What a program wants to know.
    fn facts(&self) -> Vec<(&'static str, Value)> {
        let mut members = match &self.spot {
            Spot::Parameter { name, place, pointer } => {
                let mut members = vec![("parameter", Value::from(name.as_str())), ("in", Value::from(place.as_str()))];
                if !pointer.is_empty() {
                    members.push(("pointer", Value::from(pointer.as_str())));
                }
                members
            }
            Spot::Body { pointer } | Spot::Response { pointer } => vec![("pointer", Value::from(pointer.as_str()))],
        };
        members.push(("rule", Value::from(&*self.rule)));
        let limit = self.limit.as_deref().map(|limit| ("limit", Value::from(limit)));
        let found = self.found.as_deref().map(|found| ("found", Value::from(found)));
        members.extend(limit.into_iter().chain(found));
        members
    }
}

impl Spot {
    /// Whether it is in the same parameter.
    #[cfg(feature = "odata")]
    pub(super) fn is_of(&self, other: &Spot) -> bool {
        match (self, other) {
            (Spot::Parameter { name, place, .. }, Spot::Parameter { name: other, place: at, .. }) => name == other && place == at,
            _ => false,
        }
    }

    /// The name of a parameter, or the path of a member in the envelope's own notation.
    fn target(&self, envelope: Envelope, member: Option<&str>) -> Option<String> {
        let (mut target, pointer) = match self {
            Spot::Parameter { name, pointer, .. } => (name.clone(), pointer),
            Spot::Body { pointer } | Spot::Response { pointer } => (String::new(), pointer),
        };
        let tokens = pointer.split('/').skip(1).map(|token| token.replace("~1", "/").replace("~0", "~"));
        for token in tokens.chain(member.map(str::to_owned)) {
            let is_index = !token.is_empty() && token.bytes().all(|byte| byte.is_ascii_digit());
            if envelope == Envelope::Arm && is_index {
                target = format!("{target}[{token}]");
            } else if target.is_empty() {
                target = token;
            } else {
                target = format!("{target}{}{token}", if envelope == Envelope::Arm { '.' } else { '/' });
            }
        }
        (!target.is_empty()).then_some(target)
    }
}

impl Place {
    /// As in `OpenAPI`'s `in`.
    pub fn as_str(self) -> &'static str {
        match self {
            Place::Path => "path",
            Place::Query => "query",
            Place::QueryString => "querystring",
            Place::Header => "header",
            Place::Cookie => "cookie",
        }
    }
}

/// `maxLength` as `MaxLength`: details carry codes in the letter case of their envelopes.
fn pascal(rule: &str) -> String {
    let mut letters = rule.trim_start_matches('$').chars();
    letters.next().map(|first| first.to_ascii_uppercase()).into_iter().chain(letters).collect()
}

fn object<'k>(members: impl IntoIterator<Item = (&'k str, Value)>) -> Value {
    Value::Object(members.into_iter().collect::<Object>())
}
