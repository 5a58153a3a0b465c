//! Which of two dates, points in time, times of a day or durations comes first.

use std::cmp::Ordering;

use super::calendar::{self, Clock};
use super::duration;

/// What a text is, and how far it is from where its kind starts, in nanoseconds.
#[derive(PartialEq, Eq)]
enum Moment {
    Date(i128),
    Time(i128),
    OfDay(i128),
    Duration(i128),
}

/// How two texts follow each other that are both dates, points in time, times of a day, or durations of days, hours, minutes and seconds;
/// `None` if they are not of one of these kinds.
pub fn order(one: &str, other: &str) -> Option<Ordering> {
    match (moment(one)?, moment(other)?) {
        (Moment::Date(one), Moment::Date(other))
        | (Moment::Time(one), Moment::Time(other))
        | (Moment::OfDay(one), Moment::OfDay(other))
        | (Moment::Duration(one), Moment::Duration(other)) => Some(one.cmp(&other)),
        _ => None,
    }
}

fn moment(text: &str) -> Option<Moment> {
    const DAY: i128 = 24 * 3600;
    let days = |day: calendar::Ymd| i128::from(day.since_epoch()) * DAY;
    if let Some(day) = calendar::date(text) {
        return Some(Moment::Date(days(day)));
    }
    if let Some((day, clock)) = calendar::date_time(text) {
        return Some(Moment::Time(nanos(days(day) + seconds(clock), clock.nano)));
    }
    if let Some(clock) = calendar::time_of_day(text) {
        return Some(Moment::OfDay(nanos(seconds(clock), clock.nano)));
    }
    let parts = duration::day_time(text)?;
    let long = [(parts.days, DAY), (parts.hours, 3600), (parts.minutes, 60), (parts.seconds, 1)];
    let total = nanos(long.into_iter().map(|(amount, unit)| i128::from(amount) * unit).sum(), parts.nanos);
    Some(Moment::Duration(if parts.negative { -total } else { total }))
}

/// Seconds since midnight in UTC.
fn seconds(clock: Clock) -> i128 {
    i128::from(clock.hour * 3600 + clock.minute * 60 + clock.second) - i128::from(clock.offset) * 60
}

fn nanos(seconds: i128, nano: u32) -> i128 {
    seconds * 1_000_000_000 + i128::from(nano)
}
