//! URIs (RFC 3986) and IRIs (RFC 3987): text in, whether it is one out.

use super::address::ipv6;
use crate::text::is_unreserved;

/// `URI` or `IRI`: with a scheme.
pub(super) fn absolute(text: &str, international: bool) -> bool {
    after_scheme(text).is_some_and(|rest| Grammar { international }.after_scheme(rest))
}

/// `URI-reference` or `IRI-reference`: with a scheme or relative.
pub(super) fn reference(text: &str, international: bool) -> bool {
    let grammar = Grammar { international };
    let first = text.split(['/', '?', '#']).next().unwrap_or_default();
    absolute(text, international) || (!first.contains(':') && grammar.after_scheme(text))
}

/// What follows the scheme and its colon.
pub(crate) fn after_scheme(text: &str) -> Option<&str> {
    let (scheme, rest) = text.split_once(':')?;
    let valid = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.'));
    valid.then_some(rest)
}

/// Which characters there are.
#[derive(Clone, Copy)]
struct Grammar {
    international: bool,
}

impl Grammar {
    /// Authority, path, query and fragment.
    fn after_scheme(self, text: &str) -> bool {
        let (text, fragment) = text.split_once('#').unwrap_or((text, ""));
        let (text, query) = text.split_once('?').unwrap_or((text, ""));
        let (authority, path) = match text.strip_prefix("//") {
            Some(rest) => rest.split_at_checked(rest.find('/').unwrap_or(rest.len())).unwrap_or((rest, "")),
            None => ("", text),
        };
        self.authority(authority)
            && self.text(path, ":@/", false)
            && self.text(query, ":@/?", true)
            && self.text(fragment, ":@/?", false)
    }

    fn authority(self, text: &str) -> bool {
        let (user, place) = text.rsplit_once('@').unwrap_or(("", text));
        if !self.text(user, ":", false) {
            return false;
        }
        let (host, port) = match place.strip_prefix('[') {
            Some(rest) => {
                let Some((literal, port)) = rest.split_once(']') else { return false };
                if !ipv6(literal) && !ip_future(literal) {
                    return false;
                }
                ("", port)
            }
            None => place.split_at_checked(place.find(':').unwrap_or(place.len())).unwrap_or((place, "")),
        };
        let number = |port: &str| port.bytes().all(|b| b.is_ascii_digit());
        self.text(host, "", false) && (port.is_empty() || port.strip_prefix(':').is_some_and(number))
    }

    /// Unreserved characters, sub-delimiters, percent-encoded bytes and some more.
    fn text(self, text: &str, more: &str, private: bool) -> bool {
        let mut rest = text;
        while let Some(c) = rest.chars().next() {
            let len = match c {
                '%' if is_encoded(rest) => 3,
                c if is_unreserved(c) || is_sub_delimiter(c) || more.contains(c) => 1,
                c if self.international && (is_ucs(c) || (private && is_private(c))) => c.len_utf8(),
                _ => return false,
            };
            rest = rest.get(len..).unwrap_or_default();
        }
        true
    }
}

/// `IPvFuture`
fn ip_future(literal: &str) -> bool {
    let Some((version, address)) = literal.strip_prefix(['v', 'V']).and_then(|rest| rest.split_once('.')) else { return false };
    let hex = !version.is_empty() && version.bytes().all(|b| b.is_ascii_hexdigit());
    hex && !address.is_empty() && address.chars().all(|c| is_unreserved(c) || is_sub_delimiter(c) || c == ':')
}

fn is_sub_delimiter(c: char) -> bool {
    "!$&'()*+,;=".contains(c)
}

/// Whether the text begins with `%` and two hexadecimal digits.
pub(super) fn is_encoded(text: &str) -> bool {
    text.as_bytes().get(..3).is_some_and(|bytes| matches!(bytes, [b'%', a, b] if a.is_ascii_hexdigit() && b.is_ascii_hexdigit()))
}

/// `ucschar`
pub(super) fn is_ucs(c: char) -> bool {
    match u32::from(c) {
        0xa0..=0xd7ff | 0xf900..=0xfdcf | 0xfdf0..=0xffef => true,
        code @ 0x1_0000..=0xe_ffff => code & 0xffff <= 0xfffd && !(0xe_0000..=0xe_0fff).contains(&code),
        _ => false,
    }
}

/// `iprivate`
pub(super) fn is_private(c: char) -> bool {
    matches!(u32::from(c), 0xe000..=0xf8ff | 0xf_0000..=0xf_fffd | 0x10_0000..=0x10_fffd)
}
