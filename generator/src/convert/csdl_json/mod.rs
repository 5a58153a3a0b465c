//! A document of the CSDL model comes in, CSDL JSON goes out. Members that say what their absence says are left out; absent
//! members mean other things than in XML.

mod expressions;
mod types;

use wiretype_runtime::json::{Object, Value};

use super::names::Names;
use crate::front::csdl::model::{
    Annotations, Container, Document, Include, IncludeAnnotations, Operation, Reference, Resource, ResourceKind, Schema,
};

/// The document as CSDL JSON.
pub(super) fn write(document: &Document) -> Value {
    let writer = Writer { names: Names::of(document) };
    let mut out = Members::default();
    out.text("$Version", &document.version);
    if !document.references.is_empty() {
        let references = document.references.iter().map(|found| (found.uri.text.to_string(), writer.reference(found)));
        out.put("$Reference", Value::Object(references.collect()));
    }
    let containers = document.schemas.iter().flat_map(|schema| schema.containers.iter().map(move |found| (schema, found)));
    let first = containers.map(|(schema, found)| format!("{}.{}", schema.namespace.text, found.name.text)).next();
    if let Some(name) = document.container.as_ref().map(|spot| spot.text.to_string()).or(first) {
        out.text("$EntityContainer", &name);
    }
    for schema in &document.schemas {
        out.put(&schema.namespace.text, writer.schema(schema));
    }
    out.finish()
}

/// Members of an object under way.
#[derive(Default)]
struct Members(Object);

impl Members {
    fn put(&mut self, name: &str, value: Value) {
        self.0.insert(name.to_owned(), value);
    }

    fn text(&mut self, name: &str, value: &str) {
        self.put(name, Value::String(value.to_owned()));
    }

    fn some(&mut self, name: &str, value: Option<&str>) {
        if let Some(value) = value {
            self.text(name, value);
        }
    }

    /// A member that is `true`, or not there.
    fn flag(&mut self, name: &str, value: bool) {
        if value {
            self.put(name, Value::Bool(true));
        }
    }

    fn finish(self) -> Value {
        Value::Object(self.0)
    }
}

/// Writes one document.
struct Writer<'d> {
    names: Names<'d>,
}

impl Writer<'_> {
    fn reference(&self, reference: &Reference) -> Value {
        let mut out = Members::default();
        if !reference.includes.is_empty() {
            out.put("$Include", Value::Array(reference.includes.iter().map(|include| self.include(include)).collect()));
        }
        if !reference.annotations_of.is_empty() {
            let list = reference.annotations_of.iter().map(include_annotations);
            out.put("$IncludeAnnotations", Value::Array(list.collect()));
        }
        self.annotations(&mut out, "", &reference.annotations);
        out.finish()
    }

    fn include(&self, include: &Include) -> Value {
        let mut out = Members::default();
        out.text("$Namespace", &include.namespace.text);
        out.some("$Alias", include.alias.as_deref());
        self.annotations(&mut out, "", &include.annotations);
        out.finish()
    }

    fn schema(&self, schema: &Schema) -> Value {
        let mut out = Members::default();
        out.some("$Alias", schema.alias.as_deref());
        self.annotations(&mut out, "", &schema.annotations);
        for name in &schema.order {
            if let Some(value) = self.type_of(schema, name) {
                out.put(name, value);
            }
        }
        for operation in &schema.operations {
            let name = &operation.name.text;
            let overload = self.operation(operation);
            match out.0.get_mut(name) {
                Some(Value::Array(overloads)) => overloads.push(overload),
                // There is a type of that name, without which the document would make no sense.
                Some(_) => {}
                None => out.put(name, Value::Array(vec![overload])),
            }
        }
        for term in &schema.terms {
            out.put(&term.name.text, self.term(term));
        }
        for container in &schema.containers {
            out.put(&container.name.text, self.container(container));
        }
        self.targeted(schema, &mut out);
        out.finish()
    }

    /// Annotations given apart from what they are about; those of one target together.
    fn targeted(&self, schema: &Schema, out: &mut Members) {
        let mut targets: Vec<(String, Annotations)> = Vec::new();
        for found in &schema.targeted {
            let target = self.names.path(&found.target.text);
            match targets.iter_mut().find(|(known, _)| *known == target) {
                Some((_, annotations)) => annotations.extend(found.annotations.clone()),
                None => targets.push((target, found.annotations.clone())),
            }
        }
        if targets.is_empty() {
            return;
        }
        let written = targets.into_iter().map(|(target, annotations)| {
            let mut out = Members::default();
            self.annotations(&mut out, "", &annotations);
            (target, out.finish())
        });
        out.put("$Annotations", Value::Object(written.collect()));
    }

    fn operation(&self, operation: &Operation) -> Value {
        let mut out = Members::default();
        out.text("$Kind", if operation.action { "Action" } else { "Function" });
        out.flag("$IsBound", operation.bound);
        out.some("$EntitySetPath", operation.entity_set_path.as_ref().map(|path| &*path.text));
        out.flag("$IsComposable", operation.composable);
        if !operation.parameters.is_empty() {
            let parameters = operation.parameters.iter().map(|parameter| {
                let mut out = Members::default();
                out.text("$Name", &parameter.name.text);
                self.type_ref(&mut out, &parameter.ty);
                self.annotations(&mut out, "", &parameter.annotations);
                out.finish()
            });
            out.put("$Parameter", Value::Array(parameters.collect()));
        }
        if let Some(returns) = &operation.returns {
            let mut object = Members::default();
            self.type_ref(&mut object, &returns.ty);
            self.annotations(&mut object, "", &returns.annotations);
            out.put("$ReturnType", object.finish());
        }
        self.annotations(&mut out, "", &operation.annotations);
        out.finish()
    }

    fn container(&self, container: &Container) -> Value {
        let mut out = Members::default();
        out.text("$Kind", "EntityContainer");
        out.some("$Extends", container.extends.as_ref().map(|base| self.names.short(&base.text)).as_deref());
        self.annotations(&mut out, "", &container.annotations);
        for resource in &container.resources {
            out.put(&resource.name.text, self.resource(resource));
        }
        out.finish()
    }

    fn resource(&self, resource: &Resource) -> Value {
        let mut out = Members::default();
        let target = self.names.short(&resource.target.text);
        match resource.kind {
            ResourceKind::EntitySet => {
                out.flag("$Collection", true);
                out.text("$Type", &target);
            }
            ResourceKind::Singleton => out.text("$Type", &target),
            ResourceKind::ActionImport => out.text("$Action", &target),
            ResourceKind::FunctionImport => out.text("$Function", &target),
        }
        out.flag("$Nullable", resource.nullable);
        out.some("$EntitySet", resource.entity_set.as_ref().map(|set| self.names.path(&set.text)).as_deref());
        if let Some(listed) = resource.in_service_document {
            out.put("$IncludeInServiceDocument", Value::Bool(listed));
        }
        if !resource.bindings.is_empty() {
            let binding = |found: &crate::front::csdl::model::Binding| {
                (self.names.path(&found.path.text), Value::String(self.names.path(&found.target.text)))
            };
            out.put("$NavigationPropertyBinding", Value::Object(resource.bindings.iter().map(binding).collect()));
        }
        self.annotations(&mut out, "", &resource.annotations);
        out.finish()
    }
}

fn include_annotations(include: &IncludeAnnotations) -> Value {
    let mut out = Members::default();
    out.text("$TermNamespace", &include.terms);
    out.some("$Qualifier", include.qualifier.as_deref());
    out.some("$TargetNamespace", include.targets.as_deref());
    out.finish()
}
