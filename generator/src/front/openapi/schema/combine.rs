//! `allOf`, `anyOf`, `oneOf`, `not`, `if`: schemas made of others.

use crate::front::openapi::context::Context;
use crate::ir::{Conditional, Schema};
use crate::source::NodeRef;

impl<'d> Context<'d, '_> {
    pub(super) fn combine(&mut self, schema: &mut Schema, node: NodeRef<'d>) {
        schema.all_of = self.list(node, "allOf");
        schema.any_of = self.list(node, "anyOf");
        schema.one_of = self.list(node, "oneOf");
        schema.not = self.sub(node, "not");
        if let Some(condition) = self.sub(node, "if") {
            let (then, otherwise) = (self.sub(node, "then"), self.sub(node, "else"));
            schema.conditional = Some(Conditional { condition, then, otherwise });
        }
    }
}
