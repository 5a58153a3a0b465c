//! The request of an operation: a struct of its parameters and body, and how a call becomes one.

use crate::back::text::{Text, literal};
use crate::back::ty::{self, From};
use crate::ir::{PartEncoding, SchemaId};
use crate::plan::Plan;
use crate::plan::routes::{BodyField, Payload, RouteOp, Routes};

/// The request struct, the enum over its body's media types if there are several, and how they are made of a call.
pub fn request(plan: &Plan, routes: &Routes<'_>, operation: &RouteOp<'_>, out: &mut Text) {
    shape(plan, routes, operation, out);
    if let Some(body) = operation.body.as_ref().filter(|_| !operation.composed) {
        body_choice(plan, operation, body, out);
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

fn shape(plan: &Plan, routes: &Routes<'_>, operation: &RouteOp<'_>, out: &mut Text) {
    out.line("");
    let what = if operation.composed { "parameters" } else { "request" };
    out.docs([format!("The {what} of {}.", routes.shown(operation, &operation.request))]);
    out.line(if operation.composed { "#[derive(Clone, Debug, PartialEq)]" } else { "#[derive(Debug)]" });
    if operation.params.is_empty() && operation.options.is_none() && operation.body.is_none() {
        return out.line(format!("pub struct {} {{}}", operation.request));
    }
    out.open(format!("pub struct {} {{", operation.request));
    for param in &operation.params {
        out.docs(&param.docs);
        out.line(format!("pub {}: {},", param.ident, optional(param.required, &ty::spelled(plan, &param.repr, From::Beside))));
    }
    if operation.composed {
        return out.close("}");
    }
    if let Some(options) = &operation.options {
        out.docs(["The system query options."]);
        out.line(format!("pub {options}: http::QueryOptions,"));
    }
    if let Some(body) = &operation.body {
        out.docs(["The body."]);
        out.line(format!("pub {}: {},", body.ident, optional(body.required, &body_type(plan, body))));
    }
    out.close("}");
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
        Payload::Multipart(_) => "http::Multipart".to_owned(),
        Payload::AnyText => "String".to_owned(),
        Payload::Bytes => "http::Bytes".to_owned(),
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

fn from_call(plan: &Plan, operation: &RouteOp<'_>, out: &mut Text) {
    out.line("");
    let (of, method) = if operation.composed { ("Parameters", "receive") } else { ("FromCall", "from_call") };
    out.open(format!("impl http::{of} for {} {{", operation.request));
    out.open(format!("fn {method}(call: &mut http::Call) -> Option<Self> {{"));
    let mut fields = Vec::new();
    for param in &operation.params {
        let how = if param.required { "required" } else { "optional" };
        out.line(format!("let {} = call.{how}({});", param.ident, param.index));
        fields.push(finished(&param.ident, param.required));
    }
    if let Some(options) = operation.options.as_ref().filter(|_| !operation.composed) {
        out.line(format!("let {options} = call.query_options();"));
        fields.push(options.clone());
    }
    if let Some(body) = operation.body.as_ref().filter(|_| !operation.composed) {
        body_read(plan, body, out);
        fields.push(finished(&body.ident, body.required));
    }
    if !operation.composed {
        out.line("call.complete()?;");
    }
    out.list("Some(Self {", &fields, "})");
    out.close("}");
    out.close("}");
}

fn finished(ident: &str, required: bool) -> String {
    if required { format!("{ident}: {ident}?") } else { ident.to_owned() }
}

fn body_read(plan: &Plan, body: &BodyField, out: &mut Text) {
    let Some(choice) = &body.choice else {
        let read =
            body.contents.first().map_or_else(|| "Some(())".to_owned(), |(_, payload)| payload_read(plan, payload, body.required));
        return out.line(format!("let {} = {read};", body.ident));
    };
    out.open(format!("let {} = match call.media() {{", body.ident));
    for (at, (variant, payload)) in body.contents.iter().enumerate() {
        out.line(format!("Some({at}) => {}.map({choice}::{variant}),", payload_read(plan, payload, true)));
    }
    out.line("_ => None,");
    out.close("};");
}

fn payload_read(plan: &Plan, payload: &Payload, required: bool) -> String {
    let schema = |id: &SchemaId| format!("tables::schema({})", plan.table.index(*id));
    let (method, arguments) = match payload {
        Payload::Json(Some(id), _) => ("json", schema(id)),
        Payload::Json(None, _) => ("json", "wiretype_runtime::schema::ANYTHING".to_owned()),
        Payload::Form(id, _, encodings) if encodings.is_empty() => ("form", schema(id)),
        Payload::Form(id, _, encodings) => {
            let encodings: Vec<String> = encodings.iter().map(encoding).collect();
            ("form_with", format!("{}, &[{}]", schema(id), encodings.join(", ")))
        }
        Payload::Multipart(Some(id)) => ("multipart_of", schema(id)),
        Payload::Multipart(None) => ("multipart", String::new()),
        Payload::Text(id, _) => ("text_as", schema(id)),
        Payload::AnyText => ("text", String::new()),
        Payload::Bytes | Payload::Argument => ("bytes", String::new()),
    };
    let optional = if required { "" } else { "optional_" };
    format!("call.{optional}{method}({arguments})")
}

/// How one field of a form is written.
fn encoding(encoding: &PartEncoding) -> String {
    let PartEncoding { property, explode, .. } = encoding;
    let style = ty::style(encoding.style);
    format!("http::Encoding {{ property: {}, style: http::Style::{style}, explode: {explode} }}", literal(property))
}
