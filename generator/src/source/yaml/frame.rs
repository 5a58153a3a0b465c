//! A list or mapping that is being read: its children come in one by one, the finished node goes out.

use std::collections::BTreeSet;

use saphyr_parser::Tag;

use super::scalar;
use crate::source::members::unique;
use crate::source::{DocId, Entry, Kind, Location, NodeId, Problem, ProblemKind, Span, TreeBuilder};

/// A list or mapping around the next event.
pub(super) struct Frame {
    /// Where it starts.
    pub(super) start: u32,
    /// Where its last child ends.
    pub(super) end: u32,
    /// Its anchor, or zero.
    pub(super) anchor: usize,
    /// How many nodes there were before it, with aliases written out.
    pub(super) before: u64,
    /// How many lists and mappings are one inside the other so far, this one included.
    pub(super) height: usize,
    /// Its children.
    pub(super) holds: Holds,
}

/// The children so far.
pub(super) enum Holds {
    Sequence(Vec<NodeId>),
    Mapping {
        entries: Vec<Entry>,
        /// The values of merge keys and where they are written.
        merges: Vec<(NodeId, Span)>,
        /// The name whose value comes next.
        key: Option<(Key, Span)>,
    },
}

/// The name of a member.
pub(super) enum Key {
    Name {
        text: Box<str>,
        span: Span,
    },
    /// `<<`
    Merge,
    /// Not a scalar; has been reported.
    Refused,
}

/// The name that a scalar node gives to a member.
pub(super) fn name_of(kind: &Kind) -> Option<Box<str>> {
    match kind {
        Kind::Null => Some("null".into()),
        Kind::Bool(value) => Some(value.to_string().into()),
        Kind::Number(text) | Kind::String(text) => Some(text.clone()),
        Kind::Array(_) | Kind::Object(_) => None,
    }
}

impl Frame {
    /// Where the name stands whose value comes next: the place of a value that has no text of its own.
    pub(super) fn place_of_name(&self) -> Option<Span> {
        if let Holds::Mapping { key: Some((_, span)), .. } = &self.holds { Some(*span) } else { None }
    }

    /// Whether the next value is merged into the mapping.
    pub(super) fn merges(&self) -> bool {
        matches!(&self.holds, Holds::Mapping { key: Some((Key::Merge, _)), .. })
    }

    /// The name has been read.
    pub(super) fn expect_value(&mut self, name: Key, span: Span) {
        self.end = self.end.max(span.end);
        if let Holds::Mapping { key, .. } = &mut self.holds {
            *key = Some((name, span));
        }
    }

    /// The value of the last name has been read.
    pub(super) fn take_value(&mut self, value: NodeId, place: Span) {
        let Holds::Mapping { entries, merges, key } = &mut self.holds else { return };
        match key.take() {
            Some((Key::Name { text, span }, _)) => entries.push(Entry { key: text, key_span: span, value }),
            Some((Key::Merge, _)) => merges.push((value, place)),
            Some((Key::Refused, _)) | None => {}
        }
    }
}

impl Holds {
    /// A mapping without members.
    pub(super) fn mapping() -> Self {
        Self::Mapping { entries: Vec::new(), merges: Vec::new(), key: None }
    }

    /// What is wrong with this tag on such a node, if anything.
    pub(super) fn refuses(&self, tag: &Tag) -> Option<ProblemKind> {
        let tag = scalar::tag_name(tag);
        let own = if matches!(self, Self::Sequence(_)) { "!!seq" } else { "!!map" };
        if tag == own || tag == "!" {
            None
        } else if scalar::is_known(&tag) {
            Some(ProblemKind::BadTag { tag })
        } else {
            Some(ProblemKind::UnknownTag { tag })
        }
    }

    /// The finished node.
    pub(super) fn finish(self, doc: DocId, builder: &TreeBuilder, problems: &mut Vec<Problem>) -> Kind {
        match self {
            Self::Sequence(items) => Kind::Array(items),
            Self::Mapping { mut entries, merges, .. } => {
                unique(doc, &mut entries, problems);
                if !merges.is_empty() {
                    merge(doc, &mut entries, &merges, builder, problems);
                }
                Kind::Object(entries)
            }
        }
    }
}

/// Adds the members of every merged mapping whose names are not there yet: own members win, then earlier mappings.
fn merge(doc: DocId, entries: &mut Vec<Entry>, merges: &[(NodeId, Span)], builder: &TreeBuilder, problems: &mut Vec<Problem>) {
    let mut known: BTreeSet<Box<str>> = entries.iter().map(|entry| entry.key.clone()).collect();
    for (node, span) in merges {
        let sources = match &builder.node(*node).kind {
            Kind::Array(items) => items.as_slice(),
            _ => std::slice::from_ref(node),
        };
        for source in sources {
            let Kind::Object(inherited) = &builder.node(*source).kind else {
                problems.push(Problem::new(Location { doc, span: *span }, ProblemKind::BadMerge));
                continue;
            };
            entries.extend(inherited.iter().filter(|entry| known.insert(entry.key.clone())).cloned());
        }
    }
}
