//! IP addresses and host names: text in, whether it is one out.

use super::idna;

/// The longest host name.
const MAX_NAME: usize = 253;

/// Four decimal numbers up to 255 without leading zeros.
pub(super) fn ipv4(text: &str) -> bool {
    let octet = |part: &str| {
        let digits = (1..=3).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
        digits && (part == "0" || !part.starts_with('0')) && part.parse::<u8>().is_ok()
    };
    text.split('.').count() == 4 && text.split('.').all(octet)
}

/// RFC 4291 section 2.2, as `IPv6address` of RFC 3986.
pub(super) fn ipv6(text: &str) -> bool {
    match text.split_once("::") {
        // `::` stands for at least one group.
        Some((head, tail)) => {
            let (Some(before), Some(after)) = (groups(head, false), groups(tail, true)) else { return false };
            !tail.contains("::") && before + after <= 7
        }
        None => !text.is_empty() && groups(text, true) == Some(8),
    }
}

/// How many 16-bit groups a list of them has; the last may be an IPv4 address, which counts as two.
fn groups(text: &str, last: bool) -> Option<usize> {
    if text.is_empty() {
        return Some(0);
    }
    let (head, tail) = match text.rsplit_once(':') {
        Some((head, tail)) => (Some(head), tail),
        None => (None, text),
    };
    let group = |part: &str| (1..=4).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_hexdigit());
    let count = match (group(tail), last && ipv4(tail)) {
        (true, _) => 1,
        (false, true) => 2,
        (false, false) => return None,
    };
    let Some(head) = head else { return Some(count) };
    head.split(':').all(group).then(|| head.split(':').count() + count)
}

/// RFC 1123 section 2.1; labels that begin with `xn--` must be valid A-labels.
pub(super) fn hostname(text: &str) -> bool {
    let labels = text
        .split('.')
        .map(|label| if is_a_label(label) { idna::a_label(label) } else { ldh(label).then(|| label.chars().collect()) });
    text.is_ascii() && text.len() <= MAX_NAME && labels.collect::<Option<Vec<_>>>().is_some_and(|labels| idna::bidi(&labels))
}

/// RFC 5890 section 2.3.2.3: labels are A-labels, U-labels or plain, separated by any of the four full stops.
pub(super) fn idn_hostname(text: &str) -> bool {
    let mut len = 0;
    let mut labels = Vec::new();
    for label in text.split(['.', '\u{3002}', '\u{ff0e}', '\u{ff61}']) {
        let found = match (label.is_ascii(), is_a_label(label)) {
            (true, true) => idna::a_label(label).map(|chars| (chars, label.len())),
            // Two hyphens in the third and fourth place are reserved for A-labels.
            (true, false) => (ldh(label) && label.get(2..4) != Some("--")).then(|| (label.chars().collect(), label.len())),
            (false, _) => idna::u_label(label),
        };
        let Some((chars, encoded)) = found else { return false };
        len += encoded + 1;
        if len > MAX_NAME + 1 {
            return false;
        }
        labels.push(chars);
    }
    idna::bidi(&labels)
}

/// Letters, digits and hyphens, no hyphen first or last.
pub(super) fn ldh(label: &str) -> bool {
    (1..=63).contains(&label.len())
        && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
        && !label.starts_with('-')
        && !label.ends_with('-')
}

fn is_a_label(label: &str) -> bool {
    label.get(..4).is_some_and(|prefix| prefix.eq_ignore_ascii_case("xn--"))
}
