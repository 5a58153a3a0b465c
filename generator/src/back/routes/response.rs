//! The response of an operation: an enum with a variant per documented status, and how it becomes a reply.

use super::request::payload_type;
use crate::back::text::{Text, literal};
use crate::back::ty::{self, From};
use crate::ir::Status;
use crate::plan::Plan;
use crate::plan::routes::{HeaderField, HeaderForm, Payload, ResponseVariant, RouteOp, Routes};

/// The type of an operation's response, as its method names it.
pub fn spelled(plan: &Plan, operation: &RouteOp<'_>) -> String {
    match &operation.argument {
        Some(argument) => format!("{}<{}>", operation.response, payload_type(plan, argument)),
        None => operation.response.clone(),
    }
}

/// The response enum and its conversions.
pub fn response(plan: &Plan, routes: &Routes<'_>, operation: &RouteOp<'_>, out: &mut Text) {
    let (response, raw) = (&operation.response, &operation.raw);
    let generic = operation.argument.is_some();
    let name = if generic { format!("{response}<T>") } else { response.clone() };
    let bounded = |bound: &str| if generic { format!("<T{bound}>") } else { String::new() };
    out.line("");
    out.docs([format!("The responses of {}.", routes.shown(operation, &operation.response))]);
    out.line("#[derive(Debug)]");
    out.line("#[allow(clippy::large_enum_variant, reason = \"variants are used by value\")]");
    out.open(format!("pub enum {name} {{"));
    for variant in &operation.variants {
        shape(plan, variant, out);
    }
    out.docs(["Any other reply."]);
    out.line(format!("{raw}(http::Reply),"));
    out.close("}");
    out.line("");
    out.open(format!("impl{} From<http::Reply> for {name} {{", bounded("")));
    out.open("fn from(reply: http::Reply) -> Self {");
    out.line(format!("Self::{raw}(reply)"));
    out.close("}");
    out.close("}");
    out.line("");
    out.open(format!("impl{} http::IntoReply for {name} {{", bounded(": json::Write")));
    out.open("fn into_reply(self) -> http::Reply {");
    out.open("match self {");
    for variant in &operation.variants {
        arm(variant, out);
    }
    out.line(format!("Self::{raw}(reply) => reply,"));
    out.close("}");
    out.close("}");
    out.close("}");
}

fn has_status(variant: &ResponseVariant) -> bool {
    !matches!(variant.status, Status::Code(_))
}

fn shape(plan: &Plan, variant: &ResponseVariant, out: &mut Text) {
    let name = &variant.ident;
    let status = has_status(variant).then_some("http::StatusCode");
    out.docs([status_text(variant.status)]);
    if !variant.docs.is_empty() {
        out.docs([""]);
        out.docs(&variant.docs);
    }
    let body = variant.content.as_ref().map(|(_, payload)| sent_type(plan, payload));
    if variant.headers.is_empty() {
        let parts: Vec<String> = status.map(str::to_owned).into_iter().chain(body).collect();
        return out.line(if parts.is_empty() { format!("{name},") } else { format!("{name}({}),", parts.join(", ")) });
    }
    out.open(format!("{name} {{"));
    if let Some(status) = status {
        out.docs(["The status."]);
        out.line(format!("status: {status},"));
    }
    if let Some(body) = body {
        out.docs(["The body."]);
        out.line(format!("body: {body},"));
    }
    for header in &variant.headers {
        let value = ty::spelled(plan, &header.repr, From::Beside);
        out.docs(&header.docs);
        out.line(format!("{}: {},", header.ident, if header.required { value } else { format!("Option<{value}>") }));
    }
    out.close("},");
}

/// The type of a body that is sent: streams are written item by item.
fn sent_type(plan: &Plan, payload: &Payload) -> String {
    let item = |repr| ty::spelled(plan, repr, From::Beside);
    match payload {
        Payload::Lines(_, repr) => format!("http::JsonLines<{}>", item(repr)),
        Payload::Events(events) if events.whole => format!("http::Events<{}>", item(&events.repr)),
        Payload::Events(events) => format!("http::Events<http::Event<{}>>", item(&events.repr)),
        payload => payload_type(plan, payload),
    }
}

fn status_text(status: Status) -> String {
    match status {
        Status::Code(code) => format!("{code}"),
        Status::Class(class) => format!("{class}00 to {class}99"),
        Status::Default => "Every other status".to_owned(),
    }
}

fn arm(variant: &ResponseVariant, out: &mut Text) {
    let status = has_status(variant).then_some("status");
    let body = variant.content.as_ref().map(|_| "body");
    let headers = variant.headers.iter().map(|header| header.ident.as_str());
    let parts: Vec<&str> = status.into_iter().chain(body).chain(headers).collect();
    let pattern = match (parts.is_empty(), variant.headers.is_empty()) {
        (true, _) => format!("Self::{}", variant.ident),
        (false, true) => format!("Self::{}({})", variant.ident, parts.join(", ")),
        (false, false) => format!("Self::{} {{ {} }}", variant.ident, parts.join(", ")),
    };
    if variant.headers.is_empty() {
        return out.line(format!("{pattern} => {},", reply(variant)));
    }
    out.open(format!("{pattern} => {{"));
    out.open(reply(variant));
    for header in &variant.headers {
        out.line(set(header));
    }
    out.dedent();
    out.close("}");
}

fn set(header: &HeaderField) -> String {
    let optional = if header.required { "" } else { "optional_" };
    let form = match header.form {
        HeaderForm::Simple => "header",
        HeaderForm::Exploded => "header_exploded",
        HeaderForm::Json => "header_json",
    };
    let value = if header.required { format!("&{}", header.ident) } else { format!("{}.as_ref()", header.ident) };
    format!(".{optional}{form}({}, {value})", literal(&header.wire))
}

fn reply(variant: &ResponseVariant) -> String {
    let status = match variant.status {
        Status::Code(code) => code.to_string(),
        Status::Class(_) | Status::Default => "status".to_owned(),
    };
    match &variant.content {
        None => format!("http::Reply::empty({status})"),
        Some((media_type, payload)) => {
            let media = literal(media_type);
            match payload {
                Payload::Json(..) | Payload::Argument if media_type == "application/json" => {
                    format!("http::Reply::json({status}, &body)")
                }
                Payload::Json(..) | Payload::Argument => {
                    format!("http::Reply::json_as({status}, {media}, &body)")
                }
                Payload::Lines(..) => format!("http::Reply::lines({status}, {media}, body)"),
                Payload::Events(_) => format!("http::Reply::events({status}, {media}, body)"),
                Payload::Text(..) | Payload::AnyText => format!("http::Reply::text({status}, {media}, body)"),
                Payload::Form(..) | Payload::Sequence(_, Some(_), _) => format!("http::Reply::parts_of({status}, {media}, &body)"),
                Payload::Multipart(..) => format!("http::Reply::multipart({status}, {media}, body)"),
                Payload::Bytes | Payload::Parts(_) | Payload::Sequence(_, None, _) => {
                    format!("http::Reply::bytes({status}, {media}, body)")
                }
            }
        }
    }
}
