//! How much stack may be taken: how deep a text goes is for its sender to say, how much a level takes depends on types and schemas.

/// For reading a text, in bytes of the two mebibytes that threads mostly have.
pub(crate) const READING: usize = 1 << 20;

/// For checking a value, which is done when it has been read.
pub(crate) const CHECKING: usize = 3 << 19;

/// The address that the stack must not grow below when so many more bytes of it may be taken.
pub(crate) fn floor(room: usize) -> usize {
    address().saturating_sub(room)
}

/// Whether the stack has grown below a floor.
#[inline]
pub(crate) fn is_below(floor: usize) -> bool {
    address() < floor
}

/// Where the stack is now; it grows downward wherever Rust runs on threads of limited size.
#[inline]
fn address() -> usize {
    let here = 0_u8;
    std::ptr::from_ref(std::hint::black_box(&here)).addr()
}
