//! Request bodies and contents of `OpenAPI` 3.

use super::{media, parameter};
use crate::diag::unsupported;
use crate::front::openapi::context::{Context, docs, filled, flag};
use crate::ir::{Body, Content, Media, PartEncoding, Style};
use crate::source::{Location, NodeRef};

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
            // Without a stated item schema, a stream's schema is that of each item, as tools have used it before 3.2.
            let schema = target.get("itemSchema").or_else(|| target.get("schema")).map(|schema| self.schema(schema));
            if media == Media::Xml && schema.is_some() {
                let here = Location { span: entry.key_span, ..value.location() };
                self.everywhere("xml", unsupported("a typed XML body", "it is given as text", here));
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
            for (_, encoding) in target.get("encoding").into_iter().flat_map(NodeRef::entries) {
                if let Some(headers) = encoding.get("headers") {
                    self.everywhere("headers", unsupported("a header of a part", "it is given as text", headers.location()));
                }
            }
            let encodings = encodings(target, media);
            contents.push(Content { media_type: entry.key.to_string(), media, schema, encodings });
        }
        contents
    }
}

fn encodings(content: NodeRef<'_>, media: Media) -> Vec<PartEncoding> {
    if !matches!(media, Media::Form | Media::Multipart) {
        return Vec::new();
    }
    let entries = content.get("encoding").into_iter().flat_map(NodeRef::entries);
    let encoding = |(entry, node): (&crate::source::Entry, NodeRef<'_>)| {
        let style = parameter::named_style(node).unwrap_or(Style::Form);
        let explode = node.get("explode").and_then(NodeRef::as_bool).unwrap_or(style == Style::Form);
        PartEncoding { property: entry.key.to_string(), content_type: filled(node, "contentType"), style, explode }
    };
    entries.map(encoding).collect()
}
