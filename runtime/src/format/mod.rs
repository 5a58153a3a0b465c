//! Formats: a name and a value in, whether the value is of the format out.
//!
//! Each follows the grammar of the document that defines it: RFC 3339 for dates and times, RFC 5321 and 6531 for mail addresses,
//! RFC 1123 and 5890 to 5893 for host names, RFC 3986 and 3987 for URIs and IRIs, RFC 6570 for URI templates, RFC 6901 for
//! JSON Pointers, RFC 9562 for UUIDs, RFC 4648 for base64, RFC 9110 for HTTP dates
//! and media ranges, the OData ABNF for times of day and durations.

mod address;
mod arm;
pub(crate) mod calendar;
pub(crate) mod duration;
mod idna;
mod mail;
mod media;
mod number;
mod order;
mod pointer;
mod template;
mod uri;

pub use number::check_number;
pub use order::order;
#[cfg(all(feature = "http", feature = "odata"))]
pub(crate) use uri::after_scheme;

/// The formats that are known, ascending.
pub const NAMES: &[&str] = &[
    "arm-id",
    "base64url",
    "byte",
    "char",
    "date",
    "date-time",
    "day-time-duration",
    "double",
    "double-int",
    "duration",
    "email",
    "float",
    "hostname",
    "http-date",
    "idn-email",
    "idn-hostname",
    "int16",
    "int32",
    "int64",
    "int8",
    "ipv4",
    "ipv6",
    "iri",
    "iri-reference",
    "json-pointer",
    "media-range",
    "regex",
    "relative-json-pointer",
    "time",
    "time-of-day",
    "uint16",
    "uint32",
    "uint64",
    "uint8",
    "unixtime",
    "uri",
    "uri-reference",
    "uri-template",
    "uuid",
];

/// Whether a string is of a format; `None` for formats that are not known or say nothing about strings.
pub fn check(name: &str, text: &str) -> Option<bool> {
    Some(match name {
        "date-time" => calendar::date_time(text).is_some(),
        "date" => calendar::date(text).is_some(),
        "time" => calendar::full_time(text).is_some(),
        "time-of-day" => calendar::time_of_day(text).is_some(),
        "http-date" => calendar::http_date(text).is_some(),
        "duration" => duration::duration(text).is_some(),
        "day-time-duration" => duration::day_time(text).is_some(),
        "email" => mail::mailbox(text, false),
        "idn-email" => mail::mailbox(text, true),
        "hostname" => address::hostname(text),
        "idn-hostname" => address::idn_hostname(text),
        "ipv4" => address::ipv4(text),
        "ipv6" => address::ipv6(text),
        "uri" => uri::absolute(text, false),
        "uri-reference" => uri::reference(text, false),
        "iri" => uri::absolute(text, true),
        "iri-reference" => uri::reference(text, true),
        "uri-template" => template::check(text),
        "json-pointer" => pointer::json_pointer(text),
        "relative-json-pointer" => pointer::relative(text),
        "media-range" => media::range(text),
        "regex" => crate::pattern::check_syntax(text).is_ok(),
        "uuid" => crate::text::is_uuid(text),
        "byte" | "base64url" => crate::text::base64::decode(text).is_some(),
        "arm-id" => arm::resource_id(text),
        "char" => text.chars().count() == 1,
        _ => return None,
    })
}

/// The first so many decimal digits of a text, up to nine, as a number, and what follows them.
#[inline]
fn digits(text: &str, count: usize) -> Option<(u32, &str)> {
    let (head, rest) = text.split_at_checked(count)?;
    let mut value = 0_u32;
    for byte in head.bytes() {
        let digit = byte.wrapping_sub(b'0');
        if digit > 9 {
            return None;
        }
        value = value.wrapping_mul(10).wrapping_add(u32::from(digit));
    }
    Some((value, rest))
}

/// What begins with a character, without it.
#[inline]
fn after(text: &str, c: char) -> Option<&str> {
    text.strip_prefix(c)
}

/// As `after`, for a letter in either case.
#[inline]
fn after_letter(text: &str, upper: char) -> Option<&str> {
    text.strip_prefix([upper, upper.to_ascii_lowercase()])
}

#[cfg(test)]
mod tests;
