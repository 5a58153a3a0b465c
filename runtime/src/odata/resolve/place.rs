//! Arriving at places: the type of a place comes in, what is there and what can be done with it goes out.

use super::super::model::{Call, Ix, Member, Root, RootKind, TypeRef, edm, is};
use super::super::resource::{Step, Target};
use super::{Here, Place, ResolveError, Walk};

/// Methods by what is at a place.
const READ: &[&str] = &["GET"];
const COLLECTION: &[&str] = &["GET", "POST"];
const ENTITY: &[&str] = &["GET", "PATCH", "PUT", "DELETE"];
const VALUES: &[&str] = &["GET", "PUT", "PATCH", "POST", "DELETE"];
const VALUE: &[&str] = &["GET", "PUT", "PATCH", "DELETE"];
const STREAM: &[&str] = &["GET", "PUT", "DELETE"];

impl<'a> Walk<'a> {
    /// Goes to a place that holds values of a type; `result`: of a function, which only reads.
    pub(super) fn enter(&mut self, holds: TypeRef, set: Option<&'static Root>, path: String, result: bool) {
        let entity = self.model.is_entity(holds.ty);
        let structured = self.model.is_structured(holds.ty);
        let (target, methods) = match (holds.collection, entity, structured) {
            (true, true, _) => (Target::Entities, COLLECTION),
            (false, true, _) => (Target::Entity, ENTITY),
            (true, _, true) => (Target::Complexes, VALUES),
            (false, _, true) => (Target::Complex, VALUE),
            (true, ..) => (Target::Primitives, VALUES),
            (false, ..) if holds.ty == edm::STREAM => (Target::Stream, STREAM),
            (false, ..) if holds.ty == edm::UNTYPED => (Target::Dynamic, VALUE),
            (false, ..) => (Target::Primitive, VALUE),
        };
        // An entity that a function found can be changed like any other.
        let methods = if result && target != Target::Entity { READ } else { methods };
        self.place = Place { target, holds: Some(holds), of: None, set, path, methods, open_end: true };
    }

    /// Follows a member.
    pub(super) fn follow(&mut self, member: &'static Member) {
        let path = joined(&self.place.path, member.name);
        let contained = member.flags & is::CONTAINED != 0;
        let set = if !member.is_navigation() || contained { self.place.set } else { self.bound(&path) };
        let path = if member.is_navigation() && !contained { String::new() } else { path };
        self.enter(member.holds(), set, path, false);
    }

    /// The entity set or singleton where the entities of a navigation property live.
    fn bound(&self, path: &str) -> Option<&'static Root> {
        let bindings = self.place.set?.bindings;
        let without_casts: Vec<&str> = path.split('/').filter(|name| !name.contains('.')).collect();
        let plain = without_casts.join("/");
        let (_, target) = bindings.iter().find(|(known, _)| *known == path || *known == plain)?;
        // A target in another container, or below a singleton, is written as a path.
        let name = target.rsplit('/').next()?;
        self.model.root(name).filter(|root| !matches!(root.kind, RootKind::Call(_)))
    }

    /// Goes on with values of a derived type only.
    pub(super) fn cast(&mut self, ty: Ix) {
        self.place.path = joined(&self.place.path, self.model.name(ty));
        if let Some(holds) = &mut self.place.holds {
            holds.ty = ty;
        }
    }

    /// Goes on with one item of a collection.
    pub(super) fn item(&mut self) {
        let Some(holds) = self.place.holds else { return };
        let (set, path) = (self.place.set, std::mem::take(&mut self.place.path));
        self.enter(TypeRef { nullable: false, ..holds.item() }, set, path, false);
    }

    /// Goes to the result of a call.
    pub(super) fn result(&mut self, call: &'static Call) {
        let set = match (call.lives_at, call.binding()) {
            (Some(path), Some(_)) => match path.split_once('/') {
                Some((_, rest)) => self.bound(&joined(&self.place.path, rest)).or(self.place.set),
                None => self.place.set,
            },
            _ => None,
        };
        match call.returns {
            Some(holds) => self.enter(holds, set, String::new(), true),
            None => {
                let place = Place {
                    target: Target::Action,
                    holds: None,
                    of: None,
                    set,
                    path: String::new(),
                    methods: READ,
                    open_end: false,
                };
                self.place = place;
            }
        }
        if call.is_action() {
            self.place.target = Target::Action;
            self.place.methods = &["POST"];
            self.place.open_end = false;
        } else if !call.is_composable() && !self.options.compose_all {
            self.place.open_end = false;
        }
    }

    /// `$ref`, `$count`, `$value` and the other segments that begin with a dollar.
    pub(super) fn dollar(&mut self, here: &Here<'a>) -> Result<(), ResolveError> {
        let (name, inner) = here.split();
        let Some(holds) = self.place.holds else { return Err(self.nothing_follows(here)) };
        let target = self.place.target;
        let entities = target == Target::Entities;
        let (step, target, methods) = match name {
            "$ref" if entities => (Step::Ref, Target::References, &["GET", "POST", "PUT", "DELETE"] as &'static [&'static str]),
            "$ref" if target == Target::Entity => (Step::Ref, Target::Reference, &["GET", "PUT", "DELETE"] as _),
            "$count" if holds.collection || target == Target::Dynamic => (Step::Count, Target::Count, READ),
            "$value" if target == Target::Entity && self.has_stream(holds.ty) => (Step::Value, Target::Stream, STREAM),
            "$value" if matches!(target, Target::Primitive | Target::Dynamic) => (Step::Value, Target::RawValue, STREAM),
            "$each" if holds.collection => (Step::Each, single(target), &["GET", "PATCH", "POST", "DELETE"] as _),
            "$query" => (Step::Query, target, &["POST"] as _),
            "$filter" if holds.collection => {
                let Some((expression, _)) = inner else {
                    return Err(here.malformed(0, "`$filter` needs an expression in parentheses"));
                };
                (Step::Filter(expression.to_owned()), target, self.place.methods)
            }
            "$ref" | "$count" | "$value" | "$each" | "$filter" => {
                let place = self.model.shown(holds);
                return Err(here.malformed(0, format!("`{name}` says nothing about {place}")));
            }
            _ => return Err(here.not_found(format!("there is no segment `{name}`"), None)),
        };
        let last = !matches!(step, Step::Each | Step::Filter(_));
        if matches!(step, Step::Each) {
            // What follows is asked of each entity.
            self.place.holds = Some(holds.item());
        }
        self.push(here.piece.start, step);
        self.place.target = target;
        self.place.methods = methods;
        self.place.open_end = !last;
        if matches!(target, Target::Count | Target::References | Target::Reference) {
            self.place.of = Some(holds);
        }
        if target == Target::Count {
            self.place.holds = Some(TypeRef { ty: edm::INT64, collection: false, nullable: false });
        }
        Ok(())
    }

    fn has_stream(&self, ty: Ix) -> bool {
        let here = self.model.is_media(ty) || ty == edm::ENTITY_TYPE;
        // A derived type may be a media entity.
        here || self
            .model
            .types
            .iter()
            .enumerate()
            .any(|(index, found)| found.flags & is::MEDIA != 0 && Ix::try_from(index).is_ok_and(|index| self.model.is_a(index, ty)))
    }

    /// `:/a/b:` behind an entity.
    pub(super) fn item_path(&mut self, here: &Here<'a>) -> Result<(), ResolveError> {
        if self.place.target != Target::Entity {
            return Err(here.malformed(here.text().len(), "a path by names can only follow an entity"));
        }
        let mut names: Vec<String> = Vec::new();
        let start = self.pieces.get(self.next).map(|piece| piece.start);
        while let Some(next) = self.take()? {
            let name = next.text();
            let ends = name.ends_with(':');
            names.push(name.strip_suffix(':').unwrap_or(name).to_owned());
            if ends {
                break;
            }
        }
        if let Some(start) = start {
            self.push(start, Step::Path(names.join("/")));
            self.place.methods = &["GET", "PATCH", "PUT", "DELETE"];
        }
        Ok(())
    }

    pub(super) fn nothing_follows(&self, here: &Here<'a>) -> ResolveError {
        let what = match self.segments.last().map(|segment| &segment.step) {
            Some(Step::Call(call, _)) if call.is_action() => format!("the action `{}`", call.own_name()),
            Some(Step::Call(call, _)) => format!("the function `{}`, which is not composable", call.own_name()),
            Some(Step::Metadata) => "`$metadata`".to_owned(),
            Some(Step::Batch) => "`$batch`".to_owned(),
            Some(Step::Ref) => "`$ref`".to_owned(),
            Some(Step::Count) => "`$count`".to_owned(),
            Some(Step::Value) => "`$value`".to_owned(),
            _ => "this place".to_owned(),
        };
        here.not_found(format!("no segment can follow {what}"), None)
    }
}

/// One of what a collection holds.
fn single(target: Target) -> Target {
    match target {
        Target::Entities => Target::Entity,
        Target::Complexes => Target::Complex,
        Target::Primitives => Target::Primitive,
        other => other,
    }
}

fn joined(path: &str, name: &str) -> String {
    if path.is_empty() { name.to_owned() } else { format!("{path}/{name}") }
}
