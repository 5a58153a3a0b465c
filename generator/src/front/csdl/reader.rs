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
    /// Kinds of expressions that are not evaluated, and where the first one is.
    dynamic: Option<(BTreeSet<Box<str>>, Location)>,
}

impl<'d> Reader<'d> {
    /// A reader of a document with these short names.
    pub(crate) fn new(aliases: Aliases, diags: &'d mut Diags) -> Self {
        Self { aliases, diags, dynamic: None }
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

    /// Notes that an expression depends on data and has no effect.
    pub(crate) fn note_dynamic(&mut self, kind: &str, at: Location) {
        self.dynamic.get_or_insert_with(|| (BTreeSet::new(), at)).0.insert(kind.into());
    }

    /// Reports what was noted.
    pub(crate) fn finish(self) {
        if let Some((kinds, at)) = self.dynamic {
            let kinds: Vec<&str> = kinds.iter().map(|kind| &**kind).collect();
            self.diags.push(diag::dynamic_expression(&kinds, at));
        }
    }
}

/// The number that text is, if it is one.
pub(crate) fn number<T: std::str::FromStr>(text: &str) -> Option<T> {
    text.trim().parse().ok()
}
