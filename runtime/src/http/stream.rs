//! Bodies that are sent item by item: streams of values in; JSON Lines, JSON text sequences and server-sent events out.

use std::fmt::{self, Write as _};
use std::pin::Pin;
use std::time::Duration;

use bytes::Bytes;
use futures_util::{Stream, StreamExt, stream};

use crate::json::{Value, Write, to_string};

/// Whatever ends a stream before its time.
pub type BoxError = Box<dyn std::error::Error + Send + Sync>;

type Items<T> = Pin<Box<dyn Stream<Item = Result<T, BoxError>> + Send>>;

/// JSON values, each of which is sent as soon as it is there: a line each, or a record each in JSON text sequences (RFC 7464).
pub struct JsonLines<T>(Items<T>);

/// Server-sent events, each of which is sent as soon as it is there. `T` is an [`Event`] with data of a type, or a type that says
/// itself what `event`, `id`, `retry` and `data` are.
pub struct Events<T> {
    items: Items<T>,
    keep_alive: Option<Duration>,
}

impl<T> Events<T> {
    fn of(items: Items<T>) -> Self {
        Self { items, keep_alive: None }
    }

    /// Sends a comment, which clients skip, whenever there was no event for so long: connections on which nothing happens are cut by
    /// proxies. Without this, or if it is zero, nothing is sent between events. The answer must be sent by a tokio runtime whose
    /// time driver is enabled, as `#[tokio::main]` has it; one without it panics.
    #[must_use]
    pub fn keep_alive(self, every: Duration) -> Self {
        Self { keep_alive: Some(every).filter(|every| !every.is_zero()), ..self }
    }
}

impl<T> JsonLines<T> {
    fn of(items: Items<T>) -> Self {
        Self(items)
    }
}

/// A server-sent event.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Event<T> {
    /// What it says: texts are sent as they are, everything else as JSON.
    pub data: T,
    /// Its name; clients take those without one for `message`.
    pub event: Option<String>,
    /// Where to go on after the connection was lost.
    pub id: Option<String>,
    /// How long clients wait before they connect again.
    pub retry: Option<Duration>,
}

impl<T> Event<T> {
    /// An event that has data and nothing else.
    pub fn new(data: T) -> Self {
        Self { data, event: None, id: None, retry: None }
    }
}

impl<T> From<T> for Event<T> {
    fn from(data: T) -> Self {
        Self::new(data)
    }
}

macro_rules! stream_of_items {
    ($body:ident) => {
        impl<T: 'static> $body<T> {
            /// The items of a stream.
            pub fn new(items: impl Stream<Item = T> + Send + 'static) -> Self {
                Self::of(Box::pin(items.map(Ok)))
            }

            /// The items of a stream that may fail: then the answer breaks off, so that nobody takes it for complete.
            pub fn fallible<E: Into<BoxError>>(items: impl Stream<Item = Result<T, E>> + Send + 'static) -> Self {
                Self::of(Box::pin(items.map(|item| item.map_err(Into::into))))
            }
        }

        impl<T: Send + 'static> From<Vec<T>> for $body<T> {
            fn from(items: Vec<T>) -> Self {
                Self::new(stream::iter(items))
            }
        }

        impl<T> fmt::Debug for $body<T> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.debug_struct(stringify!($body)).finish_non_exhaustive()
            }
        }
    };
}

stream_of_items!(JsonLines);
stream_of_items!(Events);

/// An item on its way: what its schema is about, and how it is sent.
#[derive(Debug)]
pub(super) struct Record {
    pub(super) json: String,
    text: String,
}

/// Items on their way.
pub(super) struct Records {
    items: Items<Record>,
    /// After how long without an item a comment is sent.
    keep_alive: Option<Duration>,
}

impl fmt::Debug for Records {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Records")
    }
}

impl Records {
    pub(super) fn of_lines<T: Write + 'static>(lines: JsonLines<T>, media_type: &str) -> Self {
        let start = if media_type.contains("json-seq") { "\u{1e}" } else { "" };
        let record = move |item: &T| {
            let json = to_string(item);
            let text = format!("{start}{json}\n");
            Record { json, text }
        };
        Self { items: each(lines.0, record), keep_alive: None }
    }

    pub(super) fn of_events<T: ServerSent + 'static>(events: Events<T>) -> Self {
        let record = |event: &T| {
            let (json, frame) = event.frame();
            Record { json, text: frame.text() }
        };
        Self { items: each(events.items, record), keep_alive: events.keep_alive }
    }

    /// The items for which `accept` says nothing; at the first for which it does, the answer breaks off.
    pub(super) fn checked(self, accept: impl Fn(&Record) -> Result<(), BoxError> + Send + 'static) -> Self {
        let accepted = move |record: Result<Record, BoxError>| record.and_then(|record| accept(&record).map(|()| record));
        Self { items: Box::pin(self.items.map(accepted)), ..self }
    }

    pub(super) fn into_body(self) -> axum::body::Body {
        let texts = self.items.map(|record| record.map(|record| Bytes::from(record.text)));
        match self.keep_alive {
            Some(every) => axum::body::Body::from_stream(kept_alive(texts, every)),
            None => axum::body::Body::from_stream(texts),
        }
    }
}

fn each<T: 'static>(items: Items<T>, record: impl Fn(&T) -> Record + Send + 'static) -> Items<Record> {
    Box::pin(items.map(move |item| item.map(|item| record(&item))))
}

/// The chunks of a stream, and an empty comment whenever there was none for so long.
fn kept_alive<S>(chunks: S, every: Duration) -> impl Stream<Item = Result<Bytes, BoxError>>
where
    S: Stream<Item = Result<Bytes, BoxError>> + Unpin,
{
    let next = move |mut chunks: S| async move {
        match tokio::time::timeout(every, chunks.next()).await {
            Ok(chunk) => chunk.map(|chunk| (chunk, chunks)),
            Err(_) => Some((Ok(Bytes::from_static(b":\n\n")), chunks)),
        }
    };
    stream::unfold(chunks, next).fuse()
}

/// What can be sent as an event: an [`Event`], or a value with the members `event`, `id`, `retry` and `data`.
pub trait ServerSent {
    /// The JSON that its schema is about, and what is sent.
    #[doc(hidden)]
    fn frame(&self) -> (String, Frame);
}

/// The lines of an event.
#[doc(hidden)]
#[derive(Debug, Default)]
pub struct Frame {
    event: Option<String>,
    id: Option<String>,
    retry: Option<String>,
    data: Option<String>,
}

impl<T: Write> ServerSent for Event<T> {
    fn frame(&self) -> (String, Frame) {
        let json = to_string(&self.data);
        let data = if json.starts_with('"') { data_text(&Value::parse(json.as_bytes()).unwrap_or_default()) } else { json.clone() };
        let retry = self.retry.map(|retry| retry.as_millis().to_string());
        (json, Frame { event: self.event.clone(), id: self.id.clone(), retry, data: Some(data) })
    }
}

impl<T: Write> ServerSent for T {
    fn frame(&self) -> (String, Frame) {
        let json = to_string(self);
        let value = Value::parse(json.as_bytes()).unwrap_or_default();
        let member = |name: &str| value.as_object()?.get(name).filter(|member| **member != Value::Null).map(data_text);
        let frame = Frame { event: member("event"), id: member("id"), retry: member("retry"), data: member("data") };
        (json, frame)
    }
}

/// Texts are sent as they are, everything else as JSON.
fn data_text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

impl Frame {
    /// As it is sent (HTML, section 9.2.5). A line end would end a field, so data has a line for each of its own, and names have none.
    fn text(&self) -> String {
        let mut out = String::new();
        for (name, value) in [("event", &self.event), ("id", &self.id), ("retry", &self.retry)] {
            if let Some(value) = value {
                let _ = writeln!(out, "{name}: {}", value.replace(['\r', '\n', '\0'], " "));
            }
        }
        let data = self.data.iter().map(|data| data.replace("\r\n", "\n").replace('\r', "\n"));
        for line in data.flat_map(|data| data.split('\n').map(str::to_owned).collect::<Vec<_>>()) {
            let _ = writeln!(out, "data: {line}");
        }
        out.push('\n');
        out
    }
}
