//! The way back up: a tree comes in, each node's parent and pointer go out.

use crate::source::{Kind, NodeId, NodeRef, Tree, shortened};

/// How many bytes of a pointer are kept: every node has one, however long the names around it are.
const LONGEST: usize = 1024;

/// The parents of a tree's nodes. A node that YAML aliases put at several places counts as being at the first.
#[derive(Debug)]
pub struct Parents {
    of: Vec<Option<(NodeId, u32)>>,
}

impl Parents {
    /// Goes over the tree once.
    pub fn new(tree: &Tree) -> Self {
        let mut of: Vec<Option<(NodeId, u32)>> = vec![None; tree.len()];
        for node in tree.nodes() {
            let mut set = |child: NodeId, at: usize| {
                if let Some(slot @ None) = of.get_mut(child.index()) {
                    *slot = Some((node.id(), u32::try_from(at).unwrap_or(u32::MAX)));
                }
            };
            match node.kind() {
                Kind::Array(items) => items.iter().enumerate().for_each(|(at, item)| set(*item, at)),
                Kind::Object(entries) => entries.iter().enumerate().for_each(|(at, entry)| set(entry.value, at)),
                _ => {}
            }
        }
        Self { of }
    }

    /// The parent of a node.
    pub fn parent<'t>(&self, node: NodeRef<'t>) -> Option<NodeRef<'t>> {
        let (parent, _) = (*self.of.get(node.id().index())?)?;
        Some(node.tree().node(parent))
    }

    /// The RFC 6901 pointer of a node; of one that is longer than a person can read, the middle is left out.
    pub fn pointer(&self, node: NodeRef<'_>) -> String {
        let mut tokens = Vec::new();
        let mut at = node.id();
        while let Some((parent, position)) = self.of.get(at.index()).copied().flatten() {
            tokens.push(match node.tree().node(parent).kind() {
                Kind::Object(entries) => {
                    entries.get(position as usize).map_or_else(String::new, |entry| escape(&shortened(&entry.key, LONGEST)))
                }
                _ => position.to_string(),
            });
            at = parent;
        }
        let pointer = tokens.iter().rev().fold(String::new(), |pointer, token| pointer + "/" + token);
        shortened(&pointer, LONGEST).into_owned()
    }

    /// The name of the member, or the number of the item, that a node is of its parent.
    pub fn key<'t>(&self, node: NodeRef<'t>) -> Option<&'t str> {
        let (parent, position) = (*self.of.get(node.id().index())?)?;
        match node.tree().node(parent).kind() {
            Kind::Object(entries) => entries.get(position as usize).map(|entry| &*entry.key),
            _ => None,
        }
    }
}

fn escape(token: &str) -> String {
    if token.contains(['~', '/']) { token.replace('~', "~0").replace('/', "~1") } else { token.to_owned() }
}
