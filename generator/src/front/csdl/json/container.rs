//! The entity container in CSDL JSON.

use super::super::model::{Binding, Container, Resource, ResourceKind, Spot};
use super::super::reader::Reader;
use super::types::declared;
use crate::diag;
use crate::source::NodeRef;

impl Reader<'_> {
    pub(super) fn json_container(&mut self, name: Spot, node: NodeRef<'_>) -> Container {
        self.check_members(&name.text, node, &["$Extends"]);
        Container {
            extends: self.json_name(node, "$Extends"),
            resources: declared(node).filter_map(|(name, value)| self.json_resource(name, value)).collect(),
            annotations: self.json_annotations(node, ""),
            name,
        }
    }

    fn json_resource(&mut self, name: Spot, node: NodeRef<'_>) -> Option<Resource> {
        let known = ["$Action", "$Function", "$EntitySet", "$NavigationPropertyBinding", "$IncludeInServiceDocument"];
        self.check_members(&name.text, node, &known);
        let (kind, target) = if node.get("$Action").is_some() {
            (ResourceKind::ActionImport, "$Action")
        } else if node.get("$Function").is_some() {
            (ResourceKind::FunctionImport, "$Function")
        } else if self.json_flag(node, "$Collection") {
            (ResourceKind::EntitySet, "$Type")
        } else {
            (ResourceKind::Singleton, "$Type")
        };
        let Some(target) = self.json_name(node, target) else {
            self.diags.push(diag::missing_attribute(&name.text, target, node.location()));
            return None;
        };
        let bindings = node.get("$NavigationPropertyBinding").into_iter().flat_map(NodeRef::entries);
        let bindings = bindings.filter_map(|(entry, value)| {
            let path = Spot::new(self.aliases.qualify_target(&entry.key), value.location());
            let target = self.aliases.qualify_target(value.as_str()?);
            Some(Binding { path, target: Spot::new(target, value.location()) })
        });
        let bindings = bindings.collect();
        let annotations = self.json_annotations(node, "");
        Some(Resource {
            nullable: kind == ResourceKind::Singleton && self.json_flag(node, "$Nullable"),
            entity_set: self.json_path(node, "$EntitySet"),
            in_service_document: self.json_boolean(node, "$IncludeInServiceDocument"),
            kind,
            name,
            target,
            bindings,
            annotations,
            paths: Vec::new(),
        })
    }
}
