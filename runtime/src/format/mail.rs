//! Mail addresses: text in, whether it is a `Mailbox` of RFC 5321 (with the extensions of RFC 6531) out.

use super::address::{ipv4, ipv6, ldh};

/// Whether the text is a mailbox; characters beyond ASCII are allowed if `international`.
pub(super) fn mailbox(text: &str, international: bool) -> bool {
    // The domain has no `@`, a quoted local part may.
    let Some((local, domain)) = text.rsplit_once('@') else { return false };
    let local_part = local.len() <= 64 && (dot_string(local, international) || quoted(local, international));
    let host = match domain.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
        Some(literal) => address_literal(literal),
        None => domain.len() <= 255 && domain.split('.').all(|label| sub_domain(label, international)),
    };
    local_part && host
}

fn dot_string(local: &str, international: bool) -> bool {
    let atext = |c: char| match c {
        c if c.is_ascii() => c.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~".contains(c),
        _ => international,
    };
    local.split('.').all(|atom| !atom.is_empty() && atom.chars().all(atext))
}

fn quoted(local: &str, international: bool) -> bool {
    let Some(content) = local.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')) else { return false };
    let mut chars = content.chars();
    while let Some(c) = chars.next() {
        let valid = match c {
            '\\' => chars.next().is_some_and(|c| (' '..='~').contains(&c)),
            '"' => false,
            c if c.is_ascii() => (' '..='~').contains(&c),
            _ => international,
        };
        if !valid {
            return false;
        }
    }
    // The closing quote was not an escaped one, or the loop would have wanted one more.
    local.len() > 1
}

fn address_literal(literal: &str) -> bool {
    match literal.get(..5) {
        Some(tag) if tag.eq_ignore_ascii_case("IPv6:") => literal.get(5..).is_some_and(ipv6),
        _ => ipv4(literal),
    }
}

fn sub_domain(label: &str, international: bool) -> bool {
    if label.is_ascii() {
        return ldh(label);
    }
    let inner = label.chars().all(|c| !c.is_ascii() || c.is_ascii_alphanumeric() || c == '-');
    international && inner && !label.starts_with('-') && !label.ends_with('-')
}
