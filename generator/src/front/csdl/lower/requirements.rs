//! What creating and changing entities asks for, by type: collected from the restrictions of all the resources that hold them.

use std::collections::{BTreeMap, BTreeSet};

use super::super::check::reached;
use super::super::model::names::term;
use super::super::model::{Annotations, Model, Record, Resource, ResourceKind};
use crate::diag::{self, Diags};
use crate::source::Location;

/// What is asked for, by type.
#[derive(Default)]
pub(super) struct Requirements<'m> {
    create: BTreeMap<&'m str, Asked<'m>>,
    update: BTreeMap<&'m str, Asked<'m>>,
}

/// What creating and changing an entity ask for.
pub(super) struct Asks<'m> {
    pub(super) created: Asked<'m>,
    pub(super) updated: Asked<'m>,
}

/// What one way of writing asks for.
#[derive(Clone, Default)]
pub(super) struct Asked<'m> {
    required: BTreeSet<&'m str>,
    /// Left out by every resource so far.
    excluded: BTreeSet<&'m str>,
    resources: usize,
    differs: BTreeSet<&'m str>,
    at: Option<Location>,
}

impl Asked<'_> {
    /// Whether a member must be there.
    pub(super) fn requires(&self, name: &str) -> bool {
        self.required.contains(name)
    }

    /// Whether a member is never part of it.
    pub(super) fn left_out(&self, name: &str) -> bool {
        self.excluded.contains(name)
    }
}

impl<'m> Requirements<'m> {
    /// What a type asks for, the requirements of its bases included.
    pub(super) fn of(&self, model: &Model, type_name: &str) -> Asks<'m> {
        Asks { created: merge(&self.create, model, type_name), updated: merge(&self.update, model, type_name) }
    }
}

fn merge<'m>(map: &BTreeMap<&'m str, Asked<'m>>, model: &Model, type_name: &str) -> Asked<'m> {
    let mut all = Asked::default();
    if map.is_empty() {
        return all;
    }
    for (name, _) in model.line(type_name) {
        if let Some(asked) = map.get(name) {
            all.required.extend(&asked.required);
            all.excluded.extend(&asked.excluded);
        }
    }
    all
}

/// Collects what is asked for.
pub(super) fn collect<'m>(model: &'m Model, diags: &mut Diags) -> Requirements<'m> {
    let mut collector = Collector { model, found: Requirements::default(), diags };
    for container in model.containers.values() {
        for resource in &container.resources {
            collector.resource(resource);
        }
    }
    for found in model.structured.values() {
        for navigation in &found.navigations {
            let (target, annotations) = (&*navigation.ty.name.text, &navigation.annotations);
            let (insertable, updatable) = (navigation.contains && navigation.ty.collection, navigation.contains);
            collector.annotations(target, annotations, insertable, updatable);
            if let Some(entry) = navigation.restricted() {
                let at = annotations.find(term::NAVIGATION).map_or(navigation.name.at, |found| found.at);
                collector.entry(target, entry, at, insertable, updatable);
            }
        }
    }
    for (name, asked) in collector.found.create.iter().chain(&collector.found.update) {
        let differs: Vec<&str> = asked.differs.iter().copied().collect();
        if let (false, Some(at)) = (differs.is_empty(), asked.at) {
            collector.diags.push(diag::differing_requirements(name, &differs, at));
        }
    }
    collector.found
}

struct Collector<'m, 'd> {
    model: &'m Model,
    found: Requirements<'m>,
    diags: &'d mut Diags,
}

impl<'m> Collector<'m, '_> {
    fn resource(&mut self, resource: &'m Resource) {
        if !matches!(resource.kind, ResourceKind::EntitySet | ResourceKind::Singleton) {
            return;
        }
        let target = &*resource.target.text;
        self.annotations(target, &resource.annotations, resource.kind == ResourceKind::EntitySet, true);
        for (path, annotations) in &resource.paths {
            if let Some(reached) = reached(self.model, target, path) {
                self.annotations(reached, annotations, true, true);
            }
        }
        for (path, entry) in resource.restricted() {
            let Some(reached) = reached(self.model, target, path) else { continue };
            let at = resource.annotations.find(term::NAVIGATION).map_or(resource.name.at, |found| found.at);
            self.entry(reached, entry, at, true, true);
        }
    }

    fn entry(&mut self, target: &'m str, entry: &'m Record, at: Location, insertable: bool, updatable: bool) {
        if let Some(record) = entry.record("InsertRestrictions").filter(|_| insertable) {
            self.insert(target, record, at);
        }
        if let Some(record) = entry.record("UpdateRestrictions").filter(|_| updatable) {
            self.update(target, record, at);
        }
    }

    fn annotations(&mut self, target: &'m str, annotations: &'m Annotations, insertable: bool, updatable: bool) {
        if let Some(found) = annotations.find(term::INSERT).filter(|_| insertable)
            && let Some(record) = found.value.record()
        {
            self.insert(target, record, found.at);
        }
        if let Some(found) = annotations.find(term::UPDATE).filter(|_| updatable)
            && let Some(record) = found.value.record()
        {
            self.update(target, record, found.at);
        }
    }

    fn insert(&mut self, target: &'m str, record: &'m Record, at: Location) {
        if record.bool("Insertable") != Some(false) {
            let asked = self.found.create.entry(target).or_default();
            let excluded = ["NonInsertableProperties", "NonInsertableNavigationProperties"];
            let unknown = add(self.model, target, asked, record, &excluded, at);
            self.report(target, unknown, at);
        }
    }

    fn update(&mut self, target: &'m str, record: &'m Record, at: Location) {
        if record.bool("Updatable") != Some(false) {
            let asked = self.found.update.entry(target).or_default();
            let excluded = ["NonUpdatableProperties", "NonUpdatableNavigationProperties"];
            let unknown = add(self.model, target, asked, record, &excluded, at);
            self.report(target, unknown, at);
        }
    }

    fn report(&mut self, target: &str, unknown: Vec<&str>, at: Location) {
        for path in unknown {
            if path.contains('/') {
                self.diags.push(diag::nested_target(path, at));
                continue;
            }
            let line = self.model.line(target);
            let known: Vec<&str> = line.iter().flat_map(|(_, found)| found.properties.iter().map(|p| &*p.name.text)).collect();
            self.diags.push(diag::undeclared_property(path, target, self.diags.hints(known), at));
        }
    }
}

/// Adds one resource's record; gives the paths that name nothing.
fn add<'m>(
    model: &Model,
    target: &str,
    asked: &mut Asked<'m>,
    record: &'m Record,
    excluded: &[&str],
    at: Location,
) -> Vec<&'m str> {
    let exists = |path: &&str| {
        let line = model.line(target);
        line.iter().any(|(_, found)| {
            found.properties.iter().any(|property| &*property.name.text == *path)
                || found.navigations.iter().any(|navigation| &*navigation.name.text == *path)
        })
    };
    let texts = |name: &str| record.items(name).iter().filter_map(|item| item.text());
    let (required, mut unknown): (BTreeSet<&str>, Vec<&str>) =
        texts("RequiredProperties").partition::<Vec<_>, _>(exists).into_sets();
    let (left_out, more) = excluded.iter().flat_map(|name| texts(name)).partition::<Vec<_>, _>(exists).into_sets();
    unknown.extend(more);
    if asked.resources > 0 {
        let differs: BTreeSet<&str> = asked.required.symmetric_difference(&required).copied().collect();
        asked.differs.extend(differs);
        asked.excluded.retain(|name| left_out.contains(name));
    } else {
        asked.excluded = left_out;
    }
    asked.required.extend(required);
    asked.resources += 1;
    asked.at = asked.at.or(Some(at));
    unknown
}

/// What exists, as a set, and the rest.
trait IntoSets<'m> {
    fn into_sets(self) -> (BTreeSet<&'m str>, Vec<&'m str>);
}

impl<'m> IntoSets<'m> for (Vec<&'m str>, Vec<&'m str>) {
    fn into_sets(self) -> (BTreeSet<&'m str>, Vec<&'m str>) {
        (self.0.into_iter().collect(), self.1)
    }
}
