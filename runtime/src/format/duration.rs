//! Durations: text in, its parts out if it is one (RFC 3339 appendix A; `durationValue` of OData, which is `xs:dayTimeDuration`).

use super::calendar::nanos;
use super::{after, after_letter};

/// A duration by its units.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Parts {
    pub(crate) negative: bool,
    pub(crate) years: u64,
    pub(crate) months: u64,
    pub(crate) weeks: u64,
    pub(crate) days: u64,
    pub(crate) hours: u64,
    pub(crate) minutes: u64,
    pub(crate) seconds: u64,
    pub(crate) nanos: u32,
}

/// `duration` of RFC 3339: units follow each other without a gap, weeks stand alone, no fractions.
pub(crate) fn duration(text: &str) -> Option<Parts> {
    let rest = after_letter(text, 'P')?;
    let (date, time) = match rest.split_once(['T', 't']) {
        Some((date, time)) => (date, Some(time)),
        None => (rest, None),
    };
    let mut parts = Parts::default();
    if let (Some((weeks, "")), None) = (unit(date, 'W'), time) {
        parts.weeks = weeks;
        return Some(parts);
    }
    let [years, months, days] = run(date, ['Y', 'M', 'D'])?;
    let [hours, minutes, seconds] = run(time.unwrap_or_default(), ['H', 'M', 'S'])?;
    let complete = if time.is_some() { [hours, minutes, seconds] } else { [years, months, days] };
    complete.iter().any(Option::is_some).then(|| Parts {
        years: years.unwrap_or(0),
        months: months.unwrap_or(0),
        days: days.unwrap_or(0),
        hours: hours.unwrap_or(0),
        minutes: minutes.unwrap_or(0),
        seconds: seconds.unwrap_or(0),
        ..parts
    })
}

/// A duration in days, hours, minutes and seconds, with sign and fraction of seconds.
pub(crate) fn day_time(text: &str) -> Option<Parts> {
    let negative = text.starts_with('-');
    let mut rest = after(text.strip_prefix(['+', '-']).unwrap_or(text), 'P')?;
    let mut parts = Parts { negative, ..Parts::default() };
    let mut complete = take(&mut rest, 'D', &mut parts.days);
    if let Some(time) = after(rest, 'T') {
        rest = time;
        complete = take(&mut rest, 'H', &mut parts.hours);
        complete |= take(&mut rest, 'M', &mut parts.minutes);
        complete |= take(&mut rest, 'S', &mut parts.seconds);
        if let Some((seconds, fraction)) = rest.split_once('.') {
            let (zero, tail) = amount(seconds)?;
            (parts.seconds, complete) = (zero, tail.is_empty());
            (parts.nanos, rest) = nanos(fraction)?;
            rest = after(rest, 'S')?;
        }
    }
    (complete && rest.is_empty()).then_some(parts)
}

/// Up to three amounts with their units, none left out between two that are there.
fn run(text: &str, units: [char; 3]) -> Option<[Option<u64>; 3]> {
    let mut rest = text;
    let mut gap = false;
    let mut amounts = [None; 3];
    for (amount, letter) in amounts.iter_mut().zip(units) {
        if let Some((value, tail)) = unit(rest, letter) {
            if gap {
                return None;
            }
            (*amount, rest) = (Some(value), tail);
        } else if rest.len() < text.len() {
            gap = true;
        }
    }
    rest.is_empty().then_some(amounts)
}

/// Takes an amount with its unit from the front if it is there.
fn take(rest: &mut &str, letter: char, place: &mut u64) -> bool {
    let Some((value, tail)) = amount(rest).and_then(|(value, tail)| Some((value, after(tail, letter)?))) else {
        return false;
    };
    (*place, *rest) = (value, tail);
    true
}

fn unit(text: &str, letter: char) -> Option<(u64, &str)> {
    let (value, rest) = amount(text)?;
    Some((value, after_letter(rest, letter)?))
}

/// Digits, at least one; amounts beyond `u64` are taken for its largest.
fn amount(text: &str) -> Option<(u64, &str)> {
    let len = text.bytes().take_while(u8::is_ascii_digit).count();
    let (digits, rest) = text.split_at_checked(len)?;
    (len > 0).then(|| (digits.parse().unwrap_or(u64::MAX), rest))
}
