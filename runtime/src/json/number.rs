//! Numbers without loss: the text is kept, comparison is exact.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::str::FromStr;

use super::digits::Digits;
use super::error::{ReadError, ReadErrorKind};

/// Texts up to this length need no allocation.
const SHORT: usize = 22;

/// A JSON number, kept as it was written. Two numbers are equal when their values are: `1`, `1.0` and `10e-1` are the same.
#[derive(Clone)]
pub struct Number(Repr);

#[derive(Clone)]
enum Repr {
    Short { len: u8, text: [u8; SHORT] },
    Long(Box<str>),
}

/// Whether a float that was read from a text is, as it is written again, the same number. A short text without an exponent always is; `digits` are those
/// that a float of its type keeps.
pub(super) fn is_held(text: &str, digits: u32, written: impl FnOnce() -> Number) -> bool {
    let is_short = u32::try_from(text.len()).is_ok_and(|len| len <= digits) && !text.contains(['e', 'E']);
    is_short || Number::from_scanned(text) == written()
}

impl Number {
    /// The number that a text writes, if the text is a number by JSON's grammar.
    pub fn parse(text: &str) -> Option<Self> {
        (scan(text.as_bytes()) == Some(text.len())).then(|| Self::from_scanned(text))
    }

    /// Keeps a text that is known to be a JSON number.
    pub(super) fn from_scanned(text: &str) -> Self {
        let mut short = [0; SHORT];
        match (short.get_mut(..text.len()), u8::try_from(text.len())) {
            (Some(place), Ok(len)) => {
                place.copy_from_slice(text.as_bytes());
                Self(Repr::Short { len, text: short })
            }
            _ => Self(Repr::Long(text.into())),
        }
    }

    /// The number as it was written.
    pub fn as_str(&self) -> &str {
        match &self.0 {
            // Always ASCII digits of the right length: only `from_scanned` makes it.
            Repr::Short { len, text } => {
                text.get(..usize::from(*len)).and_then(|text| std::str::from_utf8(text).ok()).unwrap_or("0")
            }
            Repr::Long(text) => text,
        }
    }

    /// The value of a number that is written as a short row of digits, as most are.
    pub(crate) fn plain(&self) -> Option<i64> {
        let Repr::Short { len, text } = &self.0 else { return None };
        let text = text.get(..usize::from(*len)).filter(|text| text.len() <= 18)?;
        let (negative, digits) = text.strip_prefix(b"-").map_or((false, text), |rest| (true, rest));
        let mut value = 0_i64;
        for byte in digits {
            let digit = byte.wrapping_sub(b'0');
            if digit > 9 {
                return None;
            }
            value = value * 10 + i64::from(digit);
        }
        Some(if negative { -value } else { value })
    }

    fn digits(&self) -> Digits<'_> {
        Digits::new(self.as_str())
    }

    /// Whether the value is whole: `1`, `1.0` and `1e3` are.
    pub fn is_integer(&self) -> bool {
        self.plain().is_some() || self.digits().is_integer()
    }

    /// Whether the value is a whole multiple of the divisor, computed on the decimals as written. Only 0 is a multiple of 0.
    pub fn multiple_of(&self, divisor: &Number) -> bool {
        self.digits().is_multiple_of(&divisor.digits())
    }

    /// The value as `i64`, if it is whole and fits.
    pub fn as_i64(&self) -> Option<i64> {
        i64::try_from(self.as_i128()?).ok()
    }

    /// The value as `u64`, if it is whole and fits.
    pub fn as_u64(&self) -> Option<u64> {
        u64::try_from(self.as_i128()?).ok()
    }

    /// The value as `i128`, if it is whole and fits.
    pub fn as_i128(&self) -> Option<i128> {
        self.plain().map(i128::from).or_else(|| self.digits().to_i128())
    }

    /// The nearest `f64`, if the value is within its range.
    pub fn as_f64(&self) -> Option<f64> {
        self.as_str().parse().ok().filter(|value: &f64| value.is_finite())
    }

    /// The number that an `f64` stands for; `None` for NaN and infinities.
    pub fn from_f64(value: f64) -> Option<Self> {
        value.is_finite().then(|| Self::from_scanned(&format!("{value:?}")))
    }
}

/// Length of the JSON number that the bytes begin with, `None` if they begin with none.
pub(super) fn scan(bytes: &[u8]) -> Option<usize> {
    let digits = |at: usize| bytes.get(at..).unwrap_or_default().iter().take_while(|b| b.is_ascii_digit()).count();
    let sign = usize::from(bytes.first() == Some(&b'-'));
    let mut at = sign + digits(sign);
    if at == sign || (bytes.get(sign) == Some(&b'0') && at > sign + 1) {
        return None;
    }
    if bytes.get(at) == Some(&b'.') {
        let n = digits(at + 1);
        if n == 0 {
            return None;
        }
        at += 1 + n;
    }
    if matches!(bytes.get(at), Some(b'e' | b'E')) {
        let start = at + 1 + usize::from(matches!(bytes.get(at + 1), Some(b'+' | b'-')));
        let n = digits(start);
        if n == 0 {
            return None;
        }
        at = start + n;
    }
    Some(at)
}

impl PartialEq for Number {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Number {}

impl PartialOrd for Number {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Number {
    fn cmp(&self, other: &Self) -> Ordering {
        match (self.plain(), other.plain()) {
            (Some(value), Some(other)) => value.cmp(&other),
            _ => self.digits().compare(&other.digits()),
        }
    }
}

impl Hash for Number {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.digits().hash(state);
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl fmt::Debug for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Number {
    type Err = ReadError;

    fn from_str(text: &str) -> Result<Self, ReadError> {
        Self::parse(text).ok_or_else(|| ReadError::new(0, ReadErrorKind::Syntax("a number")))
    }
}

macro_rules! from_integers {
    ($($t:ty),*) => {
        $(impl From<$t> for Number {
            fn from(value: $t) -> Self {
                Self::from_scanned(&value.to_string())
            }
        })*
    };
}
from_integers!(i8, i16, i32, i64, i128, u8, u16, u32, u64, u128, usize);

/// JSON has no infinities and no NaN: infinities become `±1e999`, beyond every limit of a double; NaN does too, so that it
/// never passes for an ordinary value.
impl From<f64> for Number {
    fn from(value: f64) -> Self {
        Self::from_f64(value).unwrap_or_else(|| Self::from_scanned(if value < 0.0 { "-1e999" } else { "1e999" }))
    }
}

/// As for `f64`; the shortest text that reads back as the same `f32`.
impl From<f32> for Number {
    fn from(value: f32) -> Self {
        if value.is_finite() { Self::from_scanned(&format!("{value:?}")) } else { Self::from(f64::from(value)) }
    }
}
