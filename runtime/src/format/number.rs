//! Formats of numbers: a name and a number in, whether the number is of the format out.

use crate::json::Number;

/// Whether a number is of a format; `None` for formats that are not known or say nothing about numbers.
pub fn check_number(name: &str, number: &Number) -> Option<bool> {
    let within = |min: i128, max: i128| number.as_i128().is_some_and(|value| (min..=max).contains(&value));
    Some(match name {
        "int8" => within(i8::MIN.into(), i8::MAX.into()),
        "int16" => within(i16::MIN.into(), i16::MAX.into()),
        "int32" => within(i32::MIN.into(), i32::MAX.into()),
        "int64" | "unixtime" => within(i64::MIN.into(), i64::MAX.into()),
        "uint8" => within(0, u8::MAX.into()),
        "uint16" => within(0, u16::MAX.into()),
        "uint32" => within(0, u32::MAX.into()),
        "uint64" => within(0, u64::MAX.into()),
        // Integers that a double holds without loss.
        "double-int" => within(-9_007_199_254_740_991, 9_007_199_254_740_991),
        "float" => number.as_str().parse::<f32>().is_ok_and(f32::is_finite),
        "double" => number.as_f64().is_some(),
        _ => return None,
    })
}
