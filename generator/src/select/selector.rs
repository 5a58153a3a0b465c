//! Selectors: `path:/users/** method:GET` comes in, what it chooses goes out.
//!
//! A selector is one or more terms, each a kind, a colon and a pattern; an operation is chosen when all of them match.
//! `type:` stands alone and chooses declared types.

use std::collections::BTreeSet;

use super::glob;
use crate::diag::{self, Diags};
use crate::ir::{Api, Operation, OperationKind, Schema, TypeName};
use crate::source::Written;

/// What a term looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// The path of a route.
    Path,
    /// The method, in any letter case.
    Method,
    /// The operation's id.
    Operation,
    /// A tag, entity set or resource type.
    Tag,
    /// A declared type.
    Type,
}

const KINDS: [(&str, Kind); 5] =
    [("path", Kind::Path), ("method", Kind::Method), ("operation", Kind::Operation), ("tag", Kind::Tag), ("type", Kind::Type)];

/// One selector.
#[derive(Clone, Debug)]
pub struct Selector {
    written: Written,
    terms: Vec<(Kind, String)>,
}

/// Understands a selector, or reports why not.
pub fn parse(written: &Written, diags: &mut Diags) -> Option<Selector> {
    let text = written.text.trim();
    let mut terms = Vec::new();
    for term in split(text) {
        let kind = term.split_once(':').map(|(kind, pattern)| (KINDS.iter().find(|(name, _)| *name == kind), kind, pattern.trim()));
        match kind {
            Some((Some((_, kind)), _, pattern)) if !pattern.is_empty() => terms.push((*kind, pattern.to_owned())),
            Some((None, kind, _)) => {
                diags.push(diag::unknown_selector(written, kind, KINDS.iter().map(|(name, _)| *name)));
                return None;
            }
            Some((Some(_), ..)) | None => {
                diags.push(diag::bad_selector(written, "it has to be a kind, a colon and a pattern, such as `path:/pets/*`"));
                return None;
            }
        }
    }
    if terms.len() > 1 && terms.iter().any(|(kind, _)| *kind == Kind::Type) {
        diags.push(diag::bad_selector(written, "`type:` stands alone: no operation is a type"));
        return None;
    }
    Some(Selector { written: written.clone(), terms })
}

/// The terms of a selector: each starts with a known kind, since patterns may have spaces in them.
fn split(text: &str) -> Vec<&str> {
    let starts = text.match_indices(char::is_whitespace).map(|(at, space)| at + space.len());
    let is_term = |rest: &str| KINDS.iter().any(|(name, _)| rest.strip_prefix(name).is_some_and(|rest| rest.starts_with(':')));
    let mut from = 0;
    let mut terms = Vec::new();
    for at in starts.filter(|at| text.get(*at..).is_some_and(is_term)) {
        terms.extend(text.get(from..at).map(str::trim));
        from = at;
    }
    terms.extend(text.get(from..));
    terms
}

impl Selector {
    /// As it was written.
    pub fn written(&self) -> &Written {
        &self.written
    }

    /// Whether an operation is chosen.
    pub fn chooses(&self, operation: &Operation) -> bool {
        self.terms.iter().all(|(kind, pattern)| term_matches(*kind, pattern, operation))
    }

    /// Whether a declared type is chosen.
    pub fn chooses_type(&self, schema: &Schema) -> bool {
        self.terms.iter().all(|(kind, pattern)| {
            *kind == Kind::Type && schema.name.iter().flat_map(TypeName::all).any(|name| glob::matches(pattern, &name, false))
        })
    }

    /// Whether anything in an API is chosen.
    pub fn matches_any(&self, api: &Api) -> bool {
        api.operations.iter().any(|operation| self.chooses(operation))
            || api.named.iter().any(|id| self.chooses_type(&api.schemas[*id]))
    }

    /// The first term that nothing matches, or else the whole: what it looks for, the pattern, and all that it might have meant.
    pub fn subject(&self, api: &Api) -> (&'static str, &str, BTreeSet<String>) {
        let idle =
            |(kind, pattern): &&(Kind, String)| !api.operations.iter().any(|operation| term_matches(*kind, pattern, operation));
        match self.terms.iter().find(idle) {
            Some((kind, pattern)) => (noun(*kind), pattern, kind.known(api)),
            None => ("operation", &self.written.text, BTreeSet::new()),
        }
    }
}

impl Kind {
    /// Everything that a term could look at.
    fn known(self, api: &Api) -> BTreeSet<String> {
        let operations = api.operations.iter();
        match self {
            Kind::Path => operations.filter_map(path).map(str::to_owned).collect(),
            Kind::Method => operations.map(|operation| operation.method.0.clone()).collect(),
            Kind::Operation => operations.filter_map(id).map(str::to_owned).collect(),
            Kind::Tag => operations.flat_map(tags).map(str::to_owned).collect(),
            Kind::Type => api.named.iter().filter_map(|id| api.schemas[*id].name.as_ref()).flat_map(TypeName::all).collect(),
        }
    }
}

fn noun(kind: Kind) -> &'static str {
    match kind {
        Kind::Path => "path",
        Kind::Method => "method",
        Kind::Operation => "operation",
        Kind::Tag => "tag",
        Kind::Type => "type",
    }
}

fn term_matches(kind: Kind, pattern: &str, operation: &Operation) -> bool {
    match kind {
        Kind::Path => path(operation).is_some_and(|path| glob::matches(pattern, path, true)),
        Kind::Method => glob::matches(&pattern.to_ascii_uppercase(), &operation.method.0.to_ascii_uppercase(), false),
        Kind::Operation => id(operation).is_some_and(|id| glob::matches(pattern, id, false)),
        Kind::Tag => tags(operation).any(|tag| glob::matches(pattern, tag, false)),
        Kind::Type => false,
    }
}

/// The path of a route.
fn path(operation: &Operation) -> Option<&str> {
    (operation.kind == OperationKind::Route).then_some(operation.path.raw.as_str())
}

/// The id of an operation; webhooks and callbacks have a name in place of one.
fn id(operation: &Operation) -> Option<&str> {
    match &operation.kind {
        OperationKind::Webhook(name) | OperationKind::Callback(name) => Some(operation.id.as_deref().unwrap_or(name)),
        OperationKind::Route => operation.id.as_deref(),
    }
}

fn tags(operation: &Operation) -> impl Iterator<Item = &str> {
    operation.tags.iter().map(String::as_str).chain([operation.group.as_str()])
}
