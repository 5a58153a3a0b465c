//! A document of the CSDL model comes in, CSDL XML goes out. Attributes that say what their absence says are left out; absent
//! attributes mean other things than in JSON.

mod expressions;
mod types;

use super::kinds::Kinds;
use super::names::Names;
use super::text::xml::Element;
use crate::front::csdl::model::{
    Annotations, Container, Document, Include, IncludeAnnotations, Operation, Reference, Resource, ResourceKind, Schema,
};

const EDMX: &str = "http://docs.oasis-open.org/odata/ns/edmx";
const EDM: &str = "http://docs.oasis-open.org/odata/ns/edm";

/// The document as CSDL XML.
pub(super) fn write(document: &Document) -> Element {
    let writer = Writer { names: Names::of(document), kinds: Kinds::of(document) };
    let mut root = Element::new("edmx:Edmx").with("xmlns:edmx", EDMX).with("xmlns", EDM).with("Version", &*document.version);
    root.extend(document.references.iter().map(|reference| writer.reference(reference)));
    let mut services = Element::new("edmx:DataServices");
    services.extend(document.schemas.iter().map(|schema| writer.schema(schema)));
    root.push(services);
    root
}

/// Writes one document.
struct Writer<'d> {
    names: Names<'d>,
    kinds: Kinds<'d>,
}

impl Writer<'_> {
    fn reference(&self, reference: &Reference) -> Element {
        let mut out = Element::new("edmx:Reference").with("Uri", &*reference.uri.text);
        out.extend(reference.includes.iter().map(|include| self.include(include)));
        out.extend(reference.annotations_of.iter().map(include_annotations));
        out.extend(self.annotations(&reference.annotations));
        out
    }

    fn include(&self, include: &Include) -> Element {
        let out = Element::new("edmx:Include").with("Namespace", &*include.namespace.text);
        let mut out = out.with_some("Alias", include.alias.as_deref());
        out.extend(self.annotations(&include.annotations));
        out
    }

    fn schema(&self, schema: &Schema) -> Element {
        let mut out = Element::new("Schema").with("Namespace", &*schema.namespace.text).with_some("Alias", schema.alias.as_deref());
        out.extend(self.annotations(&schema.annotations));
        out.extend(schema.order.iter().filter_map(|name| self.type_of(schema, name)));
        out.extend(schema.operations.iter().map(|operation| self.operation(operation)));
        out.extend(schema.terms.iter().map(|term| self.term(term)));
        out.extend(schema.containers.iter().map(|container| self.container(container)));
        // Those of one target together, as in JSON.
        let mut targets: Vec<(&str, Annotations)> = Vec::new();
        for found in &schema.targeted {
            match targets.iter_mut().find(|(known, _)| **known == *found.target.text) {
                Some((_, annotations)) => annotations.extend(found.annotations.clone()),
                None => targets.push((&found.target.text, found.annotations.clone())),
            }
        }
        for (target, annotations) in targets {
            let mut element = Element::new("Annotations").with("Target", self.names.path(target));
            element.extend(self.annotations(&annotations));
            out.push(element);
        }
        out
    }

    fn operation(&self, operation: &Operation) -> Element {
        let mut out = Element::new(if operation.action { "Action" } else { "Function" }).with("Name", &*operation.name.text);
        flag(&mut out, "IsBound", operation.bound);
        flag(&mut out, "IsComposable", operation.composable);
        if let Some(path) = &operation.entity_set_path {
            out.set("EntitySetPath", &*path.text);
        }
        for parameter in &operation.parameters {
            let mut element = Element::new("Parameter").with("Name", &*parameter.name.text);
            self.type_ref(&mut element, "Type", &parameter.ty);
            element.extend(self.annotations(&parameter.annotations));
            out.push(element);
        }
        if let Some(returns) = &operation.returns {
            let mut element = Element::new("ReturnType");
            self.type_ref(&mut element, "Type", &returns.ty);
            element.extend(self.annotations(&returns.annotations));
            out.push(element);
        }
        out.extend(self.annotations(&operation.annotations));
        out
    }

    fn container(&self, container: &Container) -> Element {
        let out = Element::new("EntityContainer").with("Name", &*container.name.text);
        let mut out = out.with_some("Extends", container.extends.as_ref().map(|base| self.names.short(&base.text)));
        out.extend(self.annotations(&container.annotations));
        out.extend(container.resources.iter().map(|resource| self.resource(resource)));
        out
    }

    fn resource(&self, resource: &Resource) -> Element {
        let (name, target) = match resource.kind {
            ResourceKind::EntitySet => ("EntitySet", "EntityType"),
            ResourceKind::Singleton => ("Singleton", "Type"),
            ResourceKind::ActionImport => ("ActionImport", "Action"),
            ResourceKind::FunctionImport => ("FunctionImport", "Function"),
        };
        let mut out = Element::new(name).with("Name", &*resource.name.text).with(target, self.names.short(&resource.target.text));
        flag(&mut out, "Nullable", resource.nullable);
        if let Some(set) = &resource.entity_set {
            out.set("EntitySet", self.names.path(&set.text));
        }
        if let Some(listed) = resource.in_service_document {
            out.set("IncludeInServiceDocument", listed.to_string());
        }
        for binding in &resource.bindings {
            let element = Element::new("NavigationPropertyBinding").with("Path", self.names.path(&binding.path.text));
            out.push(element.with("Target", self.names.path(&binding.target.text)));
        }
        out.extend(self.annotations(&resource.annotations));
        out
    }
}

fn include_annotations(include: &IncludeAnnotations) -> Element {
    let out = Element::new("edmx:IncludeAnnotations").with("TermNamespace", &*include.terms);
    out.with_some("Qualifier", include.qualifier.as_deref()).with_some("TargetNamespace", include.targets.as_deref())
}

/// An attribute that is `true`, or not there.
fn flag(out: &mut Element, name: &str, value: bool) {
    if value {
        out.set(name, "true");
    }
}
