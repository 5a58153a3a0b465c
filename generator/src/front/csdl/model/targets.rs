//! Attaches annotations that are written apart from what they are about.

use std::collections::BTreeMap;

use super::names::{is_standard, split};
use super::{Annotations, Container, Model, Operation, Targeted};
use crate::diag::{self, Diags};

/// What became of a target.
enum Found<'m> {
    /// The annotations go here.
    At(&'m mut Annotations),
    /// In several places: all overloads.
    All(Vec<&'m mut Annotations>),
    /// Legal, without effect.
    Nested,
    /// Does not exist.
    Nothing,
}

/// Attaches all; reports targets that do not exist.
pub(crate) fn attach(model: &mut Model, diags: &mut Diags) {
    for Targeted { target, annotations } in std::mem::take(&mut model.targeted) {
        let path = target.text.strip_suffix('/').unwrap_or(&target.text);
        let foreign = is_foreign(model, path);
        match find(model, path) {
            Found::At(place) => place.extend(annotations),
            Found::All(places) => {
                for place in places {
                    place.extend(annotations.clone());
                }
            }
            Found::Nested => diags.push(diag::nested_target(&target.text, target.at)),
            Found::Nothing if foreign => {}
            Found::Nothing => diags.push(diag::dangling_target(&target.text, target.at)),
        }
    }
}

/// Whether a target lies in a document that was not read.
fn is_foreign(model: &Model, path: &str) -> bool {
    let head = path.split(['/', '(']).next().unwrap_or("");
    let (namespace, _) = split(head);
    is_standard(namespace) || model.missing.contains_key(namespace)
}

fn find<'m>(model: &'m mut Model, path: &str) -> Found<'m> {
    if path.contains('@') {
        return Found::Nested;
    }
    if let Some((name, rest)) = path.split_once('(') {
        let Some((types, rest)) = overload_types(rest) else { return Found::Nothing };
        return overload(model, name, &types, rest.strip_prefix('/'));
    }
    let (head, rest) = match path.split_once('/') {
        Some((head, rest)) => (head, Some(rest)),
        None => (path, None),
    };
    if model.structured.contains_key(head) {
        return of_type(model, head, rest);
    }
    if let Some(found) = model.enums.get_mut(head) {
        let Some(rest) = rest else { return Found::At(&mut found.annotations) };
        let member = found.members.iter_mut().find(|member| &*member.name.text == rest);
        return member.map_or(Found::Nothing, |member| Found::At(&mut member.annotations));
    }
    if let Some(found) = model.definitions.get_mut(head) {
        return if rest.is_none() { Found::At(&mut found.annotations) } else { Found::Nothing };
    }
    if model.containers.contains_key(head) {
        return of_container(&mut model.containers, head, rest);
    }
    if let Some(overloads) = model.operations.get_mut(head) {
        return of_operations(overloads.iter_mut().collect(), rest);
    }
    if model.terms.contains_key(head) { Found::Nested } else { Found::Nothing }
}

fn of_type<'m>(model: &'m mut Model, name: &str, rest: Option<&str>) -> Found<'m> {
    let inherited = rest.is_some_and(|rest| {
        let bases = model.line(name);
        bases.iter().any(|(base, found)| {
            *base != name
                && (found.properties.iter().any(|p| &*p.name.text == rest)
                    || found.navigations.iter().any(|n| &*n.name.text == rest))
        })
    });
    let Some(found) = model.structured.get_mut(name) else { return Found::Nothing };
    let Some(rest) = rest else { return Found::At(&mut found.annotations) };
    if let Some((first, _)) = rest.split_once('/') {
        let known = found.properties.iter().any(|property| &*property.name.text == first)
            || found.navigations.iter().any(|navigation| &*navigation.name.text == first);
        return if known { Found::Nested } else { Found::Nothing };
    }
    if let Some(property) = found.properties.iter_mut().find(|property| &*property.name.text == rest) {
        return Found::At(&mut property.annotations);
    }
    if let Some(navigation) = found.navigations.iter_mut().find(|navigation| &*navigation.name.text == rest) {
        return Found::At(&mut navigation.annotations);
    }
    if !inherited {
        return Found::Nothing;
    }
    entry(&mut found.inherited, rest)
}

/// The annotations under a name in a list, made if needed.
fn entry<'m>(list: &'m mut Vec<(Box<str>, Annotations)>, name: &str) -> Found<'m> {
    if !list.iter().any(|(known, _)| &**known == name) {
        list.push((name.into(), Annotations::default()));
    }
    let found = list.iter_mut().find(|(known, _)| &**known == name);
    found.map_or(Found::Nothing, |(_, annotations)| Found::At(annotations))
}

fn of_container<'m>(containers: &'m mut BTreeMap<Box<str>, Container>, name: &str, rest: Option<&str>) -> Found<'m> {
    let Some(found) = containers.get_mut(name) else { return Found::Nothing };
    let Some(rest) = rest else { return Found::At(&mut found.annotations) };
    let (resource, path) = match rest.split_once('/') {
        Some((resource, path)) => (resource, Some(path)),
        None => (rest, None),
    };
    let Some(resource) = found.resources.iter_mut().find(|found| &*found.name.text == resource) else { return Found::Nothing };
    match path {
        None => Found::At(&mut resource.annotations),
        Some(path) => entry(&mut resource.paths, path),
    }
}

/// The types between parentheses and what follows them.
fn overload_types(rest: &str) -> Option<(Vec<String>, &str)> {
    // `Collection(T)` nests one level.
    let mut depth = 0;
    for (at, character) in rest.char_indices() {
        match character {
            '(' => depth += 1,
            ')' if depth == 0 => {
                let inner = rest.get(..at)?;
                let types = inner.split(',').map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned).collect();
                return Some((types, rest.get(at + 1..)?));
            }
            ')' => depth -= 1,
            _ => {}
        }
    }
    None
}

fn overload<'m>(model: &'m mut Model, name: &str, types: &[String], rest: Option<&str>) -> Found<'m> {
    let Some(overloads) = model.operations.get_mut(name) else { return Found::Nothing };
    of_operations(overloads.iter_mut().filter(|found| matches(found, types)).collect(), rest)
}

/// Whether an overload is the one with these types: all of them, or for an action its binding type alone.
fn matches(operation: &Operation, types: &[String]) -> bool {
    let written = operation.parameters.iter().map(|parameter| {
        let name = &parameter.ty.name.text;
        if parameter.ty.collection { format!("Collection({name})") } else { name.to_string() }
    });
    let all: Vec<String> = written.collect();
    let binding = usize::from(operation.bound);
    all == types || operation.action && all.get(..binding) == Some(types)
}

fn of_operations<'m>(overloads: Vec<&'m mut Operation>, rest: Option<&str>) -> Found<'m> {
    let places: Vec<&mut Annotations> = overloads.into_iter().filter_map(|operation| part_of(operation, rest)).collect();
    if places.is_empty() { Found::Nothing } else { Found::All(places) }
}

fn part_of<'m>(operation: &'m mut Operation, rest: Option<&str>) -> Option<&'m mut Annotations> {
    match rest {
        None => Some(&mut operation.annotations),
        Some("$ReturnType") => operation.returns.as_mut().map(|found| &mut found.annotations),
        Some(name) => {
            let parameter = operation.parameters.iter_mut().find(|parameter| &*parameter.name.text == name)?;
            Some(&mut parameter.annotations)
        }
    }
}
