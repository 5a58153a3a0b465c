//! Paths beside entities: how many there are, streams, references, entities as a derived type, entities by an alternate key.

use super::super::super::model::names::{split, term};
use super::super::super::model::{Annotations, Expr, Property, Record};
use super::emit::{Spec, json};
use super::path::{Path, capitalized, parameter};
use super::query::Reads;
use super::restrictions::Restrictions;
use super::{Place, Walk};
use crate::ir::{Body, Content, Docs, Media, Part, Place as Where, Style, View};

/// Bytes in a media type.
pub(super) fn bytes(media_type: &str) -> Content {
    Content { media_type: media_type.to_owned(), media: Media::Binary, schema: None, by_position: false, encodings: Vec::new() }
}

/// The media type a stream is read in, and those it may be written in: what the first says that says something of it.
pub(super) fn media_types<'m>(annotations: &[&'m Annotations]) -> (&'m str, Vec<&'m str>) {
    let get = |name| annotations.iter().find_map(|annotations| annotations.get(name));
    let mut accepted: Vec<&str> =
        get(term::ACCEPTABLE_MEDIA_TYPES).into_iter().flat_map(Expr::texts).filter(|text| text.contains('/')).collect();
    let own = get(term::MEDIA_TYPE).and_then(Expr::text).or(accepted.first().copied());
    if accepted.is_empty() {
        accepted.push("*/*");
    }
    (own.unwrap_or("application/octet-stream"), accepted)
}

impl<'m> Walk<'_, 'm, '_> {
    /// A place below another, and an operation there.
    pub(super) fn extra<'s>(
        path: &'s Path,
        method: &'static str,
        name: String,
        summary: &str,
        success: (u16, Option<Content>),
    ) -> Spec<'s> {
        let docs = Docs { summary: Some(summary.to_owned()), ..Docs::default() };
        Spec { method, name, restrictions: None, reads: Reads::Nothing, body: None, success, created: None, path, docs }
    }

    /// `/$count`, unless a function of that name is bound to the collection.
    pub(super) fn number(&mut self, place: &Place<'m>) {
        let restrictions = &place.restrictions;
        let readable = restrictions.flag(term::READ, "Readable").unwrap_or(true);
        let bound = self.bound.get(&(place.type_name, true)).into_iter().flatten();
        let mut functions = bound.filter(|(name, operation)| !operation.action && split(name).1 == "count");
        let countable = restrictions.flag(term::COUNT, "Countable").unwrap_or(true);
        if !countable || !readable || functions.next().is_some() {
            return;
        }
        let mut path = place.path.clone();
        path.literal("$count");
        let schema = Some(self.lower.shared.count);
        let text =
            Content { media_type: "text/plain".to_owned(), media: Media::Text, schema, by_position: false, encodings: Vec::new() };
        let spec = Self::extra(&path, "GET", path.spoken("Count"), "How many there are", (200, Some(text)));
        let spec = Spec { reads: Reads::Number, ..spec };
        self.paths += 1;
        self.emit(place, spec);
    }

    /// The stream of a media entity, and stream properties.
    pub(super) fn streams(&mut self, place: &Place<'m>) {
        let line = self.lower.model.line(place.type_name);
        let media = line.iter().rev().take(2).find(|(_, found)| found.has_stream);
        let properties = line.iter().filter(|_| self.rules.streams).flat_map(|(_, found)| &found.properties);
        let model = self.lower.model;
        let streams = properties.filter(|property| model.is_stream(&property.ty.name.text) && !property.ty.collection);
        let annotations = |property: &'m Property| {
            let definition = model.of_definition(&property.ty.name.text);
            [&property.annotations].into_iter().chain(definition).collect()
        };
        let mut named: Vec<(&str, Vec<&Annotations>)> =
            streams.map(|property| (&*property.name.text, annotations(property))).collect();
        if let Some((_, found)) = media
            && !named.iter().any(|(name, _)| *name == "content")
        {
            named.push(("$value", vec![&found.annotations]));
        }
        for (name, annotations) in named {
            let (own, accepted) = media_types(&annotations);
            let mut path = place.path.clone();
            path.literal(name);
            let word = capitalized(name.trim_start_matches('$'));
            let spoken = |verb: &str| place.path.spoken(&format!("{verb}{word}"));
            self.paths += 1;
            self.emit(place, Self::extra(&path, "GET", spoken("Get"), "The bytes of the stream", (200, Some(bytes(own)))));
            if !self.rules.streams {
                continue;
            }
            let mut put = Self::extra(&path, "PUT", spoken("Set"), "Replaces the bytes of the stream", (204, None));
            put.body = Some((
                Body { docs: Docs::default(), required: true, contents: accepted.into_iter().map(bytes).collect() },
                View::Update,
            ));
            self.emit(place, put);
            self.emit(place, Self::extra(&path, "DELETE", spoken("Delete"), "Deletes the stream", (204, None)));
        }
    }

    /// `/$ref`: the references themselves, where the navigation property allows it; says whether it does.
    pub(super) fn references(&mut self, place: &Place<'m>, collection: bool) -> bool {
        if place.steps.is_empty() || place.restrictions.flag(term::NAVIGATION, "Referenceable") != Some(true) {
            return false;
        }
        let mut path = place.path.clone();
        path.literal("$ref");
        let named = |verb: &str| place.path.spoken(&format!("{verb}Ref"));
        let (list, one) = self.lower.reference_schemas(place.at);
        let answer = if collection { list } else { one };
        let get = Self::extra(&path, "GET", named("Get"), "The addresses of the related entities", (200, Some(json(answer))));
        self.emit(place, get);
        if !self.is_listed(place, term::UPDATE, "NonUpdatableNavigationProperties") {
            let body = Body { docs: Docs::default(), required: true, contents: vec![json(one)] };
            let (method, verb) = if collection { ("POST", "Add") } else { ("PUT", "Set") };
            let mut write = Self::extra(&path, method, named(verb), "Relates an entity to this one", (204, None));
            write.body = Some((body, View::Create));
            self.emit(place, write);
        }
        self.paths += 1;
        if self.is_listed(place, term::DELETE, "NonDeletableNavigationProperties") {
            return true;
        }
        let mut delete_path = path.clone();
        if collection {
            let id = parameter("@id".to_owned(), Where::Query, Style::Form, self.lower.shared.url, true, place.at);
            delete_path.parameters.push(id);
        }
        let summary = "Removes the relation to an entity";
        self.emit(place, Self::extra(&delete_path, "DELETE", named("Delete"), summary, (204, None)));
        if let Some(mut path) = self.key_path(place).filter(|_| collection) {
            path.literal("$ref");
            self.emit(place, Self::extra(&path, "DELETE", place.path.spoken("DeleteRefByKey"), summary, (204, None)));
            self.paths += 1;
        }
        true
    }

    /// Whether the resource, or the type that declares the last navigation property of a place, lists it in a member of a term's record.
    fn is_listed(&self, place: &Place<'m>, name: &str, member: &str) -> bool {
        let lists = |annotations: &Annotations, path: &str| {
            let record = annotations.record(name);
            record.is_some_and(|record| record.items(member).iter().filter_map(Expr::text).any(|listed| listed == path))
        };
        let declared = place.followed.last().and_then(|(owner, name)| Some((self.lower.model.structured.get(*owner)?, *name)));
        lists(&place.resource.annotations, &place.steps) || declared.is_some_and(|(owner, name)| lists(&owner.annotations, name))
    }

    /// A place once for each of the derived types that it is said to hold.
    pub(super) fn as_derived(&self, place: &Place<'m>) -> Vec<Place<'m>> {
        let model = self.lower.model;
        let listed = place.restrictions.own().filter_map(|own| own.get(term::DERIVED_TYPES)).flat_map(Expr::texts);
        let known = listed.filter_map(|wanted| model.structured.get_key_value(&*model.full(wanted)));
        let mut casts = Vec::new();
        for (derived, _) in known {
            let derived: &'m str = derived;
            let again = !self.rules.casts_again && place.path.has_segment(derived);
            if derived == place.type_name || !model.is_a(derived, place.type_name) || again {
                continue;
            }
            let mut path = place.path.clone();
            path.literal(derived);
            path.words.push_str("As");
            path.words.push_str(&capitalized(split(derived).1));
            casts.push(Place { path, type_name: derived, restrictions: place.restrictions.of_reading(), ..place.clone() });
        }
        casts
    }

    /// Entities as one of the derived types that the place is said to hold.
    pub(super) fn casts(&mut self, place: &Place<'m>, collection: bool) {
        for cast in self.as_derived(place) {
            let cast = Place { owned: false, follow: place.follow && !collection, ..cast };
            if !self.count(&cast) {
                return;
            }
            if collection {
                self.emit_collection(&cast);
                self.number(&cast);
            } else {
                self.emit_single(&cast, false);
                let base = if self.rules.inherited_after_casts { None } else { Some(place.type_name) };
                if self.rules.complex && cast.follow {
                    self.complex_properties(&cast, base);
                }
                self.navigations(&cast, base);
            }
            if place.owned {
                let restrictions = Restrictions::of_type(self.lower.model.structured.get(cast.type_name));
                self.calls(&Place { restrictions, ..cast }, collection, Some(place.type_name));
            }
        }
    }

    /// Entities addressed by an alternate key: `/set(name={name})`.
    pub(super) fn alternate_keys(&mut self, place: &Place<'m>) {
        let line = self.lower.model.line(place.type_name);
        let declared = line.iter().filter_map(|(_, found)| found.annotations.get(term::ALTERNATE_KEYS)).flat_map(Expr::items);
        let of_place = place.restrictions.own().filter_map(|own| own.get(term::ALTERNATE_KEYS)).flat_map(Expr::items);
        let keys: Vec<&'m Record> = declared.chain(of_place).filter_map(Expr::record).collect();
        for key in keys {
            let mut path = place.path.clone();
            let mut parts = vec![Part::Literal("(".to_owned())];
            let mut words = String::new();
            for part in key.items("Key").iter().filter_map(Expr::record) {
                let Some(name) = part.text("Name") else { continue };
                let alias = part.text("Alias").unwrap_or(name);
                let Some(schema) = self.key_schema(place.type_name, name) else { continue };
                let before = if words.is_empty() { "" } else { "," };
                parts.push(Part::Literal(format!("{before}{alias}=")));
                let unique = path.unused(alias);
                parts.push(Part::Param(unique.clone()));
                path.parameters.push(parameter(unique, Where::Path, Style::ODataLiteral, schema, true, place.at));
                words.push_str(&capitalized(alias));
            }
            if words.is_empty() {
                continue;
            }
            parts.push(Part::Literal(")".to_owned()));
            path.append(parts);
            path.words.push_str("By");
            path.words.push_str(&words);
            let found = Place { path, restrictions: place.restrictions.of_item(), ..place.clone() };
            if self.count(&found) {
                self.emit_single(&found, true);
            }
        }
    }
}
