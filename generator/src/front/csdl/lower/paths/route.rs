//! The way from an entity along its navigation properties: which are followed, and what is there.

use super::super::super::model::index::Named;
use super::super::super::model::names::split;
use super::super::super::model::{Navigation, Resource};
use super::restrictions::Restrictions;
use super::{Place, Walk};

/// Complex properties inside of each other that are looked through for navigation properties.
const NESTING: usize = 4;

impl<'m> Walk<'_, 'm, '_> {
    /// Whether a path may follow no further navigation property.
    pub(super) fn is_deep(&self, place: &Place<'m>) -> bool {
        self.lower.options.depth.is_some_and(|depth| place.followed.len() >= depth)
    }

    /// What can be reached from an entity: by all of its navigation properties, or only by those that `base` does not have.
    pub(super) fn navigations(&mut self, place: &Place<'m>, base: Option<&str>) {
        let ends = !place.steps.is_empty() && place.restrictions.navigability() == Some("Single");
        if place.follow && !ends && !self.is_deep(place) {
            self.navigations_of(place, place.type_name, base, &mut Vec::new());
        }
    }

    /// Those of a type, which is that of the place or of a complex property inside; `inside` are the names of such properties.
    pub(super) fn navigations_of(&mut self, place: &Place<'m>, type_name: &'m str, base: Option<&str>, inside: &mut Vec<&'m str>) {
        for (owner, found) in self.lower.model.line(type_name) {
            if base.is_some_and(|base| self.lower.model.is_a(base, owner)) {
                continue;
            }
            for navigation in &found.navigations {
                let again = place.followed.contains(&(owner, &*navigation.name.text));
                if (self.rules.repeat || !again) && !self.stopped {
                    self.navigation(place, owner, navigation, inside);
                }
            }
            if !self.rules.through_complex || inside.len() >= NESTING {
                continue;
            }
            for property in found.properties.iter().filter(|property| !property.ty.collection) {
                let name = &*property.ty.name.text;
                if matches!(self.lower.model.named(name), Named::Structured(_)) {
                    inside.push(&property.name.text);
                    self.navigations_of(place, name, None, inside);
                    inside.pop();
                }
            }
        }
    }

    fn navigation(&mut self, place: &Place<'m>, owner: &'m str, navigation: &'m Navigation, inside: &[&'m str]) {
        let name = &*navigation.name.text;
        let mut steps = place.steps.clone();
        let mut path = place.path.clone();
        for step in inside.iter().chain([&name]) {
            if !steps.is_empty() {
                steps.push('/');
            }
            steps.push_str(step);
            path = path.step(step);
        }
        let model = self.lower.model;
        let target = &*navigation.ty.name.text;
        let bound = if self.rules.bound && !navigation.contains { self.bound_at(place.resource, &steps) } else { None };
        let ty = model.structured.get(target);
        let restrictions = Restrictions::of_navigation(place.resource, &steps, navigation, bound, ty).or(self.defaults);
        if !is_navigable(place, &restrictions) || !self.lower.ids.contains_key(target) {
            return;
        }
        let mut followed = place.followed.clone();
        followed.push((owner, name));
        let group = if self.rules.bound { &place.resource.name.text } else { name };
        let found = Place {
            path,
            resource: place.resource,
            steps,
            type_name: target,
            group: group.to_owned(),
            followed,
            bound,
            nullable: navigation.ty.nullable,
            restrictions,
            owned: navigation.contains && !place.composed,
            follow: navigation.contains && !place.composed,
            composed: false,
            at: navigation.name.at,
        };
        if navigation.ty.collection {
            self.collection(&found);
        } else {
            self.single(&found, false);
        }
    }

    /// The types and navigation properties of a path that lead from a type back to it, or to one that shares its base.
    pub(super) fn cycle(&self, place: &Place<'m>) -> Vec<String> {
        let model = self.lower.model;
        let related = |a: &str, b: &str| model.is_a(a, b) || model.is_a(b, a);
        let mut types = vec![&*place.resource.target.text];
        for (index, (owner, name)) in place.followed.iter().enumerate() {
            let navigations = model.structured.get(*owner).map_or(&[][..], |found| &found.navigations);
            let Some(target) = navigations.iter().find(|found| &*found.name.text == *name).map(|found| &*found.ty.name.text) else {
                break;
            };
            if let Some(start) = types.iter().position(|seen| related(seen, target)) {
                let names = place.followed.get(start..=index).unwrap_or_default().iter().map(|(_, name)| (*name).to_owned());
                let first = types.get(start).map_or("", |name| split(name).1).to_owned();
                return [first].into_iter().chain(names).collect();
            }
            types.push(target);
        }
        Vec::new()
    }

    /// The entity set or singleton that a path from a resource is bound to.
    fn bound_at(&self, resource: &'m Resource, steps: &str) -> Option<&'m Resource> {
        let binding = resource.bindings.iter().find(|binding| &*binding.path.text == steps)?;
        let name = binding.target.text.rsplit('/').next()?;
        self.resources.get(name).copied()
    }
}

/// Whether a navigation property can be part of a path: as it says itself, or as the resource at the root says for all.
fn is_navigable(place: &Place<'_>, restrictions: &Restrictions<'_>) -> bool {
    let of_root = Restrictions::of_resource(place.resource, None);
    match (restrictions.navigability(), place.followed.len()) {
        (Some(own), _) => own != "None",
        (None, 0) => of_root.navigability() != Some("None"),
        (None, 1) => of_root.navigability() != Some("Single"),
        (None, _) => true,
    }
}
