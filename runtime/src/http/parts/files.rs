//! Which parts are files, and which may be written in a style that is not known: a part and a schema in, yes or no out.

use super::FromParts;
use crate::http::body::{is_json, media_matches};
use crate::http::multipart::MultipartPart;
use crate::http::style;
use crate::schema::{ARRAY, NULL, OBJECT, SchemaRef};

/// Which parts are files.
#[derive(Clone, Copy, Debug)]
pub(in crate::http) enum Files {
    /// Those under keys, and perhaps all others that are not declared: by their names, or after so many positions.
    Under { keys: &'static [&'static str], others: bool, positions: usize },
    /// Those that are neither JSON nor text: only that is known of the parts of an answer.
    ByMediaType,
}

impl Files {
    /// There are none.
    pub(in crate::http) const NONE: Self = Self::Under { keys: &[], others: false, positions: 0 };

    /// Those of a type.
    pub(in crate::http) fn of<T: FromParts>() -> Self {
        Self::Under { keys: T::FILES, others: T::OTHER_FILES, positions: T::POSITIONS }
    }

    pub(super) fn has_field(self, part: &MultipartPart, schema: SchemaRef) -> bool {
        self.has(part, part.name(), |_| style::spoken_of(schema, part.name()).is_some())
    }

    pub(super) fn has_position(self, part: &MultipartPart, key: &str, index: usize) -> bool {
        self.has(part, key, |positions| index < positions)
    }

    fn has(self, part: &MultipartPart, key: &str, is_declared: impl Fn(usize) -> bool) -> bool {
        match self {
            Self::Under { keys, others, positions } => keys.contains(&key) || others && !is_declared(positions),
            Self::ByMediaType => !is_text(part) && !part.content_type().is_some_and(is_json),
        }
    }

    /// Whether a field may be written in a style that is not known: it is made of several values.
    pub(super) fn may_be_styled(self, field: Option<SchemaRef>) -> bool {
        matches!(self, Self::ByMediaType) && field.is_some_and(|field| style::types(field) & !(OBJECT | ARRAY | NULL) == 0)
    }

    /// The field of which a part is a member in such a style: `filter` where it is called `filter[name]`.
    pub(super) fn bracketed(self, name: &str, schema: SchemaRef) -> Option<&str> {
        let (field, _) = name.split_once('[')?;
        let is_member = style::declared(schema, name).is_none() && self.may_be_styled(style::declared(schema, field));
        is_member.then_some(field)
    }
}

/// Whether a part is a text, as those are that do not say what they are.
pub(super) fn is_text(part: &MultipartPart) -> bool {
    part.content_type().is_none_or(|media_type| media_matches("text/*", media_type))
}
