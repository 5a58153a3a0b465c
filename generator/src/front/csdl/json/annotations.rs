//! Annotations and expressions in CSDL JSON.

use super::super::model::{Annotation, Annotations, Dynamic, Expr, PathKind, Record};
use super::super::reader::Reader;
use super::key_location;
use crate::source::{Entry, Kind, NodeRef};

impl Reader<'_> {
    /// The annotations in an object: of the object itself (`member` is empty), or of one of its members.
    pub(super) fn json_annotations(&mut self, node: NodeRef<'_>, member: &str) -> Annotations {
        let mut list = Annotations::default();
        let prefix = format!("{member}@");
        for (entry, value) in node.entries() {
            let Some(rest) = entry.key.strip_prefix(&*prefix).filter(|rest| !rest.contains('@')) else { continue };
            if matches!(rest, "type" | "odata.type") {
                continue;
            }
            let annotation = self.json_annotation(rest, entry, value, node);
            list.push(annotation);
        }
        list
    }

    fn json_annotation(&mut self, rest: &str, entry: &Entry, value: NodeRef<'_>, node: NodeRef<'_>) -> Annotation {
        let (term, qualifier) = match rest.split_once('#') {
            Some((term, qualifier)) => (term, Some(qualifier.into())),
            None => (rest, None),
        };
        Annotation {
            term: self.aliases.qualify(term).into(),
            qualifier,
            value: self.json_expression(value),
            at: key_location(value, entry),
            nested: self.json_annotations(node, &entry.key),
        }
    }

    fn json_expression(&mut self, node: NodeRef<'_>) -> Expr {
        match node.kind() {
            Kind::Null => Expr::Null,
            Kind::Bool(value) => Expr::Bool(*value),
            Kind::Number(text) => Expr::Number(text.clone()),
            Kind::String(text) => Expr::Text(text.clone()),
            Kind::Array(_) => Expr::Collection(node.items().map(|item| self.json_expression(item)).collect()),
            Kind::Object(entries) => {
                let operator = entries.iter().find(|entry| is_operator(&entry.key));
                let apply = entries.iter().find(|entry| &*entry.key == "$Apply");
                match apply.or(operator) {
                    Some(entry) => self.json_operator(&entry.key, node),
                    None => Expr::Record(self.json_record(node)),
                }
            }
        }
    }

    fn json_operator(&mut self, key: &str, node: NodeRef<'_>) -> Expr {
        let operand = node.get(key);
        if let (Some(kind), Some(text)) = (PathKind::named(key.trim_start_matches('$')), operand.and_then(NodeRef::as_str)) {
            return Expr::Path(kind, self.aliases.qualify_target(text).into());
        }
        match (key, operand) {
            ("$Null", _) => return Expr::Null,
            ("$UrlRef", Some(operand)) => return Expr::Url(Box::new(self.json_expression(operand))),
            _ => {}
        }
        let kind = key.trim_start_matches('$');
        self.note_dynamic(kind, node.location());
        let text = |name| node.get(name).and_then(NodeRef::as_str);
        let name = match kind {
            "Apply" => text("$Function").map(Into::into),
            "LabeledElement" => text("$Name").map(|name| self.aliases.qualify_target(name).into()),
            "LabeledElementReference" => text(key).map(|name| self.aliases.qualify_target(name).into()),
            _ => None,
        };
        let ty = matches!(kind, "Cast" | "IsOf").then(|| self.json_type(node));
        let operands = match operand {
            Some(list) if matches!(list.kind(), Kind::Array(_)) => list.items().map(|item| self.json_expression(item)).collect(),
            Some(single) if kind != "LabeledElementReference" => vec![self.json_expression(single)],
            _ => Vec::new(),
        };
        let annotations = self.json_annotations(node, "");
        Expr::Dynamic(Box::new(Dynamic { kind: kind.into(), name, ty, operands, annotations }))
    }

    fn json_record(&mut self, node: NodeRef<'_>) -> Record {
        let mut record = Record::default();
        for (entry, value) in node.entries() {
            match entry.key.strip_prefix('@') {
                Some("type" | "odata.type") => {
                    let text = value.as_str().unwrap_or("");
                    let name = text.rsplit('#').next().unwrap_or(text);
                    record.ty = Some(self.aliases.qualify(name).into());
                }
                Some(_) => {}
                None if entry.key.contains('@') => {}
                None => {
                    let annotations = self.json_annotations(node, &entry.key);
                    if !annotations.is_empty() {
                        record.of_values.push((entry.key.clone(), annotations));
                    }
                    record.values.push((entry.key.clone(), self.json_expression(value)));
                }
            }
        }
        record.annotations = self.json_annotations(node, "");
        record
    }
}

/// Whether a member of an expression's object is its operator, and not what goes with one.
fn is_operator(key: &str) -> bool {
    const BESIDE: &[&str] =
        &["$Function", "$Name", "$Type", "$Collection", "$Nullable", "$MaxLength", "$Precision", "$Scale", "$Unicode", "$SRID"];
    key.starts_with('$') && !key.contains('@') && !BESIDE.contains(&key)
}
