//! What lowering shares: the documents, the schemas made so far, and the list of what is wrong.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::reference::{Failure, References, keys};
use super::version::Version;
use crate::diag::{Diagnostic, Diags, bad_reference, breach, cyclic_reference, dangling_reference, unsupported, wrong_target};
use crate::front::{Documents, Options};
use crate::ir::{Docs, Origin, SchemaId, Schemas};
use crate::source::{DocId, Kind, Location, NodeId, NodeRef, Tree};

/// The state of lowering one API.
pub(super) struct Context<'d, 'r> {
    pub references: References<'d>,
    pub version: Version,
    /// The document that is read; others are only referred to.
    pub root: DocId,
    pub options: &'r Options,
    pub diags: &'r mut Diags,
    pub schemas: Schemas,
    pub named: Vec<SchemaId>,
    /// Schemas by the node that defines them, so that references share ids and recursion ends.
    pub known: BTreeMap<(DocId, NodeId), SchemaId>,
    /// Reserved schemas that are not defined yet: a list, not recursion, so that depth costs no stack.
    pub waiting: VecDeque<(SchemaId, NodeRef<'d>)>,
    /// The data of server-sent events that are JSON, with the schema of that: they are written as text, but read and checked as what they say.
    pub documents: BTreeMap<(DocId, NodeId), NodeRef<'d>>,
    /// Schemas with a discriminator, which is settled when all schemas are there.
    pub discriminated: Vec<(SchemaId, NodeRef<'d>)>,
    /// Places that a message was given for: what is referred to twice is reported once.
    pub said: BTreeSet<(&'static str, Location, String)>,
    /// Callbacks that were lowered, which may refer to each other.
    pub callbacks: BTreeSet<(DocId, NodeId)>,
    /// The places that references led through since the list was emptied, those included that led nowhere.
    pub touched: Vec<Location>,
    /// Ids of operations that links lead to, and where they say so.
    pub linked: Vec<(&'d str, Location)>,
    /// Tags that schemas give themselves.
    pub tags: BTreeMap<SchemaId, String>,
}

impl<'d, 'r> Context<'d, 'r> {
    /// Starts with the document `tree`.
    pub fn new(docs: &'d dyn Documents, tree: &'d Tree, version: Version, options: &'r Options, diags: &'r mut Diags) -> Self {
        Self {
            references: References::new(docs, tree, version),
            version,
            root: tree.doc(),
            options,
            diags,
            schemas: Schemas::default(),
            named: Vec::new(),
            known: BTreeMap::new(),
            waiting: VecDeque::new(),
            documents: BTreeMap::new(),
            discriminated: Vec::new(),
            said: BTreeSet::new(),
            callbacks: BTreeSet::new(),
            touched: Vec::new(),
            linked: Vec::new(),
            tags: BTreeMap::new(),
        }
    }

    /// Reports a message.
    pub fn report(&mut self, diagnostic: Diagnostic) {
        let place = diagnostic.primary.as_ref().map(|label| label.location);
        if place.is_none_or(|place| self.said.insert((diagnostic.code.id, place, diagnostic.message.clone()))) {
            self.diags.push(diagnostic);
        }
    }

    /// Reports a breach of the specification that harms nothing: an error only when the user is strict.
    pub fn breach(&mut self, diagnostic: Diagnostic) {
        self.report(breach(diagnostic, self.options.strict));
    }

    /// Reports a breach that even the strict let pass, since documents that are held up as examples have it.
    pub fn slip(&mut self, diagnostic: Diagnostic) {
        self.report(breach(diagnostic, false));
    }

    /// Reports something that a document has at many places: it is said once, at the first of them.
    pub fn everywhere(&mut self, diagnostic: Diagnostic) {
        self.report(Diagnostic { repeats: true, ..diagnostic });
    }

    /// Where a node is.
    pub fn origin(&self, node: NodeRef<'d>) -> Origin {
        Origin { pointer: self.references.pointer(node).into(), location: node.location() }
    }

    /// The node that a chain of references at `node` ends at, or `node` itself if it is no reference. `what` is what must be
    /// there, such as `"a parameter"`. What leads nowhere is reported.
    pub fn target(&mut self, node: NodeRef<'d>, what: &str) -> Option<NodeRef<'d>> {
        let mut at = node;
        let mut steps = Vec::new();
        let mut seen = BTreeSet::new();
        while let Some(text_node) = at.get("$ref") {
            let text = text_node.as_str()?;
            if !seen.insert(text_node.location()) {
                self.report(cyclic_reference(text, text_node.location(), steps.get(1..).unwrap_or(&[])));
                return None;
            }
            steps.push(text_node.location());
            self.touched.push(text_node.location());
            at = self.follow(at, text, text_node)?;
        }
        self.touched.push(at.location());
        if at.is_object() {
            return Some(at);
        }
        if let Some(text) = node.get("$ref") {
            let found = at.kind_name();
            self.report(wrong_target(text.as_str().unwrap_or(""), what, found, text.location(), at.location()));
        }
        None
    }

    /// The message about a reference to nothing; `last` is the last place on its way that exists.
    pub fn dangling(&self, text: &str, place: NodeRef<'d>, last: Option<NodeRef<'d>>) -> Diagnostic {
        dangling_reference(text, place.location(), self.diags.hints(keys(last)))
    }

    /// The node that the reference `text`, written at `place` in `from`, means; failures are reported.
    pub fn follow(&mut self, from: NodeRef<'d>, text: &'d str, place: NodeRef<'d>) -> Option<NodeRef<'d>> {
        match self.references.resolve(from, text) {
            Ok(target) => Some(target),
            Err(failure) => {
                match failure {
                    Failure::Dangling(last) => self.report(self.dangling(text, place, last)),
                    Failure::Remote => {
                        self.report(unsupported("a reference to another host", "it is left out", place.location()));
                    }
                    Failure::Malformed(reason) => self.report(bad_reference(text, reason, place.location())),
                    Failure::NotLoaded => {}
                }
                None
            }
        }
    }
}

/// The text of a member; a number counts as its text, since YAML makes numbers of versions and titles.
pub(super) fn text<'d>(node: NodeRef<'d>, key: &str) -> Option<&'d str> {
    match node.get(key)?.kind() {
        Kind::String(text) | Kind::Number(text) => Some(text),
        _ => None,
    }
}

/// The text of a member that is not empty.
pub(super) fn filled(node: NodeRef<'_>, key: &str) -> Option<String> {
    text(node, key).map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned)
}

/// Whether a member is `true`.
pub(super) fn flag(node: NodeRef<'_>, key: &str) -> bool {
    match node.get(key).map(NodeRef::kind) {
        Some(Kind::Bool(value)) => *value,
        Some(Kind::String(text)) => &**text == "true",
        _ => false,
    }
}

/// The texts of a list.
pub(super) fn texts<'d>(node: NodeRef<'d>, key: &str) -> Vec<&'d str> {
    node.get(key).into_iter().flat_map(NodeRef::items).filter_map(NodeRef::as_str).collect()
}

/// The documentation of a schema, an operation or a parameter.
pub(super) fn docs(node: NodeRef<'_>) -> Docs {
    let deprecated = ["deprecated", "x-deprecated"].into_iter().any(|key| flag(node, key));
    let mut reason = ["x-deprecated-reason", "x-deprecated-message", "x-deprecated"].into_iter();
    let reason = reason.find_map(|key| filled(node, key).filter(|text| text != "true" && text != "false"));
    Docs {
        summary: filled(node, "summary").or_else(|| filled(node, "title")),
        description: filled(node, "description"),
        link: node.get("externalDocs").and_then(|page| filled(page, "url")),
        deprecated: (deprecated || reason.is_some()).then(|| reason.unwrap_or_default()),
        notes: Vec::new(),
    }
}
