//! Multipart forms: which of their fields are files, and the struct of a form that has some.

use super::{PartKind, PartsBody, body};
use crate::ir::{Content, Format, Media, SchemaId, Types, View};
use crate::plan::names::{Case, Scope};
use crate::plan::repr::Struct;
use crate::plan::shape::Shape;
use crate::plan::types::Builder;

/// Whether the parts of a multipart body have names, as those of a form do.
pub fn have_names(content: &Content) -> bool {
    let bare = content.media_type.split(';').next().unwrap_or_default().trim();
    ["multipart/form-data", "multipart/mixed", "multipart/*"].iter().any(|known| bare.eq_ignore_ascii_case(known))
}

/// The schema of a form that is a type like any other, since none of its parts is a file.
pub fn without_files(content: &Content, view: View, builder: &Builder<'_>) -> Option<SchemaId> {
    let id = form(content)?;
    let shape = builder.shape(id);
    let alternatives: Vec<Shape> = shape.choices.iter().flat_map(|(_, choice)| choice).map(|id| builder.shape(*id)).collect();
    let typed = |shape: &Shape| !has_files(content, shape, view, builder);
    (takes_objects(&shape) && typed(&shape) && alternatives.iter().all(typed)).then_some(id)
}

/// The struct of a form with files. What alternatives declare are fields that may be missing: which of them go together is checked.
pub fn parts(content: &Content, view: View, base: &str, builder: &mut Builder<'_>, types: &mut Scope) -> Option<PartsBody> {
    let id = form(content)?;
    let shape = with_alternatives(builder.shape(id), builder)?;
    if shape.properties.is_empty() || !takes_objects(&shape) || !has_files(content, &shape, view, builder) {
        return None;
    }
    let name = types.name(&format!("{base}Parts"), Case::Type);
    let Struct { fields, rest, ignored, .. } = builder.members(id, &shape, view, &name);
    let mut typed = Vec::new();
    for field in fields {
        let kind = kind(content, &field.wire, field.schema, builder);
        typed.push((field, kind));
    }
    let rest = rest.map(|rest| {
        let kind = rest.schema.map_or(PartKind::File, |id| kind(content, "", id, builder));
        (rest, kind)
    });
    Some(PartsBody { name, schema: id, fields: typed, rest, ignored, encodings: body::special(content) })
}

/// A shape with the members of all its alternatives. `None` when these disagree, or have alternatives in turn.
fn with_alternatives(mut shape: Shape, builder: &Builder<'_>) -> Option<Shape> {
    for alternative in std::mem::take(&mut shape.choices).into_iter().flat_map(|(_, choice)| choice) {
        let Shape { properties, choices, .. } = builder.shape(alternative);
        if !choices.is_empty() {
            return None;
        }
        for property in properties {
            match shape.properties.iter().find(|known| known.name == property.name) {
                Some(known) if known.schema == property.schema => {}
                Some(_) => return None,
                None => shape.properties.push(property),
            }
        }
    }
    Some(shape)
}

/// The schema of a body whose parts have names.
fn form(content: &Content) -> Option<SchemaId> {
    content.schema.filter(|_| content.media == Media::Multipart && have_names(content))
}

fn takes_objects(shape: &Shape) -> bool {
    shape.types.without(Types::NULL) == Types::OBJECT && (shape.speaks_of_objects() || !shape.choices.is_empty())
        || shape.types.contains(Types::OBJECT) && shape.speaks_of_objects()
}

/// Whether something that a view of a form shows is a file, or may be one.
fn has_files(content: &Content, shape: &Shape, view: View, builder: &Builder<'_>) -> bool {
    let is_file = |name: &str, id: SchemaId| kind(content, name, id, builder) != PartKind::Value;
    let mut fields = shape.properties.iter().filter(|property| property.access.has(view));
    let additional = shape.additional.filter(|id| builder.shape(*id).types != Types::NONE);
    fields.any(|property| is_file(&property.name, property.schema)) || additional.map_or(shape.open, |id| is_file("", id))
}

/// What a field takes.
fn kind(content: &Content, name: &str, id: SchemaId, builder: &Builder<'_>) -> PartKind {
    let media = content.encodings.iter().find(|encoding| encoding.property == name).and_then(|encoding| encoding.media);
    let shape = builder.shape(id);
    match shape.items.filter(|_| shape.types.without(Types::NULL) == Types::ARRAY && !shape.has_prefix) {
        Some(items) if is_file(&builder.shape(items), media) => PartKind::Files,
        None if is_file(&shape, media) => PartKind::File,
        _ => PartKind::Value,
    }
}

/// Whether values are files: bytes by their format or media type, data in XML, or anything at all.
fn is_file(shape: &Shape, media: Option<Media>) -> bool {
    let is_text = shape.types.contains(Types::STRING) && shape.values.is_none();
    let unsaid = shape.types == Types::ANY && shape.parts == 0 && shape.choices.is_empty() && !shape.needs_interpreter;
    match media {
        _ if is_text && shape.format == Some(Format::Binary) => true,
        Some(Media::Xml) => !is_text,
        Some(media) => media == Media::Binary && is_text,
        None => unsaid,
    }
}
