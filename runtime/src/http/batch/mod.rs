//! `$batch` in JSON (`OData` JSON format 4.01, section 19): a router in, one out that takes a batch apart, sends each request through the
//! router itself, in order, and answers with their responses.

mod read;
mod run;

use std::fmt;
use std::sync::Arc;

use axum::extract::Request;
use axum::middleware::{self, Next};
use http::{Method, StatusCode};

use super::failure::{Failure, Kind};
use super::reply::Reply;
use super::table::Envelope;

/// What [`with_batch`] may be told.
#[derive(Clone, Debug)]
pub struct BatchOptions {
    /// Batches with more requests are refused.
    pub max_requests: usize,
    /// Batches with more bytes are refused, and so are responses where their bodies are larger than that together.
    pub body_limit: usize,
    /// Requests behind one that fails are made, whatever the client prefers. Without, they are made only if it asks for that.
    pub continue_on_error: bool,
    /// Who sees to it that groups happen as a whole or not at all. Without, requests in groups are answered with 501.
    pub groups: Option<Groups>,
}

impl Default for BatchOptions {
    /// 100 requests, 4 MiB, no groups.
    fn default() -> Self {
        Self { max_requests: 100, body_limit: 4 * 1024 * 1024, continue_on_error: false, groups: None }
    }
}

/// Sees to it that the requests of a group happen as a whole or not at all.
pub trait Atomicity: Send + Sync + 'static {
    /// A group begins; its requests carry a [`BatchGroup`] in their extensions.
    fn begin(&self, group: &BatchGroup);

    /// A group has ended: what its requests did holds if `success`, and is undone otherwise. Each group that begins ends: without success
    /// where the client goes away or a handler panics.
    fn end(&self, group: &BatchGroup, success: bool);
}

/// Who sees to groups.
#[derive(Clone)]
pub struct Groups(pub Arc<dyn Atomicity>);

impl fmt::Debug for Groups {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Groups")
    }
}

/// The group that a request of a batch belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BatchGroup(pub String);

/// Adds `$batch` to a router, which must be the root of a service.
///
/// URLs in a batch are relative to the service, absolute paths, or absolute URLs of the host that the batch was sent to (`Host` or
/// `X-Forwarded-Host`). Of a response, each header is one member with its values joined by commas; cookies are set by the batch's response.
pub fn with_batch(router: axum::Router, options: BatchOptions) -> axum::Router {
    router.layer(middleware::from_fn(move |request: Request, next: Next| {
        let options = options.clone();
        async move {
            if request.uri().path() != "/$batch" {
                return next.run(request).await;
            }
            let answer = if request.method() == Method::POST {
                run::answer(request, next, &options).await
            } else {
                let message = format!("`{}` is not allowed here, only POST.", request.method());
                let failure = Failure::of(StatusCode::METHOD_NOT_ALLOWED, Kind::Method, message);
                Err(failure.header(http::header::ALLOW, "POST"))
            };
            answer.unwrap_or_else(|failure| Reply::failure(failure).into_response(Envelope::OData, None))
        }
    }))
}
