//! Responses and their headers.

use super::media;
use crate::diag::{bad_value, rule, unsupported};
use crate::front::openapi::context::{Context, docs, flag, text};
use crate::front::openapi::version::Version;
use crate::ir::{Header, Media, Response, Status};
use crate::source::{Location, NodeRef};

impl<'d> Context<'d, '_> {
    /// The responses of an operation in source order.
    pub(super) fn responses(&mut self, operation: NodeRef<'d>) -> Vec<Response> {
        let mut responses = Vec::new();
        for (entry, node) in operation.get("responses").into_iter().flat_map(NodeRef::entries) {
            if entry.key.starts_with("x-") {
                continue;
            }
            let Some(status) = status(&entry.key) else {
                let place = Location { span: entry.key_span, ..node.location() };
                let expected = "a code such as 200, a class such as 4XX, or `default`";
                self.breach(bad_value("a response's status", &entry.key, expected, place, ["default"]));
                continue;
            };
            if let Status::Code(600..) = status {
                let place = Location { span: entry.key_span, ..node.location() };
                self.slip(rule(format!("`{}` is no status of HTTP", entry.key), place, "read as it is"));
            }
            let Some(node) = self.target(node, "a response") else { continue };
            responses.push(self.response(operation, status, node));
        }
        responses
    }

    fn response(&mut self, operation: NodeRef<'d>, status: Status, node: NodeRef<'d>) -> Response {
        let old = self.references.version(node) == Version::V20;
        let contents = if old { self.swagger_contents(operation, node) } else { self.contents(node) };
        for (entry, content) in node.get("content").into_iter().flat_map(NodeRef::entries) {
            if media::kind(&entry.key) == Media::Multipart {
                self.unsaid_encoding(content);
            }
        }
        let mut headers = Vec::new();
        for (entry, header) in node.get("headers").into_iter().flat_map(NodeRef::entries) {
            // The media type says it already.
            if entry.key.eq_ignore_ascii_case("content-type") || entry.key.starts_with("x-ms-") && !header.is_object() {
                continue;
            }
            let Some(header) = self.target(header, "a header") else { continue };
            let header = if old { self.swagger_header(&entry.key, header) } else { self.header(&entry.key, header) };
            headers.push(header);
        }
        let mut docs = docs(node);
        docs.notes = self.links(node);
        Response { origin: self.origin(node), status, docs, headers, contents }
    }

    /// Which operations its links lead to, in words.
    fn links(&mut self, response: NodeRef<'d>) -> Vec<String> {
        let mut notes = Vec::new();
        for (entry, link) in response.get("links").into_iter().flat_map(NodeRef::entries) {
            let link = if entry.key.starts_with("x-") { None } else { self.target(link, "a link") };
            let target = link.and_then(|link| text(link, "operationId").or_else(|| text(link, "operationRef")));
            notes.extend(target.map(|target| format!("the link `{}` leads to `{target}`.", entry.key)));
        }
        notes
    }

    /// Says that how the parts of an answer are written is left to the service.
    fn unsaid_encoding(&mut self, content: NodeRef<'d>) {
        let content = self.target(content, "a media type");
        let said = ["encoding", "prefixEncoding", "itemEncoding"].into_iter().filter_map(|keyword| content?.get(keyword));
        let mut said = said.filter(|said| said.entries().len() + said.items().len() > 0);
        if let Some(place) = said.next() {
            let instead = "the service says what it is, and only its content is checked";
            self.everywhere(unsupported("an encoding for a part of an answer", instead, place.location()));
        }
    }

    pub(super) fn header(&mut self, name: &str, node: NodeRef<'d>) -> Header {
        let content = node.get("content").and_then(|content| content.entries().next());
        let schema = match content {
            Some((_, content)) => self.content_schema(content),
            None => self.schema_of(node),
        };
        Header {
            name: name.to_owned(),
            docs: docs(node),
            required: flag(node, "required"),
            schema,
            explode: flag(node, "explode"),
            media: content.map(|(entry, _)| media::kind(&entry.key)),
        }
    }
}

fn status(key: &str) -> Option<Status> {
    if key == "default" {
        return Some(Status::Default);
    }
    let class = key.strip_suffix("XX").or_else(|| key.strip_suffix("xx"));
    if let Some(class) = class {
        return class.parse().ok().filter(|class| (1..=5).contains(class)).map(Status::Class);
    }
    key.parse().ok().filter(|code| (100..=999).contains(code)).map(Status::Code)
}
