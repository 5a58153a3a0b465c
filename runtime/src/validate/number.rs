//! Numbers against limits written as JSON texts, without loss.

use std::cmp::Ordering;

use crate::json::Number;
use crate::text::Decimal;

/// A number that rules can be asked of: any of Rust's integers and floats, [`Number`], [`Decimal`], references to them.
///
/// Limits are texts of JSON numbers, compared exactly whatever the type.
pub trait Quantity {
    /// The number as it is shown in reports.
    fn shown(&self) -> String;
    /// The order of the number and a limit; `None` when either is no number (NaN, infinity).
    fn order(&self, limit: &str) -> Option<Ordering>;
    /// Whether the number is a multiple of a divisor.
    fn multiple(&self, divisor: &str) -> bool;
}

macro_rules! integers {
    ($($t:ty)*) => {
        $(impl Quantity for $t {
            fn shown(&self) -> String {
                self.to_string()
            }
            fn order(&self, limit: &str) -> Option<Ordering> {
                match limit.parse::<$t>() {
                    Ok(limit) => Some(self.cmp(&limit)),
                    Err(_) => Number::from(*self).order(limit),
                }
            }
            fn multiple(&self, divisor: &str) -> bool {
                match divisor.parse::<$t>() {
                    Ok(divisor) => self.checked_rem(divisor).unwrap_or(*self) == 0,
                    Err(_) => Number::from(*self).multiple(divisor),
                }
            }
        })*
    };
}

integers! { i8 i16 i32 i64 u8 u16 u32 u64 }

macro_rules! floats {
    ($($t:ty)*) => {
        $(impl Quantity for $t {
            fn shown(&self) -> String {
                self.to_string()
            }
            fn order(&self, limit: &str) -> Option<Ordering> {
                // What 16 bits hold, both types hold exactly.
                if let Ok(limit) = limit.parse::<i16>() {
                    return self.partial_cmp(&<$t>::from(limit));
                }
                Number::parse(&crate::json::to_string(self))?.order(limit)
            }
            fn multiple(&self, divisor: &str) -> bool {
                Number::parse(&crate::json::to_string(self)).is_some_and(|number| number.multiple(divisor))
            }
        })*
    };
}

floats! { f32 f64 }

impl Quantity for Number {
    fn shown(&self) -> String {
        super::fault::shortened(self.as_str())
    }

    fn order(&self, limit: &str) -> Option<Ordering> {
        // Most numbers and limits are small integers; parsing those is cheaper than exact decimals.
        if let (Some(value), Ok(limit)) = (self.plain(), limit.parse::<i64>()) {
            return Some(value.cmp(&limit));
        }
        Some(self.cmp(&Number::parse(limit)?))
    }

    fn multiple(&self, divisor: &str) -> bool {
        Number::parse(divisor).is_some_and(|divisor| self.multiple_of(&divisor))
    }
}

impl Quantity for Decimal {
    fn shown(&self) -> String {
        self.as_number().shown()
    }

    fn order(&self, limit: &str) -> Option<Ordering> {
        self.as_number().order(limit)
    }

    fn multiple(&self, divisor: &str) -> bool {
        self.as_number().multiple(divisor)
    }
}

impl<T: Quantity + ?Sized> Quantity for &T {
    fn shown(&self) -> String {
        (**self).shown()
    }

    fn order(&self, limit: &str) -> Option<Ordering> {
        (**self).order(limit)
    }

    fn multiple(&self, divisor: &str) -> bool {
        (**self).multiple(divisor)
    }
}

impl<T: Quantity + ?Sized> Quantity for Box<T> {
    fn shown(&self) -> String {
        (**self).shown()
    }

    fn order(&self, limit: &str) -> Option<Ordering> {
        (**self).order(limit)
    }

    fn multiple(&self, divisor: &str) -> bool {
        (**self).multiple(divisor)
    }
}
