//! Rules for arrays.

use crate::front::openapi::context::{Context, flag};
use crate::ir::{Schema, SchemaId};
use crate::source::{Kind, NodeRef};

impl<'d> Context<'d, '_> {
    pub(super) fn array(&mut self, schema: &mut Schema, node: NodeRef<'d>) {
        schema.array.prefix_items = self.list(node, "prefixItems");
        match node.get("items") {
            // Draft 4: a schema for each position, and `additionalItems` for the rest.
            Some(items) if matches!(items.kind(), Kind::Array(_)) => {
                schema.array.prefix_items = self.list(node, "items");
                schema.array.items = self.sub(node, "additionalItems");
            }
            Some(_) => schema.array.items = self.sub(node, "items"),
            None => {}
        }
        schema.array.contains = self.sub(node, "contains");
        schema.array.min_contains = self.count(node, "minContains");
        schema.array.max_contains = self.count(node, "maxContains");
        schema.array.min_items = self.count(node, "minItems");
        schema.array.max_items = self.count(node, "maxItems");
        schema.array.unique_items = flag(node, "uniqueItems");
        schema.array.unevaluated = self.sub(node, "unevaluatedItems");
    }

    /// The schema under a keyword, if it is one.
    pub(super) fn sub(&mut self, node: NodeRef<'d>, keyword: &str) -> Option<SchemaId> {
        let value = node.get(keyword)?;
        matches!(value.kind(), Kind::Object(_) | Kind::Bool(_)).then(|| self.schema(value))
    }

    /// The list of schemas under a keyword.
    pub(super) fn list(&mut self, node: NodeRef<'d>, keyword: &str) -> Vec<SchemaId> {
        node.get(keyword).into_iter().flat_map(NodeRef::items).map(|item| self.schema(item)).collect()
    }

    /// The map of schemas under a keyword.
    pub(super) fn map(&mut self, node: NodeRef<'d>, keyword: &str) -> Vec<(String, SchemaId)> {
        let entries = node.get(keyword).into_iter().flat_map(NodeRef::entries);
        entries.map(|(entry, value)| (entry.key.to_string(), self.schema(value))).collect()
    }
}
