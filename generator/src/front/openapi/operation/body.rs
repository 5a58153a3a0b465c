//! Request bodies and contents of `OpenAPI` 3.

use super::{media, parameter};
use crate::diag::{rule, unsupported};
use crate::front::openapi::context::{Context, docs, filled, flag, text};
use crate::front::openapi::schema;
use crate::ir::{Body, Content, Header, Media, PartEncoding, PartKey, Schema, SchemaId, Style, Types};
use crate::source::{Location, NodeRef};

/// How many schemas are looked at for one answer; schemas may refer to themselves.
const LOOKS: usize = 64;

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
            let by_position = self.is_list(target, media);
            let encodings = self.encodings(target, media, by_position);
            let content = Content { media_type: entry.key.to_string(), media, schema, by_position, encodings };
            if media == Media::Multipart && schema.is_some() && !content.has_named_parts() && !by_position {
                let here = Location { span: entry.key_span, ..value.location() };
                self.everywhere(unsupported("an object of parts without names", "the parts are given as they come", here));
            }
            contents.push(content);
        }
        contents
    }

    /// What a content is, with its schema or, if it is a stream, that of each item.
    fn content_of(&mut self, content: NodeRef<'d>, media: Media) -> (Media, Option<SchemaId>) {
        let (whole, item) = (content.get("schema"), content.get("itemSchema"));
        if let (Media::Multipart, Some(item)) = (media, item) {
            return (media, Some(self.list_of(item, whole)));
        }
        if !matches!(media, Media::JsonLines | Media::EventStream) {
            if let Some(item) = item {
                let what = "`itemSchema` of a media type that is not known to be one of items";
                self.report(unsupported(what, "the body is given as a whole", item.location()));
            }
            return (media, whole.map(|schema| self.schema(schema)));
        }
        if let Some(item) = item {
            self.documents_of_events(item);
            return (media, Some(self.schema(item)));
        }
        // A schema for the whole is one of a list of items. Before 3.2 it was mostly that of each item, or one of plain text.
        let target = whole.map(|schema| self.looked_at(schema));
        match target.and_then(|target| text(target, "type")) {
            Some("array") => (media, target.and_then(|target| target.get("items")).map(|items| self.schema(items))),
            Some("string") if media == Media::JsonLines => (Media::Text, whole.map(|schema| self.schema(schema))),
            _ => (media, whole.map(|schema| self.schema(schema))),
        }
    }

    /// The list that the parts of a body make up, one after the other.
    fn list_of(&mut self, item: NodeRef<'d>, whole: Option<NodeRef<'d>>) -> SchemaId {
        let mut list = Schema::of(self.origin(item), Types::ARRAY);
        list.array.items = Some(self.schema(item));
        list.all_of = whole.map(|whole| self.schema(whole)).into_iter().collect();
        self.schemas.add(list)
    }

    /// Finds the data of events that is JSON, in the schema of an event and in its alternatives.
    fn documents_of_events(&mut self, item: NodeRef<'d>) {
        let item = self.looked_at(item);
        let alternatives = ["oneOf", "anyOf", "allOf"].iter().filter_map(|keyword| item.get(keyword)).flat_map(NodeRef::items);
        let alternatives: Vec<NodeRef<'d>> = alternatives.map(|node| self.looked_at(node)).collect();
        for event in alternatives.into_iter().chain([item]) {
            let Some(data) = event.get("properties").and_then(|properties| properties.get("data")) else { continue };
            let is_json = text(data, "contentMediaType").is_some_and(|name| media::kind(name) == Media::Json);
            let content = data.get("contentSchema").filter(|_| is_json);
            self.documents.extend(content.map(|content| (schema::key(data), content)));
        }
    }

    /// How the parts of a body are written, each by its key.
    fn encodings(&mut self, content: NodeRef<'d>, media: Media, by_position: bool) -> Vec<PartEncoding> {
        let mut encodings = Vec::new();
        if matches!(media, Media::Form | Media::Multipart) {
            for (entry, node) in content.get("encoding").into_iter().flat_map(NodeRef::entries) {
                if by_position {
                    let message = "parts are told by name, but are the items of an array";
                    let place = Location { span: entry.key_span, ..node.location() };
                    self.breach(rule(message, place, "has no effect beside `itemSchema` or the schema of an array"));
                    break;
                }
                if !self.may_have(content, &entry.key) {
                    let place = Location { span: entry.key_span, ..node.location() };
                    let message = format!("`{}` is encoded, but no property", entry.key);
                    self.breach(rule(message, place, "the schema declares no such property"));
                }
                encodings.push(self.encoding(PartKey::Name(entry.key.to_string()), node, media));
            }
        }
        let prefix = content.get("prefixEncoding").into_iter().flat_map(NodeRef::items).enumerate();
        let prefix = prefix.map(|(position, node)| (PartKey::Position(position), node));
        for (key, node) in prefix.chain(content.get("itemEncoding").map(|node| (PartKey::Item, node))) {
            if !by_position {
                let message = "parts are told by position, but no array";
                self.breach(rule(message, node.location(), "has no effect without `itemSchema` or the schema of an array"));
                break;
            }
            if let Some(place) = ["style", "explode", "allowReserved"].into_iter().find_map(|keyword| node.get(keyword)) {
                self.report(unsupported(
                    "a style of a part by position",
                    "the part is read as a text or as JSON",
                    place.location(),
                ));
            }
            encodings.push(PartEncoding { style: Style::Form, explode: true, ..self.encoding(key, node, media) });
        }
        encodings
    }

    /// Whether the object that a body is may have a member, as far as its schema says that by itself.
    fn may_have(&mut self, content: NodeRef<'d>, name: &str) -> bool {
        const OTHERS: [&str; 6] = ["allOf", "anyOf", "oneOf", "if", "$dynamicRef", "patternProperties"];
        let Some(schema) = content.get("schema").map(|schema| self.looked_at(schema)) else { return true };
        let more = schema.get("additionalProperties").is_some_and(|more| more.as_bool() != Some(false));
        let Some(declared) = schema.get("properties") else { return true };
        declared.get(name).is_some() || more || OTHERS.iter().any(|keyword| schema.get(keyword).is_some())
    }

    /// Whether the parts of a body are items of an array.
    fn is_list(&mut self, content: NodeRef<'d>, media: Media) -> bool {
        let mut is_array = |schema| self.types_within(schema, &mut LOOKS.clone()).without(Types::NULL) == Types::ARRAY;
        media == Media::Multipart && (content.get("itemSchema").is_some() || content.get("schema").is_some_and(&mut is_array))
    }

    /// The types that a schema allows, by itself and by all that it refers to.
    fn types_within(&mut self, schema: NodeRef<'d>, looks: &mut usize) -> Types {
        if *looks == 0 {
            return Types::ANY;
        }
        *looks -= 1;
        let target = self.referred(schema);
        if let Some(target) = target.filter(|_| !self.references.version(schema).has_json_schema()) {
            return self.types_within(target, looks);
        }
        let mut types = self.declared_types(schema);
        for part in target.into_iter().chain(schema.get("allOf").into_iter().flat_map(NodeRef::items)) {
            types = types.and(self.types_within(part, looks));
        }
        for choices in ["anyOf", "oneOf"].into_iter().filter_map(|keyword| schema.get(keyword)) {
            types = types.and(choices.items().fold(Types::NONE, |known, choice| known.or(self.types_within(choice, looks))));
        }
        types
    }

    /// The schema that references lead to, for a look at it: what is wrong with them is said where the schema is read.
    fn looked_at(&mut self, schema: NodeRef<'d>) -> NodeRef<'d> {
        let mut at = schema;
        for _ in 0..LOOKS {
            let Some(target) = self.referred(at) else { break };
            at = target;
        }
        at
    }

    fn referred(&mut self, schema: NodeRef<'d>) -> Option<NodeRef<'d>> {
        let reference = schema.get("$ref").and_then(NodeRef::as_str)?;
        self.references.resolve(schema, reference).ok()
    }

    fn encoding(&mut self, key: PartKey, node: NodeRef<'d>, body: Media) -> PartEncoding {
        let style = parameter::named_style(node).unwrap_or(Style::Form);
        let explode = node.get("explode").and_then(NodeRef::as_bool).unwrap_or(style == Style::Form);
        let content_type = filled(node, "contentType");
        let first = content_type.as_deref().and_then(|names| names.split(',').next());
        let media = first.map(media::kind);
        if let Some(place) = node.get("contentType").filter(|_| media == Some(Media::Xml)) {
            self.everywhere(unsupported("a typed XML part", "it is given as it came", place.location()));
        }
        let nested = ["encoding", "prefixEncoding", "itemEncoding"].into_iter().find_map(|keyword| node.get(keyword));
        if let Some(place) = nested.filter(|_| body == Media::Multipart) {
            let instead = "the part is given as it came, and can be taken apart with `MultipartPart::multipart`";
            self.everywhere(unsupported("an encoding for the parts of a part", instead, place.location()));
        }
        let headers = if body == Media::Multipart { self.part_headers(node) } else { Vec::new() };
        PartEncoding { key, content_type, media, style, explode, headers }
    }

    /// The headers of a part; its media type is said elsewhere.
    fn part_headers(&mut self, encoding: NodeRef<'d>) -> Vec<Header> {
        let entries = encoding.get("headers").into_iter().flat_map(NodeRef::entries);
        let own = entries.filter(|(entry, _)| !entry.key.eq_ignore_ascii_case("content-type"));
        own.filter_map(|(entry, node)| self.target(node, "a header").map(|node| self.header(&entry.key, node))).collect()
    }
}
