//! Changes of a parsed document: a [`Tree`] comes in, members and items of other documents are put into it, a tree goes out.
//!
//! What comes from another document keeps its place there, so that messages point to where it is written. A node that stands
//! at several places (a YAML alias) is copied before one of them is changed.

use std::collections::BTreeMap;

use super::tree::{Entry, Kind, NodeId, NodeRef, Tree};
use super::{DocId, Step};

/// A tree that is being changed.
#[derive(Debug)]
pub struct Editor {
    tree: Tree,
    /// At how many places each node stands.
    places: Vec<u32>,
    /// What is being taken from another document.
    taken: BTreeMap<(DocId, NodeId), NodeId>,
}

impl Editor {
    /// Starts with a tree.
    pub fn new(tree: Tree) -> Self {
        let mut places = vec![0_u32; tree.len()];
        let children = tree.nodes().flat_map(|node| children(node.kind()));
        for child in std::iter::once(tree.root().id()).chain(children) {
            if let Some(count) = places.get_mut(child.index()) {
                *count = count.saturating_add(1);
            }
        }
        Self { tree, places, taken: BTreeMap::new() }
    }

    /// The tree as it is now.
    pub fn tree(&self) -> &Tree {
        &self.tree
    }

    /// Ends the changes.
    pub fn finish(self) -> Tree {
        self.tree
    }

    /// The node at a place, which stands nowhere else from now on.
    pub fn own(&mut self, steps: &[Step]) -> Option<NodeId> {
        let mut at = self.tree.root().id();
        for step in steps {
            at = self.own_child(at, step)?;
        }
        Some(at)
    }

    /// Puts a member into an object, in place of one of that name or behind the others.
    pub fn put(&mut self, object: NodeId, entry: &Entry, value: NodeRef<'_>) {
        let new = Entry { value: self.take(value), ..entry.clone() };
        self.added(new.value);
        self.tree.put(object, new);
    }

    /// Puts an item behind the others of an array.
    pub fn push(&mut self, array: NodeId, item: NodeRef<'_>) {
        let item = self.take(item);
        self.added(item);
        if let Some(Kind::Array(items)) = self.tree.kind_mut(array) {
            items.push(item);
        }
    }

    /// Puts a value in place of the item or member at a place; the whole document cannot be replaced.
    pub fn replace(&mut self, steps: &[Step], value: NodeRef<'_>) -> bool {
        let Some((step, parent)) = self.parent(steps) else { return false };
        let new = self.take(value);
        self.added(new);
        let span = value.location().span;
        match (self.tree.kind_mut(parent), step) {
            (Some(Kind::Array(items)), Step::Index(index)) => items.get_mut(*index).map(|item| *item = new).is_some(),
            (Some(Kind::Object(entries)), Step::Key(key)) => {
                let entry = entries.iter_mut().find(|entry| entry.key == *key);
                // The name has to be in the same document as the value.
                entry.map(|entry| (entry.value, entry.key_span) = (new, span)).is_some()
            }
            _ => false,
        }
    }

    /// Takes out the item or member at a place; the whole document cannot be removed.
    pub fn remove(&mut self, steps: &[Step]) -> bool {
        let Some((step, parent)) = self.parent(steps) else { return false };
        if let Step::Key(key) = step {
            return self.tree.take_out(parent, key);
        }
        match (self.tree.kind_mut(parent), step) {
            (Some(Kind::Array(items)), Step::Index(index)) if *index < items.len() => {
                items.remove(*index);
                true
            }
            _ => false,
        }
    }

    /// The child of a node that stands nowhere else, which stands nowhere else from now on either.
    pub fn own_child(&mut self, parent: NodeId, step: &Step) -> Option<NodeId> {
        let child = child(self.tree.node(parent), step)?;
        if self.places.get(child.index()).is_none_or(|places| *places <= 1) {
            return Some(child);
        }
        let node = self.tree.node(child);
        let (kind, location) = (node.kind().clone(), node.location());
        for id in children(&kind) {
            self.added(id);
        }
        let copy = self.tree.add(location, kind);
        self.places.push(1);
        if let Some(places) = self.places.get_mut(child.index()) {
            *places -= 1;
        }
        match (self.tree.kind_mut(parent)?, step) {
            (Kind::Array(items), Step::Index(index)) => *items.get_mut(*index)? = copy,
            (Kind::Object(entries), Step::Key(key)) => {
                entries.iter_mut().filter(|entry| entry.key == *key).for_each(|entry| entry.value = copy);
            }
            _ => {}
        }
        Some(copy)
    }

    fn parent<'s>(&mut self, steps: &'s [Step]) -> Option<(&'s Step, NodeId)> {
        let (last, before) = steps.split_last()?;
        Some((last, self.own(before)?))
    }

    /// A copy of a node of another document.
    fn take(&mut self, node: NodeRef<'_>) -> NodeId {
        self.taken.clear();
        self.copy(node)
    }

    /// A copy of a node and all below it; what stands there several times is copied once.
    fn copy(&mut self, node: NodeRef<'_>) -> NodeId {
        let key = (node.tree().doc(), node.id());
        if let Some(taken) = self.taken.get(&key) {
            return *taken;
        }
        let kind = match node.kind() {
            Kind::Array(_) => Kind::Array(node.items().map(|item| self.copy(item)).collect()),
            Kind::Object(_) => {
                let member = |(entry, value): (&Entry, NodeRef<'_>)| Entry { value: self.copy(value), ..entry.clone() };
                Kind::Object(node.entries().map(member).collect())
            }
            kind => kind.clone(),
        };
        for id in children(&kind) {
            self.added(id);
        }
        let id = self.tree.add(node.location(), kind);
        self.places.push(0);
        self.taken.insert(key, id);
        id
    }

    /// A node stands at one more place.
    fn added(&mut self, id: NodeId) {
        if let Some(places) = self.places.get_mut(id.index()) {
            *places = places.saturating_add(1);
        }
    }
}

fn children(kind: &Kind) -> Vec<NodeId> {
    match kind {
        Kind::Array(items) => items.clone(),
        Kind::Object(entries) => entries.iter().map(|entry| entry.value).collect(),
        _ => Vec::new(),
    }
}

fn child(node: NodeRef<'_>, step: &Step) -> Option<NodeId> {
    match step {
        Step::Key(key) => node.get(key).map(NodeRef::id),
        Step::Index(index) => node.items().nth(*index).map(NodeRef::id),
    }
}
