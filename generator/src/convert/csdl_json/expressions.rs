//! Annotations and expressions in CSDL JSON.

use wiretype_runtime::json::{Number, Value};

use super::{Members, Writer};
use crate::front::csdl::model::{Annotations, Constant, Dynamic, Expr, PathKind, Record};

impl Writer<'_> {
    /// Annotations of an object (`prefix` is empty) or of one of its members.
    pub(super) fn annotations(&self, out: &mut Members, prefix: &str, annotations: &Annotations) {
        for annotation in annotations.iter() {
            let qualifier = annotation.qualifier.as_ref().map(|qualifier| format!("#{qualifier}")).unwrap_or_default();
            let name = format!("{prefix}@{}{qualifier}", self.names.short(&annotation.term));
            out.put(&name, self.expression(&annotation.value));
            self.annotations(out, &name, &annotation.nested);
        }
    }

    fn expression(&self, value: &Expr) -> Value {
        match value {
            Expr::Default => Value::Bool(true),
            Expr::Null => Value::Null,
            Expr::Bool(value) => Value::Bool(*value),
            Expr::Number(text) => Number::parse(text).map_or_else(|| Value::String(text.to_string()), Value::Number),
            Expr::Text(text) => Value::String(text.to_string()),
            Expr::Constant(Constant::EnumMember, _) => Value::String(value.members().collect::<Vec<_>>().join(",")),
            Expr::Constant(_, text) => Value::String(text.to_string()),
            Expr::Path(PathKind::Value, path) => only("$Path", Value::String(self.names.path(path))),
            Expr::Path(_, path) => Value::String(self.names.path(path)),
            Expr::Url(inner) => only("$UrlRef", self.expression(inner)),
            Expr::Collection(items) => Value::Array(items.iter().map(|item| self.expression(item)).collect()),
            Expr::Record(record) => self.record(record),
            Expr::Dynamic(dynamic) => self.dynamic(dynamic),
        }
    }

    fn record(&self, record: &Record) -> Value {
        let mut out = Members::default();
        if let Some(ty) = &record.ty {
            out.text("@type", &format!("#{}", self.names.short(ty)));
        }
        self.annotations(&mut out, "", &record.annotations);
        for (name, value) in &record.values {
            out.put(name, self.expression(value));
            for (_, annotations) in record.of_values.iter().filter(|(known, _)| known == name) {
                self.annotations(&mut out, name, annotations);
            }
        }
        out.finish()
    }

    fn dynamic(&self, dynamic: &Dynamic) -> Value {
        let mut out = Members::default();
        let mut operands: Vec<Value> = dynamic.operands.iter().map(|operand| self.expression(operand)).collect();
        let one = matches!(&*dynamic.kind, "Not" | "Neg" | "Cast" | "IsOf" | "LabeledElement");
        let operand = if one && operands.len() == 1 { operands.pop().unwrap_or(Value::Null) } else { Value::Array(operands) };
        let name = dynamic.name.as_deref();
        let operand = match (&*dynamic.kind, name) {
            ("LabeledElementReference", Some(name)) => Value::String(self.names.path(name)),
            _ => operand,
        };
        out.put(&format!("${}", dynamic.kind), operand);
        match (&*dynamic.kind, name) {
            ("Apply", Some(name)) => out.text("$Function", name),
            ("LabeledElement", Some(name)) => out.text("$Name", &self.names.path(name)),
            _ => {}
        }
        if let Some(ty) = &dynamic.ty {
            self.type_ref(&mut out, ty);
            // Whether a result may be null is no question of its type.
            out.0.remove("$Nullable");
        }
        self.annotations(&mut out, "", &dynamic.annotations);
        out.finish()
    }
}

/// An object with one member.
fn only(name: &str, value: Value) -> Value {
    Value::Object([(name.to_owned(), value)].into())
}
