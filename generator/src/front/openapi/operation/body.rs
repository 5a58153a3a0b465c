//! Request bodies and contents of `OpenAPI` 3.

use super::{media, parameter};
use crate::diag::unsupported;
use crate::front::openapi::context::{Context, docs, filled, flag, text};
use crate::front::openapi::schema;
use crate::ir::{Body, Content, Header, Media, PartEncoding, SchemaId, Style};
use crate::source::{Entry, Location, NodeRef};

impl<'d> Context<'d, '_> {
    /// A request body.
    pub(super) fn body(&mut self, node: NodeRef<'d>) -> Option<Body> {
        let node = self.target(node, "a request body")?;
        Some(Body { docs: docs(node), required: flag(node, "required"), contents: self.contents(node) })
    }

    /// The contents of a body or a response by media type.
    pub(super) fn contents(&mut self, node: NodeRef<'d>) -> Vec<Content> {
        let mut contents = Vec::new();
        for (entry, value) in node.get("content").into_iter().flat_map(NodeRef::entries) {
            let Some(target) = self.target(value, "a media type") else { continue };
            let media = media::kind(&entry.key);
            let (media, schema) = self.content_of(target, media);
            if media == Media::Xml && schema.is_some() {
                let here = Location { span: entry.key_span, ..value.location() };
                self.everywhere(unsupported("a typed XML body", "it is given as text", here));
            }
            for keyword in ["prefixEncoding", "itemEncoding"] {
                if let Some(found) = target.get(keyword) {
                    self.report(unsupported(
                        &format!("`{keyword}`"),
                        "parts are given in their order as they come",
                        found.location(),
                    ));
                }
            }
            let encodings = self.encodings(target, media);
            contents.push(Content { media_type: entry.key.to_string(), media, schema, encodings });
        }
        contents
    }

    /// What a content is, with its schema or, if it is a stream, that of each item.
    fn content_of(&mut self, content: NodeRef<'d>, media: Media) -> (Media, Option<SchemaId>) {
        let (whole, item) = (content.get("schema"), content.get("itemSchema"));
        if !matches!(media, Media::JsonLines | Media::EventStream) {
            return (media, whole.map(|schema| self.schema(schema)));
        }
        if let Some(item) = item {
            self.documents_of_events(item);
            return (media, Some(self.schema(item)));
        }
        // A schema for the whole is one of a list of items. Before 3.2 it was mostly that of each item, or one of plain text.
        let target = whole.and_then(|schema| self.target(schema, "a schema"));
        match target.and_then(|target| text(target, "type")) {
            Some("array") => (media, target.and_then(|target| target.get("items")).map(|items| self.schema(items))),
            Some("string") if media == Media::JsonLines => (Media::Text, whole.map(|schema| self.schema(schema))),
            _ => (media, whole.map(|schema| self.schema(schema))),
        }
    }

    /// Finds the data of events that is JSON, in the schema of an event and in its alternatives.
    fn documents_of_events(&mut self, item: NodeRef<'d>) {
        let Some(item) = self.target(item, "a schema") else { return };
        let alternatives = ["oneOf", "anyOf", "allOf"].iter().filter_map(|keyword| item.get(keyword)).flat_map(NodeRef::items);
        let alternatives: Vec<NodeRef<'d>> = alternatives.filter_map(|node| self.target(node, "a schema")).collect();
        for event in alternatives.into_iter().chain([item]) {
            let Some(data) = event.get("properties").and_then(|properties| properties.get("data")) else { continue };
            let is_json = text(data, "contentMediaType").is_some_and(|name| media::kind(name) == Media::Json);
            let content = data.get("contentSchema").filter(|_| is_json);
            self.documents.extend(content.map(|content| (schema::key(data), content)));
        }
    }

    /// How the parts of a form are written.
    fn encodings(&mut self, content: NodeRef<'d>, media: Media) -> Vec<PartEncoding> {
        if !matches!(media, Media::Form | Media::Multipart) {
            return Vec::new();
        }
        let in_parts = media == Media::Multipart;
        let entries = content.get("encoding").into_iter().flat_map(NodeRef::entries);
        let encoding = |(entry, node): (&Entry, NodeRef<'d>)| {
            let style = parameter::named_style(node).unwrap_or(Style::Form);
            let explode = node.get("explode").and_then(NodeRef::as_bool).unwrap_or(style == Style::Form);
            let content_type = filled(node, "contentType");
            let first = content_type.as_deref().and_then(|names| names.split(',').next());
            let media = first.map(media::kind);
            if let Some(place) = node.get("contentType").filter(|_| media == Some(Media::Xml)) {
                self.everywhere(unsupported("a typed XML part", "it is given as it came", place.location()));
            }
            let headers = if in_parts { self.part_headers(node) } else { Vec::new() };
            PartEncoding { property: entry.key.to_string(), content_type, media, style, explode, headers }
        };
        entries.map(encoding).collect()
    }

    /// The headers of a part; its media type is said elsewhere.
    fn part_headers(&mut self, encoding: NodeRef<'d>) -> Vec<Header> {
        let entries = encoding.get("headers").into_iter().flat_map(NodeRef::entries);
        let own = entries.filter(|(entry, _)| !entry.key.eq_ignore_ascii_case("content-type"));
        own.filter_map(|(entry, node)| self.target(node, "a header").map(|node| self.header(&entry.key, node))).collect()
    }
}
