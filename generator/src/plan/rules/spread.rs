//! What an item holds decides what is true of it: checks below it, and rules below it that only the interpreter answers.

use std::collections::BTreeMap;

use super::{Check, Checks};
use crate::plan::repr::{Item, ItemIx, ItemKind, Repr};

/// Notes on every item whether it is exact and checked, and drops the descents that would find nothing to do.
pub fn spread(items: &mut [Item], exact: &[bool], checks: &mut [Checks]) {
    let users = users(items);
    let inexact = reach(&users, exact.iter().enumerate().filter(|(_, exact)| !**exact).map(|(at, _)| at), items.len());
    let working = checks.iter().enumerate().filter(|(_, checks)| works(checks)).map(|(at, _)| at);
    let checked = reach(&users, working, items.len());
    for (at, item) in items.iter_mut().enumerate() {
        item.exact = !inexact[at];
        item.checked = checked[at];
    }
    for checks in checks {
        checks.parts.iter_mut().chain([&mut checks.rest]).for_each(|list| prune(list, &checked));
    }
}

fn users(items: &[Item]) -> BTreeMap<usize, Vec<usize>> {
    let mut users: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (at, item) in items.iter().enumerate() {
        each_repr(&item.kind, &mut |repr| each_item(repr, &mut |ix| users.entry(ix.0 as usize).or_default().push(at)));
    }
    users
}

/// Everything marked, and everything that holds something marked.
fn reach(users: &BTreeMap<usize, Vec<usize>>, marked: impl Iterator<Item = usize>, len: usize) -> Vec<bool> {
    let mut reached = vec![false; len];
    let mut open: Vec<usize> = marked.collect();
    while let Some(at) = open.pop() {
        if !std::mem::replace(&mut reached[at], true) {
            open.extend(users.get(&at).into_iter().flatten());
        }
    }
    reached
}

fn works(checks: &Checks) -> bool {
    checks.parts.iter().chain([&checks.rest]).flatten().any(|check| !idle(check))
}

/// A check that only passes on to items.
fn idle(check: &Check) -> bool {
    match check {
        Check::Descend(_) => true,
        Check::Items(inner) | Check::Entries(inner) | Check::Present(inner) => inner.iter().all(idle),
        _ => false,
    }
}

fn prune(list: &mut Vec<Check>, checked: &[bool]) {
    for check in list.iter_mut() {
        if let Check::Items(inner) | Check::Entries(inner) | Check::Present(inner) = check {
            prune(inner, checked);
        }
    }
    list.retain(|check| match check {
        Check::Descend(ix) => checked[ix.0 as usize],
        Check::Items(inner) | Check::Entries(inner) | Check::Present(inner) => !inner.is_empty(),
        _ => true,
    });
}

/// Calls `f` with every type that an item is made of.
pub fn each_repr(kind: &ItemKind, f: &mut dyn FnMut(&Repr)) {
    match kind {
        ItemKind::Struct(item) => {
            item.fields.iter().for_each(|field| f(&field.repr));
            item.rest.iter().for_each(|rest| f(&rest.repr));
        }
        ItemKind::Enum(_) => {}
        ItemKind::Union(union) => union.variants.iter().for_each(|variant| f(&variant.repr)),
        ItemKind::Tagged(tagged) => {
            tagged.variants.iter().for_each(|variant| f(&variant.repr));
            f(&tagged.other.1);
        }
        ItemKind::Alias(repr) => f(repr),
    }
}

/// Calls `f` with every item that another holds.
pub fn held_items(kind: &ItemKind, f: &mut dyn FnMut(ItemIx)) {
    each_repr(kind, &mut |repr| each_item(repr, f));
}

/// Calls `f` with every item that a type names.
pub fn each_item(repr: &Repr, f: &mut dyn FnMut(ItemIx)) {
    match repr {
        Repr::Item(ix) => f(*ix),
        Repr::List(inner) | Repr::Map(inner) | Repr::Nullable(inner) | Repr::Boxed(inner) => each_item(inner, f),
        _ => {}
    }
}
