//! Requests and responses that several operations share, in APIs whose operations follow one protocol: they are called after what
//! they hold.

use std::collections::BTreeMap;

use super::{BodyField, ParamField, Payload, ResponseVariant, RouteOp};
use crate::ir::{Operation, Place, Status};
use crate::plan::names::{Case, Scope, identifier};
use crate::plan::repr::{IntType, Repr};
use crate::plan::types::Builder;

/// The shared types made so far.
#[derive(Debug, Default)]
pub struct Shared {
    requests: BTreeMap<String, Kept<Request>>,
    parameters: BTreeMap<String, Kept<Vec<ParamField>>>,
    responses: BTreeMap<String, Kept<Vec<ResponseVariant>>>,
}

/// What a request is made of.
type Request = (Vec<ParamField>, Option<String>, Option<BodyField>);

#[derive(Debug)]
struct Kept<T> {
    name: String,
    content: T,
}

/// The name of a type that an operation shares with others, and whether the operation is the first to have it.
pub type Name = (String, bool);

impl Shared {
    /// The request of this content; `None` if another request has its name.
    fn request(&mut self, route: &RouteOp<'_>, builder: &Builder<'_>, scope: &mut Scope) -> Option<Name> {
        let content = (route.params.clone(), route.options.clone(), route.body.clone());
        let wanted = request_name(route.operation, &content, builder)?;
        kept(&mut self.requests, wanted, content, scope)
    }

    /// The parameters of a request whose other parts the runtime has types for; `None` if there are parts that it has none for.
    fn parameters(&mut self, route: &RouteOp<'_>, builder: &Builder<'_>, scope: &mut Scope) -> Option<Name> {
        if !route.body.as_ref().is_none_or(|body| is_plain(body, builder)) {
            return None;
        }
        if route.params.is_empty() {
            return Some((String::new(), false));
        }
        let wanted = format!("{}Params", parameter_words(route.operation, &route.params)?);
        kept(&mut self.parameters, wanted, route.params.clone(), scope)
    }

    /// The response of these variants; `None` if another response has its name.
    fn response(&mut self, variants: &[ResponseVariant], builder: &Builder<'_>, scope: &mut Scope) -> Option<Name> {
        kept(&mut self.responses, response_name(variants, builder), variants.to_vec(), scope)
    }
}

/// Whether the runtime reads such a body by its type alone: the model of the very schema, or bytes.
fn is_plain(body: &BodyField, builder: &Builder<'_>) -> bool {
    match body.contents.as_slice() {
        [(_, Payload::Json(Some(id), Repr::Item(ix)))] => builder.item_schema(*ix) == Some(*id),
        [(_, Payload::Bytes)] => body.required,
        _ => false,
    }
}

/// The variants with a place for the type of what is answered when all goes well, and what it is; `None` if it is not JSON.
fn generic(variants: &[ResponseVariant]) -> Option<(Vec<ResponseVariant>, Payload)> {
    let mut generic = variants.to_vec();
    let mut good = generic.iter_mut().filter(|variant| is_good(variant.status));
    let (Some(variant), None) = (good.next(), good.next()) else { return None };
    let (_, payload) = variant.content.as_mut()?;
    let argument = std::mem::replace(payload, Payload::Argument);
    matches!(argument, Payload::Json(..)).then_some((generic, argument))
}

fn is_good(status: Status) -> bool {
    matches!(status, Status::Code(200..=399) | Status::Class(2 | 3))
}

fn kept<T: PartialEq>(kept: &mut BTreeMap<String, Kept<T>>, wanted: String, content: T, scope: &mut Scope) -> Option<Name> {
    if let Some(first) = kept.get(&wanted) {
        return (first.content == content).then(|| (first.name.clone(), false));
    }
    let name = scope.name(&wanted, Case::Type);
    kept.insert(wanted, Kept { name: name.clone(), content });
    Some((name, true))
}

/// `UserMessageQueryRequest`: the keys in the path, other parameters, whether there are query options, the body.
fn request_name(operation: &Operation, (params, options, body): &Request, builder: &Builder<'_>) -> Option<String> {
    let mut name = parameter_words(operation, params)?;
    if options.is_some() {
        name.push_str("Query");
    }
    if let Some(body) = body {
        let [(_, payload)] = body.contents.as_slice() else { return None };
        let word = payload_word(payload, builder);
        // The last key is mostly that of the body itself: `UserMessage` and `MessageUpdate`.
        let common = (0..name.len())
            .find(|at| name.get(*at..).is_some_and(|end| word.starts_with(end) && end.starts_with(char::is_uppercase)));
        name.truncate(common.unwrap_or(name.len()));
        name.push_str(&word);
    }
    Some(format!("{name}Request"))
}

/// `UserMessage`: what the parameters are called, keys without `id`.
fn parameter_words(operation: &Operation, params: &[ParamField]) -> Option<String> {
    let mut name = String::new();
    for param in params {
        let wire = operation.parameters.get(param.index)?;
        let word = if wire.place == Place::Path { without_id(&wire.name) } else { &wire.name };
        name.push_str(&identifier(word, Case::Type));
    }
    Some(name)
}

fn without_id(name: &str) -> &str {
    ["-id", "_id", "Id"].iter().find_map(|end| name.strip_suffix(end)).filter(|word| !word.is_empty()).unwrap_or(name)
}

/// `OkResponse`, `CreatedResponse`, `NoContentResponse`, `TextResponse`, `CreatedOrConflictResponse`: what is answered when all goes
/// well, and mistakes that have a status of their own.
fn response_name(variants: &[ResponseVariant], builder: &Builder<'_>) -> String {
    let telling = variants.iter().filter(|variant| is_good(variant.status) || matches!(variant.status, Status::Code(_)));
    let words: Vec<String> = telling.map(|variant| variant_word(variant, builder)).collect();
    format!("{}Response", words.join("Or"))
}

fn variant_word(variant: &ResponseVariant, builder: &Builder<'_>) -> String {
    match &variant.content {
        None | Some((_, Payload::Argument)) => variant.ident.clone(),
        Some(_) if !is_good(variant.status) => variant.ident.clone(),
        Some((_, payload)) => {
            let word = payload_word(payload, builder);
            if variant.ident == "Ok" { word } else { format!("{word}{}", variant.ident) }
        }
    }
}

fn payload_word(payload: &Payload, builder: &Builder<'_>) -> String {
    match payload {
        Payload::Json(_, repr) | Payload::Form(_, repr, _) | Payload::Text(_, repr) => repr_word(repr, builder),
        Payload::Parts(_) | Payload::Sequence(..) | Payload::Multipart(..) => "Parts".to_owned(),
        Payload::Lines(_, repr) => format!("{}Lines", repr_word(repr, builder)),
        Payload::Events(events) => format!("{}Events", repr_word(&events.repr, builder)),
        Payload::AnyText => "Text".to_owned(),
        Payload::Bytes => "Bytes".to_owned(),
        Payload::Argument => String::new(),
    }
}

fn repr_word(repr: &Repr, builder: &Builder<'_>) -> String {
    match repr {
        Repr::Item(ix) => builder.item_name(*ix).to_owned(),
        Repr::Boxed(inner) => repr_word(inner, builder),
        Repr::List(inner) => format!("{}List", repr_word(inner, builder)),
        Repr::Map(inner) => format!("{}Map", repr_word(inner, builder)),
        Repr::Nullable(inner) => format!("Nullable{}", repr_word(inner, builder)),
        Repr::Bool => "Boolean".to_owned(),
        Repr::Int(width) => integer_word(*width).to_owned(),
        Repr::F32 | Repr::F64 => "Number".to_owned(),
        Repr::String => "String".to_owned(),
        Repr::Text(text) => format!("{text:?}"),
        Repr::Json => "Value".to_owned(),
        Repr::JsonObject => "Object".to_owned(),
        Repr::Null => "Null".to_owned(),
        Repr::Foreign(path) => path.rsplit("::").next().unwrap_or("Value").to_owned(),
    }
}

fn integer_word(width: IntType) -> &'static str {
    match width {
        IntType::I8 | IntType::I16 | IntType::U8 | IntType::U16 => "Small",
        IntType::I32 | IntType::U32 => "Integer",
        IntType::I64 | IntType::U64 => "Long",
    }
}

/// Settles the types of an operation: shared ones where they fit, its own otherwise.
pub fn settle(route: &mut RouteOp<'_>, base: &str, shared: Option<&mut Shared>, builder: &Builder<'_>, scope: &mut Scope) {
    let (mut request, mut response) = (None, None);
    if let Some(shared) = shared {
        request = shared.parameters(route, builder, scope);
        route.composed = request.is_some();
        request = request.or_else(|| shared.request(route, builder, scope));
        if let Some((variants, argument)) = generic(&route.variants) {
            response = shared.response(&variants, builder, scope);
            if response.is_some() {
                (route.variants, route.argument) = (variants, Some(argument));
            }
        }
        response = response.or_else(|| shared.response(&route.variants, builder, scope));
    }
    let mut own = |ending: &str| (scope.name(&format!("{base}{ending}"), Case::Type), true);
    (route.request, route.owns_request) = request.unwrap_or_else(|| own("Request"));
    (route.response, route.owns_response) = response.unwrap_or_else(|| own("Response"));
}
