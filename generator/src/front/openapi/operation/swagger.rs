//! Bodies, responses and servers of Swagger 2.0, which says them with parameters, `consumes`, `produces` and `host`.

use super::{media, parameter};
use crate::diag::{rule, unsupported};
use crate::front::openapi::context::{Context, docs, filled, flag, text, texts};
use crate::ir::{Body, Content, Docs, Header, Media, PartEncoding, PartKey, Property, Required, Schema, SchemaId, Types, Views};
use crate::source::{Kind, NodeRef};

impl<'d> Context<'d, '_> {
    /// The request body that `body` and `formData` parameters make up.
    pub(super) fn swagger_body(&mut self, operation: NodeRef<'d>, parameters: &[NodeRef<'d>]) -> Option<Body> {
        let place = |name: &'static str| parameters.iter().copied().filter(move |node| text(*node, "in") == Some(name));
        let consumes = media_types(self.references.top(), operation, "consumes");
        // Of several the operation's own counts, which is the last.
        if let Some(node) = place("body").next_back() {
            for other in place("body").chain(place("formData")).filter(|other| other.location() != node.location()) {
                self.breach(
                    rule("an operation has one body", other.location(), "left out").also(node.location(), "this is its body"),
                );
            }
            let schema = self.schema_of(node);
            let consumes = if consumes.is_empty() { vec!["application/json".to_owned()] } else { consumes };
            let contents = consumes.into_iter().map(|name| content(name, Some(schema))).collect();
            return Some(Body { docs: docs(node), required: flag(node, "required"), contents });
        }
        let fields: Vec<_> = place("formData").collect();
        fields.first()?;
        let schema = self.form(&fields);
        let files = fields.iter().any(|field| text(*field, "type") == Some("file"));
        let mut names: Vec<_> =
            consumes.into_iter().filter(|name| matches!(media::kind(name), Media::Form | Media::Multipart)).collect();
        if files {
            names.retain(|name| media::kind(name) == Media::Multipart);
        }
        if names.is_empty() {
            names.push(if files { "multipart/form-data" } else { "application/x-www-form-urlencoded" }.to_owned());
        }
        let encodings: Vec<_> = fields.iter().filter_map(|field| field_encoding(*field)).collect();
        let contents = names.into_iter().map(|name| Content { encodings: encodings.clone(), ..content(name, Some(schema)) });
        let required = fields.iter().any(|field| flag(*field, "required"));
        Some(Body { docs: Docs::default(), required, contents: contents.collect() })
    }

    /// The object that form fields are members of.
    fn form(&mut self, fields: &[NodeRef<'d>]) -> SchemaId {
        let origin = fields.first().map(|field| self.origin(*field));
        let Some(origin) = origin else { return SchemaId(0) };
        let mut schema = Schema::of(origin, Types::OBJECT);
        for field in fields {
            let Some(name) = text(*field, "name") else { continue };
            let property = Property {
                name: name.to_owned(),
                schema: self.reserve(*field),
                access: Views::ALL,
                place: None,
                client_name: filled(*field, "x-ms-client-name"),
                docs: Docs::default(),
                key: false,
                navigation: false,
            };
            schema.object.properties.push(property);
            if flag(*field, "required") {
                schema.object.required.push(Required { name: name.to_owned(), views: Views::ALL });
            }
        }
        self.schemas.add(schema)
    }

    /// The contents of a response.
    pub(super) fn swagger_contents(&mut self, operation: NodeRef<'d>, response: NodeRef<'d>) -> Vec<Content> {
        let Some(schema) = response.get("schema") else { return Vec::new() };
        let file = text(schema, "type") == Some("file");
        let schema = self.schema(schema);
        let mut produces = media_types(self.references.top(), operation, "produces");
        if file {
            produces.retain(|name| !matches!(media::kind(name), Media::Json | Media::Xml));
        }
        if produces.is_empty() {
            produces.push(if file { "application/octet-stream" } else { "application/json" }.to_owned());
        }
        produces
            .into_iter()
            .map(|name| {
                let mut content = content(name, Some(schema));
                if file {
                    content.media = Media::Binary;
                }
                content
            })
            .collect()
    }

    /// A response header, whose schema is the header itself.
    pub(super) fn swagger_header(&mut self, name: &str, node: NodeRef<'d>) -> Header {
        let format = node.get("collectionFormat").filter(|format| !matches!(format.as_str(), Some("csv") | None));
        if let Some(place) = format {
            let message =
                unsupported("a header whose items have no commas between them", "it is written with commas", place.location());
            self.everywhere(message);
        }
        let schema = self.reserve(node);
        Header { name: name.to_owned(), docs: docs(node), required: false, schema, explode: false, media: None }
    }
}

/// `consumes` or `produces` of an operation, or those of the whole document.
fn media_types(api: NodeRef<'_>, operation: NodeRef<'_>, key: &str) -> Vec<String> {
    let own = operation.get(key).is_some_and(|list| matches!(list.kind(), Kind::Array(_)));
    let list = if own { texts(operation, key) } else { texts(api, key) };
    let mut names: Vec<String> = Vec::new();
    for name in list {
        if !names.iter().any(|known| known == name) {
            names.push(name.to_owned());
        }
    }
    names
}

fn content(media_type: String, schema: Option<SchemaId>) -> Content {
    Content { media: media::kind(&media_type), media_type, schema, by_position: false, encodings: Vec::new() }
}

fn field_encoding(field: NodeRef<'_>) -> Option<PartEncoding> {
    if text(field, "type") != Some("array") {
        return None;
    }
    let (style, explode) = parameter::collection(field);
    Some(PartEncoding {
        key: PartKey::Name(text(field, "name")?.to_owned()),
        content_type: None,
        media: None,
        style,
        explode,
        headers: Vec::new(),
    })
}

/// The addresses that `schemes`, `host` and `basePath` make up.
pub(super) fn servers(root: NodeRef<'_>) -> Vec<String> {
    let base = text(root, "basePath").unwrap_or("").trim_end_matches('/');
    let template = root.get("x-ms-parameterized-host").and_then(|host| text(host, "hostTemplate").map(|text| (host, text)));
    let schemes = texts(root, "schemes");
    let schemes = if schemes.is_empty() { vec!["https"] } else { schemes };
    match (template, text(root, "host").filter(|host| !host.is_empty())) {
        (Some((host, template)), _) => {
            let scheme = host.get("useSchemePrefix").and_then(NodeRef::as_bool) != Some(false);
            let prefix = if scheme { format!("{}://", schemes.first().copied().unwrap_or("https")) } else { String::new() };
            vec![format!("{prefix}{template}{base}")]
        }
        (None, Some(host)) => schemes.iter().map(|scheme| format!("{scheme}://{host}{base}")).collect(),
        (None, None) if base.is_empty() => Vec::new(),
        (None, None) => vec![base.to_owned()],
    }
}
