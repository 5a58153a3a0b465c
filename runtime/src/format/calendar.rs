//! Dates and times: text in, its parts out if it is one (RFC 3339, RFC 9110 section 5.6.7, OData ABNF).

use super::{after, after_letter, digits};

/// A day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Ymd {
    pub(crate) year: u32,
    pub(crate) month: u32,
    pub(crate) day: u32,
}

/// A time of a day, with the offset from UTC in minutes where there is one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Clock {
    pub(crate) hour: u32,
    pub(crate) minute: u32,
    pub(crate) second: u32,
    /// Nanoseconds; what is smaller is cut off.
    pub(crate) nano: u32,
    pub(crate) offset: i32,
}

const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const DAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/// `full-date`
pub(crate) fn date(text: &str) -> Option<Ymd> {
    let (year, rest) = digits(text, 4)?;
    let (month, rest) = digits(after(rest, '-')?, 2)?;
    let (day, rest) = digits(after(rest, '-')?, 2)?;
    rest.is_empty().then(|| Ymd::new(year, month, day)).flatten()
}

/// `date-time`
pub(crate) fn date_time(text: &str) -> Option<(Ymd, Clock)> {
    let (day, time) = text.split_at_checked(10)?;
    Some((date(day)?, full_time(after_letter(time, 'T')?)?))
}

/// `full-time`
pub(crate) fn full_time(text: &str) -> Option<Clock> {
    let (mut clock, rest) = clock(text, true)?;
    clock.offset = offset(rest)?;
    // A leap second is the last of a day in UTC.
    let minute = i32::try_from(clock.hour * 60 + clock.minute).ok()? - clock.offset;
    (clock.second < 60 || minute.rem_euclid(24 * 60) == 24 * 60 - 1).then_some(clock)
}

/// `timeOfDayValue` of OData: no offset, seconds may be left out.
pub(crate) fn time_of_day(text: &str) -> Option<Clock> {
    let (clock, rest) = clock(text, false)?;
    (rest.is_empty() && clock.second < 60).then_some(clock)
}

/// Hours, minutes, seconds and fraction; and what follows.
fn clock(text: &str, seconds: bool) -> Option<(Clock, &str)> {
    let (hour, rest) = digits(text, 2)?;
    let (minute, rest) = digits(after(rest, ':')?, 2)?;
    let mut clock = Clock { hour, minute, second: 0, nano: 0, offset: 0 };
    let mut rest = rest;
    if seconds || rest.starts_with(':') {
        (clock.second, rest) = digits(after(rest, ':')?, 2)?;
        if let Some(fraction) = after(rest, '.') {
            (clock.nano, rest) = nanos(fraction)?;
        }
    }
    (clock.hour < 24 && clock.minute < 60 && clock.second <= 60).then_some((clock, rest))
}

/// The digits of a fraction of a second, at least one, in nanoseconds; and what follows.
pub(crate) fn nanos(fraction: &str) -> Option<(u32, &str)> {
    let len = fraction.bytes().take_while(u8::is_ascii_digit).count();
    let (digits, rest) = fraction.split_at_checked(len)?;
    let padded = digits.bytes().chain(std::iter::repeat(b'0')).take(9);
    (len > 0).then(|| (padded.fold(0, |value, b| value * 10 + u32::from(b - b'0')), rest))
}

/// `Z` or `±hh:mm`, in minutes.
fn offset(text: &str) -> Option<i32> {
    if after_letter(text, 'Z') == Some("") {
        return Some(0);
    }
    let (sign, rest) = match text.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, after(text, '+')?),
    };
    let (hour, rest) = digits(rest, 2)?;
    let (minute, rest) = digits(after(rest, ':')?, 2)?;
    let valid = hour < 24 && minute < 60 && rest.is_empty();
    valid.then(|| i32::try_from(hour * 60 + minute).ok().map(|minutes| sign * minutes)).flatten()
}

/// An HTTP date in any of its three forms. The two digits of a year in the second form are taken as 1970 to 2069.
pub(crate) fn http_date(text: &str) -> Option<(Ymd, Clock)> {
    if let Some((name, rest)) = text.split_once(", ") {
        // Sun, 06 Nov 1994 08:49:37 GMT; Sunday, 06-Nov-94 08:49:37 GMT
        let long = DAYS.contains(&name);
        (long || is_short_day(name)).then_some(())?;
        let separator = if long { '-' } else { ' ' };
        let (day, rest) = digits(rest, 2)?;
        let (month, rest) = month(after(rest, separator)?)?;
        let rest = after(rest, separator)?;
        let (year, rest) = if long { digits(rest, 2)? } else { digits(rest, 4)? };
        let year = if long { year + if year < 70 { 2000 } else { 1900 } } else { year };
        let clock = http_time(after(rest, ' ')?.strip_suffix(" GMT")?)?;
        return Some((Ymd::new(year, month, day)?, clock));
    }
    // Sun Nov  6 08:49:37 1994
    let (name, rest) = text.split_at_checked(3)?;
    is_short_day(name).then_some(())?;
    let (month, rest) = month(after(rest, ' ')?)?;
    let rest = after(rest, ' ')?;
    let (day, rest) = match after(rest, ' ') {
        Some(rest) => digits(rest, 1)?,
        None => digits(rest, 2)?,
    };
    let (time, year) = after(rest, ' ')?.split_at_checked(8)?;
    let (year, rest) = digits(after(year, ' ')?, 4)?;
    rest.is_empty().then_some(())?;
    Some((Ymd::new(year, month, day)?, http_time(time)?))
}

fn is_short_day(name: &str) -> bool {
    DAYS.iter().any(|day| day.get(..3) == Some(name))
}

fn month(text: &str) -> Option<(u32, &str)> {
    let (name, rest) = text.split_at_checked(3)?;
    (1..).zip(MONTHS).find(|(_, month)| *month == name).map(|(number, _)| (number, rest))
}

fn http_time(text: &str) -> Option<Clock> {
    let (clock, rest) = clock(text, true)?;
    (rest.is_empty() && text.len() == 8).then_some(clock)
}

impl Ymd {
    /// A day that there is.
    pub(crate) fn new(year: u32, month: u32, day: u32) -> Option<Self> {
        let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
        let last = match month {
            1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
            4 | 6 | 9 | 11 => 30,
            2 if leap => 29,
            2 => 28,
            _ => return None,
        };
        (1..=last).contains(&day).then_some(Self { year, month, day })
    }

    /// Days since 1970-01-01.
    pub(crate) fn since_epoch(self) -> i64 {
        // Years begin in March, so that the leap day is the last; eras of 400 years have 146,097 days.
        let year = i64::from(self.year) - i64::from(self.month <= 2);
        let era = year.div_euclid(400);
        let of_era = year.rem_euclid(400);
        let day_of_year = (153 * ((i64::from(self.month) + 9) % 12) + 2) / 5 + i64::from(self.day) - 1;
        era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + day_of_year - 719_468
    }

    /// The day so many days after 1970-01-01, within the years 0 to 9999.
    pub(crate) fn from_epoch(days: i64) -> Option<Self> {
        let days = days.checked_add(719_468)?;
        let era = days.div_euclid(146_097);
        let day_of_era = days.rem_euclid(146_097);
        let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let shifted = (5 * day_of_year + 2) / 153;
        let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
        let year = u32::try_from(year_of_era + era * 400 + i64::from(month <= 2)).ok().filter(|year| *year <= 9999)?;
        let day = day_of_year - (153 * shifted + 2) / 5 + 1;
        Self::new(year, u32::try_from(month).ok()?, u32::try_from(day).ok()?)
    }
}
