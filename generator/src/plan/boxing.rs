//! Boxing: one pass over the finished items that puts a `Box` where a type would otherwise contain itself.

use super::repr::{Item, ItemIx, ItemKind, Repr};

/// A chain of types that hold each other by value is cut at this length: rustc's own recursion limit is 128.
const MAX_CHAIN: usize = 48;

/// Boxes the places through which a type contains itself by value, and no others.
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

#[derive(Clone, Copy, PartialEq)]
enum State {
    New,
    Open,
    Done,
}

/// Depth-first search without recursion: an edge back to an open item closes a circle and is cut.
fn visit(items: &[Item], start: usize, state: &mut [State], cuts: &mut Vec<(usize, usize)>) {
    if state[start] != State::New {
        return;
    }
    state[start] = State::Open;
    let mut stack = vec![(start, targets(&items[start].kind), 0)];
    while let Some((from, edges, next)) = stack.last_mut() {
        let Some((place, target)) = edges.get(*next).copied() else {
            state[*from] = State::Done;
            stack.pop();
            continue;
        };
        *next += 1;
        let from = *from;
        match state[target] {
            State::Open => cuts.push((from, place)),
            State::Done => {}
            State::New if stack.len() >= MAX_CHAIN => {
                cuts.push((from, place));
                visit(items, target, state, cuts);
            }
            State::New => {
                state[target] = State::Open;
                stack.push((target, targets(&items[target].kind), 0));
            }
        }
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
