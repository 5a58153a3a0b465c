//! Responses: a variant per documented status and media type.

use super::{HeaderField, HeaderForm, Payload, ResponseVariant, body, parts};
use crate::ir::{Content, Header, Media, Operation, Response, Status, View};
use crate::plan::docs;
use crate::plan::names::{Case, Scope};
use crate::plan::types::Builder;

/// The variants of an operation's response.
pub fn variants(operation: &Operation, base: &str, builder: &mut Builder<'_>) -> Vec<ResponseVariant> {
    let mut scope = Scope::with(["Self"]);
    let mut variants = Vec::new();
    for response in &operation.responses {
        let name = status_name(response.status);
        let hint = format!("{base}{name}");
        if response.contents.is_empty() {
            variants.push(variant(response, None, scope.name(&name, Case::Type), &hint, builder));
        }
        for (at, content) in distinct(&response.contents).into_iter().enumerate() {
            let word = if at == 0 { "" } else { body::word(content) };
            let ident = scope.name(&format!("{name}_{word}"), Case::Type);
            variants.push(variant(response, Some(content), ident, &hint, builder));
        }
    }
    variants
}

/// Names of JSON for the same data are one variant: the first is the one to answer with. Bytes and texts are what their type says.
fn distinct(contents: &[Content]) -> Vec<&Content> {
    let mut kept: Vec<&Content> = Vec::new();
    for content in contents {
        let twin = |other: &&Content| other.media == content.media && other.schema == content.schema;
        let same = !matches!(content.media, Media::Binary | Media::Text | Media::Xml);
        if !(same && kept.iter().any(twin)) {
            kept.push(content);
        }
    }
    kept
}

fn variant(
    response: &Response,
    content: Option<&Content>,
    ident: String,
    hint: &str,
    builder: &mut Builder<'_>,
) -> ResponseVariant {
    let mut fields = Scope::with(["body", "status"]);
    let headers = response.headers.iter().filter(|header| settable(header)).map(|header| HeaderField {
        ident: fields.name(&header.name, Case::Field),
        wire: header.name.clone(),
        docs: docs::lines_or_name(&header.docs, &header.name),
        repr: builder.typed(header.schema, View::Read, &format!("{hint}_{}", header.name)).repr,
        required: header.required,
        form: match header.media {
            Some(Media::Json) => HeaderForm::Json,
            _ if header.explode => HeaderForm::Exploded,
            _ => HeaderForm::Simple,
        },
    });
    let headers = headers.collect();
    let content = content.map(|content| (media_type(content), payload(content, hint, builder)));
    ResponseVariant { ident, docs: docs::lines(&response.docs), status: response.status, content, headers }
}

/// `Content-Type` is the body's business.
fn settable(header: &Header) -> bool {
    !header.name.eq_ignore_ascii_case("content-type")
}

fn payload(content: &Content, hint: &str, builder: &mut Builder<'_>) -> Payload {
    match body::payload(content, View::Read, hint, builder) {
        typed @ (Payload::Form(..) | Payload::Sequence(_, Some(_), _)) if content.media == Media::Multipart && is_plain(&typed) => {
            typed
        }
        // What a part is like, beside its content, is the service's business.
        _ if content.media == Media::Multipart => Payload::Multipart(parts::answered(content), Vec::new()),
        Payload::Form(..) => Payload::Bytes,
        Payload::Text(..) => Payload::AnyText,
        payload => payload,
    }
}

/// Whether nothing is said of how the parts of a form or of a list are written.
fn is_plain(payload: &Payload) -> bool {
    matches!(payload, Payload::Form(_, _, encodings) | Payload::Sequence(_, _, encodings) if encodings.is_empty())
}

/// What to write into `Content-Type`: a range is answered with its plainest member.
pub fn media_type(content: &Content) -> String {
    if !content.media_type.contains('*') {
        return content.media_type.clone();
    }
    let plain = match content.media {
        Media::Json => "application/json",
        Media::JsonLines => "application/x-ndjson",
        Media::EventStream => "text/event-stream",
        Media::Form => "application/x-www-form-urlencoded",
        Media::Multipart => "multipart/mixed",
        Media::Xml => "application/xml",
        Media::Text => "text/plain",
        Media::Binary => "application/octet-stream",
    };
    plain.to_owned()
}

/// The variant for replies that are not documented.
pub fn raw_variant(variants: &[ResponseVariant]) -> String {
    let taken = |name: &str| variants.iter().any(|variant| variant.ident == name);
    ["Raw", "RawReply", "RawReply2"].into_iter().find(|name| !taken(name)).unwrap_or("Raw").to_owned()
}

fn status_name(status: Status) -> String {
    let code = match status {
        Status::Code(code) => code,
        Status::Class(class) => return class_name(class).to_owned(),
        Status::Default => return "Default".to_owned(),
    };
    reason(code).map_or_else(|| format!("Status{code}"), str::to_owned)
}

fn class_name(class: u8) -> &'static str {
    match class {
        1 => "Informational",
        2 => "Success",
        3 => "Redirection",
        4 => "ClientError",
        _ => "ServerError",
    }
}

/// The reason phrases of RFC 9110, section 15, and RFC 6585.
fn reason(code: u16) -> Option<&'static str> {
    Some(match code {
        100 => "Continue",
        101 => "SwitchingProtocols",
        200 => "Ok",
        201 => "Created",
        202 => "Accepted",
        203 => "NonAuthoritativeInformation",
        204 => "NoContent",
        205 => "ResetContent",
        206 => "PartialContent",
        207 => "MultiStatus",
        300 => "MultipleChoices",
        301 => "MovedPermanently",
        302 => "Found",
        303 => "SeeOther",
        304 => "NotModified",
        307 => "TemporaryRedirect",
        308 => "PermanentRedirect",
        400 => "BadRequest",
        401 => "Unauthorized",
        402 => "PaymentRequired",
        403 => "Forbidden",
        404 => "NotFound",
        405 => "MethodNotAllowed",
        406 => "NotAcceptable",
        408 => "RequestTimeout",
        409 => "Conflict",
        410 => "Gone",
        411 => "LengthRequired",
        412 => "PreconditionFailed",
        413 => "ContentTooLarge",
        415 => "UnsupportedMediaType",
        422 => "UnprocessableContent",
        423 => "Locked",
        424 => "FailedDependency",
        428 => "PreconditionRequired",
        429 => "TooManyRequests",
        500 => "InternalServerError",
        501 => "NotImplemented",
        502 => "BadGateway",
        503 => "ServiceUnavailable",
        504 => "GatewayTimeout",
        _ => return None,
    })
}
