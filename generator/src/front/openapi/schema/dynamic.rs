//! `$dynamicRef` and `$dynamicAnchor`: references whose target depends on the way to them.

use crate::front::openapi::context::Context;
use crate::ir::{DynamicRef, Schema};
use crate::source::NodeRef;

/// How many dynamic anchors a resource may have for each of its schemas to know them.
const MOST_ANCHORS: usize = 32;

impl<'d> Context<'d, '_> {
    pub(super) fn dynamic(&mut self, schema: &mut Schema, node: NodeRef<'d>) {
        let anchors = self.references.dynamic_anchors(node);
        // Who enters a resource elsewhere than at its root enters its anchors too; a hostile number of them is not repeated.
        let repeated = anchors.len() <= MOST_ANCHORS || node.get("$id").is_some();
        for (name, target) in if repeated { anchors.to_vec() } else { Vec::new() } {
            let id = self.reserve(target);
            schema.dynamic_anchors.push((name.to_owned(), id));
        }
        let Some(place) = node.get("$dynamicRef") else { return };
        let Some(text) = place.as_str() else { return };
        let Some(target) = self.follow(node, text, place) else { return };
        let anchor = text.rsplit('#').next().unwrap_or("");
        // Only a target that is itself a dynamic anchor of that name is looked up again; any other is a plain reference.
        if target.get("$dynamicAnchor").and_then(NodeRef::as_str) == Some(anchor) {
            let initial = self.reserve(target);
            schema.dynamic_refer = Some(DynamicRef { anchor: anchor.to_owned(), initial });
        } else {
            let id = self.schema(target);
            if schema.refer.is_none() {
                schema.refer = Some(id);
            } else {
                schema.all_of.push(id);
            }
        }
    }
}
