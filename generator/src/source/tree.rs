//! The one tree that JSON and YAML parse into: small nodes with byte ranges, children by index.

use std::collections::BTreeMap;

use super::{DocId, Location, Span};

/// Objects with more members than this have an index, so that resolving thousands of references does not search each time.
const LARGE: usize = 32;

/// Index of a node in its [`Tree`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(u32);

impl NodeId {
    /// The position in the tree's list of nodes, for tables that hold something for every node.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// One node with its place in the text.
#[derive(Clone, Debug)]
pub struct Node {
    /// The bytes that wrote this node.
    pub span: Span,
    /// What was written.
    pub kind: Kind,
}

/// A step from a node to one of its children.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// To the member of this name.
    Key(Box<str>),
    /// To an item.
    Index(usize),
}

/// What a node holds. Numbers keep their text, so nothing is lost; YAML's `0x1F`, `.5` or `+1` are already in JSON's grammar.
#[derive(Clone, Debug, PartialEq)]
pub enum Kind {
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A number, as JSON text.
    Number(Box<str>),
    /// Text.
    String(Box<str>),
    /// The items of a list. A YAML alias is the id of the node it stands for.
    Array(Vec<NodeId>),
    /// The members of an object in source order; names are unique (the first is kept, others are reported by the parser).
    Object(Vec<Entry>),
}

/// One member of an object.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// The member's name.
    pub key: Box<str>,
    /// Where the name is written, in the same document as the value.
    pub key_span: Span,
    /// The member's value.
    pub value: NodeId,
}

/// A parsed document.
#[derive(Clone, Debug)]
pub struct Tree {
    doc: DocId,
    nodes: Vec<Node>,
    /// The documents of the last nodes, which were added after parsing.
    added: Vec<DocId>,
    /// For each large object, its members by name.
    by_name: BTreeMap<NodeId, Vec<u32>>,
    root: NodeId,
}

/// Builds a [`Tree`] bottom-up: children first.
#[derive(Debug)]
pub struct TreeBuilder {
    doc: DocId,
    nodes: Vec<Node>,
}

impl TreeBuilder {
    /// Starts a tree of the document `doc`.
    pub fn new(doc: DocId) -> Self {
        Self { doc, nodes: Vec::new() }
    }

    /// Adds a node and gives its id.
    pub fn push(&mut self, span: Span, kind: Kind) -> NodeId {
        let id = NodeId(u32::try_from(self.nodes.len()).unwrap_or(u32::MAX));
        self.nodes.push(Node { span, kind });
        id
    }

    /// Looks at a node added before.
    pub fn node(&self, id: NodeId) -> &Node {
        &self.nodes[id.0 as usize]
    }

    /// Ends the tree.
    pub fn finish(self, root: NodeId) -> Tree {
        let mut tree = Tree { doc: self.doc, nodes: self.nodes, added: Vec::new(), by_name: BTreeMap::new(), root };
        tree.index_members();
        tree
    }
}

/// The members of a large object in the order of their names.
fn by_name(kind: &Kind) -> Option<Vec<u32>> {
    let Kind::Object(entries) = kind else { return None };
    if entries.len() <= LARGE {
        return None;
    }
    let mut order: Vec<(&str, u32)> = entries.iter().zip(0..).map(|(entry, index)| (&*entry.key, index)).collect();
    order.sort_unstable();
    Some(order.into_iter().map(|(_, index)| index).collect())
}

impl Tree {
    /// The document this tree was parsed from.
    pub fn doc(&self) -> DocId {
        self.doc
    }

    /// The whole document.
    pub fn root(&self) -> NodeRef<'_> {
        NodeRef { tree: self, id: self.root }
    }

    /// A node by id.
    pub fn node(&self, id: NodeId) -> NodeRef<'_> {
        NodeRef { tree: self, id }
    }

    /// Every node, children before their parents.
    pub fn nodes(&self) -> impl Iterator<Item = NodeRef<'_>> {
        (0u32..).map(NodeId).take(self.nodes.len()).map(|id| self.node(id))
    }

    /// How many nodes the tree holds.
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    /// Whether the tree holds no node.
    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    /// Adds a node that may be written in another document. It is part of the tree once another node names it.
    pub(super) fn add(&mut self, location: Location, kind: Kind) -> NodeId {
        let id = NodeId(u32::try_from(self.nodes.len()).unwrap_or(u32::MAX));
        self.by_name.extend(by_name(&kind).map(|order| (id, order)));
        self.nodes.push(Node { span: location.span, kind });
        self.added.push(location.doc);
        id
    }

    /// What a node holds, to be changed: not the names of an object's members, of which there may be an index.
    pub(super) fn kind_mut(&mut self, id: NodeId) -> Option<&mut Kind> {
        self.nodes.get_mut(id.index()).map(|node| &mut node.kind)
    }

    /// Puts a member into an object, in place of one of that name or behind the others.
    pub(super) fn put(&mut self, id: NodeId, new: Entry) {
        let known = self.node(id).position(&new.key);
        let Some(Kind::Object(entries)) = self.nodes.get_mut(id.index()).map(|node| &mut node.kind) else { return };
        if let Some(known) = known.and_then(|at| entries.get_mut(at)) {
            *known = new;
            return;
        }
        let number = u32::try_from(entries.len()).unwrap_or(u32::MAX);
        if let Some(order) = self.by_name.get_mut(&id) {
            let name = |index: &u32| entries.get(*index as usize).map_or("", |entry| &*entry.key);
            order.insert(order.partition_point(|index| name(index) < &*new.key), number);
        }
        entries.push(new);
        if number as usize == LARGE {
            let order = self.nodes.get(id.index()).and_then(|node| by_name(&node.kind));
            self.by_name.extend(order.map(|order| (id, order)));
        }
    }

    /// Takes a member out of an object, if there is one of that name.
    pub(super) fn take_out(&mut self, id: NodeId, key: &str) -> bool {
        let Some(at) = self.node(id).position(key) else { return false };
        let Some(Kind::Object(entries)) = self.nodes.get_mut(id.index()).map(|node| &mut node.kind) else { return false };
        entries.remove(at);
        if let Some(order) = self.by_name.get_mut(&id) {
            order.retain(|index| *index as usize != at);
            order.iter_mut().filter(|index| **index as usize > at).for_each(|index| *index -= 1);
        }
        true
    }

    /// Makes the index of large objects.
    fn index_members(&mut self) {
        let ids = (0..).map(NodeId);
        self.by_name = self.nodes.iter().zip(ids).filter_map(|(node, id)| Some((id, by_name(&node.kind)?))).collect();
    }

    /// The document that a node is written in.
    fn written_in(&self, id: NodeId) -> DocId {
        let first = self.nodes.len() - self.added.len();
        id.index().checked_sub(first).and_then(|at| self.added.get(at)).copied().unwrap_or(self.doc)
    }

    /// Follows an RFC 6901 JSON Pointer (already percent-decoded, with or without the leading `/`).
    pub fn pointer(&self, pointer: &str) -> Option<NodeRef<'_>> {
        if pointer.is_empty() {
            return Some(self.root());
        }
        let tokens = pointer.strip_prefix('/').unwrap_or(pointer).split('/');
        tokens.map(|token| token.replace("~1", "/").replace("~0", "~")).try_fold(self.root(), |node, token| match node.kind() {
            Kind::Object(_) => node.get(&token),
            Kind::Array(items) => Some(self.node(*items.get(array_index(&token)?)?)),
            _ => None,
        })
    }
}

/// The number that a pointer's token gives an item: decimal digits without leading zeros.
fn array_index(token: &str) -> Option<usize> {
    let plain = token == "0" || token.bytes().all(|byte| byte.is_ascii_digit()) && !token.starts_with('0');
    if plain { token.parse().ok() } else { None }
}

/// A node together with its tree: what the readers of a dialect hold.
#[derive(Clone, Copy)]
pub struct NodeRef<'t> {
    tree: &'t Tree,
    id: NodeId,
}

impl<'t> NodeRef<'t> {
    /// The node's id, unique in its tree.
    pub fn id(self) -> NodeId {
        self.id
    }

    /// The tree the node belongs to.
    pub fn tree(self) -> &'t Tree {
        self.tree
    }

    /// What the node holds.
    pub fn kind(self) -> &'t Kind {
        &self.tree.nodes[self.id.0 as usize].kind
    }

    /// Where the node is written; another document than the tree's if the node was put into it.
    pub fn location(self) -> Location {
        Location { doc: self.tree.written_in(self.id), span: self.tree.nodes[self.id.0 as usize].span }
    }

    /// The text of a string node.
    pub fn as_str(self) -> Option<&'t str> {
        if let Kind::String(text) = self.kind() { Some(text) } else { None }
    }

    /// The value of a boolean node.
    pub fn as_bool(self) -> Option<bool> {
        if let Kind::Bool(value) = self.kind() { Some(*value) } else { None }
    }

    /// The JSON text of a number node.
    pub fn as_number(self) -> Option<&'t str> {
        if let Kind::Number(text) = self.kind() { Some(text) } else { None }
    }

    /// Whether this is `null`.
    pub fn is_null(self) -> bool {
        *self.kind() == Kind::Null
    }

    /// Whether this is an object.
    pub fn is_object(self) -> bool {
        matches!(self.kind(), Kind::Object(_))
    }

    /// The items of an array; nothing for any other kind.
    pub fn items(self) -> impl ExactSizeIterator<Item = NodeRef<'t>> + 't {
        let ids: &'t [NodeId] = if let Kind::Array(items) = self.kind() { items } else { &[] };
        ids.iter().map(move |id| self.tree.node(*id))
    }

    /// The members of an object in source order; nothing for any other kind.
    pub fn entries(self) -> impl ExactSizeIterator<Item = (&'t Entry, NodeRef<'t>)> + 't {
        let entries: &'t [Entry] = if let Kind::Object(entries) = self.kind() { entries } else { &[] };
        entries.iter().map(move |entry| (entry, self.tree.node(entry.value)))
    }

    /// A member of an object by name.
    pub fn get(self, key: &str) -> Option<NodeRef<'t>> {
        self.entry(key).map(|(_, value)| value)
    }

    /// A member of an object by name, with the place of its name.
    pub fn entry(self, key: &str) -> Option<(&'t Entry, NodeRef<'t>)> {
        let Kind::Object(entries) = self.kind() else { return None };
        let entry = entries.get(self.position(key)?)?;
        Some((entry, self.tree.node(entry.value)))
    }

    /// Where among the members of an object the one of a name stands.
    fn position(self, key: &str) -> Option<usize> {
        let Kind::Object(entries) = self.kind() else { return None };
        let Some(order) = self.tree.by_name.get(&self.id) else { return entries.iter().position(|entry| &*entry.key == key) };
        let name = |index: &u32| entries.get(*index as usize).map_or("", |entry| &*entry.key);
        let at = order.binary_search_by(|index| name(index).cmp(key)).ok()?;
        order.get(at).map(|index| *index as usize)
    }

    /// What this kind of node is called in messages.
    pub fn kind_name(self) -> &'static str {
        match self.kind() {
            Kind::Null => "null",
            Kind::Bool(_) => "a boolean",
            Kind::Number(_) => "a number",
            Kind::String(_) => "a string",
            Kind::Array(_) => "an array",
            Kind::Object(_) => "an object",
        }
    }
}

impl std::fmt::Debug for NodeRef<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:?} at {:?}", self.kind(), self.location())
    }
}
