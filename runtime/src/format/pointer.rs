//! JSON Pointers (RFC 6901) and relative ones (draft-bhutton-relative-json-pointer-00): text in, whether it is one out.

/// Whether the text is empty, or tokens each after a `/`, with `~` only as `~0` or `~1`.
pub(super) fn json_pointer(text: &str) -> bool {
    let mut tildes = text.split('~');
    let first = tildes.next().unwrap_or_default();
    (text.is_empty() || first.starts_with('/')) && tildes.all(|rest| rest.starts_with(['0', '1']))
}

/// Whether the text is a number of levels up, perhaps a shift of the index, then a pointer or `#`.
pub(super) fn relative(text: &str) -> bool {
    let Some(mut rest) = after_integer(text) else { return false };
    if let Some(shift) = rest.strip_prefix(['+', '-']) {
        match after_integer(shift) {
            Some(tail) => rest = tail,
            None => return false,
        }
    }
    rest == "#" || json_pointer(rest)
}

/// What follows an integer without leading zeros.
fn after_integer(text: &str) -> Option<&str> {
    let len = text.bytes().take_while(u8::is_ascii_digit).count();
    (len == 1 || (len > 1 && !text.starts_with('0'))).then(|| text.get(len..)).flatten()
}
