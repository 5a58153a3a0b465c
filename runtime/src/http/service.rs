//! One handler for every URL of an `OData` service: a model and a service in, an [`axum::Router`] out that resolves URLs, checks queries
//! and bodies, and hands over what is legal. Meant as the fallback of a generated router, or for a fake or gateway by itself.

use std::future::Future;
use std::sync::Arc;

use axum::extract::Request;
use bytes::Bytes;
use http::{Method, StatusCode, header};

use super::body::{read, unsupported};
use super::check;
use super::door::{self, methods_reply};
use super::failure::{Failure, Kind, Problem, Spot};
use super::head::{Head, RequestParts};
use super::ieee754;
use super::reply::{IntoReply, Reply};
use super::table::{Envelope, Place};
use crate::json::Value;
use crate::odata::{self, ErrorKind, Model, Query, RequestBody, Resource};

/// A service that answers every URL that its model allows.
pub trait AnyResource: Send + Sync + 'static {
    /// Answers a request that was resolved and checked.
    fn answer(&self, asked: Asked) -> impl Future<Output = Reply> + Send;
}

impl<S: AnyResource> AnyResource for Arc<S> {
    fn answer(&self, asked: Asked) -> impl Future<Output = Reply> + Send {
        S::answer(self, asked)
    }
}

/// A request that was resolved and checked.
#[derive(Debug)]
pub struct Asked {
    /// What its URL addresses.
    pub resource: Resource,
    /// Its query options.
    pub query: Query,
    /// Its body.
    pub body: AskedBody,
    /// Who asks, and how: method, URI, headers, credentials, what layers have found out.
    pub head: Head,
}

/// The body of an [`Asked`].
#[derive(Clone, Debug, PartialEq)]
pub enum AskedBody {
    /// There is none.
    Nothing,
    /// JSON that the model allows at this place.
    Json(Value),
    /// Bytes, for streams and raw values.
    Bytes(Bytes),
}

/// What [`service_router`] may be told.
#[derive(Clone, Debug)]
pub struct ServiceOptions {
    /// How URLs are read.
    pub urls: odata::Options,
    /// Bodies with more bytes are refused.
    pub body_limit: usize,
}

impl Default for ServiceOptions {
    /// URLs as the standard says, bodies of 2 MiB.
    fn default() -> Self {
        Self { urls: odata::Options::default(), body_limit: 2 * 1024 * 1024 }
    }
}

/// The router that hands every legal request to a service. Nest it below the path of the service, or give it to a generated router as
/// [`Options::fallback`](super::Options::fallback).
pub fn service_router<S: AnyResource>(model: &'static Model, service: S, options: ServiceOptions) -> axum::Router {
    let service = Arc::new(service);
    axum::Router::new().fallback(move |request: Request| {
        let (service, options) = (Arc::clone(&service), options.clone());
        async move {
            let client_request_id = request.headers().get("client-request-id").and_then(|id| id.to_str().ok()).map(str::to_owned);
            let is_head = request.method() == Method::HEAD;
            let as_texts = ieee754::is_wanted(request.headers());
            let reply = match receive(model, request, &options).await {
                Ok(asked) => {
                    let holds = asked.resource.holds.filter(|_| as_texts);
                    let reply = service.answer(asked).await;
                    match holds.and_then(|holds| Some((holds, model.schema(holds.ty)?))) {
                        Some((holds, schema)) => {
                            ieee754::written(reply, schema, holds.collection || !model.is_structured(holds.ty))
                        }
                        None => reply,
                    }
                }
                Err(reply) => reply,
            };
            let response = reply.into_reply().into_response(Envelope::OData, client_request_id.as_deref());
            if is_head { door::without_body(response) } else { response }
        }
    })
}

/// Resolves and checks a request; `Err` is the answer to one that is not legal.
async fn receive(model: &'static Model, request: Request, options: &ServiceOptions) -> Result<Asked, Reply> {
    let (parts, body) = request.into_parts();
    let url = parts.uri.path_and_query().map_or_else(|| parts.uri.path().to_owned(), ToString::to_string);
    let method = parts.method.as_str();
    let resource = odata::resolve_with(model, &url, Some(method), &options.urls).map_err(|error| {
        let (status, kind) = match error.kind {
            ErrorKind::NotFound => (StatusCode::NOT_FOUND, Kind::NotFound),
            ErrorKind::Malformed => (StatusCode::BAD_REQUEST, Kind::Malformed),
        };
        Reply::failure(Failure::of(status, kind, sentence(&error.to_string())))
    })?;
    if !resource.allows(method) {
        return Err(methods_reply(&parts.method, &resource.methods.iter().copied().collect()));
    }
    let query = receive_query(&resource, &parts).map_err(|problems| Reply::failure(Failure::invalid(problems)))?;
    let body = receive_body(&resource, &parts, body, options.body_limit).await.map_err(Reply::failure)?;
    Ok(Asked { resource, query, body, head: parts.into() })
}

/// The query; `Err` is what is wrong with it, or with the headers.
fn receive_query(resource: &Resource, parts: &RequestParts) -> Result<Query, Vec<Problem>> {
    let query = Query::parse(resource.model, resource, parts.uri.query().unwrap_or_default());
    let headers = resource.required_headers().into_iter().filter(|name| !parts.headers.contains_key(*name));
    let missing = headers.map(|name| check::missing(name, Place::Header));
    match query {
        Ok(query) => {
            let missing: Vec<Problem> = missing.collect();
            if missing.is_empty() { Ok(query) } else { Err(missing) }
        }
        Err(errors) => Err(check::query_problems(errors).chain(missing).collect()),
    }
}

async fn receive_body(
    resource: &Resource,
    parts: &RequestParts,
    body: axum::body::Body,
    limit: usize,
) -> Result<AskedBody, Failure> {
    let method = parts.method.as_str();
    let wanted = resource.body(method);
    if wanted == RequestBody::Nothing {
        return Ok(AskedBody::Nothing);
    }
    let content_type = parts.headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    if let Some(known) = resource.media_types()
        && !known.iter().any(|known| super::media_matches(known, content_type))
    {
        return Err(unsupported(known, content_type, true));
    }
    let bytes = read(body, limit).await?;
    if wanted == RequestBody::Bytes {
        return Ok(AskedBody::Bytes(bytes));
    }
    if !bytes.is_empty() && !super::media_matches("application/json", content_type) {
        return Err(unsupported(&["application/json"], content_type, true));
    }
    let value = check::json(&bytes)?;
    let report = resource.check_body(method, &value);
    if report.has_errors() {
        return Err(Failure::invalid(check::problems(report, |pointer| Spot::Body { pointer }).collect()));
    }
    Ok(AskedBody::Json(value))
}

/// A message with a capital letter and a full stop.
fn sentence(message: &str) -> String {
    let mut letters = message.chars();
    let first: String = letters.next().map(|first| first.to_uppercase().collect()).unwrap_or_default();
    let stop = if message.ends_with(['.', '?']) { "" } else { "." };
    format!("{first}{}{stop}", letters.as_str())
}
