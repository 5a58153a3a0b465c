//! Parts that go by their position, with headers: a request in, what a type takes of it out.

use std::sync::Arc;

use wiretype_runtime::http::{
    Api, Body, Call, Encoding, Envelope, FormParts, FromCall, FromParts, Media, MediaKind, Options, Part, PartHeader, Pending,
    Reply, Route, Segment, WithHeaders,
};
use wiretype_runtime::json::Value;
use wiretype_runtime::schema::CREATE;

use super::module::ask;
use super::schemas::{INT, INTS, RGB};

static ROUTES: [Route; 1] = [Route {
    method: "POST",
    path: "/ordered",
    segments: &[Segment(&[Part::Literal("ordered")])],
    query: &[],
    headers: &[],
    ignore_case: false,
    params: &[],
    body: Some(&Body { required: true, contents: &[Media { media_type: "multipart/*", kind: MediaKind::Multipart }] }),
    responses: &[],
    security: &[],
    views: CREATE,
}];
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
}

impl FromParts for Headers {
    fn from_parts(headers: &mut FormParts) -> Option<Self> {
        let number = headers.required("X-Number");
        let range = headers.optional("X-Range");
        let list = headers.optional("X-List");
        let json = headers.optional("X-Json");
        Some(Self { number: number?, range, list, json })
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
        ];
        let ordered = call.parts_in_order(INTS, &[Encoding::of("0"), others.headers(&headers)]);
        call.complete()?;
        ordered
    }
}

fn dispatch(_: Arc<()>, _: usize, call: Call) -> Pending {
    call.answer(|Ordered { first, others }: Ordered| async move {
        let shown = others.iter().map(|WithHeaders { headers: Headers { number, range, list, json }, content }| {
            let (range, json) = (range.clone().unwrap_or_default(), json.clone().unwrap_or_default());
            format!(" {content} ({number} {range} {list:?} {json})")
        });
        Reply::text(200, "text/plain", format!("{first}{}", shown.collect::<String>()))
    })
}

/// What is made of parts with the boundary `B`, or the details of what is wrong.
fn check(parts: &str, want: &[&str]) {
    let router = wiretype_runtime::http::router(&API, Options::default(), (), dispatch);
    let request = format!("POST /ordered\ncontent-type: multipart/mixed; boundary=B\n\n{}", parts.replace('\n', "\r\n"));
    let answer = ask(router, &request);
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
