//! Scanning text eight bytes at a time: how far a run of bytes reaches.

const ONES: u64 = 0x0101_0101_0101_0101;
const HIGH: u64 = 0x8080_8080_8080_8080;

/// How many bytes come before the first quote, backslash or control character; all of them if there is none.
#[inline]
pub(super) fn unescaped(bytes: &[u8]) -> usize {
    let hits = |word: u64| {
        // Without its second bit, a quote is a space; so quotes and control characters are what is then below `!`.
        let quote_or_control = (word ^ (ONES * 0x02)).wrapping_sub(ONES * 0x21);
        let slash = (word ^ (ONES * 0x5c)).wrapping_sub(ONES);
        (quote_or_control | slash) & !word & HIGH
    };
    before(bytes, hits, |byte| matches!(byte, b'"' | b'\\' | 0..0x20))
}

/// How many spaces the bytes begin with; not more than fill whole words, if nothing else follows.
#[inline]
pub(super) fn spaces(bytes: &[u8]) -> usize {
    let (words, _) = bytes.as_chunks::<8>();
    let mut passed = 0;
    for word in words {
        let others = u64::from_le_bytes(*word) ^ (ONES * 0x20);
        if others != 0 {
            return passed + first(others);
        }
        passed += 8;
    }
    passed
}

/// How many bytes come before the first one that equals an ASCII character; all of them if none does.
#[inline]
pub(crate) fn before_byte(bytes: &[u8], wanted: u8) -> usize {
    let hits = |word: u64| (word ^ (ONES * u64::from(wanted))).wrapping_sub(ONES) & !word & HIGH;
    before(bytes, hits, |byte| byte == wanted)
}

/// How many bytes come before the first hit. `hits` is not zero for a word with a hit, and its lowest bit that is set belongs to
/// the first of them: what a borrow does to the bytes above does no harm.
#[inline]
fn before(bytes: &[u8], hits: impl Fn(u64) -> u64, hit: impl Fn(u8) -> bool) -> usize {
    let (words, tail) = bytes.as_chunks::<8>();
    let mut at = 0;
    for word in words {
        let hits = hits(u64::from_le_bytes(*word));
        if hits != 0 {
            return at + first(hits);
        }
        at += 8;
    }
    at + before_one_by_one(tail, hit)
}

/// The same for the last few bytes.
#[inline(never)]
fn before_one_by_one(tail: &[u8], hit: impl Fn(u8) -> bool) -> usize {
    tail.iter().position(|byte| hit(*byte)).unwrap_or(tail.len())
}

/// The place of the first byte with a bit that is set, 8 if there is none.
#[inline]
fn first(word: u64) -> usize {
    usize::try_from(word.trailing_zeros() / 8).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::{before_byte, spaces, unescaped};

    #[test]
    fn every_place_of_every_byte() {
        for len in 0..20 {
            for place in 0..len {
                for byte in 0..=u8::MAX {
                    let mut bytes = vec![b'a'; len];
                    let put = |bytes: &mut Vec<u8>, byte| bytes.iter_mut().skip(place).step_by(3).for_each(|b| *b = byte);
                    put(&mut bytes, byte);
                    let stops = matches!(byte, b'"' | b'\\' | 0..0x20);
                    assert_eq!(unescaped(&bytes), if stops { place } else { len }, "{bytes:?}");
                    assert_eq!(before_byte(&bytes, b'/'), if byte == b'/' { place } else { len }, "{bytes:?}");
                    bytes.fill(b' ');
                    put(&mut bytes, byte);
                    let found = if byte == b' ' || place >= len / 8 * 8 { len / 8 * 8 } else { place };
                    assert_eq!(spaces(&bytes), found, "{bytes:?}");
                }
            }
        }
    }
}
