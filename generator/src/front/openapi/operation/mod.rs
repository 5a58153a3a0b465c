//! Operations: paths, webhooks and callbacks come in, [`ir::Operation`](crate::ir::Operation)s go out.

mod body;
mod media;
mod parameter;
mod path;
mod response;
mod security;
mod swagger;

pub(super) use media::is_binary;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::context::{Context, docs, filled, flag, text, texts};
use super::schema;
use super::version::Version;
use crate::diag::{Diagnostic, ignored, rule, unknown_name, unsupported};
use crate::ir::{Method, Operation, OperationKind, Origin, Parameter, Part, PathTemplate, Place, SecurityScheme, Style, View};
use crate::source::{Kind, Location, NodeRef};

const METHODS: &[&str] = &["get", "put", "post", "delete", "options", "head", "patch", "trace", "query"];

/// Where a path item stands.
#[derive(Clone)]
struct Site<'d> {
    path: &'d str,
    kind: OperationKind,
    /// The group of operations without a tag.
    group: Option<String>,
}

/// Reads every operation of a document.
pub(super) struct Reader<'s, 'd> {
    root: NodeRef<'d>,
    schemes: &'s [SecurityScheme],
    operations: Vec<Operation>,
    /// Path items of callbacks: a list, not recursion, so that callbacks of callbacks cost no stack.
    waiting: VecDeque<(Site<'d>, NodeRef<'d>)>,
    /// Where each operation id was given first.
    ids: BTreeMap<String, Location>,
}

/// The security schemes of a document.
pub(super) fn schemes<'d>(context: &mut Context<'d, '_>, root: NodeRef<'d>) -> Vec<SecurityScheme> {
    let declared = context.declared_schemes(root);
    context.security_schemes(declared)
}

/// The operations of a document in source order.
pub(super) fn operations<'d>(context: &mut Context<'d, '_>, root: NodeRef<'d>, schemes: &[SecurityScheme]) -> Vec<Operation> {
    let mut reader = Reader { root, schemes, operations: Vec::new(), waiting: VecDeque::new(), ids: BTreeMap::new() };
    for key in ["paths", "x-ms-paths"] {
        for (entry, item) in root.get(key).into_iter().flat_map(NodeRef::entries) {
            if entry.key.starts_with('/') || key == "x-ms-paths" || !entry.key.starts_with("x-") {
                let site = Site { path: &entry.key, kind: OperationKind::Route, group: None };
                reader.item(context, site, item);
            }
        }
    }
    for key in ["webhooks", "x-webhooks"] {
        for (entry, item) in root.get(key).into_iter().flat_map(NodeRef::entries) {
            if !entry.key.starts_with("x-") || item.is_object() {
                let site =
                    Site { path: "", kind: OperationKind::Webhook(entry.key.to_string()), group: Some("webhooks".to_owned()) };
                reader.item(context, site, item);
            }
        }
    }
    for (id, place) in std::mem::take(&mut context.linked) {
        if !reader.ids.contains_key(id) {
            context.slip(unknown_name("operation", id, place, reader.ids.keys().map(String::as_str)));
        }
    }
    reader.operations
}

/// The base addresses of a document.
pub(super) fn servers(context: &Context<'_, '_>, root: NodeRef<'_>) -> Vec<String> {
    if context.version == Version::V20 {
        return swagger::servers(root);
    }
    let list = root.get("servers").into_iter().flat_map(NodeRef::items);
    list.filter_map(|server| text(server, "url").map(str::to_owned)).collect()
}

impl<'d> Reader<'_, 'd> {
    /// The operations of a path item, and those of their callbacks.
    fn item(&mut self, context: &mut Context<'d, '_>, site: Site<'d>, node: NodeRef<'d>) {
        self.waiting.push_back((site, node));
        while let Some((site, node)) = self.waiting.pop_front() {
            self.one_item(context, &site, node);
        }
    }

    fn one_item(&mut self, context: &mut Context<'d, '_>, site: &Site<'d>, node: NodeRef<'d>) {
        let Some(target) = context.target(node, "a path item") else { return };
        if schema::key(target) == schema::key(node) {
            return self.methods(context, site, &[node], |_| false);
        }
        // What stands beside a reference adds to what it refers to, and is nearer where both say something.
        let own = |method: &str| node.get(method).is_some_and(NodeRef::is_object);
        self.methods(context, site, &[target, node], own);
        self.methods(context, site, &[node, target], |_| false);
    }

    /// The operations of the first of the items, which share a path; those that are `left_out` are not read. All items have parameters for them.
    fn methods(&mut self, context: &mut Context<'d, '_>, site: &Site<'d>, items: &[NodeRef<'d>], left_out: impl Fn(&str) -> bool) {
        let Some(item) = items.first() else { return };
        for (entry, node) in item.entries() {
            if !METHODS.contains(&&*entry.key) || !node.is_object() {
                continue;
            }
            if left_out(&entry.key) {
                let message = format!("`{}` is there beside the reference too", entry.key);
                context.breach(rule(message, node.location(), "left out"));
                continue;
            }
            self.operation(context, site, items, &entry.key.to_ascii_uppercase(), node);
        }
        for (entry, node) in item.get("additionalOperations").into_iter().flat_map(NodeRef::entries) {
            if node.is_object() {
                self.operation(context, site, items, &entry.key, node);
            }
        }
    }

    fn operation(
        &mut self,
        context: &mut Context<'d, '_>,
        site: &Site<'d>,
        items: &[NodeRef<'d>],
        method: &str,
        node: NodeRef<'d>,
    ) {
        context.touched = vec![node.location()];
        let nodes = merged(context, items, node);
        for servers in items.iter().chain([&node]).filter_map(|level| level.get("servers")) {
            let message =
                unsupported("an address for a part of the API", "routes are the same under every address", servers.location());
            context.everywhere(message);
        }
        let mut parameters: Vec<Parameter> = nodes.iter().filter_map(|node| context.parameter(*node)).collect();
        let path = match &site.kind {
            OperationKind::Route => self.path(context, site.path, node, &nodes, &mut parameters),
            _ => PathTemplate { raw: site.path.to_owned(), ..PathTemplate::default() },
        };
        if context.version != Version::V20 {
            parameters.retain(|parameter| !said_elsewhere(context, parameter));
        }
        let body = match context.version {
            Version::V20 => context.swagger_body(node, &nodes),
            _ => node.get("requestBody").and_then(|body| context.body(body)),
        };
        let responses = context.responses(node);
        // What says nothing takes nothing away.
        let own = node.get("security").filter(|list| !matches!(list.kind(), Kind::Null));
        let security = own.or_else(|| self.root.get("security"));
        let security = security.map(|list| context.security(list, self.schemes)).unwrap_or_default();
        let group = group(node, &path, site.group.as_deref());
        let view = if matches!(method, "PATCH" | "MERGE") { View::Update } else { View::Create };
        let id = self.id(context, node);
        let places = std::mem::take(&mut context.touched);
        let callbacks = self.callbacks(context, node, &group);
        self.operations.push(Operation {
            origin: context.origin(node),
            places,
            id,
            group,
            tags: texts(node, "tags").into_iter().map(str::to_owned).collect(),
            kind: site.kind.clone(),
            docs: docs(node),
            method: Method(method.to_owned()),
            path,
            parameters,
            body,
            responses,
            security,
            callbacks,
            view,
        });
    }

    fn path(
        &self,
        context: &mut Context<'d, '_>,
        text: &str,
        operation: NodeRef<'d>,
        nodes: &[NodeRef<'d>],
        parameters: &mut Vec<Parameter>,
    ) -> PathTemplate {
        let mut declared = path::Declared::default();
        for node in nodes {
            let name = self::text(*node, "name").unwrap_or("");
            match self::text(*node, "in") {
                Some("path") => {
                    declared.path.push(name);
                    if flag(*node, "x-ms-skip-url-encoding") || flag(*node, "x-multi-segment") {
                        declared.rest.push(name);
                    }
                }
                Some("query") => declared.query.push(name),
                Some("header") => declared.headers.push(name),
                _ => {}
            }
        }
        let mut template = path::parse(text, &declared);
        for (name, parameter) in path::query_parameters(text) {
            let declared = parameters.iter_mut().find(|known| known.place == Place::Path && known.name == parameter);
            if let Some(declared) = declared {
                declared.place = Place::Query;
                declared.style = Style::Form;
                declared.client_name = declared.client_name.take().or(Some(parameter.to_owned()).filter(|text| *text != name));
                declared.name = name;
                declared.required &= declared.default.is_none();
            }
        }
        let needed =
            |name: &str| parameters.iter().any(|known| known.place == Place::Query && known.name == name && known.required);
        template.query.retain(|(name, value)| value.is_some() || needed(name));
        let used = path::parameters(&template);
        let in_path: BTreeSet<&str> = used.iter().copied().collect();
        parameters.retain(|parameter| {
            let keep = parameter.place != Place::Path || in_path.contains(&*parameter.name);
            if !keep && !self.in_host(&parameter.name) {
                let message = format!("the path `{text}` has no parameter `{}`", parameter.name);
                mismatch(context, rule(message, parameter.origin.location, "declared here, left out"));
            }
            keep
        });
        let origin = context.origin(operation);
        let own = parameters.iter().filter(|parameter| parameter.place == Place::Path);
        let mut declared: BTreeSet<String> = own.map(|parameter| parameter.name.clone()).collect();
        for name in used {
            if declared.insert(name.to_owned()) {
                let message = format!("the parameter `{name}` of the path `{text}` is not declared");
                mismatch(context, rule(message, origin.location, "read as a required string"));
                parameters.push(context.undeclared(name, &origin));
            }
        }
        template
    }

    /// Whether a parameter belongs to the address of the host rather than to the path.
    fn in_host(&self, name: &str) -> bool {
        let host = self.root.get("x-ms-parameterized-host").and_then(|host| text(host, "hostTemplate"));
        host.is_some_and(|template| template.contains(&format!("{{{name}}}")))
    }

    fn id(&mut self, context: &mut Context<'d, '_>, node: NodeRef<'d>) -> Option<String> {
        let id = filled(node, "operationId")?;
        let here = node.get("operationId").map_or_else(|| node.location(), NodeRef::location);
        match self.ids.get(&id) {
            Some(first) if *first != here => {
                let message = rule(format!("two operations have the id `{id}`"), here, "given again here");
                context.breach(message.also(*first, "first given here"));
            }
            Some(_) => {}
            None => {
                self.ids.insert(id.clone(), here);
            }
        }
        Some(id)
    }

    /// Puts the callbacks of an operation on the list, and tells where they are defined.
    fn callbacks(&mut self, context: &mut Context<'d, '_>, operation: NodeRef<'d>, group: &str) -> Vec<Origin> {
        let mut origins = Vec::new();
        for (entry, callback) in operation.get("callbacks").into_iter().flat_map(NodeRef::entries) {
            let Some(callback) = context.target(callback, "a callback") else { continue };
            origins.push(context.origin(callback));
            if !context.callbacks.insert((callback.tree().doc(), callback.id())) {
                continue;
            }
            for (expression, item) in callback.entries() {
                if !expression.key.starts_with("x-") {
                    let kind = OperationKind::Callback(entry.key.to_string());
                    let site = Site { path: &expression.key, kind, group: Some(group.to_owned()) };
                    self.waiting.push_back((site, item));
                }
            }
        }
        origins
    }
}

/// A template and its parameters differ. The `OpenAPI` Initiative's own valid documents of 3.1 and later break this rule.
fn mismatch(context: &mut Context<'_, '_>, diagnostic: Diagnostic) {
    if context.version.has_json_schema() { context.slip(diagnostic) } else { context.breach(diagnostic) }
}

/// The parameters of an operation, those of its path item first; what the operation declares replaces what the item does.
fn merged<'d>(context: &mut Context<'d, '_>, items: &[NodeRef<'d>], operation: NodeRef<'d>) -> Vec<NodeRef<'d>> {
    let mut list: Vec<(NodeRef<'d>, usize)> = Vec::new();
    let mut places: BTreeMap<(Option<&str>, Option<Cow<'_, str>>), usize> = BTreeMap::new();
    let items = items.iter().enumerate().map(|(at, item)| (*item, at));
    for (level, own) in items.chain([(operation, usize::MAX)]) {
        for node in level.get("parameters").into_iter().flat_map(NodeRef::items) {
            let Some(node) = context.target(node, "a parameter") else { continue };
            let (place, name) = (text(node, "in"), text(node, "name").map(Cow::Borrowed));
            // Names of headers are the same in any letter case.
            let name = if place == Some("header") { name.map(|name| name.to_ascii_lowercase().into()) } else { name };
            let at = *places.entry((place, name)).or_insert(list.len());
            match list.get_mut(at) {
                Some((_, of_own)) if *of_own == own => {
                    let name = text(node, "name").unwrap_or("");
                    context.breach(rule(format!("the parameter `{name}` is listed twice"), node.location(), "left out"));
                }
                Some(slot) => *slot = (node, own),
                None => list.push((node, own)),
            }
        }
    }
    list.into_iter().map(|(node, _)| node).collect()
}

/// Headers that follow from media types and security schemes (`OpenAPI` 3.1, section 4.8.12.1).
fn said_elsewhere(context: &mut Context<'_, '_>, parameter: &Parameter) -> bool {
    let same = |name: &str| parameter.name.eq_ignore_ascii_case(name);
    if parameter.place != Place::Header || !(same("accept") || same("content-type") || same("authorization")) {
        return false;
    }
    let why = if same("authorization") { "security schemes say it" } else { "the media types of bodies say it" };
    context.report(ignored(&format!("the header parameter `{}`", parameter.name), why, parameter.origin.location));
    true
}

/// The group of an operation: its first tag, or the first literal segment of its path.
fn group(operation: NodeRef<'_>, path: &PathTemplate, other: Option<&str>) -> String {
    let tag = operation.get("tags").into_iter().flat_map(NodeRef::items).find_map(NodeRef::as_str);
    let literal = || {
        let parts = path.segments.iter().flat_map(|segment| &segment.parts);
        let mut literals = parts.filter_map(|part| if let Part::Literal(text) = part { Some(text.as_str()) } else { None });
        literals.find(|text| text.chars().any(char::is_alphanumeric))
    };
    let literal = || literal().map(|text| text.trim_matches(|c: char| !c.is_alphanumeric()));
    tag.filter(|tag| !tag.is_empty()).or(other).or_else(literal).unwrap_or_default().to_owned()
}
