//! Reading a value that may follow one of several types.

use super::error::ReadError;
use super::reader::Reader;

/// One way to read a value.
pub type Attempt<T> = fn(&mut Reader<'_>) -> Result<T, ReadError>;

/// Tries every way to read the next value and keeps the result that leaves out the fewest members; of equals, the first.
///
/// When no way fits, the error is that of the attempt that came furthest.
pub fn choose<T>(r: &mut Reader<'_>, attempts: &[Attempt<T>]) -> Result<T, ReadError> {
    choose_by(r, attempts.iter().copied(), &mut |_, _, _| true)
}

/// As [`choose`], where results that follow what is asked of them come before those that do not. What is asked gets the text of the value
/// and the number of the attempt.
pub(crate) fn choose_by<'a, T>(
    r: &mut Reader<'a>,
    attempts: impl Iterator<Item = Attempt<T>>,
    follows: &mut dyn FnMut(&Reader<'a>, &'a str, usize) -> bool,
) -> Result<T, ReadError> {
    let raw = r.raw()?;
    let mut best: Option<(bool, usize, T)> = None;
    let mut furthest: Option<ReadError> = None;
    for (at, attempt) in attempts.enumerate() {
        match r.trial(raw, attempt) {
            (Ok(value), skipped) => {
                let valid = follows(r, raw, at);
                if valid && skipped == 0 {
                    return Ok(value);
                }
                if best.as_ref().is_none_or(|(also, least, _)| (valid && !also) || (valid == *also && skipped < *least)) {
                    best = Some((valid, skipped, value));
                }
            }
            (Err(error), _) if furthest.as_ref().is_none_or(|other| other.offset() < error.offset()) => furthest = Some(error),
            (Err(_), _) => {}
        }
    }
    match (best, furthest) {
        (Some((_, skipped, value)), _) => {
            r.add_skipped(skipped);
            Ok(value)
        }
        (None, Some(error)) => Err(error),
        (None, None) => Err(r.invalid("no alternative fits")),
    }
}
