//! Members of an object: in the order they came, found by name.

use std::fmt;
use std::hash::{BuildHasher, RandomState};

/// A map from names to values that keeps the order of insertion. Two maps are equal when they hold the same members in any order.
///
/// Small maps are searched from front to back; from 24 members on an index is kept, hashed with a random key, so that
/// no chosen set of names makes it slow.
#[derive(Clone)]
pub struct Map<T> {
    entries: Vec<(String, T)>,
    index: Option<Box<Index>>,
}

/// The number of members from which on an index is kept.
const INDEXED: usize = 24;

/// Positions of entries by hash of the name: open addressing, 0 is free, position + 1 else. At most half full.
#[derive(Clone)]
struct Index {
    hasher: RandomState,
    slots: Vec<u32>,
}

impl Index {
    fn build<T>(entries: &[(String, T)]) -> Self {
        let size = (entries.len() * 4).next_power_of_two();
        let mut index = Self { hasher: RandomState::new(), slots: vec![0; size] };
        for (position, (name, _)) in entries.iter().enumerate() {
            index.add(name, position);
        }
        index
    }

    /// The places to look at for a name, each once.
    fn probe(&self, name: &str) -> impl Iterator<Item = usize> + use<> {
        let mask = self.slots.len().wrapping_sub(1);
        let start = usize::try_from(self.hasher.hash_one(name) & u64::from(u32::MAX)).unwrap_or(0);
        (0..=mask).map(move |step| start.wrapping_add(step) & mask)
    }

    fn add(&mut self, name: &str, position: usize) {
        let mut probe = self.probe(name);
        while let Some(slot) = probe.next().and_then(|place| self.slots.get_mut(place)) {
            if *slot == 0 {
                *slot = u32::try_from(position + 1).unwrap_or(u32::MAX);
                return;
            }
        }
    }

    fn find<T>(&self, entries: &[(String, T)], name: &str) -> Option<usize> {
        for place in self.probe(name) {
            let position = usize::try_from(*self.slots.get(place)?).ok()?.checked_sub(1)?;
            if entries.get(position).is_some_and(|(found, _)| found == name) {
                return Some(position);
            }
        }
        None
    }
}

impl<T> Map<T> {
    /// A map without members.
    pub const fn new() -> Self {
        Self { entries: Vec::new(), index: None }
    }

    /// How many members there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there are no members.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    fn position(&self, name: &str) -> Option<usize> {
        match &self.index {
            None => self.entries.iter().position(|(found, _)| found == name),
            Some(index) => index.find(&self.entries, name),
        }
    }

    /// The member of this name.
    pub fn get(&self, name: &str) -> Option<&T> {
        self.entries.get(self.position(name)?).map(|(_, value)| value)
    }

    /// The member of this name, to change it.
    pub fn get_mut(&mut self, name: &str) -> Option<&mut T> {
        let position = self.position(name)?;
        self.entries.get_mut(position).map(|(_, value)| value)
    }

    /// Whether there is a member of this name.
    pub fn contains_key(&self, name: &str) -> bool {
        self.position(name).is_some()
    }

    /// Sets a member. One that is there keeps its place, and its value is returned.
    pub fn insert(&mut self, name: String, value: T) -> Option<T> {
        if let Some(place) = self.get_mut(&name) {
            return Some(std::mem::replace(place, value));
        }
        if let Some(index) = self.index.as_mut().filter(|index| index.slots.len() / 2 > self.entries.len()) {
            index.add(&name, self.entries.len());
            self.entries.push((name, value));
        } else {
            self.entries.push((name, value));
            self.reindex();
        }
        None
    }

    /// Removes a member; the others keep their order.
    pub fn remove(&mut self, name: &str) -> Option<T> {
        let position = self.position(name)?;
        let (_, value) = self.entries.remove(position);
        self.reindex();
        Some(value)
    }

    fn reindex(&mut self) {
        let indexed = self.entries.len() >= INDEXED && u32::try_from(self.entries.len()).is_ok_and(|len| len < u32::MAX / 4);
        self.index = indexed.then(|| Box::new(Index::build(&self.entries)));
    }

    /// Keeps only the members for which the closure says so.
    pub fn retain(&mut self, mut keep: impl FnMut(&str, &mut T) -> bool) {
        self.entries.retain_mut(|(name, value)| keep(name, value));
        self.reindex();
    }

    /// Removes all members.
    pub fn clear(&mut self) {
        self.entries.clear();
        self.index = None;
    }

    /// The members in order.
    pub fn iter(&self) -> Iter<'_, T> {
        Iter(self.entries.iter())
    }

    /// The members in order, to change their values.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = (&str, &mut T)> {
        self.entries.iter_mut().map(|(name, value)| (name.as_str(), value))
    }

    /// The names in order.
    pub fn keys(&self) -> impl ExactSizeIterator<Item = &str> + DoubleEndedIterator {
        self.entries.iter().map(|(name, _)| name.as_str())
    }

    /// The values in order.
    pub fn values(&self) -> impl ExactSizeIterator<Item = &T> + DoubleEndedIterator {
        self.entries.iter().map(|(_, value)| value)
    }
}

impl<T> Default for Map<T> {
    fn default() -> Self {
        Self::new()
    }
}

impl<T: PartialEq> PartialEq for Map<T> {
    fn eq(&self, other: &Self) -> bool {
        self.len() == other.len() && self.iter().all(|(name, value)| other.get(name) == Some(value))
    }
}

impl<T: Eq> Eq for Map<T> {}

impl<T: fmt::Debug> fmt::Debug for Map<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.iter()).finish()
    }
}

/// Members of a [`Map`] in order.
#[derive(Debug)]
pub struct Iter<'a, T>(std::slice::Iter<'a, (String, T)>);

impl<T> Clone for Iter<'_, T> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl<'a, T> Iterator for Iter<'a, T> {
    type Item = (&'a str, &'a T);

    fn next(&mut self) -> Option<Self::Item> {
        self.0.next().map(|(name, value)| (name.as_str(), value))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.0.size_hint()
    }
}

impl<T> DoubleEndedIterator for Iter<'_, T> {
    fn next_back(&mut self) -> Option<Self::Item> {
        self.0.next_back().map(|(name, value)| (name.as_str(), value))
    }
}

impl<T> ExactSizeIterator for Iter<'_, T> {}

impl<'a, T> IntoIterator for &'a Map<T> {
    type Item = (&'a str, &'a T);
    type IntoIter = Iter<'a, T>;

    fn into_iter(self) -> Iter<'a, T> {
        self.iter()
    }
}

impl<T> IntoIterator for Map<T> {
    type Item = (String, T);
    type IntoIter = std::vec::IntoIter<(String, T)>;

    fn into_iter(self) -> Self::IntoIter {
        self.entries.into_iter()
    }
}

impl<K: Into<String>, T> FromIterator<(K, T)> for Map<T> {
    fn from_iter<I: IntoIterator<Item = (K, T)>>(members: I) -> Self {
        let mut map = Self::new();
        map.extend(members);
        map
    }
}

impl<K: Into<String>, T> Extend<(K, T)> for Map<T> {
    fn extend<I: IntoIterator<Item = (K, T)>>(&mut self, members: I) {
        for (name, value) in members {
            self.insert(name.into(), value);
        }
    }
}

impl<K: Into<String>, T, const N: usize> From<[(K, T); N]> for Map<T> {
    fn from(members: [(K, T); N]) -> Self {
        members.into_iter().collect()
    }
}
