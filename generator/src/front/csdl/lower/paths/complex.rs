//! Paths of complex properties, where the model says that they can be read or changed by themselves.

use super::super::super::model::Property;
use super::super::super::model::index::Named;
use super::super::super::model::names::term;
use super::emit::{request, update_methods};
use super::query::Reads;
use super::restrictions::Restrictions;
use super::{Place, Walk};
use crate::ir::{SchemaId, View};

impl<'m> Walk<'_, 'm, '_> {
    /// The complex properties of one entity: all of them, or only those that `base` does not have. Nothing is listed unless an
    /// annotation of the property says that it can be done.
    pub(super) fn complex_properties(&mut self, place: &Place<'m>, base: Option<&str>) {
        let model = self.lower.model;
        for (owner, found) in model.line(place.type_name) {
            if base.is_some_and(|base| model.is_a(base, owner)) {
                continue;
            }
            for property in &found.properties {
                if let Named::Structured(_) = model.named(&property.ty.name.text) {
                    self.complex_property(place, property);
                }
            }
        }
    }

    fn complex_property(&mut self, place: &Place<'m>, property: &'m Property) {
        let name = &*property.name.text;
        let steps = if place.steps.is_empty() { name.to_owned() } else { format!("{}/{name}", place.steps) };
        let restrictions = Restrictions::of_property(place.resource, &steps, property);
        let can = |name: &str, member: &str| restrictions.flag(name, member);
        let read = can(term::READ, "Readable");
        let item_can = |member: &str| property.ty.collection && restrictions.entry_flag(member) == Some(true);
        let updated = can(term::UPDATE, "Updatable") == Some(true) || item_can("Updatable");
        let inserted = can(term::INSERT, "Insertable") == Some(true) || item_can("Insertable");
        if read != Some(true) && !updated && !inserted {
            return;
        }
        let Some(item) = self.lower.ids.get(&*property.ty.name.text).copied() else { return };
        let found = Place {
            path: place.path.step(name),
            steps,
            type_name: &property.ty.name.text,
            restrictions,
            owned: false,
            follow: false,
            at: property.name.at,
            ..place.clone()
        };
        if !self.count(&found) {
            return;
        }
        let list = property.ty.collection;
        if read != Some(false) {
            self.read_complex(&found, item, list);
        }
        if updated {
            let record = found.restrictions.record(term::UPDATE);
            let body = if list { self.list_of(&found, item) } else { item };
            for (method, verb) in update_methods(record) {
                let body = Some((request(body, true), View::Update));
                self.write_complex(&found, method, verb, body);
            }
        }
        if inserted && list {
            self.write_complex(&found, "POST", "Add", Some((request(item, true), View::Create)));
        }
        if list && self.rules.counts {
            self.number(&found);
        }
        if self.rules.casts {
            self.complex_casts(&found, list);
        }
        if !list && place.follow && !self.rules.through_complex {
            self.navigations_of(place, &property.ty.name.text, None, &mut vec![name]);
        }
    }

    fn read_complex(&mut self, place: &Place<'m>, item: SchemaId, list: bool) {
        let answer = if list { self.lower.collection_body(place.type_name, item, place.at) } else { item };
        let (verb, reads) = if list { ("List", Reads::Many) } else { ("Get", Reads::One) };
        let record = place.restrictions.record(term::READ);
        self.emit(place, Self::spec(place, "GET", verb, record, reads, None, (200, Some(answer))));
    }

    fn write_complex(&mut self, place: &Place<'m>, method: &'static str, verb: &str, body: Option<(crate::ir::Body, View)>) {
        let of = if method == "POST" { term::INSERT } else { term::UPDATE };
        let spec = Self::spec(place, method, verb, place.restrictions.record(of), Reads::Nothing, body, (204, None));
        self.emit(place, spec);
    }

    /// The body with a list of new values.
    fn list_of(&mut self, place: &Place<'m>, item: SchemaId) -> SchemaId {
        let list = self.lower.array_of(place.type_name, item, place.at);
        let object = self.lower.value_object(place.type_name, list, place.at);
        self.lower.schemas.add(object)
    }

    /// Values of the property as one of the types that it is said to hold.
    fn complex_casts(&mut self, place: &Place<'m>, list: bool) {
        for cast in self.as_derived(place) {
            let Some(item) = self.lower.ids.get(cast.type_name).copied() else { continue };
            if !self.count(&cast) {
                return;
            }
            self.read_complex(&cast, item, list);
            if list && self.rules.counts {
                self.number(&cast);
            }
        }
    }
}
