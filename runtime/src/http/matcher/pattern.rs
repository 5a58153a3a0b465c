//! Segments of text and parameters, such as `{file}.{extension}`, `{name}:verb`, `Products({id})`: a template in, captures out.
//!
//! Linear in the text: literal text is anchored at both ends, and between them each parameter takes as little as it can from the right.
//! So `{file}.{extension}` splits `a.tar.gz` into `a.tar` and `gz`.

use std::ops::Range;

use super::super::style::literal;
use super::super::table::{Part, Route, Style};
use super::predicate;
use super::text::Text;

/// A prepared segment.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Pattern {
    pieces: Vec<Piece>,
    ignore_case: bool,
}

/// A piece of a pattern.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Piece {
    /// Literal text, in lower case where case is ignored.
    Text(String),
    /// A parameter; `quoted` when it is a literal of `OData`, whose quotes may hold the text that follows it.
    Hole {
        /// It is an `OData` literal.
        quoted: bool,
    },
    /// A parameter that takes slashes too.
    Rest,
}

impl Pattern {
    /// Prepares a segment of a route.
    pub(super) fn new(parts: &[Part], route: &Route) -> Self {
        let mut pieces: Vec<Piece> = Vec::new();
        for part in parts {
            match part {
                Part::Literal(text) => {
                    let text = if route.ignore_case { text.to_ascii_lowercase() } else { (*text).to_owned() };
                    match pieces.last_mut() {
                        Some(Piece::Text(known)) => known.push_str(&text),
                        _ if text.is_empty() => {}
                        _ => pieces.push(Piece::Text(text)),
                    }
                }
                Part::Param(name) => {
                    let quoted = route.params.iter().any(|param| param.name == *name && param.style == Style::ODataLiteral);
                    pieces.push(Piece::Hole { quoted });
                }
                Part::Rest(_) => pieces.push(Piece::Rest),
            }
        }
        Self { pieces, ignore_case: route.ignore_case }
    }

    /// How much literal text it has.
    pub(super) fn weight(&self) -> usize {
        self.pieces.iter().map(|piece| if let Piece::Text(text) = piece { text.len() } else { 0 }).sum()
    }

    /// Whether it spans segments.
    pub(super) fn takes_rest(&self) -> bool {
        self.pieces.contains(&Piece::Rest)
    }

    /// Whether it is nothing but a rest.
    pub(super) fn is_rest(&self) -> bool {
        self.pieces == [Piece::Rest]
    }

    /// The raw texts of its parameters, when the text fits.
    pub(super) fn captures<'a>(&self, text: &Text<'a>) -> Option<Vec<&'a str>> {
        let decoded = text.decoded()?;
        let folded;
        let subject = if self.ignore_case {
            folded = decoded.to_ascii_lowercase();
            folded.as_str()
        } else {
            decoded
        };
        let quoted = self.pieces.contains(&Piece::Hole { quoted: true });
        let ranges = if quoted {
            left_to_right(&self.pieces, subject).or_else(|| predicate::any_order(&self.pieces, subject))
        } else {
            right_to_left(&self.pieces, subject).or_else(|| predicate::any_order(&self.pieces, subject))
        }?;
        ranges.into_iter().map(|range| text.raw_of(range)).collect()
    }
}

/// Matches with each parameter as short as can be, seen from the right.
fn right_to_left(pieces: &[Piece], text: &str) -> Option<Vec<Range<usize>>> {
    let (mut low, mut high) = (0, text.len());
    let mut pieces = pieces;
    if let [Piece::Text(prefix), rest @ ..] = pieces {
        text.strip_prefix(prefix.as_str())?;
        low = prefix.len();
        pieces = rest;
    }
    let mut after = "";
    if let [rest @ .., Piece::Text(suffix)] = pieces {
        high = low + text.get(low..)?.strip_suffix(suffix.as_str())?.len();
        after = suffix;
        pieces = rest;
    }
    let mut ranges = Vec::new();
    while let [rest @ .., _hole] = pieces {
        let start = match rest {
            [] => low,
            [.., Piece::Text(before)] => {
                let room = text.get(low..high)?;
                let room = if may_be_empty(before, after) { room } else { room.get(..last_character(room)?)? };
                low + room.rfind(before.as_str())? + before.len()
            }
            [.., _] => low + last_character(text.get(low..high)?)?,
        };
        let opens = if rest.is_empty() { text.get(..low)? } else { "" };
        if start >= high && !may_be_empty(opens, after) && !matches!(rest, [.., Piece::Text(before)] if may_be_empty(before, after))
        {
            return None;
        }
        ranges.push(start..high);
        high = start;
        pieces = rest;
        after = "";
        if let [rest @ .., Piece::Text(before)] = pieces {
            high -= before.len();
            after = before;
            pieces = rest;
        }
    }
    ranges.reverse();
    (high == low).then_some(ranges)
}

/// A parameter between quotes may be empty; no other may.
fn may_be_empty(before: &str, after: &str) -> bool {
    before.ends_with('\'') && after.starts_with('\'')
}

fn last_character(text: &str) -> Option<usize> {
    text.char_indices().next_back().map(|(at, _)| at)
}

/// Matches with parameters that are `OData` literals: quotes are balanced before anything is looked for.
fn left_to_right(pieces: &[Piece], text: &str) -> Option<Vec<Range<usize>>> {
    let mut at = 0;
    let mut ranges = Vec::new();
    for (index, piece) in pieces.iter().enumerate() {
        let rest = text.get(at..)?;
        let length = match piece {
            Piece::Text(literal) => rest.strip_prefix(literal.as_str()).map(|_| literal.len())?,
            Piece::Hole { .. } | Piece::Rest => {
                let quoted = literal::quoted_length(rest).filter(|_| *piece == Piece::Hole { quoted: true });
                let length = match (quoted, pieces.get(index + 1)) {
                    (Some(length), _) => length,
                    (None, Some(Piece::Text(next))) => rest.find(next.as_str())?,
                    (None, Some(_)) => rest.chars().next()?.len_utf8(),
                    (None, None) => rest.len(),
                };
                if length == 0 {
                    return None;
                }
                ranges.push(at..at + length);
                length
            }
        };
        at += length;
    }
    (at == text.len()).then_some(ranges)
}
