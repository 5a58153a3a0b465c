//! UUIDs.

use std::cmp::Ordering;
use std::hash::{Hash, Hasher};
use std::str::FromStr;

use super::TextError;
use super::newtype::string_impls;
use crate::json::{Read, ReadError, Reader};

/// A UUID (RFC 9562), kept as it was written. Letter case does not matter for equality, order and hash.
#[derive(Clone, Copy)]
pub struct Uuid([u8; 36]);

/// Whether a text is 32 hexadecimal digits in groups of 8, 4, 4, 4 and 12.
pub(crate) fn is_uuid(text: &str) -> bool {
    text.len() == 36
        && text.bytes().enumerate().all(|(at, b)| if matches!(at, 8 | 13 | 18 | 23) { b == b'-' } else { b.is_ascii_hexdigit() })
}

impl Uuid {
    /// The UUID of all zeros.
    pub const fn nil() -> Self {
        Self(*b"00000000-0000-0000-0000-000000000000")
    }

    /// The UUID of a number.
    pub fn from_u128(value: u128) -> Self {
        let hex = format!("{value:032x}");
        let mut text = *b"00000000-0000-0000-0000-000000000000";
        let mut digits = hex.bytes();
        for place in text.iter_mut().filter(|place| **place != b'-') {
            *place = digits.next().unwrap_or(b'0');
        }
        Self(text)
    }

    /// The UUID as a number.
    pub fn as_u128(&self) -> u128 {
        let digits = self.0.iter().filter_map(|b| char::from(*b).to_digit(16));
        digits.fold(0, |value, digit| value << 4 | u128::from(digit))
    }

    /// The text as it was written.
    pub fn as_str(&self) -> &str {
        // ASCII, as it was checked.
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}

impl FromStr for Uuid {
    type Err = TextError;

    fn from_str(text: &str) -> Result<Self, TextError> {
        let bytes = text.as_bytes().try_into().ok().filter(|_| is_uuid(text));
        bytes.map(Self).ok_or(TextError::new("uuid"))
    }
}

impl Read for Uuid {
    fn read(r: &mut Reader<'_>) -> Result<Self, ReadError> {
        let text = r.string()?;
        text.parse().map_err(|error: TextError| r.invalid(&error.to_string()))
    }
}

string_impls!(Uuid);

impl From<u128> for Uuid {
    fn from(value: u128) -> Self {
        Self::from_u128(value)
    }
}

impl Default for Uuid {
    fn default() -> Self {
        Self::nil()
    }
}

impl PartialEq for Uuid {
    fn eq(&self, other: &Self) -> bool {
        self.0.eq_ignore_ascii_case(&other.0)
    }
}

impl Eq for Uuid {}

impl PartialOrd for Uuid {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Uuid {
    fn cmp(&self, other: &Self) -> Ordering {
        self.as_u128().cmp(&other.as_u128())
    }
}

impl Hash for Uuid {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.as_u128().hash(state);
    }
}
