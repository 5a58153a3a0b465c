//! The entity container in CSDL XML.

use super::super::model::{Annotations, Binding, Container, Resource, ResourceKind, Spot};
use super::super::reader::Reader;
use crate::source::xml::Element;

impl Reader<'_> {
    pub(super) fn container(&mut self, element: Element<'_>) -> Option<Container> {
        self.check_attributes(element, &["Name", "Extends"]);
        let mut found = Container {
            name: self.spot(element, "Name")?,
            extends: self.optional_name(element, "Extends"),
            resources: Vec::new(),
            annotations: Annotations::default(),
        };
        for child in element.children() {
            let kind = match child.name() {
                "EntitySet" => (ResourceKind::EntitySet, "EntityType"),
                "Singleton" => (ResourceKind::Singleton, "Type"),
                "ActionImport" => (ResourceKind::ActionImport, "Action"),
                "FunctionImport" => (ResourceKind::FunctionImport, "Function"),
                "Annotation" => {
                    self.annotation_into(child, &mut found.annotations);
                    continue;
                }
                _ => {
                    self.unknown_child(child, element);
                    continue;
                }
            };
            found.resources.extend(self.resource(child, kind.0, kind.1));
        }
        Some(found)
    }

    fn resource(&mut self, element: Element<'_>, kind: ResourceKind, target: &str) -> Option<Resource> {
        self.check_attributes(element, &["Name", target, "EntitySet", "IncludeInServiceDocument"]);
        let mut found = Resource {
            kind,
            name: self.spot(element, "Name")?,
            target: self.required_name(element, target)?,
            nullable: kind == ResourceKind::Singleton && self.flag(element, "Nullable", false),
            entity_set: self.optional_path(element, "EntitySet"),
            in_service_document: self.boolean(element, "IncludeInServiceDocument"),
            bindings: Vec::new(),
            annotations: Annotations::default(),
            paths: Vec::new(),
        };
        for child in element.children() {
            match child.name() {
                "NavigationPropertyBinding" => found.bindings.extend(self.binding(child)),
                "Annotation" => self.annotation_into(child, &mut found.annotations),
                _ => self.unknown_child(child, element),
            }
        }
        Some(found)
    }

    fn binding(&mut self, element: Element<'_>) -> Option<Binding> {
        self.check_attributes(element, &["Path", "Target"]);
        let path = self.spot(element, "Path")?;
        let path = Spot::new(self.aliases.qualify_target(&path.text), path.at);
        let target = self.spot(element, "Target")?;
        Some(Binding { path, target: Spot::new(self.aliases.qualify_target(&target.text), target.at) })
    }
}
