//! Operations in an OpenAPI document: paths, parameters, bodies, responses.

use wiretype_runtime::json::{Object, Value};

use super::{Writer, object, put, put_some, text};
use crate::ir::{
    Body, Content, Docs, Media, Operation, OperationKind, Parameter, Place, Requirement, Response, Status, Style, Types, View,
};

/// System query options that mean the same everywhere: name among the components, name in the query, type, what it does.
const SHARED: [(&str, &str, &str, &str); 4] = [
    ("count", "$count", "boolean", "Whether to count the items"),
    ("search", "$search", "string", "The text to search for"),
    ("skip", "$skip", "integer", "How many items to leave out at the start"),
    ("top", "$top", "integer", "How many items to return at most"),
];

/// The parameter among the components with this name.
pub(super) fn shared_parameter(name: &str) -> Option<(String, Value)> {
    let (_, wire, ty, docs) = SHARED.iter().find(|(known, ..)| *known == name)?;
    let mut schema = Object::new();
    put(&mut schema, "type", text(*ty));
    if *ty == "integer" {
        put(&mut schema, "minimum", Value::Number(0_i64.into()));
    }
    let parameter =
        object([("name", text(*wire)), ("in", text("query")), ("description", text(*docs)), ("schema", Value::Object(schema))]);
    Some((name.to_owned(), parameter))
}

impl Writer<'_> {
    /// The paths in source order, each with its operations.
    pub(super) fn paths(&mut self) -> Value {
        let api = self.api;
        let mut out = Object::new();
        for operation in api.operations.iter().filter(|operation| operation.kind == OperationKind::Route) {
            let path = &operation.path.raw;
            let method = operation.method.0.to_ascii_lowercase();
            let written = self.operation(operation);
            if let Some(Value::Object(item)) = out.get_mut(path) {
                item.insert(method, written);
                continue;
            }
            let mut item = Object::new();
            let of_path = operation.parameters.iter().filter(|parameter| parameter.place == Place::Path);
            let parameters: Vec<Value> = of_path.map(|parameter| self.parameter(parameter)).collect();
            if !parameters.is_empty() {
                put(&mut item, "parameters", Value::Array(parameters));
            }
            item.insert(method, written);
            out.insert(path.clone(), Value::Object(item));
        }
        Value::Object(out)
    }

    fn operation(&mut self, operation: &Operation) -> Value {
        let mut out = Object::new();
        let docs = &operation.docs;
        put(&mut out, "summary", text(docs.summary.clone().unwrap_or_else(|| summary(operation))));
        let notes = docs.description.iter().chain(&docs.notes).map(String::as_str);
        put_some(&mut out, "description", Some(&notes.collect::<Vec<_>>().join("\n\n")));
        put_some(&mut out, "operationId", operation.id.as_deref());
        let others = operation.tags.iter().filter(|tag| **tag != operation.group);
        let tags = [&operation.group].into_iter().chain(others);
        put(&mut out, "tags", Value::Array(tags.map(|tag| text(&**tag)).collect()));
        if docs.deprecated.is_some() {
            put(&mut out, "deprecated", Value::Bool(true));
        }
        let own = operation.parameters.iter().filter(|parameter| parameter.place != Place::Path);
        let parameters: Vec<Value> = own.map(|parameter| self.parameter(parameter)).collect();
        if !parameters.is_empty() {
            put(&mut out, "parameters", Value::Array(parameters));
        }
        if let Some(body) = &operation.body {
            put(&mut out, "requestBody", self.body(body, operation.view));
        }
        let responses: Object = operation.responses.iter().map(|response| self.response(response)).collect();
        put(&mut out, "responses", Value::Object(responses));
        if !operation.security.is_empty() {
            put(&mut out, "security", Value::Array(operation.security.iter().map(|all| requirements(all)).collect()));
        }
        Value::Object(out)
    }

    fn parameter(&mut self, parameter: &Parameter) -> Value {
        let shared = SHARED.iter().find(|(_, wire, ..)| *wire == parameter.name && parameter.place == Place::Query);
        if let Some((name, ..)) = shared {
            self.shared.insert(name);
            return object([("$ref", text(format!("#/components/parameters/{name}")))]);
        }
        let mut out = Object::new();
        put(&mut out, "name", text(&*parameter.name));
        let place = match parameter.place {
            Place::Path => "path",
            Place::Query | Place::QueryString => "query",
            Place::Header => "header",
            Place::Cookie => "cookie",
        };
        put(&mut out, "in", text(place));
        put_some(&mut out, "description", Some(&described(&parameter.docs)));
        if parameter.required {
            put(&mut out, "required", Value::Bool(true));
        }
        let schema = self.schema(parameter.schema, View::Read);
        if parameter.media == Some(Media::Json) {
            put(&mut out, "content", object([("application/json", object([("schema", schema)]))]));
            return Value::Object(out);
        }
        let is_list = self.api.schemas[parameter.schema].types.contains(Types::ARRAY);
        if is_list && parameter.style == Style::Form && !parameter.explode {
            put(&mut out, "explode", Value::Bool(false));
        }
        put(&mut out, "schema", schema);
        Value::Object(out)
    }

    fn body(&mut self, body: &Body, view: View) -> Value {
        let mut out = Object::new();
        put_some(&mut out, "description", Some(&described(&body.docs)));
        if body.required {
            put(&mut out, "required", Value::Bool(true));
        }
        put(&mut out, "content", self.contents(&body.contents, view));
        Value::Object(out)
    }

    fn contents(&mut self, contents: &[Content], view: View) -> Value {
        let written = contents.iter().map(|content| {
            let schema = match content.schema {
                Some(schema) => self.schema(schema, view),
                None if content.media == Media::Binary => object([("type", text("string")), ("format", text("binary"))]),
                None => object([("type", text("string"))]),
            };
            (content.media_type.clone(), object([("schema", schema)]))
        });
        Value::Object(written.collect())
    }

    fn response(&mut self, response: &Response) -> (String, Value) {
        let status = match response.status {
            Status::Code(code) => code.to_string(),
            Status::Class(class) => format!("{class}XX"),
            Status::Default => "default".to_owned(),
        };
        let mut out = Object::new();
        let contents = self.contents(&response.contents, View::Read);
        // Errors are the same everywhere.
        let error =
            contents.pointer("/application~1json/schema/$ref").and_then(Value::as_str) == Some("#/components/schemas/error");
        let docs = described(&response.docs);
        if error && response.status == Status::Default {
            return (status, object([("$ref", text("#/components/responses/error"))]));
        }
        put(&mut out, "description", text(docs));
        if !response.contents.is_empty() {
            put(&mut out, "content", contents);
        }
        (status, Value::Object(out))
    }
}

fn requirements(all: &[Requirement]) -> Value {
    let one = |found: &Requirement| {
        let scopes = found.scopes.iter().map(|scope| text(&**scope));
        (found.scheme.clone(), Value::Array(scopes.collect()))
    };
    Value::Object(all.iter().map(one).collect())
}

/// What is said of a thing, as one text.
fn described(docs: &Docs) -> String {
    let parts = docs.summary.iter().chain(&docs.description).chain(&docs.notes).map(String::as_str);
    parts.collect::<Vec<_>>().join("\n\n")
}

/// What an operation does, in a few words: its verb and the last name of its path.
fn summary(operation: &Operation) -> String {
    let mut names = operation.path.raw.rsplit('/').filter(|segment| !segment.starts_with('{'));
    let last = names.next().unwrap_or("").split('(').next().unwrap_or("");
    let verb = operation.id.as_deref().and_then(|id| id.rsplit('.').next()).unwrap_or("");
    let verb = verb.trim_end_matches(|c: char| c.is_ascii_digit());
    let keyed = operation.path.raw.ends_with(['}', ')']);
    match (verb, keyed) {
        ("List", _) => format!("Get entities from {last}"),
        ("Create", _) => format!("Add an entity to {last}"),
        ("Get", true) => format!("Get one entity from {last}"),
        ("Get", false) => format!("Get {last}"),
        ("Update", true) => format!("Change one entity of {last}"),
        ("Update", false) => format!("Change {last}"),
        ("Replace", _) => format!("Replace one entity of {last}"),
        ("Delete", true) => format!("Delete one entity from {last}"),
        ("Delete", false) => format!("Delete {last}"),
        _ => format!("Call {last}"),
    }
}
