//! Boxing: one pass over the finished items that puts a `Box` where a type would contain itself, and where it would be too large or too
//! deep. Whoever sends a body chooses how deeply it is nested, and every level takes room on the stack for a value of its type.

use super::repr::{Field, Item, ItemIx, ItemKind, Presence, Repr};

/// How deeply types hold each other by value: rustc's own recursion limit is 128.
const MAX_CHAIN: usize = 48;
/// Structs have at most so many bytes, and so have variants of enums, as far as boxes make them smaller.
const LARGE: usize = 2048;
/// What is smaller by value stays: a box would save next to nothing.
const SMALL: usize = 128;
/// Text, lists and maps: three words.
const WORDS: usize = 24;

/// What a type is like by value.
#[derive(Clone, Copy, Debug, Default)]
struct Extent {
    /// Bytes, about.
    size: usize,
    /// How many types hold each other by value.
    chain: usize,
}

/// Boxes the places through which a type contains itself by value, or more than it should.
pub fn boxing(items: &mut [Item]) {
    let (order, circles) = search(items);
    for (from, place) in circles {
        if let Some(repr) = place_mut(&mut items[from].kind, place) {
            cut(repr);
        }
    }
    let mut extents = vec![Extent::default(); items.len()];
    for at in order {
        extents[at] = settle(&mut items[at].kind, &extents);
    }
}

#[derive(Clone, Copy, PartialEq)]
enum State {
    New,
    Open,
    Done,
}

/// Items after all that they hold by value, and the places that close circles: depth first, without recursion.
fn search(items: &[Item]) -> (Vec<usize>, Vec<(usize, usize)>) {
    let mut state = vec![State::New; items.len()];
    let (mut order, mut circles) = (Vec::with_capacity(items.len()), Vec::new());
    for start in 0..items.len() {
        let mut stack = Vec::new();
        if state[start] == State::New {
            state[start] = State::Open;
            stack.push((start, targets(&items[start].kind), 0));
        }
        while let Some((from, edges, next)) = stack.last_mut() {
            let Some((place, target)) = edges.get(*next).copied() else {
                state[*from] = State::Done;
                order.push(*from);
                stack.pop();
                continue;
            };
            *next += 1;
            match state[target] {
                State::Open => circles.push((*from, place)),
                State::Done => {}
                State::New => {
                    state[target] = State::Open;
                    stack.push((target, targets(&items[target].kind), 0));
                }
            }
        }
    }
    (order, circles)
}

/// The items that a type holds by value: (number of the place, item).
fn targets(kind: &ItemKind) -> Vec<(usize, usize)> {
    let places = places(kind).into_iter().enumerate();
    places.filter_map(|(at, (repr, _))| Some((at, by_value(repr)?.0 as usize))).collect()
}

/// Boxes what makes a type too large or too deep, and measures it.
fn settle(kind: &mut ItemKind, extents: &[Extent]) -> Extent {
    let mut parts: Vec<Extent> = places(kind).iter().map(|(repr, presence)| extent(repr, *presence, extents)).collect();
    for at in excess(kind, &parts) {
        if let (Some(part), Some(repr)) = (parts.get_mut(at), place_mut(kind, at)) {
            *part = Extent { size: size_of::<usize>(), chain: 0 };
            cut(repr);
        }
    }
    let sizes = parts.iter().map(|part| part.size);
    let size = match kind {
        ItemKind::Struct(body) => sizes.sum::<usize>() + if body.rest.is_some() { WORDS } else { 0 },
        ItemKind::Enum(_) => WORDS,
        ItemKind::Union(_) | ItemKind::Tagged(_) | ItemKind::Alias(_) => sizes.max().unwrap_or(0) + size_of::<usize>(),
    };
    Extent { size, chain: parts.iter().map(|part| part.chain).max().unwrap_or(0) + 1 }
}

/// The places that have to be boxed: those that are too deep, and the largest as long as there is too much.
fn excess(kind: &ItemKind, parts: &[Extent]) -> Vec<usize> {
    if matches!(kind, ItemKind::Alias(_)) {
        return Vec::new();
    }
    let mut total: usize = parts.iter().map(|part| part.size).sum();
    let held = places(kind).into_iter().enumerate().filter(|(_, (repr, _))| by_value(repr).is_some());
    let mut held: Vec<(usize, Extent)> = held.filter_map(|(at, _)| Some((at, *parts.get(at)?))).collect();
    held.sort_by_key(|(at, part)| (std::cmp::Reverse(part.size), *at));
    held.retain(|(_, part)| {
        let most = if matches!(kind, ItemKind::Struct(_)) && total > LARGE { SMALL } else { LARGE };
        let excess = part.chain >= MAX_CHAIN || part.size > most;
        total -= if excess { part.size } else { 0 };
        excess
    });
    held.into_iter().map(|(at, _)| at).collect()
}

/// What a place takes.
fn extent(repr: &Repr, presence: Presence, extents: &[Extent]) -> Extent {
    let of_item = |ix: ItemIx| extents.get(ix.0 as usize).copied().unwrap_or_default();
    let inner = match repr {
        Repr::Bool | Repr::Null => Extent { size: 1, chain: 0 },
        Repr::Int(_) | Repr::F32 | Repr::F64 | Repr::Boxed(_) => Extent { size: 8, chain: 0 },
        Repr::Nullable(inner) => extent(inner, Presence::Optional, extents),
        Repr::Item(ix) => of_item(*ix),
        Repr::String | Repr::Text(_) | Repr::Json | Repr::JsonObject | Repr::List(_) | Repr::Map(_) | Repr::Foreign(_) => {
            Extent { size: WORDS, chain: 0 }
        }
    };
    let told = if presence == Presence::Required { 0 } else { size_of::<usize>() };
    Extent { size: inner.size + told, ..inner }
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

/// What a type is made of by value.
fn places(kind: &ItemKind) -> Vec<(&Repr, Presence)> {
    let always = |repr| (repr, Presence::Required);
    match kind {
        ItemKind::Struct(body) => body.fields.iter().map(|Field { repr, presence, .. }| (repr, *presence)).collect(),
        ItemKind::Enum(_) => Vec::new(),
        ItemKind::Union(union) => union.variants.iter().map(|variant| always(&variant.repr)).collect(),
        ItemKind::Tagged(tagged) => {
            tagged.variants.iter().map(|variant| &variant.repr).chain([&tagged.other.1]).map(always).collect()
        }
        ItemKind::Alias(repr) => vec![always(repr)],
    }
}

/// One of these, to change.
fn place_mut(kind: &mut ItemKind, at: usize) -> Option<&mut Repr> {
    match kind {
        ItemKind::Struct(body) => body.fields.get_mut(at).map(|field| &mut field.repr),
        ItemKind::Enum(_) => None,
        ItemKind::Union(union) => union.variants.get_mut(at).map(|variant| &mut variant.repr),
        ItemKind::Tagged(tagged) => match tagged.variants.get_mut(at) {
            Some(variant) => Some(&mut variant.repr),
            None => Some(&mut tagged.other.1),
        },
        ItemKind::Alias(repr) => Some(repr),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ir::{SchemaId, View};
    use crate::plan::repr::{Alternative, Union};

    /// A type that holds another, or text.
    fn holder(target: Option<usize>) -> Item {
        let repr = target.map_or(Repr::String, |target| Repr::Item(ItemIx(u32::try_from(target).unwrap_or(0))));
        let variant = Alternative { ident: String::new(), docs: Vec::new(), repr, schema: SchemaId(0) };
        Item {
            derives: Vec::new(),
            name: String::new(),
            docs: Vec::new(),
            schema: SchemaId(0),
            view: View::Read,
            kind: ItemKind::Union(Union { variants: vec![variant], told_apart: true }),
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
        let down = |length: usize| (0..length).map(|at| holder(at.checked_sub(1))).collect::<Vec<_>>();
        let up = |length: usize| (0..length).map(|at| holder(Some(at + 1).filter(|next| *next < length))).collect::<Vec<_>>();
        let round = |length: usize| (0..length).map(|at| holder(Some((at + 1) % length))).collect::<Vec<_>>();
        for mut items in [down(500), up(500), round(500)] {
            boxing(&mut items);
            assert_eq!(longest(&items), MAX_CHAIN);
        }
        boxing(&mut up(100_000));
    }
}
