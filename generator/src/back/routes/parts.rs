//! A body of several parts: a struct of them, structs of their headers, and how these are made.

use std::collections::BTreeSet;

use crate::back::text::{Text, literal};
use crate::back::ty::{self, From};
use crate::ir::{Header, Media, PartEncoding, PartKey, Style};
use crate::plan::Plan;
use crate::plan::repr::{Field, Presence, Repr, Rest};
use crate::plan::routes::{PartField, PartHeaders, PartKind, PartsBody, RouteOp};

/// The structs and how they are made.
pub fn parts(plan: &Plan, operation: &RouteOp<'_>, body: &PartsBody, out: &mut Text) {
    out.line("");
    out.docs([format!("The parts of the body of [`{}`].", operation.request)]);
    out.line("#[derive(Clone, Debug)]");
    out.open(format!("pub struct {} {{", body.name));
    for part in &body.fields {
        out.docs(&part.field.docs);
        out.line(format!("pub {}: {},", part.field.ident, field_type(plan, part, body.by_position)));
    }
    if let Some(rest) = &body.rest {
        out.docs([if body.fields.is_empty() { "The parts." } else { "All other parts." }]);
        out.line(format!("pub {}: {},", rest.field.ident, rest_type(plan, rest, body.by_position)));
    }
    out.close("}");
    out.line("");
    out.open(format!("impl http::FromParts for {} {{", body.name));
    let files = body.fields.iter().filter(|part| part.kind != PartKind::Value);
    let files: Vec<String> = files.map(|part| literal(&part.field.wire)).collect();
    if !files.is_empty() {
        out.line(format!("const FILES: &'static [&'static str] = &[{}];", files.join(", ")));
    }
    let other_files = body.rest.as_ref().is_some_and(|rest| rest.kind != PartKind::Value);
    if other_files {
        out.line("const OTHER_FILES: bool = true;");
    }
    let positions = if body.by_position { body.fields.len() } else { 0 };
    if positions > 0 {
        out.line(format!("const POSITIONS: usize = {positions};"));
    }
    if other_files || !files.is_empty() || positions > 0 {
        out.line("");
    }
    // No field hides what fields are taken from.
    let rest = body.rest.iter().map(|rest| &rest.field.ident);
    let parts = source("parts", &body.fields.iter().map(|part| &part.field.ident).chain(rest).collect());
    out.open(format!("fn from_parts({parts}: &mut http::FormParts) -> Option<Self> {{"));
    taken(body, &parts, out);
    out.close("}");
    out.close("}");
    let others = if body.fields.is_empty() { "each part" } else { "each other part" };
    let rest = body.rest.iter().map(|rest| (others.to_owned(), &rest.headers));
    let all = body.fields.iter().map(|part| (format!("the part `{}`", part.field.ident), &part.headers)).chain(rest);
    for (what, part) in all.filter_map(|(what, part)| Some((what, part.as_ref()?))) {
        headers(plan, &what, part, out);
    }
}

/// The struct of a part's headers and how it is made.
fn headers(plan: &Plan, what: &str, part: &PartHeaders, out: &mut Text) {
    out.line("");
    out.docs([format!("The headers of {what}.")]);
    out.line("#[derive(Clone, Debug)]");
    out.open(format!("pub struct {} {{", part.name));
    for field in &part.fields {
        out.docs(&field.docs);
        out.line(format!("pub {}: {},", field.ident, ty::spelled_place(plan, &field.repr, field.presence, From::Beside)));
    }
    out.close("}");
    out.line("");
    out.open(format!("impl http::FromParts for {} {{", part.name));
    let source = source("headers", &part.fields.iter().map(|field| &field.ident).collect());
    out.open(format!("fn from_parts({source}: &mut http::FormParts) -> Option<Self> {{"));
    let made: Vec<String> = part.fields.iter().map(|field| value(field, &source, out)).collect();
    out.list("Some(Self {", &made, "})");
    out.close("}");
    out.close("}");
}

/// What fields are taken from, by a name that is none of theirs.
fn source(wanted: &str, fields: &BTreeSet<&String>) -> String {
    let mut name = wanted.to_owned();
    while fields.contains(&name) {
        name.push('_');
    }
    name
}

fn field_type(plan: &Plan, PartField { field, kind, headers }: &PartField<Field>, by_position: bool) -> String {
    let repr = &field.repr;
    let (item, is_list) = match (kind, headers) {
        (PartKind::Value, None) => return ty::spelled_place(plan, repr, field.presence, From::Beside),
        (PartKind::Value, Some(_)) => match repr {
            Repr::List(item) if is_listed(field, by_position) => (ty::spelled(plan, item, From::Beside), true),
            _ if matches!(field.presence, Presence::Nullable | Presence::Maybe) => {
                (format!("Option<{}>", ty::spelled(plan, repr, From::Beside)), false)
            }
            _ => (ty::spelled(plan, repr, From::Beside), false),
        },
        (PartKind::File, _) => ("http::MultipartPart".to_owned(), false),
        (PartKind::Files, _) => ("http::MultipartPart".to_owned(), true),
    };
    let item = with_headers(&item, headers.as_ref());
    let taken = if is_list { format!("Vec<{item}>") } else { item };
    if is_required(field) { taken } else { format!("Option<{taken}>") }
}

/// Whether each item of a list is a part of its own.
fn is_listed(field: &Field, by_position: bool) -> bool {
    !by_position && matches!((&field.repr, field.presence), (Repr::List(_), Presence::Required | Presence::Optional))
}

fn rest_type(plan: &Plan, rest: &PartField<Rest>, by_position: bool) -> String {
    let item = match rest.kind {
        PartKind::Value => ty::spelled(plan, &rest.field.repr, From::Beside),
        PartKind::File | PartKind::Files => "http::MultipartPart".to_owned(),
    };
    let item = with_headers(&item, rest.headers.as_ref());
    if by_position || rest.kind != PartKind::Value { format!("Vec<{item}>") } else { format!("json::Map<{item}>") }
}

fn with_headers(content: &str, headers: Option<&PartHeaders>) -> String {
    headers.map_or_else(|| content.to_owned(), |headers| format!("http::WithHeaders<{content}, {}>", headers.name))
}

fn is_required(field: &Field) -> bool {
    matches!(field.presence, Presence::Required | Presence::Nullable)
}

/// Takes a value; how the field is made of it.
fn value(field: &Field, source: &str, out: &mut Text) -> String {
    let (Field { ident, wire, presence, .. }, is_required) = (field, is_required(field));
    let method = if is_required { "required" } else { "optional" };
    let absent = if *presence == Presence::Maybe { ".unwrap_or_default()" } else { "" };
    out.line(format!("let {ident} = {source}.{method}({}){absent};", literal(wire)));
    if is_required { format!("{ident}: {ident}?") } else { ident.clone() }
}

/// Each field from its parts; all are taken before the first that is wrong ends it.
fn taken(body: &PartsBody, parts: &str, out: &mut Text) {
    let mut made = Vec::new();
    for part in &body.fields {
        made.push(field(part, body.by_position, parts, out));
    }
    if let Some(rest) = &body.rest {
        made.push(if body.by_position { rest_in_order(rest, body, parts, out) } else { rest_by_name(rest, body, parts, out) });
    }
    out.list("Some(Self {", &made, "})");
}

/// Takes a field; how it is made of that.
fn field(part: &PartField<Field>, by_position: bool, parts: &str, out: &mut Text) -> String {
    let PartField { field, kind, headers } = part;
    let (ident, key, required) = (&field.ident, literal(&field.wire), is_required(field));
    let method = match (kind, required) {
        (PartKind::Value, _) if headers.is_none() => return value(field, parts, out),
        (PartKind::Value, true) => "required",
        (PartKind::Value, false) => "optional",
        (PartKind::File, true) => "file",
        (PartKind::File, false) => "optional_file",
        (PartKind::Files, true) => "files",
        (PartKind::Files, false) => "optional_files",
    };
    out.line(format!("let {ident} = {parts}.{method}({key});"));
    if headers.is_some() {
        let is_list = *kind == PartKind::Files || *kind == PartKind::Value && is_listed(field, by_position);
        let method = if is_list { "each_with_headers" } else { "with_headers" };
        out.line(format!("let {ident} = {parts}.{method}({key}, {ident});"));
    }
    if required { format!("{ident}: {ident}?") } else { ident.clone() }
}

fn rest_by_name(rest: &PartField<Rest>, body: &PartsBody, parts: &str, out: &mut Text) -> String {
    let ident = &rest.field.ident;
    let method = if rest.kind == PartKind::Value { "other_values" } else { "others" };
    let declared = body.fields.iter().map(|part| &part.field.wire).chain(&body.ignored);
    let declared: Vec<String> = declared.map(|name| literal(name)).collect();
    out.line(format!("let {ident} = {parts}.{method}(&[{}]);", declared.join(", ")));
    ident.clone()
}

fn rest_in_order(rest: &PartField<Rest>, body: &PartsBody, parts: &str, out: &mut Text) -> String {
    let (ident, position) = (&rest.field.ident, body.fields.len());
    let is_value = rest.kind == PartKind::Value;
    out.line(format!("let {ident} = {parts}.{}({position});", if is_value { "values_from" } else { "files_from" }));
    if rest.headers.is_some() {
        let contents = if is_value { ident.clone() } else { format!("Some({ident})") };
        out.line(format!("let {ident} = {parts}.rest_with_headers({position}, {contents});"));
    }
    if is_value || rest.headers.is_some() { format!("{ident}: {ident}?") } else { ident.clone() }
}

/// How parts are written.
pub fn encodings(plan: &Plan, encodings: &[PartEncoding], out: &mut Text) {
    let plain: Vec<String> = encodings.iter().map(encoding).collect();
    if encodings.iter().all(|encoding| encoding.headers.is_empty()) {
        return out.list("&[", &plain, "],");
    }
    out.open("&[");
    for (encoding, plain) in encodings.iter().zip(plain) {
        let headers: Vec<String> = encoding.headers.iter().map(|header| part_header(plan, header)).collect();
        if headers.is_empty() {
            out.line(format!("{plain},"));
        } else {
            out.list(&format!("{plain}.headers(&["), &headers, "]),");
        }
    }
    out.close("],");
}

fn encoding(encoding: &PartEncoding) -> String {
    let PartEncoding { key, style, explode, content_type, .. } = encoding;
    let mut out = match key {
        PartKey::Name(name) => format!("http::Encoding::of({})", literal(name)),
        PartKey::Position(position) => format!("http::Encoding::of({})", literal(&position.to_string())),
        PartKey::Item => "http::Encoding::others()".to_owned(),
    };
    if *style != Style::Form || !explode {
        out.extend([".styled(http::Style::", ty::style(*style), &format!(", {explode})")]);
    }
    if let Some(content_type) = content_type {
        out.extend([".content_type(", &literal(content_type), ")"]);
    }
    out
}

fn part_header(plan: &Plan, header: &Header) -> String {
    let mut out = format!("http::PartHeader::of({}, tables::schema({}))", literal(&header.name), plan.table.index(header.schema));
    let said = [(header.required, ".required()"), (header.explode, ".exploded()"), (header.media == Some(Media::Json), ".json()")];
    out.extend(said.into_iter().filter(|(is_so, _)| *is_so).map(|(_, method)| method));
    out
}
