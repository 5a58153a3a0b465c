//! A multipart form with files: a struct of its parts, and how it is made of them.

use crate::back::text::{Text, literal};
use crate::back::ty::{self, From};
use crate::ir::{PartEncoding, Style};
use crate::plan::Plan;
use crate::plan::repr::{Field, Presence, Rest};
use crate::plan::routes::{PartKind, PartsBody, RouteOp};

/// The struct and how it is made.
pub fn parts(plan: &Plan, operation: &RouteOp<'_>, body: &PartsBody, out: &mut Text) {
    out.line("");
    out.docs([format!("The parts of the body of [`{}`].", operation.request)]);
    out.line("#[derive(Clone, Debug)]");
    out.open(format!("pub struct {} {{", body.name));
    for (field, kind) in &body.fields {
        out.docs(&field.docs);
        out.line(format!("pub {}: {},", field.ident, field_type(plan, field, *kind)));
    }
    if let Some((rest, kind)) = &body.rest {
        out.docs(["All other parts."]);
        out.line(format!("pub {}: {},", rest.ident, rest_type(plan, rest, *kind)));
    }
    out.close("}");
    out.line("");
    out.open(format!("impl http::FromParts for {} {{", body.name));
    let files = body.fields.iter().filter(|(_, kind)| *kind != PartKind::Value);
    let files: Vec<String> = files.map(|(field, _)| literal(&field.wire)).collect();
    out.line(format!("const FILES: &'static [&'static str] = &[{}];", files.join(", ")));
    out.line("");
    // No field hides what fields are taken from.
    let mut parts = "parts".to_owned();
    while body.fields.iter().any(|(field, _)| field.ident == parts) {
        parts.push('_');
    }
    out.open(format!("fn from_parts({parts}: &mut http::FormParts) -> Option<Self> {{"));
    taken(body, &parts, out);
    out.close("}");
    out.close("}");
}

fn field_type(plan: &Plan, field: &Field, kind: PartKind) -> String {
    let file = match kind {
        PartKind::Value => return ty::spelled_place(plan, &field.repr, field.presence, From::Beside),
        PartKind::File => "http::MultipartPart",
        PartKind::Files => "Vec<http::MultipartPart>",
    };
    if is_required(field) { file.to_owned() } else { format!("Option<{file}>") }
}

fn rest_type(plan: &Plan, rest: &Rest, kind: PartKind) -> String {
    match kind {
        PartKind::Value => format!("json::Map<{}>", ty::spelled(plan, &rest.repr, From::Beside)),
        PartKind::File | PartKind::Files => "Vec<http::MultipartPart>".to_owned(),
    }
}

fn is_required(field: &Field) -> bool {
    matches!(field.presence, Presence::Required | Presence::Nullable)
}

/// Each field from its parts; all are taken before the first that is wrong ends it.
fn taken(body: &PartsBody, parts: &str, out: &mut Text) {
    let mut made = Vec::new();
    for (Field { ident, wire, presence, .. }, kind, required) in
        body.fields.iter().map(|(field, kind)| (field, kind, is_required(field)))
    {
        let method = match (kind, required) {
            (PartKind::Value, true) => "required",
            (PartKind::Value, false) => "optional",
            (PartKind::File, true) => "file",
            (PartKind::File, false) => "optional_file",
            (PartKind::Files, true) => "files",
            (PartKind::Files, false) => "optional_files",
        };
        let absent = if *presence == Presence::Maybe && *kind == PartKind::Value { ".unwrap_or_default()" } else { "" };
        out.line(format!("let {ident} = {parts}.{method}({}){absent};", literal(wire)));
        made.push(if required { format!("{ident}: {ident}?") } else { ident.clone() });
    }
    if let Some((Rest { ident, .. }, kind)) = &body.rest {
        let method = if *kind == PartKind::Value { "other_values" } else { "others" };
        let declared = body.fields.iter().map(|(field, _)| &field.wire).chain(&body.ignored);
        let declared: Vec<String> = declared.map(|name| literal(name)).collect();
        out.line(format!("let {ident} = {parts}.{method}(&[{}]);", declared.join(", ")));
        made.push(ident.clone());
    }
    out.list("Some(Self {", &made, "})");
}

/// How fields of a form are written.
pub fn encodings(plan: &Plan, encodings: &[PartEncoding], out: &mut Text) {
    let encodings: Vec<String> = encodings.iter().map(|encoding| self::encoding(plan, encoding)).collect();
    out.list("&[", &encodings, "],");
}

fn encoding(plan: &Plan, encoding: &PartEncoding) -> String {
    let PartEncoding { property, style, explode, content_type, headers, .. } = encoding;
    let mut out = format!("http::Encoding::of({})", literal(property));
    if *style != Style::Form || !explode {
        out.extend([".styled(http::Style::", ty::style(*style), &format!(", {explode})")]);
    }
    if let Some(content_type) = content_type {
        out.extend([".content_type(", &literal(content_type), ")"]);
    }
    if !headers.is_empty() {
        let headers = headers.iter().map(|header| {
            let (name, schema) = (literal(&header.name), plan.table.index(header.schema));
            format!("http::PartHeader {{ name: {name}, required: {}, schema: tables::schema({schema}) }}", header.required)
        });
        out.extend([".headers(&[", &headers.collect::<Vec<_>>().join(", "), "])"]);
    }
    out
}
