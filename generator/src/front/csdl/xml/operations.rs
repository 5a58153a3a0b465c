//! Actions and functions in CSDL XML.

use super::super::model::{Annotations, Operation, Parameter, Return};
use super::super::reader::Reader;
use crate::source::xml::Element;

impl Reader<'_> {
    pub(super) fn operation(&mut self, element: Element<'_>) -> Option<Operation> {
        self.check_attributes(element, &["Name", "IsBound", "EntitySetPath", "IsComposable"]);
        let mut found = Operation {
            name: self.spot(element, "Name")?,
            action: element.name() == "Action",
            bound: self.flag(element, "IsBound", false),
            composable: self.flag(element, "IsComposable", false),
            entity_set_path: Self::optional(element, "EntitySetPath"),
            parameters: Vec::new(),
            returns: None,
            annotations: Annotations::default(),
        };
        for child in element.children() {
            match child.name() {
                "Parameter" => found.parameters.extend(self.parameter(child)),
                "ReturnType" => found.returns = self.returns(child),
                "Annotation" => self.annotation_into(child, &mut found.annotations),
                _ => self.unknown_child(child, element),
            }
        }
        Some(found)
    }

    fn parameter(&mut self, element: Element<'_>) -> Option<Parameter> {
        self.check_attributes(element, &["Name"]);
        Some(Parameter {
            name: self.spot(element, "Name")?,
            ty: self.type_ref(element, "Type", None)?,
            annotations: self.children_as_annotations(element),
        })
    }

    fn returns(&mut self, element: Element<'_>) -> Option<Return> {
        self.check_attributes(element, &[]);
        Some(Return { ty: self.type_ref(element, "Type", None)?, annotations: self.children_as_annotations(element) })
    }
}
