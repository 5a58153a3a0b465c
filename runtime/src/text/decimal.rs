//! Decimal numbers of any precision.

use std::fmt;
use std::str::FromStr;

use super::TextError;
use crate::json::{Number, Read, ReadError, Reader, Value, Write, Writer};

/// A decimal number of any size and precision: a JSON number, kept as it was written and compared exactly.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Decimal(Number);

impl Decimal {
    /// The number as it was written.
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }

    /// The JSON number.
    pub fn as_number(&self) -> &Number {
        &self.0
    }

    /// The nearest `f64`, if the value is within its range.
    pub fn as_f64(&self) -> Option<f64> {
        self.0.as_f64()
    }

    /// The value as `i64`, if it is whole and fits.
    pub fn as_i64(&self) -> Option<i64> {
        self.0.as_i64()
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

impl fmt::Debug for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Decimal({})", self.0)
    }
}

impl AsRef<str> for Decimal {
    fn as_ref(&self) -> &str {
        self.as_str()
    }
}

impl FromStr for Decimal {
    type Err = TextError;

    fn from_str(text: &str) -> Result<Self, TextError> {
        Number::parse(text).map(Self).ok_or(TextError::new("decimal"))
    }
}

impl TryFrom<&str> for Decimal {
    type Error = TextError;

    fn try_from(text: &str) -> Result<Self, TextError> {
        text.parse()
    }
}

impl From<Number> for Decimal {
    fn from(number: Number) -> Self {
        Self(number)
    }
}

impl From<Decimal> for Number {
    fn from(decimal: Decimal) -> Self {
        decimal.0
    }
}

impl From<Decimal> for Value {
    fn from(decimal: Decimal) -> Self {
        Self::Number(decimal.0)
    }
}

macro_rules! from_integers {
    ($($t:ty),*) => {
        $(impl From<$t> for Decimal {
            fn from(value: $t) -> Self {
                Self(Number::from(value))
            }
        })*
    };
}
from_integers!(i32, i64, u32, u64);

impl Read for Decimal {
    fn read(r: &mut Reader<'_>) -> Result<Self, ReadError> {
        r.read().map(Self)
    }
}

impl Write for Decimal {
    fn write(&self, w: &mut Writer) {
        self.0.write(w);
    }
}
