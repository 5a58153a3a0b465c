//! Reading a value that may follow one of several types.

use super::error::ReadError;
use super::reader::Reader;

/// One way to read a value.
pub type Attempt<T> = fn(&mut Reader<'_>) -> Result<T, ReadError>;

/// Tries every way to read the next value and keeps the result that leaves out the fewest members; of equals, the first.
///
/// When no way fits, the error is that of the attempt that came furthest.
pub fn choose<T>(r: &mut Reader<'_>, attempts: &[Attempt<T>]) -> Result<T, ReadError> {
    let raw = r.raw()?;
    let mut best: Option<(usize, T)> = None;
    let mut furthest: Option<ReadError> = None;
    for attempt in attempts {
        let (result, left_out) = r.trial(raw, attempt);
        match result {
            Ok(value) if left_out == 0 => return Ok(value),
            Ok(value) if best.as_ref().is_none_or(|(skipped, _)| left_out < *skipped) => best = Some((left_out, value)),
            Err(error) if furthest.as_ref().is_none_or(|other| other.offset() < error.offset()) => furthest = Some(error),
            Ok(_) | Err(_) => {}
        }
    }
    match (best, furthest) {
        (Some((skipped, value)), _) => {
            r.add_skipped(skipped);
            Ok(value)
        }
        (None, Some(error)) => Err(error),
        (None, None) => Err(r.invalid("no alternative fits")),
    }
}
