//! What both readers of CSDL share: the names of the document they read, and the list of messages.

use std::collections::BTreeSet;

use super::model::Spot;
use super::model::names::Aliases;
use crate::diag::{self, Diags};
use crate::source::Location;

/// Reads one document.
pub(crate) struct Reader<'d> {
    /// The document's short names of namespaces.
    pub(crate) aliases: Aliases,
    /// What is wrong with it.
    pub(crate) diags: &'d mut Diags,
    /// Kinds of expressions already reported as not evaluated.
    pub(crate) dynamic: BTreeSet<Box<str>>,
}

impl<'d> Reader<'d> {
    /// A reader of a document with these short names.
    pub(crate) fn new(aliases: Aliases, diags: &'d mut Diags) -> Self {
        Self { aliases, diags, dynamic: BTreeSet::new() }
    }

    /// A qualified name at its place, with its full namespace.
    pub(crate) fn qualified(&self, text: &str, at: Location) -> Spot {
        Spot::new(self.aliases.qualify(text.trim()), at)
    }

    /// The type that text such as `Collection(self.Item)` names, and whether it is a collection.
    pub(crate) fn type_name(&mut self, text: &str, at: Location) -> (Spot, bool) {
        let text = text.trim();
        match text.strip_prefix("Collection(").and_then(|rest| rest.strip_suffix(')')) {
            Some(item) => (self.qualified(item, at), true),
            None => (self.qualified(text, at), false),
        }
    }

    /// Notes once per kind that an expression depends on data and has no effect.
    pub(crate) fn note_dynamic(&mut self, kind: &str, at: Location) {
        if self.dynamic.insert(kind.into()) {
            self.diags.push(diag::dynamic_expression(kind, at));
        }
    }
}

/// The facets and nullability of text attributes or members; numbers that are none are reported.
pub(crate) fn number<T: std::str::FromStr>(text: &str) -> Option<T> {
    text.trim().parse().ok()
}
