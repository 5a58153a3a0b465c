//! A client for tests: bytes of a request in, the parsed answer out. It adds nothing and forgives nothing.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

/// A request that is put together member by member.
#[derive(Clone, Debug, Default)]
pub(super) struct Request {
    pub(super) method: String,
    pub(super) target: String,
    pub(super) headers: Vec<(String, String)>,
    pub(super) body: Vec<u8>,
}

/// What came back.
#[derive(Debug)]
pub(super) struct Answer {
    pub(super) status: u16,
    pub(super) headers: Vec<(String, String)>,
    pub(super) body: Vec<u8>,
}

impl Request {
    /// A request with a token and, if it has a body, the media type JSON.
    pub(super) fn new(method: &str, target: &str, body: &str) -> Self {
        let mut headers = vec![("Authorization".to_owned(), "Bearer token".to_owned())];
        if !body.is_empty() {
            headers.push(("Content-Type".to_owned(), "application/json".to_owned()));
        }
        Self { method: method.to_owned(), target: target.to_owned(), headers, body: body.into() }
    }

    /// The bytes on the wire.
    fn bytes(&self) -> Vec<u8> {
        let mut head = format!("{} {} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n", self.method, self.target);
        for (name, value) in &self.headers {
            head += &format!("{name}: {value}\r\n");
        }
        if !self.body.is_empty() {
            head += &format!("Content-Length: {}\r\n", self.body.len());
        }
        let mut bytes = (head + "\r\n").into_bytes();
        bytes.extend_from_slice(&self.body);
        bytes
    }

    /// Sends it.
    pub(super) fn send(&self, address: SocketAddr) -> Answer {
        send(address, &self.bytes())
    }
}

/// Sends bytes and reads the answer to its end.
pub(super) fn send(address: SocketAddr, bytes: &[u8]) -> Answer {
    let mut stream = TcpStream::connect(address).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
    // A server may answer, and close, before it has read everything.
    let _ = stream.write_all(bytes);
    let mut answer = Vec::new();
    let mut chunk = [0; 4096];
    while let Ok(count @ 1..) = stream.read(&mut chunk) {
        answer.extend_from_slice(&chunk[..count]);
    }
    parse(&answer)
}

fn parse(bytes: &[u8]) -> Answer {
    let end = bytes.windows(4).position(|window| window == b"\r\n\r\n").expect("an answer with a head");
    let head = std::str::from_utf8(&bytes[..end]).unwrap();
    let (status, lines) = head.split_once("\r\n").unwrap_or((head, ""));
    let status = status.split(' ').nth(1).and_then(|code| code.parse().ok()).expect("a status");
    let header = |line: &str| line.split_once(": ").map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned()));
    let headers = lines.lines().filter_map(header).collect();
    Answer { status, headers, body: bytes[end + 4..].to_vec() }
}

impl Answer {
    /// The values of a header, joined.
    pub(super) fn header(&self, name: &str) -> Option<String> {
        let values: Vec<&str> = self.headers.iter().filter(|(known, _)| known == name).map(|(_, value)| value.as_str()).collect();
        (!values.is_empty()).then(|| values.join(", "))
    }

    /// The body as JSON.
    pub(super) fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }

    /// As text: status, the headers that say something about the answer, and the body.
    pub(super) fn show(&self) -> String {
        let mut text = format!("{}\n", self.status);
        for (name, value) in &self.headers {
            if !["date", "content-length", "connection"].contains(&name.as_str()) {
                text += &format!("{name}: {value}\n");
            }
        }
        match serde_json::from_slice::<serde_json::Value>(&self.body) {
            Ok(body) => text += &format!("{body:#}\n"),
            Err(_) if self.body.is_empty() => {}
            Err(_) => text += &format!("{}\n", String::from_utf8_lossy(&self.body).trim_end()),
        }
        text
    }
}
