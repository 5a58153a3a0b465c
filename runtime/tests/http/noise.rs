//! Any bytes get an answer: requests with parts replaced by noise are answered and never panic, and errors are JSON.

use wiretype_runtime::http::Envelope;
use wiretype_runtime::json::Value;

use super::module::{ask_bytes, router};

/// A small generator (xorshift), the same on every machine.
struct Noise(u64);

impl Noise {
    fn next(&mut self, below: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).unwrap_or(0) % below
    }

    fn text(&mut self, alphabet: &[&str], length: usize) -> String {
        (0..self.next(length + 1)).map(|_| alphabet[self.next(alphabet.len())]).collect()
    }

    fn bytes(&mut self, length: usize) -> Vec<u8> {
        (0..self.next(length + 1)).map(|_| u8::try_from(self.next(256)).unwrap_or(0)).collect()
    }
}

const URL: [&str; 29] = [
    "/",
    "%",
    "%2F",
    "%FF",
    "%C3%BC",
    "a",
    "search",
    "things",
    "files",
    "f(x=",
    ",y=",
    ")",
    "'",
    "=",
    "&",
    "?",
    "[",
    "]",
    "[]",
    "ids",
    "filter",
    "where",
    "+",
    ";",
    ".",
    "subscriptions",
    "connections",
    "1",
    "@p",
];
const HEADERS: [&str; 13] = [
    "authorization: Bearer a",
    "authorization: é",
    "x-key: 1",
    "cookie: session=%; a",
    "cookie: =;;",
    "x-rate: 1,2",
    "x-ms-meta-age: é",
    "content-type: application/json",
    "content-type: multipart/form-data; boundary=B",
    "content-type: multipart/mixed; boundary=B",
    "content-type: application/x-www-form-urlencoded",
    "content-type: ;;=",
    "content-length: 1",
];
const BODY: [&str; 22] = [
    "{",
    "}",
    "[",
    "]",
    "\"",
    ":",
    ",",
    "1",
    "1e999999",
    "tags",
    "properties",
    "\\ud800",
    "null",
    "--B",
    "\r\n",
    "--",
    "name=a",
    "&",
    "%",
    "Content-Disposition: form-data; name=\"",
    "\u{feff}",
    "é",
];
const METHODS: [&str; 7] = ["GET", "PUT", "POST", "DELETE", "HEAD", "OPTIONS", "X"];

#[test]
fn every_request_is_answered() {
    let mut noise = Noise(0x9E37_79B9_7F4A_7C15);
    let envelopes = [Envelope::Problem, Envelope::OData, Envelope::Arm].map(router);
    for _ in 0..6000 {
        let base = ["/", "/search?", "/things", "/files", "/subscriptions/1/connections/", "/f(x="][noise.next(6)];
        let uri = format!("{base}{}", noise.text(&URL, 12));
        if uri.parse::<axum::http::Uri>().is_err() {
            continue;
        }
        let mut request = format!("{} {uri}", METHODS[noise.next(7)]);
        for _ in 0..noise.next(5) {
            request.push('\n');
            request.push_str(HEADERS[noise.next(HEADERS.len())]);
        }
        let mut request = request.into_bytes();
        request.extend(b"\n\n");
        request.extend(if noise.next(3) == 0 { noise.bytes(60) } else { noise.text(&BODY, 30).into_bytes() });
        let answer = ask_bytes(envelopes[noise.next(3)].clone(), &request);
        if let Some((head, body)) = answer.split_once("\n\n")
            && head.contains("json")
        {
            assert!(Value::parse(body.as_bytes()).is_ok(), "{answer}");
        }
    }
}
