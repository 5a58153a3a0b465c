//! A module of the form that the generator writes, and one way to ask it.

use std::future::Future;
use std::sync::Arc;

use axum::body::Body as HttpBody;
use tower::ServiceExt;
use wiretype_runtime::http::{
    Api, Body, Bytes, Call, Encoding, Envelope, FromCall, IntoReply, Media, MediaKind, Multipart, Need, Options, Param, Part,
    Pending, Place, Reply, ResponseBodies, Route, Scheme, Segment, Style,
};
use wiretype_runtime::json::{Object, Value};
use wiretype_runtime::schema::{CREATE, READ, SchemaRef, UPDATE};

use super::schemas::{CONNECTION, DEEP, INT, INTS, NAME, RGB, STR, UUID, VERSION};

/// A parameter in its default style.
pub const fn param(name: &'static str, place: Place, required: bool, schema: SchemaRef) -> Param {
    let style = if matches!(place, Place::Query | Place::Cookie) { Style::Form } else { Style::Simple };
    Param {
        name,
        place,
        style,
        explode: matches!(style, Style::Form),
        required,
        allow_reserved: false,
        allow_empty: false,
        json: false,
        prefix: None,
        default: None,
        schema,
    }
}

const BEARER: &[&[Need]] = &[&[Need { scheme: Scheme::Bearer, scopes: &["user_impersonation"] }]];

const KEY: &[&[Need]] = &[
    &[Need { scheme: Scheme::ApiKey { place: Place::Header, name: "X-Key" }, scopes: &[] }],
    &[
        Need { scheme: Scheme::ApiKey { place: Place::Query, name: "key" }, scopes: &[] },
        Need { scheme: Scheme::Basic, scopes: &[] },
    ],
];

const fn media(media_type: &'static str, kind: MediaKind) -> Media {
    Media { media_type, kind }
}

const SEGMENTS: &[Segment] = &[
    Segment(&[Part::Literal("subscriptions")]),
    Segment(&[Part::Param("subscriptionId")]),
    Segment(&[Part::Literal("connections")]),
    Segment(&[Part::Param("name")]),
];

static ROUTES: [Route; 7] = [
    Route {
        method: "PUT",
        path: "/subscriptions/{subscriptionId}/connections/{name}",
        segments: SEGMENTS,
        query: &[],
        headers: &[],
        ignore_case: true,
        params: &[
            param("subscriptionId", Place::Path, true, UUID),
            param("name", Place::Path, true, NAME),
            param("api-version", Place::Query, true, VERSION),
            param("If-Match", Place::Header, false, STR),
        ],
        body: Some(&Body { required: true, contents: &[media("application/json", MediaKind::Json)] }),
        responses: &[ResponseBodies { from: 200, to: 299, contents: &[("application/json", CONNECTION)] }],
        security: BEARER,
        views: CREATE,
    },
    Route {
        method: "GET",
        path: "/subscriptions/{subscriptionId}/connections/{name}",
        segments: SEGMENTS,
        query: &[],
        headers: &[],
        ignore_case: true,
        params: &[
            param("subscriptionId", Place::Path, true, UUID),
            param("name", Place::Path, true, NAME),
            Param { default: Some("10"), ..param("$top", Place::Query, false, INT) },
        ],
        body: None,
        responses: &[],
        security: KEY,
        views: READ,
    },
    Route {
        method: "GET",
        path: "/search",
        segments: &[Segment(&[Part::Literal("search")])],
        query: &[],
        headers: &[],
        ignore_case: false,
        params: &[
            param("ids", Place::Query, false, INTS),
            Param { style: Style::DeepObject, ..param("filter", Place::Query, false, DEEP) },
            param("session", Place::Cookie, false, STR),
            Param { prefix: Some("x-ms-meta-"), ..param("x-ms-meta", Place::Header, false, DEEP) },
            Param { json: true, ..param("where", Place::Query, false, RGB) },
            Param { allow_empty: true, ..param("flag", Place::Query, false, super::schemas::FLAG) },
            param("X-Rate", Place::Header, false, INTS),
        ],
        body: None,
        responses: &[],
        security: &[],
        views: READ,
    },
    Route {
        method: "POST",
        path: "/things",
        segments: &[Segment(&[Part::Literal("things")])],
        query: &[],
        headers: &[],
        ignore_case: false,
        params: &[],
        body: Some(&Body {
            required: false,
            contents: &[
                media("application/json", MediaKind::Json),
                media("application/x-www-form-urlencoded", MediaKind::Form),
                media("multipart/form-data", MediaKind::Multipart),
                media("text/*", MediaKind::Text),
                media("application/octet-stream", MediaKind::Binary),
            ],
        }),
        responses: &[],
        security: &[],
        views: UPDATE,
    },
    Route {
        method: "DELETE",
        path: "/things",
        segments: &[Segment(&[Part::Literal("things")])],
        query: &[],
        headers: &[],
        ignore_case: false,
        params: &[],
        body: None,
        responses: &[],
        security: &[],
        views: READ,
    },
    Route {
        method: "POST",
        path: "/files",
        segments: &[Segment(&[Part::Literal("files")])],
        query: &[],
        headers: &[],
        ignore_case: false,
        params: &[],
        body: Some(&Body { required: true, contents: &[media("multipart/*", MediaKind::Multipart)] }),
        responses: &[],
        security: &[],
        views: CREATE,
    },
    Route {
        method: "GET",
        path: "/f(x={x},y={y})",
        segments: &[Segment(&[
            Part::Literal("f(x="),
            Part::Param("x"),
            Part::Literal(",y="),
            Part::Param("y"),
            Part::Literal(")"),
        ])],
        query: &[],
        headers: &[],
        ignore_case: false,
        params: &[
            Param { style: Style::ODataLiteral, ..param("x", Place::Path, true, STR) },
            Param { style: Style::ODataLiteral, ..param("y", Place::Path, true, INT) },
        ],
        body: None,
        responses: &[],
        security: &[],
        views: READ,
    },
];

const fn api(envelope: Envelope) -> Api {
    Api::of("Test \"API\"", envelope, &ROUTES)
}

static PROBLEM: Api = api(Envelope::Problem);
static ODATA: Api = api(Envelope::OData);
static ARM: Api = api(Envelope::Arm);

/// What the update operation takes.
#[derive(Debug)]
pub struct UpdateRequest {
    subscription_id: String,
    name: String,
    api_version: String,
    if_match: Option<String>,
    body: Value,
}

impl FromCall for UpdateRequest {
    fn from_call(call: &mut Call) -> Option<Self> {
        let subscription_id = call.required(0);
        let name = call.required(1);
        let api_version = call.required(2);
        let if_match = call.optional(3);
        let body = call.json(CONNECTION);
        call.complete()?;
        Some(Self { subscription_id: subscription_id?, name: name?, api_version: api_version?, if_match, body: body? })
    }
}

/// What it answers.
#[derive(Debug)]
pub enum UpdateResponse {
    Ok(Value),
    Accepted { location: String, retry_after: Option<i32> },
}

impl IntoReply for UpdateResponse {
    fn into_reply(self) -> Reply {
        match self {
            Self::Ok(body) => Reply::json(200, &body),
            Self::Accepted { location, retry_after } => {
                Reply::empty(202).header("Location", &location).optional_header("Retry-After", retry_after.as_ref())
            }
        }
    }
}

/// Whatever a call holds, as an object.
#[derive(Debug)]
pub struct Echo(Object);

impl FromCall for Echo {
    fn from_call(call: &mut Call) -> Option<Self> {
        let mut seen = Object::new();
        for (index, param) in call.route().params.iter().enumerate() {
            let value: Option<Value> = if param.required { call.required(index) } else { call.optional(index) };
            if let Some(value) = value {
                seen.insert(param.name.to_owned(), value);
            }
        }
        call.complete().map(|()| Self(seen))
    }
}

const JOINED: &[Encoding] = &[Encoding { style: Style::PipeDelimited, explode: false, ..Encoding::of("joined") }];

/// A body in one of several media types.
#[derive(Debug)]
pub enum Thing {
    None,
    Object(Value),
    Text(String),
    Bytes(Bytes),
}

impl FromCall for Thing {
    fn from_call(call: &mut Call) -> Option<Self> {
        let thing = match call.media() {
            None => Some(Self::None),
            Some(1) => call.optional_form_with(DEEP, JOINED).map(Self::Object),
            Some(0..3) => call.optional_json(DEEP).map(Self::Object),
            Some(3) => call.optional_text_as(NAME).map(Self::Text),
            Some(_) => call.bytes().map(Self::Bytes),
        };
        call.complete()?;
        thing
    }
}

/// Several parts.
#[derive(Debug)]
pub struct Files(Multipart);

impl FromCall for Files {
    fn from_call(call: &mut Call) -> Option<Self> {
        let parts = call.multipart();
        call.complete()?;
        Some(Self(parts?))
    }
}

/// The trait that a user implements.
pub trait Service: Send + Sync + 'static {
    fn update(&self, request: UpdateRequest) -> impl Future<Output = UpdateResponse> + Send;
}

/// The user's service.
#[derive(Debug)]
pub struct Users;

impl Service for Users {
    async fn update(&self, request: UpdateRequest) -> UpdateResponse {
        if request.if_match.is_some() {
            let location = format!("/{}/{}\r\nX: é", request.subscription_id, request.api_version);
            return UpdateResponse::Accepted { location, retry_after: Some(60) };
        }
        let Value::Object(mut body) = request.body else { return UpdateResponse::Ok(Value::Null) };
        body.insert("id".to_owned(), Value::from(request.name));
        UpdateResponse::Ok(Value::Object(body))
    }
}

fn echo(call: Call) -> Pending {
    call.answer(|request: Echo| async move { Reply::json(200, &request.0) })
}

fn dispatch<S: Service>(service: Arc<S>, route: usize, call: Call) -> Pending {
    match route {
        0 => call.answer(move |request| async move { service.update(request).await }),
        1 | 2 | 6 => echo(call),
        3 => call.answer(|thing: Thing| async move {
            let text = match thing {
                Thing::None => "None".to_owned(),
                Thing::Object(value) => format!("Object({value})"),
                Thing::Text(text) => format!("Text({text:?})"),
                Thing::Bytes(bytes) => format!("Bytes({bytes:?})"),
            };
            Reply::text(200, "text/plain", text)
        }),
        4 => call.answer(|(): ()| async { Reply::not_implemented() }),
        5 => call.answer(|files: Files| async move {
            let part = |part: &wiretype_runtime::http::MultipartPart| {
                let number = part.json::<i32>().ok();
                format!("{}|{:?}|{:?}|{:?}|{number:?}", part.name(), part.filename(), part.content_type(), part.text())
            };
            Reply::text(200, "text/plain", files.0.parts().iter().map(part).collect::<Vec<_>>().join("\n"))
        }),
        _ => wiretype_runtime::http::not_found(),
    }
}

/// The router, with errors in an envelope.
pub fn router(envelope: Envelope) -> axum::Router {
    let api = match envelope {
        Envelope::Problem => &PROBLEM,
        Envelope::OData => &ODATA,
        Envelope::Arm => &ARM,
    };
    let options = Options { body_limit: 1000, ..Options::default() };
    wiretype_runtime::http::router(api, options, Users, dispatch::<Users>)
}

/// The router, with options.
pub fn router_with(options: Options) -> axum::Router {
    wiretype_runtime::http::router(&PROBLEM, options, Users, dispatch::<Users>)
}

/// The router, with another for everything it has no route for.
pub fn router_over(fallback: axum::Router) -> axum::Router {
    let options = Options { fallback: Some(fallback), ..Options::default() };
    wiretype_runtime::http::router(&PROBLEM, options, Arc::new(Users), dispatch::<Users>)
}

/// Sends a request written as `METHOD /path`, header lines, an empty line and a body; the answer in the same form.
pub fn ask(router: axum::Router, request: &str) -> String {
    ask_bytes(router, request.as_bytes())
}

/// As [`ask`], with any bytes after the empty line.
pub fn ask_bytes(router: axum::Router, request: &[u8]) -> String {
    let split = request.windows(2).position(|pair| pair == b"\n\n").unwrap_or(request.len());
    let (head, body) = request.split_at(split);
    let head = std::str::from_utf8(head).expect("the head is text");
    let mut lines = head.lines();
    let (method, uri) = lines.next().and_then(|line| line.split_once(' ')).expect("a request line");
    let mut builder = axum::http::Request::builder().method(method).uri(uri);
    for line in lines {
        let (name, value) = line.split_once(": ").expect("a header line");
        builder = builder.header(name, value);
    }
    let body = HttpBody::from(body.get(2..).unwrap_or_default().to_vec());
    let request = builder.body(body).expect("a request");
    let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
    runtime.block_on(async {
        let response = router.oneshot(request).await.expect("a response");
        let mut text = response.status().as_u16().to_string();
        for (name, value) in response.headers() {
            // Set by axum for every body; only the answer to `HEAD` shows whether we kept it.
            if name == "content-length" && method != "HEAD" {
                continue;
            }
            text.push_str(&format!("\n{name}: {}", String::from_utf8_lossy(value.as_bytes())));
        }
        let body = axum::body::to_bytes(response.into_body(), usize::MAX).await.expect("a body");
        if !body.is_empty() {
            text.push_str("\n\n");
            text.push_str(&String::from_utf8_lossy(&body));
        }
        text
    })
}
