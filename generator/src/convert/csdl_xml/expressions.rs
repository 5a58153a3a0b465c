//! Annotations and expressions in CSDL XML.

use super::super::kinds::{Kind, Kinds};
use super::super::text::xml::Element;
use super::Writer;
use super::types::facets;
use crate::front::csdl::model::{Annotations, Constant, Dynamic, Expr, Record};

/// What an expression belongs to, which says what its texts are.
#[derive(Clone, Copy)]
struct Place<'a> {
    /// The term of the annotation.
    term: &'a str,
    /// The kind of its texts, if known.
    kind: Option<Kind<'a>>,
}

impl Writer<'_> {
    /// The elements of annotations.
    pub(super) fn annotations(&self, annotations: &Annotations) -> Vec<Element> {
        let written = annotations.iter().map(|annotation| {
            let out = Element::new("Annotation").with("Term", self.names.short(&annotation.term));
            let mut out = out.with_some("Qualifier", annotation.qualifier.as_deref());
            let place = Place { term: &annotation.term, kind: self.kinds.of_term(&annotation.term) };
            self.value(&mut out, &annotation.value, place);
            out.extend(self.annotations(&annotation.nested));
            out
        });
        written.collect()
    }

    /// A value: as an attribute if it fits into one.
    fn value(&self, out: &mut Element, value: &Expr, place: Place<'_>) {
        if matches!(value, Expr::Default) {
            return;
        }
        match self.constant(value, place.kind) {
            Some((name, text)) => out.set(name, text),
            None => out.push(self.expression(value, place)),
        }
    }

    /// The name and text of a constant or a path.
    fn constant(&self, value: &Expr, kind: Option<Kind<'_>>) -> Option<(&'static str, String)> {
        Some(match value {
            Expr::Default => ("Bool", "true".to_owned()),
            Expr::Bool(value) => ("Bool", value.to_string()),
            Expr::Number(text) => (number_name(text), text.to_string()),
            Expr::Text(text) => match kind {
                Some(Kind::Constant(kind)) => (kind.name(), text.to_string()),
                Some(Kind::Path(kind)) => (kind.name(), text.to_string()),
                Some(Kind::Members(ty)) => (Constant::EnumMember.name(), self.members(value, ty)),
                None => ("String", text.to_string()),
            },
            Expr::Constant(Constant::EnumMember, text) => (Constant::EnumMember.name(), self.names.path(text)),
            Expr::Constant(kind, text) => (kind.name(), text.to_string()),
            Expr::Path(kind, path) => (kind.name(), self.names.path(path)),
            Expr::Null | Expr::Url(_) | Expr::Collection(_) | Expr::Record(_) | Expr::Dynamic(_) => return None,
        })
    }

    /// `A,B` of an enumeration as `ns.E/A ns.E/B`.
    fn members(&self, value: &Expr, ty: &str) -> String {
        let ty = self.names.short(ty);
        value.members().map(|member| format!("{ty}/{member}")).collect::<Vec<_>>().join(" ")
    }

    fn expression(&self, value: &Expr, place: Place<'_>) -> Element {
        if let Some((name, text)) = self.constant(value, place.kind) {
            return Element::new(name).holding(text);
        }
        match value {
            Expr::Collection(items) => {
                let mut out = Element::new("Collection");
                out.extend(items.iter().map(|item| self.expression(item, place)));
                out
            }
            Expr::Record(record) => self.record(record, place.term),
            Expr::Url(inner) => {
                let mut out = Element::new("UrlRef");
                out.push(self.expression(inner, Place { kind: None, ..place }));
                out
            }
            Expr::Dynamic(dynamic) => self.dynamic(dynamic, place),
            _ => Element::new("Null"),
        }
    }

    fn record(&self, record: &Record, term: &str) -> Element {
        let mut out = Element::new("Record").with_some("Type", record.ty.as_ref().map(|ty| self.names.short(ty)));
        for (name, value) in &record.values {
            let mut element = Element::new("PropertyValue").with("Property", &**name);
            self.value(&mut element, value, Place { term, kind: Kinds::of_property(term, name) });
            for (_, annotations) in record.of_values.iter().filter(|(known, _)| known == name) {
                element.extend(self.annotations(annotations));
            }
            out.push(element);
        }
        out.extend(self.annotations(&record.annotations));
        out
    }

    fn dynamic(&self, dynamic: &Dynamic, place: Place<'_>) -> Element {
        let mut out = Element::new(&dynamic.kind);
        match (&*dynamic.kind, &dynamic.name) {
            ("Apply", Some(name)) => out.set("Function", &**name),
            ("LabeledElement", Some(name)) => out.set("Name", self.names.path(name)),
            ("LabeledElementReference", Some(name)) => return out.holding(self.names.path(name)),
            _ => {}
        }
        if let Some(ty) = &dynamic.ty {
            self.named_type(&mut out, "Type", ty);
            facets(&mut out, &ty.facets, &ty.name.text);
        }
        // Only what `If` yields is the value itself.
        let yields = &*dynamic.kind == "If";
        for (index, operand) in dynamic.operands.iter().enumerate() {
            let kind = place.kind.filter(|_| yields && index > 0);
            out.push(self.expression(operand, Place { kind, ..place }));
        }
        out.extend(self.annotations(&dynamic.annotations));
        out
    }
}

/// The kind of number that a text is.
fn number_name(text: &str) -> &'static str {
    if text.contains(['e', 'E']) || matches!(text, "INF" | "-INF" | "NaN") {
        "Float"
    } else if text.contains('.') {
        "Decimal"
    } else {
        "Int"
    }
}
