//! The ledger of faults: what the validator says of a documented body comes in, the kind of fault that the page has goes out. Rules, not a
//! list: nothing of the pages is written down here.

use serde_json::Value;

/// What the program adds to a message about a member that a derived type has.
const OF_A_DERIVED_TYPE: &str = "(of a derived type)";

/// Kinds of faults that pages have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    /// Something stands for a value: the name of a type, `<name>`, `...`.
    Placeholder,
    /// A name or an enumeration's member is written in another letter case.
    LetterCase,
    /// A member of a derived type, where the value does not say that it is of that type.
    DerivedType,
    /// A member that the type does not have, or one that is missing.
    UnknownMember,
    /// A value of the wrong shape: an object for text, a string for a number, a list for one, a member that an enumeration lacks.
    Malformed,
}

impl Class {
    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Class::Placeholder => "placeholder",
            Class::LetterCase => "letter case",
            Class::DerivedType => "derived type that is not named",
            Class::UnknownMember => "unknown member",
            Class::Malformed => "malformed",
        }
    }
}

/// The gravest fault of a body; `None` if one of its violations is of no known kind.
pub fn classify(violations: &[&str], body: &Value) -> Option<Class> {
    let classes: Option<Vec<Class>> = violations.iter().map(|violation| class(violation, body)).collect();
    classes?.into_iter().max()
}

/// A violation is `rule|pointer|limit|found|message`.
fn class(violation: &str, body: &Value) -> Option<Class> {
    let mut fields = violation.split('|');
    let mut next = || fields.next().unwrap_or_default();
    let (rule, pointer, limit, _found, message) = (next(), next(), next(), next(), next());
    let value = body.pointer(pointer).unwrap_or(&Value::Null);
    if value.as_str().is_some_and(is_placeholder) {
        return Some(Class::Placeholder);
    }
    match rule {
        "additionalProperties" if is_suggested(last(pointer), message) => Some(Class::LetterCase),
        "additionalProperties" if message.ends_with(OF_A_DERIVED_TYPE) => Some(Class::DerivedType),
        "required" if has_in_other_case(value, limit) => Some(Class::LetterCase),
        "pattern" if is_type_in_other_case(value, pointer, limit) => Some(Class::LetterCase),
        "additionalProperties" | "unevaluatedProperties" | "properties" | "required" => Some(Class::UnknownMember),
        "enum" if value.as_str().is_some_and(|text| in_other_case(text, limit)) => Some(Class::LetterCase),
        "enum" | "type" | "format" | "oneOf" | "anyOf" | "allOf" | "not" | "pattern" => Some(Class::Malformed),
        _ => None,
    }
}

/// Text that stands for a value: the name of a type, something in angle brackets or braces, an ellipsis, `<name>-value`.
fn is_placeholder(text: &str) -> bool {
    const TYPES: [&str; 18] = [
        "string",
        "boolean",
        "integer",
        "number",
        "int32",
        "int64",
        "double",
        "single",
        "guid",
        "date",
        "datetime",
        "datetimeoffset",
        "timestamp",
        "duration",
        "binary",
        "stream",
        "timeofday",
        "enum",
    ];
    let lower = text.trim().to_lowercase();
    let first = lower.split([' ', '(']).next().unwrap_or_default();
    lower.is_empty()
        || TYPES.contains(&first)
        || lower.ends_with("-value")
        || lower.ends_with(" value")
        || lower.contains(['<', '{', '…'])
        || lower.contains("...")
        || lower.starts_with('@')
}

/// The last name of a pointer.
fn last(pointer: &str) -> &str {
    pointer.rsplit('/').next().unwrap_or_default()
}

/// Whether a message says that another letter case was probably meant.
fn is_suggested(name: &str, message: &str) -> bool {
    let meant = message.split_once("did you mean `").and_then(|(_, rest)| rest.split_once('`')).map(|(meant, _)| meant);
    meant.is_some_and(|meant| meant.eq_ignore_ascii_case(name))
}

/// Whether an object has a member in another letter case.
fn has_in_other_case(value: &Value, name: &str) -> bool {
    value.as_object().is_some_and(|members| members.keys().any(|key| key != name && key.eq_ignore_ascii_case(name)))
}

/// Whether the name of a type is the wanted one but for letter case; the limit is a pattern.
fn is_type_in_other_case(value: &Value, pointer: &str, limit: &str) -> bool {
    let name = value.as_str().unwrap_or_default().trim_start_matches('#').to_lowercase().replace('.', "\\.");
    last(pointer) == "@odata.type" && !name.is_empty() && limit.to_lowercase().contains(&name)
}

/// Whether each part of a text, of which there are several between commas, is one of the values that a limit lists but for letter case.
fn in_other_case(text: &str, limit: &str) -> bool {
    !text.is_empty() && text.split(',').all(|part| is_listed(part.trim(), limit))
}

fn is_listed(text: &str, limit: &str) -> bool {
    let lower = text.to_lowercase();
    limit.to_lowercase().split(|letter: char| !letter.is_alphanumeric() && letter != '_').any(|known| known == lower)
}
