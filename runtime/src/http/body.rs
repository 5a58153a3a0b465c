//! Request bodies: the stream of a request in, its bytes and which of the declared media types they are in out.

use bytes::Bytes;
use http::{HeaderMap, StatusCode, header};
use http_body_util::{BodyExt, LengthLimitError, Limited};

use super::failure::{Failure, Kind};
use super::multipart::Multipart;
use super::table::{Body, Media, MediaKind};

/// How much of a body is read.
#[derive(Clone, Copy, Debug)]
pub(super) struct Limits {
    /// Its bytes.
    pub(super) bytes: usize,
    /// Its parts, if it has several.
    pub(super) parts: usize,
}

/// A body that was read.
#[derive(Clone, Debug)]
pub(super) struct Received {
    /// Index into [`Body::contents`].
    pub(super) media: usize,
    /// What it is.
    pub(super) kind: MediaKind,
    /// The `Content-Type` as it came.
    pub(super) content_type: String,
    /// The body.
    pub(super) bytes: Bytes,
    /// The parts of a multipart body.
    pub(super) parts: Option<Multipart>,
}

/// Reads a body. `None` when the request has none.
pub(super) async fn receive(
    declared: &'static Body,
    headers: &HeaderMap,
    body: axum::body::Body,
    limits: Limits,
) -> Result<Option<Received>, Failure> {
    let length = headers.get(header::CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.trim().parse::<u64>().ok());
    let given = length.is_some_and(|length| length > 0);
    let chosen = choose(declared, headers);
    if given && chosen.is_err() {
        return chosen.map(|_| None);
    }
    if length.is_some_and(|length| usize::try_from(length).map_or(true, |length| length > limits.bytes)) {
        return Err(too_large(limits.bytes));
    }
    let bytes = read(body, limits.bytes).await?;
    if bytes.is_empty() {
        return Ok(None);
    }
    let (media, kind, content_type) = chosen?;
    let parts = match kind {
        MediaKind::Multipart => Some(Multipart::read(&content_type, &bytes, limits.parts)?),
        _ => None,
    };
    Ok(Some(Received { media, kind, content_type, bytes, parts }))
}

/// All bytes of a body, unless they are more than a limit.
pub(super) async fn read(body: axum::body::Body, limit: usize) -> Result<Bytes, Failure> {
    match Limited::new(body, limit).collect().await {
        Ok(collected) => Ok(collected.to_bytes()),
        Err(error) if error.is::<LengthLimitError>() => Err(too_large(limit)),
        Err(_) => Err(Failure::of(StatusCode::BAD_REQUEST, Kind::Malformed, "The request body broke off.")),
    }
}

fn too_large(limit: usize) -> Failure {
    let message = format!("The request body is larger than {limit} bytes.");
    Failure::of(StatusCode::PAYLOAD_TOO_LARGE, Kind::TooLarge, message)
}

/// The declared media type that a request's body is in.
fn choose(declared: &'static Body, headers: &HeaderMap) -> Result<(usize, MediaKind, String), Failure> {
    let content_type = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let plain = headers.get(header::CONTENT_ENCODING).is_none_or(|value| value.as_bytes().eq_ignore_ascii_case(b"identity"));
    let ranked = declared.contents.iter().enumerate().filter_map(|(index, media)| Some((rank(media, content_type)?, index, media)));
    match ranked.max_by_key(|(rank, index, _)| (*rank, std::cmp::Reverse(*index))) {
        Some((_, index, media)) if plain => Ok((index, media.kind, content_type.to_owned())),
        _ => Err(unsupported(&declared.contents.iter().map(|media| media.media_type).collect::<Vec<_>>(), content_type, plain)),
    }
}

/// Why a body is not taken that is in none of these media types, or is compressed.
pub(super) fn unsupported(types: &[&str], content_type: &str, plain: bool) -> Failure {
    let accepted = types.join(", ");
    let wanted = match types.split_last() {
        Some((last, others)) if !others.is_empty() => format!("{} or {last}", others.join(", ")),
        _ => accepted.clone(),
    };
    let message = match (plain, content_type) {
        (false, _) => "The request body must not be compressed.".to_owned(),
        (true, "") => format!("The request body needs a `Content-Type`: {wanted}."),
        (true, given) => format!("The request body must be {wanted}, not `{given}`."),
    };
    let failure = Failure::of(StatusCode::UNSUPPORTED_MEDIA_TYPE, Kind::MediaType, message);
    if plain { failure.header(header::ACCEPT, &accepted) } else { failure.header(header::ACCEPT_ENCODING, "identity") }
}

/// How well a declared media type fits; `None` when it does not.
fn rank(media: &Media, content_type: &str) -> Option<u8> {
    let charset = parameters(content_type).find(|(name, _)| name.eq_ignore_ascii_case("charset")).map(|(_, value)| value);
    let utf8 = charset.is_none_or(|charset| ["utf-8", "utf8", "us-ascii"].iter().any(|known| charset.eq_ignore_ascii_case(known)));
    let bytes = matches!(media.kind, MediaKind::Binary | MediaKind::Xml | MediaKind::Multipart);
    if !utf8 && !bytes {
        return None;
    }
    media_rank(media.media_type, content_type)
}

/// Whether a media type, as in `Content-Type`, is one of a declared range, such as `text/*`.
pub fn media_matches(declared: &str, content_type: &str) -> bool {
    media_rank(declared, content_type).is_some()
}

/// Whether a media type is JSON, by its name or by its suffix (RFC 6839).
pub(super) fn is_json(media_type: &str) -> bool {
    media_matches("application/json", media_type) || media_matches("*/*+json", media_type)
}

/// How well a declared range fits a media type; `None` when it does not.
pub(super) fn media_rank(declared: &str, content_type: &str) -> Option<u8> {
    let (range, given) = (essence(declared), essence(content_type));
    if range == "*/*" || given.is_empty() && range == "application/octet-stream" {
        return Some(0);
    }
    let ((range_type, range_subtype), (given_type, given_subtype)) = (range.split_once('/')?, given.split_once('/')?);
    if !range_type.eq_ignore_ascii_case(given_type) && range_type != "*" {
        return None;
    }
    if range_subtype.eq_ignore_ascii_case(given_subtype) {
        let met = |(name, value): (&str, &str)| {
            parameters(content_type).any(|(known, given)| known.eq_ignore_ascii_case(name) && given.eq_ignore_ascii_case(value))
        };
        let wanted = parameters(declared).count();
        return Some(if wanted > 0 && parameters(declared).all(met) {
            5
        } else if wanted > 0 {
            3
        } else {
            4
        });
    }
    let suffix = range_subtype
        .strip_prefix("*+")
        .is_some_and(|suffix| given_subtype.rsplit_once('+').is_some_and(|(_, given)| given.eq_ignore_ascii_case(suffix)));
    if suffix { Some(2) } else { (range_subtype == "*").then_some(1) }
}

/// A media type without its parameters.
pub(super) fn essence(media_type: &str) -> &str {
    media_type.split(';').next().unwrap_or_default().trim()
}

/// The parameters of a media type, without quotes.
pub(super) fn parameters(media_type: &str) -> impl Iterator<Item = (&str, &str)> {
    let (mut is_quoted, mut is_escaped) = (false, false);
    let pieces = media_type.split(move |letter| {
        is_quoted ^= letter == '"' && !is_escaped;
        is_escaped = is_quoted && !is_escaped && letter == '\\';
        letter == ';' && !is_quoted
    });
    pieces.skip(1).filter_map(|parameter| {
        let (name, value) = parameter.split_once('=')?;
        let value = value.trim();
        let quoted = value.strip_prefix('"').map(|value| value.strip_suffix('"').unwrap_or(value));
        Some((name.trim(), quoted.unwrap_or(value)))
    })
}
