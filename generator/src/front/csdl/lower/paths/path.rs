//! Path templates while they grow: segments, key parameters, words for names.

use std::collections::BTreeMap;

use super::super::super::model::names::split;
use super::super::super::options::KeyStyle;
use super::super::origin;
use super::{Place, Walk};
use crate::ir::{Docs, Parameter, Part, PathTemplate, Place as Where, Schema, SchemaId, Segment, Style, Types};

/// A path with its parameters.
#[derive(Clone)]
pub(super) struct Path {
    pub(super) template: PathTemplate,
    pub(super) parameters: Vec<Parameter>,
    /// The navigation properties, as words of a name.
    pub(super) words: String,
    /// How often each parameter name occurs.
    names: BTreeMap<String, usize>,
}

impl Path {
    /// `/name`
    pub(super) fn root(name: &str) -> Self {
        let template = PathTemplate::default();
        let mut path = Self { template, parameters: Vec::new(), words: String::new(), names: BTreeMap::new() };
        path.literal(name);
        path
    }

    /// The last word of an operation's name behind the navigation properties of the path.
    pub(super) fn spoken(&self, verb: &str) -> String {
        if self.words.is_empty() { verb.to_owned() } else { format!("{}.{verb}", self.words) }
    }

    /// The path one segment further.
    pub(super) fn step(&self, name: &str) -> Self {
        let mut path = self.clone();
        path.literal(name);
        path.words.push_str(&capitalized(name));
        path
    }

    /// Whether a segment is this text.
    pub(super) fn has_segment(&self, text: &str) -> bool {
        self.template.segments.iter().any(|segment| matches!(&*segment.parts, [Part::Literal(found)] if found == text))
    }

    /// Adds a segment of text.
    pub(super) fn literal(&mut self, text: &str) {
        self.segment(vec![Part::Literal(text.to_owned())]);
    }

    /// Adds a segment.
    pub(super) fn segment(&mut self, parts: Vec<Part>) {
        self.template.raw.push('/');
        write_parts(&mut self.template.raw, &parts);
        self.template.segments.push(Segment { parts });
    }

    /// Adds to the last segment.
    pub(super) fn append(&mut self, parts: Vec<Part>) {
        write_parts(&mut self.template.raw, &parts);
        if let Some(last) = self.template.segments.last_mut() {
            for part in parts {
                match (last.parts.last_mut(), part) {
                    (Some(Part::Literal(text)), Part::Literal(more)) => text.push_str(&more),
                    (_, part) => last.parts.push(part),
                }
            }
        }
    }

    /// A name for a parameter that no other on the path has.
    pub(super) fn unused(&mut self, wanted: &str) -> String {
        let count = self.names.entry(wanted.to_owned()).or_default();
        *count += 1;
        if *count == 1 { wanted.to_owned() } else { format!("{wanted}{}", *count - 1) }
    }
}

fn write_parts(raw: &mut String, parts: &[Part]) {
    for part in parts {
        match part {
            Part::Literal(text) => raw.push_str(text),
            Part::Param(name) | Part::Rest(name) => {
                raw.push('{');
                raw.push_str(name);
                raw.push('}');
            }
        }
    }
}

/// The text with a capital first letter.
pub(super) fn capitalized(text: &str) -> String {
    let mut characters = text.chars();
    characters.next().map_or_else(String::new, |first| first.to_uppercase().chain(characters).collect())
}

impl<'m> Walk<'_, 'm, '_> {
    /// The path of one entity of a collection.
    pub(super) fn key_path(&mut self, place: &Place<'m>) -> Option<Path> {
        let model = self.lower.model;
        let key = model.key(place.type_name);
        let own = split(place.type_name).1;
        let mut path = place.path.clone();
        let rules = &self.rules;
        let as_segment = if rules.declared_key_style {
            self.keys_as_segments
        } else {
            self.lower.options.keys == KeyStyle::Segment && self.keys_as_segments && key.len() == 1
        };
        let (plain, quoted) = (rules.plain_key_names, rules.quoted_keys && !as_segment);
        let style = if as_segment { Style::Simple } else { Style::ODataLiteral };
        let mut parts = Vec::new();
        for (index, part) in key.iter().enumerate() {
            let schema = self.key_schema(place.type_name, &part.path.text)?;
            let wanted = match (plain, place.followed.len()) {
                (true, 0) => part.name().to_owned(),
                (true, level) => format!("{}_{level}", part.name()),
                (false, _) if key.len() == 1 => format!("{own}-{}", part.name()),
                (false, _) => part.name().to_owned(),
            };
            let name = path.unused(&wanted);
            let is_text = self.lower.schemas[schema].types == Types::STRING && self.lower.schemas[schema].format.is_none();
            let quote = if quoted && is_text { "'" } else { "" };
            let style = if quoted { Style::Simple } else { style };
            if as_segment {
                path.segment(vec![Part::Param(name.clone())]);
                path.parameters.push(parameter(name, Where::Path, style, schema, true, part.path.at));
                continue;
            }
            if key.len() > 1 {
                let before = if index > 0 { "," } else { "" };
                parts.push(Part::Literal(format!("{before}{}=", part.name())));
            }
            parts.push(Part::Literal(quote.to_owned()));
            parts.push(Part::Param(name.clone()));
            parts.push(Part::Literal(quote.to_owned()));
            path.parameters.push(parameter(name, Where::Path, style, schema, true, part.path.at));
        }
        if !as_segment {
            parts.retain(|part| !matches!(part, Part::Literal(text) if text.is_empty()));
            path.append(vec![Part::Literal("(".to_owned())]);
            path.append(parts);
            path.append(vec![Part::Literal(")".to_owned())]);
        }
        Some(path)
    }

    /// The schema of a key property, which is never null.
    pub(super) fn key_schema(&mut self, type_name: &str, path: &str) -> Option<SchemaId> {
        let model = self.lower.model;
        let mut current = type_name;
        let mut property = None;
        for segment in path.split('/') {
            property = model.property(current, segment);
            current = property.map(|found| &*found.ty.name.text)?;
        }
        let property = property?;
        if property.ty.nullable {
            let mut schema = Schema::of(origin(path, property.name.at), Types::STRING);
            if let super::super::Named::Primitive = model.named(&property.ty.name.text) {
                schema = self.lower.primitive(&property.ty.name, &property.ty.facets);
            }
            return Some(self.lower.schemas.add(schema));
        }
        self.lower.slot(&property.ty, &property.annotations, None)
    }
}

/// A parameter with nothing special about it.
pub(super) fn parameter(
    name: String,
    place: Where,
    style: Style,
    schema: SchemaId,
    required: bool,
    at: crate::source::Location,
) -> Parameter {
    Parameter {
        origin: origin(&name, at),
        name,
        client_name: None,
        docs: Docs::default(),
        place,
        required,
        style,
        explode: false,
        allow_reserved: false,
        allow_empty: false,
        schema,
        media: None,
        default: None,
        header_prefix: None,
    }
}
