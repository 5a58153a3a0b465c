//! Boxing: one pass over the finished items that puts a `Box` where a type would otherwise contain itself.

use super::repr::{Item, ItemIx, ItemKind, Repr};

/// No more types than this hold each other by value, one in the other: rustc's own recursion limit is 128.
const MAX_CHAIN: usize = 48;

/// Boxes the places through which a type contains itself by value, those where a chain of types would get too long, and no others.
pub fn boxing(items: &mut [Item]) {
    let mut state = vec![State::New; items.len()];
    let mut cuts: Vec<(usize, usize)> = Vec::new();
    for start in 0..items.len() {
        visit(items, start, &mut state, &mut cuts);
    }
    for (from, place) in cuts {
        if let Some(item) = items.get_mut(from) {
            let mut at = 0;
            each_place(&mut item.kind, &mut |repr| {
                if at == place {
                    cut(repr);
                }
                at += 1;
            });
        }
    }
}

#[derive(Clone, Copy)]
enum State {
    New,
    Open,
    /// How many types the longest chain has that starts here.
    Done(usize),
}

/// An item whose places are being looked at.
struct Visit {
    item: usize,
    edges: Vec<(usize, usize)>,
    next: usize,
    chain: usize,
}

impl Visit {
    fn new(items: &[Item], item: usize) -> Self {
        Self { item, edges: targets(&items[item].kind), next: 0, chain: 1 }
    }
}

/// Depth-first search without recursion: an edge back to an open item closes a circle and is cut, and so is one to a chain that is
/// long enough. An edge to a new item is looked at again when that is done.
fn visit(items: &[Item], start: usize, state: &mut [State], cuts: &mut Vec<(usize, usize)>) {
    let mut stack: Vec<Visit> = Vec::new();
    let mut new = matches!(state[start], State::New).then_some(start);
    loop {
        if let Some(item) = new.take() {
            state[item] = State::Open;
            stack.push(Visit::new(items, item));
        }
        let Some(visit) = stack.last_mut() else { return };
        let Some((place, target)) = visit.edges.get(visit.next).copied() else {
            state[visit.item] = State::Done(visit.chain);
            stack.pop();
            continue;
        };
        match state[target] {
            State::New => {
                new = Some(target);
                continue;
            }
            State::Done(chain) if chain < MAX_CHAIN => visit.chain = visit.chain.max(chain + 1),
            State::Open | State::Done(_) => cuts.push((visit.item, place)),
        }
        visit.next += 1;
    }
}

/// The items that a type holds by value: (number of the place, item).
fn targets(kind: &ItemKind) -> Vec<(usize, usize)> {
    let mut targets = Vec::new();
    let mut kind = kind.clone();
    let mut at = 0;
    each_place(&mut kind, &mut |repr| {
        targets.extend(by_value(repr).map(|ix| (at, ix.0 as usize)));
        at += 1;
    });
    targets
}

fn by_value(repr: &Repr) -> Option<ItemIx> {
    match repr {
        Repr::Item(ix) => Some(*ix),
        Repr::Nullable(inner) => by_value(inner),
        _ => None,
    }
}

fn cut(repr: &mut Repr) {
    match repr {
        Repr::Nullable(inner) => cut(inner),
        _ => *repr = Repr::Boxed(Box::new(std::mem::replace(repr, Repr::Null))),
    }
}

fn each_place(kind: &mut ItemKind, f: &mut dyn FnMut(&mut Repr)) {
    match kind {
        ItemKind::Struct(item) => item.fields.iter_mut().for_each(|field| f(&mut field.repr)),
        ItemKind::Enum(_) => {}
        ItemKind::Union(union) => union.variants.iter_mut().for_each(|variant| f(&mut variant.repr)),
        ItemKind::Tagged(tagged) => {
            tagged.variants.iter_mut().for_each(|variant| f(&mut variant.repr));
            f(&mut tagged.other.1);
        }
        ItemKind::Alias(repr) => f(repr),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ir::{SchemaId, View};

    /// Another name for another item, or for text.
    fn alias(target: Option<usize>) -> Item {
        let repr = target.map_or(Repr::String, |target| Repr::Item(ItemIx(u32::try_from(target).unwrap_or(0))));
        Item {
            derives: Vec::new(),
            name: String::new(),
            docs: Vec::new(),
            schema: SchemaId(0),
            view: View::Read,
            kind: ItemKind::Alias(repr),
            exact: true,
            checked: false,
        }
    }

    /// How many types the longest chain has, where each holds at most one other.
    fn longest(items: &[Item]) -> usize {
        let next = |at: &usize| targets(&items[*at].kind).first().map(|(_, target)| *target);
        (0..items.len()).map(|start| std::iter::successors(Some(start), next).take(items.len() + 1).count()).max().unwrap_or(0)
    }

    #[test]
    fn no_chain_gets_too_long() {
        let length = 500_usize;
        let down: Vec<Item> = (0..length).map(|at| alias(at.checked_sub(1))).collect();
        let up: Vec<Item> = (0..length).map(|at| alias(Some(at + 1).filter(|next| *next < length))).collect();
        let round: Vec<Item> = (0..length).map(|at| alias(Some((at + 1) % length))).collect();
        for mut items in [down, up, round] {
            boxing(&mut items);
            assert_eq!(longest(&items), MAX_CHAIN);
        }
        let mut long: Vec<Item> = (0..100_000).map(|at| alias(Some(at + 1).filter(|next| *next < 100_000))).collect();
        boxing(&mut long);
    }
}
