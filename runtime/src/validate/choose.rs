//! Reading a value that may follow one of several schemas whose types do not tell them apart.

use super::interpreter::follows;
use crate::json::{Attempt, ReadError, Reader, Value};
use crate::schema::{SchemaRef, Views};

/// Reads the next value as the first of the types that can hold it without leaving members out and whose schema accepts it. Each attempt stands
/// beside the index of its schema in the table of `union`.
///
/// When that is none, as of those whose schema accepts the value the one that leaves out the fewest members, and when no schema does, as any. When
/// no type can hold the value, the error is that of the attempt that came furthest.
pub fn choose_valid<T>(r: &mut Reader<'_>, union: SchemaRef, views: Views, attempts: &[(Attempt<T>, u32)]) -> Result<T, ReadError> {
    let raw = r.raw()?;
    let mut value: Option<Option<Value>> = None;
    let mut best: Option<(bool, usize, T)> = None;
    let mut furthest: Option<ReadError> = None;
    for (attempt, index) in attempts {
        match r.trial(raw, attempt) {
            (Ok(read), skipped) => {
                let value = value.get_or_insert_with(|| r.sub(raw).read().ok());
                let schema = SchemaRef { index: *index, ..union };
                let valid = value.as_ref().is_some_and(|value| follows(value, schema, views, r.stack_floor()));
                if valid && skipped == 0 {
                    return Ok(read);
                }
                if best.as_ref().is_none_or(|(also, other, _)| (valid && !also) || (valid == *also && skipped < *other)) {
                    best = Some((valid, skipped, read));
                }
            }
            (Err(error), _) if furthest.as_ref().is_none_or(|other| other.offset() < error.offset()) => furthest = Some(error),
            (Err(_), _) => {}
        }
    }
    match (best, furthest) {
        (Some((_, skipped, read)), _) => {
            r.add_skipped(skipped);
            Ok(read)
        }
        (None, Some(error)) => Err(error),
        (None, None) => Err(r.invalid("no alternative fits")),
    }
}
