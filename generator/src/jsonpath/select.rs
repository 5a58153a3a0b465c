//! Selection: a query and the root of a tree come in, the selected nodes with their places go out, in the order of the document.

use std::rc::Rc;

use super::compare::{self, Side};
use super::{Comparable, Logical, Query, Segment, Selector};
use crate::source::{Kind, NodeRef, Step};

/// How many nodes may be looked at: aliases of YAML let a few lines stand for billions.
const LIMIT: usize = 20_000_000;

/// The query would look at too many nodes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooMany;

/// A selected node.
#[derive(Clone, Debug)]
pub struct Found<'t> {
    /// The node.
    pub node: NodeRef<'t>,
    trail: Option<Rc<Trail>>,
}

/// The way to a node, from its end.
#[derive(Debug)]
struct Trail {
    before: Option<Rc<Trail>>,
    step: Step,
}

impl<'t> Found<'t> {
    /// The way from the root.
    pub fn steps(&self) -> Vec<Step> {
        let mut steps = Vec::new();
        let mut at = self.trail.as_ref();
        while let Some(trail) = at {
            steps.push(trail.step.clone());
            at = trail.before.as_ref();
        }
        steps.reverse();
        steps
    }

    fn child(&self, step: Step, node: NodeRef<'t>) -> Self {
        Self { node, trail: Some(Rc::new(Trail { before: self.trail.clone(), step })) }
    }

    fn children(&self) -> Vec<Self> {
        let items = self.node.items().enumerate().map(|(index, item)| self.child(Step::Index(index), item));
        let members = self.node.entries().map(|(entry, member)| self.child(Step::Key(entry.key.clone()), member));
        items.chain(members).collect()
    }
}

/// The nodes that a query selects.
pub fn select<'t>(query: &Query, root: NodeRef<'t>) -> Result<Vec<Found<'t>>, TooMany> {
    let mut run = Run { root, left: LIMIT };
    run.query(query, Found { node: root, trail: None })
}

struct Run<'t> {
    root: NodeRef<'t>,
    left: usize,
}

impl<'t> Run<'t> {
    fn query(&mut self, query: &Query, start: Found<'t>) -> Result<Vec<Found<'t>>, TooMany> {
        let mut nodes = vec![start];
        for segment in &query.segments {
            let mut next = Vec::new();
            for node in &nodes {
                self.segment(segment, node, &mut next)?;
            }
            nodes = next;
        }
        Ok(nodes)
    }

    fn count(&mut self, nodes: usize) -> Result<(), TooMany> {
        self.left = self.left.checked_sub(nodes).ok_or(TooMany)?;
        Ok(())
    }

    fn segment(&mut self, segment: &Segment, node: &Found<'t>, into: &mut Vec<Found<'t>>) -> Result<(), TooMany> {
        if !segment.descendants {
            return segment.selectors.iter().try_for_each(|selector| self.selector(selector, node, into));
        }
        // A list, not recursion: aliases may be nested deeper than text may.
        let mut open = vec![node.clone()];
        while let Some(node) = open.pop() {
            for selector in &segment.selectors {
                self.selector(selector, &node, into)?;
            }
            let children = node.children();
            self.count(children.len())?;
            open.extend(children.into_iter().rev());
        }
        Ok(())
    }

    fn selector(&mut self, selector: &Selector, at: &Found<'t>, into: &mut Vec<Found<'t>>) -> Result<(), TooMany> {
        self.count(1)?;
        match selector {
            Selector::Name(name) => {
                into.extend(at.node.entry(name).map(|(entry, node)| at.child(Step::Key(entry.key.clone()), node)));
            }
            Selector::Wildcard => {
                let children = at.children();
                self.count(children.len())?;
                into.extend(children);
            }
            Selector::Index(index) => {
                into.extend(item(at.node, *index).map(|(index, node)| at.child(Step::Index(index), node)));
            }
            Selector::Slice(start, end, step) => {
                let indexes = slice(at.node.items().len(), *start, *end, *step);
                self.count(indexes.len())?;
                let items = indexes.into_iter().filter_map(|index| Some((index, at.node.items().nth(index)?)));
                into.extend(items.map(|(index, node)| at.child(Step::Index(index), node)));
            }
            Selector::Filter(condition) => {
                for child in at.children() {
                    if self.holds(condition, &child)? {
                        into.push(child);
                    }
                }
            }
        }
        Ok(())
    }

    fn holds(&mut self, condition: &Logical, at: &Found<'t>) -> Result<bool, TooMany> {
        self.count(1)?;
        match condition {
            Logical::Or(list) => list.iter().try_fold(false, |holds, one| Ok(holds || self.holds(one, at)?)),
            Logical::And(list) => list.iter().try_fold(true, |holds, one| Ok(holds && self.holds(one, at)?)),
            Logical::Not(inner) => Ok(!self.holds(inner, at)?),
            Logical::Exists(query) => Ok(!self.inner(query, at)?.is_empty()),
            Logical::Compare(left, operator, right) => {
                let (left_node, right_node) = (self.side(left, at)?, self.side(right, at)?);
                Ok(compare::compare(value(left, left_node), *operator, value(right, right_node)))
            }
        }
    }

    fn inner(&mut self, query: &Query, at: &Found<'t>) -> Result<Vec<Found<'t>>, TooMany> {
        let node = if query.absolute { self.root } else { at.node };
        self.query(query, Found { node, trail: None })
    }

    fn side(&mut self, side: &Comparable, at: &Found<'t>) -> Result<Option<NodeRef<'t>>, TooMany> {
        match side {
            Comparable::Literal(_) => Ok(None),
            Comparable::Query(query) => Ok(self.inner(query, at)?.first().map(|found| found.node)),
        }
    }
}

fn value<'v>(side: &'v Comparable, node: Option<NodeRef<'v>>) -> Side<'v> {
    match side {
        Comparable::Literal(value) => Side::Literal(value),
        Comparable::Query(_) => node.map_or(Side::Nothing, Side::Node),
    }
}

/// An item, counted from the end if the index is negative.
fn item(node: NodeRef<'_>, index: i64) -> Option<(usize, NodeRef<'_>)> {
    let Kind::Array(items) = node.kind() else { return None };
    let length = i64::try_from(items.len()).ok()?;
    let index = usize::try_from(if index < 0 { length.checked_add(index)? } else { index }).ok()?;
    Some((index, node.items().nth(index)?))
}

/// The indexes of a slice (RFC 9535, section 2.3.4.2.2).
fn slice(length: usize, start: Option<i64>, end: Option<i64>, step: i64) -> Vec<usize> {
    let length = i64::try_from(length).unwrap_or(i64::MAX);
    let normal = |index: i64| if index < 0 { length.saturating_add(index) } else { index };
    let mut indexes = Vec::new();
    if step > 0 {
        let (from, to) = (normal(start.unwrap_or(0)).clamp(0, length), normal(end.unwrap_or(length)).clamp(0, length));
        let mut at = from;
        while at < to {
            indexes.extend(usize::try_from(at));
            at = at.saturating_add(step);
        }
    } else if step < 0 {
        let last = length - 1;
        let from = start.map_or(last, |start| normal(start).clamp(-1, last));
        let to = end.map_or(-1, |end| normal(end).clamp(-1, last));
        let mut at = from;
        while at > to {
            indexes.extend(usize::try_from(at));
            at = at.saturating_add(step);
        }
    }
    indexes
}
