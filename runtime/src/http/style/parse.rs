//! Texts to values: what a parameter's text means in its style.

use super::shape::{self, Make};
use super::{Spelling, StyleError, coerce, literal, tree};
use crate::http::query::{self, Coding, Pair};
use crate::http::table::{Place, Style};
use crate::json::{Object, Value};
use crate::schema::SchemaRef;

/// Whether another parameter takes a name of the query.
pub(crate) type Claims<'a> = &'a dyn Fn(&str) -> bool;

/// The value of a parameter, given the path segment, query (without `?`), header value or `Cookie` header that it is written in.
/// `None` when it is not there.
pub fn parse(spelling: &Spelling<'_>, schema: SchemaRef, text: &str) -> Result<Option<Value>, StyleError> {
    let nobody = |_: &str| false;
    match spelling.place {
        Place::Path | Place::Header => from_text(spelling, schema, text).map(Some),
        Place::Query | Place::QueryString => from_pairs(spelling, schema, &query::pairs(text), &nobody),
        Place::Cookie => from_pairs(spelling, schema, &query::cookies(text), &nobody),
    }
}

/// The value of a text that stands alone: in a path or header.
pub(crate) fn from_text(spelling: &Spelling<'_>, schema: SchemaRef, text: &str) -> Result<Value, StyleError> {
    let coding = if spelling.place == Place::Header { Coding::Plain } else { Coding::Percent };
    if spelling.style == Style::ODataLiteral {
        return literal::parse(&coding.decode(text).ok_or(StyleError::Encoding)?, schema);
    }
    let make = shape::make(schema);
    let body = unprefixed(spelling, make, text)?;
    let separators = separators(spelling);
    let cut = || pieces(body, separators);
    match make {
        Make::Single => single(body, coding, schema),
        Make::SingleOrArray if cut().len() < 2 => single(body, coding, schema),
        Make::SingleOrArray | Make::Array => {
            let exploded = spelling.style == Style::Matrix && spelling.explode;
            let named = |piece| if exploded { after_name(spelling.name, piece) } else { Ok(piece) };
            items(&cut().into_iter().map(named).collect::<Result<Vec<_>, _>>()?, coding, schema)
        }
        Make::Object if spelling.explode => members(&cut(), coding, schema),
        Make::Object => turns(&cut(), coding, schema),
    }
}

/// The text without what the style puts before values.
fn unprefixed<'t>(spelling: &Spelling<'_>, make: Make, text: &'t str) -> Result<&'t str, StyleError> {
    let wrong = StyleError::Prefix(spelling.style);
    match spelling.style {
        Style::Label => text.strip_prefix('.').ok_or(wrong),
        Style::Matrix => {
            let rest = text.strip_prefix(';').ok_or(wrong)?;
            if spelling.explode && make != Make::Single { Ok(rest) } else { after_name(spelling.name, rest) }
        }
        _ => Ok(text),
    }
}

/// `name=text` or, for an empty text, `name`.
fn after_name<'t>(name: &str, text: &'t str) -> Result<&'t str, StyleError> {
    let (found, value) = text.split_once('=').unwrap_or((text, ""));
    let same = Coding::Percent.decode(found).is_some_and(|found| found == name);
    if same { Ok(value) } else { Err(StyleError::Prefix(Style::Matrix)) }
}

/// What separates items in a text.
fn separators(spelling: &Spelling<'_>) -> &'static [&'static str] {
    match spelling.style {
        Style::Label if spelling.explode => &["."],
        Style::Matrix if spelling.explode => &[";"],
        Style::SpaceDelimited => &["%20", "+", " "],
        Style::PipeDelimited => &["|", "%7C", "%7c"],
        Style::TabDelimited => &["%09", "\t"],
        _ => &[","],
    }
}

/// The pieces of a text; an empty text has none.
fn pieces<'t>(text: &'t str, separators: &[&str]) -> Vec<&'t str> {
    let mut pieces = if text.is_empty() { Vec::new() } else { vec![text] };
    for separator in separators {
        pieces = pieces.into_iter().flat_map(|piece| piece.split(*separator)).collect();
    }
    pieces
}

fn single(text: &str, coding: Coding, schema: SchemaRef) -> Result<Value, StyleError> {
    Ok(coerce(&coding.decode(text).ok_or(StyleError::Encoding)?, schema))
}

fn items(pieces: &[&str], coding: Coding, schema: SchemaRef) -> Result<Value, StyleError> {
    let item = |(position, piece): (usize, &&str)| {
        let text = coding.decode(trimmed(piece, coding)).ok_or(StyleError::Encoding)?;
        Ok(match shape::item(schema, position) {
            Some(item) => coerce(&text, item),
            None => Value::String(text.into_owned()),
        })
    };
    pieces.iter().enumerate().map(item).collect::<Result<Vec<_>, _>>().map(Value::Array)
}

/// Members written as `name=value`.
fn members(pieces: &[&str], coding: Coding, schema: SchemaRef) -> Result<Value, StyleError> {
    let pairs = pieces.iter().map(|piece| piece.split_once('=').ok_or(StyleError::NoEquals));
    object(pairs.collect::<Result<Vec<_>, _>>()?, coding, schema)
}

/// Members written as names and values by turns.
fn turns(pieces: &[&str], coding: Coding, schema: SchemaRef) -> Result<Value, StyleError> {
    let pairs = pieces.chunks(2).map(|pair| match pair {
        [name, value] => Ok((*name, *value)),
        _ => Err(StyleError::OddMembers),
    });
    object(pairs.collect::<Result<Vec<_>, _>>()?, coding, schema)
}

fn object(pairs: Vec<(&str, &str)>, coding: Coding, schema: SchemaRef) -> Result<Value, StyleError> {
    let mut object = Object::new();
    for (name, value) in pairs {
        let name = coding.decode(trimmed(name, coding)).ok_or(StyleError::Encoding)?;
        let value = coding.decode(trimmed(value, coding)).ok_or(StyleError::Encoding)?;
        let value = match shape::member(schema, &name) {
            Some(member) => coerce(&value, member),
            None => Value::String(value.into_owned()),
        };
        object.insert(name.into_owned(), value);
    }
    Ok(Value::Object(object))
}

/// Headers allow spaces around items.
fn trimmed(text: &str, coding: Coding) -> &str {
    if coding == Coding::Plain { text.trim() } else { text }
}

/// The value of a parameter in a query or among cookies.
pub(crate) fn from_pairs(
    spelling: &Spelling<'_>,
    schema: SchemaRef,
    pairs: &[Pair],
    claims: Claims<'_>,
) -> Result<Option<Value>, StyleError> {
    let coding = match (spelling.place, spelling.style) {
        (Place::Cookie, Style::Cookie) => Coding::Plain,
        (Place::Cookie, _) => Coding::Percent,
        _ => Coding::Form,
    };
    let make = shape::make(schema);
    let inner;
    let mut pairs = pairs;
    if spelling.place == Place::Cookie && spelling.style == Style::Form && spelling.explode && make != Make::Single {
        inner = ampersands(pairs);
        pairs = &inner;
    }
    if spelling.style == Style::DeepObject && make != Make::Array {
        let deep = tree::object(pairs, coding, schema, Some(spelling.name), &|_| true)?;
        if deep.is_some() {
            return Ok(deep);
        }
    }
    let exploded = spelling.explode && matches!(spelling.style, Style::Form | Style::Cookie);
    if exploded && make == Make::Object {
        let open = shape::is_open(schema);
        let takes = |name: &str| shape::declared(schema, name).is_some() || open && !claims(name);
        return tree::object(pairs, coding, schema, None, &takes);
    }
    let named = pairs.iter().filter(|pair| pair.name.as_deref() == Some(spelling.name));
    let values: Vec<&str> = named.map(|pair| pair.value.as_str()).collect();
    let [first, more @ ..] = values.as_slice() else { return Ok(None) };
    // Cookies of the same name may be set for several paths: the nearest comes first.
    let more = if spelling.place == Place::Cookie { &[] } else { more };
    match make {
        _ if spelling.style == Style::ODataLiteral => {
            let text = coding.decode(first).ok_or(StyleError::Encoding)?;
            if more.is_empty() { literal::parse(&text, schema) } else { Err(StyleError::Repeated) }
        }
        Make::Object if more.is_empty() => turns(&pieces(first, separators(spelling)), coding, schema),
        Make::Array | Make::SingleOrArray => several(spelling, schema, &values, coding),
        Make::Single if more.is_empty() => single(first, coding, schema),
        Make::Single | Make::Object => Err(StyleError::Repeated),
    }
    .map(Some)
}

/// The items of all values; a single text stays one where the schema allows.
fn several(spelling: &Spelling<'_>, schema: SchemaRef, values: &[&str], coding: Coding) -> Result<Value, StyleError> {
    let exploded = spelling.explode && matches!(spelling.style, Style::Form | Style::Cookie | Style::DeepObject);
    let cut: Vec<&str> = if exploded {
        values.iter().copied().filter(|value| !value.is_empty() || values.len() > 1).collect()
    } else {
        values.iter().flat_map(|value| pieces(value, separators(spelling))).collect()
    };
    match cut.as_slice() {
        [] if shape::make(schema) == Make::SingleOrArray => single("", coding, schema),
        [only] if shape::make(schema) == Make::SingleOrArray => single(only, coding, schema),
        cut => items(cut, coding, schema),
    }
}

/// Cookies in style `form` with `explode`: `color=blue&color=black` is one cookie of several pairs.
fn ampersands(cookies: &[Pair]) -> Vec<Pair> {
    let parts = cookies.iter().flat_map(|pair| {
        let whole = format!("{}={}", pair.name.as_deref().unwrap_or_default(), pair.value);
        query::pairs(&whole)
    });
    parts.collect()
}
