//! Bodies in several media types, and replies.

use std::convert::Infallible;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use axum::body::HttpBody;
use futures_util::{StreamExt, stream};
use http_body::Frame;
use wiretype_runtime::http::Bytes;
use wiretype_runtime::http::Envelope::Problem;
use wiretype_runtime::http::{Event, Events, IntoStatus, Reply, media_matches};

use super::module::{ask, router};

/// What `POST /things` made of a body of a media type, or the start of the problem.
fn thing(media_type: &str, body: &str, want: &str) {
    let answer = ask(router(Problem), &format!("POST /things\ncontent-type: {media_type}\n\n{body}"));
    let body = answer.split_once("\n\n").map_or("", |(_, body)| body);
    let found = body.split_once(r#""detail":"#).map_or(body, |(_, detail)| detail.trim_matches(['"', '}']));
    let found = found.split_once(r#"","errors"#).map_or(found, |(detail, _)| detail);
    assert_eq!(found, want, "{media_type} {body}");
}

#[test]
fn by_media_type() {
    thing("application/json", "", "None");
    thing("application/json", r#"{"age":1}"#, r#"Object({"age":1})"#);
    thing("text/plain", "he", r#"Text("he")"#);
    thing("text/plain", "hé", "The request body must match the pattern `^[a-z]+$`.");
    thing("text/css;charset=us-ascii", "a", r#"Text("a")"#);
    thing("application/octet-stream", "a", r#"Bytes(b"a")"#);
    thing(
        "image/png",
        "a",
        "The request body must be application/json, application/x-www-form-urlencoded, multipart/form-data, text/* or application/octet-stream, not `image/png`.",
    );
    let unknown = ask(router(Problem), "POST /things\n\nabc");
    assert!(unknown.ends_with(r#"Bytes(b"abc")"#), "{unknown}");
    let empty = ask(router(Problem), "POST /things");
    assert!(empty.ends_with("None"), "{empty}");
}

#[test]
fn forms() {
    let form = "application/x-www-form-urlencoded";
    thing(form, "name=a+b%26&age=3&tags=x&tags=y", r#"Object({"name":"a b&","age":3,"tags":["x","y"]})"#);
    thing(form, "tags=x", r#"Object({"tags":["x"]})"#);
    thing(form, "tags[]=x&tags[]=y&color[R]=1", r#"Object({"tags":["x","y"],"color":{"R":1}})"#);
    thing(form, "color={\"R\":2}&on=true&other[a]=1", r#"Object({"color":{"R":2},"on":true,"other":{"a":"1"}})"#);
    thing(form, "joined=1|2%7C3&tags=a|b", r#"Object({"tags":["a|b"],"joined":[1,2,3]})"#);
    thing(form, "joined=1|x", "`/joined/1` in the request body must be an integer.");
    thing(form, "age=x", "`/age` in the request body must be an integer.");
    thing(form, "age=1&age=2", "`/age` in the request body must be an integer.");
    thing(form, "name=%FF", "The request body must be percent-encoded UTF-8.");
    let multipart = "multipart/form-data; boundary=\"b c\"";
    let field = |name: &str, rest: &str| format!("--b c\r\nContent-Disposition: form-data; name=\"{name}\"{rest}\r\n");
    let body = [
        field("age", "\r\n\r\n3"),
        field("tags", "\r\n\r\nx"),
        field("tags", "\r\n\r\ny"),
        field("color", "\r\nContent-Type: application/json\r\n\r\n{\"R\":1}"),
    ];
    thing(multipart, &format!("{}--b c--\r\n", body.concat()), r#"Object({"age":3,"tags":["x","y"],"color":{"R":1}})"#);
    thing(multipart, "--b c\r\nx", "The request body has no closing boundary.");
    thing(multipart, "x", "The request body has no closing boundary.");
    thing("multipart/form-data", "--b", "The `Content-Type` of the request body names no boundary.");
    let bare = format!("--b c\r\n\r\n3\r\n{}--b c--", field("age", "\r\n\r\n3\r\n"));
    thing(multipart, &bare, "A part of the request body has no headers.");
    let large = field("name", &format!("\r\n\r\n{}\r\n", "x".repeat(1000)));
    thing(multipart, &format!("{large}--b c--"), "The request body is larger than 1000 bytes.");
}

#[test]
fn parts() {
    let body = "preamble\r\n--B\r\nContent-Disposition: form-data; name=\"f\"; filename=\"a \\\"b\\\";.txt\"\r\nContent-Type: text/plain\r\n\r\nline\r\n--\r\n\
                --B  \r\nContent-Disposition: form-data; filename*=UTF-8''x; name=n\r\n\r\n12\r\n--B\r\nX: 1\r\n\r\nbare\r\n--B--\r\nepilogue";
    let answer = ask(router(Problem), &format!("POST /files\ncontent-type: multipart/form-data; boundary=B\n\n{body}"));
    let want = "f|Some(\"a \\\"b\\\";.txt\")|Some(\"text/plain\")|Some(\"line\\r\\n--\")|None\n\
                n|None|None|Some(\"12\")|Some(12)\n|None|None|Some(\"bare\")|None";
    assert_eq!(answer.split_once("\n\n").map(|(_, body)| body), Some(want));
}

#[test]
fn replies() {
    let put = "PUT /subscriptions/0f8fad5b-d9cb-469f-a165-70867728950e/connections/abc?api-version=1\nauthorization: Bearer abc\n\
               content-type: application/json\n";
    let answer = ask(router(Problem), &format!("{put}\n{{\"properties\":{{\"status\":\"ok\"}}}}"));
    assert_eq!(answer, "200\ncontent-type: application/json\n\n{\"properties\":{\"status\":\"ok\"},\"id\":\"abc\"}");
    let answer = ask(router(Problem), &format!("{put}if-match: *\n\n{{}}"));
    assert_eq!(answer, "202\nlocation: /0f8fad5b-d9cb-469f-a165-70867728950e/1  X: é\nretry-after: 60");
    let answer = ask(router(Problem), "HEAD /search?ids=1");
    assert_eq!(answer, "200\ncontent-type: application/json\ncontent-length: 11");
    assert_eq!(999_u16.into_status().as_u16(), 999);
    assert_eq!(7_u16.into_status().as_u16(), 500);
    let reply = Reply::empty(204).header("X-List", &vec![1, 2]).header("no name", "x").optional_header::<i32>("X-None", None);
    let reply = reply.header_json("X-Json", "a\"b").header("X-List", "c");
    let headers: Vec<String> =
        reply.headers().iter().map(|(name, value)| format!("{name}={}", value.to_str().expect("text"))).collect();
    assert_eq!(headers, ["x-list=1,2", "x-list=c", r#"x-json="a\"b""#]);
}

#[test]
fn ranges() {
    for (declared, given, fits) in [
        ("application/json", "application/json", true),
        ("application/json", "APPLICATION/JSON ; charset=utf-8", true),
        ("application/json; v=1", "application/json", true),
        ("application/json", "application/problem+json", false),
        ("application/*+json", "application/problem+json", true),
        ("application/*+json", "application/json", false),
        ("text/*", "text/html", true),
        ("text/*", "image/png", false),
        ("*/*", "image/png", true),
        ("*/*", "", true),
        ("application/json", "", false),
        ("json", "json", false),
    ] {
        assert_eq!(media_matches(declared, given), fits, "{declared} {given}");
    }
}

/// A body of chunks of 100 bytes.
struct Chunks(usize);

impl HttpBody for Chunks {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        let left = self.0;
        self.0 = left.saturating_sub(1);
        Poll::Ready((left > 0).then(|| Ok(Frame::data(Bytes::from_static(&[b' '; 100])))))
    }
}

/// The status of an answer to a body that comes in chunks of 100 bytes, its length not told.
fn streamed(router: axum::Router, uri: &str, chunks: usize) -> u16 {
    let body = axum::body::Body::new(Chunks(chunks));
    let request = axum::http::Request::post(uri).header("content-type", "application/json").body(body).expect("a request");
    let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
    let response = runtime.block_on(tower::ServiceExt::oneshot(router, request)).expect("a response");
    response.status().as_u16()
}

#[test]
fn streams() {
    for (chunks, status) in [(0, 200), (1, 400), (10, 400), (11, 413), (1_000_000, 413)] {
        assert_eq!(streamed(router(Problem), "/things", chunks), status, "{chunks} chunks");
    }
}

#[test]
fn silence_between_events_is_filled() {
    let chunks = |events: Events<Event<i32>>, count: usize| {
        let body = Reply::events(200, "text/event-stream", events).into_response(Problem, None).into_body();
        let chunks =
            body.into_data_stream().take(count).map(|chunk| String::from_utf8_lossy(&chunk.expect("a chunk")).into_owned());
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().expect("a runtime");
        runtime.block_on(chunks.collect::<Vec<String>>())
    };
    let silent = || Events::new(stream::iter([1, 2].map(Event::new)).chain(stream::pending()));
    let comment = ":\n\n";
    let kept_alive = silent().keep_alive(Duration::from_millis(5));
    assert_eq!(chunks(kept_alive, 4), ["data: 1\n\n", "data: 2\n\n", comment, comment]);
    let ending = Events::from(vec![Event::new(1)]).keep_alive(Duration::from_secs(3600));
    assert_eq!(chunks(ending, 9), ["data: 1\n\n"]);
    assert_eq!(chunks(silent().keep_alive(Duration::ZERO), 2), ["data: 1\n\n", "data: 2\n\n"]);
}

#[test]
fn beside_other_routers() {
    let nested = axum::Router::new().nest("/v1", router(Problem)).route("/health", axum::routing::get(|| async { "up" }));
    for (request, want) in
        [("GET /v1/search", "200"), ("GET /v1/", "404"), ("GET /v1/no", "404"), ("GET /search", "404"), ("GET /health", "200")]
    {
        assert!(ask(nested.clone(), request).starts_with(want), "{request}");
    }
    let under = axum::Router::new()
        .route("/health", axum::routing::get(|| async { "up" }))
        .route("/search", axum::routing::get(|| async { "mine" }).put(|| async { "put" }));
    let joined = super::module::router_over(under);
    for (request, want) in [
        ("GET /search", "200\ncontent-type: application/json\n\n{}"),
        ("GET /health", "200\ncontent-type: text/plain; charset=utf-8\n\nup"),
        ("GET /no", "404"),
        ("PUT /search", "200\ncontent-type: text/plain; charset=utf-8\n\nput"),
        ("POST /search", "405\nallow: GET, HEAD, OPTIONS\n"),
        ("OPTIONS /search", "204\nallow: GET, HEAD, OPTIONS"),
    ] {
        let answer = ask(joined.clone(), request);
        assert!(answer.starts_with(want), "{request}: {answer}");
    }
}
