//! References: the text of a `$ref` and the place it stands at come in, the node it means goes out.

mod dialect;
mod parents;
mod uri;
mod walk;

use std::collections::{BTreeMap, BTreeSet};

use super::version::Version;
use crate::front::Documents;
use crate::source::{DocId, Kind, Location, NodeId, NodeRef, Tree};
use parents::Parents;

pub(super) use crate::source::percent_decoded as decode;

/// Why a reference leads nowhere.
#[derive(Clone, Debug)]
pub(super) enum Failure<'d> {
    /// There is nothing at that place; the last place that exists.
    Dangling(Option<NodeRef<'d>>),
    /// The document it names was not loaded, which was reported then.
    NotLoaded,
    /// It leads to another host, and what it would say can be done without.
    Remote,
    /// It is not a reference at all.
    Malformed(&'static str),
}

/// Every document that can be reached, with the names that references may use.
pub(super) struct References<'d> {
    docs: &'d dyn Documents,
    top: NodeRef<'d>,
    documents: BTreeMap<DocId, Document<'d>>,
    /// Schema resources and documents by their absolute URI.
    uris: BTreeMap<String, NodeRef<'d>>,
    /// Members of large objects by name.
    large: BTreeMap<(DocId, NodeId), BTreeMap<&'d str, NodeRef<'d>>>,
    /// What references have been found to mean.
    resolved: BTreeMap<(DocId, &'d str), NodeRef<'d>>,
    /// Schemas that name the vocabularies of a dialect, by URI.
    metaschemas: BTreeMap<String, dialect::Vocabularies<'d>>,
    root_version: Version,
}

struct Document<'d> {
    parents: Parents,
    root: NodeRef<'d>,
    version: Version,
    /// The document's own URI, empty if it has none.
    uri: String,
    /// Schema resources by their root, with their URI.
    resources: BTreeMap<NodeId, String>,
    /// The URIs of these.
    own: BTreeSet<String>,
    /// Anchors by the root of their resource.
    anchors: BTreeMap<NodeId, Anchors<'d>>,
    /// File parts that were asked for when the document was loaded.
    asked: Vec<String>,
}

/// The anchors of a schema resource.
#[derive(Default)]
struct Anchors<'d> {
    by_name: BTreeMap<&'d str, NodeRef<'d>>,
    dynamic: Vec<(&'d str, NodeRef<'d>)>,
}

/// The file part of each reference that leads out of a document, with the place of the first such reference and whether it is a
/// mistake that the file is not there.
pub(super) fn external(tree: &Tree) -> Vec<(String, Location, bool)> {
    let found = walk::walk(tree);
    let parents = Parents::new(tree);
    let document = Document::new(tree, parents, &found, Version::V32);
    let mut files: BTreeMap<String, (Location, bool)> = BTreeMap::new();
    for (list, needed) in [(&found.references, true), (&found.mappings, false)] {
        for (object, text) in list {
            if let Some(file) = document.file_part(*object, text.as_str().unwrap_or("")) {
                let first = files.entry(file).or_insert((text.location(), needed));
                first.0 = if first.1 == needed { first.0.min(text.location()) } else { first.0 };
            }
        }
    }
    let mut list: Vec<_> = files.into_iter().map(|(file, (location, needed))| (file, location, needed)).collect();
    list.sort_by_key(|(_, location, _)| *location);
    list
}

/// The absolute URIs that a document and the schemas in it give themselves.
pub(super) fn identifiers(tree: &Tree) -> Vec<String> {
    let document = Document::new(tree, Parents::new(tree), &walk::walk(tree), Version::V32);
    document.resources.into_values().chain([document.uri]).collect()
}

impl<'d> Document<'d> {
    fn new(tree: &'d Tree, parents: Parents, found: &walk::Found<'d>, default: Version) -> Self {
        let root = tree.root();
        let version = Version::of(root).unwrap_or(default);
        let own = ["$self", "$id"].into_iter().find_map(|key| root.get(key).and_then(NodeRef::as_str)).unwrap_or("");
        let uri = if version.has_json_schema() { uri::join("", uri::split(own).0) } else { String::new() };
        let (resources, own, anchors) = (BTreeMap::new(), BTreeSet::new(), BTreeMap::new());
        let mut document = Self { parents, root, version, uri, resources, own, anchors, asked: Vec::new() };
        if version.has_json_schema() {
            // Outer resources come first, so that an inner one finds its base.
            let mut ids: Vec<_> = found.ids.iter().filter(|(_, id)| !id.starts_with('#')).collect();
            ids.sort_by_key(|(node, _)| (document.depth(*node), node.location()));
            for (node, id) in ids {
                let absolute = uri::join(&document.base(*node), uri::split(id).0);
                document.own.insert(absolute.clone());
                document.resources.insert(node.id(), absolute);
            }
            for (node, name, dynamic) in &found.anchors {
                let resource = document.resource(*node).id();
                let anchors = document.anchors.entry(resource).or_default();
                anchors.by_name.entry(name).or_insert(*node);
                anchors.dynamic.extend(dynamic.then_some((*name, *node)));
            }
        }
        document
    }

    fn depth(&self, node: NodeRef<'d>) -> usize {
        std::iter::successors(Some(node), |node| self.parents.parent(*node)).count()
    }

    /// The root of the schema resource, or of the document, that a node belongs to.
    fn resource(&self, node: NodeRef<'d>) -> NodeRef<'d> {
        if self.resources.is_empty() {
            return self.root;
        }
        std::iter::successors(Some(node), |node| self.parents.parent(*node))
            .find(|node| self.resources.contains_key(&node.id()))
            .unwrap_or(self.root)
    }

    /// The URI that references at a node are relative to.
    fn base(&self, node: NodeRef<'d>) -> String {
        self.resources.get(&self.resource(node).id()).unwrap_or(&self.uri).clone()
    }

    /// What the reference `text` asks of the loader; `None` if it stays within this document.
    fn file_part(&self, object: NodeRef<'d>, text: &str) -> Option<String> {
        let (file, _) = uri::split(text);
        if file.is_empty() {
            return None;
        }
        let resource = self.resource(object);
        let absolute = uri::join(&self.base(object), file);
        if absolute == self.uri || self.own.contains(&absolute) {
            return None;
        }
        // Inside a resource of its own the base is that resource's; otherwise it is the place of the document.
        Some(if resource.id() == self.root.id() { file.to_owned() } else { absolute })
    }
}

impl<'d> References<'d> {
    /// Looks at every document that can be reached from `root`.
    pub fn new(docs: &'d dyn Documents, root: &'d Tree, version: Version) -> Self {
        let mut references = Self {
            docs,
            top: root.root(),
            documents: BTreeMap::new(),
            uris: BTreeMap::new(),
            large: BTreeMap::new(),
            resolved: BTreeMap::new(),
            metaschemas: BTreeMap::new(),
            root_version: version,
        };
        let mut waiting = vec![root];
        while let Some(tree) = waiting.pop() {
            if references.documents.contains_key(&tree.doc()) {
                continue;
            }
            for file in references.enter(tree) {
                waiting.extend(docs.referenced(tree.doc(), &file).and_then(|doc| docs.tree(doc)));
            }
        }
        references.metaschemas = references.metaschemas();
        references
    }

    fn enter(&mut self, tree: &'d Tree) -> Vec<String> {
        let found = walk::walk(tree);
        let mut document = Document::new(tree, Parents::new(tree), &found, self.root_version);
        let named = found.references.iter().chain(&found.mappings);
        let mut asked: Vec<String> = named.filter_map(|(object, text)| document.file_part(*object, text.as_str()?)).collect();
        asked.sort();
        asked.dedup();
        document.asked.clone_from(&asked);
        if !document.uri.is_empty() {
            self.uris.entry(document.uri.clone()).or_insert(document.root);
        }
        for (node, uri) in &document.resources {
            self.uris.entry(uri.clone()).or_insert(tree.node(*node));
        }
        self.documents.insert(tree.doc(), document);
        asked
    }

    /// The top of the API's own document.
    pub fn top(&self) -> NodeRef<'d> {
        self.top
    }

    /// The version that a node's document is written in.
    pub fn version(&self, node: NodeRef<'d>) -> Version {
        self.documents.get(&node.tree().doc()).map_or(self.root_version, |document| document.version)
    }

    /// The pointer of a node in its document.
    pub fn pointer(&self, node: NodeRef<'d>) -> String {
        self.documents.get(&node.tree().doc()).map_or_else(String::new, |document| document.parents.pointer(node))
    }

    /// The name of the member that a node is of its parent.
    pub fn key(&self, node: NodeRef<'d>) -> Option<&'d str> {
        self.documents.get(&node.tree().doc())?.parents.key(node)
    }

    /// The object or list that a node is part of.
    pub fn parent(&self, node: NodeRef<'d>) -> Option<NodeRef<'d>> {
        self.documents.get(&node.tree().doc())?.parents.parent(node)
    }

    /// The path of a node's document.
    pub fn path(&self, node: NodeRef<'d>) -> &'d str {
        self.docs.path(node.tree().doc())
    }

    /// The dynamic anchors of the schema resource that a node belongs to.
    pub fn dynamic_anchors(&self, node: NodeRef<'d>) -> &[(&'d str, NodeRef<'d>)] {
        let document = self.documents.get(&node.tree().doc()).filter(|document| !document.anchors.is_empty());
        let anchors = document.and_then(|document| document.anchors.get(&document.resource(node).id()));
        anchors.map_or(&[], |anchors| &anchors.dynamic)
    }

    /// The node that the reference `text` at `from` means.
    pub fn resolve(&mut self, from: NodeRef<'d>, text: &'d str) -> Result<NodeRef<'d>, Failure<'d>> {
        let doc = from.tree().doc();
        // Without schema resources the same text means the same wherever it stands in a document.
        let simple = self.documents.get(&doc).is_some_and(|document| document.resources.is_empty());
        if let Some(node) = self.resolved.get(&(doc, text)).filter(|_| simple) {
            return Ok(*node);
        }
        let node = self.look_up(from, text)?;
        if simple {
            self.resolved.insert((doc, text), node);
        }
        Ok(node)
    }

    fn look_up(&mut self, from: NodeRef<'d>, text: &str) -> Result<NodeRef<'d>, Failure<'d>> {
        let (file, fragment) = uri::split(text);
        let fragment = decode(fragment).ok_or(Failure::Malformed("a `%` needs two hexadecimal digits after it"))?;
        let resource = self.resource(from, file)?;
        if fragment.is_empty() {
            return Ok(resource);
        }
        if fragment.starts_with('/') {
            return self.follow(resource, &fragment, 0).or_else(|failure| self.misspelt(resource, text, failure));
        }
        let document = self.documents.get(&resource.tree().doc());
        let anchors = document.and_then(|document| document.anchors.get(&document.resource(resource).id()));
        match anchors.and_then(|anchors| anchors.by_name.get(&*fragment)) {
            Some(node) => Ok(*node),
            // `#definitions/Pet`, a common slip
            None => self.follow(resource, &format!("/{fragment}"), 0),
        }
    }

    /// Common slips: `#/` for the whole, names that look encoded and are not, spaces written `+`, and pointers from the top of the
    /// document in schemas whose `$id` makes them its top.
    fn misspelt(&mut self, from: NodeRef<'d>, text: &str, failure: Failure<'d>) -> Result<NodeRef<'d>, Failure<'d>> {
        let (_, fragment) = uri::split(text);
        if fragment == "/" {
            return Ok(from);
        }
        let spaces = decode(&fragment.replace('+', " ")).unwrap_or_default();
        let top = from.tree().root();
        let found = [(from, fragment), (from, &*spaces), (top, fragment)];
        found.iter().find_map(|(from, fragment)| self.follow(*from, fragment, 0).ok()).ok_or(failure)
    }

    /// The document or schema resource that the file part of a reference means.
    fn resource(&self, from: NodeRef<'d>, file: &str) -> Result<NodeRef<'d>, Failure<'d>> {
        let doc = from.tree().doc();
        let Some(document) = self.documents.get(&doc) else { return Ok(from.tree().root()) };
        if file.is_empty() {
            return Ok(document.resource(from));
        }
        if document.version.has_json_schema()
            && let Some(node) = self.uris.get(&uri::join(&document.base(from), file))
        {
            return Ok(*node);
        }
        let Some(asked) = document.file_part(from, file) else { return Ok(document.root) };
        match self.docs.referenced(doc, &asked).and_then(|doc| self.docs.tree(doc)) {
            Some(tree) => Ok(tree.root()),
            None if document.asked.contains(&asked) => Err(Failure::NotLoaded),
            None if file.contains("://") => Err(Failure::Remote),
            None => Err(Failure::Dangling(None)),
        }
    }

    /// Follows a pointer, through references on its way if there are any.
    fn follow(&mut self, from: NodeRef<'d>, pointer: &str, depth: usize) -> Result<NodeRef<'d>, Failure<'d>> {
        let mut node = from;
        for token in pointer.split('/').skip(1) {
            let token = token.replace("~1", "/").replace("~0", "~");
            if let Some(next) = self.member(node, &token) {
                node = next;
                continue;
            }
            let reference = node.get("$ref").and_then(NodeRef::as_str).filter(|_| depth < 32);
            let Some(reference) = reference else { return Err(Failure::Dangling(Some(node))) };
            let target = self.through(node, reference, depth)?;
            node = self.member(target, &token).ok_or(Failure::Dangling(Some(target)))?;
        }
        Ok(node)
    }

    fn through(&mut self, from: NodeRef<'d>, reference: &str, depth: usize) -> Result<NodeRef<'d>, Failure<'d>> {
        let (file, fragment) = uri::split(reference);
        let resource = self.resource(from, file)?;
        let fragment = decode(fragment).ok_or(Failure::Malformed("a `%` needs two hexadecimal digits after it"))?;
        if fragment.is_empty() { Ok(resource) } else { self.follow(resource, &fragment, depth + 1) }
    }

    /// A member of an object or an item of a list by its pointer token.
    fn member(&mut self, node: NodeRef<'d>, token: &str) -> Option<NodeRef<'d>> {
        match node.kind() {
            Kind::Object(entries) if entries.len() > 16 => {
                let index = self.large.entry((node.tree().doc(), node.id()));
                let index = index.or_insert_with(|| node.entries().map(|(entry, value)| (&*entry.key, value)).collect());
                index.get(token).copied()
            }
            Kind::Object(_) => node.get(token),
            Kind::Array(_) => node.items().nth(token.parse().ok()?),
            _ => None,
        }
    }
}

/// The names of the members at the last place that exists.
pub fn keys(last: Option<NodeRef<'_>>) -> impl Iterator<Item = &str> {
    last.into_iter().flat_map(NodeRef::entries).map(|(entry, _)| &*entry.key)
}
