//! The shape of a document: its tree is compared with tables of what the specification allows; breaches are reported.
//!
//! Reading the tree is lenient and silent; everything that is wrong with its shape is said here, once for every place.

mod grammar;
mod members;
mod rules;
mod rules_schema;
mod schema;
mod swagger;
mod v3;
mod value;

use std::collections::BTreeSet;

use super::context::Context;
use super::version::Version;
use crate::source::{DocId, NodeId, NodeRef};
use grammar::Shape;

/// What is still to be looked at.
pub(super) struct Work<'d> {
    waiting: Vec<(NodeRef<'d>, &'static Shape)>,
    seen: BTreeSet<(DocId, NodeId, &'static str)>,
}

impl<'d> Work<'d> {
    fn add(&mut self, node: NodeRef<'d>, shape: &'static Shape) {
        if self.seen.insert((node.tree().doc(), node.id(), shape.name)) {
            self.waiting.push((node, shape));
        }
    }
}

/// Compares a document, and what it refers to in others, with the specification.
pub(super) fn check<'d>(context: &mut Context<'d, '_>, root: NodeRef<'d>) {
    let mut work = Work { waiting: Vec::new(), seen: BTreeSet::new() };
    work.add(root, if context.version == Version::V20 { &swagger::ROOT } else { &v3::ROOT });
    while let Some((node, shape)) = work.waiting.pop() {
        context.members(node, shape, &mut work);
        if let Some(check) = shape.check {
            check(context, node);
        }
    }
}
