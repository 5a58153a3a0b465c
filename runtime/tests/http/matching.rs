//! Which route a path is for. Templates are lines: `{a}` a parameter, `{=a}` one that is an `OData` literal, `{*a}` one that takes slashes;
//! `~` before the path ignores case, `?a=b` after it asks for a query, `#a=b` for a header.

use std::sync::Arc;

use wiretype_runtime::http::{
    Api, Call, Envelope, FromCall, Options, Param, Part, Pending, Place, Reply, Route, Segment, Style, router,
};
use wiretype_runtime::json::Value;
use wiretype_runtime::schema::READ;

use super::module::{ask, param};
use super::schemas::ANYTHING;

fn leak<T>(items: Vec<T>) -> &'static [T] {
    Box::leak(items.into_boxed_slice())
}

fn parts(mut template: &'static str, params: &mut Vec<Param>) -> Vec<Part> {
    let mut parts = Vec::new();
    while let Some((before, rest)) = template.split_once('{') {
        if !before.is_empty() {
            parts.push(Part::Literal(before));
        }
        let (name, rest) = rest.split_once('}').expect("a closing brace");
        let bare = name.trim_start_matches(['=', '*']);
        let style = if name.starts_with('=') { Style::ODataLiteral } else { Style::Simple };
        params.push(Param { style, ..param(bare, Place::Path, true, ANYTHING) });
        parts.push(if name.starts_with('*') { Part::Rest(bare) } else { Part::Param(bare) });
        template = rest;
    }
    if !template.is_empty() {
        parts.push(Part::Literal(template));
    }
    parts
}

fn route(line: &'static str) -> Route {
    let (method, path) = line.split_once(' ').expect("a method and a path");
    let ignore_case = path.starts_with('~');
    let (path, header) = path.split_once('#').unwrap_or((path, ""));
    let (path, query) = path.trim_start_matches('~').split_once('?').unwrap_or((path.trim_start_matches('~'), ""));
    let mut params = Vec::new();
    let segments = path.trim_start_matches('/').split('/').map(|segment| Segment(leak(parts(segment, &mut params)))).collect();
    let query = query.split('&').filter(|part| !part.is_empty());
    let query = query.map(|part| part.split_once('=').map_or((part, None), |(name, value)| (name, Some(value)))).collect();
    Route {
        method,
        path,
        segments: leak(segments),
        query: leak(query),
        headers: leak(header.split_once('=').into_iter().collect()),
        ignore_case,
        params: leak(params),
        body: None,
        responses: &[],
        security: &[],
        views: READ,
    }
}

struct Seen(String);

impl FromCall for Seen {
    fn from_call(call: &mut Call) -> Option<Self> {
        let mut text = format!("{} {}", call.route().method, call.route().path);
        call.route().headers.iter().for_each(|(_, value)| text.push_str(&format!(" {value}")));
        for (index, param) in call.route().params.iter().enumerate() {
            let value: Value = call.required(index)?;
            text.push_str(&format!(" {}={}", param.name, value.as_str().map_or_else(|| value.to_string(), str::to_owned)));
        }
        Some(Self(text))
    }
}

fn dispatch(_: Arc<()>, _: usize, call: Call) -> Pending {
    call.answer(|seen: Seen| async move { Reply::text(200, "text/plain", seen.0) })
}

/// What becomes of requests to a service with these routes: the route with its parameters, or the status.
fn check(routes: &[&'static str], cases: &[(&str, &str)]) {
    let routes = leak(routes.iter().map(|line| route(line)).collect());
    let api: &'static Api = Box::leak(Box::new(Api::of("", Envelope::Problem, routes)));
    let service = router(api, Options::default(), (), dispatch);
    for (request, want) in cases {
        let answer = ask(service.clone(), request);
        let found = match answer.split_once("\n\n") {
            Some((head, body)) if head.starts_with("200") => body.to_owned(),
            _ => answer.lines().take_while(|line| !line.starts_with("content-type")).collect::<Vec<_>>().join(" "),
        };
        assert_eq!(found, *want, "{request}");
    }
}

#[test]
fn literals_and_parameters() {
    check(
        &[
            "GET /",
            "GET /users",
            "GET /users/{id}",
            "GET /users/me",
            "PATCH /users/{name}",
            "GET /users/{id}/posts",
            "DELETE /users/me/posts",
            "GET /a b/ü",
        ],
        &[
            ("GET /", "GET /"),
            ("GET /users", "GET /users"),
            ("GET /users/", "404"),
            ("GET /users/7", "GET /users/{id} id=7"),
            ("GET /users/me", "GET /users/me"),
            ("PATCH /users/me", "PATCH /users/{name} name=me"),
            ("PUT /users/me", "405 allow: GET, HEAD, OPTIONS, PATCH"),
            ("OPTIONS /users/me", "204 allow: GET, HEAD, OPTIONS, PATCH"),
            ("HEAD /users/me", "200"),
            ("HEAD /users/me/posts", "200"),
            ("GET /users/me/posts", "GET /users/{id}/posts id=me"),
            ("GET /users/a%2Fb", "GET /users/{id} id=a/b"),
            ("GET /users/%6De", "GET /users/me"),
            ("GET /users//posts", "404"),
            ("GET //users", "404"),
            ("GET /Users", "404"),
            ("GET /users/7?x=/y/", "GET /users/{id} id=7"),
            ("GET /a%20b/%C3%BC", "GET /a b/ü"),
            ("get /users", "405 allow: GET, HEAD, OPTIONS"),
        ],
    );
}

#[test]
fn parts_of_segments() {
    check(
        &[
            "GET /files/{file}.{ext}",
            "GET /files/{id}",
            "GET /files/{id}:copy",
            "GET /files/readme.txt",
            "GET /Products({=id})",
            "GET /Products()",
            "GET /Orders(a={=a},b={=b})",
            "GET /drive/root/search(q='{q}')",
            "GET /compare/{base}...{head}",
            "GET /v{major}.{minor}.json",
            "GET /{a}{b}!",
        ],
        &[
            ("GET /files/x.tar.gz", "GET /files/{file}.{ext} file=x.tar ext=gz"),
            ("GET /files/x", "GET /files/{id} id=x"),
            ("GET /files/.x", "GET /files/{id} id=.x"),
            ("GET /files/x:copy", "GET /files/{id}:copy id=x"),
            ("GET /files/x.y:copy", "GET /files/{id}:copy id=x.y"),
            ("GET /files/readme.txt", "GET /files/readme.txt"),
            ("GET /files/a%2Eb", "GET /files/{file}.{ext} file=a ext=b"),
            ("GET /Products(1)", "GET /Products({=id}) id=1"),
            ("GET /Products('a)(b')", "GET /Products({=id}) id=a)(b"),
            ("GET /Products('it''s')", "GET /Products({=id}) id=it's"),
            ("GET /Products('a%2Fb')", "GET /Products({=id}) id=a/b"),
            ("GET /Products()", "GET /Products()"),
            ("GET /Products(1", "404"),
            ("GET /Orders(a=1,b=2)", "GET /Orders(a={=a},b={=b}) a=1 b=2"),
            ("GET /Orders(b=2,a='x,b=3')", "GET /Orders(a={=a},b={=b}) a=x,b=3 b=2"),
            ("GET /Orders(a=1,a=2)", "404"),
            ("GET /Orders(a=1)", "404"),
            ("GET /drive/root/search(q='x%20y')", "GET /drive/root/search(q='{q}') q=x y"),
            ("GET /drive/root/search(q='')", "GET /drive/root/search(q='{q}') q="),
            ("GET /compare/a...b", "GET /compare/{base}...{head} base=a head=b"),
            ("GET /compare/...b", "404"),
            ("GET /v1.2.json", "GET /v{major}.{minor}.json major=1 minor=2"),
            ("GET /v1.2.3.json", "GET /v{major}.{minor}.json major=1.2 minor=3"),
            ("GET /xyz!", "GET /{a}{b}! a=xy b=z"),
            ("GET /x!", "404"),
            ("GET /%C3%BCx!", "GET /{a}{b}! a=ü b=x"),
            ("GET /x%FFy!", "404"),
        ],
    );
}

#[test]
fn letter_case() {
    check(
        &["GET ~/subscriptions/{id}/resourceGroups/{group}", "GET ~/Things(key={=key})", "GET /exact", "POST ~/EXACT"],
        &[
            ("GET /Subscriptions/A/resourcegroups/B", "GET /subscriptions/{id}/resourceGroups/{group} id=A group=B"),
            ("GET /THINGS(KEY='X')", "GET /Things(key={=key}) key=X"),
            ("GET /Exact", "405 allow: OPTIONS, POST"),
            ("POST /exact", "POST /EXACT"),
            ("DELETE /exact", "405 allow: GET, HEAD, OPTIONS, POST"),
        ],
    );
}

#[test]
fn rests() {
    check(
        &[
            "GET /files/{*path}",
            "GET /files/special/{name}",
            "GET /{*scope}/providers/Roles/{name}",
            "GET /drive/root:/{*path}:/content",
            "GET /drive/root:/{*path}",
        ],
        &[
            ("GET /files/a/b/c", "GET /files/{*path} path=a/b/c"),
            ("GET /files/special/x", "GET /files/special/{name} name=x"),
            ("GET /files/special/x/y", "GET /files/{*path} path=special/x/y"),
            ("GET /files", "404"),
            ("GET /files/", "404"),
            ("GET /subscriptions/1/providers/Roles/r", "GET /{*scope}/providers/Roles/{name} scope=subscriptions/1 name=r"),
            ("GET /a/providers/Roles/providers/Roles/r", "GET /{*scope}/providers/Roles/{name} scope=a/providers/Roles name=r"),
            ("GET /providers/Roles/r", "404"),
            ("GET /drive/root:/a/b.txt:/content", "GET /drive/root:/{*path}:/content path=a/b.txt"),
            ("GET /drive/root:/a/b.txt", "GET /drive/root:/{*path} path=a/b.txt"),
            ("PUT /files/x", "405 allow: GET, HEAD, OPTIONS"),
        ],
    );
}

#[test]
fn query_conditions_and_doubles() {
    check(
        &[
            "GET /blob",
            "GET /blob?comp=list",
            "GET /blob?comp=list&restype=container",
            "PUT /blob?comp",
            "GET /{a}/x",
            "GET /{b}/x",
            "POST /{c}/x",
            "GET /{a}/x",
        ],
        &[
            ("GET /blob", "GET /blob"),
            ("GET /blob?comp=list", "GET /blob"),
            ("GET /blob?comp=meta", "GET /blob"),
            ("PUT /blob?comp=1", "PUT /blob"),
            ("PUT /blob", "405 allow: GET, HEAD, OPTIONS"),
            ("GET /1/x", "GET /{a}/x a=1"),
            ("POST /1/x", "POST /{c}/x c=1"),
        ],
    );
    check(
        &["POST /#X-Op=start", "POST /#X-Op=stop", "POST /", "GET /#X-Op=état"],
        &[
            ("POST /\nx-op: stop", "POST / stop"),
            ("POST /\nx-op: start", "POST / start"),
            ("POST /\nx-op: halt", "POST /"),
            ("GET /\nx-op: stop", "405 allow: OPTIONS, POST"),
            ("GET /\nx-op: état", "GET / état"),
        ],
    );
    check(
        &["GET /blob?comp=list"],
        &[("GET /blob", "404"), ("GET /blob?comp=lis%74", "GET /blob"), ("PUT /blob?comp=list", "405 allow: GET, HEAD, OPTIONS")],
    );
}

#[test]
fn hostile() {
    let deep = format!("GET /{}", "a/".repeat(20_000));
    let dots = format!("GET /{}", ".".repeat(60_000));
    let rests = format!("GET /{}", "x/y/".repeat(60));
    let odd = ["GET /{*a}/x/{*b}/x/{*c}/z", "GET /{a}.{b}.{c}.{d}!", "GET /{*a}.{*b}!", "GET /", "GET /{}", "GET /{*a}{*b}?"];
    check(&odd[..3], &[(&deep, "404"), (&dots, "404"), (&rests, "404")]);
    check(&odd[3..], &[("GET /", "GET /"), ("GET /x", "GET /{} =x"), ("GET /é/y", "GET /{*a}{*b} a=é/ b=y")]);
}

/// `HEAD` is answered for what `GET` is answered for, even where another route has `HEAD` of its own.
#[test]
fn head_is_for_what_get_is_for() {
    let routes = leak(["HEAD /x/{id}", "GET /x/{id}", "GET /x/me"].into_iter().map(route).collect());
    let api: &'static Api = Box::leak(Box::new(Api::of("", Envelope::Problem, routes)));
    let length = |request| {
        let answer = ask(router(api, Options::default(), (), dispatch), request);
        answer.lines().find_map(|line| line.strip_prefix("content-length: ")?.parse::<usize>().ok())
    };
    assert_eq!(length("HEAD /x/me"), Some("GET /x/me".len()));
    assert_eq!(length("HEAD /x/7"), Some("HEAD /x/{id} id=7".len()));
}
