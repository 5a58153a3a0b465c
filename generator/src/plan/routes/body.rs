//! Request and response bodies: what each media type holds.

use super::{BodyField, Payload};
use crate::ir::{Body, Content, Media, PartEncoding, Style, Types, View};
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
        let payload = payload(content, view, &format!("{base}Body"), builder);
        (variants.name(word(content), Case::Type), payload)
    });
    let mut contents: Vec<_> = contents.collect();
    // The same data under several names of JSON needs no enum.
    if let Some((_, first @ Payload::Json(..))) = contents.first().cloned()
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
        Media::Form => typed().map_or(Payload::AnyText, |(id, repr)| Payload::Form(id, repr, styled(content))),
        // Only the parts of a form have names.
        Media::Multipart => Payload::Multipart(content.schema.filter(|_| content.media_type.starts_with("multipart/form-data"))),
        Media::Text if is_scalar => typed().map_or(Payload::AnyText, |(id, repr)| Payload::Text(id, repr)),
        Media::Text | Media::Xml => Payload::AnyText,
        Media::Binary | Media::JsonLines | Media::EventStream => Payload::Bytes,
    }
}

/// The fields of a form that are not written like those of a web page's form: `a=1&a=2`.
fn styled(content: &Content) -> Vec<PartEncoding> {
    let plain = |encoding: &&PartEncoding| encoding.style == Style::Form && encoding.explode;
    content.encodings.iter().filter(|encoding| !plain(encoding)).cloned().collect()
}

/// The word for a media type: its kind, or its own subtype where the kind says too little.
pub fn word(content: &Content) -> &str {
    match content.media {
        Media::Json if content.media_type.starts_with("application/json") => "Json",
        Media::Form => "Form",
        Media::Multipart => "Multipart",
        Media::Text if content.media_type.starts_with("text/plain") => "Text",
        Media::EventStream => "Events",
        Media::Json | Media::Text | Media::Xml | Media::Binary | Media::JsonLines => subtype(&content.media_type),
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
