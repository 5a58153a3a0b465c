//! Bytes of any kind: whatever is sent, the answer is a refusal in the API's own envelope. Never a crash, never 500.

use super::client::{Answer, Request};
use super::server;

/// The same numbers on every machine.
#[derive(Debug)]
struct Dice(u64);

impl Dice {
    fn roll(&mut self, below: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % below
    }

    fn pick<'a, T: ?Sized>(&mut self, from: &[&'a T]) -> &'a T {
        from[self.roll(from.len())]
    }

    fn bytes(&mut self, most: usize) -> Vec<u8> {
        (0..self.roll(most)).map(|_| u8::try_from(self.roll(256)).unwrap()).collect()
    }
}

/// Refused by the router, in one of the three envelopes.
fn is_refusal(answer: &Answer) -> bool {
    let body = answer.json();
    let error = body.get("error").unwrap_or(&body);
    let told = error.get("message").or(error.get("detail")).is_some_and(serde_json::Value::is_string);
    (400..500).contains(&answer.status) && told
}

#[test]
fn bodies() {
    let mut dice = Dice(1);
    let address = server::start();
    let targets = ["/beta/privateLinkPolicy/privateEndpointConnections", "/v1/bodies/json", "/v1/bodies/inline"];
    for _ in 0..200 {
        let mut request = Request::new("POST", dice.pick(&targets), "{}");
        request.headers.push(("X-Key".to_owned(), "key".to_owned()));
        request.body = dice.bytes(200);
        request.body.insert(0, b'{');
        let answer = request.send(address);
        assert!(is_refusal(&answer), "{request:?}\n{}", answer.show());
    }
}

/// Pieces of valid requests, put together at random.
#[test]
fn pieces() {
    let mut dice = Dice(2);
    let address = server::start();
    let pieces = [
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "\"",
        "\\",
        "\"name\"",
        "\"secret\"",
        "\"@odata.type\"",
        "\"privateLinkIds\"",
        "null",
        "true",
        "1",
        "-",
        "1e999999999",
        "0.0",
        "\\u",
        "\\ud83e",
        " ",
        "\n",
        "é",
        "🦀",
    ];
    for _ in 0..300 {
        let count = dice.roll(12);
        let body: String = (0..count).map(|_| dice.pick(&pieces)).collect();
        let mut request = Request::new("POST", "/v1/bodies/json", "{}");
        request.headers.push(("X-Key".to_owned(), "key".to_owned()));
        request.body = format!("[{body}").into_bytes();
        let answer = request.send(address);
        assert!(is_refusal(&answer), "{request:?}\n{}", answer.show());
    }
}

#[test]
fn targets() {
    let mut dice = Dice(3);
    let address = server::start();
    let pieces = [
        "/",
        "//",
        "subscriptions",
        "beta",
        "v1",
        "styles",
        "query",
        "?",
        "&",
        "=",
        "%",
        "%2F",
        "%00",
        "%ff",
        "%F0%9F%A6%80",
        "..",
        ".",
        "(",
        ")",
        "'",
        ":",
        ";",
        "api-version",
        "files",
        "a.b",
        "Products(1)",
        "+",
        "@",
        "$filter",
        "~",
        "*",
        "[",
        "]",
        "deep[R]=1",
    ];
    for _ in 0..300 {
        let count = 1 + dice.roll(10);
        let rest: String = (0..count).map(|_| dice.pick(&pieces)).collect();
        let answer = Request::new(dice.pick(&["GET", "PUT", "PATCH", "BREW"]), &format!("/{rest}"), "").send(address);
        assert!((400..500).contains(&answer.status) || answer.status == 501 || answer.status == 204, "/{rest}\n{}", answer.show());
    }
}

/// Pieces of forms in parts and of JSON text sequences: taken, or refused.
#[test]
fn parts() {
    let mut dice = Dice(4);
    let address = server::start();
    let pieces = [
        "--x\r\n",
        "--x\r\nContent-Disposition: form-data; name=\"age\"\r\n\r\n",
        "--x\r\nContent-Disposition: form-data; name=\"document\"; filename=\"\\\"\r\nContent-Type: application/pdf\r\n",
        "X-Pages: 1\r\n",
        "Content-Type: application/json\r\n",
        "Content-Disposition: form-data; name=\"kind\"; filename=",
        "\r\n",
        "\r\n\r\n",
        "--x--",
        "draft",
        "1",
        "\u{1e}{\"R\":1}",
        "\u{1e}",
        "é",
        "\0",
    ];
    let targets = [("/v1/bodies/parts", "multipart/form-data; boundary=x"), ("/v1/bodies/records", "application/json-seq")];
    for turn in 0..400 {
        let (target, media_type) = targets[turn % 2];
        let mut request = Request::new("POST", target, "");
        request
            .headers
            .extend([("X-Key", "key"), ("Content-Type", media_type)].map(|(name, value)| (name.to_owned(), value.to_owned())));
        request.body = (0..=dice.roll(12)).flat_map(|_| dice.pick(&pieces).bytes()).collect();
        request.body.extend(dice.bytes(4));
        let answer = request.send(address);
        assert!(answer.status == 200 || is_refusal(&answer), "{request:?}\n{}", answer.show());
    }
}
