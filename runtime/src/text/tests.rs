//! Strings with a meaning: kept as they came, with their parts.

use std::time::{Duration as StdDuration, SystemTime};

use super::{Bytes, Date, DateTime, DayTimeDuration, Decimal, Duration, HttpDate, Uuid};
use crate::json::{Read, Write, from_slice, to_string};

#[track_caller]
fn kept<T: Read + Write>(json: &str) {
    assert_eq!(from_slice::<T>(json.as_bytes()).map(|value| to_string(&value)), Ok(json.to_owned()));
}

#[test]
fn texts_come_back_as_they_were() {
    kept::<DateTime>(r#""2024-01-01t00:00:00.10000000000z""#);
    kept::<Uuid>(r#""0000000a-0000-0000-0000-00000000000A""#);
    kept::<Bytes>(r#""-_8""#);
    kept::<Decimal>("1.50E+3");
    kept::<Duration>(r#""P1W""#);
}

#[track_caller]
fn at(text: &str, seconds: i64) {
    let time: DateTime = text.parse().expect(text);
    assert_eq!(time.unix_seconds(), seconds, "{text}");
    let utc = DateTime::from_unix(seconds, 0);
    assert_eq!(utc.unix_seconds(), seconds, "{text} {utc}");
    assert_eq!(HttpDate::from_unix(seconds, 0).unix_seconds(), seconds);
}

#[test]
fn instants() {
    at("1970-01-01T00:00:00Z", 0);
    at("1994-11-06T08:49:37Z", 784_111_777);
    at("2000-02-29T23:59:59-01:00", 951_872_399);
    at("1969-12-31T23:59:59Z", -1);
    at("0000-01-01T00:00:00Z", -62_167_219_200);
    at("9999-12-31T23:59:59Z", 253_402_300_799);
    assert_eq!(HttpDate::from_unix(784_111_777, 0), "Sun, 06 Nov 1994 08:49:37 GMT");
    let time = SystemTime::UNIX_EPOCH - StdDuration::from_millis(500);
    assert_eq!(DateTime::from(time), "1969-12-31T23:59:59.5Z");
    assert_eq!(DateTime::from(time).to_system_time(), Some(time));
    assert_eq!(Date::new(2024, 2, 30), None);
}

#[test]
fn lengths() {
    let length = |text: &str| text.parse::<Duration>().expect(text).as_std().map(|length| length.as_secs());
    assert_eq!((length("P1W"), length("P1DT1H"), length("P1M")), (Some(604_800), Some(90_000), None));
    assert_eq!(DayTimeDuration::from(StdDuration::from_millis(90_061_500)), "P1DT1H1M1.5S");
    assert_eq!(DayTimeDuration::from(StdDuration::ZERO), "PT0S");
    assert_eq!("-PT1.5S".parse::<DayTimeDuration>().map(|d| d.as_std()), Ok(Some(StdDuration::from_millis(1500))));
    assert_eq!(
        Duration::from_secs(90_061).as_str().parse::<Duration>().map(|d| d.as_std()),
        Ok(Some(StdDuration::from_secs(90_061)))
    );
}

#[test]
fn bytes_and_uuids() {
    for len in 0..20_u8 {
        let data: Vec<u8> = (0..len).map(|n| n.wrapping_mul(37)).collect();
        assert_eq!(Bytes::from(data.clone()).as_str().parse(), Ok(Bytes::base64url(data)));
    }
    assert_eq!(Uuid::from_u128(0x0000_000a_0000).as_str(), "00000000-0000-0000-0000-0000000a0000");
    assert_eq!("ABCDEF00-0000-0000-0000-000000000000".parse::<Uuid>(), "abcdef00-0000-0000-0000-000000000000".parse());
}
