//! An API comes in, an OpenAPI document goes out: paths with their operations, and the schemas that these reach, one for each side
//! of an object: what is read, what creates, what changes.

mod operation;
mod schema;
mod values;

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use wiretype_runtime::json::{Object, Value};

use crate::ir::{Api, ApiKeyPlace, Docs, SchemaId, Scheme, SecurityScheme, TypeName, Types, View};
use crate::source::DocId;

/// Versions of OpenAPI that can be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Version {
    /// 3.0
    V30,
    /// 3.1
    V31,
}

/// What a user may decide.
#[derive(Clone, Debug)]
pub struct Options {
    /// The version of OpenAPI.
    pub version: Version,
    /// With declared types that no operation reaches.
    pub all_schemas: bool,
    /// Documents whose types are not repeated here but referred to, with the address of what each of them becomes.
    pub elsewhere: BTreeMap<DocId, String>,
}

/// The document.
pub(super) fn write(api: &Api, options: &Options) -> Value {
    let version = options.version;
    let mut writer = Writer {
        api,
        version,
        elsewhere: &options.elsewhere,
        names: names(api),
        queue: VecDeque::new(),
        reached: BTreeSet::new(),
        shared: BTreeSet::new(),
    };
    let paths = writer.paths();
    if options.all_schemas {
        writer.reach_all();
    }
    let schemas = writer.schemas();
    let mut out = Object::new();
    let number = if version == Version::V30 { "3.0.3" } else { "3.1.0" };
    put(&mut out, "openapi", text(number));
    put(&mut out, "info", writer.info());
    let servers = if api.servers.is_empty() { vec!["/".to_owned()] } else { api.servers.clone() };
    put(&mut out, "servers", Value::Array(servers.into_iter().map(|url| object([("url", Value::String(url))])).collect()));
    let tags = writer.tags();
    if !tags.is_empty() {
        put(&mut out, "tags", Value::Array(tags));
    }
    put(&mut out, "paths", paths);
    put(&mut out, "components", writer.components(schemas));
    Value::Object(out)
}

/// An object from its members.
fn object<const N: usize>(members: [(&str, Value); N]) -> Value {
    Value::Object(members.into_iter().map(|(name, value)| (name.to_owned(), value)).collect())
}

fn text(value: impl Into<String>) -> Value {
    Value::String(value.into())
}

fn put(out: &mut Object, name: &str, value: Value) {
    out.insert(name.to_owned(), value);
}

fn put_some(out: &mut Object, name: &str, value: Option<&str>) {
    if let Some(value) = value.filter(|value| !value.is_empty()) {
        put(out, name, text(value));
    }
}

/// The names of the schemas among the components.
fn names(api: &Api) -> BTreeMap<SchemaId, String> {
    let mut names = BTreeMap::new();
    let mut taken: BTreeMap<String, String> = BTreeMap::new();
    for (id, schema) in api.schemas.iter() {
        let Some(full) = schema.name.as_ref().map(TypeName::qualified) else { continue };
        // What is allowed in the name of a component; names of the wire may hold other letters.
        let allowed = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-');
        let plain: String = full.chars().map(|c| if allowed(c) { c } else { '_' }).collect();
        let numbered = (2..).map(|count: usize| format!("{plain}_{count}"));
        let mut possible = std::iter::once(plain.clone()).chain(numbered);
        let name = possible.find(|name| taken.get(name).is_none_or(|other| *other == full)).unwrap_or(plain);
        taken.insert(name.clone(), full);
        names.insert(id, name);
    }
    names
}

/// Writes one document.
struct Writer<'a> {
    api: &'a Api,
    version: Version,
    /// Documents that are referred to.
    elsewhere: &'a BTreeMap<DocId, String>,
    names: BTreeMap<SchemaId, String>,
    /// Schemas that something refers to and that are not written yet, each with the side that is shown.
    queue: VecDeque<(SchemaId, View)>,
    /// Those that have been in the queue.
    reached: BTreeSet<(SchemaId, View)>,
    /// System query options in use, which are parameters among the components.
    shared: BTreeSet<&'static str>,
}

impl Writer<'_> {
    fn info(&self) -> Value {
        let mut out = Object::new();
        put(&mut out, "title", text(&*self.api.title));
        let docs = &self.api.docs;
        let parts: Vec<&str> = [&docs.summary, &docs.description].into_iter().filter_map(|part| part.as_deref()).collect();
        put_some(&mut out, "description", Some(&parts.join("\n\n")));
        put(&mut out, "version", text(&*self.api.version));
        Value::Object(out)
    }

    /// The groups of the operations; those that are known first.
    fn tags(&self) -> Vec<Value> {
        let operations = self.api.operations.iter();
        let used: BTreeSet<&str> =
            operations.clone().flat_map(|found| found.tags.iter().chain([&found.group])).map(String::as_str).collect();
        let known = self.api.groups.iter().filter(|group| used.contains(&*group.name));
        let mut names: Vec<(&str, Docs)> = known.map(|group| (&*group.name, group.docs.clone())).collect();
        for operation in operations {
            if !names.iter().any(|(name, _)| *name == operation.group) {
                names.push((&operation.group, Docs::default()));
            }
        }
        let tag = |(name, docs): (&str, Docs)| {
            let mut out = Object::new();
            put(&mut out, "name", text(name));
            put_some(&mut out, "description", docs.description.as_deref().or(docs.summary.as_deref()));
            Value::Object(out)
        };
        names.into_iter().map(tag).collect()
    }

    /// Queues every declared type, each with all of its sides.
    fn reach_all(&mut self) {
        for id in &self.api.named {
            for view in [View::Read, View::Create, View::Update] {
                self.refer(*id, view);
            }
        }
    }

    /// A reference to a named schema, which is written later.
    fn refer(&mut self, id: SchemaId, view: View) -> Value {
        let view = if self.has_sides(id) { view } else { View::Read };
        let name = self.name(id, view);
        if let Some(address) = self.elsewhere.get(&self.api.schemas[id].origin.location.doc).filter(|_| name.contains('.')) {
            return object([("$ref", text(format!("{address}#/components/schemas/{name}")))]);
        }
        if self.reached.insert((id, view)) {
            self.queue.push_back((id, view));
        }
        object([("$ref", text(format!("#/components/schemas/{name}")))])
    }

    /// Whether a schema is another when it creates or changes something: objects of the API, not those of the protocol.
    fn has_sides(&self, id: SchemaId) -> bool {
        let schema = &self.api.schemas[id];
        let own = schema.name.as_ref().is_some_and(|name| !name.namespace.is_empty() && name.namespace != "Edm");
        own && schema.types.without(Types::NULL) == Types::OBJECT
    }

    fn name(&self, id: SchemaId, view: View) -> String {
        let name = self.names.get(&id).map_or("", String::as_str);
        let suffix = match view {
            View::Read => "",
            View::Create => "-create",
            View::Update => "-update",
        };
        format!("{name}{suffix}")
    }

    /// Writes what is queued, and what that refers to, in the order of names.
    fn schemas(&mut self) -> Value {
        let mut written = BTreeMap::new();
        while let Some((id, view)) = self.queue.pop_front() {
            let value = self.declared(id, view);
            written.insert(self.name(id, view), value);
        }
        Value::Object(written.into_iter().collect())
    }

    fn components(&self, schemas: Value) -> Value {
        let mut out = Object::new();
        put(&mut out, "schemas", schemas);
        let shared: Object = self.shared.iter().filter_map(|name| operation::shared_parameter(name)).collect();
        if !shared.is_empty() {
            put(&mut out, "parameters", Value::Object(shared));
        }
        if self.reached.iter().any(|(id, _)| self.names.get(id).is_some_and(|name| name == "error")) {
            let schema = object([("$ref", text("#/components/schemas/error"))]);
            let content = object([("application/json", object([("schema", schema)]))]);
            put(&mut out, "responses", object([("error", object([("description", text("Error")), ("content", content)]))]));
        }
        let schemes: Object =
            self.api.security_schemes.iter().map(|scheme| (scheme.name.clone(), security_scheme(scheme))).collect();
        if !schemes.is_empty() {
            put(&mut out, "securitySchemes", Value::Object(schemes));
        }
        Value::Object(out)
    }
}

fn security_scheme(scheme: &SecurityScheme) -> Value {
    let mut out = Object::new();
    let mut kind = |name: &str| put(&mut out, "type", text(name));
    match &scheme.scheme {
        Scheme::ApiKey(place, name) => {
            kind("apiKey");
            put(&mut out, "name", text(&**name));
            let place = match place {
                ApiKeyPlace::Query => "query",
                ApiKeyPlace::Header => "header",
                ApiKeyPlace::Cookie => "cookie",
            };
            put(&mut out, "in", text(place));
        }
        Scheme::Http(name) => {
            kind("http");
            put(&mut out, "scheme", text(&**name));
        }
        Scheme::OAuth2(_) => {
            kind("oauth2");
            put(&mut out, "flows", flows(scheme));
        }
        Scheme::OpenIdConnect(address) => {
            kind("openIdConnect");
            put(&mut out, "openIdConnectUrl", text(&**address));
        }
        Scheme::MutualTls => kind("mutualTLS"),
    }
    put_some(&mut out, "description", scheme.docs.description.as_deref());
    Value::Object(out)
}

fn flows(scheme: &SecurityScheme) -> Value {
    let flow = |flow: &crate::ir::Flow| {
        let mut out: Object = flow.addresses.iter().map(|(name, address)| (name.clone(), text(&**address))).collect();
        let scopes = flow.scopes.iter().map(|(name, docs)| (name.clone(), text(&**docs)));
        put(&mut out, "scopes", Value::Object(scopes.collect()));
        (flow.kind.clone(), Value::Object(out))
    };
    Value::Object(scheme.flows.iter().map(flow).collect())
}
