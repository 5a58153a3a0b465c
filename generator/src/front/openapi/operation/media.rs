//! Media types: what kind a name is.

use crate::ir::Media;

/// Whether a media type is one of pictures, archives and the like, which are bytes and no text.
pub fn is_binary(name: &str) -> bool {
    kind(name) == Media::Binary
}

/// The kind of a media type or range, by its name without parameters.
pub(super) fn kind(name: &str) -> Media {
    let bare = name.split(';').next().unwrap_or(name).trim().to_ascii_lowercase();
    let (main, sub) = bare.split_once('/').unwrap_or((bare.as_str(), ""));
    match (main, sub) {
        ("application", "x-www-form-urlencoded") => Media::Form,
        ("multipart", _) => Media::Multipart,
        (_, "event-stream") => Media::EventStream,
        (_, "jsonl" | "x-jsonl" | "x-ndjson" | "ndjson" | "jsonlines" | "x-jsonlines" | "json-seq" | "stream+json") => {
            Media::JsonLines
        }
        (_, sub) if sub.ends_with("+json-seq") || sub.ends_with("+jsonl") || sub.ends_with("+ndjson") => Media::JsonLines,
        (_, sub) if sub == "json" || sub.ends_with("+json") => Media::Json,
        (_, sub) if sub == "xml" || sub.ends_with("+xml") => Media::Xml,
        ("text", _) | ("application", "yaml" | "x-yaml" | "javascript" | "graphql" | "sql" | "jwt" | "jose" | "toml") => {
            Media::Text
        }
        (_, sub) if sub.ends_with("+yaml") || sub.ends_with("+jwt") => Media::Text,
        ("*", "*") => Media::Json,
        _ => Media::Binary,
    }
}
