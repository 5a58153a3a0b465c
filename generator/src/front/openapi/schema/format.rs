//! `format`: how strings and numbers are written.

use crate::diag::unsupported;
use crate::front::openapi::context::{Context, text};
use crate::front::openapi::operation::is_binary;
use crate::ir::{Format, Schema, Types};
use crate::source::NodeRef;

impl<'d> Context<'d, '_> {
    /// Sets a schema's format, and says which words about the content of strings have no effect.
    pub(super) fn format(&mut self, schema: &mut Schema, node: NodeRef<'d>) {
        read(schema, node);
        if !self.references.version(node).has_json_schema() {
            return;
        }
        if let Some(content) = node.get("contentSchema") {
            self.everywhere(unsupported("a schema for what a string holds", "the string is not looked into", content.location()));
        }
        if let Some(name) = text(node, "contentEncoding").filter(|name| !["base64", "base64url"].contains(name)) {
            let place = node.get("contentEncoding").unwrap_or(node).location();
            self.everywhere(unsupported(&format!("the encoding `{name}`"), "the string is given as it comes", place));
        }
    }
}

/// Sets a schema's format.
fn read(schema: &mut Schema, node: NodeRef<'_>) {
    let numbers = schema.types.and(Types::NUMBER) != Types::NONE;
    if let Some(name) = text(node, "format").filter(|name| !name.is_empty()) {
        schema.format = Some(of_name(name, numbers));
    } else if schema.format.is_none() {
        schema.format = of_content(node);
    }
}

/// The format called `name`; those of numbers mean something only where numbers are accepted.
fn of_name(name: &str, numbers: bool) -> Format {
    match name {
        "int8" | "sbyte" if numbers => Format::Int(8),
        "int16" if numbers => Format::Int(16),
        "int32" if numbers => Format::Int(32),
        "int64" | "long" if numbers => Format::Int(64),
        "uint8" if numbers => Format::UInt(8),
        "uint16" if numbers => Format::UInt(16),
        "uint32" if numbers => Format::UInt(32),
        "uint64" if numbers => Format::UInt(64),
        "float" if numbers => Format::Float,
        "double" if numbers => Format::Double,
        "decimal" if numbers => Format::Decimal,
        "unixtime" if numbers => Format::UnixTime,
        "date-time" => Format::DateTime,
        "date" => Format::Date,
        "time" => Format::Time,
        "duration" => Format::Duration,
        "date-time-rfc1123" | "http-date" => Format::HttpDate,
        "uuid" | "guid" => Format::Uuid,
        "byte" => Format::Base64,
        "base64url" => Format::Base64Url,
        "binary" => Format::Binary,
        "arm-id" => Format::ArmId,
        _ => Format::Other(name.to_owned()),
    }
}

/// What the content keywords of JSON Schema say about strings.
fn of_content(node: NodeRef<'_>) -> Option<Format> {
    match text(node, "contentEncoding") {
        Some("base64") => Some(Format::Base64),
        Some("base64url") => Some(Format::Base64Url),
        Some(_) => None,
        None => text(node, "contentMediaType").is_some_and(is_binary).then_some(Format::Binary),
    }
}
