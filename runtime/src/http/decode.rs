//! The text of an API's routes comes in, its rows go out. As with schemas, what is decoded stays as long as the program.

use std::collections::BTreeMap;

use super::percent;
use super::table::{Body, Media, MediaKind, Need, Param, Part, Place, ResponseBodies, Route, RouteText, Scheme, Segment, Style};
use crate::json::{ReadError, Reader};
use crate::schema::decode::{kept, kept_text, list, map, rows, slice, text, views};
use crate::schema::{CREATE, SchemaRef, Table, UPDATE};

/// Reads from the text.
type R<'r> = &'r mut Reader<'static>;

type Result<T> = std::result::Result<T, ReadError>;

/// Alternatives, each a list of what is needed together.
type Security = &'static [&'static [Need]];

/// The path of a line that is no route: no request has such a method, and its path is that of nothing else.
const LOST: Route = Route {
    method: "",
    path: "",
    segments: &[Segment(&[Part::Literal("\0")])],
    query: &[],
    headers: &[],
    ignore_case: false,
    params: &[],
    body: None,
    responses: &[],
    security: &[],
    views: CREATE,
};

/// The routes.
pub(super) fn routes(table: &'static Table, source: RouteText) -> &'static [Route] {
    let params = rows(source.parameters).map(|row| row.and_then(|mut r| param(&mut r, table).ok()));
    let security = rows(source.security).map(|row| row.and_then(|mut r| list(&mut r, |r| map(r, need)).ok()));
    let responses = rows(source.responses).map(|row| row.and_then(|mut r| answers(&mut r, table).ok()));
    let mut shared =
        Shared { params: params.collect(), security: security.collect(), responses: responses.collect(), ..Shared::default() };
    let routes = rows(source.routes).map(|row| row.and_then(|mut r| shared.route(&mut r).ok()));
    slice(routes.map(|route| route.unwrap_or(LOST)).collect())
}

/// What routes have in common.
#[derive(Default)]
struct Shared {
    params: Vec<Option<Param>>,
    security: Vec<Option<Security>>,
    responses: Vec<Option<&'static [ResponseBodies]>>,
    /// Lists of parameters by their text.
    lists: BTreeMap<&'static str, &'static [Param]>,
    bodies: BTreeMap<(&'static str, bool), &'static Body>,
    templates: BTreeMap<&'static str, &'static [Segment]>,
    segments: BTreeMap<&'static str, Segment>,
}

impl Shared {
    fn route(&mut self, r: R<'_>) -> Result<Route> {
        let mut route = Route { segments: &[], ..LOST };
        let (mut template, mut shown) = (None, None);
        r.members(|r, key| {
            match &**key {
                "template" => template = Some(text(r)?),
                "query" => route.query = map(r, |r, name| Ok((name, if r.null() { None } else { Some(text(r)?) })))?,
                "headers" => route.headers = map(r, |r, name| Ok((name, text(r)?)))?,
                "ignoreCase" => route.ignore_case = r.read()?,
                "parameters" => route.params = self.list(r)?,
                "body" => route.body = Some(self.body(r, true)?),
                "optionalBody" => route.body = Some(self.body(r, false)?),
                "security" => {
                    let number: usize = index(r)?;
                    let known = self.security.get(number).copied().flatten();
                    route.security = known.ok_or_else(|| r.invalid("there is no such security"))?;
                }
                "responses" => {
                    let known = self.responses.get(index(r)?).copied().flatten();
                    route.responses = known.ok_or_else(|| r.invalid("there are no such responses"))?;
                }
                "view" => shown = Some(views(r)?),
                _ if route.method.is_empty() => {
                    route.method = kept_text(key.clone());
                    route.path = text(r)?;
                }
                _ => return Err(r.unknown_member(key)),
            }
            Ok(())
        })?;
        r.finish()?;
        route.views = shown.unwrap_or(if route.method == "PATCH" { UPDATE } else { CREATE });
        route.segments = self.template(template.unwrap_or(route.path)).ok_or_else(|| r.invalid("this is no template"))?;
        Ok(route)
    }

    fn list(&mut self, r: R<'_>) -> Result<&'static [Param]> {
        let numbers = r.raw()?;
        if let Some(known) = self.lists.get(numbers) {
            return Ok(known);
        }
        let params = list(&mut Reader::from_text(numbers), |r| {
            let known = self.params.get(index(r)?).copied().flatten();
            known.ok_or_else(|| r.invalid("there is no such parameter"))
        })?;
        self.lists.insert(numbers, params);
        Ok(params)
    }

    fn body(&mut self, r: R<'_>, required: bool) -> Result<&'static Body> {
        let written = r.raw()?;
        if let Some(known) = self.bodies.get(&(written, required)) {
            return Ok(known);
        }
        let contents = map(&mut Reader::from_text(written), |r, media_type| Ok(Media { media_type, kind: kind(r)? }))?;
        let body = kept(Body { required, contents });
        self.bodies.insert((written, required), body);
        Ok(body)
    }

    /// The segments of a template such as `/files/{+path}/size%2Fbytes`, where `+` marks a parameter that takes slashes.
    fn template(&mut self, template: &'static str) -> Option<&'static [Segment]> {
        if let Some(known) = self.templates.get(template) {
            return Some(known);
        }
        let path = template.strip_prefix('/').unwrap_or(template);
        let mut segments = Vec::new();
        for segment in path.split('/').filter(|_| !template.is_empty()) {
            let parsed = match self.segments.get(segment) {
                Some(known) => *known,
                None => Segment(slice(parts(segment)?)),
            };
            self.segments.insert(segment, parsed);
            segments.push(parsed);
        }
        let segments = slice(segments);
        self.templates.insert(template, segments);
        Some(segments)
    }
}

fn index(r: R<'_>) -> Result<usize> {
    r.read::<u32>().map(|number| usize::try_from(number).unwrap_or(usize::MAX))
}

fn parts(mut segment: &'static str) -> Option<Vec<Part>> {
    let mut parts = Vec::new();
    while let Some((before, rest)) = segment.split_once('{') {
        let (name, after) = rest.split_once('}')?;
        literal(before, &mut parts)?;
        parts.push(match name.strip_prefix('+') {
            Some(name) => Part::Rest(decoded(name)?),
            None => Part::Param(decoded(name)?),
        });
        segment = after;
    }
    literal(segment, &mut parts)?;
    Some(parts)
}

fn literal(text: &'static str, parts: &mut Vec<Part>) -> Option<()> {
    if !text.is_empty() {
        parts.push(Part::Literal(decoded(text)?));
    }
    Some(())
}

fn decoded(text: &'static str) -> Option<&'static str> {
    if text.contains('%') { percent::decode(text).map(kept_text) } else { Some(text) }
}

/// Bodies by status and media type: `{"200":{"application/json":7},"4XX":{},"default":{"application/problem+json":8}}`.
fn answers(r: R<'_>, table: &'static Table) -> Result<&'static [ResponseBodies]> {
    let mut answers = Vec::new();
    r.members(|r, status| {
        let (from, to) = statuses(status).ok_or_else(|| r.invalid("this is no status"))?;
        let contents = map(r, |r, media_type| Ok((media_type, SchemaRef { table, index: r.read()? })))?;
        answers.push(ResponseBodies { from, to, contents });
        Ok(())
    })?;
    r.finish()?;
    Ok(slice(answers))
}

/// The statuses that `200`, `2XX` or `default` is about.
fn statuses(text: &str) -> Option<(u16, u16)> {
    if text == "default" {
        return Some((0, u16::MAX));
    }
    match text.strip_suffix("XX") {
        Some(class) => class.parse().ok().filter(|class| (1..=9).contains(class)).map(|class: u16| (class * 100, class * 100 + 99)),
        None => text.parse().ok().map(|code| (code, code)),
    }
}

fn param(r: R<'_>, table: &'static Table) -> Result<Param> {
    let (mut name, mut place, mut style, mut explode, mut required) = ("", None, None, None, None);
    let (mut allow_reserved, mut allow_empty, mut json) = (false, false, false);
    let (mut prefix, mut default, mut schema) = (None, None, None);
    r.members(|r, key| {
        match &**key {
            "name" => name = text(r)?,
            "in" => place = Some(self::place(r)?),
            "style" => style = Some(self::style(r)?),
            "explode" => explode = Some(r.read()?),
            "required" => required = Some(r.read()?),
            "allowReserved" => allow_reserved = r.read()?,
            "allowEmptyValue" => allow_empty = r.read()?,
            "json" => json = r.read()?,
            "prefix" => prefix = Some(text(r)?),
            "default" => default = Some(r.raw()?),
            "schema" => schema = Some(r.read()?),
            _ => return Err(r.unknown_member(key)),
        }
        Ok(())
    })?;
    r.finish()?;
    let (Some(place), Some(index)) = (place, schema) else { return Err(r.invalid("a place and a schema are needed")) };
    let usual = if matches!(place, Place::Path | Place::Header) { Style::Simple } else { Style::Form };
    let style = style.unwrap_or(usual);
    Ok(Param {
        name,
        place,
        style,
        explode: explode.unwrap_or(style == Style::Form),
        required: required.unwrap_or(place == Place::Path),
        allow_reserved,
        allow_empty,
        json,
        prefix,
        default,
        schema: SchemaRef { table, index },
    })
}

fn place(r: R<'_>) -> Result<Place> {
    place_of(&r.string()?).ok_or_else(|| r.invalid("this is no place"))
}

fn place_of(name: &str) -> Option<Place> {
    [Place::Path, Place::Query, Place::QueryString, Place::Header, Place::Cookie].into_iter().find(|place| place.as_str() == name)
}

fn style(r: R<'_>) -> Result<Style> {
    Ok(match &*r.string()? {
        "simple" => Style::Simple,
        "label" => Style::Label,
        "matrix" => Style::Matrix,
        "form" => Style::Form,
        "spaceDelimited" => Style::SpaceDelimited,
        "pipeDelimited" => Style::PipeDelimited,
        "deepObject" => Style::DeepObject,
        "tabDelimited" => Style::TabDelimited,
        "cookie" => Style::Cookie,
        "odata" => Style::ODataLiteral,
        _ => return Err(r.invalid("this is no style")),
    })
}

fn kind(r: R<'_>) -> Result<MediaKind> {
    Ok(match &*r.string()? {
        "json" => MediaKind::Json,
        "form" => MediaKind::Form,
        "multipart" => MediaKind::Multipart,
        "text" => MediaKind::Text,
        "binary" => MediaKind::Binary,
        "xml" => MediaKind::Xml,
        "lines" => MediaKind::JsonLines,
        "events" => MediaKind::EventStream,
        _ => return Err(r.invalid("this is no kind of media")),
    })
}

/// `bearer`, `basic` and `mutualTLS`, `http digest`, or a place with the name of a key, such as `header X-Key`.
fn need(r: R<'_>, scheme: &'static str) -> Result<Need> {
    let scheme = match (scheme, scheme.split_once(' ')) {
        ("bearer", _) => Scheme::Bearer,
        ("basic", _) => Scheme::Basic,
        ("mutualTLS", _) => Scheme::MutualTls,
        (_, Some(("http", name))) => Scheme::Http(name),
        (_, Some((place, name))) => {
            let place = place_of(place).ok_or_else(|| r.invalid("this is no place of a key"))?;
            Scheme::ApiKey { place, name }
        }
        _ => return Err(r.invalid("this is no scheme")),
    };
    Ok(Need { scheme, scopes: list(r, text)? })
}
