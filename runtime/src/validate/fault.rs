//! Broken rules without their place: every message about a value is made here.

use std::fmt::Display;

use super::{Rule, Severity, Violation};
use crate::json::Value;
use crate::schema::{self, Discriminator, Types};

/// How much of a value or limit is shown, in characters.
const SHOWN: usize = 60;
/// How much of a list of values is shown, in characters.
const LISTED: usize = 240;

/// A broken rule, before its place is known.
pub(super) struct Fault {
    pub(super) rule: Rule,
    pub(super) limit: Option<String>,
    pub(super) found: Option<String>,
    pub(super) message: String,
}

impl Fault {
    fn new(rule: Rule, message: String) -> Self {
        Self { rule, limit: None, found: None, message }
    }

    fn limit(mut self, limit: impl Display) -> Self {
        self.limit = Some(limit.to_string());
        self
    }

    fn found(mut self, found: impl Display) -> Self {
        self.found = Some(found.to_string());
        self
    }

    /// The violation at a place.
    pub(super) fn at(self, pointer: String, keyword_path: String, secret: bool) -> Violation {
        Violation {
            pointer,
            keyword_path,
            rule: self.rule,
            limit: self.limit,
            found: if secret { None } else { self.found },
            severity: Severity::Error,
            message: self.message,
            reasons: Vec::new(),
        }
    }
}

/// The start of a text, marked when something is left out.
pub(super) fn shortened(text: &str) -> String {
    cut(text, SHOWN)
}

fn cut(text: &str, length: usize) -> String {
    match text.char_indices().nth(length) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}

/// A string as it is shown: quoted, shortened.
pub(super) fn quoted(text: &str) -> String {
    let start = text.char_indices().nth(SHOWN).map_or(text, |(end, _)| text.get(..end).unwrap_or_default());
    let mut quoted = crate::json::to_string(&start);
    if start.len() < text.len() {
        quoted.push('…');
    }
    quoted
}

/// A value as it is shown. What arrays and objects hold is not shown: some of it may be secret.
pub(super) fn shown(value: &Value) -> String {
    match value {
        Value::Null | Value::Bool(_) => value.to_string(),
        Value::Number(number) => shortened(number.as_str()),
        Value::String(text) => quoted(text),
        Value::Array(items) => format!("an array of {}", count(items.len(), "item", "items")),
        Value::Object(members) => format!("an object with {}", count(members.len(), "member", "members")),
    }
}

fn count(n: impl TryInto<u64>, one: &str, many: &str) -> String {
    match n.try_into().unwrap_or(u64::MAX) {
        1 => format!("1 {one}"),
        n => format!("{n} {many}"),
    }
}

/// The types of a set with their articles, such as `a string or null`.
fn type_names(types: Types) -> String {
    let known = [
        (schema::OBJECT, "an object"),
        (schema::ARRAY, "an array"),
        (schema::STRING, "a string"),
        (schema::NUMBER, "a number"),
        (schema::INTEGER, "an integer"),
        (schema::BOOLEAN, "a boolean"),
        (schema::NULL, "null"),
    ];
    let mut rest = types;
    let mut names = Vec::new();
    for (bits, name) in known {
        if rest & bits == bits {
            rest &= !bits;
            names.push(name);
        }
    }
    if rest != 0 {
        names.push("a number that is not whole");
    }
    names.join(" or ")
}

pub(super) fn wrong_type(types: Types, value: &Value) -> Fault {
    let expected = type_names(types);
    let names = expected.split(" or ").map(|name| name.trim_start_matches("an ").trim_start_matches("a ")).collect::<Vec<_>>();
    Fault::new(Rule::Type, format!("must be {expected}")).limit(names.join(" or ")).found(shown(value))
}

pub(super) fn not_listed(allowed: &[&str], found: impl Display) -> Fault {
    let list = allowed.join(", ");
    let message = format!("must be {}{}", if allowed.len() == 1 { "" } else { "one of " }, cut(&list, LISTED));
    Fault::new(Rule::Enum, message).limit(list).found(found)
}

pub(super) fn format(name: &str, found: impl Display) -> Fault {
    Fault::new(Rule::Format, format!("must be in format `{name}`")).limit(name).found(found)
}

pub(super) fn bound(rule: Rule, limit: &str, found: impl Display) -> Fault {
    let words = match rule {
        Rule::Minimum => "at least",
        Rule::ExclusiveMinimum => "greater than",
        Rule::Maximum => "at most",
        Rule::ExclusiveMaximum => "less than",
        _ => "a multiple of",
    };
    Fault::new(rule, format!("must be {words} {}", shortened(limit))).limit(limit).found(found)
}

pub(super) fn length(rule: Rule, limit: u64, text: &str) -> Fault {
    let words = if rule == Rule::MinLength { "at least" } else { "at most" };
    let message = format!("must be {words} {} long", count(limit, "character", "characters"));
    Fault::new(rule, message).limit(limit).found(quoted(text))
}

pub(super) fn too_many_bytes(limit: u64, text: &str) -> Fault {
    let message = format!("must be at most {} long", count(limit, "byte", "bytes"));
    Fault::new(Rule::MaxLength, message).limit(limit).found(quoted(text))
}

pub(super) fn pattern(source: &str, text: &str) -> Fault {
    if let Some(name) = type_name(source) {
        let name = format!("#{name}");
        return Fault::new(Rule::Pattern, format!("must name the type `{name}`")).limit(&name).found(quoted(text));
    }
    Fault::new(Rule::Pattern, format!("must match the pattern `{source}`")).limit(source).found(quoted(text))
}

/// The first name in the pattern of a type's names, alone or at the end of an address, as generated for `@odata.type`.
fn type_name(source: &str) -> Option<String> {
    let names = source.strip_prefix("(?:^|#)(?i:")?.strip_suffix(")$")?;
    let first = names.split('|').next()?.replace(r"\.", ".");
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '.' | '_');
    (first.contains('.') && first.chars().all(plain)).then_some(first)
}

/// `minItems`, `maxItems`, `minProperties`, `maxProperties`.
pub(super) fn size(rule: Rule, limit: u64, found: usize) -> Fault {
    let words = if matches!(rule, Rule::MinItems | Rule::MinProperties) { "at least" } else { "at most" };
    let (one, many) = if matches!(rule, Rule::MinItems | Rule::MaxItems) { ("item", "items") } else { ("member", "members") };
    Fault::new(rule, format!("must have {words} {}", count(limit, one, many))).limit(limit).found(found)
}

pub(super) fn not_unique(first: usize, second: usize) -> Fault {
    Fault::new(Rule::UniqueItems, format!("must not hold equal items: items {first} and {second} are equal"))
}

/// Too few or too many items match `contains`.
pub(super) fn contains(rule: Rule, limit: u64, found: u64) -> Fault {
    let words = if rule == Rule::Contains { "at least" } else { "at most" };
    let items = count(limit, "item", "items");
    Fault::new(rule, format!("must hold {words} {items} of the kind that `contains` asks for")).limit(limit).found(found)
}

pub(super) fn missing(name: &str) -> Fault {
    Fault::new(Rule::Required, format!("member `{name}` is missing")).limit(name)
}

pub(super) fn dependent(name: &str, because_of: &str) -> Fault {
    Fault::new(Rule::DependentRequired, format!("member `{name}` is missing: `{because_of}` asks for it")).limit(name)
}

/// A member or item that must not be there at all.
pub(super) fn not_allowed(rule: Rule, token: &str) -> Fault {
    let message = match rule {
        Rule::Items | Rule::UnevaluatedItems => format!("item {token} is not allowed: the array is too long"),
        Rule::Never => "no value is allowed here".to_owned(),
        _ => format!("member `{token}` is not allowed"),
    };
    Fault::new(rule, message)
}

pub(super) fn name_of_member(reason: &str) -> Fault {
    Fault::new(Rule::PropertyNames, format!("the name of the member {reason}"))
}

pub(super) fn no_alternative(rule: Rule, count: usize, closest: &str, here: &str, reason: Option<&Violation>) -> Fault {
    let which = if rule == Rule::AnyOf { "at least one" } else { "exactly one" };
    let mut message = format!("must match {which} of {count} alternatives");
    if let Some(reason) = reason {
        let place = reason.pointer.strip_prefix(here).unwrap_or(&reason.pointer);
        let colon = if place.is_empty() { "" } else { ": " };
        message = format!("{message}; the closest, {closest}, says: {place}{colon}{}", reason.message);
    }
    Fault::new(rule, message)
}

/// The value has no tag, or one that names no alternative.
pub(super) fn no_tag(rule: Rule, discriminator: &Discriminator, value: &Value) -> Fault {
    let (name, known) = (discriminator.property, discriminator.mapping.iter().map(|(tag, _)| *tag).collect::<Vec<_>>().join(", "));
    let message = format!("member `{name}` must name an alternative: {}", cut(&known, LISTED));
    let fault = Fault::new(rule, message).limit(known);
    match value.get(name) {
        Some(tag) => fault.found(shown(tag)),
        None => fault,
    }
}

/// The value is of a type that no alternative accepts.
pub(super) fn no_alternative_type(rule: Rule, types: Types, value: &Value) -> Fault {
    Fault { rule, ..wrong_type(types, value) }
}

pub(super) fn too_many_alternatives(first: &str, second: &str) -> Fault {
    Fault::new(Rule::OneOf, format!("must match exactly one alternative, matches {first} and {second}"))
}

pub(super) fn negated(value: &Value) -> Fault {
    Fault::new(Rule::Not, "must not match the schema under `not`".to_owned()).found(shown(value))
}

pub(super) fn too_complex() -> Fault {
    Fault::new(Rule::Complexity, "takes too much nesting or work to check".to_owned())
}
