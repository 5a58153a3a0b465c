//! Key predicates and function arguments in another order: `Orders(a={a},b={b})` serves `Orders(b=2,a=1)` too, as `OData` asks.

use std::ops::Range;

use super::super::style::literal;
use super::pattern::Piece;

/// Matches `prefix(name={},name={})` by names, whatever their order. `None` for patterns of another form.
pub(super) fn any_order(pieces: &[Piece], text: &str) -> Option<Vec<Range<usize>>> {
    let (head, names, tail) = outline(pieces)?;
    let inner = text.strip_prefix(head)?.strip_suffix(tail)?;
    let mut ranges: Vec<Option<Range<usize>>> = vec![None; names.len()];
    let mut at = 0;
    loop {
        let rest = inner.get(at..)?;
        let (name, value) = rest.split_once('=')?;
        let slot = names.iter().position(|known| *known == name).and_then(|index| ranges.get_mut(index))?;
        let length = literal::quoted_length(value).or_else(|| value.find(',')).unwrap_or(value.len());
        let start = head.len() + at + name.len() + 1;
        if length == 0 || slot.replace(start..start + length).is_some() {
            return None;
        }
        at += name.len() + 1 + length;
        match inner.get(at..)? {
            "" => break,
            more => at += more.strip_prefix(',').map(|_| 1)?,
        }
    }
    ranges.into_iter().collect()
}

/// The text up to the parenthesis, the names, the text from the closing parenthesis on.
fn outline(pieces: &[Piece]) -> Option<(&str, Vec<&str>, &str)> {
    let [Piece::Text(first), between @ .., Piece::Text(tail)] = pieces else { return None };
    let open = first.rfind('(')? + 1;
    let (head, name) = (first.get(..open)?, first.get(open..)?.strip_suffix('=')?);
    let mut names = vec![name];
    for piece in between {
        match piece {
            Piece::Text(text) => names.push(text.strip_prefix(',')?.strip_suffix('=')?),
            Piece::Hole { .. } => {}
            Piece::Rest => return None,
        }
    }
    (names.len() > 1 && tail.starts_with(')') && names.len() * 2 == pieces.len() - 1).then_some((head, names, tail))
}
