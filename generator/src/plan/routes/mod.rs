//! Routes: which service trait each operation belongs to, what its request and its response are called and made of.

mod body;
mod names;
mod outgoing;
mod response;

pub use outgoing::bodies as outgoing_bodies;

use super::docs;
use super::names::{Case, Scope, identifier};
use super::repr::Repr;
use super::types::Builder;
use crate::ir::{Api, Operation, OperationKind, PartEncoding, SchemaId, Status, View};

/// The routes of a module.
#[derive(Debug)]
pub struct Routes<'a> {
    /// The API they belong to.
    pub api: &'a Api,
    /// Service traits in the order of their first operation.
    pub groups: Vec<Group>,
    /// Operations in source order; their position is the number that the router knows them by.
    pub operations: Vec<RouteOp<'a>>,
}

/// A service trait.
#[derive(Debug)]
pub struct Group {
    /// Its Rust name.
    pub name: String,
    /// The group as the document calls it.
    pub wire: String,
    /// Positions of its operations.
    pub operations: Vec<usize>,
}

/// An operation with its Rust names.
#[derive(Debug)]
pub struct RouteOp<'a> {
    /// The operation.
    pub operation: &'a Operation,
    /// The trait's method.
    pub method: String,
    /// The request struct.
    pub request: String,
    /// The response enum.
    pub response: String,
    /// Doc comment of the method.
    pub docs: Vec<String>,
    /// Parameters in the order of the operation's.
    pub params: Vec<ParamField>,
    /// The request body.
    pub body: Option<BodyField>,
    /// The response's variants.
    pub variants: Vec<ResponseVariant>,
    /// The variant for replies that the document does not know.
    pub raw: String,
}

/// A field of a request for a parameter.
#[derive(Debug)]
pub struct ParamField {
    /// Its Rust name.
    pub ident: String,
    /// Doc comment.
    pub docs: Vec<String>,
    /// Its type.
    pub repr: Repr,
    /// Whether it is always there.
    pub required: bool,
}

/// The field of a request for its body.
#[derive(Debug)]
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
    /// A URL-encoded form of a schema as a type, with the fields that are written in styles of their own.
    Form(SchemaId, Repr, Vec<PartEncoding>),
    /// The parts of a multipart body, which must be valid together.
    Multipart(Option<SchemaId>),
    /// Text of a schema as a type.
    Text(SchemaId, Repr),
    /// Any text, XML included.
    AnyText,
    /// Bytes, streams of records included.
    Bytes,
}

/// A variant of a response.
#[derive(Debug)]
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
#[derive(Debug)]
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

/// Plans the routes of an API; the types that only operations use are added to the builder.
pub fn routes<'a>(api: &'a Api, builder: &mut Builder<'a>) -> Routes<'a> {
    let mut scope = Scope::of_types();
    scope.unique("Service".to_owned(), Case::Type);
    let listed: Vec<&Operation> = api.operations.iter().filter(|operation| operation.kind == OperationKind::Route).collect();
    let mut groups = grouped(&listed);
    for group in &mut groups {
        let wanted = if group.wire.is_empty() { "Operations" } else { &group.wire };
        group.name = scope.name(wanted, Case::Type);
    }
    let ids = names::ids(&listed);
    let planned = listed.iter().zip(&ids).map(|(operation, id)| route(operation, id, builder, &mut scope));
    let operations = planned.collect();
    let mut routes = Routes { api, groups, operations };
    name_methods(&mut routes, &ids);
    routes
}

fn grouped(operations: &[&Operation]) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for (at, operation) in operations.iter().enumerate() {
        match groups.iter_mut().find(|group| group.wire == operation.group) {
            Some(group) => group.operations.push(at),
            None => groups.push(Group { name: String::new(), wire: operation.group.clone(), operations: vec![at] }),
        }
    }
    groups
}

fn route<'a>(operation: &'a Operation, id: &str, builder: &mut Builder<'_>, scope: &mut Scope) -> RouteOp<'a> {
    let base = identifier(id, Case::Type);
    let (request, response) =
        (scope.name(&format!("{base}Request"), Case::Type), scope.name(&format!("{base}Response"), Case::Type));
    let mut fields = Scope::with(["call"]);
    let params = operation.parameters.iter().map(|parameter| {
        let spoken = parameter.client_name.as_deref().unwrap_or(&parameter.name);
        let typed = builder.typed(parameter.schema, View::Create, &format!("{base}_{spoken}"));
        // A value that is assumed when absent is always there for the service.
        let required = parameter.required || parameter.default.is_some();
        let repr = if required { typed.inline() } else { typed.repr };
        ParamField {
            ident: fields.name(spoken, Case::Field),
            docs: docs::lines_or_name(&parameter.docs, &parameter.name),
            repr,
            required,
        }
    });
    let params = params.collect();
    let body = operation.body.as_ref().and_then(|body| body::field(body, operation.view, &base, builder, scope, &mut fields));
    let variants = response::variants(operation, &base, builder);
    let raw = response::raw_variant(&variants);
    RouteOp { operation, method: String::new(), request, response, docs: method_docs(operation), params, body, variants, raw }
}

fn method_docs(operation: &Operation) -> Vec<String> {
    let mut lines = vec![format!("`{} {}`", operation.method.0, operation.path.raw.replace('`', "'"))];
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
