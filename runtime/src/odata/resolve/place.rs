//! Arriving at places: the type of a place comes in, what is there and what can be done with it goes out.

use super::super::home::Home;
use super::super::limits::does;
use super::super::literal::Literal;
use super::super::model::{Call, Ix, Member, Root, TypeRef, edm, is};
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
    pub(super) fn enter(&mut self, holds: TypeRef, home: Home, result: bool) {
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
        self.place = Place { target, holds: Some(holds), of: None, home, methods, open_end: true };
    }

    /// Follows a member of a type.
    pub(super) fn follow(&mut self, holder: Ix, member: &'static Member) {
        let home = self.place.home.follow(self.model, holder, member);
        self.enter(member.holds(), home, false);
    }

    /// Goes on with values of a derived type only.
    pub(super) fn cast(&mut self, ty: Ix) {
        self.place.home.cast(self.model.name(ty));
        if let Some(holds) = &mut self.place.holds {
            holds.ty = ty;
        }
    }

    /// Goes on with one item of a collection.
    pub(super) fn item(&mut self) {
        let Some(holds) = self.place.holds else { return };
        let home = std::mem::take(&mut self.place.home);
        self.enter(TypeRef { nullable: false, ..holds.item() }, home, false);
    }

    /// Goes on with the entity of a key.
    pub(super) fn keyed(&mut self) {
        self.item();
        self.place.home.by_key = true;
    }

    /// Goes to the result of a call; `imported`: where its entities live, as the import says.
    pub(super) fn result(&mut self, call: &'static Call, imported: Option<&'static Root>) {
        let mut home = match (call.lives_at, call.binding(), imported) {
            (.., Some(set)) => self.home(set),
            (Some(path), Some(_), None) => self.home_of_path(path.split_once('/').map_or("", |(_, rest)| rest)),
            _ => Home::default(),
        };
        if self.options.limits {
            home.called(call);
        }
        match call.returns {
            Some(holds) => self.enter(holds, home, true),
            None => self.place = Place { target: Target::Action, holds: None, of: None, home, methods: READ, open_end: false },
        }
        if call.is_action() {
            self.place.target = Target::Action;
            self.place.methods = &["POST"];
            self.place.open_end = false;
        } else if !call.is_composable() && !self.options.compose_all {
            self.place.open_end = false;
        }
    }

    /// The home of what a path of members from the place leads to.
    fn home_of_path(&self, path: &str) -> Home {
        let mut home = self.place.home.clone();
        let mut holder = self.place.holds.map(|holds| holds.ty);
        for name in path.split('/').filter(|name| !name.is_empty()) {
            if let Some(ty) = self.model.find_type(name) {
                home.cast(self.model.name(ty));
                holder = Some(ty);
            } else if let Some((ty, member)) = holder.and_then(|ty| Some((ty, self.model.member(ty, name)?))) {
                home = home.follow(self.model, ty, member);
                holder = Some(member.ty);
            }
        }
        home
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
            "$query" if self.place.home.denies(does::QUERY_SEGMENT) => {
                return Err(here.not_found("the service takes no query options in the body", None));
            }
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

    /// `:/a/b:` behind an entity, or where a function takes such a path; several of them behind each other.
    pub(super) fn item_path(&mut self, here: &Here<'a>) -> Result<(), ResolveError> {
        while self.one_path(here)? {}
        Ok(())
    }

    /// One path between colons; whether another one follows.
    fn one_path(&mut self, here: &Here<'a>) -> Result<bool, ResolveError> {
        let escapes = self.escapes();
        if escapes.is_empty() && self.place.target != Target::Entity {
            return Err(here.malformed(here.text().len(), "a path by names can only follow an entity"));
        }
        let mut names: Vec<String> = Vec::new();
        let Some(start) = self.pieces.get(self.next).map(|piece| piece.start) else { return Ok(false) };
        // A path that ends with two colons is followed by another one.
        let (mut closed, mut again) = (false, false);
        while let Some(next) = self.take()? {
            let name = next.text();
            let open = name.strip_suffix(':');
            let twice = open.and_then(|name| name.strip_suffix(':')).filter(|_| !escapes.is_empty());
            (closed, again) = (open.is_some(), twice.is_some());
            names.push(twice.or(open).unwrap_or(name).to_owned());
            if closed {
                break;
            }
        }
        let path = names.join("/");
        // What follows the path follows the result of the function, if that can be.
        let Some(call) = escapes.iter().find(|call| call.is_composable() == closed).or(escapes.first()) else {
            self.push(start, Step::Path(path));
            self.place.methods = &["GET", "PATCH", "PUT", "DELETE"];
            return Ok(false);
        };
        let argument = call.arguments().first().map(|parameter| (parameter.name, Literal::String(path)));
        self.push(start, Step::Call(call, argument.into_iter().collect()));
        self.result(call, None);
        Ok(again)
    }

    /// The functions that stand for a path between colons at the place, those for its own type first.
    pub(super) fn escapes(&self) -> Vec<&'static Call> {
        let Some(holds) = self.place.holds.filter(|_| self.place.open_end) else { return Vec::new() };
        let of_place = |call: &&Call| call.flags & is::ESCAPE != 0 && call.binding().is_some_and(|first| self.binds(first, holds));
        let mut found: Vec<&'static Call> = self.model.calls.iter().filter(of_place).collect();
        found.sort_by_key(|call| self.distance(call, holds));
        found
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
