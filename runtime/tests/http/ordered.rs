//! Parts with headers, by their position and by their names: a request in, what a type takes of it out.

use std::sync::Arc;

use wiretype_runtime::http::{
    Api, Body, Call, Encoding, Envelope, FormParts, FromCall, FromParts, Media, MediaKind, Options, Part, PartHeader, Pending,
    Reply, Route, Segment, Style, WithHeaders,
};
use wiretype_runtime::json::Value;
use wiretype_runtime::schema::CREATE;

use super::module::ask_bytes;
use super::schemas::{INT, INTS, LISTS, RGB, STR};

static ROUTES: [Route; 2] =
    [route("/ordered", &[Segment(&[Part::Literal("ordered")])]), route("/named", &[Segment(&[Part::Literal("named")])])];

const fn route(path: &'static str, segments: &'static [Segment]) -> Route {
    Route {
        method: "POST",
        path,
        segments,
        query: &[],
        headers: &[],
        ignore_case: false,
        params: &[],
        body: Some(&Body { required: true, contents: &[Media { media_type: "multipart/*", kind: MediaKind::Multipart }] }),
        responses: &[],
        security: &[],
        views: CREATE,
    }
}

static API: Api = Api::of("Parts", Envelope::Problem, &ROUTES);

/// A first part without headers, and others with some.
#[derive(Debug)]
struct Ordered {
    first: i32,
    others: Vec<WithHeaders<i32, Headers>>,
}

#[derive(Debug)]
struct Headers {
    number: i32,
    range: Option<Value>,
    list: Option<Vec<i32>>,
    json: Option<Value>,
    text: Option<String>,
}

impl FromParts for Headers {
    fn from_parts(headers: &mut FormParts) -> Option<Self> {
        let number = headers.required("X-Number");
        let range = headers.optional("X-Range");
        let list = headers.optional("X-List");
        let json = headers.optional("X-Json");
        let text = headers.optional("X-Text");
        Some(Self { number: number?, range, list, json, text })
    }
}

impl FromParts for Ordered {
    fn from_parts(parts: &mut FormParts) -> Option<Self> {
        let first = parts.required("0");
        let others = parts.values_from(1);
        let others = parts.rest_with_headers(1, others);
        Some(Self { first: first?, others: others? })
    }
}

impl FromCall for Ordered {
    fn from_call(call: &mut Call) -> Option<Self> {
        let others = Encoding::others().content_type("text/plain");
        let headers = [
            PartHeader::of("X-Number", INT).required(),
            PartHeader::of("X-Range", RGB).exploded(),
            PartHeader::of("X-List", INTS),
            PartHeader::of("X-Json", RGB).json(),
            PartHeader::of("X-Text", STR),
        ];
        let ordered = call.parts_in_order(INTS, &[Encoding::of("0"), others.headers(&headers)]);
        call.complete()?;
        ordered
    }
}

/// Two lists, each item with the headers of its part; the second is in a style of its own.
#[derive(Debug)]
struct Named {
    counts: Vec<WithHeaders<i32, Headers>>,
    joined: Vec<WithHeaders<i32, Headers>>,
}

impl FromParts for Named {
    fn from_parts(parts: &mut FormParts) -> Option<Self> {
        let counts = parts.optional("counts");
        let counts = parts.each_with_headers("counts", counts);
        let joined = parts.optional("joined");
        let joined = parts.each_with_headers("joined", joined);
        Some(Self { counts: counts.unwrap_or_default(), joined: joined.unwrap_or_default() })
    }
}

impl FromCall for Named {
    fn from_call(call: &mut Call) -> Option<Self> {
        let headers = [PartHeader::of("X-Number", INT).required(), PartHeader::of("X-Json", RGB).json()];
        let joined = Encoding::of("joined").styled(Style::PipeDelimited, false);
        let named = call.multipart_of(LISTS, &[Encoding::of("counts").headers(&headers), joined.headers(&headers)]);
        call.complete()?;
        named
    }
}

fn named(call: Call) -> Pending {
    call.answer(|Named { counts, joined }: Named| async move {
        let counts = counts.iter().map(|item| format!("{}:{} ", item.content, item.headers.number));
        let joined = joined.iter().map(|item| format!("{}:{} ", item.content, item.headers.number));
        Reply::text(200, "text/plain", counts.chain(joined).collect::<String>())
    })
}

fn dispatch(_: Arc<()>, route: usize, call: Call) -> Pending {
    if route == 1 {
        return named(call);
    }
    call.answer(|Ordered { first, others }: Ordered| async move {
        let shown = others.iter().map(|WithHeaders { headers: Headers { number, range, list, json, text }, content }| {
            let (range, json) = (range.clone().unwrap_or_default(), json.clone().unwrap_or_default());
            let text = text.as_deref().unwrap_or_default();
            format!(" {content} ({number} {range} {list:?} {json}{text})")
        });
        Reply::text(200, "text/plain", format!("{first}{}", shown.collect::<String>()))
    })
}

/// Stands for a byte that is no UTF-8.
const NO_TEXT: char = '\u{FFFD}';

/// What is made of parts with the boundary `B`, or the details of what is wrong.
fn check(parts: &str, want: &[&str]) {
    check_at("/ordered", parts, want);
}

fn check_at(path: &str, parts: &str, want: &[&str]) {
    let router = wiretype_runtime::http::router(&API, Options::default(), (), dispatch);
    let request = format!("POST {path}\ncontent-type: multipart/mixed; boundary=B\n\n{}", parts.replace('\n', "\r\n"));
    let bytes: Vec<u8> = request.split(NO_TEXT).map(str::as_bytes).collect::<Vec<_>>().join(&0xE9);
    let answer = ask_bytes(router, &bytes);
    let body = answer.split_once("\n\n").map_or("", |(_, body)| body);
    let problem: Value = body.parse().unwrap_or_default();
    let errors = problem.as_object().and_then(|problem| problem.get("errors")?.as_array());
    let details = errors.unwrap_or_default().iter().filter_map(|error| error.as_object()?.get("detail")?.as_str());
    let found: Vec<&str> = if errors.is_some() { details.collect() } else { vec![body] };
    assert_eq!(found, want, "{parts}");
}

#[test]
fn parts_by_position_with_headers() {
    check("--B\n\n1\n--B--", &["1"]);
    check(
        "--B\n\n1\n--B\nX-Number: 7\n\n2\n--B\nx-number: 8\nX-Range: R=1,G=2\nX-List: 1,2\nX-Json: {\"B\":3}\nContent-Type: text/plain\n\n3\n--B--",
        &["1 2 (7 null None null) 3 (8 {\"R\":1,\"G\":2} Some([1, 2]) {\"B\":3})"],
    );
    check(
        "--B\nContent-Type: application/json\n\n1\n--B\n\nx\n--B\nX-Number: n\nX-Range: R\nX-Json: {\nContent-Type: image/png\n\n3\n--B--",
        &[
            "`/1` in the request body must have a header `X-Number`.",
            "`/2` in the request body must have a header `X-Number` that is valid: it must be an integer.",
            "`/2` in the request body must have a header `X-Range` that is valid: it must write each member as `name=value`.",
            "`/2` in the request body must have a header `X-Json` that is valid: it must be JSON.",
            "`/2` in the request body must be text/plain, not `image/png`.",
            "`/1` in the request body must be an integer.",
        ],
    );
}

/// Parts of a form, each as its name, a number in a header and the content; those with `[` are JSON.
fn fields(parts: &[(&str, i32, &str)]) -> String {
    let part = |(name, number, content): &(&str, i32, &str)| {
        let media_type = if content.starts_with('[') { "application/json" } else { "text/plain" };
        let head = format!("--B\nContent-Disposition: form-data; name={name}\nContent-Type: {media_type}\nX-Number: {number}");
        format!("{head}\n\n{content}\n")
    };
    parts.iter().map(part).collect::<String>() + "--B--"
}

#[test]
fn items_have_the_headers_of_their_part() {
    for (parts, want) in [
        (&[("counts", 7, "1"), ("counts", 8, "2")][..], "1:7 2:8 "),
        (&[("counts", 7, "[1,2]")], "1:7 2:7 "),
        (&[("counts", 7, "[1,2]"), ("counts", 8, "3")], "1:7 2:7 3:8 "),
        (&[("counts", 7, "[]"), ("counts", 8, "3")], "3:8 "),
        (&[("counts", 7, "3"), ("joined", 9, "1|2")], "3:7 1:9 2:9 "),
    ] {
        check_at("/named", &fields(parts), &[want]);
    }
}

#[test]
fn headers_are_not_copied_without_limit() {
    let size = format!("{{\"R\":{}}}", "1".repeat(10_000));
    let with_size = |parts: &[(&str, i32, &str)]| fields(parts).replace("X-Number", &format!("X-Json: {size}\nX-Number"));
    let many = "`/counts` in the request body must not have so many items in a part with headers.";
    check_at("/named", &with_size(&[("counts", 7, &format!("[{}1]", "1,".repeat(200)))]), &[many]);
    let joined = "`/joined` in the request body must not have so many items in a part with headers.";
    check_at("/named", &with_size(&[("joined", 7, &format!("{}1", "1|".repeat(200)))]), &[joined]);
    check_at("/named", &with_size(&[("counts", 7, "[1]")]), &["1:7 "]);
}

#[test]
fn headers_are_texts_and_may_be_repeated() {
    check("--B\n\n1\n--B\nX-Number: 7\nX-Text: né\n\n2\n--B--", &["1 2 (7 null None nullné)"]);
    check("--B\n\n1\n--B\nX-Number: 7\nX-List: 1\nx-list: 2\n\n2\n--B--", &["1 2 (7 null Some([1, 2]) null)"]);
    check(
        &format!("--B\n\n1\n--B\nX-Number: 7\nX-Text: n{NO_TEXT}\n\n2\n--B--"),
        &["`/1` in the request body must have a header `X-Text` that is valid: it must be text in UTF-8."],
    );
}
