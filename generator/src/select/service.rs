//! The model of a service is cut to a part of the API: what URLs of the remaining operations go through stays, with the remaining
//! types.

use std::collections::{BTreeMap, BTreeSet};

use crate::ir::{Api, Holds, Operation, RootKind, Service, Shape, TypeName, ValueType};

/// Leaves out of the model what the API has no longer.
pub fn cut(api: &mut Api) {
    let Some(service) = api.service.take() else { return };
    let (roots, mut kept) = walked(&service, &api.operations);
    let named = api.named.iter().filter_map(|id| api.schemas[*id].name.as_ref());
    let named: BTreeSet<String> = named.map(TypeName::qualified).collect();
    kept.extend(service.types.iter().enumerate().filter(|(_, ty)| named.contains(&ty.name)).map(|(index, _)| index));
    for index in kept.clone() {
        kept.extend(line(&service, index));
    }
    api.service = Some(rebuilt(service, &roots, &kept));
}

/// The roots and types that the paths of operations go through.
fn walked(service: &Service, operations: &[Operation]) -> (BTreeSet<String>, BTreeSet<usize>) {
    let (mut roots, mut types) = (BTreeSet::new(), BTreeSet::new());
    for operation in operations {
        let names = operation.path.raw.split('/').map(|segment| segment.split('(').next().unwrap_or(segment));
        let mut names = names.filter(|name| !name.is_empty());
        let Some(root) = names.next().and_then(|name| service.roots.iter().find(|root| root.name == name)) else { continue };
        roots.insert(root.name.clone());
        let mut at = match &root.kind {
            RootKind::Set(index) | RootKind::Single(index) => Some(*index),
            RootKind::Call(_) => None,
        };
        types.extend(at);
        for name in names {
            let Some(index) = at else { break };
            let next = service.types.iter().position(|ty| ty.name == name).or_else(|| member(service, index, name));
            // A key, a call or a count leads to no other type by name.
            at = next.or(at);
            types.extend(next);
        }
    }
    (roots, types)
}

/// The declared type that a member of a type or its bases holds.
fn member(service: &Service, index: usize, name: &str) -> Option<usize> {
    line(service, index).into_iter().find_map(|index| match &service.types.get(index)?.shape {
        Shape::Structure(structure) => {
            let member = structure.members.iter().find(|member| member.name == name)?;
            if let ValueType::Declared(index) = member.holds.ty { Some(index) } else { None }
        }
        Shape::Enumeration { .. } | Shape::Definition(_) => None,
    })
}

/// A type and its bases.
fn line(service: &Service, index: usize) -> Vec<usize> {
    let mut line = Vec::new();
    let mut next = Some(index);
    while let Some(index) = next.filter(|index| !line.contains(index)) {
        line.push(index);
        next = service.types.get(index).and_then(|ty| if let Shape::Structure(it) = &ty.shape { it.base } else { None });
    }
    line
}

fn rebuilt(service: Service, roots: &BTreeSet<String>, kept: &BTreeSet<usize>) -> Service {
    let new: BTreeMap<usize, usize> = kept.iter().enumerate().map(|(new, old)| (*old, new)).collect();
    let hold = |holds: &mut Holds| match &mut holds.ty {
        ValueType::BuiltIn(_) => true,
        ValueType::Declared(index) => new.get(index).map(|new| *index = *new).is_some(),
    };
    let mut types = Vec::new();
    for (_, mut ty) in service.types.into_iter().enumerate().filter(|(index, _)| kept.contains(index)) {
        if let Shape::Structure(structure) = &mut ty.shape {
            structure.base = structure.base.and_then(|base| new.get(&base).copied());
            structure.members.retain_mut(|member| hold(&mut member.holds));
        }
        types.push(ty);
    }
    let mut calls = service.calls;
    calls.retain_mut(|call| {
        let parameters = call.parameters.iter_mut().fold(true, |all, (_, holds, _)| hold(holds) && all);
        call.returns.as_mut().is_none_or(&hold) && parameters
    });
    let mut remaining = service.roots;
    remaining.retain_mut(|root| {
        root.bindings.retain(|(_, target)| roots.contains(target));
        let typed = match &mut root.kind {
            RootKind::Set(index) | RootKind::Single(index) => new.get(index).map(|new| *index = *new).is_some(),
            RootKind::Call(name) => calls.iter().any(|call| call.name == *name),
        };
        typed && roots.contains(&root.name)
    });
    Service { namespaces: service.namespaces, types, calls, roots: remaining, limits: service.limits }
}
