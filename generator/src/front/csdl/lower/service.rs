//! The model of the service: what URLs can be made of, for whoever resolves any URL and not only those of listed operations.

use std::collections::BTreeMap;

use super::super::model::index::{Model, Named};
use super::super::model::names::{is_standard, split, term};
use super::super::model::{Container, Expr, Navigation, Operation, Resource, ResourceKind, StructuredType, TypeRef};
use super::limits;
use crate::ir::{
    Callable, Holds, MemberLink, Namespace, Root, RootKind, Service, ServiceMember, ServiceType, Shape, Structure, ValueType,
};

/// The model of the service; `None` if the documents offer none.
pub(super) fn service(model: &Model) -> Option<Service> {
    if model.services.is_empty() {
        return None;
    }
    let names = model.structured.keys().chain(model.enums.keys()).chain(model.definitions.keys());
    let mut names: Vec<&str> = names.map(|name| &**name).filter(|name| !is_standard(split(name).0)).collect();
    names.sort_unstable();
    let index: BTreeMap<&str, usize> = names.iter().enumerate().map(|(at, name)| (*name, at)).collect();
    let lower = Lower { model, index };
    let types = names.iter().filter_map(|name| lower.declared(name)).collect();
    let operations = model.operations.iter().filter(|(name, _)| !is_standard(split(name).0));
    let calls = operations.flat_map(|(name, overloads)| overloads.iter().map(|found| lower.callable(name, found))).collect();
    let limits = lower.containers().into_iter().rev().filter_map(limits::of_container).collect();
    Some(Service { namespaces: lower.namespaces(), types, calls, roots: lower.roots(), limits })
}

struct Lower<'m> {
    model: &'m Model,
    /// The place of each declared type in the list.
    index: BTreeMap<&'m str, usize>,
}

impl<'m> Lower<'m> {
    fn namespaces(&self) -> Vec<Namespace> {
        let mut list: Vec<Namespace> = Vec::new();
        let own = self.model.namespaces.iter().filter(|found| !is_standard(&found.name.text));
        for found in own {
            let default = found.annotations.tagged(term::DEFAULT_NAMESPACE);
            let alias = found.alias.as_deref().map(str::to_owned);
            // A namespace may be spread over several documents, each with an alias of its own.
            match list.iter_mut().find(|known| *known.name == *found.name.text && (known.alias.is_none() || known.alias == alias)) {
                Some(known) => {
                    known.default |= default;
                    known.alias = known.alias.take().or(alias);
                }
                None => list.push(Namespace { name: found.name.text.to_string(), alias, default }),
            }
        }
        // Without any word of it, names of the container's namespace can do without.
        if !list.iter().any(|found| found.default) {
            let homes: Vec<&str> = self.model.services.iter().map(|name| split(name).0).collect();
            for found in &mut list {
                found.default = homes.contains(&&*found.name);
            }
        }
        list
    }

    fn value_type(&self, name: &str) -> ValueType {
        match self.index.get(name) {
            _ if self.model.is_stream(name) => ValueType::BuiltIn("Stream".to_owned()),
            Some(at) => ValueType::Declared(*at),
            None if split(name).0 == "Edm" => ValueType::BuiltIn(split(name).1.to_owned()),
            // Types of documents that could not be read.
            None => ValueType::BuiltIn("Untyped".to_owned()),
        }
    }

    fn holds(&self, ty: &TypeRef) -> Holds {
        Holds { ty: self.value_type(&ty.name.text), collection: ty.collection, nullable: ty.nullable }
    }

    fn declared(&self, name: &str) -> Option<ServiceType> {
        let shape = match self.model.named(name) {
            Named::Structured(found) => Shape::Structure(self.structure(found)),
            Named::Enum(found) => Shape::Enumeration {
                flags: found.flags,
                members: found.members.iter().map(|member| (member.name.text.to_string(), member.value)).collect(),
            },
            Named::Definition(found) => Shape::Definition(split(&found.underlying.name.text).1.to_owned()),
            Named::Primitive | Named::Elsewhere | Named::Unknown => return None,
        };
        Some(ServiceType { name: name.to_owned(), shape })
    }

    fn structure(&self, found: &StructuredType) -> Structure {
        let properties = found.properties.iter().map(|property| ServiceMember {
            name: property.name.text.to_string(),
            holds: self.holds(&property.ty),
            link: None,
        });
        let navigations = found.navigations.iter().map(|navigation: &Navigation| ServiceMember {
            name: navigation.name.text.to_string(),
            holds: self.holds(&navigation.ty),
            link: Some(if navigation.contains { MemberLink::Contained } else { MemberLink::Related }),
        });
        Structure {
            entity: found.entity,
            base: found.base.as_ref().and_then(|base| self.index.get(&*base.text).copied()),
            is_abstract: found.is_abstract,
            // What a base that was not read declares is not known.
            open: found.open || found.base.as_ref().is_some_and(|base| !self.index.contains_key(&*base.text)),
            stream: found.has_stream,
            key: found.key.iter().map(|part| (part.name().to_owned(), part.path.text.to_string())).collect(),
            alternate_keys: found.annotations.get(term::ALTERNATE_KEYS).map(alternate_keys).unwrap_or_default(),
            members: properties.chain(navigations).collect(),
            limits: limits::of_type(self.model, found),
        }
    }

    fn callable(&self, name: &str, found: &Operation) -> Callable {
        let parameters = found.parameters.iter().map(|parameter| {
            let optional = parameter.annotations.find(term::OPTIONAL_PARAMETER).is_some();
            (parameter.name.text.to_string(), self.holds(&parameter.ty), optional)
        });
        Callable {
            name: name.to_owned(),
            action: found.action,
            bound: found.bound,
            composable: found.composable,
            explicit: found.annotations.tagged(term::REQUIRES_EXPLICIT_BINDING),
            escape: is_escape(found),
            lives_at: found.entity_set_path.as_ref().map(|path| path.text.to_string()),
            parameters: parameters.collect(),
            returns: found.returns.as_ref().map(|returns| self.holds(&returns.ty)),
            limits: limits::of_operation(found).into_iter().collect(),
        }
    }

    fn roots(&self) -> Vec<Root> {
        let mut roots: Vec<Root> = Vec::new();
        for container in self.containers() {
            for resource in &container.resources {
                let Some(root) = self.root(resource) else { continue };
                if !roots.iter().any(|known| known.name == root.name) {
                    roots.push(root);
                }
            }
        }
        roots
    }

    /// The containers that are offered, each after those it extends.
    fn containers(&self) -> Vec<&'m Container> {
        let mut list: Vec<&Container> = Vec::new();
        for name in &self.model.services {
            let chain = self.model.containers.get(name).map(|found| self.model.extended(found));
            list.extend(chain.into_iter().flatten().rev());
        }
        list
    }

    fn root(&self, resource: &Resource) -> Option<Root> {
        let target = &*resource.target.text;
        let kind = match resource.kind {
            ResourceKind::EntitySet => RootKind::Set(*self.index.get(target)?),
            ResourceKind::Singleton => RootKind::Single(*self.index.get(target)?),
            ResourceKind::ActionImport | ResourceKind::FunctionImport => RootKind::Call(target.to_owned()),
        };
        let bindings = resource.bindings.iter().map(|binding| (binding.path.text.to_string(), binding.target.text.to_string()));
        Some(Root {
            name: resource.name.text.to_string(),
            kind,
            lives_in: resource.entity_set.as_ref().map(|set| set.text.to_string()),
            bindings: bindings.collect(),
            limits: limits::of_resource(resource),
        })
    }
}

/// Whether a path between colons can stand for a function: it is bound, and takes one text.
fn is_escape(found: &Operation) -> bool {
    let takes_text = matches!(found.arguments(), [only] if &*only.ty.name.text == "Edm.String" && !only.ty.collection);
    !found.action && found.bound && takes_text && found.annotations.tagged(term::URL_ESCAPE_FUNCTION)
}

/// Lists of name in URLs and path of the property.
fn alternate_keys(value: &Expr) -> Vec<Vec<(String, String)>> {
    let keys = value.items().iter().filter_map(Expr::record).map(|key| {
        let parts = key.items("Key").iter().filter_map(Expr::record).filter_map(|part| {
            let path = part.text("Name")?;
            Some((part.text("Alias").unwrap_or(path).to_owned(), path.to_owned()))
        });
        parts.collect::<Vec<_>>()
    });
    keys.filter(|key| !key.is_empty()).collect()
}
