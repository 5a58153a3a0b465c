//! Places that are one inside the other: what belongs to places comes in, what belongs to those around a place goes out.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::Location;

/// What belongs to places of documents, found without looking at every place.
#[derive(Debug)]
pub struct Nest<T> {
    /// Each place after those around it, with what belongs to it and the index of the next one around it.
    places: Vec<(Location, Vec<T>, Option<usize>)>,
}

impl<T> FromIterator<(Location, T)> for Nest<T> {
    fn from_iter<I: IntoIterator<Item = (Location, T)>>(all: I) -> Self {
        let mut sorted: BTreeMap<_, (Location, Vec<T>)> = BTreeMap::new();
        for (place, owner) in all {
            sorted.entry(order(place)).or_insert_with(|| (place, Vec::new())).1.push(owner);
        }
        let mut places: Vec<(Location, Vec<T>, Option<usize>)> = Vec::with_capacity(sorted.len());
        let mut outer: Vec<usize> = Vec::new();
        for (place, owners) in sorted.into_values() {
            let around = |at: &usize| places.get(*at).is_some_and(|(other, ..)| other.length_around(place).is_some());
            while outer.pop_if(|at| !around(at)).is_some() {}
            let above = outer.last().copied();
            outer.push(places.len());
            places.push((place, owners, above));
        }
        Self { places }
    }
}

impl<T> Nest<T> {
    /// The places around a place with what belongs to them, the smallest first.
    pub fn around(&self, place: Location) -> impl Iterator<Item = (Location, &[T])> {
        let before = self.places.partition_point(|(other, ..)| order(*other) <= order(place));
        let mut next = before.checked_sub(1);
        std::iter::from_fn(move || {
            let (other, owners, above) = self.places.get(next?)?;
            next = *above;
            Some((*other, &**owners))
        })
        .filter(move |(other, _)| other.length_around(place).is_some())
    }
}

/// Where a place stands among others: those around it come before it.
fn order(place: Location) -> impl Ord {
    (place.doc, place.span.start, Reverse(place.span.end))
}
