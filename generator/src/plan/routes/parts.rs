//! Bodies of several parts: which of the parts are files, and the struct of a form that has some, or of parts that differ by position.

use wiretype_runtime::json::Map;

use super::body;
use crate::ir::{Content, Docs, Format, Media, PartEncoding, PartKey, Property, SchemaId, Types, View, Views};
use crate::plan::docs;
use crate::plan::names::{Case, Scope};
use crate::plan::repr::{Field, Presence, Repr, Rest, Struct};
use crate::plan::shape::Shape;
use crate::plan::types::Builder;

/// A body of several parts: a struct of its own.
#[derive(Clone, Debug, PartialEq)]
pub struct PartsBody {
    /// Its Rust name.
    pub name: String,
    /// Its schema.
    pub schema: SchemaId,
    /// The parts go by their position, not by their names.
    pub by_position: bool,
    /// Its fields.
    pub fields: Vec<PartField<Field>>,
    /// The field for all other parts.
    pub rest: Option<PartField<Rest>>,
    /// Parts that belong to other views of the schema: no others.
    pub ignored: Vec<String>,
    /// The fields that are written in a way of their own.
    pub encodings: Vec<PartEncoding>,
}

/// A field for a part, or for several.
#[derive(Clone, Debug, PartialEq)]
pub struct PartField<F> {
    /// The field.
    pub field: F,
    /// What it takes.
    pub kind: PartKind,
    /// The declared headers of the part, if there are any.
    pub headers: Option<PartHeaders>,
}

/// The declared headers of a part: a struct of its own.
#[derive(Clone, Debug, PartialEq)]
pub struct PartHeaders {
    /// Its Rust name.
    pub name: String,
    /// Its fields.
    pub fields: Vec<Field>,
}

/// What a field of a body of several parts takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PartKind {
    /// What the part says.
    Value,
    /// The part.
    File,
    /// All parts of the name.
    Files,
}

/// The schema of a form that is a type like any other, since none of its parts is a file.
pub fn without_files(content: &Content, view: View, builder: &Builder<'_>) -> Option<SchemaId> {
    let id = form(content)?;
    let shape = builder.shape(id);
    let alternatives: Vec<Shape> = shape.choices.iter().flat_map(|(_, choice)| choice).map(|id| builder.shape(*id)).collect();
    let typed = |shape: &Shape| !has_files(content, shape, view, builder);
    (!has_headers(content) && takes_objects(&shape) && typed(&shape) && alternatives.iter().all(typed)).then_some(id)
}

/// The schema that answers in several parts are held to, unless their parts have neither names nor positions that count.
pub fn answered(content: &Content) -> Option<SchemaId> {
    content.schema.filter(|_| content.has_named_parts() || content.by_position)
}

/// The schema of parts that are items of it, and that of each, unless they are files or no schema says what each of them is.
pub fn sequence(content: &Content, builder: &Builder<'_>) -> Option<(SchemaId, Option<SchemaId>)> {
    let id = content.schema.filter(|_| content.by_position)?;
    let shape = builder.shape(id);
    let is_alike = positions(content, &shape).is_empty();
    let item = shape
        .items
        .filter(|item| is_alike && kind(true, encoding(content, &PartKey::Item), Some(*item), builder) == PartKind::Value);
    Some((id, item))
}

/// The schemas of parts that differ by position. A schema or an encoding makes a difference.
fn positions(content: &Content, shape: &Shape) -> Vec<Option<SchemaId>> {
    let said = content.encodings.iter().filter(|encoding| matches!(encoding.key, PartKey::Position(_))).count();
    let count = said.max(shape.prefix_items.len());
    (0..count).map(|position| shape.prefix_items.get(position).copied().or(shape.items)).collect()
}

fn has_headers(content: &Content) -> bool {
    content.encodings.iter().any(|encoding| !encoding.headers.is_empty())
}

/// The struct of a form with files or headers, or of parts that differ by position. What alternatives declare are fields that may be
/// missing: which of them go together is checked.
pub fn parts(content: &Content, view: View, base: &str, builder: &mut Builder<'_>, types: &mut Scope) -> Option<PartsBody> {
    let id = content.schema.filter(|_| content.media == Media::Multipart)?;
    let own = builder.shape(id);
    let by_position = content.by_position;
    let shape = if by_position {
        in_order(content, own, builder)
    } else {
        let shape = with_alternatives(own, builder).filter(|_| content.has_named_parts())?;
        let wanted = has_files(content, &shape, view, builder) || has_headers(content);
        Some(shape).filter(|shape| wanted && !shape.properties.is_empty() && takes_objects(shape))
    }?;
    let name = types.name(&format!("{base}Parts"), Case::Type);
    let mut scope = Scope::default();
    let Struct { mut fields, rest, ignored, .. } = builder.members(id, &shape, view, &name, &mut scope);
    let unsaid = fields.len();
    if by_position {
        fields.extend((unsaid..positions(content, &shape).len()).map(|position| unsaid_part(position, id, &shape, &mut scope)));
    }
    let mut typed = Vec::new();
    for (position, field) in fields.into_iter().enumerate() {
        let key = if by_position { PartKey::Position(position) } else { PartKey::Name(field.wire.clone()) };
        let encoding = encoding(content, &key);
        let schema = Some(field.schema).filter(|_| !by_position || position < unsaid);
        let kind = kind(by_position, encoding, schema, builder);
        let headers = headers(encoding, &format!("{base}_{}", field.ident), builder, types);
        typed.push(PartField { field, kind, headers });
    }
    let rest = rest.map(|mut rest| {
        if by_position {
            let word = if typed.is_empty() { "parts" } else { "others" };
            rest.ident = scope.name(word, Case::Field);
        }
        let encoding = encoding(content, &PartKey::Item);
        let said = shape.additional.filter(|id| builder.shape(*id).types != Types::NONE);
        let kind = if said.is_some() || shape.open { kind(by_position, encoding, said, builder) } else { PartKind::Value };
        let word = if typed.is_empty() { "part" } else { "other" };
        let headers = headers(encoding, &format!("{base}_{word}"), builder, types);
        PartField { field: rest, kind, headers }
    });
    Some(PartsBody { name, schema: id, by_position, fields: typed, rest, ignored, encodings: body::special(content) })
}

/// The shape of an object whose members are the parts that differ by position, by that in digits. `None` when all are alike.
fn in_order(content: &Content, mut shape: Shape, builder: &Builder<'_>) -> Option<Shape> {
    let positions = positions(content, &shape);
    if positions.is_empty() && !has_headers(content) {
        return None;
    }
    (shape.properties, shape.required) = (Vec::new(), Map::default());
    (shape.annotations, shape.has_patterns, shape.has_hidden) = (false, false, false);
    for (position, schema) in positions.into_iter().enumerate() {
        let Some(schema) = schema else { break };
        let target = &builder.schemas()[schema];
        let name = position.to_string();
        let summary = Some(format!("Part {}.", position + 1)).filter(|_| target.docs == Docs::default());
        shape.properties.push(Property {
            name: name.clone(),
            schema,
            access: Views::ALL,
            place: None,
            client_name: Some(target.name.as_ref().map_or_else(|| format!("part_{}", position + 1), |known| known.name.clone())),
            docs: Docs { summary, ..Docs::default() },
            key: false,
            navigation: false,
        });
        if is_required(&shape, position) {
            shape.required.insert(name, Views::ALL);
        }
    }
    shape.additional = shape.items;
    shape.open = shape.items.is_none();
    Some(shape)
}

fn is_required(shape: &Shape, position: usize) -> bool {
    shape.array_limits.0.is_some_and(|least| u64::try_from(position).is_ok_and(|position| position < least))
}

/// The field of a part that an encoding tells from others, but no schema.
fn unsaid_part(position: usize, whole: SchemaId, shape: &Shape, scope: &mut Scope) -> Field {
    Field {
        ident: scope.name(&format!("part_{}", position + 1), Case::Field),
        wire: position.to_string(),
        docs: vec![format!("Part {}.", position + 1)],
        repr: Repr::Json,
        presence: if is_required(shape, position) { Presence::Required } else { Presence::Optional },
        schema: whole,
    }
}

/// The struct of the headers that are declared for a part.
fn headers(encoding: Option<&PartEncoding>, name: &str, builder: &mut Builder<'_>, types: &mut Scope) -> Option<PartHeaders> {
    let encoding = encoding.filter(|encoding| !encoding.headers.is_empty())?;
    let name = types.name(&format!("{name}_headers"), Case::Type);
    let mut scope = Scope::default();
    let fields = encoding.headers.iter().map(|header| {
        let typed = builder.typed(header.schema, View::Create, &format!("{name}_{}", header.name));
        let presence = typed.presence(header.required);
        let docs = docs::lines_or_name(&header.docs, &header.name);
        let (ident, wire) = (scope.name(&header.name, Case::Field), header.name.clone());
        Field { ident, wire, docs, repr: typed.repr, presence, schema: header.schema }
    });
    Some(PartHeaders { fields: fields.collect(), name: name.clone() })
}

/// How the part of a key is written: as is said of it, or of every position.
fn encoding<'c>(content: &'c Content, key: &PartKey) -> Option<&'c PartEncoding> {
    let of = |key: &PartKey| content.encodings.iter().find(|encoding| encoding.key == *key);
    of(key).or_else(|| of(&PartKey::Item).filter(|_| matches!(key, PartKey::Position(_))))
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
    content.schema.filter(|_| content.has_named_parts())
}

fn takes_objects(shape: &Shape) -> bool {
    shape.types.without(Types::NULL) == Types::OBJECT && (shape.speaks_of_objects() || !shape.choices.is_empty())
        || shape.types.contains(Types::OBJECT) && shape.speaks_of_objects()
}

/// Whether something that a view of a form shows is a file, or may be one.
fn has_files(content: &Content, shape: &Shape, view: View, builder: &Builder<'_>) -> bool {
    let is_file = |encoding: Option<&PartEncoding>, id: SchemaId| kind(false, encoding, Some(id), builder) != PartKind::Value;
    let own = |name: &str| encoding(content, &PartKey::Name(name.to_owned()));
    let mut fields = shape.properties.iter().filter(|property| property.access.has(view));
    let additional = shape.additional.filter(|id| builder.shape(*id).types != Types::NONE);
    fields.any(|property| is_file(own(&property.name), property.schema)) || additional.map_or(shape.open, |id| is_file(None, id))
}

/// What a field takes. A position is one part, whatever that is; a name may be that of several.
fn kind(by_position: bool, encoding: Option<&PartEncoding>, id: Option<SchemaId>, builder: &Builder<'_>) -> PartKind {
    let media = encoding.and_then(|encoding| encoding.media);
    let shape = id.map_or_else(Shape::default, |id| builder.shape(id));
    let is_list = !by_position && shape.types.without(Types::NULL) == Types::ARRAY && shape.prefix_items.is_empty();
    match shape.items.filter(|_| is_list) {
        Some(items) if is_file(&builder.shape(items), media) => PartKind::Files,
        None if is_file(&shape, media) => PartKind::File,
        _ => PartKind::Value,
    }
}

/// Whether values are files: bytes by their format or media type, data in XML or in parts of their own, or anything at all.
fn is_file(shape: &Shape, media: Option<Media>) -> bool {
    let is_text = shape.types.contains(Types::STRING) && shape.values.is_none();
    let unsaid = shape.types == Types::ANY && shape.parts == 0 && shape.choices.is_empty() && !shape.needs_interpreter;
    match media {
        _ if is_text && shape.format == Some(Format::Binary) => true,
        Some(Media::Multipart) => true,
        Some(Media::Xml) => !is_text,
        Some(media) => media == Media::Binary && is_text,
        None => unsaid,
    }
}
