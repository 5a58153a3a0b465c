//! What restricts a place: the entries in `NavigationRestrictions`, annotations of its path, of the resource or
//! navigation property itself, of its entity type, and the container's defaults, in this order.

use std::borrow::Cow;

use super::super::super::model::names::{split, term};
use super::super::super::model::{Annotations, Expr, Navigation, Property, Record, Resource, StructuredType};

/// What restricts a place.
#[derive(Clone)]
pub(super) struct Restrictions<'m> {
    /// The entries for the place in `RestrictedProperties`: of the resource, and of the navigation property itself.
    entries: Vec<&'m Record>,
    /// Annotations of the place itself.
    own: Vec<&'m Annotations>,
    /// Annotations of the resource that the entities live in, if that is elsewhere.
    bound: Option<&'m Annotations>,
    /// Annotations of its type.
    of_type: Option<&'m Annotations>,
    /// What the container says of all that say nothing themselves.
    of_all: Option<&'m Record>,
    /// It is one entity of a collection, by its key.
    by_key: bool,
}

impl<'m> Restrictions<'m> {
    /// Nothing restricts it.
    pub(super) fn none() -> Self {
        Self { entries: Vec::new(), own: Vec::new(), bound: None, of_type: None, of_all: None, by_key: false }
    }

    /// The same for entities of a derived type, which are only read.
    pub(super) fn of_reading(&self) -> Self {
        let readable = self.flag(term::READ, "Readable").unwrap_or(true);
        if readable { Self::none() } else { self.clone() }
    }

    /// Only what a type says restricts it.
    pub(super) fn of_type(ty: Option<&'m StructuredType>) -> Self {
        Self { of_type: ty.map(|ty| &ty.annotations), ..Self::none() }
    }

    /// What restricts an entity set or singleton.
    pub(super) fn of_resource(resource: &'m Resource, ty: Option<&'m StructuredType>) -> Self {
        Self { own: vec![&resource.annotations], ..Self::of_type(ty) }
    }

    /// What restricts a navigation property reached by `steps`.
    pub(super) fn of_navigation(
        resource: &'m Resource,
        steps: &str,
        navigation: &'m Navigation,
        bound: Option<&'m Resource>,
        ty: Option<&'m StructuredType>,
    ) -> Self {
        let of_resource = resource.restricted().find(|(path, _)| *path == steps).map(|(_, entry)| entry);
        let entries = of_resource.into_iter().chain(navigation.restricted()).collect();
        let paths = resource.paths.iter().filter(|(path, _)| &**path == steps).map(|(_, annotations)| annotations);
        let own = paths.chain([&navigation.annotations]).collect();
        Self { entries, own, bound: bound.map(|found| &found.annotations), ..Self::of_type(ty) }
    }

    /// The same with what the container says of all that say nothing themselves.
    pub(super) fn or(self, of_all: Option<&'m Record>) -> Self {
        Self { of_all, ..self }
    }

    /// The same for one entity of the collection.
    pub(super) fn of_item(&self) -> Self {
        Self { by_key: true, ..self.clone() }
    }

    /// What restricts a complex property reached by `steps`.
    pub(super) fn of_property(resource: &'m Resource, steps: &str, property: &'m Property) -> Self {
        let paths = resource.paths.iter().filter(|(path, _)| &**path == steps).map(|(_, annotations)| annotations);
        let entries = resource.collection_properties().filter(|(path, _)| *path == steps).map(|(_, entry)| entry).collect();
        Self { entries, own: paths.chain([&property.annotations]).collect(), ..Self::none() }
    }

    /// Annotations of the place itself.
    pub(super) fn own(&self) -> impl Iterator<Item = &'m Annotations> + '_ {
        self.own.iter().copied()
    }

    /// The value of a term.
    fn get(&self, name: &str) -> Option<&'m Expr> {
        self.special(name).or_else(|| self.of_all?.get(split(name).1))
    }

    /// The value of a term that is not said of all places.
    fn special(&self, name: &str) -> Option<&'m Expr> {
        let of_entry = self.entries.iter().find_map(|entry| entry.get(split(name).1));
        of_entry.or_else(|| self.own().chain(self.bound).chain(self.of_type).find_map(|annotations| annotations.get(name)))
    }

    /// Whether something can be done, or otherwise what is usual; what is said of all places only takes away.
    pub(super) fn can(&self, name: &str, member: &str, usual: bool) -> bool {
        let said = self.flag(name, member);
        if self.special(name).is_some() { said.unwrap_or(usual) } else { usual && said != Some(false) }
    }

    /// The record of a term.
    pub(super) fn record(&self, name: &str) -> Option<&'m Record> {
        self.get(name).and_then(Expr::record)
    }

    /// What is said of `$expand`.
    pub(super) fn expand(&self) -> Option<Cow<'m, Record>> {
        let record = self.record(term::EXPAND)?;
        let by_key = record.expand_by_key().filter(|_| self.by_key);
        Some(by_key.map_or(Cow::Borrowed(record), Cow::Owned))
    }

    /// A boolean of the entry for the place.
    pub(super) fn entry_flag(&self, member: &str) -> Option<bool> {
        self.entries.iter().find_map(|entry| entry.bool(member))
    }

    /// The boolean of a term.
    pub(super) fn supported(&self, name: &str) -> Option<bool> {
        self.get(name).and_then(Expr::bool)
    }

    /// A boolean member of a term's record.
    pub(super) fn flag(&self, name: &str, member: &str) -> Option<bool> {
        self.record(name).and_then(|record| record.bool(member))
    }

    /// The status of a successful operation, if it is not the protocol's usual one.
    pub(super) fn status(&self, operation: &str) -> Option<u16> {
        let record = self.own().find_map(|annotations| annotations.record(term::RESPONSES))?;
        record.get(operation).and_then(Expr::integer).and_then(|status| u16::try_from(status).ok())
    }

    /// Whether the navigation property can be part of a path, and those behind it: `None`, `Single` or `Recursive`.
    pub(super) fn navigability(&self) -> Option<&'static str> {
        let text = |record: &'m Record| record.get("Navigability").and_then(|value| value.members().last());
        let of_entry = self.entries.iter().copied().find_map(text);
        let own = || self.own().find_map(|annotations| annotations.record(term::NAVIGATION).and_then(text));
        match of_entry.or_else(own)? {
            "Recursive" | "0" => Some("Recursive"),
            "Single" | "1" => Some("Single"),
            "None" | "2" => Some("None"),
            _ => None,
        }
    }

    /// Whether an operation that asks for an explicit binding is bound here.
    pub(super) fn binds(&self, operation: &str) -> bool {
        let lists = self.own().chain(self.of_type).filter_map(|annotations| annotations.get(term::EXPLICIT_OPERATION_BINDINGS));
        lists.flat_map(Expr::texts).any(|name| name.split('(').next() == Some(operation))
    }
}
