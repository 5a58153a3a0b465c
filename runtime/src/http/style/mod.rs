//! Parameter styles: the text of a parameter to a JSON value and back (`OpenAPI`'s style table, Swagger 2.0's collection formats, `OData`'s
//! literals). A schema says what the parts of a text stand for; whether the value is valid is for [`crate::validate`] to say.
//!
//! Where the table has no form for a value, the nearest one is used: a delimited style with `explode` is written like an exploded form.

pub mod literal;
mod parse;
mod print;
pub(super) mod shape;
mod tree;

use std::fmt;

use super::table::{Param, Place, Style};

pub use parse::parse;
pub use print::print;

pub(super) use parse::{Claims, from_pairs, from_text};
pub(super) use shape::{coerce, declared, first_item, is_array, item, member, spoken_of, types};
pub(super) use tree::object as object_from_pairs;

/// How a parameter is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spelling<'a> {
    /// Its name.
    pub name: &'a str,
    /// Where it is sent: decides what is encoded.
    pub place: Place,
    /// The style.
    pub style: Style,
    /// Whether each item or member is written by itself.
    pub explode: bool,
    /// Whether reserved characters stay as they are.
    pub allow_reserved: bool,
}

impl<'a> From<&'a Param> for Spelling<'a> {
    fn from(param: &'a Param) -> Self {
        Self {
            name: param.name,
            place: param.place,
            style: param.style,
            explode: param.explode,
            allow_reserved: param.allow_reserved,
        }
    }
}

/// Why a text is not a value in its style. Reads as the end of a sentence about the parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StyleError {
    /// Its bytes are not UTF-8.
    Encoding,
    /// It does not start with what the style asks for.
    Prefix(Style),
    /// A list of names and values has a name without value.
    OddMembers,
    /// A member is written without `=`.
    NoEquals,
    /// A single value is given more than once.
    Repeated,
    /// Brackets are nested too deep.
    TooDeep,
    /// A text that is no literal of `OData`'s grammar for the type.
    Literal,
    /// An alias that the query does not define.
    Alias,
    /// A document that is no JSON.
    Json,
    /// More fields than anybody sends.
    TooMany,
}

impl fmt::Display for StyleError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            StyleError::Encoding => "must be percent-encoded UTF-8",
            StyleError::Prefix(Style::Label) => "must start with `.`",
            StyleError::Prefix(_) => "must start with `;` and its name",
            StyleError::OddMembers => "must list names and values by turns",
            StyleError::NoEquals => "must write each member as `name=value`",
            StyleError::Repeated => "must be given once only",
            StyleError::TooDeep => "must not be nested so deep",
            StyleError::Literal => "must be an OData literal of its type",
            StyleError::Alias => "must not be an alias that the query does not define",
            StyleError::Json => "must be JSON",
            StyleError::TooMany => "must not have so many fields",
        })
    }
}

impl std::error::Error for StyleError {}
