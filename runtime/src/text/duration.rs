//! Durations.

use std::time::Duration as StdDuration;

use super::newtype::text_type;
use crate::format::duration::{self, Parts};

text_type! {
    /// A duration (RFC 3339 appendix A): years, months and days, or weeks; hours, minutes and seconds.
    Duration, "duration"
}
text_type! {
    /// A duration in days, hours, minutes and seconds with sign and fraction (OData `Edm.Duration`).
    DayTimeDuration, "day-time-duration"
}

fn std_duration(parts: &Parts) -> Option<StdDuration> {
    let days = parts.weeks.checked_mul(7)?.checked_add(parts.days)?;
    let hours = days.checked_mul(24)?.checked_add(parts.hours)?;
    let minutes = hours.checked_mul(60)?.checked_add(parts.minutes)?;
    let seconds = minutes.checked_mul(60)?.checked_add(parts.seconds)?;
    (parts.years == 0 && parts.months == 0).then(|| StdDuration::new(seconds, parts.nanos))
}

/// The text of a length, without units that are zero.
fn day_time_text(whole: u64, nanos: u32) -> String {
    let unit = |amount: u64, letter: char| if amount > 0 { format!("{amount}{letter}") } else { String::new() };
    let days = unit(whole / 86_400, 'D');
    let seconds = match (whole % 60, nanos) {
        (0, 0) => String::new(),
        (seconds, 0) => format!("{seconds}S"),
        (seconds, nanos) => format!("{}S", format!("{seconds}.{nanos:09}").trim_end_matches('0')),
    };
    let time = unit(whole / 3600 % 24, 'H') + &unit(whole / 60 % 60, 'M') + &seconds;
    match (days.is_empty(), time.is_empty()) {
        (true, true) => "PT0S".to_owned(),
        (false, true) => format!("P{days}"),
        (_, false) => format!("P{days}T{time}"),
    }
}

impl Duration {
    fn parts(&self) -> Parts {
        duration::duration(self.as_str()).unwrap_or_default()
    }

    /// Years and months, which have no fixed length, as months; `None` if they overflow.
    pub fn months(&self) -> Option<u64> {
        let parts = self.parts();
        parts.years.checked_mul(12)?.checked_add(parts.months)
    }

    /// The length, if no years and months are in it and it is not beyond the type.
    pub fn as_std(&self) -> Option<StdDuration> {
        std_duration(&self.parts())
    }

    /// A duration of whole seconds.
    pub fn from_secs(seconds: u64) -> Self {
        // No unit may be left out between two that are there.
        let (days, hours, minutes, seconds) = (seconds / 86_400, seconds / 3600 % 24, seconds / 60 % 60, seconds % 60);
        let text = match (days, hours, minutes, seconds) {
            (0, 0, 0, seconds) => format!("PT{seconds}S"),
            (0, 0, minutes, seconds) => format!("PT{minutes}M{seconds}S"),
            (0, hours, minutes, seconds) => format!("PT{hours}H{minutes}M{seconds}S"),
            (days, 0, 0, 0) => format!("P{days}D"),
            (days, hours, minutes, seconds) => format!("P{days}DT{hours}H{minutes}M{seconds}S"),
        };
        Self(text.into())
    }
}

impl DayTimeDuration {
    fn parts(&self) -> Parts {
        duration::day_time(self.as_str()).unwrap_or_default()
    }

    /// Whether the duration is less than zero.
    pub fn is_negative(&self) -> bool {
        self.parts().negative
    }

    /// The length without its sign, if it is not beyond the type.
    pub fn as_std(&self) -> Option<StdDuration> {
        std_duration(&self.parts())
    }
}

impl From<StdDuration> for DayTimeDuration {
    fn from(length: StdDuration) -> Self {
        Self(day_time_text(length.as_secs(), length.subsec_nanos()).into())
    }
}
