//! The request of an operation: a struct of its parameters and body, and how a call becomes one.

use super::parts;
use crate::back::text::Text;
use crate::back::ty::{self, From};
use crate::ir::SchemaId;
use crate::plan::Plan;
use crate::plan::routes::{BodyField, Payload, RouteOp, Routes};

/// The request struct and how a call becomes one; with the enum over its body's media types, if there are several. A composed
/// request brings its own body, so its operation needs a struct of parameters only.
pub fn request(plan: &Plan, routes: &Routes<'_>, operation: &RouteOp<'_>, out: &mut Text) {
    if operation.composed {
        parameters(plan, routes, operation, out);
        return received(operation, out);
    }
    whole(plan, routes, operation, out);
    if let Some(body) = &operation.body {
        body_choice(plan, operation, body, out);
        for payload in body.contents.iter().map(|(_, payload)| payload) {
            if let Payload::Parts(parts) = payload {
                parts::parts(plan, operation, parts, out);
            }
        }
    }
    from_call(plan, operation, out);
}

/// The type of an operation's request, as its method names it.
pub fn spelled(plan: &Plan, operation: &RouteOp<'_>) -> String {
    if !operation.composed {
        return operation.request.clone();
    }
    let params = if operation.request.is_empty() { "()" } else { &operation.request };
    match &operation.body {
        Some(body) => format!("http::Request<{params}, {}>", optional(body.required, &body_type(plan, body))),
        None if operation.request.is_empty() => "http::Request".to_owned(),
        None => format!("http::Request<{params}>"),
    }
}

fn parameters(plan: &Plan, routes: &Routes<'_>, operation: &RouteOp<'_>, out: &mut Text) {
    out.line("");
    out.docs([format!("The parameters of {}.", routes.shown(operation, &operation.request))]);
    out.line("#[derive(Clone, Debug, PartialEq)]");
    out.open(format!("pub struct {} {{", operation.request));
    param_fields(plan, operation, out);
    out.close("}");
}

fn whole(plan: &Plan, routes: &Routes<'_>, operation: &RouteOp<'_>, out: &mut Text) {
    out.line("");
    out.docs([format!("The request of {}.", routes.shown(operation, &operation.request))]);
    out.line("#[derive(Debug)]");
    out.open(format!("pub struct {} {{", operation.request));
    param_fields(plan, operation, out);
    if let Some(options) = &operation.options {
        out.docs(["The system query options."]);
        out.line(format!("pub {options}: http::QueryOptions,"));
    }
    if let Some(body) = &operation.body {
        out.docs(["The body."]);
        out.line(format!("pub {}: {},", body.ident, optional(body.required, &body_type(plan, body))));
    }
    out.docs(["Who asks, and how."]);
    out.line(format!("pub {}: http::Head,", operation.head));
    out.close("}");
}

fn param_fields(plan: &Plan, operation: &RouteOp<'_>, out: &mut Text) {
    for param in &operation.params {
        out.docs(&param.docs);
        out.line(format!("pub {}: {},", param.ident, optional(param.required, &ty::spelled(plan, &param.repr, From::Beside))));
    }
}

fn optional(required: bool, value: &str) -> String {
    if required { value.to_owned() } else { format!("Option<{value}>") }
}

fn body_type(plan: &Plan, body: &BodyField) -> String {
    match (&body.choice, body.contents.as_slice()) {
        (Some(choice), _) => choice.clone(),
        (None, [(_, payload), ..]) => payload_type(plan, payload),
        (None, []) => "()".to_owned(),
    }
}

/// The type of a body in one media type.
pub fn payload_type(plan: &Plan, payload: &Payload) -> String {
    match payload {
        Payload::Json(_, repr) | Payload::Form(_, repr, _) | Payload::Text(_, repr) => ty::spelled(plan, repr, From::Beside),
        Payload::Lines(_, repr) => format!("Vec<{}>", ty::spelled(plan, repr, From::Beside)),
        Payload::Parts(parts) => parts.name.clone(),
        Payload::Sequence(_, None, _) => "Vec<http::MultipartPart>".to_owned(),
        Payload::Sequence(_, Some(repr), _) => format!("Vec<{}>", ty::spelled(plan, repr, From::Beside)),
        Payload::Multipart(..) => "http::Multipart".to_owned(),
        Payload::AnyText => "String".to_owned(),
        Payload::Events(_) | Payload::Bytes => "http::Bytes".to_owned(),
        Payload::Argument => "T".to_owned(),
    }
}

fn body_choice(plan: &Plan, operation: &RouteOp<'_>, body: &BodyField, out: &mut Text) {
    let Some(name) = &body.choice else { return };
    out.line("");
    out.docs([format!("The body of [`{}`], by media type.", operation.request)]);
    out.line("#[derive(Debug)]");
    out.line("#[allow(clippy::large_enum_variant, reason = \"variants are used by value\")]");
    out.open(format!("pub enum {name} {{"));
    let contents = operation.operation.body.iter().flat_map(|body| &body.contents);
    for ((variant, payload), content) in body.contents.iter().zip(contents) {
        out.docs([format!("`{}`", content.media_type.replace('`', "'"))]);
        out.line(format!("{variant}({}),", payload_type(plan, payload)));
    }
    out.close("}");
}

fn received(operation: &RouteOp<'_>, out: &mut Text) {
    out.line("");
    out.open(format!("impl http::Parameters for {} {{", operation.request));
    out.open("fn receive(call: &mut http::Call) -> Option<Self> {");
    let fields = param_reads(operation, out);
    out.list("Some(Self {", &fields, "})");
    out.close("}");
    out.close("}");
}

fn from_call(plan: &Plan, operation: &RouteOp<'_>, out: &mut Text) {
    out.line("");
    out.open(format!("impl http::FromCall for {} {{", operation.request));
    out.open("fn from_call(call: &mut http::Call) -> Option<Self> {");
    let mut fields = param_reads(operation, out);
    if let Some(options) = &operation.options {
        out.line(format!("let {options} = call.query_options();"));
        fields.push(options.clone());
    }
    if let Some(body) = &operation.body {
        body_read(plan, body, out);
        fields.push(finished(&body.ident, body.required));
    }
    out.line("call.complete()?;");
    fields.push(format!("{}: call.head()", operation.head));
    out.list("Some(Self {", &fields, "})");
    out.close("}");
    out.close("}");
}

/// Reads every parameter before any is asked for, so that all that is wrong is reported; the fields that they become.
fn param_reads(operation: &RouteOp<'_>, out: &mut Text) -> Vec<String> {
    let mut fields = Vec::new();
    for param in &operation.params {
        let how = if param.required { "required" } else { "optional" };
        let flat = if param.nullable { ".flatten()" } else { "" };
        out.line(format!("let {} = call.{how}({}){flat};", param.ident, param.index));
        fields.push(finished(&param.ident, param.required));
    }
    fields
}

fn finished(ident: &str, required: bool) -> String {
    if required { format!("{ident}: {ident}?") } else { ident.to_owned() }
}

fn body_read(plan: &Plan, body: &BodyField, out: &mut Text) {
    let Some(choice) = &body.choice else {
        let before = format!("let {} = ", body.ident);
        return match body.contents.first() {
            Some((_, payload)) => payload_read(plan, payload, body.required, (&before, ";"), out),
            None => out.line(format!("{before}Some(());")),
        };
    };
    out.open(format!("let {} = match call.media() {{", body.ident));
    for (at, (variant, payload)) in body.contents.iter().enumerate() {
        payload_read(plan, payload, true, (&format!("Some({at}) => "), &format!(".map({choice}::{variant}),")), out);
    }
    out.line("_ => None,");
    out.close("};");
}

/// The call that reads a body, between what is `around` it.
fn payload_read(plan: &Plan, payload: &Payload, required: bool, around: (&str, &str), out: &mut Text) {
    const ANYTHING: &str = "wiretype_runtime::schema::ANYTHING";
    let schema = |id: &SchemaId| format!("tables::schema({})", plan.table.index(*id));
    let any = |id: Option<&SchemaId>| id.map_or_else(|| ANYTHING.to_owned(), schema);
    let (method, schema, encodings): (_, _, Option<&[_]>) = match payload {
        Payload::Json(id, _) => ("json", any(id.as_ref()), None),
        Payload::Lines(id, _) => ("lines", any(id.as_ref()), None),
        Payload::Form(id, _, encodings) if encodings.is_empty() => ("form", schema(id), None),
        Payload::Form(id, _, encodings) => ("form_with", schema(id), Some(encodings)),
        Payload::Parts(parts) if parts.by_position => ("parts_in_order", schema(&parts.schema), Some(&parts.encodings)),
        Payload::Parts(parts) => ("multipart_of", schema(&parts.schema), Some(&parts.encodings)),
        Payload::Sequence(id, _, encodings) => ("parts_in_order", schema(id), Some(encodings)),
        Payload::Multipart(Some(id), encodings) => ("multipart_of", schema(id), Some(encodings)),
        Payload::Multipart(None, _) => ("multipart", String::new(), None),
        Payload::Text(id, _) => ("text_as", schema(id), None),
        Payload::AnyText => ("text", String::new(), None),
        Payload::Events(_) | Payload::Bytes | Payload::Argument => ("bytes", String::new(), None),
    };
    let (before, after) = around;
    let optional = if required { "" } else { "optional_" };
    match encodings {
        None => out.line(format!("{before}call.{optional}{method}({schema}){after}")),
        Some([]) => out.line(format!("{before}call.{optional}{method}({schema}, &[]){after}")),
        Some(encodings) => {
            out.open(format!("{before}call.{optional}{method}("));
            out.line(format!("{schema},"));
            parts::encodings(plan, encodings, out);
            out.close(format!("){after}"));
        }
    }
}
