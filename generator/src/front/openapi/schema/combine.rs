//! `allOf`, `anyOf`, `oneOf`, `not`, `if`: schemas made of others.

use super::only_describes;
use crate::front::openapi::context::{Context, docs};
use crate::ir::{Conditional, Schema};
use crate::source::NodeRef;

impl<'d> Context<'d, '_> {
    pub(super) fn combine(&mut self, schema: &mut Schema, node: NodeRef<'d>) {
        self.all_of(schema, node);
        schema.any_of = self.list(node, "anyOf");
        schema.one_of = self.list(node, "oneOf");
        schema.not = self.sub(node, "not");
        if let Some(condition) = self.sub(node, "if") {
            let (then, otherwise) = (self.sub(node, "then"), self.sub(node, "else"));
            schema.conditional = Some(Conditional { condition, then, otherwise });
        }
    }

    /// `allOf: [{$ref: Status}, {description: Of the last job}]`: parts that only describe are words about the whole.
    fn all_of(&mut self, schema: &mut Schema, node: NodeRef<'d>) {
        for part in node.get("allOf").into_iter().flat_map(NodeRef::items) {
            if !only_describes(part) {
                let id = self.schema(part);
                schema.all_of.push(id);
                continue;
            }
            let (own, more) = (&mut schema.docs, docs(part));
            own.summary = own.summary.take().or(more.summary);
            own.description = own.description.take().or(more.description);
            own.link = own.link.take().or(more.link);
            own.deprecated = own.deprecated.take().or(more.deprecated);
        }
    }
}
