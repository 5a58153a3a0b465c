//! The door: a route table and a service in, an [`axum::Router`] out.

use std::collections::BTreeSet;
use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use axum::body::{Body, HttpBody};
use axum::extract::Request;
use axum::middleware::{self, Next};
use axum::response::Response;
use http::{HeaderValue, Method, StatusCode, header};

use super::body::Limits;
use super::call::Call;
use super::failure::{Failure, Kind};
use super::matcher::{Found, Matcher};
use super::observe::{Observer, Watch, schema_of};
use super::parameter::Sources;
use super::reply::Reply;
use super::table::{Api, Envelope};
use super::{ieee754, query, security};
use crate::validate;

/// A reply that is being made.
pub type Pending = Pin<Box<dyn Future<Output = Reply> + Send>>;

/// What a router may be told.
#[derive(Clone, Debug)]
pub struct Options {
    /// Bodies with more bytes are refused.
    pub body_limit: usize,
    /// Multipart bodies with more parts are refused.
    pub part_limit: usize,
    /// Where requests go that are for no route of the API, be it that there is none for the path or for the method; without one they get
    /// 404 or 405.
    pub fallback: Option<axum::Router>,
    /// How requests and responses are checked; `None`: as the module was generated, which is strictly unless its configuration
    /// says otherwise.
    pub validation: Option<validate::Options>,
    /// Whether JSON responses are checked before they are sent; `None`: as the module was generated. One that breaks its schema
    /// becomes 500, unless the policy only warns.
    pub responses: Option<bool>,
    /// Who is told of messages that break their schemas, be they refused or not.
    pub observer: Option<Observer>,
    /// Whether system query options of an `OData` service are parsed and checked against its model: what is wrong with them is wrong with
    /// the request, see [`QueryOptions`](super::QueryOptions).
    pub queries: bool,
}

impl Default for Options {
    /// Bodies of 2 MiB and 1,000 parts, no fallback, no observer, queries are checked, everything else as the module was generated.
    fn default() -> Self {
        Self {
            body_limit: 2 * 1024 * 1024,
            part_limit: 1_000,
            fallback: None,
            validation: None,
            responses: None,
            observer: None,
            queries: true,
        }
    }
}

/// The router of an API: `dispatch` calls the service for a route by its index.
pub fn router<S: Send + Sync + 'static>(
    api: &'static Api,
    options: Options,
    service: impl Into<Arc<S>>,
    dispatch: fn(Arc<S>, usize, Call) -> Pending,
) -> axum::Router {
    let service = service.into();
    let dispatch = Box::new(move |index, call| dispatch(Arc::clone(&service), index, call));
    let watch = Arc::new(Watch::new(api, &options));
    let door = Arc::new(Door { api, matcher: Matcher::new(api), options, watch, dispatch });
    match door.options.fallback.clone() {
        Some(fallback) => fallback.layer(middleware::from_fn(move |request: Request, next: Next| {
            let door = Arc::clone(&door);
            async move { door.serve(request, Some(next)).await }
        })),
        None => axum::Router::new().fallback(move |request: Request| {
            let door = Arc::clone(&door);
            async move { door.serve(request, None).await }
        }),
    }
}

/// For indexes that a `dispatch` does not know.
pub fn not_found() -> Pending {
    Box::pin(async { Reply::failure(Failure::of(StatusCode::NOT_FOUND, Kind::NotFound, "Nothing is found here.")) })
}

struct Door {
    api: &'static Api,
    matcher: Matcher,
    options: Options,
    watch: Arc<Watch>,
    dispatch: Box<dyn Fn(usize, Call) -> Pending + Send + Sync>,
}

impl fmt::Debug for Door {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Door").field("api", &self.api.title).finish_non_exhaustive()
    }
}

impl Door {
    async fn serve(&self, request: Request, next: Option<Next>) -> Response {
        let client_request_id = request.headers().get("client-request-id").and_then(|id| id.to_str().ok()).map(str::to_owned);
        let is_head = request.method() == Method::HEAD;
        let path_query = query::pairs(request.uri().query().unwrap_or_default());
        let reply = match self.matcher.find(request.method().as_str(), request.uri().path(), &path_query, request.headers()) {
            Found::Route { index, captures } => self.call(index, captures, request).await,
            Found::Methods(methods) => {
                let method = request.method().clone();
                if let Some(next) = next
                    && let Some(response) = other_method(request, next).await
                {
                    return response;
                }
                methods_reply(&method, &methods)
            }
            Found::Nothing => match next {
                Some(next) => return next.run(request).await,
                None => Reply::failure(Failure::not_found(request.uri().path())),
            },
        };
        let response = reply.into_response(self.api.envelope, client_request_id.as_deref());
        if is_head { without_body(response) } else { response }
    }

    async fn call(&self, index: usize, captures: Vec<(&'static str, String)>, request: Request) -> Reply {
        let Some(route) = self.api.routes().get(index) else { return Reply::internal("The route is unknown.") };
        let (parts, body) = request.into_parts();
        let sources = Sources::new(parts.into(), captures, route);
        if let Some(refused) = security::check(self.api, route, &sources.head.headers, &sources.query, &sources.cookies) {
            return Reply::failure(refused);
        }
        let limits = Limits { bytes: self.options.body_limit, parts: self.options.part_limit };
        let as_texts = self.api.envelope == Envelope::OData && ieee754::is_wanted(&sources.head.headers);
        let call = Call::new(route, sources, body, limits, Arc::clone(&self.watch));
        let reply = self.watch.reply(route, (self.dispatch)(index, call).await);
        match schema_of(route, &reply).filter(|_| as_texts) {
            Some(schema) => ieee754::written(reply, schema, false),
            None => reply,
        }
    }
}

/// What the fallback answers for a method that a path has no route for; nothing if that is 404 or 405 without a body, as routers answer
/// that do not know the path or the method either.
async fn other_method(request: Request, next: Next) -> Option<Response> {
    let response = next.run(request).await;
    let refused = matches!(response.status(), StatusCode::NOT_FOUND | StatusCode::METHOD_NOT_ALLOWED);
    (!refused || response.body().size_hint().exact() != Some(0)).then_some(response)
}

/// 405, or the answer to `OPTIONS`.
pub(super) fn methods_reply(method: &Method, methods: &BTreeSet<&'static str>) -> Reply {
    let mut allowed = methods.clone();
    allowed.insert("OPTIONS");
    if allowed.contains("GET") {
        allowed.insert("HEAD");
    }
    let allowed: Vec<&str> = allowed.into_iter().collect();
    let allow = allowed.join(", ");
    if method == Method::OPTIONS {
        let mut reply = Reply::empty(StatusCode::NO_CONTENT);
        reply.headers_mut().extend(HeaderValue::from_str(&allow).ok().map(|allow| (header::ALLOW, allow)));
        return reply;
    }
    let message = format!("`{method}` is not allowed here, only {allow}.");
    Reply::failure(Failure::of(StatusCode::METHOD_NOT_ALLOWED, Kind::Method, message).header(header::ALLOW, &allow))
}

/// The reply to `HEAD`: as to `GET`, but for the body.
pub(super) fn without_body(response: Response) -> Response {
    let (mut parts, body) = response.into_parts();
    if let Some(length) = body.size_hint().exact()
        && length > 0
    {
        parts.headers.entry(header::CONTENT_LENGTH).or_insert(HeaderValue::from(length));
    }
    Response::from_parts(parts, Body::empty())
}
