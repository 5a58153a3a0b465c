//! Dates and times.

use std::time::{Duration as StdDuration, SystemTime};

use super::newtype::text_type;
use crate::format::calendar::{self, Clock, Ymd};

text_type! {
    /// A date and time with offset (RFC 3339). Two are equal when their texts are; [`DateTime::unix_nanos`] compares instants.
    DateTime, "date-time"
}
text_type! {
    /// A date (RFC 3339 `full-date`).
    Date, "date"
}
text_type! {
    /// A time with offset (RFC 3339 `full-time`).
    Time, "time"
}
text_type! {
    /// A time of day without offset (OData `Edm.TimeOfDay`).
    TimeOfDay, "time-of-day"
}
text_type! {
    /// A date as HTTP headers write it (RFC 9110).
    HttpDate, "http-date"
}

/// What parts a text has; the fallbacks are never used, as the texts were checked.
const NO_DAY: Ymd = Ymd { year: 1970, month: 1, day: 1 };
const NO_CLOCK: Clock = Clock { hour: 0, minute: 0, second: 0, nano: 0, offset: 0 };

fn seconds(day: Ymd, clock: Clock) -> i64 {
    let offset = i64::from(clock.offset) * 60;
    day.since_epoch() * 86_400 + i64::from(clock.hour * 3600 + clock.minute * 60 + clock.second) - offset
}

/// Seconds and nanoseconds since 1970, within the years 0 to 9999.
fn since_epoch(time: SystemTime) -> (i64, u32) {
    let (seconds, nanos) = match time.duration_since(SystemTime::UNIX_EPOCH) {
        Ok(after) => (i64::try_from(after.as_secs()).unwrap_or(i64::MAX), after.subsec_nanos()),
        Err(before) => {
            let before = before.duration();
            let whole = -i64::try_from(before.as_secs()).unwrap_or(i64::MAX);
            if before.subsec_nanos() == 0 { (whole, 0) } else { (whole - 1, 1_000_000_000 - before.subsec_nanos()) }
        }
    };
    (seconds.clamp(-62_167_219_200, 253_402_300_799), nanos)
}

fn system_time(seconds: i64, nanos: u32) -> Option<SystemTime> {
    let whole = StdDuration::from_secs(seconds.unsigned_abs());
    let base = SystemTime::UNIX_EPOCH;
    let time = if seconds < 0 { base.checked_sub(whole) } else { base.checked_add(whole) };
    time?.checked_add(StdDuration::from_nanos(nanos.into()))
}

/// The parts of the day that a type holds.
macro_rules! day_parts {
    ($name:ident) => {
        impl $name {
            /// The year.
            pub fn year(&self) -> u32 {
                self.day_parts().year
            }

            /// The month, from 1.
            pub fn month(&self) -> u32 {
                self.day_parts().month
            }

            /// The day of the month, from 1.
            pub fn day(&self) -> u32 {
                self.day_parts().day
            }
        }
    };
}

/// The parts of the time that a type holds.
macro_rules! clock_parts {
    ($name:ident) => {
        impl $name {
            /// The hour.
            pub fn hour(&self) -> u32 {
                self.clock().hour
            }

            /// The minute.
            pub fn minute(&self) -> u32 {
                self.clock().minute
            }

            /// The second; 60 in a leap second.
            pub fn second(&self) -> u32 {
                self.clock().second
            }

            /// The fraction of the second in nanoseconds.
            pub fn nanosecond(&self) -> u32 {
                self.clock().nano
            }
        }
    };
}

/// Instants: types with both.
macro_rules! instant {
    ($name:ident, $parse:path) => {
        impl $name {
            fn parts(&self) -> (Ymd, Clock) {
                $parse(self.as_str()).unwrap_or((NO_DAY, NO_CLOCK))
            }

            fn day_parts(&self) -> Ymd {
                self.parts().0
            }

            fn clock(&self) -> Clock {
                self.parts().1
            }

            /// Seconds since 1970-01-01T00:00:00Z.
            pub fn unix_seconds(&self) -> i64 {
                let (day, clock) = self.parts();
                seconds(day, clock)
            }

            /// Nanoseconds since 1970-01-01T00:00:00Z.
            pub fn unix_nanos(&self) -> i128 {
                i128::from(self.unix_seconds()) * 1_000_000_000 + i128::from(self.clock().nano)
            }

            /// The instant as the system's time, if that reaches so far.
            pub fn to_system_time(&self) -> Option<SystemTime> {
                system_time(self.unix_seconds(), self.clock().nano)
            }
        }

        /// Beyond the years 0 to 9999, the nearest that there is.
        impl From<SystemTime> for $name {
            fn from(time: SystemTime) -> Self {
                let (seconds, nanos) = since_epoch(time);
                Self::from_unix(seconds, nanos)
            }
        }

        day_parts!($name);
        clock_parts!($name);
    };
}

instant!(DateTime, calendar::date_time);
instant!(HttpDate, calendar::http_date);
day_parts!(Date);
clock_parts!(Time);
clock_parts!(TimeOfDay);

impl DateTime {
    /// The offset from UTC in minutes.
    pub fn offset_minutes(&self) -> i32 {
        self.clock().offset
    }

    /// An instant in UTC by its time since 1970; beyond the years 0 to 9999, the nearest that there is.
    pub fn from_unix(seconds: i64, nanos: u32) -> Self {
        let (Ymd { year, month, day }, [hour, minute, second]) = civil(seconds);
        let mut text = format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}");
        if nanos > 0 {
            let fraction = format!(".{:09}", nanos.min(999_999_999));
            text.push_str(fraction.trim_end_matches('0'));
        }
        text.push('Z');
        Self(text.into())
    }
}

impl HttpDate {
    /// An instant by its seconds since 1970, as `Sun, 06 Nov 1994 08:49:37 GMT`; there are no fractions.
    pub fn from_unix(seconds: i64, _nanos: u32) -> Self {
        const DAYS: [&str; 7] = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"];
        const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
        let (date, [hour, minute, second]) = civil(seconds);
        let Ymd { year, month, day } = date;
        let name = usize::try_from(date.since_epoch().rem_euclid(7)).ok().and_then(|index| DAYS.get(index)).unwrap_or(&"Thu");
        let month = MONTHS.iter().zip(1..).find(|(_, number)| *number == month).map_or("Jan", |(name, _)| name);
        Self(format!("{name}, {day:02} {month} {year:04} {hour:02}:{minute:02}:{second:02} GMT").into())
    }
}

/// Ymd and time of day in UTC of the seconds since 1970.
fn civil(seconds: i64) -> (Ymd, [i64; 3]) {
    let seconds = seconds.clamp(-62_167_219_200, 253_402_300_799);
    let of_day = seconds.rem_euclid(86_400);
    let day = Ymd::from_epoch(seconds.div_euclid(86_400)).unwrap_or(NO_DAY);
    (day, [of_day / 3600, of_day / 60 % 60, of_day % 60])
}

impl Date {
    /// The date of a year up to 9999, a month and a day, both from 1, if there is such a day.
    pub fn new(year: u32, month: u32, day: u32) -> Option<Self> {
        Ymd::new(year, month, day).filter(|day| day.year <= 9999)?;
        Some(Self(format!("{year:04}-{month:02}-{day:02}").into()))
    }

    fn day_parts(&self) -> Ymd {
        calendar::date(self.as_str()).unwrap_or(NO_DAY)
    }

    /// Days since 1970-01-01.
    pub fn unix_days(&self) -> i64 {
        self.day_parts().since_epoch()
    }
}

impl Time {
    fn clock(&self) -> Clock {
        calendar::full_time(self.as_str()).unwrap_or(NO_CLOCK)
    }

    /// The offset from UTC in minutes.
    pub fn offset_minutes(&self) -> i32 {
        self.clock().offset
    }
}

impl TimeOfDay {
    /// The time of an hour, a minute and a second, if there is such a time.
    pub fn new(hour: u32, minute: u32, second: u32) -> Option<Self> {
        format!("{hour:02}:{minute:02}:{second:02}").parse().ok()
    }

    fn clock(&self) -> Clock {
        calendar::time_of_day(self.as_str()).unwrap_or(NO_CLOCK)
    }
}
