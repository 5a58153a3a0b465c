//! Annotations and expressions in CSDL JSON.

use super::super::model::{Annotation, Annotations, Expr, Record};
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
                let operator = entries.iter().find(|entry| entry.key.starts_with('$') && !entry.key.contains('@'));
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
        if let ("$Path" | "$AnnotationPath" | "$ModelElementPath" | "$NavigationPropertyPath" | "$PropertyPath", Some(text)) =
            (key, operand.and_then(NodeRef::as_str))
        {
            return Expr::Path(self.aliases.qualify_target(text).into());
        }
        match (key, operand) {
            ("$Null", _) => return Expr::Null,
            ("$UrlRef", Some(operand)) => return self.json_expression(operand),
            _ => {}
        }
        let kind = key.trim_start_matches('$');
        self.note_dynamic(kind, node.location());
        let operands = match operand {
            Some(list) if matches!(list.kind(), Kind::Array(_)) => list.items().map(|item| self.json_expression(item)).collect(),
            Some(single) => vec![self.json_expression(single)],
            None => Vec::new(),
        };
        Expr::Dynamic(kind.into(), operands)
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
                Some(term) => {
                    let name = format!("@{}", self.aliases.qualify(term));
                    record.values.push((name.into(), self.json_expression(value)));
                }
                None if entry.key.contains('@') => {}
                None => record.values.push((entry.key.clone(), self.json_expression(value))),
            }
        }
        record
    }
}
