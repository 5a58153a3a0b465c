//! The types of scalars by YAML's core schema: text in, JSON value out.

use saphyr_parser::Tag;

use crate::source::{Kind, ProblemKind};

/// The prefix of the tags that YAML defines.
const CORE: &str = "tag:yaml.org,2002:";

/// A tag as it is usually written: `!!int`, `!mine`.
pub(super) fn tag_name(tag: &Tag) -> String {
    let full = format!("{}{}", tag.handle, tag.suffix);
    full.strip_prefix(CORE).map_or_else(|| full.clone(), |name| format!("!!{name}"))
}

/// Whether a tag has a meaning here.
pub(super) fn is_known(tag: &str) -> bool {
    matches!(tag, "!" | "!!str" | "!!int" | "!!float" | "!!bool" | "!!null" | "!!seq" | "!!map" | "!!binary" | "!!timestamp")
}

/// The value of a scalar without a tag.
pub(super) fn untagged(text: &str, plain: bool) -> Result<Kind, ProblemKind> {
    let typed = if plain { implicit(text) } else { None };
    if plain && is_not_finite(text) {
        return Err(ProblemKind::NotFinite { text: text.to_owned() });
    }
    Ok(typed.unwrap_or_else(|| Kind::String(text.into())))
}

/// The value of a scalar with a tag.
pub(super) fn tagged(text: &str, plain: bool, tag: &Tag) -> Result<Kind, ProblemKind> {
    let tag = tag_name(tag);
    let value = implicit(text);
    let value = match tag.as_str() {
        "!" | "!!str" | "!!binary" | "!!timestamp" => Some(Kind::String(text.into())),
        "!!merge" if plain && text == "<<" => Some(Kind::String(text.into())),
        "!!int" => value.filter(|value| matches!(value, Kind::Number(number) if !number.contains(['.', 'e', 'E']))),
        "!!float" if is_not_finite(text) => return Err(ProblemKind::NotFinite { text: text.to_owned() }),
        "!!float" => value.filter(|value| matches!(value, Kind::Number(_))),
        "!!bool" => value.filter(|value| matches!(value, Kind::Bool(_))),
        "!!null" => value.filter(|value| *value == Kind::Null),
        known if is_known(known) => None,
        _ => return Err(ProblemKind::UnknownTag { tag }),
    };
    value.ok_or(ProblemKind::BadTag { tag })
}

/// What plain text stands for; `None` for text that is just text.
fn implicit(text: &str) -> Option<Kind> {
    match text {
        "" | "~" | "null" | "Null" | "NULL" => Some(Kind::Null),
        "true" | "True" | "TRUE" => Some(Kind::Bool(true)),
        "false" | "False" | "FALSE" => Some(Kind::Bool(false)),
        _ if text.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '-' | '+' | '.')) => {
            number(text).map(|number| Kind::Number(number.into()))
        }
        _ => None,
    }
}

fn is_not_finite(text: &str) -> bool {
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    matches!(unsigned, ".inf" | ".Inf" | ".INF") || matches!(text, ".nan" | ".NaN" | ".NAN")
}

/// A number in JSON's grammar: no plus sign, a digit on both sides of the point, no needless zeros in front.
///
/// `0123` is text, as in most readers: YAML 1.1 read it as octal and YAML 1.2 as decimal, so that nobody can mean either.
fn number(text: &str) -> Option<String> {
    if let Some(digits) = text.strip_prefix("0x") {
        return radix(digits, 16);
    }
    if let Some(digits) = text.strip_prefix("0o") {
        return radix(digits, 8);
    }
    let (sign, unsigned) = match text.split_at_checked(1)? {
        ("-", rest) => ("-", rest),
        ("+", rest) => ("", rest),
        _ => ("", text),
    };
    let (mantissa, exponent) = unsigned.find(['e', 'E']).and_then(|at| unsigned.split_at_checked(at)).unwrap_or((unsigned, ""));
    let (whole, fraction) = mantissa.split_once('.').map_or((mantissa, None), |(whole, fraction)| (whole, Some(fraction)));
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(whole) || !digits(fraction.unwrap_or_default()) || (whole.is_empty() && fraction.unwrap_or_default().is_empty()) {
        return None;
    }
    if !exponent.is_empty() {
        let power = exponent.get(1..).unwrap_or_default();
        let power = power.strip_prefix(['-', '+']).unwrap_or(power);
        if power.is_empty() || !digits(power) {
            return None;
        }
    }
    if fraction.is_none() && exponent.is_empty() && whole.len() > 1 && whole.starts_with('0') {
        return None;
    }
    let whole = match whole.trim_start_matches('0') {
        "" => "0",
        significant => significant,
    };
    Some(match fraction {
        None => format!("{sign}{whole}{exponent}"),
        Some("") => format!("{sign}{whole}.0{exponent}"),
        Some(fraction) => format!("{sign}{whole}.{fraction}{exponent}"),
    })
}

fn radix(digits: &str, radix: u32) -> Option<String> {
    let all = !digits.is_empty() && digits.chars().all(|digit| digit.is_digit(radix));
    if all { u128::from_str_radix(digits, radix).ok().map(|value| value.to_string()) } else { None }
}
