//! The grammar of filters: what stands after `?` comes in, a condition goes out.

use wiretype_runtime::json::{Number, Value};

use super::lexer::Lexer;
use super::parse::{MAX_DEPTH, segments};
use super::{Comparable, Error, Logical, Operator, Query, Segment, Selector};

const OPERATORS: [(&str, Operator); 6] = [
    ("==", Operator::Equal),
    ("!=", Operator::NotEqual),
    ("<=", Operator::LessOrEqual),
    (">=", Operator::GreaterOrEqual),
    ("<", Operator::Less),
    (">", Operator::Greater),
];

/// Alternatives with `||` between them.
pub(super) fn logical(lexer: &mut Lexer<'_>, depth: usize) -> Result<Logical, Error> {
    list(lexer, "||", Logical::Or, &mut |lexer| list(lexer, "&&", Logical::And, &mut |lexer| basic(lexer, depth)))
}

/// One condition, or several with the same word between them.
fn list(
    lexer: &mut Lexer<'_>,
    between: &str,
    make: fn(Vec<Logical>) -> Logical,
    one: &mut dyn FnMut(&mut Lexer<'_>) -> Result<Logical, Error>,
) -> Result<Logical, Error> {
    let mut all = Vec::new();
    let mut last = one(lexer)?;
    lexer.blanks();
    while lexer.eat(between) {
        all.push(last);
        last = one(lexer)?;
        lexer.blanks();
    }
    if all.is_empty() {
        return Ok(last);
    }
    all.push(last);
    Ok(make(all))
}

/// A condition in parentheses, a comparison, or a test for existence; any of them but a comparison may be negated.
fn basic(lexer: &mut Lexer<'_>, depth: usize) -> Result<Logical, Error> {
    if depth > MAX_DEPTH {
        return Err(lexer.error("filters are nested too deeply"));
    }
    lexer.blanks();
    let negated = lexer.eat("!");
    lexer.blanks();
    let condition = if lexer.eat("(") {
        let inner = logical(lexer, depth + 1)?;
        lexer.blanks();
        lexer.expect(")", "`)` is missing")?;
        inner
    } else {
        comparison(lexer, depth, negated)?
    };
    Ok(if negated { Logical::Not(Box::new(condition)) } else { condition })
}

fn comparison(lexer: &mut Lexer<'_>, depth: usize, negated: bool) -> Result<Logical, Error> {
    let left = comparable(lexer, depth)?;
    lexer.blanks();
    let operator = OPERATORS.iter().find(|(text, _)| lexer.eat(text)).map(|(_, operator)| *operator);
    match (operator, left) {
        (None, Comparable::Query(query)) => Ok(Logical::Exists(query)),
        (None, Comparable::Literal(_)) => Err(lexer.error("a value alone is no condition")),
        (Some(_), _) if negated => Err(lexer.error("a comparison is negated as `!(…)`")),
        (Some(operator), left) => {
            lexer.blanks();
            let right = comparable(lexer, depth)?;
            if singular(&left) && singular(&right) {
                Ok(Logical::Compare(left, operator, right))
            } else {
                Err(lexer.error("only queries for a single node can be compared"))
            }
        }
    }
}

/// Whether this stands for one value at most.
fn singular(side: &Comparable) -> bool {
    let one = |segment: &Segment| {
        !segment.descendants && matches!(segment.selectors.as_slice(), [Selector::Name(_) | Selector::Index(_)])
    };
    match side {
        Comparable::Literal(_) => true,
        Comparable::Query(query) => query.segments.iter().all(one),
    }
}

fn comparable(lexer: &mut Lexer<'_>, depth: usize) -> Result<Comparable, Error> {
    for (sign, absolute) in [("@", false), ("$", true)] {
        if lexer.eat(sign) {
            return Ok(Comparable::Query(Query { absolute, segments: segments(lexer, depth + 1)? }));
        }
    }
    if let Some(text) = lexer.quoted()? {
        return Ok(Comparable::Literal(Value::String(text)));
    }
    if let Some(text) = lexer.number() {
        let number = Number::parse(text).ok_or_else(|| lexer.error("not a number"))?;
        return Ok(Comparable::Literal(Value::Number(number)));
    }
    match lexer.name() {
        Some("true") => Ok(Comparable::Literal(Value::Bool(true))),
        Some("false") => Ok(Comparable::Literal(Value::Bool(false))),
        Some("null") => Ok(Comparable::Literal(Value::Null)),
        Some(_) if lexer.peek() == Some('(') => Err(lexer.error("functions are not supported")),
        _ => Err(lexer.error("`@`, `$`, a text in quotes, a number, `true`, `false` or `null` is missing")),
    }
}
