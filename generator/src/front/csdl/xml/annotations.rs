//! Annotations and expressions in CSDL XML.

use super::super::model::{Annotation, Annotations, Constant, Dynamic, Expr, PathKind, Record};
use super::super::reader::Reader;
use crate::diag;
use crate::source::xml::Element;

/// Constants that are strings or numbers, as attributes and as elements.
const PLAIN: &[&str] = &["Bool", "Decimal", "Float", "Int", "String"];
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
            if attribute.namespace.is_empty() && name == "UrlRef" {
                return Some(Expr::Url(Box::new(Expr::Text(attribute.value.trim().into()))));
            }
            if attribute.namespace.is_empty()
                && let Some(constant) = self.constant(name, &attribute.value)
            {
                return Some(constant);
            }
        }
        let child = element.children().find(|child| child.name() != "Annotation")?;
        Some(self.expression_element(child))
    }

    /// A constant or a path of this kind; `None` if it is neither.
    fn constant(&self, kind: &str, text: &str) -> Option<Expr> {
        let trimmed: Box<str> = text.trim().into();
        if PLAIN.contains(&kind) {
            return Some(match (kind, &*trimmed) {
                ("String", _) => Expr::Text(text.into()),
                ("Bool", "true" | "1") => Expr::Bool(true),
                ("Bool", "false" | "0") => Expr::Bool(false),
                ("Bool", _) => Expr::Text(trimmed),
                _ => Expr::Number(trimmed),
            });
        }
        if let Some(kind) = PathKind::named(kind) {
            return Some(Expr::Path(kind, self.aliases.qualify_target(&trimmed).into()));
        }
        let kind = Constant::named(kind)?;
        let text = if kind == Constant::EnumMember {
            trimmed.split_whitespace().map(|member| self.aliases.qualify_target(member)).collect::<Vec<_>>().join(" ").into()
        } else {
            trimmed
        };
        Some(Expr::Constant(kind, text))
    }

    fn expression_element(&mut self, element: Element<'_>) -> Expr {
        match element.name() {
            "Null" => Expr::Null,
            "Collection" => {
                let items = element.children().filter(|child| child.name() != "Annotation");
                Expr::Collection(items.map(|child| self.expression_element(child)).collect())
            }
            "Record" => Expr::Record(self.record(element)),
            "UrlRef" => {
                let text = element.text().trim();
                let inner = self.expression(element).unwrap_or_else(|| Expr::Text(text.into()));
                Expr::Url(Box::new(inner))
            }
            name => match self.constant(name, element.text()) {
                Some(constant) => constant,
                None => self.dynamic(element),
            },
        }
    }

    fn dynamic(&mut self, element: Element<'_>) -> Expr {
        let kind = element.name();
        if OPERATORS.contains(&kind) {
            self.note_dynamic(kind, element.location());
        } else {
            self.diags.push(diag::unknown_element(kind, "Annotation", element.location()));
        }
        let mut annotations = Annotations::default();
        for child in element.children().filter(|child| child.name() == "Annotation") {
            self.annotation_into(child, &mut annotations);
        }
        let name = match kind {
            "Apply" => element.value("Function").map(Into::into),
            "LabeledElement" => element.value("Name").map(Into::into),
            "LabeledElementReference" => {
                let name = element.value("Name").unwrap_or_else(|| element.text().trim());
                Some(self.aliases.qualify_target(name).into())
            }
            _ => None,
        };
        let typed = matches!(kind, "Cast" | "IsOf");
        let ty = if typed { self.type_ref(element, "Type", None) } else { None };
        let parts = element.children().filter(|child| child.name() != "Annotation");
        let operands = if kind == "LabeledElement" {
            self.expression(element).into_iter().collect()
        } else {
            parts.map(|child| self.expression_element(child)).collect()
        };
        Expr::Dynamic(Box::new(Dynamic { kind: kind.into(), name, ty, operands, annotations }))
    }

    fn record(&mut self, element: Element<'_>) -> Record {
        let ty = self.optional_name(element, "Type").map(|spot| spot.text);
        let mut found = Record { ty, ..Record::default() };
        for child in element.children() {
            match child.name() {
                "PropertyValue" => {
                    let Some(name) = self.spot(child, "Property") else { continue };
                    let mut annotations = Annotations::default();
                    for child in child.children().filter(|child| child.name() == "Annotation") {
                        self.annotation_into(child, &mut annotations);
                    }
                    if !annotations.is_empty() {
                        found.of_values.push((name.text.clone(), annotations));
                    }
                    found.values.push((name.text, self.expression(child).unwrap_or(Expr::Default)));
                }
                "Annotation" => self.annotation_into(child, &mut found.annotations),
                _ => self.unknown_child(child, element),
            }
        }
        found
    }
}
