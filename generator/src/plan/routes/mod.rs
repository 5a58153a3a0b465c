//! Routes: which service trait each operation belongs to, what its request and its response are called and made of.

mod body;
mod files;
mod names;
mod outgoing;
mod parts;
mod response;
mod shared;

pub use outgoing::bodies as outgoing_bodies;
pub use parts::{PartField, PartHeaders, PartKind, PartsBody, answered as answered_parts};
pub use response::media_type as answered_type;

use std::collections::BTreeMap;

use super::docs;
use super::files::Part;
use super::names::{Case, Scope, identifier};
use super::repr::{Presence, Repr};
use super::types::Builder;
use crate::ir::{Api, Operation, OperationKind, Parameter, PartEncoding, SchemaId, Status, View};

/// The routes of a module.
#[derive(Debug)]
pub struct Routes<'a> {
    /// The API they belong to.
    pub api: &'a Api,
    /// Service traits in the order of their first operation.
    pub groups: Vec<Group>,
    /// Operations in source order; their position is the number that the router knows them by.
    pub operations: Vec<RouteOp<'a>>,
    /// The files of the requests and responses that groups share: none, one, or several in a folder.
    pub shared: Vec<Part>,
    /// Who uses each request and response.
    uses: BTreeMap<String, Uses>,
}

/// Who uses a type.
#[derive(Debug, Default)]
struct Uses {
    operations: usize,
    groups: usize,
}

/// A service trait.
#[derive(Debug)]
pub struct Group {
    /// Its Rust name.
    pub name: String,
    /// The name of its file, where each group has one.
    pub file: String,
    /// The group as the document calls it.
    pub wire: String,
    /// Positions of its operations.
    pub operations: Vec<usize>,
    /// The files of its requests and responses, in its folder; none if they are beside the trait.
    pub parts: Vec<Part>,
}

/// An operation with its Rust names.
#[derive(Debug)]
pub struct RouteOp<'a> {
    /// The operation.
    pub operation: &'a Operation,
    /// The trait's method.
    pub method: String,
    /// The request struct, or that of its parameters; empty if it has none.
    pub request: String,
    /// Whether the request is the runtime's, made of the parameters and the body.
    pub composed: bool,
    /// Whether the request is written with this operation, and not with an earlier one.
    pub owns_request: bool,
    /// The response enum.
    pub response: String,
    /// Whether the response is written with this operation, and not with an earlier one.
    pub owns_response: bool,
    /// What stands for [`Payload::Argument`] in the response, if it is generic.
    pub argument: Option<Payload>,
    /// Doc comment of the method.
    pub docs: Vec<String>,
    /// Parameters in the order of the operation's.
    pub params: Vec<ParamField>,
    /// The field for the system query options, in APIs that follow OData.
    pub options: Option<String>,
    /// The request body.
    pub body: Option<BodyField>,
    /// The field for the head of the request.
    pub head: String,
    /// The response's variants.
    pub variants: Vec<ResponseVariant>,
    /// The variant for replies that the document does not know.
    pub raw: String,
}

/// A field of a request for a parameter.
#[derive(Clone, Debug, PartialEq)]
pub struct ParamField {
    /// Its position among the operation's parameters.
    pub index: usize,
    /// Its Rust name.
    pub ident: String,
    /// Doc comment.
    pub docs: Vec<String>,
    /// Its type.
    pub repr: Repr,
    /// Whether it is always there.
    pub required: bool,
    /// Whether null may be given where nothing need be given, and means the same.
    pub nullable: bool,
}

/// The field of a request for its body.
#[derive(Clone, Debug, PartialEq)]
pub struct BodyField {
    /// Its Rust name.
    pub ident: String,
    /// Whether it is always there.
    pub required: bool,
    /// The enum over media types, if there are several.
    pub choice: Option<String>,
    /// By media type: the variant's name and what it holds.
    pub contents: Vec<(String, Payload)>,
}

/// What a body holds.
#[derive(Clone, Debug, PartialEq)]
pub enum Payload {
    /// JSON of a schema (`None`: any) as a type.
    Json(Option<SchemaId>, Repr),
    /// A form of a schema as a type, with the fields that are written in a way of their own.
    Form(SchemaId, Repr, Vec<PartEncoding>),
    /// Several parts, with a field for each.
    Parts(Box<PartsBody>),
    /// Several parts that are items of a schema, one after the other: files, or values of a type.
    Sequence(SchemaId, Option<Repr>, Vec<PartEncoding>),
    /// The parts of a multipart body, which must be valid together, as they come.
    Multipart(Option<SchemaId>, Vec<PartEncoding>),
    /// Text of a schema as a type.
    Text(SchemaId, Repr),
    /// Any text, XML included.
    AnyText,
    /// JSON values, one after the other, of a schema (`None`: any) as a type.
    Lines(Option<SchemaId>, Repr),
    /// Server-sent events.
    Events(EventBody),
    /// Bytes.
    Bytes,
    /// JSON of what the operation says: the response is generic.
    Argument,
}

/// Server-sent events of a schema.
#[derive(Clone, Debug, PartialEq)]
pub struct EventBody {
    /// Their schema, or that of what they say.
    pub schema: Option<SchemaId>,
    /// The type of that.
    pub repr: Repr,
    /// The schema is about `event`, `id`, `retry` and `data`, not about the data alone.
    pub whole: bool,
}

/// A variant of a response.
#[derive(Clone, Debug, PartialEq)]
pub struct ResponseVariant {
    /// Its Rust name.
    pub ident: String,
    /// Doc comment.
    pub docs: Vec<String>,
    /// Its status.
    pub status: Status,
    /// Media type and payload; `None`: no body.
    pub content: Option<(String, Payload)>,
    /// Documented headers.
    pub headers: Vec<HeaderField>,
}

/// A documented header of a response.
#[derive(Clone, Debug, PartialEq)]
pub struct HeaderField {
    /// Its Rust name.
    pub ident: String,
    /// Its name on the wire.
    pub wire: String,
    /// Doc comment.
    pub docs: Vec<String>,
    /// Its type.
    pub repr: Repr,
    /// Whether it is always there.
    pub required: bool,
    /// How its value is written.
    pub form: HeaderForm,
}

/// How the value of a header is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HeaderForm {
    /// Lists and objects as `a,b`.
    Simple,
    /// Members of objects as `name=value`.
    Exploded,
    /// As JSON.
    Json,
}

impl Routes<'_> {
    /// So many operations that each group gets a file of its own.
    pub fn is_large(&self) -> bool {
        self.operations.len() > LARGE && self.groups.len() > 1
    }

    /// So many operations that methods return boxed futures: rustc checks these in a third of the time.
    pub fn is_boxed(&self) -> bool {
        self.operations.len() > BOXED
    }

    /// Whether operations of several groups have a type of this name.
    pub fn is_common(&self, name: &str) -> bool {
        self.uses.get(name).is_some_and(|uses| uses.groups > 1)
    }

    /// The request and the response that an operation is the first to have, if groups share them, or if they do not.
    pub fn owned<'o>(&self, operation: &'o RouteOp<'_>, shared: bool) -> (Option<&'o str>, Option<&'o str>) {
        let owned = |owns: bool, name: &'o str| (owns && self.is_common(name) == shared).then_some(name);
        (owned(operation.owns_request, &operation.request), owned(operation.owns_response, &operation.response))
    }

    /// `GET /pets`, as the documentation of a type says what it belongs to.
    pub fn shown(&self, operation: &RouteOp<'_>, name: &str) -> String {
        let shown = title(operation.operation);
        match self.uses.get(name) {
            Some(uses) if uses.operations > 1 => format!("{shown} and of others alike"),
            _ => shown,
        }
    }

    /// Counts who uses which request and response.
    fn count_uses(&mut self) {
        for group in &self.groups {
            let operations = group.operations.iter().filter_map(|at| self.operations.get(*at));
            let mut own: BTreeMap<&str, usize> = BTreeMap::new();
            for operation in operations {
                if !operation.request.is_empty() {
                    *own.entry(&operation.request).or_default() += 1;
                }
                *own.entry(&operation.response).or_default() += 1;
            }
            for (name, count) in own {
                let uses = self.uses.entry(name.to_owned()).or_default();
                uses.groups += 1;
                uses.operations += count;
            }
        }
    }
}

/// More operations than this are split by group.
const LARGE: usize = 150;

/// With more operations than this, methods return boxed futures.
const BOXED: usize = 2000;

/// Plans the routes of an API; the types that only operations use are added to the builder.
pub fn routes<'a>(api: &'a Api, builder: &mut Builder<'a>) -> Routes<'a> {
    let mut scope = Scope::of_types();
    scope.unique("Service".to_owned(), Case::Type);
    let listed: Vec<&Operation> = api.operations.iter().filter(|operation| operation.kind == OperationKind::Route).collect();
    let mut groups = grouped(&listed);
    let mut files = Scope::with(["models", "tables", "http", "json", "text", "routes", "shared"]);
    for group in &mut groups {
        let wanted = if group.wire.is_empty() { "Operations" } else { &group.wire };
        group.name = scope.name(wanted, Case::Type);
        group.file = files.name(wanted, Case::Field);
    }
    let ids = names::ids(&listed);
    let mut shared = api.uniform.then(shared::Shared::default);
    let planned = listed.iter().zip(&ids).map(|(operation, id)| {
        let base = identifier(id, Case::Type);
        let mut route = route(operation, &base, api.uniform, builder, &mut scope);
        shared::settle(&mut route, &base, shared.as_mut(), builder, &mut scope);
        route
    });
    let operations = planned.collect();
    let mut routes = Routes { api, groups, operations, shared: Vec::new(), uses: BTreeMap::new() };
    name_methods(&mut routes, &ids);
    routes.count_uses();
    if routes.is_large() {
        routes.shared = files::of_shared(&routes);
        let parts: Vec<Vec<Part>> = routes.groups.iter().map(|group| files::of_group(&routes, group)).collect();
        routes.groups.iter_mut().zip(parts).for_each(|(group, parts)| group.parts = parts);
    }
    routes
}

fn grouped(operations: &[&Operation]) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    let mut places: BTreeMap<&str, usize> = BTreeMap::new();
    for (at, operation) in operations.iter().enumerate() {
        let place = *places.entry(&operation.group).or_insert(groups.len());
        if let Some(group) = groups.get_mut(place) {
            group.operations.push(at);
            continue;
        }
        groups.push(Group {
            name: String::new(),
            file: String::new(),
            wire: operation.group.clone(),
            operations: vec![at],
            parts: Vec::new(),
        });
    }
    groups
}

/// The system query options that requests have one field for.
const OPTIONS: [&str; 8] = ["$select", "$expand", "$filter", "$search", "$orderby", "$top", "$skip", "$count"];

fn route<'a>(operation: &'a Operation, base: &str, uniform: bool, builder: &mut Builder<'_>, scope: &mut Scope) -> RouteOp<'a> {
    let mut fields = Scope::with(["call"]);
    let is_option = |parameter: &Parameter| uniform && OPTIONS.contains(&parameter.name.as_str());
    let own = operation.parameters.iter().enumerate().filter(|(_, parameter)| !is_option(parameter));
    let params = own.map(|(index, parameter)| param(index, parameter, base, builder, &mut fields)).collect();
    let options = operation.parameters.iter().any(is_option).then(|| fields.name("query", Case::Field));
    let body = operation.body.as_ref().and_then(|body| body::field(body, operation.view, base, builder, scope, &mut fields));
    let head = fields.name("head", Case::Field);
    let variants = response::variants(operation, base, builder);
    let raw = response::raw_variant(&variants);
    RouteOp {
        operation,
        method: String::new(),
        request: String::new(),
        composed: false,
        owns_request: true,
        response: String::new(),
        owns_response: true,
        argument: None,
        docs: method_docs(operation),
        params,
        options,
        body,
        head,
        variants,
        raw,
    }
}

fn param(index: usize, parameter: &Parameter, base: &str, builder: &mut Builder<'_>, fields: &mut Scope) -> ParamField {
    let spoken = parameter.client_name.as_deref().unwrap_or(&parameter.name);
    let typed = builder.typed(parameter.schema, View::Create, &format!("{base}_{spoken}"));
    // A value that is assumed when absent is always there for the service.
    let required = parameter.required || parameter.default.is_some();
    let nullable = typed.presence(required) == Presence::Maybe;
    let repr = if required { typed.inline() } else { typed.repr };
    ParamField {
        index,
        ident: fields.name(spoken, Case::Field),
        docs: docs::lines_or_name(&parameter.docs, &parameter.name),
        repr,
        required,
        nullable,
    }
}

/// `GET /pets`, for a doc comment.
fn title(operation: &Operation) -> String {
    format!("`{} {}`", operation.method.0, operation.path.to_string().replace('`', "'"))
}

fn method_docs(operation: &Operation) -> Vec<String> {
    let mut lines = vec![title(operation)];
    let own = docs::lines(&operation.docs);
    if !own.is_empty() {
        lines.push(String::new());
        lines.extend(own);
    }
    lines
}

/// A method is called after the operation's id, without the group's name in front of it.
fn name_methods(routes: &mut Routes<'_>, ids: &[String]) {
    for group in &routes.groups {
        let mut scope = Scope::default();
        let own: Vec<&str> = group.operations.iter().filter_map(|at| ids.get(*at)).map(String::as_str).collect();
        for (at, name) in group.operations.iter().zip(names::without_group(&own, &group.wire)) {
            if let Some(operation) = routes.operations.get_mut(*at) {
                operation.method = scope.name(name, Case::Field);
            }
        }
    }
}
