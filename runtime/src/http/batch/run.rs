//! Running a batch: each request goes through the router; responses become entries of the answer.

use std::collections::BTreeMap;

use axum::extract::{OriginalUri, Request};
use axum::middleware::Next;
use axum::response::Response;
use http::uri::Authority;
use http::{HeaderMap, HeaderValue, StatusCode, Uri, header};
use http_body_util::{BodyExt, Limited};

use super::super::body::{is_json, read};
use super::super::check;
use super::super::failure::{Failure, Kind};
use super::super::reply::Reply;
use super::super::table::Envelope;
use super::read::{Entry, entries};
use super::{BatchGroup, BatchOptions, Groups};
use crate::format::after_scheme;
use crate::json::{Object, Value};
use crate::text::base64;

/// What came of a request.
struct Done {
    status: StatusCode,
    headers: Object,
    body: Option<Value>,
    /// Where the entity is that it made.
    location: Option<String>,
    cookies: Vec<HeaderValue>,
}

impl Done {
    fn failed(status: StatusCode, message: &str) -> Self {
        let (_, body) = Failure::of(status, Kind::Code(code(status)), message).render(Envelope::OData, None);
        let headers = [("content-type", Value::from("application/json"))].into_iter().collect();
        Self { status, headers, body: Value::parse(body.as_bytes()).ok(), location: None, cookies: Vec::new() }
    }

    fn is_success(&self) -> bool {
        self.status.is_success() || self.status.is_redirection()
    }
}

fn code(status: StatusCode) -> String {
    status.canonical_reason().unwrap_or("Error").split(' ').collect()
}

/// A batch under way.
struct Batch<'o> {
    options: &'o BatchOptions,
    next: Next,
    /// The request that holds the batch, for what layers have added to it.
    outer: http::request::Parts,
    /// The path of the service.
    prefix: String,
    /// How many bytes the bodies of the responses to come may have.
    left: usize,
    /// Whether a request or a group was a success, and where what it made is.
    done: BTreeMap<String, (bool, Option<String>)>,
}

/// A group that has begun: it ends when this goes, as a failure unless something else was found. So it ends too where the client goes
/// away or a handler panics.
struct Begun {
    groups: Groups,
    group: BatchGroup,
    success: bool,
}

impl Begun {
    fn new(groups: Groups, group: BatchGroup) -> Self {
        groups.0.begin(&group);
        Self { groups, group, success: false }
    }
}

impl Drop for Begun {
    fn drop(&mut self) {
        self.groups.0.end(&self.group, self.success);
    }
}

/// Answers a batch. The cookies that its requests set are set by the answer: in its body, no browser would find them.
pub(super) async fn answer(request: Request, next: Next, options: &BatchOptions) -> Result<Response, Failure> {
    let (mut outer, body) = request.into_parts();
    let content_type = outer.headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    if !is_json(content_type) {
        let message = format!("A batch must be application/json, not `{content_type}`.");
        return Err(Failure::of(StatusCode::UNSUPPORTED_MEDIA_TYPE, Kind::MediaType, message));
    }
    let bytes = read(body, options.body_limit).await?;
    let entries = entries(&check::json(&bytes)?, options.max_requests)?;
    let original = outer.extensions.remove::<OriginalUri>().map(|uri| uri.0.path().to_owned());
    let prefix = original.and_then(|path| path.strip_suffix("/$batch").map(str::to_owned)).unwrap_or_default();
    let keep_going = options.continue_on_error || prefers_to_continue(&outer.headers);
    let mut batch = Batch { options, next, outer, prefix, left: options.body_limit, done: BTreeMap::new() };
    let (mut responses, mut cookies) = (Vec::new(), Vec::new());
    let mut rest = entries.as_slice();
    while let [first, ..] = rest {
        let count = rest.iter().take_while(|entry| first.group.is_some() && entry.group == first.group).count().max(1);
        let (now, later) = rest.split_at(count);
        rest = later;
        let answers = match &first.group {
            Some(group) => batch.group(group, now).await,
            None => vec![batch.one(first).await],
        };
        let failed = answers.iter().any(|done| !done.is_success());
        for (entry, mut done) in now.iter().zip(answers) {
            cookies.append(&mut done.cookies);
            responses.push(shown(entry, done));
        }
        if failed && !keep_going {
            break;
        }
    }
    let answer: Object = [("responses", Value::Array(responses))].into_iter().collect();
    let reply = Reply::text(StatusCode::OK, "application/json", Value::Object(answer).to_string());
    let mut response = reply.into_response(Envelope::OData, None);
    response.headers_mut().extend(cookies.into_iter().map(|cookie| (header::SET_COOKIE, cookie)));
    Ok(response)
}

/// `Prefer: odata.continue-on-error`, without `=false`.
fn prefers_to_continue(headers: &HeaderMap) -> bool {
    let values = headers.get_all("prefer").iter().filter_map(|value| value.to_str().ok());
    values.flat_map(|value| value.split(',')).any(|part| {
        let part = part.trim().to_ascii_lowercase();
        let part = part.strip_prefix("odata.").unwrap_or(&part);
        part == "continue-on-error" || part == "continue-on-error=true"
    })
}

impl Batch<'_> {
    /// The requests of a group: when one fails, all have failed.
    async fn group(&mut self, name: &str, entries: &[Entry]) -> Vec<Done> {
        let refused = |status, message: &str| entries.iter().map(|_| Done::failed(status, message)).collect();
        let Some(groups) = self.options.groups.clone() else {
            self.done.insert(name.to_owned(), (false, None));
            return refused(StatusCode::NOT_IMPLEMENTED, "Groups of requests are not supported.");
        };
        let group = BatchGroup(name.to_owned());
        self.outer.extensions.insert(group.clone());
        let mut begun = Begun::new(groups, group);
        let mut answers = Vec::new();
        let mut failed = None;
        for (at, entry) in entries.iter().enumerate() {
            let done = self.one(entry).await;
            let success = done.is_success();
            answers.push(done);
            if !success {
                failed = Some(at);
                break;
            }
        }
        self.outer.extensions.remove::<BatchGroup>();
        begun.success = failed.is_none();
        drop(begun);
        self.done.insert(name.to_owned(), (failed.is_none(), None));
        let Some(failed) = failed else { return answers };
        let why = answers.into_iter().nth(failed);
        let others: Vec<Done> = refused(StatusCode::FAILED_DEPENDENCY, "Another request of the group has failed.");
        let mut all: Vec<Done> = others;
        if let Some((place, why)) = all.get_mut(failed).zip(why) {
            *place = why;
        }
        self.done.extend(entries.iter().map(|entry| (entry.id.clone(), (false, None))));
        all
    }

    async fn one(&mut self, entry: &Entry) -> Done {
        let failed = entry.depends_on.iter().any(|id| self.done.get(id).is_none_or(|(success, _)| !success));
        let done = if failed {
            Done::failed(StatusCode::FAILED_DEPENDENCY, "A request that this one depends on has failed.")
        } else {
            match self.request(entry) {
                Ok(request) => {
                    let response = self.next.clone().run(request).await;
                    self.received(response).await
                }
                Err(message) => Done::failed(StatusCode::BAD_REQUEST, &message),
            }
        };
        self.done.insert(entry.id.clone(), (done.is_success(), done.location.clone()));
        done
    }

    fn request(&self, entry: &Entry) -> Result<Request, String> {
        let url = self.local(&entry.url)?;
        let uri: Uri = url.parse().map_err(|_| format!("`{}` is no URL.", entry.url))?;
        if uri.path() == "/$batch" {
            return Err("A batch cannot hold a batch.".to_owned());
        }
        let mut request = Request::builder().method(entry.method.as_str()).uri(uri);
        for (name, value) in &entry.headers {
            request = request.header(name, value);
        }
        let body = entry.body.clone().map_or_else(axum::body::Body::empty, axum::body::Body::from);
        let mut request = request.body(body).map_err(|_| "The method or a header is not legal.".to_owned())?;
        // What was said of the batch holds for its requests, unless they say something else.
        for name in [header::AUTHORIZATION, header::COOKIE] {
            if let Some(value) = self.outer.headers.get(&name).filter(|_| !request.headers().contains_key(&name)) {
                request.headers_mut().insert(name, value.clone());
            }
        }
        request.extensions_mut().extend(self.outer.extensions.clone());
        if let Ok(original) = format!("{}{url}", self.prefix).parse() {
            request.extensions_mut().insert(OriginalUri(original));
        }
        Ok(request)
    }

    /// The path inside of the service. `$id` at the start is what an earlier request has made.
    fn local(&self, url: &str) -> Result<String, String> {
        if let Some(rest) = url.strip_prefix('$') {
            let end = rest.find(['/', '?']).unwrap_or(rest.len());
            let (id, rest) = rest.split_at(end);
            match self.done.get(id) {
                Some((true, Some(location))) => return Ok(self.below(absolute(location).map_or(location, |(_, path)| path), rest)),
                Some(_) => return Err(format!("Request `{id}` has made nothing that could be referred to.")),
                // A segment such as `$metadata`.
                None => {}
            }
        }
        match absolute(url) {
            Some((authority, _)) if !self.is_ours(authority) => Err(format!("`{url}` is not a URL of this service.")),
            Some((_, path)) => Ok(self.below(path, "")),
            None => Ok(self.below(url, "")),
        }
    }

    /// A path, absolute or not, and what follows it, as seen from the root of the service.
    fn below(&self, path: &str, rest: &str) -> String {
        let below = path.strip_prefix(self.prefix.as_str()).filter(|rest| !self.prefix.is_empty() && rest.starts_with('/'));
        let path = below.unwrap_or(path);
        format!("{}{path}{rest}", if path.starts_with('/') { "" } else { "/" })
    }

    /// Whether a URL is one of the host that the batch was sent to, as far as that is known. Ports change on the way through proxies.
    fn is_ours(&self, authority: &str) -> bool {
        let Ok(authority) = authority.parse::<Authority>() else { return false };
        let headers = ["host", "x-forwarded-host"].into_iter().flat_map(|name| self.outer.headers.get_all(name));
        let named = headers.filter_map(|value| value.to_str().ok()).flat_map(|value| value.split(','));
        let named = named.filter_map(|host| host.trim().parse().ok());
        let mut hosts = named.chain(self.outer.uri.authority().cloned()).peekable();
        hosts.peek().is_none() || hosts.any(|host: Authority| host.host().eq_ignore_ascii_case(authority.host()))
    }

    /// A response as an entry.
    async fn received(&mut self, response: Response) -> Done {
        let (parts, body) = response.into_parts();
        let Ok(collected) = Limited::new(body, self.left).collect().await else {
            return Done::failed(StatusCode::INTERNAL_SERVER_ERROR, "The response is too large for a batch, or broke off.");
        };
        let bytes = collected.to_bytes();
        self.left = self.left.saturating_sub(bytes.len());
        let text = |name| parts.headers.get(name).and_then(|value| value.to_str().ok()).map(str::to_owned);
        let content_type = text(header::CONTENT_TYPE).unwrap_or_default();
        let body = if bytes.is_empty() {
            None
        } else if is_json(&content_type) {
            Value::parse(&bytes).ok()
        } else if content_type.starts_with("text/") {
            Some(Value::from(String::from_utf8_lossy(&bytes).as_ref()))
        } else {
            Some(Value::from(base64::encode(&bytes, true).as_str()))
        };
        let cookies = parts.headers.get_all(header::SET_COOKIE).iter().cloned().collect();
        Done { status: parts.status, headers: joined(&parts.headers), body, location: text(header::LOCATION), cookies }
    }
}

/// The authority of an absolute URL, and its path with all that follows; `None` of one that is relative, whatever its query says.
fn absolute(url: &str) -> Option<(&str, &str)> {
    let rest = after_scheme(url)?.strip_prefix("//")?;
    Some(rest.split_at(rest.find(['/', '?', '#']).unwrap_or(rest.len())))
}

/// The headers of a response: each name once, with all its values. Cookies cannot be written so; the batch sets them itself.
fn joined(headers: &HeaderMap) -> Object {
    let shown = headers.keys().filter(|name| ![header::CONTENT_LENGTH, header::SET_COOKIE].contains(*name));
    let pairs = shown.filter_map(|name| {
        let values: Vec<_> = headers.get_all(name).iter().filter_map(|value| value.to_str().ok()).collect();
        (!values.is_empty()).then(|| (name.as_str(), Value::from(values.join(", ").as_str())))
    });
    pairs.collect()
}

fn shown(entry: &Entry, done: Done) -> Value {
    let mut members = vec![("id", Value::from(entry.id.as_str()))];
    if let Some(group) = &entry.group {
        members.push(("atomicityGroup", Value::from(group.as_str())));
    }
    members.push(("status", Value::from(u64::from(done.status.as_u16()))));
    if !done.headers.is_empty() {
        members.push(("headers", Value::Object(done.headers)));
    }
    if let Some(body) = done.body {
        members.push(("body", body));
    }
    Value::Object(members.into_iter().collect())
}
