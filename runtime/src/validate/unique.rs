//! Whether items are unique, by JSON Schema equality, in time that grows gently with their number.

use std::hash::{BuildHasher, Hasher, RandomState};

use crate::json::{Value, Write, to_string};

/// Up to this many items are compared pairwise.
const FEW: usize = 8;

/// The places of the first two equal items.
pub(super) fn duplicate(items: &[Value]) -> Option<(usize, usize)> {
    if items.len() <= FEW {
        return pairwise(items);
    }
    // The key differs in every process, so nobody can prepare items that collide.
    let state = RandomState::new();
    let mut hashes: Vec<(u64, usize)> = items.iter().enumerate().map(|(place, item)| (hash(item, &state), place)).collect();
    hashes.sort_unstable();
    let mut found: Option<(usize, usize)> = None;
    for run in hashes.chunk_by(|a, b| a.0 == b.0).filter(|run| run.len() > 1) {
        // Items of equal hash are equal but for accidents, so the first pair nearly always ends this.
        let pair = run.iter().enumerate().find_map(|(at, (_, second))| {
            let earlier = run.get(..at)?.iter().find(|(_, first)| items.get(*first) == items.get(*second))?;
            Some((earlier.1, *second))
        });
        if let Some(pair) = pair.filter(|pair| found.is_none_or(|best| pair.1 < best.1)) {
            found = Some(pair);
        }
    }
    found
}

/// The places of the first two items that are written as equal values.
pub(super) fn duplicate_written(items: &[impl Write]) -> Option<(usize, usize)> {
    if items.len() < 2 {
        return None;
    }
    let texts: Vec<String> = items.iter().map(|item| to_string(item)).collect();
    // Strings are always written the same way, other values are not.
    if texts.iter().all(|text| text.starts_with('"')) {
        let mut sorted: Vec<(&str, usize)> = texts.iter().enumerate().map(|(place, text)| (text.as_str(), place)).collect();
        sorted.sort_unstable();
        let pairs = sorted.iter().zip(sorted.iter().skip(1)).filter(|(first, second)| first.0 == second.0);
        return pairs.map(|(first, second)| (first.1, second.1)).min_by_key(|pair| pair.1);
    }
    let values: Vec<Value> = texts.iter().map(|text| Value::parse(text.as_bytes()).unwrap_or_default()).collect();
    duplicate(&values)
}

fn pairwise(items: &[Value]) -> Option<(usize, usize)> {
    items.iter().enumerate().find_map(|(second, item)| {
        let first = items.get(..second)?.iter().position(|earlier| earlier == item)?;
        Some((first, second))
    })
}

/// A hash that is the same for equal values: numbers by value, objects in any order.
fn hash(value: &Value, state: &RandomState) -> u64 {
    let mut h = state.build_hasher();
    match value {
        Value::Null => h.write_u8(0),
        Value::Bool(value) => h.write_u8(1 + u8::from(*value)),
        Value::Number(number) => {
            h.write_u8(3);
            hash_number(number.as_str(), &mut h);
        }
        Value::String(text) => {
            h.write_u8(4);
            h.write(text.as_bytes());
        }
        Value::Array(items) => {
            h.write_u8(5);
            for item in items {
                h.write_u64(hash(item, state));
            }
        }
        Value::Object(members) => {
            h.write_u8(6);
            let sum = members.iter().fold(0_u64, |sum, (name, value)| {
                let mut member = state.build_hasher();
                member.write(name.as_bytes());
                member.write_u64(hash(value, state));
                sum.wrapping_add(member.finish())
            });
            h.write_u64(sum);
        }
    }
    h.finish()
}

/// Digits without outer zeros and the place of the point, so that `1`, `1.0` and `10e-1` come out the same.
fn hash_number(text: &str, h: &mut impl Hasher) {
    let (negative, text) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
    let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits = || whole.bytes().chain(fraction.bytes());
    let leading = digits().take_while(|b| *b == b'0').count();
    let all = whole.len() + fraction.len();
    if leading == all {
        return;
    }
    let trailing = digits().rev().take_while(|b| *b == b'0').count();
    h.write_u8(u8::from(negative));
    for digit in digits().take(all - trailing).skip(leading) {
        h.write_u8(digit);
    }
    // Exponents beyond any sense may share a hash; equality still tells them apart.
    if let (Ok(exponent), Ok(point)) = (exponent.parse::<i128>(), i128::try_from(whole.len())) {
        h.write_i128(exponent.saturating_add(point).saturating_sub(i128::try_from(leading).unwrap_or(0)));
    }
}
