//! Rules about objects of a description that a table cannot say.

use std::collections::BTreeSet;

use crate::diag::{missing_field, rule};
use crate::front::openapi::context::{Context, flag, text};
use crate::front::openapi::reference::Failure;
use crate::front::openapi::version::Version;
use crate::source::NodeRef;

impl<'d> Context<'d, '_> {
    /// At most one of these members may be there.
    pub(super) fn exclusive(&mut self, node: NodeRef<'d>, names: &[&str]) {
        let mut found = names.iter().filter_map(|name| node.entry(name));
        if let (Some((first, _)), Some((second, _))) = (found.next(), found.next()) {
            let message = format!("`{}` and `{}` exclude each other", first.key, second.key);
            let place = |entry: &crate::source::Entry| crate::source::Location {
                span: entry.key_span,
                ..node.tree().node(entry.value).location()
            };
            self.breach(rule(message, place(second), "the second").also(place(first), "the first"));
        }
    }

    /// A member that must be there because of another one.
    pub(super) fn needs(&mut self, node: NodeRef<'d>, what: &str, names: &[&str]) {
        for name in names {
            if node.get(name).is_none() {
                self.breach(missing_field(what, name, node.location()));
            }
        }
    }

    /// A member that has no meaning here.
    pub(super) fn out_of_place(&mut self, node: NodeRef<'d>, name: &str, why: &str) {
        if let Some(value) = node.get(name) {
            self.breach(rule(format!("`{name}` has no place here: {why}"), value.location(), "ignored"));
        }
    }

    fn address(&mut self, node: NodeRef<'d>, name: &str) {
        if let Some(value) = node.get(name)
            && let Some(text) = value.as_str()
            && (text.is_empty() || text.contains(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | '|' | '\\' | '^')))
        {
            self.breach(rule(format!("`{name}` is not a URI"), value.location(), "expected a URI"));
        }
    }
}

pub(super) fn root<'d>(context: &mut Context<'d, '_>, node: NodeRef<'d>) {
    if context.version == Version::V30 && node.get("paths").is_none() {
        let message = missing_field("an OpenAPI document", "paths", node.location());
        if node.get("components").is_some() { context.slip(message) } else { context.breach(message) }
    }
    let containers = ["paths", "components", "webhooks"];
    if context.version.has_json_schema() && containers.iter().all(|name| node.get(name).is_none()) {
        let message = rule("the document has neither `paths` nor `components` nor `webhooks`", node.location(), "says nothing");
        context.breach(message.help("an API that is still empty has `paths: {}`"));
    }
    if let Some(version) = node.get("openapi")
        && let Some(text) = version.as_str()
    {
        let release = text.split('-').next().unwrap_or("");
        let parts: Vec<_> = release.split('.').collect();
        if parts.len() != 3 || parts.iter().any(|part| part.parse::<u32>().is_err()) || text.contains('-') && text.ends_with('-') {
            context.breach(rule(
                format!("`{text}` is not the version of a specification"),
                version.location(),
                "expected `3.0.4`, …",
            ));
        }
    }
    tags(context, node);
    super::rules_schema::dialect(context, node, "jsonSchemaDialect");
}

fn tags<'d>(context: &mut Context<'d, '_>, node: NodeRef<'d>) {
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    for tag in node.get("tags").into_iter().flat_map(NodeRef::items) {
        let Some(name) = text(tag, "name") else { continue };
        if !seen.insert(name) {
            context.breach(rule(format!("two tags are called `{name}`"), tag.location(), "described again here"));
        }
    }
}

pub(super) fn info<'d>(context: &mut Context<'d, '_>, node: NodeRef<'d>) {
    context.address(node, "termsOfService");
}

pub(super) fn external_docs<'d>(context: &mut Context<'d, '_>, node: NodeRef<'d>) {
    context.address(node, "url");
}

pub(super) fn contact<'d>(context: &mut Context<'d, '_>, node: NodeRef<'d>) {
    context.address(node, "url");
    if let Some(email) = node.get("email")
        && email.as_str().is_some_and(|text| !text.contains('@'))
    {
        context.breach(rule("`email` is not an email address", email.location(), "expected an `@`"));
    }
}

pub(super) fn license<'d>(context: &mut Context<'d, '_>, node: NodeRef<'d>) {
    context.exclusive(node, &["identifier", "url"]);
    context.address(node, "url");
}

pub(super) fn server<'d>(context: &mut Context<'d, '_>, node: NodeRef<'d>) {
    let url = text(node, "url").unwrap_or("");
    let variables = node.get("variables");
    let names = url.split('{').skip(1).filter_map(|part| part.split_once('}').map(|(name, _)| name));
    for name in names {
        if variables.is_none_or(|variables| variables.get(name).is_none()) {
            let place = node.get("url").unwrap_or(node).location();
            context.breach(rule(format!("the variable `{name}` of the server is not declared"), place, "used here"));
        }
    }
}

pub(super) fn server_variable<'d>(context: &mut Context<'d, '_>, node: NodeRef<'d>) {
    let modern = context.references.version(node).has_json_schema();
    let (Some(list), Some(default)) = (node.get("enum"), node.get("default")) else { return };
    let listed = list.items().any(|item| item.as_str() == default.as_str());
    if modern && !listed && list.items().len() > 0 {
        context.breach(rule("the default is not one of the listed values", default.location(), "not in `enum`"));
    }
}

pub(super) fn path_item<'d>(context: &mut Context<'d, '_>, node: NodeRef<'d>) {
    const FIXED: &[&str] = &["GET", "PUT", "POST", "DELETE", "OPTIONS", "HEAD", "PATCH", "TRACE", "QUERY"];
    for (entry, value) in node.get("additionalOperations").into_iter().flat_map(NodeRef::entries) {
        if FIXED.contains(&&*entry.key) {
            let message = format!("`{}` is not an additional operation: it has a member of its own", entry.key);
            context.breach(rule(message, value.location(), "read all the same"));
        }
    }
    parameters(context, node);
}

pub(super) fn operation<'d>(context: &mut Context<'d, '_>, node: NodeRef<'d>) {
    parameters(context, node);
}

/// A query string is the whole query: there is one, and no query parameters beside it.
fn parameters<'d>(context: &mut Context<'d, '_>, node: NodeRef<'d>) {
    let list = node.get("parameters").into_iter().flat_map(NodeRef::items);
    let place = |context: &mut Context<'d, '_>, node: NodeRef<'d>| {
        let target =
            node.get("$ref").and_then(NodeRef::as_str).map_or(Some(node), |text| context.references.resolve(node, text).ok());
        target.and_then(|target| text(target, "in")).map(str::to_owned)
    };
    let placed: Vec<_> = list.map(|node| (place(context, node), node)).collect();
    let mut whole = placed.iter().filter(|(place, _)| place.as_deref() == Some("querystring"));
    let Some((_, first)) = whole.next() else { return };
    if let Some((_, second)) = whole.next() {
        context.breach(rule("there are two query strings", second.location(), "the second").also(first.location(), "the first"));
    }
    if let Some((_, query)) = placed.iter().find(|(place, _)| place.as_deref() == Some("query")) {
        let message = rule("a query parameter stands beside a query string", query.location(), "the parameter");
        context.breach(message.also(first.location(), "the whole query"));
    }
}

pub(super) fn parameter<'d>(context: &mut Context<'d, '_>, node: NodeRef<'d>) {
    let version = context.references.version(node);
    let place = text(node, "in").unwrap_or("");
    described(context, node, "a Parameter Object");
    if place == "querystring" {
        context.out_of_place(node, "schema", "a query string has `content`");
    }
    if place != "query" {
        context.out_of_place(node, "allowEmptyValue", "only query parameters may be empty");
    }
    if node.get("content").is_some() {
        for name in ["style", "explode", "allowReserved"] {
            context.out_of_place(node, name, "`content` says how the value is written");
        }
    }
    let style = text(node, "style");
    reserved(context, node, version, place, style.unwrap_or("form"));
    let styles: &[&str] = match place {
        "path" => &["matrix", "label", "simple"],
        "header" => &["simple"],
        "cookie" if version < Version::V32 => &["form"],
        "cookie" => &["form", "cookie"],
        _ => &["form", "spaceDelimited", "pipeDelimited", "deepObject"],
    };
    if let Some(style) = style.filter(|style| !styles.contains(style)) {
        let at = node.get("style").unwrap_or(node).location();
        context.breach(rule(format!("a parameter in {place} cannot have the style `{style}`"), at, "not possible here"));
    }
    named(context, node, version, place);
}

/// Where `allowReserved` may stand has changed with the versions.
fn reserved<'d>(context: &mut Context<'d, '_>, node: NodeRef<'d>, version: Version, place: &str, style: &str) {
    let allowed = match version {
        Version::V20 | Version::V30 => true,
        Version::V31 => place == "query",
        Version::V32 => matches!(place, "query" | "path") || place == "cookie" && style == "form",
    };
    if !allowed {
        context.out_of_place(node, "allowReserved", "no characters are reserved here");
    }
}

fn named<'d>(context: &mut Context<'d, '_>, node: NodeRef<'d>, version: Version, place: &str) {
    let Some(name) = text(node, "name") else { return };
    let wrong = match place {
        "path" | "query" | "header" | "cookie" if name.is_empty() => true,
        "header" if version.has_json_schema() => !name.chars().all(is_token),
        "path" if version == Version::V32 => name.contains(['{', '}']),
        _ => false,
    };
    if wrong {
        let at = node.get("name").unwrap_or(node).location();
        context.breach(rule(format!("`{name}` cannot be the name of a parameter in {place}"), at, "not possible here"));
    }
}

/// Characters of a header's name (RFC 9110, section 5.6.2).
fn is_token(c: char) -> bool {
    c.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(c)
}

/// What parameters and headers have in common: a schema or a content, and examples in one of two forms.
fn described<'d>(context: &mut Context<'d, '_>, node: NodeRef<'d>, what: &str) {
    context.exclusive(node, &["schema", "content"]);
    if node.get("schema").is_none() && node.get("content").is_none() {
        context.breach(missing_field(what, "schema", node.location()).help("or `content`"));
    }
    if let Some(content) = node.get("content").filter(|content| content.is_object() && content.entries().len() != 1) {
        context.breach(rule("`content` must have exactly one media type", content.location(), "the first one counts"));
    }
    context.exclusive(node, &["example", "examples"]);
}

pub(super) fn header<'d>(context: &mut Context<'d, '_>, node: NodeRef<'d>) {
    described(context, node, "a Header Object");
}

pub(super) fn media_type<'d>(context: &mut Context<'d, '_>, node: NodeRef<'d>) {
    context.exclusive(node, &["example", "examples"]);
    encoding(context, node);
}

pub(super) fn encoding<'d>(context: &mut Context<'d, '_>, node: NodeRef<'d>) {
    context.exclusive(node, &["encoding", "prefixEncoding"]);
    context.exclusive(node, &["encoding", "itemEncoding"]);
}

pub(super) fn responses<'d>(context: &mut Context<'d, '_>, node: NodeRef<'d>) {
    if node.entries().all(|(entry, _)| entry.key.starts_with("x-")) {
        context.breach(rule("there must be at least one response", node.location(), "no response"));
    }
    if !context.references.version(node).has_json_schema() {
        return;
    }
    for (_, response) in node.entries() {
        for (entry, header) in response.get("headers").into_iter().flat_map(NodeRef::entries) {
            if entry.key.is_empty() || !entry.key.chars().all(is_token) {
                let message = format!("`{}` cannot be the name of a header", entry.key);
                context.breach(rule(message, header.location(), "not possible here"));
            }
        }
    }
}

pub(super) fn example<'d>(context: &mut Context<'d, '_>, node: NodeRef<'d>) {
    for pair in
        [["value", "externalValue"], ["value", "dataValue"], ["value", "serializedValue"], ["serializedValue", "externalValue"]]
    {
        context.exclusive(node, &pair);
    }
}

pub(super) fn link<'d>(context: &mut Context<'d, '_>, node: NodeRef<'d>) {
    context.exclusive(node, &["operationRef", "operationId"]);
    if node.get("operationRef").is_none() && node.get("operationId").is_none() && context.references.version(node).has_json_schema()
    {
        context.breach(missing_field("a Link Object", "operationId", node.location()).help("or `operationRef`"));
    }
    if let Some((place, id)) = node.get("operationId").and_then(|place| Some((place, place.as_str()?))) {
        context.linked.push((id, place.location()));
    }
    if let Some((place, text)) = node.get("operationRef").and_then(|place| Some((place, place.as_str()?)))
        && text.starts_with('#')
        && let Err(Failure::Dangling(last)) = context.references.resolve(node, text)
    {
        context.slip(context.dangling(text, place, last));
    }
}

pub(super) fn security_scheme<'d>(context: &mut Context<'d, '_>, node: NodeRef<'d>) {
    const WHAT: &str = "a Security Scheme Object of this type";
    let strange: &[&str] = match text(node, "type") {
        Some("apiKey") => {
            context.needs(node, WHAT, &["name", "in"]);
            &["scheme", "bearerFormat", "flows", "openIdConnectUrl"]
        }
        Some("http") => {
            context.needs(node, WHAT, &["scheme"]);
            let bearer = text(node, "scheme").is_some_and(|scheme| scheme.eq_ignore_ascii_case("bearer"));
            if bearer {
                &["name", "in", "flows", "openIdConnectUrl"]
            } else {
                &["name", "in", "bearerFormat", "flows", "openIdConnectUrl"]
            }
        }
        Some("oauth2") => {
            context.needs(node, WHAT, &["flows"]);
            &["name", "in", "scheme", "bearerFormat", "openIdConnectUrl"]
        }
        Some("openIdConnect") => {
            context.needs(node, WHAT, &["openIdConnectUrl"]);
            &["name", "in", "scheme", "bearerFormat", "flows"]
        }
        _ => &[],
    };
    if !context.references.version(node).has_json_schema() {
        for name in strange {
            context.out_of_place(node, name, "schemes of this type have none");
        }
    }
}

pub(super) fn flows<'d>(context: &mut Context<'d, '_>, node: NodeRef<'d>) {
    for (entry, flow) in node.entries().filter(|(_, flow)| flow.is_object()) {
        let needed: &[&str] = match &*entry.key {
            "implicit" => &["authorizationUrl"],
            "password" | "clientCredentials" => &["tokenUrl"],
            "authorizationCode" => &["authorizationUrl", "tokenUrl"],
            "deviceAuthorization" => &["deviceAuthorizationUrl", "tokenUrl"],
            _ => &[],
        };
        context.needs(flow, &format!("the OAuth flow `{}`", entry.key), needed);
        for name in ["authorizationUrl", "tokenUrl", "refreshUrl"] {
            context.address(flow, name);
        }
        if !context.references.version(node).has_json_schema() {
            let strange: &[&str] = match &*entry.key {
                "implicit" => &["tokenUrl"],
                "password" | "clientCredentials" => &["authorizationUrl"],
                _ => &[],
            };
            for name in strange {
                context.out_of_place(flow, name, "this flow has none");
            }
        }
    }
}

pub(super) fn swagger_parameter<'d>(context: &mut Context<'d, '_>, node: NodeRef<'d>) {
    if text(node, "in") == Some("body") {
        context.needs(node, "a body parameter", &["schema"]);
    } else {
        context.needs(node, "a Parameter Object", &["type"]);
        context.out_of_place(node, "schema", "only a body has one");
        if flag(node, "allowEmptyValue") && !matches!(text(node, "in"), Some("query" | "formData")) {
            context.out_of_place(node, "allowEmptyValue", "only query parameters and form fields may be empty");
        }
        named(context, node, Version::V20, text(node, "in").unwrap_or(""));
        super::rules_schema::old(context, node);
    }
}

pub(super) fn swagger_security_scheme<'d>(context: &mut Context<'d, '_>, node: NodeRef<'d>) {
    const WHAT: &str = "a Security Scheme Object of this type";
    match (text(node, "type"), text(node, "flow")) {
        (Some("apiKey"), _) => context.needs(node, WHAT, &["name", "in"]),
        (Some("oauth2"), Some("implicit")) => context.needs(node, WHAT, &["authorizationUrl", "scopes"]),
        (Some("oauth2"), Some("password" | "application")) => context.needs(node, WHAT, &["tokenUrl", "scopes"]),
        (Some("oauth2"), Some("accessCode")) => context.needs(node, WHAT, &["authorizationUrl", "tokenUrl", "scopes"]),
        (Some("oauth2"), None) => context.needs(node, WHAT, &["flow"]),
        _ => {}
    }
}
