//! One segment after the first: what it can mean at the place where the walk is, most specific meaning first.

use super::super::home::Home;
use super::super::limits::does;
use super::super::model::{Ix, Member, TypeRef, edm};
use super::super::resource::{Step, Target};
use super::error::suggest;
use super::{Here, ResolveError, Walk};

impl<'a> Walk<'a> {
    pub(super) fn step(&mut self, here: &Here<'a>) -> Result<(), ResolveError> {
        let text = here.text();
        if text.starts_with('$') && (self.place.open_end || matches!(text, "$count" | "$value" | "$ref")) {
            return self.dollar(here);
        }
        let Some(holds) = self.place.holds.filter(|_| self.place.open_end) else { return Err(self.nothing_follows(here)) };
        let (name, inner) = here.split();
        if holds.collection {
            return self.of_collection(here, holds, name, inner);
        }
        if self.model.is_structured(holds.ty) || holds.ty == edm::UNTYPED {
            return self.of_object(here, holds, name, inner);
        }
        if self.call(here, name, inner)? || self.cast_to(here, holds, name, inner)? {
            return Ok(());
        }
        let place = self.model.shown(holds);
        Err(here.not_found(format!("a value of {place} has no `{name}`"), None))
    }

    /// A cast, a call, a key or an index behind a collection.
    fn of_collection(
        &mut self,
        here: &Here<'a>,
        holds: TypeRef,
        name: &str,
        inner: Option<(&str, usize)>,
    ) -> Result<(), ResolveError> {
        if self.cast_to(here, holds, name, inner)? || self.call(here, name, inner)? {
            return Ok(());
        }
        if self.place.target == Target::Entities {
            if self.options.key_segments {
                return self.key_segment(here);
            }
        } else if let Ok(index) = here.text().parse::<i64>() {
            self.push(here.piece.start, Step::Index(index));
            self.item();
            return Ok(());
        }
        let message = format!("`{name}` is nothing that {} has", self.model.shown(holds));
        Err(here.not_found(message, self.suggestion(holds, name)))
    }

    /// A member, a cast or a call behind an object.
    fn of_object(&mut self, here: &Here<'a>, holds: TypeRef, name: &str, inner: Option<(&str, usize)>) -> Result<(), ResolveError> {
        if let Some(member) = self.member(holds.ty, name)
            && (inner.is_none() || member.flags & super::super::model::is::COLLECTION != 0 && member.is_navigation())
        {
            let step = if member.is_navigation() { Step::Navigation(member) } else { Step::Property(member) };
            self.push(here.piece.start, step);
            self.follow(holds.ty, member);
            if self.place.home.denies(does::NAVIGATE) {
                return Err(here.not_found(format!("the service does not follow `{name}` by URL"), None));
            }
            return inner.map_or(Ok(()), |(text, at)| self.key(here, text, at));
        }
        if self.cast_to(here, holds, name, inner)? || self.call(here, name, inner)? {
            return Ok(());
        }
        if self.model.is_open(holds.ty) && inner.is_none() && !name.contains(['.', '@']) {
            self.push(here.piece.start, Step::Dynamic(name.to_owned()));
            let home = Home::unknown(self.place.home.set);
            self.enter(TypeRef::one(edm::UNTYPED), home, false);
            return Ok(());
        }
        let message = format!("{} has no `{name}`", self.model.name(holds.ty));
        Err(here.not_found(message, self.suggestion(holds, name)))
    }

    /// A member by name; in another letter case if that does not matter.
    fn member(&self, ty: Ix, name: &str) -> Option<&'static Member> {
        let exact = self.model.member(ty, name);
        let ignore_case = self.options.ignore_case;
        exact.or_else(|| self.model.members(ty).find(|member| ignore_case && member.name.eq_ignore_ascii_case(name)))
    }

    /// A cast to a type, with a key in parentheses if there is one.
    fn cast_to(&mut self, here: &Here<'a>, holds: TypeRef, name: &str, inner: Option<(&str, usize)>) -> Result<bool, ResolveError> {
        if !name.contains('.') {
            return Ok(false);
        }
        let Some(ty) = self.find_type(name) else { return Ok(false) };
        if holds.ty != edm::UNTYPED && !self.model.related(ty, holds.ty) {
            // In a collection of entities it can still be a key.
            if self.place.target == Target::Entities && self.options.key_segments {
                return Ok(false);
            }
            let message = format!("`{}` is not derived from `{}`", self.model.name(ty), self.model.name(holds.ty));
            return Err(here.malformed(0, message));
        }
        if inner.is_some() && !holds.collection {
            return Err(here.malformed(0, format!("one value of {name} takes no key")));
        }
        self.push(here.piece.start, Step::Cast(ty));
        if holds.ty == edm::UNTYPED {
            let home = Home::unknown(self.place.home.set);
            self.enter(TypeRef { ty, ..holds }, home, false);
        } else {
            self.cast(ty);
        }
        inner.map_or(Ok(()), |(text, at)| self.key(here, text, at))?;
        Ok(true)
    }

    fn find_type(&self, name: &str) -> Option<Ix> {
        self.model.find_type(name).or_else(|| {
            let found = self.model.types.iter().position(|found| found.name.eq_ignore_ascii_case(name));
            found.filter(|_| self.options.ignore_case).and_then(|at| Ix::try_from(at).ok())
        })
    }

    /// A name that exists here and is written much like one that does not.
    fn suggestion(&self, holds: TypeRef, name: &str) -> Option<String> {
        let calls = self.model.calls.iter().filter(|call| call.binding().is_some_and(|binding| self.binds(binding, holds)));
        let calls = calls.map(super::super::model::Call::own_name);
        let members = self.model.members(holds.ty).map(|member| member.name).filter(|_| !holds.collection);
        suggest(name, members.chain(calls))
    }

    /// Whether a binding parameter takes what is at a place.
    pub(super) fn binds(&self, binding: &Member, holds: TypeRef) -> bool {
        let taken = binding.holds();
        taken.collection == holds.collection && self.model.is_a(holds.ty, taken.ty)
    }
}
