//! Checks of operations and containers.

use std::collections::BTreeMap;

use super::super::model::index::Named;
use super::super::model::{Container, Operation, Resource, ResourceKind, Spot};
use super::{Check, reached};
use crate::diag;
use crate::source::Location;

impl<'m> Check<'m> {
    /// Checks operations and containers.
    pub(super) fn services(&mut self) {
        for (name, overloads) in &self.model.operations {
            for operation in overloads {
                self.operation(name, operation);
            }
            self.overloads(name, overloads);
            let ty = match self.model.named(name) {
                Named::Structured(found) => Some(&found.name),
                Named::Enum(found) => Some(&found.name),
                Named::Definition(found) => Some(&found.name),
                Named::Primitive | Named::Elsewhere | Named::Unknown => None,
            };
            if let Some((operation, ty)) = overloads.first().zip(ty) {
                self.diags.push(diag::operation_named_like_type(name, operation.name.at, ty.at));
            }
        }
        let model = self.model;
        for (name, container) in &model.containers {
            self.container(container);
            self.cycle(name, |name| model.containers.get(name)?.extends.as_ref());
        }
    }

    fn operation(&mut self, name: &str, operation: &'m Operation) {
        if operation.bound && operation.parameters.is_empty() {
            self.diags.push(diag::missing_attribute(name, "Parameter", operation.name.at));
        }
        let mut places: BTreeMap<&str, Location> = BTreeMap::new();
        for parameter in &operation.parameters {
            if let Some(first) = places.insert(&parameter.name.text, parameter.name.at) {
                let place = format!("{name}/{}", parameter.name.text);
                self.diags.push(diag::duplicate_declaration("parameter", &place, parameter.name.at, first));
            }
            self.check_type(&parameter.ty, true);
        }
        if let Some(returns) = &operation.returns {
            self.check_type(&returns.ty, true);
        }
        self.entity_set_path(operation);
    }

    /// `binding/navigation`: where the entities of the result live.
    fn entity_set_path(&mut self, operation: &'m Operation) {
        let (Some(path), Some(binding)) = (&operation.entity_set_path, operation.binding()) else { return };
        let (first, rest) = path.text.split_once('/').map_or((&*path.text, None), |(first, rest)| (first, Some(rest)));
        let target = &*binding.ty.name.text;
        let known = self.model.structured.contains_key(target);
        let bad = first != &*binding.name.text || known && rest.is_some_and(|rest| reached(self.model, target, rest).is_none());
        if bad {
            self.diags.push(diag::bad_entity_set_path(&path.text, &binding.name.text, path.at));
        }
    }

    /// Where the entities of navigation properties live: paths and targets that exist.
    fn bindings(&mut self, resource: &'m Resource) {
        let target = &*resource.target.text;
        for binding in resource.bindings.iter().filter(|_| self.model.structured.contains_key(target)) {
            if reached(self.model, target, &binding.path.text).is_none() {
                self.diags.push(diag::undeclared_property(&binding.path.text, target, [], binding.path.at));
            }
            self.place(&binding.target);
        }
    }

    /// Warns of a path to an entity set or singleton that does not exist.
    fn place(&mut self, target: &'m Spot) {
        let segments: Vec<&str> = target.text.split('/').collect();
        let (container, first) = match segments.as_slice() {
            [container, first, ..] if container.contains('.') => (Some(*container), *first),
            [first, ..] => (None, *first),
            [] => return,
        };
        if container.is_some_and(|name| !self.model.containers.contains_key(name)) {
            return;
        }
        let mut resources = self.model.containers.values().flat_map(|container| &container.resources);
        if !resources.any(|resource| &*resource.name.text == first) {
            self.diags.push(diag::unknown_binding_target(&target.text, target.at));
        }
    }

    /// Warns of overloads that no request can tell apart.
    fn overloads(&mut self, name: &str, overloads: &'m [Operation]) {
        let mut seen: BTreeMap<String, Location> = BTreeMap::new();
        for operation in overloads {
            let binding = operation.binding().map(|parameter| (&parameter.ty.name.text, parameter.ty.collection));
            let mut names: Vec<&str> = operation.arguments().iter().map(|parameter| &*parameter.name.text).collect();
            names.sort_unstable();
            let names = if operation.action { Vec::new() } else { names };
            let signature = format!("{} {binding:?} {names:?}", operation.action);
            if let Some(first) = seen.get(&signature) {
                self.diags.push(diag::ambiguous_overload(name, operation.name.at, *first));
            } else {
                seen.insert(signature, operation.name.at);
            }
        }
    }

    fn container(&mut self, container: &'m Container) {
        if let Some(base) = container.extends.as_ref().filter(|base| !self.model.containers.contains_key(&base.text)) {
            let known = self.model.containers.keys().map(|known| &**known);
            let is_elsewhere = matches!(self.model.named(&base.text), Named::Elsewhere);
            if !is_elsewhere {
                self.diags.push(diag::undeclared_name("container", &base.text, self.diags.hints(known), base.at));
            }
        }
        let mut places: BTreeMap<&str, Location> = BTreeMap::new();
        for resource in &container.resources {
            self.named("resource", &resource.name);
            if let Some(set) = &resource.entity_set {
                self.place(set);
            }
            if let Some(first) = places.insert(&resource.name.text, resource.name.at) {
                self.diags.push(diag::duplicate_declaration("resource", &resource.name.text, resource.name.at, first));
            }
            match resource.kind {
                ResourceKind::EntitySet | ResourceKind::Singleton => {
                    self.entity_resource(resource);
                    self.bindings(resource);
                }
                ResourceKind::ActionImport => self.import(&resource.target, true),
                ResourceKind::FunctionImport => self.import(&resource.target, false),
            }
        }
    }

    fn entity_resource(&mut self, resource: &'m Resource) {
        let found = match self.resolve(&resource.target) {
            Named::Structured(found) if found.entity => {
                let keyless = resource.kind == ResourceKind::EntitySet && self.model.key(&resource.target.text).is_empty();
                let known = self
                    .model
                    .line(&resource.target.text)
                    .iter()
                    .all(|(_, found)| found.base.as_ref().is_none_or(|base| self.model.structured.contains_key(&base.text)));
                if keyless && known {
                    let (name, at) = (&resource.name.text, resource.target.at);
                    self.diags.push(diag::no_key(&resource.target.text, name, at, found.name.at));
                }
                return;
            }
            Named::Elsewhere | Named::Unknown => return,
            Named::Structured(_) => "a complex type",
            Named::Enum(_) => "an enumeration",
            Named::Definition(_) => "a type definition",
            Named::Primitive if &*resource.target.text == "Edm.EntityType" => return,
            Named::Primitive => "a primitive type",
        };
        self.diags.push(diag::name_of_wrong_kind(&resource.target.text, found, "an entity type", resource.target.at));
    }

    fn import(&mut self, target: &Spot, action: bool) {
        let (kind, other) = if action { ("action", "a function") } else { ("function", "an action") };
        let Some(overloads) = self.model.operations.get(&target.text) else {
            if !matches!(self.model.named(&target.text), Named::Elsewhere) {
                let known = self.model.operations.keys().map(|known| &**known);
                self.diags.push(diag::undeclared_name(kind, &target.text, self.diags.hints(known), target.at));
            }
            return;
        };
        if !overloads.iter().any(|operation| operation.action == action) {
            let expected = if action { "an action" } else { "a function" };
            self.diags.push(diag::name_of_wrong_kind(&target.text, other, expected, target.at));
        } else if overloads.iter().all(|operation| operation.bound) {
            self.diags.push(diag::name_of_wrong_kind(&target.text, "bound", "unbound", target.at));
        }
    }
}
