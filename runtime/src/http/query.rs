//! Names with values: a query, a form body or a cookie header, to pairs that are decoded only when somebody asks for them.

use std::borrow::Cow;

use super::percent;

/// One `name=value`, still encoded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Pair {
    /// The name, decoded; `None` when it is not UTF-8.
    pub(super) name: Option<String>,
    /// The value as it came; empty without `=`.
    pub(super) value: String,
}

/// How the values of pairs are encoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Coding {
    /// Percent-encoded, `+` is a space.
    Form,
    /// Percent-encoded.
    Percent,
    /// Not at all.
    Plain,
}

impl Coding {
    /// The text meant; `None` when its bytes are not UTF-8.
    pub(super) fn decode(self, text: &str) -> Option<Cow<'_, str>> {
        match self {
            Coding::Form => percent::decode_form(text),
            Coding::Percent => percent::decode(text),
            Coding::Plain => Some(Cow::Borrowed(text)),
        }
    }
}

/// The pairs of a query or of a form body.
pub(super) fn pairs(text: &str) -> Vec<Pair> {
    split(text, '&', Coding::Form)
}

/// The cookies of a `Cookie` header. Names are not encoded.
pub(super) fn cookies(text: &str) -> Vec<Pair> {
    split(text, ';', Coding::Plain)
}

fn split(text: &str, separator: char, names: Coding) -> Vec<Pair> {
    let pieces = text.split(separator).map(|piece| if separator == ';' { piece.trim() } else { piece });
    let pair = |piece: &str| {
        let (name, value) = piece.split_once('=').unwrap_or((piece, ""));
        Pair { name: names.decode(name).map(Cow::into_owned), value: value.to_owned() }
    };
    pieces.filter(|piece| !piece.is_empty()).map(pair).collect()
}

/// The value of the first pair with the name, decoded.
pub(super) fn first(pairs: &[Pair], name: &str) -> Option<String> {
    let pair = pairs.iter().find(|pair| pair.name.as_deref() == Some(name))?;
    Coding::Form.decode(&pair.value).map(Cow::into_owned)
}
