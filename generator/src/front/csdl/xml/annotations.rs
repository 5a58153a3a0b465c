//! Annotations and expressions in CSDL XML.

use super::super::model::{Annotation, Annotations, Expr, Record};
use super::super::reader::Reader;
use crate::diag;
use crate::source::xml::Element;

/// Constants and paths, as attributes and as elements.
const CONSTANTS: &[&str] = &[
    "Binary",
    "Bool",
    "Date",
    "DateTimeOffset",
    "Decimal",
    "Duration",
    "EnumMember",
    "Float",
    "Guid",
    "Int",
    "String",
    "TimeOfDay",
];
const PATHS: &[&str] = &["AnnotationPath", "ModelElementPath", "NavigationPropertyPath", "Path", "PropertyPath", "UrlRef"];
const OPERATORS: &[&str] = &[
    "Add",
    "And",
    "Apply",
    "Cast",
    "Div",
    "DivBy",
    "Eq",
    "Ge",
    "Gt",
    "Has",
    "If",
    "In",
    "IsOf",
    "LabeledElement",
    "LabeledElementReference",
    "Le",
    "Lt",
    "Mod",
    "Mul",
    "Ne",
    "Neg",
    "Not",
    "Or",
    "Sub",
    "UrlRef",
];

impl Reader<'_> {
    /// Reads an annotation into a list.
    pub(super) fn annotation_into(&mut self, element: Element<'_>, list: &mut Annotations) {
        let Some(term) = self.required_name(element, "Term") else { return };
        let qualifier = element.value("Qualifier").map(Into::into);
        let value = self.expression(element).unwrap_or(Expr::Default);
        let mut nested = Annotations::default();
        for child in element.children().filter(|child| child.name() == "Annotation") {
            self.annotation_into(child, &mut nested);
        }
        list.push(Annotation { term: term.text, qualifier, value, at: element.location(), nested });
    }

    /// The annotations among an element's children, where only annotations are allowed.
    pub(super) fn children_as_annotations(&mut self, element: Element<'_>) -> Annotations {
        let mut list = Annotations::default();
        for child in element.children() {
            if child.name() == "Annotation" {
                self.annotation_into(child, &mut list);
            } else {
                self.unknown_child(child, element);
            }
        }
        list
    }

    /// The value of an element: an attribute, or its first child that is an expression.
    fn expression(&mut self, element: Element<'_>) -> Option<Expr> {
        for attribute in element.attributes() {
            let name = &*attribute.name;
            if attribute.namespace.is_empty() && (CONSTANTS.contains(&name) || PATHS.contains(&name)) {
                return Some(self.constant(name, &attribute.value));
            }
        }
        let child = element.children().find(|child| child.name() != "Annotation")?;
        Some(self.expression_element(child))
    }

    fn constant(&self, kind: &str, text: &str) -> Expr {
        match kind {
            "Bool" => match text.trim() {
                "true" | "1" => Expr::Bool(true),
                "false" | "0" => Expr::Bool(false),
                other => Expr::Text(other.into()),
            },
            "Int" | "Decimal" | "Float" => Expr::Number(text.trim().into()),
            "String" => Expr::Text(text.into()),
            "EnumMember" => Expr::Text(text.trim().into()),
            _ if PATHS.contains(&kind) => Expr::Path(self.aliases.qualify_target(text.trim()).into()),
            _ => Expr::Text(text.trim().into()),
        }
    }

    fn expression_element(&mut self, element: Element<'_>) -> Expr {
        match element.name() {
            "Null" => Expr::Null,
            "Collection" => {
                let items = element.children().filter(|child| child.name() != "Annotation");
                Expr::Collection(items.map(|child| self.expression_element(child)).collect())
            }
            "Record" => Expr::Record(self.record(element)),
            "UrlRef" if element.children().len() == 1 => self.expression(element).unwrap_or(Expr::Null),
            name if CONSTANTS.contains(&name) || PATHS.contains(&name) => self.constant(name, element.text()),
            name => {
                if OPERATORS.contains(&name) {
                    self.note_dynamic(name, element.location());
                } else {
                    self.diags.push(diag::unknown_element(name, "Annotation", element.location()));
                }
                let operands = element.children().map(|child| self.expression_element(child)).collect();
                Expr::Dynamic(name.into(), operands)
            }
        }
    }

    fn record(&mut self, element: Element<'_>) -> Record {
        let ty = self.optional_name(element, "Type").map(|spot| spot.text);
        let mut values = Vec::new();
        for child in element.children() {
            match child.name() {
                "PropertyValue" => {
                    if let Some(name) = self.spot(child, "Property") {
                        values.push((name.text, self.expression(child).unwrap_or(Expr::Default)));
                    }
                }
                "Annotation" => {
                    if let Some(term) = self.required_name(child, "Term") {
                        let value = self.expression(child).unwrap_or(Expr::Default);
                        values.push((format!("@{}", term.text).into(), value));
                    }
                }
                _ => self.unknown_child(child, element),
            }
        }
        Record { ty, values }
    }
}
