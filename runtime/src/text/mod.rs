//! Strings with a meaning: dates, times, durations, UUIDs, decimals, bytes in base64.
//!
//! Each keeps its text exactly as it came and is checked when it is made, so what is read is written back unchanged. Which texts
//! are valid is what [`crate::format::check`] says of the format.

pub(crate) mod base64;
mod bytes;
mod date_time;
mod decimal;
mod duration;
mod newtype;
#[cfg(any(feature = "http", feature = "odata"))]
pub(crate) mod percent;
mod uuid;

pub use bytes::Bytes;
pub use date_time::{Date, DateTime, HttpDate, Time, TimeOfDay};
pub use decimal::Decimal;
pub use duration::{DayTimeDuration, Duration};
pub use uuid::Uuid;
pub(crate) use uuid::is_uuid;

use std::fmt;

/// `unreserved` of RFC 3986: what needs no percent-encoding anywhere.
pub(crate) fn is_unreserved(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || "-._~".contains(letter)
}

/// `tchar` of RFC 9110: what names and values without quotes are made of in headers.
pub(crate) fn is_token(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(letter)
}

/// A text is not what it should be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TextError {
    expected: &'static str,
}

impl TextError {
    /// The error for a text that is not of this format.
    pub(crate) const fn new(expected: &'static str) -> Self {
        Self { expected }
    }

    /// The format, by its name.
    pub fn expected(&self) -> &'static str {
        self.expected
    }
}

impl fmt::Display for TextError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "not of the format {}", self.expected)
    }
}

impl std::error::Error for TextError {}

#[cfg(test)]
mod tests;
