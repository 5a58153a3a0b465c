//! The CSDL model becomes the IR: types become schemas, resources become operations.

mod docs;
mod enums;
mod errors;
mod geo;
mod limits;
mod paths;
mod primitive;
mod requirements;
mod security;
mod service;
mod shared;
mod slots;
mod structured;
mod validation;
mod versions;

use std::collections::{BTreeMap, BTreeSet};

use self::requirements::Requirements;
use self::shared::Shared;
use super::model::index::Named;
use super::model::names::{split, term};
use super::model::{Container, Model, Resource, ResourceKind};
use super::options::Options;
use crate::diag::Diags;
use crate::ir::{Api, Docs, Envelope, Group, Operation, Origin, Schema, SchemaId, Schemas, SecurityScheme, TypeName};
use crate::source::Location;

/// Lowers the model; `None` if it declares nothing.
pub(crate) fn lower(model: &Model, options: &Options, diags: &mut Diags) -> Option<Api> {
    let place = model.namespaces.first()?.name.at;
    let mut schemas = Schemas::default();
    let shared = Shared::new(&mut schemas, place);
    if options.mapping {
        let name = "count".to_owned();
        schemas[shared.count].name = Some(TypeName { namespace: String::new(), name, client_name: None });
    }
    let requirements = requirements::collect(model, diags);
    let mut lower = Lower {
        model,
        options,
        diags,
        requirements,
        shared,
        schemas,
        ids: BTreeMap::new(),
        named: Vec::new(),
        slots: BTreeMap::new(),
        names: BTreeSet::new(),
        collections: BTreeMap::new(),
        references: None,
        reference: None,
        geographic: BTreeMap::new(),
        choices: BTreeMap::new(),
        noted: BTreeSet::new(),
        operations: Vec::new(),
        security: Vec::new(),
        schemes: Vec::new(),
    };
    lower.types();
    lower.services();
    Some(lower.finish())
}

/// Lowering under way.
struct Lower<'m, 'd> {
    model: &'m Model,
    options: &'m Options,
    diags: &'d mut Diags,
    /// What creating and changing entities asks for, by type.
    requirements: Requirements<'m>,
    /// Schemas that many places use.
    shared: Shared,
    schemas: Schemas,
    /// Declared types by qualified name.
    ids: BTreeMap<&'m str, SchemaId>,
    /// Declared schemas in source order, then those made here.
    named: Vec<SchemaId>,
    /// Places that differ in nothing share a schema: by type, collection, nullable.
    slots: BTreeMap<(Box<str>, bool, bool), SchemaId>,
    /// Qualified names in use.
    names: BTreeSet<String>,
    /// Schemas of the bodies that hold collections, by type.
    collections: BTreeMap<&'m str, SchemaId>,
    /// Schemas of the bodies that hold addresses of entities: of several, of one.
    references: Option<(SchemaId, SchemaId)>,
    /// The schema of the address of an entity, in the mapping.
    reference: Option<SchemaId>,
    /// Schemas of geographic values, by kind.
    geographic: BTreeMap<&'static str, SchemaId>,
    /// Schemas of query options that list names, by these names.
    choices: BTreeMap<String, SchemaId>,
    /// What has been noted once already.
    noted: BTreeSet<String>,
    operations: Vec<Operation>,
    /// What every operation asks for.
    security: Vec<Vec<crate::ir::Requirement>>,
    schemes: Vec<SecurityScheme>,
}

impl<'m> Lower<'m, '_> {
    /// Reserves every type, then defines each.
    fn types(&mut self) {
        for name in &self.model.order {
            let at = match self.model.named(name) {
                Named::Structured(found) => found.name.at,
                Named::Enum(found) => found.name.at,
                Named::Definition(found) => found.name.at,
                Named::Primitive | Named::Elsewhere | Named::Unknown => continue,
            };
            let id = self.schemas.reserve(origin(name, at));
            self.ids.insert(name, id);
            self.named.push(id);
            self.names.insert(name.to_string());
        }
        for (name, id) in self.ids.clone() {
            let schema = match self.model.named(name) {
                Named::Structured(found) => self.structured(name, found),
                Named::Enum(found) => self.enumeration(name, found),
                Named::Definition(found) => self.definition(name, found),
                Named::Primitive | Named::Elsewhere | Named::Unknown => continue,
            };
            self.schemas.define(id, schema);
        }
    }

    /// Lists the operations of the containers.
    fn services(&mut self) {
        let model = self.model;
        let services: Vec<&'m Container> = model.services.iter().filter_map(|name| model.containers.get(name)).collect();
        for container in &services {
            self.authorizations(container);
        }
        if !services.is_empty() {
            let (namespace, at) = self.main();
            let error = self.error_schema(&namespace, at);
            for container in services {
                self.list(container, error);
            }
        }
    }

    /// The namespace of the service: that of its container, or the first.
    fn main(&self) -> (String, Location) {
        let container = self.model.services.first();
        let wanted = container.map(|name| split(name).0);
        let found = self.model.namespaces.iter().find(|namespace| wanted.is_none_or(|name| *namespace.name.text == *name));
        match found.or_else(|| self.model.namespaces.first()) {
            Some(found) => (found.name.text.to_string(), found.name.at),
            None => (String::new(), self.shared.place),
        }
    }

    fn finish(self) -> Api {
        let (namespace, _) = self.main();
        let schema = self.model.namespaces.iter().find(|found| *found.name.text == *namespace);
        let container = self.model.services.first().and_then(|name| self.model.containers.get(name));
        let mut docs = Docs::default();
        let mut version = String::new();
        let mut title = None;
        for annotations in container.map(|found| &found.annotations).into_iter().chain(schema.map(|found| &found.annotations)) {
            title = title.or_else(|| annotations.text(term::DESCRIPTION).map(str::to_owned));
            docs.description = docs.description.or_else(|| annotations.text(term::LONG_DESCRIPTION).map(str::to_owned));
            docs.notes.extend(docs::notes(annotations));
            if version.is_empty() {
                annotations.text(term::SCHEMA_VERSION).unwrap_or("").clone_into(&mut version);
            }
        }
        let groups = self.groups();
        Api {
            title: self.options.title.clone().or(title).unwrap_or(namespace),
            version,
            docs,
            servers: self.options.servers.clone(),
            schemas: self.schemas,
            named: self.named,
            operations: self.operations,
            groups,
            security_schemes: self.schemes,
            envelope: Envelope::OData,
            service: service::service(self.model),
            uniform: true,
        }
    }

    /// What the containers say of their resources, each of which is a group.
    fn groups(&self) -> Vec<Group> {
        let containers = self.model.services.iter().filter_map(|name| self.model.containers.get(name));
        let resources = containers.flat_map(|container| &container.resources);
        let entities = resources.filter(|found| matches!(found.kind, ResourceKind::EntitySet | ResourceKind::Singleton));
        let group = |resource: &Resource| {
            let mut docs = docs::docs(&resource.annotations);
            let ty = self.model.structured.get(&resource.target.text);
            docs.summary = docs.summary.or_else(|| ty.and_then(|ty| docs::docs(&ty.annotations).summary));
            Group { name: resource.name.text.to_string(), docs }
        };
        entities.map(group).collect()
    }

    /// A name for a schema made here, which no declared type has.
    fn made_name(&mut self, namespace: &str, wanted: &str) -> TypeName {
        let mut name = wanted.to_owned();
        let mut count = 1;
        while !self.names.insert(format!("{namespace}.{name}")) {
            count += 1;
            name = format!("{wanted}{count}");
        }
        TypeName { namespace: namespace.to_owned(), name, client_name: None }
    }

    /// Adds a schema with a name of its own.
    fn add_named(&mut self, name: TypeName, mut schema: Schema) -> SchemaId {
        schema.name = Some(name);
        let id = self.schemas.add(schema);
        self.named.push(id);
        id
    }
}

/// The origin of something named in the model.
fn origin(pointer: &str, at: Location) -> Origin {
    Origin { pointer: pointer.into(), location: at }
}

/// The IR's name of a declared type.
fn type_name(qualified: &str) -> TypeName {
    let (namespace, name) = split(qualified);
    TypeName { namespace: namespace.to_owned(), name: name.to_owned(), client_name: None }
}
