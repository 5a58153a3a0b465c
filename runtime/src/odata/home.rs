//! Where entities are, and what the service says of the place: a URL or an expansion goes on step by step, what counts there goes out.

use super::limits::{Doings, Limits, Names, does};
use super::model::{Call, Ix, Member, Model, Root, RootKind, is};

/// Where entities are: the entity set or singleton in which they live, the way from there, and what is said of the place, the most
/// specific first.
#[derive(Clone, Debug, Default)]
pub(super) struct Home {
    /// The entity set or singleton.
    pub(super) set: Option<&'static Root>,
    /// Navigation properties, properties and casts from there.
    pub(super) path: String,
    said: Vec<&'static Limits>,
    /// What is said counts.
    limited: bool,
    /// It is one of several entities, by its key.
    pub(super) by_key: bool,
    /// The navigation property that led here cannot be led to other entities.
    pub(super) holds_fast: bool,
    /// The navigation property that led here cannot lose its entities.
    pub(super) keeps: bool,
}

impl Home {
    /// The home of what an entity set or singleton holds, where what is said of it counts.
    pub(super) fn of_root(model: &'static Model, root: &'static Root) -> Self {
        let mut said: Vec<&Limits> = at(root.limits, "").collect();
        if let RootKind::Set(ty) | RootKind::Single(ty) = root.kind {
            said.extend(of_type(model, ty, ""));
        }
        said.extend(model.limits);
        Self { set: Some(root), said, limited: true, ..Self::default() }
    }

    /// A place of which nothing counts but that its entities live in a set.
    pub(super) fn unknown(set: Option<&'static Root>) -> Self {
        Self { set, ..Self::default() }
    }

    /// The home of what a member holds.
    #[must_use]
    pub(super) fn follow(&self, model: &'static Model, holder: Ix, member: &'static Member) -> Self {
        let path = joined(&self.path, member.name);
        let contained = !member.is_navigation() || member.flags & is::CONTAINED != 0;
        let bound = if contained { None } else { self.bound(model, &path) };
        let mut said: Vec<&Limits> = Vec::new();
        if self.limited {
            said.extend(self.set.into_iter().flat_map(|set| at(set.limits, &path)));
            said.extend(of_type(model, holder, member.name));
        }
        if self.limited && member.is_navigation() {
            said.extend(bound.into_iter().flat_map(|set| at(set.limits, "")));
            said.extend(of_type(model, member.ty, ""));
            said.extend(model.limits);
        }
        let lists = |which| {
            let of_set = self.set.into_iter().filter(|_| self.limited).flat_map(|set| at(set.limits, ""));
            let mut named = of_set.filter_map(|limits| limits.names(which)).flatten();
            self.includes(which, member.name) || named.any(|name| *name == path)
        };
        let (holds_fast, keeps) = (lists(Names::NonUpdatableLinks), lists(Names::NonDeletableLinks));
        let (set, path) = if contained { (self.set, path) } else { (bound, String::new()) };
        Self { set, path, said, limited: self.limited, by_key: false, holds_fast, keeps }
    }

    /// The same for the result of a call, of which something may be said itself.
    pub(super) fn called(&mut self, call: &'static Call) {
        self.said.splice(0..0, call.limits);
    }

    /// The entity set or singleton where the entities of a navigation property live.
    fn bound(&self, model: &'static Model, path: &str) -> Option<&'static Root> {
        let bindings = self.set?.bindings;
        let plain = without_casts(path);
        let (_, target) = bindings.iter().find(|(known, _)| *known == path || *known == plain)?;
        model.place(target)
    }

    /// The same for entities of a derived type only.
    pub(super) fn cast(&mut self, name: &str) {
        self.path = joined(&self.path, name);
    }

    /// What counts of a doing: what is said in the most specific place.
    fn of(&self, doing: Doings) -> Option<&'static Limits> {
        self.said.iter().copied().find(|limits| limits.says & doing != 0)
    }

    /// Whether something cannot be done.
    pub(super) fn denies(&self, doing: Doings) -> bool {
        self.of(doing).is_some_and(|limits| limits.denies & doing != 0)
    }

    /// Whether it is said that something can be done.
    pub(super) fn affirms(&self, doing: Doings) -> bool {
        self.of(doing).is_some_and(|limits| limits.denies & doing == 0)
    }

    /// What `$expand` does here: something may be said of single entities.
    pub(super) fn expanding(&self) -> Doings {
        let said = self.of(does::EXPAND | does::EXPAND_BY_KEY).map_or(0, |limits| limits.says);
        if self.by_key && said & does::EXPAND_BY_KEY != 0 { does::EXPAND_BY_KEY } else { does::EXPAND }
    }

    /// The media types that the stream or value can be written in; `None` if nothing is said of them.
    pub(super) fn media_types(&self) -> Option<&'static [&'static str]> {
        self.said.iter().find_map(|limits| limits.names(Names::MediaTypes))
    }

    /// Names of which something is said; `None` if nothing is.
    pub(super) fn names(&self, which: Names) -> Option<&'static [&'static str]> {
        self.of(which.doing())?.names(which)
    }

    /// Whether a call that is made only where a place says so can be made here.
    pub(super) fn calls(&self, name: &str) -> bool {
        let lists = self.said.iter().flat_map(|limits| limits.names).filter(|(which, _)| *which == Names::Calls);
        !self.limited || lists.into_iter().any(|(_, names)| names.contains(&name))
    }

    /// Whether something is said of a path.
    pub(super) fn includes(&self, which: Names, path: &str) -> bool {
        self.names(which).is_some_and(|names| names.contains(&path) || names.contains(&&*without_casts(path)))
    }

    /// Whether something is said of a path or of what it leads through.
    pub(super) fn includes_part_of(&self, which: Names, path: &str) -> bool {
        let ends = path.match_indices('/').map(|(at, _)| at).chain([path.len()]);
        ends.filter_map(|end| path.get(..end)).any(|part| self.includes(which, part))
    }

    /// How many navigation properties can follow each other at most.
    pub(super) fn levels(&self, doing: Doings) -> Option<u32> {
        let levels = self.of(doing)?.levels;
        levels.iter().find(|(known, _)| known & doing != 0).map(|(_, most)| *most)
    }
}

fn at<'p>(limits: &'static [Limits], path: &'p str) -> impl Iterator<Item = &'static Limits> + use<'p> {
    let plain = without_casts(path);
    limits.iter().filter(move |limits| limits.at == path || limits.at == plain)
}

/// What a type or its bases say of themselves, or of a navigation property.
fn of_type<'p>(model: &'static Model, ty: Ix, path: &'p str) -> impl Iterator<Item = &'static Limits> + use<'p> {
    model.line(ty).flat_map(move |(_, found)| at(found.limits, path))
}

/// A path without the types that it names.
fn without_casts(path: &str) -> String {
    let names: Vec<&str> = path.split('/').filter(|name| !name.contains('.')).collect();
    names.join("/")
}

fn joined(path: &str, name: &str) -> String {
    let mut path = path.to_owned();
    push_step(&mut path, name);
    path
}

/// Goes a step further.
pub(super) fn push_step(path: &mut String, name: &str) {
    if !path.is_empty() {
        path.push('/');
    }
    path.push_str(name);
}
