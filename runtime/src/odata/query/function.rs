//! The functions of the expression language: how many arguments of which kind they take, and what they give.

use super::super::model::{Model, TypeRef, edm};
use super::super::primitive::Family;
use super::operators::{Kind, family, is_one_of, of};

/// Name, kinds of arguments, kind of the result.
///
/// `S` text, `N` number, `T` date or point in time, `C` time of day or point in time, `P` point in time, `D` length of time, `G` shape,
/// `X` text or collection, `L` collection, `B` boolean, `I` whole number, `A` as the first argument; in lower case: may be left out.
const FUNCTIONS: [(&str, &str, char); 37] = [
    ("concat", "XX", 'A'),
    ("contains", "SS", 'B'),
    ("startswith", "SS", 'B'),
    ("endswith", "SS", 'B'),
    ("indexof", "XX", 'I'),
    ("length", "X", 'I'),
    ("substring", "XNn", 'A'),
    ("matchespattern", "SS", 'B'),
    ("tolower", "S", 'S'),
    ("toupper", "S", 'S'),
    ("trim", "S", 'S'),
    ("hassubset", "LL", 'B'),
    ("hassubsequence", "LL", 'B'),
    ("year", "T", 'I'),
    ("month", "T", 'I'),
    ("day", "T", 'I'),
    ("hour", "C", 'I'),
    ("minute", "C", 'I'),
    ("second", "C", 'I'),
    ("fractionalseconds", "C", 'N'),
    ("totaloffsetminutes", "P", 'I'),
    ("totalseconds", "D", 'N'),
    ("date", "P", 'T'),
    ("time", "P", 'C'),
    ("now", "", 'P'),
    ("mindatetime", "", 'P'),
    ("maxdatetime", "", 'P'),
    ("round", "N", 'N'),
    ("floor", "N", 'N'),
    ("ceiling", "N", 'N'),
    ("geo.distance", "GG", 'N'),
    ("geo.intersects", "GG", 'B'),
    ("geo.length", "G", 'N'),
    ("substringof", "SS", 'B'),
    ("replace", "SSS", 'S'),
    ("min", "L", 'U'),
    ("max", "L", 'U'),
];

/// The name of a function as it is printed, with its kinds.
pub(super) fn find(name: &str) -> Option<(&'static str, &'static str, char)> {
    let lower = name.to_ascii_lowercase();
    let (known, arguments, result) = FUNCTIONS.into_iter().find(|(known, ..)| *known == lower)?;
    let printed = if known == "matchespattern" { "matchesPattern" } else { known };
    // Only of earlier versions, or of other places.
    (!["substringof", "replace", "min", "max"].contains(&known)).then_some((printed, arguments, result))
}

/// The names of all functions.
pub(super) fn names() -> impl Iterator<Item = &'static str> {
    FUNCTIONS.iter().map(|(name, ..)| *name).chain(["cast", "isof", "case"])
}

/// Whether so many arguments can be given.
pub(super) fn takes(kinds: &str, count: usize) -> bool {
    let least = kinds.chars().filter(char::is_ascii_uppercase).count();
    (least..=kinds.len()).contains(&count)
}

/// Whether an argument is of a kind; `Err` says what is wanted.
pub(super) fn accepts(model: &Model, kind: char, argument: Kind) -> Result<(), &'static str> {
    let many = argument.is_some_and(|argument| argument.collection);
    let (families, wanted): (&[Family], _) = match kind.to_ascii_uppercase() {
        'S' => (&[Family::String], "text"),
        'N' => (&[Family::Number], "a number"),
        'T' => (&[Family::Date, Family::DateTime], "a date or a point in time"),
        'C' => (&[Family::TimeOfDay, Family::DateTime], "a time of day or a point in time"),
        'P' => (&[Family::DateTime], "a point in time"),
        'D' => (&[Family::Duration], "a duration"),
        'G' => (&[Family::Geography, Family::Geometry], "a shape"),
        'X' if many => return Ok(()),
        'X' => (&[Family::String], "text or a collection"),
        'L' if many || argument.is_none() => return Ok(()),
        'L' => (&[], "a collection"),
        _ => return Ok(()),
    };
    if is_one_of(model, argument, families) { Ok(()) } else { Err(wanted) }
}

/// The type of the result.
pub(super) fn result(model: &Model, kind: char, first: Kind) -> Kind {
    match kind {
        'B' => of(edm::BOOLEAN),
        'S' => of(edm::STRING),
        'I' => of(edm::INT32),
        'N' if family(model, first) == Some(Family::Number) => first.map(|first| TypeRef::one(first.ty)),
        'N' => of(edm::DOUBLE),
        'T' => of(edm::DATE),
        'C' => of(edm::TIME_OF_DAY),
        'P' => of(edm::DATE_TIME_OFFSET),
        'A' => first,
        _ => None,
    }
}
