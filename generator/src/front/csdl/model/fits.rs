//! Whether text is a value of a type, as default values are written.

use wiretype_runtime::format;

use super::index::{Model, Named};
use super::{EnumType, TypeRef};

/// Formats of the types whose values are texts of a form.
const FORMATS: [(&str, &str); 6] = [
    ("Date", "date"),
    ("DateTimeOffset", "date-time"),
    ("Duration", "day-time-duration"),
    ("Guid", "uuid"),
    ("TimeOfDay", "time-of-day"),
    ("Binary", "byte"),
];

impl Model {
    /// Whether text can be the value of a place; of types that were not read, any can.
    pub(crate) fn fits(&self, ty: &TypeRef, text: &str) -> bool {
        let name = &*ty.name.text;
        match self.named(name) {
            _ if ty.collection => false,
            Named::Structured(_) => false,
            Named::Enum(found) => is_member(found, text),
            Named::Definition(found) => is_primitive(&found.underlying.name.text, text),
            Named::Primitive => is_primitive(name, text),
            Named::Elsewhere | Named::Unknown => true,
        }
    }
}

/// Names or numbers of members; several if they combine.
fn is_member(found: &EnumType, text: &str) -> bool {
    let known = |part: &str| part.parse::<i64>().is_ok() || found.members.iter().any(|member| &*member.name.text == part);
    let parts: Vec<&str> = text.split(',').map(str::trim).collect();
    // An enumeration without members takes anything.
    found.members.is_empty() || parts.iter().all(|part| known(part)) && (found.flags || parts.len() == 1)
}

/// Whether text is a value of a built-in type.
pub(crate) fn is_primitive(name: &str, text: &str) -> bool {
    let own = name.strip_prefix("Edm.").unwrap_or(name);
    let within = |least: i128, most: i128| text.parse::<i128>().is_ok_and(|number| (least..=most).contains(&number));
    match own {
        "Boolean" => matches!(text, "true" | "false"),
        "Byte" => within(0, 255),
        "SByte" => within(-128, 127),
        "Int16" => within(i16::MIN.into(), i16::MAX.into()),
        "Int32" => within(i32::MIN.into(), i32::MAX.into()),
        "Int64" => within(i64::MIN.into(), i64::MAX.into()),
        "Decimal" => text.parse::<f64>().is_ok_and(f64::is_finite),
        "Double" | "Single" => matches!(text, "INF" | "-INF" | "NaN") || text.parse::<f64>().is_ok_and(f64::is_finite),
        _ => FORMATS.iter().find(|(known, _)| *known == own).is_none_or(|(_, form)| format::check(form, text) != Some(false)),
    }
}
