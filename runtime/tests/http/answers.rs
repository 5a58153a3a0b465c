//! Answers in parts, which are held to their schema: what a service answers in, what is sent out.

use std::sync::Arc;

use wiretype_runtime::http::{
    Api, Call, Envelope, FromCall, Multipart, MultipartPart, Options, Part, Pending, Reply, ResponseBodies, Route, Segment,
};
use wiretype_runtime::json::Value;
use wiretype_runtime::schema::READ;

use super::module::ask;
use super::schemas::ANSWER;

static ROUTES: [Route; 1] = [Route {
    method: "GET",
    path: "/answer",
    segments: &[Segment(&[Part::Literal("answer")])],
    query: &[],
    headers: &[],
    ignore_case: false,
    params: &[],
    body: None,
    responses: &[ResponseBodies { from: 200, to: 200, contents: &[("multipart/form-data", ANSWER), ("multipart/mixed", ANSWER)] }],
    security: &[],
    views: READ,
}];
static API: Api = Api::of("Answers", Envelope::Problem, &ROUTES);

struct Nothing;

impl FromCall for Nothing {
    fn from_call(call: &mut Call) -> Option<Self> {
        call.complete().map(|()| Self)
    }
}

/// Whether an answer is sent, and its body.
fn sent(answer: impl Fn() -> Reply + Send + Sync + 'static) -> (bool, String) {
    fn dispatch(answer: Arc<Box<dyn Fn() -> Reply + Send + Sync>>, _: usize, call: Call) -> Pending {
        call.answer(|_: Nothing| async move { answer() })
    }
    let options = Options { responses: Some(true), ..Options::default() };
    let answer: Box<dyn Fn() -> Reply + Send + Sync> = Box::new(answer);
    let text = ask(wiretype_runtime::http::router(&API, options, answer, dispatch), "GET /answer");
    (text.starts_with("200"), text.split_once("\n\n").map_or("", |(_, body)| body).to_owned())
}

#[test]
fn bytes_of_several_parts_are_not_json() {
    let body = "--B\r\n\r\nx\r\n--B--";
    assert_eq!(sent(move || Reply::bytes(200, "multipart/form-data; boundary=B", body)), (true, body.to_owned()));
}

#[test]
fn places_that_are_not_json_are_not_held_to_a_schema() {
    let color = |part: MultipartPart| part.named("color");
    let object = MultipartPart::new("application/json", r#"{"R":1}"#);
    let wrong = MultipartPart::new("application/json", r#"{"R":"x"}"#);
    let flag = |text: &str| MultipartPart::of_text(text).named("flags");
    for (parts, is_sent) in [
        (vec![color(object)], true),
        (vec![color(wrong)], false),
        (vec![], false),
        (vec![color(MultipartPart::new("application/xml", "<color/>"))], true),
        (vec![color(MultipartPart::new("multipart/mixed; boundary=x", "--x--"))], true),
        (vec![color(MultipartPart::of_text("R,1"))], true),
        (vec![color(MultipartPart::new("application/json", "R,1"))], false),
        (vec![MultipartPart::of_text("1").named("color[R]")], true),
        (vec![MultipartPart::of_text("1").named("age[R]")], false),
        (vec![color(MultipartPart::of_text("R,1")), MultipartPart::of_text("1|2").named("joined")], true),
        (vec![color(MultipartPart::of_text("R,1")), MultipartPart::of_text("x").named("age")], false),
        (vec![color(MultipartPart::of_text("R,1")), flag("Red|Blue")], true),
        (vec![color(MultipartPart::of_text("R,1")), flag("Red"), flag("Blue")], true),
        (vec![color(MultipartPart::of_text("R,1")), flag("Green")], false),
        (vec![color(MultipartPart::of_text("R,1")), flag("Red|Green"), flag("Blue")], false),
    ] {
        let parts: Multipart = parts.into();
        let shown = format!("{parts:?}");
        assert_eq!(sent(move || Reply::multipart(200, "multipart/form-data", parts.clone())).0, is_sent, "{shown}");
    }
}

#[test]
fn what_cannot_be_written_in_parts_is_an_error() {
    let deep = (0..200).fold(Value::Null, |inner, _| Value::Array(vec![inner]));
    let (is_sent, body) = sent(move || Reply::parts_of(200, "multipart/other", &deep));
    assert!(!is_sent && body.contains(r#""status":500"#) && body.contains("too deep"), "{body}");
    let (is_sent, body) = sent(|| Reply::parts_of(200, "multipart/other", &Value::Array(vec![Value::from(1_u64)])));
    assert!(is_sent && body.contains("\r\n\r\n1\r\n"), "{body}");
}
