//! Request and response bodies: what each media type holds.

use super::{BodyField, EventBody, Payload, parts};
use crate::ir::{Body, Content, Media, PartEncoding, PartKey, SchemaId, Style, Types, View};
use crate::plan::names::{Case, Scope};
use crate::plan::repr::Repr;
use crate::plan::types::Builder;

/// The field of a request for its body.
pub fn field(
    body: &Body,
    view: View,
    base: &str,
    builder: &mut Builder<'_>,
    types: &mut Scope,
    fields: &mut Scope,
) -> Option<BodyField> {
    if body.contents.is_empty() {
        return None;
    }
    let mut variants = Scope::with(["Self"]);
    let contents = body.contents.iter().map(|content| {
        let payload = match parts::parts(content, view, base, builder, types) {
            Some(parts) => Payload::Parts(Box::new(parts)),
            None => match payload(content, view, &format!("{base}Body"), builder) {
                // Nobody sends events to a service.
                Payload::Events(_) => Payload::Bytes,
                payload => payload,
            },
        };
        (variants.name(word(content), Case::Type), payload)
    });
    let mut contents: Vec<_> = contents.collect();
    // The same data under several names of JSON or of forms needs no enum.
    if let Some((_, first @ (Payload::Json(..) | Payload::Form(..)))) = contents.first().cloned()
        && contents.iter().all(|(_, payload)| *payload == first)
    {
        contents.truncate(1);
    }
    let choice = (contents.len() > 1).then(|| types.name(&format!("{base}Body"), Case::Type));
    Some(BodyField { ident: fields.name("body", Case::Field), required: body.required, choice, contents })
}

/// What a body in one media type holds.
pub fn payload(content: &Content, view: View, hint: &str, builder: &mut Builder<'_>) -> Payload {
    let structured = Types::ARRAY.or(Types::OBJECT);
    let is_scalar = content.schema.is_some_and(|id| builder.shape(id).types.and(structured) == Types::NONE);
    let mut typed = || content.schema.map(|id| (id, builder.typed(id, view, hint).inline()));
    match content.media {
        Media::Json => match typed() {
            Some((id, repr)) => Payload::Json(Some(id), repr),
            None => Payload::Json(None, Repr::Json),
        },
        Media::Form => typed().map_or(Payload::AnyText, |(id, repr)| Payload::Form(id, repr, special(content))),
        Media::Multipart => {
            if let Some((id, item)) = parts::sequence(content, builder) {
                let item = item.map(|item| builder.typed(item, view, &format!("{hint}Item")).inline());
                return Payload::Sequence(id, item, special(content));
            }
            match parts::without_files(content, view, builder) {
                Some(id) => Payload::Form(id, builder.typed(id, view, hint).inline(), special(content)),
                None => Payload::Multipart(content.schema.filter(|_| content.has_named_parts()), special(content)),
            }
        }
        Media::Text if is_scalar => typed().map_or(Payload::AnyText, |(id, repr)| Payload::Text(id, repr)),
        Media::Text | Media::Xml => Payload::AnyText,
        Media::JsonLines => match typed() {
            Some((id, repr)) => Payload::Lines(Some(id), repr),
            None => Payload::Lines(None, Repr::Json),
        },
        Media::EventStream => match typed() {
            Some((id, repr)) => Payload::Events(EventBody { schema: Some(id), repr, whole: is_event(builder, id) }),
            None => Payload::Events(EventBody { schema: None, repr: Repr::String, whole: false }),
        },
        Media::Binary => Payload::Bytes,
    }
}

/// Whether a schema says what events are, and not only their data.
fn is_event(builder: &Builder<'_>, id: SchemaId) -> bool {
    const FIELDS: [&str; 4] = ["data", "event", "id", "retry"];
    let shape = builder.shape(id);
    let alternatives = shape.choices.iter().flat_map(|(_, choice)| choice).map(|id| builder.shape(*id).properties);
    let mut names: Vec<String> = shape.properties.iter().map(|property| property.name.clone()).collect();
    names.extend(alternatives.flatten().map(|property| property.name));
    names.iter().all(|name| FIELDS.contains(&name.as_str())) && names.iter().any(|name| name == "data" || name == "event")
}

/// The fields of a form that are not written like those of a web page's form: `a=1&a=2`, or a part for each item. A position that is
/// plain is told from others that are not.
pub fn special(content: &Content) -> Vec<PartEncoding> {
    let others = content.encodings.iter().any(|encoding| encoding.key == PartKey::Item);
    let plain = |encoding: &&PartEncoding| {
        let said = encoding
            .content_type
            .as_ref()
            .is_some_and(|_| content.media == Media::Multipart || encoding.media == Some(Media::Json));
        !others && encoding.style == Style::Form && encoding.explode && !said && encoding.headers.is_empty()
    };
    content.encodings.iter().filter(|encoding| !plain(encoding)).cloned().collect()
}

/// The word for a media type: its kind, or its own subtype where the kind says too little.
pub fn word(content: &Content) -> &str {
    match content.media {
        Media::Json if content.media_type.starts_with("application/json") => "Json",
        Media::Form => "Form",
        Media::Multipart if content.media_type.starts_with("multipart/form-data") => "Multipart",
        Media::Text if content.media_type.starts_with("text/plain") => "Text",
        Media::EventStream => "Events",
        Media::JsonLines => "Lines",
        Media::Json | Media::Multipart | Media::Text | Media::Xml | Media::Binary => subtype(&content.media_type),
    }
}

fn subtype(media_type: &str) -> &str {
    let plain = media_type.split(';').next().unwrap_or(media_type).trim();
    match plain.split_once('/') {
        Some((kind, "*")) => kind,
        Some((_, subtype)) => subtype,
        None => plain,
    }
}
