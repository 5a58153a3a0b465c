//! The route table.

use std::fmt::Write;

use super::text::{self, Line, Rows, list, map, quoted, views};
use crate::ir::{
    Api, ApiKeyPlace, Body, Envelope, Media, Operation, Parameter, Part, Place, Requirement, Response, Scheme, Segment, Status,
    Style, View,
};
use crate::plan::Plan;
use crate::plan::routes::{Routes, answered_parts};

/// Writes the route table.
pub fn emit(plan: &Plan, routes: &Routes<'_>, out: &mut String) {
    let envelope = match plan.envelope {
        Envelope::Problem => "Problem",
        Envelope::OData => "OData",
        Envelope::Arm => "Arm",
    };
    let title = plan.title;
    let checks = plan.validation.map_or_else(String::new, |validation| {
        format!("\n.checked(http::Checks {{ options: &OPTIONS, responses: {} }})", validation.responses)
    });
    let service = if plan.service.is_some() { "\n.of_service(&super::service::SERVICE)" } else { "" };
    let _ = write!(
        out,
        "\n/// The routes of this module.\npub static API: http::Api = http::Api::new(\n    {title:?},\n    http::Envelope::{envelope},\n    &TABLE,\n    http::RouteText {{ parameters: PARAMETERS, security: SECURITY, responses: RESPONSES, routes: ROUTES }},\n){service}{checks};\n"
    );
    let mut shared = Shared::default();
    let row = |operation| route(plan, routes.api, operation, &mut shared);
    let rows: Vec<String> = routes.operations.iter().map(|operation| operation.operation).map(row).collect();
    text::emit("PARAMETERS", "Each after its number; `schema` is an index in the table.", shared.parameters.all(), out);
    text::emit("SECURITY", "Each after its number: the alternatives, with what is needed together.", shared.security.all(), out);
    text::emit("RESPONSES", "Each after its number: JSON bodies by status.", shared.responses.all(), out);
    text::emit(
        "ROUTES",
        "Each after its index, with the numbers of its parameters, of its security and of its responses.",
        &rows,
        out,
    );
}

/// What routes have in common.
#[derive(Default)]
struct Shared {
    parameters: Rows,
    security: Rows,
    responses: Rows,
}

fn route(plan: &Plan, api: &Api, operation: &Operation, shared: &mut Shared) -> String {
    let (method, path) = (&operation.method.0, &operation.path);
    let mut line = Line::default();
    line.set(method, quoted(&path.raw));
    line.optional("template", Some(template(&path.segments)).filter(|template| *template != path.raw).map(|text| quoted(&text)));
    line.map("query", &path.query, |(name, value)| (name, value.as_deref().map_or("null".to_owned(), quoted)));
    line.map("headers", &path.headers, |(name, value)| (name, quoted(value)));
    line.flag("ignoreCase", path.ignore_case);
    line.list("parameters", &operation.parameters, |parameter| shared.parameters.number(param(plan, parameter)).to_string());
    if let Some(body) = operation.body.as_ref().filter(|body| !body.contents.is_empty()) {
        line.set(if body.required { "body" } else { "optionalBody" }, contents(body));
    }
    if !operation.security.is_empty() {
        let alternatives = list(&operation.security, |needs| {
            let needs: Vec<(String, String)> = needs.iter().filter_map(|need| scheme(api, need)).collect();
            map(&needs, |(scheme, scopes)| (scheme, scopes.clone()))
        });
        line.set("security", shared.security.number(alternatives));
    }
    if operation.responses.iter().any(|response| json_bodies(plan, response) != "{}") {
        let mut bodies = Line::default();
        operation.responses.iter().for_each(|response| bodies.set(&status(response.status), json_bodies(plan, response)));
        line.set("responses", shared.responses.number(bodies.finish()));
    }
    let shown = match operation.view {
        View::Read => Some(1),
        View::Create => Some(2).filter(|_| method == "PATCH"),
        View::Update => Some(4).filter(|_| method != "PATCH"),
    };
    line.optional("view", shown.map(views));
    line.finish()
}

/// The segments as one text: what would be taken for something else is percent-encoded, and `+` marks a parameter that takes slashes.
fn template(segments: &[Segment]) -> String {
    let mut out = String::new();
    for segment in segments {
        out.push('/');
        for part in &segment.parts {
            match part {
                Part::Literal(text) => out.push_str(&encoded(text)),
                Part::Param(name) if name.starts_with('+') => {
                    let _ = write!(out, "{{%2B{}}}", encoded(name.get(1..).unwrap_or_default()));
                }
                Part::Param(name) => {
                    let _ = write!(out, "{{{}}}", encoded(name));
                }
                Part::Rest(name) => {
                    let _ = write!(out, "{{+{}}}", encoded(name));
                }
            }
        }
    }
    out
}

fn encoded(text: &str) -> String {
    text.replace('%', "%25").replace('/', "%2F").replace('{', "%7B").replace('}', "%7D")
}

/// The JSON bodies of a response, or the items or parts that it is made of: schemas by media type.
fn json_bodies(plan: &Plan, response: &Response) -> String {
    let mut line = Line::default();
    for content in &response.contents {
        let schema = match content.media {
            Media::Json | Media::JsonLines | Media::EventStream => content.schema,
            Media::Multipart => answered_parts(content),
            Media::Form | Media::Text | Media::Binary | Media::Xml => None,
        };
        line.optional(&content.media_type, schema.map(|schema| plan.table.index(schema)));
    }
    line.finish()
}

fn status(status: Status) -> String {
    match status {
        Status::Code(code) => code.to_string(),
        Status::Class(class) => format!("{class}XX"),
        Status::Default => "default".to_owned(),
    }
}

fn param(plan: &Plan, parameter: &Parameter) -> String {
    let mut line = Line::default();
    let (location, style) = (parameter.place, parameter.style);
    line.set("name", quoted(&parameter.name));
    line.set("in", quoted(place(location)));
    let usual = if matches!(location, Place::Path | Place::Header) { Style::Simple } else { Style::Form };
    line.optional("style", (style != usual).then(|| quoted(style_name(style))));
    line.optional("explode", Some(parameter.explode).filter(|explode| *explode != (style == Style::Form)));
    line.optional("required", Some(parameter.required).filter(|required| *required != (location == Place::Path)));
    line.flag("allowReserved", parameter.allow_reserved);
    line.flag("allowEmptyValue", parameter.allow_empty);
    line.flag("json", parameter.media == Some(Media::Json));
    line.optional("prefix", parameter.header_prefix.as_deref().map(quoted));
    line.optional("default", parameter.default.as_ref());
    line.set("schema", plan.table.index(parameter.schema));
    line.finish()
}

fn place(place: Place) -> &'static str {
    match place {
        Place::Path => "path",
        Place::Query => "query",
        Place::QueryString => "querystring",
        Place::Header => "header",
        Place::Cookie => "cookie",
    }
}

fn style_name(style: Style) -> &'static str {
    match style {
        Style::Simple => "simple",
        Style::Label => "label",
        Style::Matrix => "matrix",
        Style::Form => "form",
        Style::SpaceDelimited => "spaceDelimited",
        Style::PipeDelimited => "pipeDelimited",
        Style::DeepObject => "deepObject",
        Style::TabDelimited => "tabDelimited",
        Style::Cookie => "cookie",
        Style::ODataLiteral => "odata",
    }
}

fn contents(body: &Body) -> String {
    map(&body.contents, |content| {
        let kind = match content.media {
            Media::Json => "json",
            Media::Form => "form",
            Media::Multipart => "multipart",
            Media::Text => "text",
            Media::Binary => "binary",
            Media::Xml => "xml",
            Media::JsonLines => "lines",
            Media::EventStream => "events",
        };
        (&content.media_type, quoted(kind))
    })
}

/// How a credential is sent, and the scopes it has to have.
fn scheme(api: &Api, need: &Requirement) -> Option<(String, String)> {
    let scheme = &api.security_schemes.iter().find(|scheme| scheme.name == need.scheme)?.scheme;
    let shown = match scheme {
        Scheme::OAuth2(_) | Scheme::OpenIdConnect(_) => "bearer".to_owned(),
        Scheme::Http(name) if name.eq_ignore_ascii_case("bearer") => "bearer".to_owned(),
        Scheme::Http(name) if name.eq_ignore_ascii_case("basic") => "basic".to_owned(),
        Scheme::Http(name) => format!("http {}", name.to_ascii_lowercase()),
        Scheme::ApiKey(place, name) => {
            let place = match place {
                ApiKeyPlace::Query => "query",
                ApiKeyPlace::Header => "header",
                ApiKeyPlace::Cookie => "cookie",
            };
            format!("{place} {name}")
        }
        Scheme::MutualTls => "mutualTLS".to_owned(),
    };
    Some((shown, list(&need.scopes, |scope| quoted(scope))))
}
