//! Rules about schemas that a table cannot say.

use crate::diag::{breach, rule, unsupported};
use crate::front::openapi::context::{Context, flag, text};
use crate::front::openapi::version::Version;
use crate::source::{Kind, NodeRef};

/// Schemas of 2.0 and 3.0, and what is made like them.
pub(super) fn old<'d>(context: &mut Context<'d, '_>, node: NodeRef<'d>) {
    if text(node, "type") == Some("array") && node.get("items").is_none() {
        context.breach(rule("an array has no `items`", node.location(), "its items may be anything"));
    }
    if context.references.version(node) == Version::V30 && flag(node, "readOnly") && flag(node, "writeOnly") {
        context.breach(rule("a member cannot be `readOnly` and `writeOnly`", node.location(), "read as `readOnly`"));
    }
    for (exclusive, limit) in [("exclusiveMinimum", "minimum"), ("exclusiveMaximum", "maximum")] {
        if flag(node, exclusive) && node.get(limit).is_none() {
            let place = node.get(exclusive).unwrap_or(node).location();
            context.breach(rule(format!("`{exclusive}` has no effect without `{limit}`"), place, "ignored"));
        }
    }
    if let Some(items) = node.get("items").filter(|items| matches!(items.kind(), Kind::Array(_))) {
        let message =
            rule("`items` is a list, which only JSON Schema has", items.location(), "read as one schema for each position");
        context.breach(message);
    }
    idle_nullable(context, node);
    repeated(context, node);
}

/// `nullable` adds null to the `type` beside it, and does nothing where there is none (OpenAPI 3.0.3, section 4.7.24).
pub(super) fn idle_nullable<'d>(context: &mut Context<'d, '_>, node: NodeRef<'d>) {
    let composed = || ["$ref", "allOf", "anyOf", "oneOf"].into_iter().find(|keyword| node.get(keyword).is_some());
    if context.references.version(node) == Version::V30
        && let Some(place) = node.get("nullable").filter(|flag| flag.as_bool() == Some(true) && node.get("type").is_none())
        && let Some(beside) = composed()
    {
        let message = rule(format!("`nullable` beside `{beside}` has no effect without `type`"), place.location(), "has no effect");
        let help =
            "say it where the `type` is, or by `nullable = true` in `[module.properties.\"TYPE.PROPERTY\"]` of `wiretype.toml`";
        context.everywhere(breach(message.help(help), false));
    }
}

/// A dialect of JSON Schema, named by `$schema` or for the whole document.
pub(super) fn dialect<'d>(context: &mut Context<'d, '_>, node: NodeRef<'d>, keyword: &str) {
    let Some((name, text)) = node.get(keyword).and_then(|name| Some((name, name.as_str()?))) else { return };
    if let Some(vocabularies) = context.references.vocabularies(node) {
        for (uri, place) in vocabularies.foreign() {
            let message = unsupported(&format!("the vocabulary `{uri}`"), "its keywords have no effect", place.location());
            context.everywhere(message);
        }
        return;
    }
    if !text.contains("json-schema.org/draft/2020-12/") && !text.contains("spec.openapis.org/oas/3.") {
        let message = unsupported(&format!("the dialect `{text}`"), "it is read as JSON Schema 2020-12", name.location());
        context.everywhere(message);
    }
}

/// Schemas of 3.1 and later.
pub(super) fn modern<'d>(context: &mut Context<'d, '_>, node: NodeRef<'d>) {
    dialect(context, node, "$schema");
    for name in ["exclusiveMinimum", "exclusiveMaximum"] {
        if let Some(value) = node.get(name).filter(|value| value.as_bool().is_some()) {
            let message = rule(format!("`{name}` is a number in {}", context.version.name()), value.location(), "read as in 3.0");
            context.breach(message);
        }
    }
    if let Some(items) = node.get("items").filter(|items| matches!(items.kind(), Kind::Array(_))) {
        let message = rule("a list of schemas by position is called `prefixItems`", items.location(), "read as `prefixItems`");
        context.breach(message);
    }
    if let Some(nullable) = node.get("nullable") {
        let message = rule(format!("{} has no `nullable`", context.version.name()), nullable.location(), "has no effect");
        let message = breach(message.help("add \"null\" to `type`"), context.options.strict);
        context.everywhere(message);
    }
}

/// Values that `enum` lists more than once.
fn repeated<'d>(context: &mut Context<'d, '_>, node: NodeRef<'d>) {
    let mut seen: std::collections::BTreeMap<&str, NodeRef<'d>> = std::collections::BTreeMap::new();
    for item in node.get("enum").into_iter().flat_map(NodeRef::items) {
        let Some(value) = item.as_str() else { continue };
        if let Some(first) = seen.insert(value, item) {
            let message = rule(format!("`{value}` is listed twice in `enum`"), item.location(), "listed again here");
            context.breach(message.also(first.location(), "first listed here"));
        }
    }
}

pub(super) fn xml<'d>(context: &mut Context<'d, '_>, node: NodeRef<'d>) {
    context.exclusive(node, &["nodeType", "attribute"]);
    context.exclusive(node, &["nodeType", "wrapped"]);
}
