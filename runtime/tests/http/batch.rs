//! Batches: where their requests go, what becomes of the responses, and groups that do not come to their end.

use std::future::pending;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::Body;
use axum::extract::{OriginalUri, Request};
use axum::http::Method;
use axum::response::Response;
use futures_util::FutureExt;
use http_body_util::BodyExt;
use tower::ServiceExt;
use wiretype_runtime::http::{Atomicity, BatchGroup, BatchOptions, Groups, with_batch};
use wiretype_runtime::json::Value;

/// A service below `/odata` that tells what it was asked: what it saw, and what the whole server was asked for.
fn service(options: BatchOptions) -> Router {
    let tell = |OriginalUri(original): OriginalUri, request: Request| async move {
        let path = request.uri().path().to_owned();
        match path.as_str() {
            "/never" => pending::<()>().await,
            "/panic" => panic!("a handler panics"),
            _ => {}
        }
        let response = Response::builder().header("content-type", "text/plain").header("vary", "accept").header("vary", "cookie");
        let response = response.header("set-cookie", "a=1; Expires=Thu, 01 Jan 2026 00:00:00 GMT").header("set-cookie", "b=2");
        let (status, location) =
            if request.method() == Method::POST { (201, "https://public.example/odata/made") } else { (200, "") };
        let body = if path == "/large" { "x".repeat(400) } else { format!("{} of {original}", request.uri()) };
        response.status(status).header("location", location).body(Body::from(body)).unwrap()
    };
    Router::new().nest("/odata", with_batch(Router::new().fallback(tell), options))
}

fn batch(requests: &str) -> Request {
    let request = Request::post("/odata/$batch").header("content-type", "application/json").header("host", "example.org:8080");
    request.body(Body::from(format!(r#"{{"requests":[{requests}]}}"#))).unwrap()
}

fn get(urls: &[&str]) -> Request {
    let entry = |(id, url): (usize, &&str)| format!(r#"{{"id":"{id}","method":"GET","url":"{url}"}}"#);
    batch(&urls.iter().enumerate().map(entry).collect::<Vec<_>>().join(","))
}

async fn entries(options: BatchOptions, request: Request) -> Vec<Value> {
    let response = service(options).oneshot(request).await.unwrap();
    let body = response.into_body().collect().await.unwrap().to_bytes();
    let Value::Object(members) = Value::parse(&body).unwrap() else { panic!("{body:?}") };
    let Some(Value::Array(entries)) = members.get("responses") else { panic!("{body:?}") };
    entries.clone()
}

fn member<'v>(value: &'v Value, name: &str) -> Option<&'v Value> {
    if let Value::Object(members) = value { members.get(name) } else { None }
}

fn body(entry: &Value) -> String {
    match member(entry, "body") {
        Some(Value::String(text)) => text.clone(),
        _ => member(entry, "status").map(ToString::to_string).unwrap_or_default(),
    }
}

#[tokio::test]
async fn urls() {
    let cases = [
        ("people/1?x=y", "/people/1?x=y of /odata/people/1?x=y"),
        ("/odata/people", "/people of /odata/people"),
        ("http://example.org/odata/people", "/people of /odata/people"),
        ("HTTPS://EXAMPLE.ORG:443/odata/people?a=/b", "/people?a=/b of /odata/people?a=/b"),
        ("http://example.org?a=/admin", "/?a=/admin of /odata/?a=/admin"),
        // What is absolute in a query or a key addresses nothing.
        (
            "people?$filter=homepage%20eq%20'http://example.org/admin/delete'",
            "/people?$filter=homepage%20eq%20'http://example.org/admin/delete' \
             of /odata/people?$filter=homepage%20eq%20'http://example.org/admin/delete'",
        ),
        ("people('http://example.org/x')", "/people('http://example.org/x') of /odata/people('http://example.org/x')"),
        // Another host has other people.
        ("http://example.com/odata/people", "400"),
        ("http:///odata/people", "400"),
        ("http://example.org@example.com/odata/people", "400"),
    ];
    let options = BatchOptions { continue_on_error: true, ..BatchOptions::default() };
    let answers = entries(options, get(&cases.map(|(url, _)| url))).await;
    let found: Vec<_> = answers.iter().map(body).collect();
    assert_eq!(found, cases.map(|(_, expected)| expected));
}

#[tokio::test]
async fn what_was_made_may_have_another_host() {
    let requests = r#"{"id":"1","method":"POST","url":"people"},{"id":"2","method":"GET","url":"$1/name?a=b"}"#;
    let answers = entries(BatchOptions::default(), batch(requests)).await;
    assert_eq!(answers.iter().map(body).next_back().as_deref(), Some("/made/name?a=b of /odata/made/name?a=b"));
}

#[tokio::test]
async fn headers() {
    let response = service(BatchOptions::default()).oneshot(get(&["a", "b"])).await.unwrap();
    let cookies: Vec<_> = response.headers().get_all("set-cookie").iter().map(|value| value.to_str().unwrap().len()).collect();
    assert_eq!(cookies, [42, 3, 42, 3]);
    let answers = entries(BatchOptions::default(), get(&["a"])).await;
    let shown = answers.first().and_then(|entry| member(entry, "headers")).unwrap().to_string();
    assert_eq!(shown, r#"{"content-type":"text/plain","vary":"accept, cookie","location":""}"#);
}

#[tokio::test]
async fn responses_share_a_limit() {
    let options = BatchOptions { body_limit: 1000, continue_on_error: true, ..BatchOptions::default() };
    let answers = entries(options, get(&["large", "large", "large", "a"])).await;
    let statuses: Vec<_> = answers.iter().map(|entry| member(entry, "status").unwrap().to_string()).collect();
    assert_eq!(statuses, ["200", "200", "500", "200"]);
}

#[derive(Default)]
struct Log(Mutex<Vec<String>>);

impl Atomicity for Log {
    fn begin(&self, group: &BatchGroup) {
        self.0.lock().unwrap().push(format!("{} begins", group.0));
    }

    fn end(&self, group: &BatchGroup, success: bool) {
        self.0.lock().unwrap().push(format!("{} {}", group.0, if success { "holds" } else { "is undone" }));
    }
}

#[tokio::test]
async fn groups_end_whatever_happens() {
    for (url, end) in
        [("a", "g holds"), ("http://example.com/a", "g is undone"), ("panic", "g is undone"), ("never", "g is undone")]
    {
        let log = Arc::new(Log::default());
        let options = BatchOptions { groups: Some(Groups(log.clone())), ..BatchOptions::default() };
        let requests = format!(r#"{{"id":"1","method":"POST","url":"{url}","atomicityGroup":"g"}}"#);
        let mut answer = Box::pin(service(options).oneshot(batch(&requests)));
        // Asked once: a client that does not wait any longer.
        let _ = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| answer.as_mut().now_or_never()));
        drop(answer);
        assert_eq!(*log.0.lock().unwrap(), ["g begins", end], "{url}");
    }
}
