//! Parameters: where they are sent and how they are written, in every version's words.

use super::media;
use crate::diag::{rule, unsupported};
use crate::front::openapi::context::{Context, docs, filled, flag, text};
use crate::front::openapi::json;
use crate::front::openapi::version::Version;
use crate::ir::{Origin, Parameter, Place, Schema, SchemaId, Style, Types};
use crate::source::NodeRef;

impl<'d> Context<'d, '_> {
    /// A parameter; `None` if it is no parameter of its own (a body, a form field) or cannot be read.
    pub(super) fn parameter(&mut self, node: NodeRef<'d>) -> Option<Parameter> {
        let place = match text(node, "in")? {
            "path" => Place::Path,
            "query" => Place::Query,
            "querystring" => Place::QueryString,
            "header" => Place::Header,
            "cookie" => Place::Cookie,
            _ => return None,
        };
        let name = text(node, "name").filter(|name| !name.is_empty());
        let name = if place == Place::QueryString { name.unwrap_or("querystring") } else { name? };
        if place == Place::Path && !flag(node, "required") {
            let message = format!("the path parameter `{name}` must be `required: true`");
            self.breach(rule(message, node.location(), "read as required"));
        }
        let modern = self.references.version(node) != Version::V20;
        let (style, explode) = if modern { style(node, place) } else { collection(node) };
        let content = node.get("content").and_then(|content| content.entries().next());
        let schema = match content {
            Some((_, content)) => self.content_schema(content),
            None if modern => self.schema_of(node),
            None => {
                self.nested(node);
                self.reserve(node)
            }
        };
        let default = node.get("schema").filter(|_| modern).unwrap_or(node).get("default").and_then(json::value);
        Some(Parameter {
            origin: self.origin(node),
            name: name.to_owned(),
            client_name: filled(node, "x-ms-client-name"),
            docs: docs(node),
            place,
            required: place == Place::Path || flag(node, "required"),
            style,
            explode,
            allow_reserved: flag(node, "allowReserved") || flag(node, "x-ms-skip-url-encoding"),
            allow_empty: flag(node, "allowEmptyValue"),
            schema,
            media: content.map(|(entry, _)| media::kind(&entry.key)),
            default,
            header_prefix: filled(node, "x-ms-header-collection-prefix"),
        })
    }

    /// A list in a list, of Swagger 2.0: no text is taken apart twice.
    fn nested(&mut self, node: NodeRef<'d>) {
        if let Some(items) = node.get("items").filter(|items| text(*items, "type") == Some("array")) {
            let message = unsupported("a list of lists in a parameter", "no text is a value of it", items.location());
            self.everywhere(message);
        }
    }

    /// The schema under `schema`; a schema that accepts everything if there is none.
    pub(super) fn schema_of(&mut self, node: NodeRef<'d>) -> SchemaId {
        if let Some(schema) = node.get("schema") {
            return self.schema(schema);
        }
        let origin = self.origin(node);
        self.schemas.reserve(origin)
    }

    pub(super) fn content_schema(&mut self, content: NodeRef<'d>) -> SchemaId {
        let content = self.target(content, "a media type").unwrap_or(content);
        self.schema_of(content)
    }

    /// A parameter that a path template names and nothing declares.
    pub(super) fn undeclared(&mut self, name: &str, origin: &Origin) -> Parameter {
        let schema = self.schemas.add(Schema::of(origin.clone(), Types::STRING));
        Parameter {
            origin: origin.clone(),
            name: name.to_owned(),
            client_name: None,
            docs: crate::ir::Docs::default(),
            place: Place::Path,
            required: true,
            style: Style::Simple,
            explode: false,
            allow_reserved: false,
            allow_empty: false,
            schema,
            media: None,
            default: None,
            header_prefix: None,
        }
    }
}

/// `style` and `explode` of `OpenAPI` 3, with the defaults of the place.
fn style(node: NodeRef<'_>, place: Place) -> (Style, bool) {
    let usual = match place {
        Place::Path | Place::Header => Style::Simple,
        Place::Query | Place::QueryString | Place::Cookie => Style::Form,
    };
    let style = named_style(node).unwrap_or(usual);
    let explode = node.get("explode").and_then(NodeRef::as_bool);
    (style, explode.unwrap_or(matches!(style, Style::Form | Style::Cookie | Style::DeepObject)))
}

/// The style a node names.
pub(super) fn named_style(node: NodeRef<'_>) -> Option<Style> {
    Some(match text(node, "style")? {
        "simple" => Style::Simple,
        "label" => Style::Label,
        "matrix" => Style::Matrix,
        "form" => Style::Form,
        "spaceDelimited" => Style::SpaceDelimited,
        "pipeDelimited" => Style::PipeDelimited,
        "deepObject" => Style::DeepObject,
        "cookie" => Style::Cookie,
        _ => return None,
    })
}

/// `collectionFormat` of Swagger 2.0 as style and explode.
pub(super) fn collection(node: NodeRef<'_>) -> (Style, bool) {
    let separate = matches!(text(node, "in"), Some("query" | "formData"));
    match text(node, "collectionFormat") {
        Some("multi") => (Style::Form, true),
        Some("ssv") => (Style::SpaceDelimited, false),
        Some("tsv") => (Style::TabDelimited, false),
        Some("pipes") => (Style::PipeDelimited, false),
        _ if separate => (Style::Form, false),
        _ => (Style::Simple, false),
    }
}
