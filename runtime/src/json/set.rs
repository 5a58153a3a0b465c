//! Sets of an enumeration's members: a JSON string with the members separated by commas comes in, a list goes out, and back.

use std::fmt::Display;

use super::{Read, ReadError, Reader, Value, to_string};

/// Reads a set. Spaces around the commas do not matter.
pub fn read_set<T: Read>(r: &mut Reader<'_>) -> Result<Vec<T>, ReadError> {
    let text = r.string()?;
    let mut members = Vec::new();
    for part in text.split(',') {
        let quoted = to_string(&Value::String(part.trim().to_owned()));
        let member = Reader::new(quoted.as_bytes()).and_then(|mut member| T::read(&mut member));
        members.push(member.map_err(|_| r.invalid("is not one of the values"))?);
    }
    Ok(members)
}

/// The text of a set.
pub fn set_text<T: Display>(members: &[T]) -> String {
    members.iter().map(ToString::to_string).collect::<Vec<_>>().join(",")
}
