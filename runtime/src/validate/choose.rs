//! Reading a value that may follow one of several schemas whose types do not tell them apart.

use super::interpreter::follows;
use crate::json::{Attempt, ReadError, Reader, Value, choose_by};
use crate::schema::{SchemaRef, Views};

/// Reads the next value as the first of the types that can hold it without leaving members out and whose schema accepts it. Each attempt stands
/// beside the index of its schema in the table of `union`.
///
/// When that is none, as of those whose schema accepts the value the one that leaves out the fewest members, and when no schema does, as any. When
/// no type can hold the value, the error is that of the attempt that came furthest.
pub fn choose_valid<T>(r: &mut Reader<'_>, union: SchemaRef, views: Views, attempts: &[(Attempt<T>, u32)]) -> Result<T, ReadError> {
    let mut value: Option<Option<Value>> = None;
    choose_by(r, attempts.iter().map(|(attempt, _)| *attempt), &mut |r, raw, at| {
        let value = value.get_or_insert_with(|| r.sub(raw).read().ok());
        let schema = attempts.get(at).map(|(_, index)| SchemaRef { index: *index, ..union });
        value.as_ref().zip(schema).is_some_and(|(value, schema)| follows(value, schema, views, r.stack_floor()))
    })
}
