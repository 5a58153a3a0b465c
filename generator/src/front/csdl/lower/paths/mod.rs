//! Listed operations: the resources of a container are walked and every path that can be called becomes operations.
//!
//! A contained navigation property is followed, but occurs once per path; one that is not contained gives its own paths only.
//! Names of operations: the resource, the navigation properties of the path and the verb (`List`, `Get`, `Create`, `Update`,
//! `Replace`, `Delete`), with dots between; actions and functions add their own name instead of a verb. A number makes a repeated
//! name unique.

mod calls;
mod choices;
mod collective;
mod complex;
mod emit;
mod extras;
mod path;
mod query;
mod restrictions;
mod route;

use std::collections::{BTreeMap, BTreeSet};

use self::path::Path;
use self::restrictions::Restrictions;
use super::super::model::{Annotations, Container, Expr, Operation, Record, Resource, ResourceKind};
use super::super::options::PathRules;
use super::Lower;
use super::docs::notes;
use super::term;
use crate::diag;
use crate::ir::SchemaId;
use crate::source::Location;

/// How many navigation properties a listed path may follow, whatever the options say: the walk takes stack for each.
const MAX_STEPS: usize = 64;

/// Operations bound to a type: by its name and whether to a collection of it.
type Bound<'m> = BTreeMap<(&'m str, bool), Vec<(&'m str, &'m Operation)>>;

/// A place that is walked: its path, what is there, and what restricts it.
#[derive(Clone)]
struct Place<'m> {
    path: Path,
    /// The resource at the root.
    resource: &'m Resource,
    /// The navigation properties from there, as annotations write them.
    steps: String,
    /// The type of what is there.
    type_name: &'m str,
    /// The group of its operations.
    group: String,
    /// The navigation properties that occur on the path: declaring type and name.
    followed: Vec<(&'m str, &'m str)>,
    restrictions: Restrictions<'m>,
    /// The entity set or singleton that its entities live in, if that is elsewhere.
    bound: Option<&'m Resource>,
    /// It may be absent.
    nullable: bool,
    /// Entities live here and can be created, changed and deleted unless something says otherwise.
    owned: bool,
    /// The path goes on with navigation properties.
    follow: bool,
    /// It is the result of a function.
    composed: bool,
    at: Location,
}

/// A walk under way.
struct Walk<'w, 'm, 'd> {
    lower: &'w mut Lower<'m, 'd>,
    /// The container's name, for origins.
    container: &'m str,
    error: SchemaId,
    /// What the containers say of every request, the most specific first.
    common: Vec<&'m Annotations>,
    /// What a container says of all places that say nothing themselves.
    defaults: Option<&'m Record>,
    /// The service understands keys as segments, as far as it says.
    keys_as_segments: bool,
    bound: &'w Bound<'m>,
    /// Everything that the container offers, by name.
    resources: BTreeMap<&'m str, &'m Resource>,
    /// Which paths are listed.
    rules: PathRules,
    /// Methods with paths, so that none is listed twice.
    listed: BTreeSet<(String, String)>,
    /// The body of each action, and whether it is required, by where the action is declared.
    bodies: BTreeMap<Location, (SchemaId, bool)>,
    ids: BTreeSet<String>,
    /// The last number given to each of them that is repeated.
    repeated: BTreeMap<String, usize>,
    paths: usize,
    /// How often each navigation property was followed.
    uses: BTreeMap<(&'m str, &'m str), usize>,
    stopped: bool,
}

impl<'m> Lower<'m, '_> {
    /// Lists the operations of a container, those of the containers it extends first.
    pub(super) fn list(&mut self, container: &'m Container, error: SchemaId) {
        let chain = self.model.extended(container);
        let bound = self.bound();
        let rules = self.options.paths.clone();
        let declared = container.annotations.get(term::KEY_AS_SEGMENT).and_then(Expr::bool);
        let of_chain = chain.iter().rev().flat_map(|container| &container.resources);
        let mut walk = Walk {
            container: &container.name.text,
            error,
            common: chain.iter().map(|container| &container.annotations).collect(),
            defaults: chain.iter().find_map(|container| container.annotations.record(term::DEFAULT_CAPABILITIES)),
            keys_as_segments: declared.unwrap_or(!rules.declared_key_style),
            bound: &bound,
            resources: of_chain.map(|resource| (&*resource.name.text, resource)).collect(),
            rules,
            listed: BTreeSet::new(),
            bodies: BTreeMap::new(),
            ids: BTreeSet::new(),
            repeated: BTreeMap::new(),
            paths: 0,
            uses: BTreeMap::new(),
            stopped: false,
            lower: self,
        };
        for container in chain.iter().rev() {
            for resource in &container.resources {
                walk.resource(resource);
            }
        }
        if walk.rules.batch {
            walk.batch(container);
        }
    }

    fn bound(&self) -> Bound<'m> {
        let mut bound: Bound<'m> = BTreeMap::new();
        for (name, overloads) in &self.model.operations {
            for operation in overloads {
                if let Some(binding) = operation.binding() {
                    bound.entry((&*binding.ty.name.text, binding.ty.collection)).or_default().push((&**name, operation));
                }
            }
        }
        bound
    }
}

impl<'m> Walk<'_, 'm, '_> {
    fn resource(&mut self, resource: &'m Resource) {
        let name = &*resource.name.text;
        if self.lower.options.roots.as_ref().is_some_and(|roots| !roots.iter().any(|root| root == name)) || self.stopped {
            return;
        }
        let type_name = &*resource.target.text;
        let place = Place {
            path: Path::root(name),
            resource,
            steps: String::new(),
            type_name,
            group: name.to_owned(),
            followed: Vec::new(),
            bound: None,
            nullable: resource.nullable,
            restrictions: Restrictions::of_resource(resource, self.lower.model.structured.get(type_name)).or(self.defaults),
            owned: true,
            follow: true,
            composed: false,
            at: resource.name.at,
        };
        match resource.kind {
            ResourceKind::EntitySet => self.collection(&place),
            ResourceKind::Singleton => self.single(&place, false),
            ResourceKind::ActionImport | ResourceKind::FunctionImport => self.import(&place),
        }
    }

    /// Counts a path; `false` once there are too many.
    fn count(&mut self, place: &Place<'m>) -> bool {
        self.paths += 1;
        if let Some(last) = place.followed.last().filter(|_| place.follow) {
            *self.uses.entry(*last).or_default() += 1;
        }
        let limit = self.lower.options.max_paths;
        if self.paths > limit && !self.stopped {
            self.stopped = true;
            let mut uses: Vec<_> = self.uses.iter().collect();
            uses.sort_by(|a, b| b.1.cmp(a.1).then(a.0.cmp(b.0)));
            let names: Vec<String> = uses.iter().take(3).map(|((ty, name), _)| format!("{ty}/{name}")).collect();
            let raw = &place.path.template.raw;
            let cycle = self.cycle(place);
            self.lower.diags.push(diag::too_many_paths(limit, &names, &cycle, raw, place.resource.name.at));
        }
        if place.followed.len() > MAX_STEPS && !self.stopped {
            self.stopped = true;
            self.lower.diags.push(diag::path_too_long(MAX_STEPS, &place.path.template.raw, place.resource.name.at));
        }
        !self.stopped
    }

    /// A collection of entities: the collection itself, operations bound to it, and each entity.
    fn collection(&mut self, place: &Place<'m>) {
        if !self.count(place) {
            return;
        }
        self.emit_collection(place);
        if self.rules.counts {
            self.number(place);
        }
        if self.rules.each {
            self.each(place);
        }
        if self.rules.casts {
            self.casts(place, true);
        }
        if place.owned {
            self.calls(place, true, None);
        }
        let referenced = self.rules.references && self.references(place, true);
        if !self.goes_on_by_key(place) {
            return;
        }
        let Some(path) = self.key_path(place) else { return };
        let item = Place { path, restrictions: place.restrictions.of_item(), ..place.clone() };
        if referenced && !place.owned {
            self.parts(&item);
            return;
        }
        self.single(&item, true);
        if self.rules.alternate_keys {
            self.alternate_keys(place);
        }
    }

    /// Whether single entities of a collection are listed.
    fn goes_on_by_key(&self, place: &Place<'m>) -> bool {
        let indexable = place.restrictions.supported(term::INDEXABLE_BY_KEY).unwrap_or(true);
        let listed = place.owned || self.rules.related_by_key;
        // Where properties repeat, the depth ends a path with the collection.
        let ends = self.rules.repeat && self.is_deep(place);
        indexable && listed && !ends && !self.lower.model.key(place.type_name).is_empty()
    }

    /// One entity: its operations, operations bound to it, and what can be reached from it.
    fn single(&mut self, place: &Place<'m>, keyed: bool) {
        if !self.count(place) {
            return;
        }
        self.emit_single(place, keyed);
        if !keyed && self.rules.references {
            self.references(place, false);
        }
        if place.owned {
            self.calls(place, false, None);
        }
        self.parts(place);
        self.navigations(place, None);
    }

    /// What belongs to one entity: itself as a derived type, its streams and complex properties.
    fn parts(&mut self, place: &Place<'m>) {
        if self.rules.casts {
            self.casts(place, false);
        }
        if place.owned || self.rules.streams {
            self.streams(place);
        }
        if self.rules.complex {
            self.complex_properties(place, None);
        }
    }
}

impl Place<'_> {
    /// Where the place is declared, for origins.
    fn pointer(&self, container: &str) -> String {
        let name = &self.resource.name.text;
        if self.steps.is_empty() { format!("{container}/{name}") } else { format!("{container}/{name}/{}", self.steps) }
    }

    /// What a transcriber recorded about it.
    fn notes(&self) -> Vec<String> {
        self.restrictions.own().flat_map(notes).collect()
    }
}
