//! The route table.

use std::fmt::Write;

use super::list;
use crate::back::ty;
use crate::ir::{
    Api, ApiKeyPlace, Body, Content, Envelope, Media, Operation, Parameter, Part, Place, Requirement, Response, Scheme, Segment,
    Status, View,
};
use crate::plan::Plan;
use crate::plan::routes::Routes;

/// Writes the route table.
pub fn emit(plan: &Plan, routes: &Routes<'_>, out: &mut String) {
    let envelope = match plan.envelope {
        Envelope::Problem => "Problem",
        Envelope::OData => "OData",
        Envelope::Arm => "Arm",
    };
    let title = plan.title;
    let checks = match plan.validation {
        Some(validation) => format!("http::Checks {{ options: &OPTIONS, responses: {} }}", validation.responses),
        None => "http::Checks::REQUESTS".to_owned(),
    };
    let _ = writeln!(
        out,
        "\n/// The routes of this module.\npub static API: http::Api = http::Api {{ title: {title:?}, routes: &ROUTES, envelope: http::Envelope::{envelope}, checks: {checks} }};"
    );
    let _ = writeln!(out, "\nstatic ROUTES: [http::Route; {}] = [", routes.operations.len());
    for operation in &routes.operations {
        let _ = writeln!(out, "    {},", route(plan, routes.api, operation.operation));
    }
    out.push_str("];\n");
}

fn route(plan: &Plan, api: &Api, operation: &Operation) -> String {
    let path = &operation.path;
    let segments = list(path.segments.iter(), segment);
    let query = list(path.query.iter(), |(name, value)| format!("({name:?}, {value:?})"));
    let params = list(operation.parameters.iter(), |parameter| param(plan, parameter));
    let body = operation.body.as_ref().filter(|body| !body.contents.is_empty()).map_or_else(|| "None".to_owned(), body);
    let wide = operation.responses.iter().any(|response| !matches!(response.status, Status::Code(_)) && has_json(response));
    let answers: Vec<String> = operation.responses.iter().flat_map(|response| answers(plan, response, wide)).collect();
    let responses = list(answers.iter(), Clone::clone);
    let security = list(operation.security.iter(), |needs| {
        let needs: Vec<String> = needs.iter().filter_map(|need| scheme(api, need)).collect();
        list(needs.iter(), Clone::clone)
    });
    let views = match operation.view {
        View::Read => "READ",
        View::Create => "CREATE",
        View::Update => "UPDATE",
    };
    format!(
        "http::Route {{ method: {:?}, path: {:?}, segments: {segments}, query: {query}, ignore_case: {}, params: {params}, body: {body}, responses: {responses}, security: {security}, views: {views} }}",
        operation.method.0, path.raw, path.ignore_case,
    )
}

fn segment(segment: &Segment) -> String {
    let parts = list(segment.parts.iter(), |part| match part {
        Part::Literal(text) => format!("http::Part::Literal({text:?})"),
        Part::Param(name) => format!("http::Part::Param({name:?})"),
        Part::Rest(name) => format!("http::Part::Rest({name:?})"),
    });
    format!("http::Segment({parts})")
}

fn param(plan: &Plan, parameter: &Parameter) -> String {
    let default = parameter.default.as_ref().map(ToString::to_string);
    let required = parameter.required;
    format!(
        "http::Param {{ name: {:?}, place: http::Place::{}, style: http::Style::{}, explode: {}, required: {required}, allow_reserved: {}, allow_empty: {}, json: {}, prefix: {:?}, default: {default:?}, schema: schema({}) }}",
        parameter.name,
        place(parameter.place),
        ty::style(parameter.style),
        parameter.explode,
        parameter.allow_reserved,
        parameter.allow_empty,
        parameter.media == Some(Media::Json),
        parameter.header_prefix,
        plan.table.index(parameter.schema),
    )
}

fn place(place: Place) -> &'static str {
    match place {
        Place::Path => "Path",
        Place::Query => "Query",
        Place::QueryString => "QueryString",
        Place::Header => "Header",
        Place::Cookie => "Cookie",
    }
}

fn body(body: &Body) -> String {
    let contents = list(body.contents.iter(), |content: &Content| {
        format!("http::Media {{ media_type: {:?}, kind: http::MediaKind::{} }}", content.media_type, media(content.media))
    });
    format!("Some(&http::Body {{ required: {}, contents: {contents} }})", body.required)
}

fn has_json(response: &Response) -> bool {
    response.contents.iter().any(|content| content.media == Media::Json)
}

/// The JSON bodies of a response. One without is named if it would be taken for one of a wider range of statuses.
fn answers(plan: &Plan, response: &Response, wide: bool) -> Vec<String> {
    let (from, to) = match response.status {
        Status::Code(code) => (code, code),
        Status::Class(class) => (u16::from(class) * 100, u16::from(class) * 100 + 99),
        Status::Default => (100, 599),
    };
    if wide && !has_json(response) {
        return vec![format!("http::Answer {{ from: {from}, to: {to}, media_type: \"\", schema: ANYTHING }}")];
    }
    let json = response.contents.iter().filter(|content| content.media == Media::Json);
    json.filter_map(|content| {
        let (media_type, schema) = (&content.media_type, plan.table.index(content.schema?));
        Some(format!("http::Answer {{ from: {from}, to: {to}, media_type: {media_type:?}, schema: schema({schema}) }}"))
    })
    .collect()
}

fn media(media: Media) -> &'static str {
    match media {
        Media::Json => "Json",
        Media::Form => "Form",
        Media::Multipart => "Multipart",
        Media::Text => "Text",
        Media::Binary => "Binary",
        Media::Xml => "Xml",
        Media::JsonLines => "JsonLines",
        Media::EventStream => "EventStream",
    }
}

fn scheme(api: &Api, need: &Requirement) -> Option<String> {
    let scheme = &api.security_schemes.iter().find(|scheme| scheme.name == need.scheme)?.scheme;
    let shown = match scheme {
        Scheme::OAuth2(_) | Scheme::OpenIdConnect(_) => "Bearer".to_owned(),
        Scheme::Http(name) if name.eq_ignore_ascii_case("bearer") => "Bearer".to_owned(),
        Scheme::Http(name) if name.eq_ignore_ascii_case("basic") => "Basic".to_owned(),
        Scheme::Http(name) => format!("Http({:?})", name.to_ascii_lowercase()),
        Scheme::ApiKey(place, name) => {
            let place = match place {
                ApiKeyPlace::Query => "Query",
                ApiKeyPlace::Header => "Header",
                ApiKeyPlace::Cookie => "Cookie",
            };
            format!("ApiKey {{ place: http::Place::{place}, name: {name:?} }}")
        }
        Scheme::MutualTls => "MutualTls".to_owned(),
    };
    let scopes = list(need.scopes.iter(), |scope| format!("{scope:?}"));
    Some(format!("http::Need {{ scheme: http::Scheme::{shown}, scopes: {scopes} }}"))
}
