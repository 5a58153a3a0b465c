//! Actions and functions in CSDL JSON.

use super::super::model::{Operation, Parameter, Return, Spot};
use super::super::reader::Reader;
use crate::diag;
use crate::source::NodeRef;

impl Reader<'_> {
    pub(super) fn json_operation(&mut self, name: &Spot, node: NodeRef<'_>) -> Option<Operation> {
        let kind = node.get("$Kind").and_then(NodeRef::as_str);
        if !matches!(kind, Some("Action" | "Function")) {
            let expected = "an object whose `$Kind` is `Action` or `Function`";
            self.diags.push(diag::malformed_json_csdl(
                &format!("an overload of `{}`", name.text),
                node.kind_name(),
                expected,
                node.location(),
            ));
            return None;
        }
        self.check_members(&name.text, node, &["$IsBound", "$EntitySetPath", "$IsComposable", "$Parameter", "$ReturnType"]);
        let mut parameters = Vec::new();
        for item in node.get("$Parameter").into_iter().flat_map(NodeRef::items) {
            self.check_members("a parameter", item, &["$Name"]);
            let Some(name) = self.json_text(item, "$Name") else {
                self.diags.push(diag::missing_attribute("a parameter", "$Name", item.location()));
                continue;
            };
            parameters.push(Parameter { name, ty: self.json_type(item), annotations: self.json_annotations(item, "") });
        }
        Some(Operation {
            name: Spot::new(name.text.clone(), node.location()),
            action: kind == Some("Action"),
            bound: self.json_flag(node, "$IsBound"),
            composable: self.json_flag(node, "$IsComposable"),
            entity_set_path: self.json_text(node, "$EntitySetPath"),
            parameters,
            returns: node.get("$ReturnType").map(|found| {
                let ty = self.json_type(found);
                Return { ty, annotations: self.json_annotations(found, "") }
            }),
            annotations: self.json_annotations(node, ""),
        })
    }
}
