//! `$select` and `$expand`: lists of paths, each with options of its own.

use super::super::home::Home;
use super::super::model::{TypeRef, edm};
use super::super::resolve::suggest;
use super::ast::{Item, PathStep};
use super::cursor::Parser;
use super::error::{Fault, Parsed};
use super::{Query, limits};

impl Parser<'_> {
    /// A list of items.
    pub(super) fn items(&mut self, select: bool) -> Parsed<Vec<Item>> {
        let mut items = Vec::new();
        loop {
            self.space();
            // A comma at the end, or nothing at all: some clients send that.
            if self.rest().is_empty() || self.peek() == Some(';') {
                return Ok(items);
            }
            items.push(if select { self.selected()? } else { self.expanded()? });
            self.space();
            if !self.eat(",") {
                return Ok(items);
            }
        }
    }

    /// What an item of `$select` names.
    fn selected(&mut self) -> Parsed<Item> {
        self.node()?;
        let (mut kind, mut home) = (self.scope.here, self.scope.home.clone());
        let mut path = Vec::new();
        if self.eat("*") {
            return Ok(Item { path: vec![PathStep::Everything], options: Query::default() });
        }
        loop {
            let at = self.at;
            let annotation = self.eat("@");
            let name = self.word();
            let step = match name.strip_suffix('.') {
                _ if annotation => PathStep::Annotation(format!("@{name}")),
                Some(namespace) if self.eat("*") => PathStep::Calls(namespace.to_owned()),
                _ => self.member_step(at, name, (&mut kind, &mut home), &path, true)?,
            };
            path.push(step);
            if !self.eat("/") {
                break;
            }
        }
        let at = self.at;
        let options = if self.peek() == Some('(') { self.nested(kind.map(TypeRef::item), home, false)? } else { Query::default() };
        self.within_limits(at, limits::selected(&self.scope.home, &options))?;
        Ok(Item { path, options })
    }

    /// What an item of `$expand` names.
    fn expanded(&mut self) -> Parsed<Item> {
        self.node()?;
        let (mut kind, mut home) = (self.scope.here, self.scope.home.clone());
        let mut path = Vec::new();
        if self.eat("*") {
            path.push(PathStep::Everything);
            kind = None;
            if self.eat("/$ref") {
                path.push(PathStep::Ref);
            }
            let options = if self.peek() == Some('(') { self.nested(kind, Home::default(), true)? } else { Query::default() };
            return Ok(Item { path, options });
        }
        let start = self.at;
        let mut leads = kind.is_none();
        loop {
            let at = self.at;
            if self.eat("$") {
                match self.word() {
                    "ref" => path.push(PathStep::Ref),
                    "count" => path.push(PathStep::Count(Box::default())),
                    "value" => path.push(PathStep::Value),
                    other => return self.fault(at, format!("there is no `${other}`")),
                }
                break;
            }
            let name = self.word();
            let step = self.member_step(at, name, (&mut kind, &mut home), &path, false)?;
            leads |= match &step {
                PathStep::Member(member) => member.is_navigation() || member.ty == edm::STREAM,
                PathStep::Dynamic(_) => true,
                _ => false,
            };
            path.push(step);
            if !self.eat("/") {
                break;
            }
        }
        if !leads {
            return self.fault(start, "only navigation properties can be expanded");
        }
        let options = if self.peek() == Some('(') { self.nested(kind.map(TypeRef::item), home, true)? } else { Query::default() };
        Ok(Item { path, options })
    }

    /// A member or a cast on the way; with `calls`, also an action or function.
    fn member_step(
        &self,
        at: usize,
        name: &str,
        (kind, home): (&mut Option<TypeRef>, &mut Home),
        path: &[PathStep],
        calls: bool,
    ) -> Parsed<PathStep> {
        if name.is_empty() {
            return self.fault(at, format!("expected a name, found {}", self.shown()));
        }
        let Some(here) = *kind else {
            *kind = self.root_holds(name).filter(|_| path.is_empty()).map(TypeRef::item);
            return Ok(PathStep::Dynamic(name.to_owned()));
        };
        // Through a navigation property leads `$expand`, not a path.
        let through = matches!(path.last(), Some(PathStep::Member(member)) if member.is_navigation());
        if let Some(member) = self.model.member(here.ty, name).filter(|_| !through || calls) {
            *home = home.follow(self.model, here.ty, member);
            *kind = Some(member.holds());
            return Ok(PathStep::Member(member));
        }
        if through && !calls && self.model.member(here.ty, name).is_some() {
            return self.fault(at, format!("`{name}` is expanded by an `$expand` in parentheses, not by a path"));
        }
        if let Some(ty) = self.model.find_type(name).filter(|_| name.contains('.')) {
            if here.ty != edm::UNTYPED && !self.model.related(ty, here.ty) {
                return self.fault(at, format!("`{name}` is not derived from `{}`", self.model.name(here.ty)));
            }
            home.cast(self.model.name(ty));
            *kind = Some(TypeRef { ty, ..here });
            return Ok(PathStep::Cast(ty, self.model.name(ty)));
        }
        if let Some(call) = self.model.overloads(name).next().filter(|_| calls) {
            *kind = None;
            return Ok(PathStep::Dynamic(call.name.to_owned()));
        }
        let computed = self.scope.computed.iter().any(|known| known == name);
        if computed || self.model.is_open(here.ty) && !name.contains('.') {
            *kind = None;
            return Ok(PathStep::Dynamic(name.to_owned()));
        }
        let suggestion = suggest(name, self.model.members(here.ty).map(|member| member.name));
        Err(Fault { at, message: format!("{} has no `{name}`", self.model.name(here.ty)), suggestion })
    }
}
