//! Primitive types and their facets.

use super::super::model::names::split;
use super::super::model::{Facets, Limit, Spot};
use super::{Lower, origin};
use crate::ir::{Format, Number, Schema, Types};

impl Lower<'_, '_> {
    /// The schema of a type of the `Edm` namespace, with limits.
    pub(super) fn primitive(&mut self, name: &Spot, facets: &Facets) -> Schema {
        let own = split(&name.text).1;
        let mut schema = Schema::any(origin(&name.text, name.at));
        let (types, format) = match own {
            "String" | "AnnotationPath" | "AnyPropertyPath" | "ModelElementPath" | "NavigationPropertyPath" | "PropertyPath" => {
                (Types::STRING, None)
            }
            "Boolean" => (Types::BOOLEAN, None),
            "Byte" => (Types::INTEGER, Some(Format::UInt(8))),
            "SByte" => (Types::INTEGER, Some(Format::Int(8))),
            "Int16" => (Types::INTEGER, Some(Format::Int(16))),
            "Int32" => (Types::INTEGER, Some(Format::Int(32))),
            "Int64" => (Types::INTEGER, Some(Format::Int(64))),
            "Decimal" => (Types::NUMBER, Some(Format::Decimal)),
            "Double" => (Types::NUMBER, Some(Format::Double)),
            "Single" => (Types::NUMBER, Some(Format::Float)),
            "Guid" => (Types::STRING, Some(Format::Uuid)),
            "DateTimeOffset" => (Types::STRING, Some(Format::DateTime)),
            "Date" => (Types::STRING, Some(Format::Date)),
            "TimeOfDay" => (Types::STRING, Some(Format::TimeOfDay)),
            "Duration" => (Types::STRING, Some(Format::DayTimeDuration)),
            "Binary" => (Types::STRING, Some(Format::Base64)),
            "PrimitiveType" => (Types::STRING.or(Types::NUMBER).or(Types::BOOLEAN), None),
            "ComplexType" | "EntityType" => return untyped_object(schema),
            _ if own.starts_with("Geo") => {
                schema.refer = self.geographic(&name.text, name.at);
                return schema;
            }
            _ => (Types::ANY, None),
        };
        schema.types = types;
        schema.format = format;
        limit(&mut schema, own, facets);
        schema
    }

    /// A floating-point schema also takes the texts that stand for values which JSON numbers cannot write.
    pub(super) fn with_not_finite(&mut self, schema: Schema) -> Schema {
        let mut both = Schema::any(schema.origin.clone());
        both.default.clone_from(&schema.default);
        let number = self.schemas.add(schema);
        both.any_of = vec![number, self.shared.not_finite];
        both
    }
}

/// An object with any members.
fn untyped_object(mut schema: Schema) -> Schema {
    schema.types = Types::OBJECT;
    schema.object.open = true;
    schema.object.annotations = true;
    schema
}

/// Applies facets.
pub(super) fn limit(schema: &mut Schema, own: &str, facets: &Facets) {
    match own {
        "String" => {
            schema.text.max_length = facets.max_length;
            if facets.unicode == Some(false) {
                schema.text.pattern = Some("^[\\x00-\\x7F]*$".to_owned());
            }
        }
        "Binary" => schema.text.max_bytes = facets.max_length,
        "Decimal" => decimal(schema, facets),
        "DateTimeOffset" | "TimeOfDay" | "Duration" => {
            if let Some(digits) = facets.precision.filter(|digits| *digits < 12) {
                schema.text.pattern = Some(format!("^[^.]*(\\.[0-9]{{0,{digits}}}([^0-9.][^.]*)?)?$"));
            }
        }
        _ => {}
    }
}

/// `Precision` is the number of significant digits, `Scale` of those after the point.
fn decimal(schema: &mut Schema, facets: &Facets) {
    let scale = match facets.scale {
        // What converters write for a scale that nobody stated.
        Some(Limit::Digits(0)) if facets.precision.is_none() => None,
        Some(Limit::Digits(digits)) => Some(digits),
        Some(Limit::Variable | Limit::Floating) | None => None,
    };
    if let Some(scale) = scale.filter(|scale| *scale <= 64) {
        schema.numeric.multiple_of = number(&decimal_text(1, scale));
    }
    let floating = facets.scale == Some(Limit::Floating);
    if let Some(precision) = facets.precision.filter(|precision| !floating && *precision <= 64) {
        let scale = if facets.scale == Some(Limit::Variable) { 0 } else { scale.unwrap_or(0) };
        let whole = "9".repeat(precision.saturating_sub(scale) as usize);
        let part = "9".repeat(scale.min(precision) as usize);
        let whole = if whole.is_empty() { "0" } else { &whole };
        let limit = if part.is_empty() { whole.to_owned() } else { format!("{whole}.{part}") };
        schema.numeric.maximum = number(&limit);
        schema.numeric.minimum = number(&format!("-{limit}"));
    }
}

/// `unit` at the given digit after the point.
fn decimal_text(unit: u32, scale: u32) -> String {
    if scale == 0 { unit.to_string() } else { format!("0.{}{unit}", "0".repeat(scale as usize - 1)) }
}

/// A number from its text.
pub(super) fn number(text: &str) -> Option<Number> {
    text.parse().ok()
}
