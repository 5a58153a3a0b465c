//! The grammar of queries: a text comes in, a [`Query`] goes out, or where and why it is none.

use super::lexer::Lexer;
use super::{Error, Query, Segment, Selector};

/// How deeply filters may be nested.
pub(super) const MAX_DEPTH: usize = 32;

/// Reads a whole query.
pub fn parse(text: &str) -> Result<Query, Error> {
    let mut lexer = Lexer::new(text);
    lexer.expect("$", "a query starts with `$`")?;
    let segments = segments(&mut lexer, 0)?;
    if lexer.is_done() { Ok(Query { absolute: true, segments }) } else { Err(lexer.error("this cannot follow")) }
}

/// The segments that come next.
pub(super) fn segments(lexer: &mut Lexer<'_>, depth: usize) -> Result<Vec<Segment>, Error> {
    if depth > MAX_DEPTH {
        return Err(lexer.error("filters are nested too deeply"));
    }
    let mut segments = Vec::new();
    loop {
        let rest = lexer.rest().trim_start_matches([' ', '\t', '\n', '\r']);
        if !rest.starts_with(['.', '[']) {
            return Ok(segments);
        }
        lexer.blanks();
        let descendants = lexer.eat("..");
        let selectors = if lexer.eat("[") {
            bracketed(lexer, depth)?
        } else {
            if !descendants {
                lexer.expect(".", "a dot or a bracket is missing")?;
            }
            vec![shorthand(lexer)?]
        };
        segments.push(Segment { descendants, selectors });
    }
}

/// What stands after a dot.
fn shorthand(lexer: &mut Lexer<'_>) -> Result<Selector, Error> {
    if lexer.eat("*") {
        return Ok(Selector::Wildcard);
    }
    let name = lexer.name().map(|name| Selector::Name(name.to_owned()));
    name.ok_or_else(|| lexer.error("a name or `*` is missing; other names stand in brackets and quotes"))
}

/// What stands in brackets.
fn bracketed(lexer: &mut Lexer<'_>, depth: usize) -> Result<Vec<Selector>, Error> {
    let mut selectors = Vec::new();
    loop {
        lexer.blanks();
        selectors.push(selector(lexer, depth)?);
        lexer.blanks();
        if lexer.eat("]") {
            return Ok(selectors);
        }
        lexer.expect(",", "`,` or `]` is missing")?;
    }
}

fn selector(lexer: &mut Lexer<'_>, depth: usize) -> Result<Selector, Error> {
    if lexer.eat("*") {
        return Ok(Selector::Wildcard);
    }
    if lexer.eat("?") {
        return Ok(Selector::Filter(super::filter::logical(lexer, depth + 1)?));
    }
    if let Some(name) = lexer.quoted()? {
        return Ok(Selector::Name(name));
    }
    let start = lexer.integer()?;
    lexer.blanks();
    if !lexer.eat(":") {
        return start.map(Selector::Index).ok_or_else(|| lexer.error("a quoted name, a number, `*`, `?` or a slice is missing"));
    }
    lexer.blanks();
    let end = lexer.integer()?;
    lexer.blanks();
    let step = if lexer.eat(":") {
        lexer.blanks();
        lexer.integer()?
    } else {
        None
    };
    Ok(Selector::Slice(start, end, step.unwrap_or(1)))
}
