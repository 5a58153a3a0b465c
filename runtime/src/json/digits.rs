//! Exact arithmetic on the texts of JSON numbers: compare, divide without remainder, convert to integers.
//!
//! Nothing is ever expanded: `1e999999999` costs no more than its eleven characters.

use std::cmp::Ordering;
use std::hash::{Hash, Hasher};

/// Exponents beyond this are taken for this; a text would need 36 digits of exponent to get there.
const EXPONENT_LIMIT: i128 = 1_000_000_000_000_000_000_000_000_000_000_000_000;

/// A number as `±0.DDDD × 10^magnitude`, where the first and the last digit are not zero. Zero has no digits.
#[derive(Clone, Copy, Debug)]
pub(super) struct Digits<'a> {
    negative: bool,
    whole: &'a [u8],
    fraction: &'a [u8],
    magnitude: i128,
}

impl<'a> Digits<'a> {
    /// Takes apart a text that is known to be a JSON number.
    pub(super) fn new(text: &'a str) -> Self {
        let (negative, text) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
        let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, ""));
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let mut whole = whole.trim_start_matches('0');
        let fraction = fraction.trim_end_matches('0');
        let shown = fraction.trim_start_matches('0');
        let mut magnitude = exponent_value(exponent);
        let mut rest = fraction;
        if whole.is_empty() {
            magnitude -= as_i128(fraction.len() - shown.len());
            rest = shown;
        } else {
            magnitude += as_i128(whole.len());
        }
        if rest.is_empty() {
            whole = whole.trim_end_matches('0');
        }
        let zero = whole.is_empty() && rest.is_empty();
        Self {
            negative: negative && !zero,
            whole: whole.as_bytes(),
            fraction: rest.as_bytes(),
            magnitude: if zero { 0 } else { magnitude },
        }
    }

    fn len(&self) -> usize {
        self.whole.len() + self.fraction.len()
    }

    fn is_zero(&self) -> bool {
        self.len() == 0
    }

    fn digits(&self) -> impl Iterator<Item = u8> + 'a {
        self.whole.iter().chain(self.fraction).map(|b| b.wrapping_sub(b'0'))
    }

    /// The power of ten of the last digit.
    fn scale(&self) -> i128 {
        self.magnitude - as_i128(self.len())
    }

    /// Whether the number is whole.
    pub(super) fn is_integer(&self) -> bool {
        self.scale() >= 0
    }

    /// The order of two numbers, exact.
    pub(super) fn compare(&self, other: &Self) -> Ordering {
        match (self.negative, other.negative) {
            (true, false) => Ordering::Less,
            (false, true) => Ordering::Greater,
            (false, false) => self.compare_size(other),
            (true, true) => other.compare_size(self),
        }
    }

    fn compare_size(&self, other: &Self) -> Ordering {
        match (self.is_zero(), other.is_zero()) {
            (true, true) => Ordering::Equal,
            (true, false) => Ordering::Less,
            (false, true) => Ordering::Greater,
            // Without trailing zeros, the digits order like words.
            (false, false) => self.magnitude.cmp(&other.magnitude).then_with(|| self.digits().cmp(other.digits())),
        }
    }

    /// Equal numbers hash alike, however they are written.
    pub(super) fn hash(&self, state: &mut impl Hasher) {
        self.negative.hash(state);
        self.magnitude.hash(state);
        for digit in self.digits() {
            state.write_u8(digit);
        }
    }

    /// The number as an integer, if it is one and fits.
    pub(super) fn to_i128(self) -> Option<i128> {
        // i128 has at most 39 digits.
        if !self.is_integer() || self.magnitude > 39 {
            return None;
        }
        let zeros = usize::try_from(self.scale()).ok()?;
        let mut value = 0_i128;
        for digit in self.digits().chain(std::iter::repeat_n(0, if self.is_zero() { 0 } else { zeros })) {
            let digit = i128::from(digit);
            value = value.checked_mul(10)?.checked_add(if self.negative { -digit } else { digit })?;
        }
        Some(value)
    }

    /// Whether the number is a whole multiple of the divisor, exact. Only zero is a multiple of zero.
    pub(super) fn is_multiple_of(&self, divisor: &Self) -> bool {
        if self.is_zero() || divisor.is_zero() {
            return self.is_zero();
        }
        // self = a × 10^i and divisor = b × 10^j, where neither a nor b ends in zero. For i < j a would have to.
        let shift = self.scale() - divisor.scale();
        if shift < 0 {
            return false;
        }
        // Once all twos and fives of b are matched, more tens change nothing: four a digit are enough.
        let enough = 4 * divisor.len() + 1;
        let zeros = usize::try_from(shift).unwrap_or(enough).min(enough);
        let digits = self.digits().chain(std::iter::repeat_n(0, zeros));
        if divisor.len() <= 37 {
            let b = divisor.digits().fold(0_u128, |b, digit| b * 10 + u128::from(digit));
            digits.fold(0_u128, |rest, digit| (rest * 10 + u128::from(digit)) % b) == 0
        } else {
            long_remainder(digits, &divisor.digits().collect::<Vec<_>>())
        }
    }
}

/// Whether a number given by its digits has remainder 0: division as done by hand, for divisors beyond 37 digits.
fn long_remainder(digits: impl Iterator<Item = u8>, divisor: &[u8]) -> bool {
    let mut rest: Vec<u8> = Vec::with_capacity(divisor.len() + 2);
    for digit in digits {
        if digit != 0 || !rest.is_empty() {
            rest.push(digit);
        }
        while (rest.len(), rest.as_slice()) >= (divisor.len(), divisor) {
            subtract(&mut rest, divisor);
        }
    }
    rest.is_empty()
}

/// `rest -= divisor`, most significant digit first, without leading zeros; `rest` must not be smaller.
fn subtract(rest: &mut Vec<u8>, divisor: &[u8]) {
    let mut borrow = 0;
    let mut take = divisor.iter().rev();
    for digit in rest.iter_mut().rev() {
        let minus = take.next().copied().unwrap_or(0) + borrow;
        borrow = u8::from(*digit < minus);
        *digit = *digit + 10 * borrow - minus;
    }
    let zeros = rest.iter().take_while(|digit| **digit == 0).count();
    rest.drain(..zeros);
}

fn as_i128(len: usize) -> i128 {
    i128::try_from(len).unwrap_or(EXPONENT_LIMIT)
}

fn exponent_value(text: &str) -> i128 {
    let (negative, digits) = match text.strip_prefix('-') {
        Some(digits) => (true, digits),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let size = digits.bytes().fold(0_i128, |value, b| (value * 10 + i128::from(b.wrapping_sub(b'0'))).min(EXPONENT_LIMIT));
    if negative { -size } else { size }
}
