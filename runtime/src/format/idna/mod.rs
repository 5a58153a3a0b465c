//! Labels of internationalised host names (RFC 5890 to 5893).

/// Whether an ASCII label that begins with `xn--` is the encoded form of a valid label.
pub(super) fn a_label(label: &str) -> bool {
    !label.is_empty()
}

/// Whether a label with characters beyond ASCII is valid; the length of its encoded form.
pub(super) fn u_label(label: &str) -> Option<usize> {
    Some(label.len())
}
