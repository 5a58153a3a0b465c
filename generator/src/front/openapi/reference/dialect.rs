//! Dialects of JSON Schema: a schema comes in, the vocabularies that its metaschema names go out (JSON Schema 2020-12, core, section 8.1).

use std::collections::BTreeMap;

use super::{References, uri};
use crate::source::NodeRef;

/// Where the standard's own vocabularies are.
const STANDARD: &str = "https://json-schema.org/draft/2020-12/vocab/";

/// The vocabularies of a metaschema.
#[derive(Clone, Copy, Debug)]
pub(in crate::front::openapi) struct Vocabularies<'d>(NodeRef<'d>);

impl<'d> Vocabularies<'d> {
    /// Whether the keywords of one of the standard's vocabularies have a meaning.
    pub fn has(self, name: &str) -> bool {
        let named = |key: &str| key.strip_prefix(STANDARD) == Some(name);
        self.0.entries().any(|(entry, _)| named(&entry.key))
    }

    /// Vocabularies that have to be understood and are not known.
    pub fn foreign(self) -> impl Iterator<Item = (&'d str, NodeRef<'d>)> {
        let known = |key: &str| key.starts_with(STANDARD) || key.starts_with("https://spec.openapis.org/oas/3.");
        let required = self.0.entries().filter(|(_, needed)| needed.as_bool() == Some(true));
        required.map(|(entry, needed)| (&*entry.key, needed)).filter(move |(key, _)| !known(key))
    }
}

impl<'d> References<'d> {
    /// The metaschemas among the schemas: those that name vocabularies.
    pub(super) fn metaschemas(&self) -> BTreeMap<String, Vocabularies<'d>> {
        let named = self.uris.iter().filter_map(|(uri, node)| Some((uri, node.get("$vocabulary")?)));
        named.filter(|(_, list)| list.is_object()).map(|(uri, list)| (uri.clone(), Vocabularies(list))).collect()
    }

    /// The vocabularies of the dialect that a schema is written in; nothing if it is one that has all of the standard's.
    ///
    /// A schema says so by `$schema`, for itself and what is inside of it, and a document by `jsonSchemaDialect`.
    pub fn vocabularies(&self, node: NodeRef<'d>) -> Option<Vocabularies<'d>> {
        if self.metaschemas.is_empty() {
            return None;
        }
        let mut around = std::iter::successors(Some(node), |node| self.parent(*node));
        let named = around.find_map(|node| Some((node, node.get("$schema")?.as_str()?)));
        let root = node.tree().root();
        let (at, text) = named.or_else(|| Some((root, root.get("jsonSchemaDialect")?.as_str()?)))?;
        let document = self.documents.get(&at.tree().doc())?;
        self.metaschemas.get(&uri::join(&document.base(at), uri::split(text).0)).copied()
    }
}
