//! Literals of URLs (OData ABNF, section 7): text and the type that is wanted come in, a checked value goes out.

use std::fmt;

use super::model::{Ix, Model, Shape, TypeRef};
use super::primitive::{Family, Primitive};
use crate::format;
use crate::json::Value;

/// A value written in a URL. Text is kept as it came, without quotes and prefixes.
#[derive(Clone, Debug, PartialEq)]
pub enum Literal {
    /// `null`
    Null,
    /// `true`, `false`
    Boolean(bool),
    /// Whole numbers, fractions, `INF`, `-INF`, `NaN`.
    Number(String),
    /// `'it''s'`
    String(String),
    /// `21ec2020-3aea-1069-a2dd-08002b30309d`
    Guid(String),
    /// `2026-01-31`
    Date(String),
    /// `2026-01-31T12:00:00Z`
    DateTime(String),
    /// `21:45:00`
    TimeOfDay(String),
    /// `duration'P1D'`
    Duration(String),
    /// `binary'T0RhdGE'`
    Binary(String),
    /// `ns.Color'red,blue'`: the type as it was written, if it was, and the members.
    Enum(Option<String>, String),
    /// `geography'SRID=0;Point(1 2)'`
    Geography(String),
    /// `geometry'SRID=0;Point(1 2)'`
    Geometry(String),
    /// Collections and objects.
    Json(Value),
}

impl fmt::Display for Literal {
    /// As in a URL, not percent-encoded.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let quoted = |f: &mut fmt::Formatter<'_>, prefix: &str, text: &str| write!(f, "{prefix}'{}'", text.replace('\'', "''"));
        match self {
            Literal::Null => f.write_str("null"),
            Literal::Boolean(value) => write!(f, "{value}"),
            Literal::Number(text)
            | Literal::Guid(text)
            | Literal::Date(text)
            | Literal::DateTime(text)
            | Literal::TimeOfDay(text) => f.write_str(text),
            Literal::String(text) => quoted(f, "", text),
            Literal::Duration(text) => quoted(f, "duration", text),
            Literal::Binary(text) => quoted(f, "binary", text),
            Literal::Enum(ty, text) => quoted(f, ty.as_deref().unwrap_or_default(), text),
            Literal::Geography(text) => quoted(f, "geography", text),
            Literal::Geometry(text) => quoted(f, "geometry", text),
            Literal::Json(value) => write!(f, "{value}"),
        }
    }
}

impl Literal {
    /// Reads a literal by its own looks; `None` if it is none.
    pub fn parse(text: &str) -> Option<Self> {
        if let Some((prefix, inner)) = quoted(text) {
            return Some(match prefix {
                "" => Literal::String(inner),
                "duration" => format::check("day-time-duration", &inner)?.then_some(Literal::Duration(inner))?,
                "binary" => format::check("byte", &inner)?.then_some(Literal::Binary(inner))?,
                "geography" => Literal::Geography(inner),
                "geometry" => Literal::Geometry(inner),
                ty if ty.contains('.') => Literal::Enum(Some(ty.to_owned()), inner),
                _ => return None,
            });
        }
        let is = |name: &str| format::check(name, text) == Some(true);
        Some(match text {
            "null" => Literal::Null,
            "true" => Literal::Boolean(true),
            "false" => Literal::Boolean(false),
            _ if is_number(text) => Literal::Number(text.to_owned()),
            _ if is("uuid") => Literal::Guid(text.to_owned()),
            _ if is_date(text) => Literal::Date(text.to_owned()),
            _ if is_date_time(text) => Literal::DateTime(text.to_owned()),
            _ if is("time-of-day") => Literal::TimeOfDay(text.to_owned()),
            _ if text.starts_with(['[', '{']) => Literal::Json(Value::parse(text.as_bytes()).ok()?),
            _ => return None,
        })
    }

    /// What its values have in common with others; `None` for `null`, members of enumerations, objects and collections.
    pub fn family(&self) -> Option<Family> {
        Some(match self {
            Literal::Boolean(_) => Family::Boolean,
            Literal::Number(_) => Family::Number,
            Literal::String(_) => Family::String,
            Literal::Guid(_) => Family::Guid,
            Literal::Date(_) => Family::Date,
            Literal::DateTime(_) => Family::DateTime,
            Literal::TimeOfDay(_) => Family::TimeOfDay,
            Literal::Duration(_) => Family::Duration,
            Literal::Binary(_) => Family::Binary,
            Literal::Geography(_) => Family::Geography,
            Literal::Geometry(_) => Family::Geometry,
            Literal::Null | Literal::Enum(..) | Literal::Json(_) => return None,
        })
    }
}

/// Reads the literal of a value of a type. `Err` says what was expected instead.
pub(super) fn typed(model: &Model, text: &str, holds: TypeRef) -> Result<Literal, String> {
    let wanted = || model.shown(holds);
    if text == "null" {
        return if holds.nullable { Ok(Literal::Null) } else { Err(format!("{}, which cannot be null", wanted())) };
    }
    if holds.collection || model.is_structured(holds.ty) {
        return match Literal::parse(text) {
            Some(found @ Literal::Json(_)) => Ok(found),
            _ => Err(format!("{} as JSON", wanted())),
        };
    }
    if let Some(Shape::Enum { flags, members }) = model.declared(holds.ty).map(|found| found.shape) {
        return enumerated(model, text, holds.ty, flags, members);
    }
    let primitive = model.primitive(holds.ty).unwrap_or(Primitive::Untyped);
    let found = Literal::parse(text).or_else(|| unquoted(text, primitive)).ok_or_else(wanted)?;
    if fits(&found, primitive) { Ok(promoted(found, primitive)) } else { Err(wanted()) }
}

/// Reads a key written as a segment of its own: text without quotes.
pub(super) fn segment(model: &Model, text: &str, holds: TypeRef) -> Result<Literal, String> {
    if let Some(Shape::Enum { flags, members }) = model.declared(holds.ty).map(|found| found.shape) {
        return enumerated(model, &format!("'{text}'"), holds.ty, flags, members);
    }
    let primitive = model.primitive(holds.ty).unwrap_or(Primitive::String);
    match primitive.family() {
        Family::String | Family::Any => Ok(Literal::String(text.to_owned())),
        _ if text == "null" => Err(model.shown(holds)),
        _ => typed(model, text, holds),
    }
}

/// Values whose literals need a prefix are understood without one, where the type says what they are.
fn unquoted(text: &str, primitive: Primitive) -> Option<Literal> {
    match primitive.family() {
        Family::Duration => format::check("day-time-duration", text)?.then(|| Literal::Duration(text.to_owned())),
        Family::Binary => format::check("byte", text)?.then(|| Literal::Binary(text.to_owned())),
        _ => None,
    }
}

/// The literal that a text is when a space in it is a sign: `+`, in front of the offset of a time or of an exponent, is a space in a query.
pub(super) fn with_sign(text: &str) -> Option<String> {
    let (head, tail) = text.split_once(' ')?;
    let signed = format!("{head}+{tail}");
    matches!(Literal::parse(&signed), Some(Literal::DateTime(_) | Literal::Number(_))).then_some(signed)
}

/// Quoted text becomes what the type says it is.
fn promoted(found: Literal, primitive: Primitive) -> Literal {
    match (found, primitive.family()) {
        (Literal::String(text), Family::Duration) => Literal::Duration(text),
        (Literal::String(text), Family::Binary) => Literal::Binary(text),
        (found, _) => found,
    }
}

fn fits(found: &Literal, primitive: Primitive) -> bool {
    match (found, primitive.family()) {
        (_, Family::Any) => true,
        (Literal::Number(text), Family::Number) => number_fits(text, primitive),
        (Literal::String(text), Family::Duration) => format::check("day-time-duration", text) == Some(true),
        (Literal::String(text), Family::Binary) => format::check("byte", text) == Some(true),
        (found, family) => found.family() == Some(family),
    }
}

fn number_fits(text: &str, primitive: Primitive) -> bool {
    let special = matches!(text, "INF" | "-INF" | "NaN");
    match (primitive.range(), primitive) {
        (Some((least, greatest)), _) => text.parse::<i64>().is_ok_and(|value| (least..=greatest).contains(&value)),
        (None, Primitive::Decimal) => !special,
        (None, _) => true,
    }
}

/// Members of an enumeration: `ns.Color'red,blue'`, in 4.01 `'red,blue'` too, by name or by number.
fn enumerated(model: &Model, text: &str, ty: Ix, flags: bool, members: &[(&str, i64)]) -> Result<Literal, String> {
    let wanted = || format!("a member of {}", model.name(ty));
    let (prefix, inner) = quoted(text).ok_or_else(wanted)?;
    if !prefix.is_empty() && model.find_type(prefix) != Some(ty) {
        return Err(wanted());
    }
    let known = |part: &str| {
        let part = part.trim();
        members.iter().any(|(name, _)| *name == part) || part.parse::<i64>().is_ok()
    };
    let parts = inner.split(',').count();
    if inner.split(',').all(known) && (flags || parts == 1) {
        Ok(Literal::Enum((!prefix.is_empty()).then(|| prefix.to_owned()), inner))
    } else {
        Err(wanted())
    }
}

/// The prefix and the text of a quoted literal.
fn quoted(text: &str) -> Option<(&str, String)> {
    let (prefix, rest) = text.split_once('\'')?;
    let inner = rest.strip_suffix('\'')?;
    let is_name = prefix.chars().all(|letter| letter.is_alphanumeric() || letter == '.' || letter == '_');
    let closed = inner.replace("''", "").contains('\'');
    (is_name && !closed).then(|| (prefix, inner.replace("''", "'")))
}

/// Numbers of the ABNF: a sign, digits, a fraction, an exponent; and the special ones.
fn is_number(text: &str) -> bool {
    if matches!(text, "INF" | "-INF" | "NaN") {
        return true;
    }
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    let (mantissa, exponent) = unsigned.split_once(['e', 'E']).map_or((unsigned, None), |(head, tail)| (head, Some(tail)));
    let exponent_ok = exponent.is_none_or(|text| digits(text.strip_prefix(['-', '+']).unwrap_or(text)));
    let mantissa_ok = mantissa.split_once('.').map_or_else(|| digits(mantissa), |(whole, rest)| digits(whole) && digits(rest));
    mantissa_ok && exponent_ok
}

/// A day; years may be negative or have more than four digits.
fn is_date(text: &str) -> bool {
    let positive = text.strip_prefix('-').unwrap_or(text);
    let Some((year, rest)) = positive.split_once('-') else { return false };
    let long = year.len() >= 4 && year.bytes().all(|byte| byte.is_ascii_digit()) && (year.len() == 4 || !year.starts_with('0'));
    // The calendar repeats every 400 years.
    let cycle = year.get(year.len().saturating_sub(4)..).unwrap_or(year);
    long && format::check("date", &format!("{cycle}-{rest}")) == Some(true)
}

/// A point in time: seconds may be left out.
fn is_date_time(text: &str) -> bool {
    let Some((day, time)) = text.split_once('T') else { return false };
    let check = |time: &str| format::check("time", time) == Some(true);
    let short = |time: &str| time.get(..5).zip(time.get(5..)).map(|(head, tail)| format!("{head}:00{tail}"));
    is_date(day) && (check(time) || short(time).is_some_and(|time| check(&time)))
}
