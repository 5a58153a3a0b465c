//! Checks the model as a whole: names that stand for nothing, cycles, clashes, keys. Messages go out, the model stays as it is.

mod services;
mod types;

use std::collections::{BTreeMap, BTreeSet};

use super::model::index::Named;
use super::model::names::split;
use super::model::{Model, Spot, TypeRef};
use crate::diag::{self, Diags};
use crate::source::Location;

/// The types of the `Edm` namespace.
pub(super) const PRIMITIVES: &[&str] = &[
    "Binary",
    "Boolean",
    "Byte",
    "Date",
    "DateTimeOffset",
    "Decimal",
    "Double",
    "Duration",
    "Guid",
    "Int16",
    "Int32",
    "Int64",
    "SByte",
    "Single",
    "Stream",
    "String",
    "TimeOfDay",
    "Untyped",
    "PrimitiveType",
    "ComplexType",
    "EntityType",
    "AnnotationPath",
    "AnyPropertyPath",
    "ModelElementPath",
    "NavigationPropertyPath",
    "PropertyPath",
];
/// The kinds of geographic and geometric types.
pub(super) const SHAPES: &[&str] =
    &["", "Point", "LineString", "Polygon", "MultiPoint", "MultiLineString", "MultiPolygon", "Collection"];

/// Checks everything.
pub(crate) fn check(model: &Model, diags: &mut Diags) {
    let mut check = Check { model, diags, missing: BTreeSet::new(), settled: BTreeSet::new() };
    let place = model.namespaces.first().map(|namespace| namespace.name.at);
    if let Some(at) = place.filter(|_| model.order.is_empty() && model.containers.is_empty() && model.terms.is_empty()) {
        check.diags.push(diag::nothing_declared(at));
    }
    check.types();
    check.services();
}

/// The type at the end of a path of properties, navigation properties and type casts; `None` if a step does not exist. A path
/// through types that were not read is taken as right.
pub(super) fn reached<'m>(model: &'m Model, start: &str, path: &str) -> Option<&'m str> {
    let mut current = model.structured.get_key_value(start).map(|(name, _)| &**name)?;
    for segment in path.split('/') {
        if segment.contains('.') {
            current = model.structured.get_key_value(segment).map(|(name, _)| &**name)?;
            continue;
        }
        let line = model.line(current);
        let outside =
            line.iter().any(|(_, found)| found.base.as_ref().is_some_and(|base| !model.structured.contains_key(&base.text)));
        let found = line.iter().find_map(|(_, found)| {
            let navigation = found.navigations.iter().find(|navigation| &*navigation.name.text == segment);
            let property = || found.properties.iter().find(|property| &*property.name.text == segment);
            navigation.map(|found| &found.ty).or_else(|| property().map(|found| &found.ty))
        });
        match found {
            Some(ty) if matches!(model.named(&ty.name.text), Named::Structured(_) | Named::Unknown) => current = &ty.name.text,
            Some(_) => return Some(current),
            None if outside => return Some(current),
            None => return None,
        }
    }
    Some(current)
}

/// A check under way.
struct Check<'m> {
    model: &'m Model,
    diags: &'m mut Diags,
    /// Namespaces of documents that could not be read, already reported.
    missing: BTreeSet<&'m str>,
    /// What is known to be on no cycle, or on one that was reported.
    settled: BTreeSet<&'m str>,
}

/// Whether a name of the `Edm` namespace is one of its types.
pub(super) fn is_primitive(name: &str) -> bool {
    let shape = name.strip_prefix("Geography").or_else(|| name.strip_prefix("Geometry"));
    PRIMITIVES.contains(&name) || shape.is_some_and(|shape| SHAPES.contains(&shape))
}

impl<'m> Check<'m> {
    /// What a type name stands for, after reporting it if that is nothing.
    fn resolve(&mut self, name: &Spot) -> Named<'m> {
        let found = self.model.named(&name.text);
        let (namespace, own) = split(&name.text);
        match found {
            Named::Primitive if !is_primitive(own) => {
                let known = PRIMITIVES.iter().map(|known| format!("Edm.{known}")).collect::<Vec<_>>();
                self.diags.push(diag::undeclared_type(&name.text, known.iter().map(|known| &**known), name.at));
                Named::Unknown
            }
            Named::Unknown => {
                let known = self.diags.hints(self.model.order.iter().map(|known| &**known));
                self.diags.push(diag::undeclared_type(&name.text, known, name.at));
                Named::Unknown
            }
            Named::Elsewhere => {
                if let Some((namespace, uri)) = self.model.missing.get_key_value(namespace)
                    && self.missing.insert(namespace)
                {
                    self.diags.push(diag::not_loaded(&uri.text, namespace, uri.at));
                }
                found
            }
            _ => found,
        }
    }

    /// Reports what is its own base, once for all members of the cycle: at the one that comes first by name.
    fn cycle(&mut self, name: &'m str, base_of: impl Fn(&str) -> Option<&'m Spot>) {
        let mut walked: Vec<(&str, Location)> = Vec::new();
        let mut places: BTreeMap<&str, usize> = BTreeMap::new();
        let mut next = name;
        let start = loop {
            if let Some(start) = places.get(next) {
                break *start;
            }
            let Some(base) = base_of(next).filter(|_| self.settled.insert(next)) else { return };
            places.insert(next, walked.len());
            walked.push((next, base.at));
            next = &base.text;
        };
        let cycle = walked.get_mut(start..).unwrap_or_default();
        let first = cycle.iter().enumerate().min_by_key(|(_, (name, _))| *name).map_or(0, |(at, _)| at);
        cycle.rotate_left(first);
        if let [(name, at), through @ ..] = &*cycle {
            let through: Vec<(String, Location)> = through.iter().map(|(name, at)| ((*name).to_owned(), *at)).collect();
            self.diags.push(diag::cyclic_base(name, &through, *at));
        }
    }

    /// A type of a property, parameter or result; only some places take entities.
    fn check_type(&mut self, ty: &TypeRef, entities: bool) {
        if let Named::Structured(found) = self.resolve(&ty.name)
            && found.entity
            && !entities
        {
            self.diags.push(diag::name_of_wrong_kind(&ty.name.text, "an entity type", "a complex or primitive type", ty.name.at));
        }
    }
}
