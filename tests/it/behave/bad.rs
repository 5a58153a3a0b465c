//! Requests that are wrong, or look so, with their exact answers: a script in, a snapshot of every answer out.

use std::fs;
use std::path::Path;

use super::client::{Request, send};
use super::{script, server};

/// Sends every request of a script and compares all answers with the snapshot of the same name.
fn check(name: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("fixtures/bad/{name}.http"));
    let address = server::start();
    let mut shown = String::new();
    for case in script::parse(&fs::read_to_string(path).unwrap()) {
        let answer = case.request.send(address);
        shown += &format!("### {}\n{} {}\n\n{}\n", case.title, case.request.method, case.request.target, answer.show());
    }
    snapshot(name, &shown);
}

pub(super) fn snapshot(name: &str, shown: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../../snapshots/behave");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, shown));
}

#[test]
fn graph() {
    check("graph");
}

#[test]
fn arm() {
    check("arm");
}

#[test]
fn everything() {
    check("everything");
}

/// Bodies of many items, with the chunks that answers come in.
#[test]
fn streams() {
    check("streams");
}

/// Forms of several parts.
#[test]
fn parts() {
    check("parts");
}

#[test]
fn everything_odata() {
    check("everything_odata");
}

/// Bodies that no text file holds.
#[test]
fn bytes() {
    let links = "/beta/privateLinkPolicy/privateEndpointConnections";
    let repeated = |text: &str, count: usize| text.repeat(count).into_bytes();
    let inside = |text: &[u8]| [b"{\"externalPrivateEndpointId\":\"".as_slice(), text, b"\",\"privateLinkIds\":[]}"].concat();
    let cases: [(&str, Vec<u8>); 10] = [
        ("a byte that is no UTF-8", inside(b"a\xFFb")),
        ("half a character", inside(b"\xF0\x9F\xA6")),
        ("a surrogate in UTF-8", inside(b"\xED\xA0\x80")),
        ("a lone surrogate, escaped", inside(br"\ud800")),
        ("a zero byte", inside(b"\0")),
        ("UTF-16", "{}".encode_utf16().flat_map(u16::to_le_bytes).collect()),
        ("a byte order mark before a valid body", [b"\xEF\xBB\xBF".as_slice(), &inside(b"a")].concat()),
        ("arrays, nested too deeply", repeated("[", 30_000)),
        ("objects, nested too deeply", repeated("{\"a\":", 10_000)),
        ("a body beyond the limit", repeated(" ", server::BODY_LIMIT + 1)),
    ];
    let address = server::start();
    let mut shown = String::new();
    for (title, body) in cases {
        let answer = Request { body, ..Request::new("POST", links, "{}") }.send(address);
        shown += &format!("### {title}\n{}\n", answer.show());
    }
    snapshot("bytes", &shown);
}

/// Requests that a client library would not send.
#[test]
fn frames() {
    let cases: [(&str, &str); 4] = [
        ("the length announced is beyond the limit", "Content-Length: 99999999999\r\n\r\n"),
        ("the body comes in chunks, with a type", "Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n"),
        ("chunks beyond the limit", "Transfer-Encoding: chunked\r\n\r\nFFFFFFFF\r\n{"),
        ("a compressed body", "Content-Encoding: gzip\r\nContent-Length: 2\r\n\r\n{}"),
    ];
    let address = server::start();
    let mut shown = String::new();
    for (title, rest) in cases {
        let rest =
            if rest.contains("FFFFFFFF") { format!("{rest}{}", " ".repeat(server::BODY_LIMIT + 4096)) } else { rest.to_owned() };
        let head = "POST /beta/privateLinkPolicy/privateEndpointConnections HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n";
        let request = format!("{head}Authorization: Bearer token\r\nContent-Type: application/json\r\n{rest}");
        shown += &format!("### {title}\n{}\n", send(address, request.as_bytes()).show());
    }
    snapshot("frames", &shown);
}
