//! JSON: text in, typed values or [`Value`] out, and back.
//!
//! Reader and writer are concrete types without generics inside, so that thousands of generated types stay cheap to compile.

mod choice;
mod choose;
mod digits;
mod error;
mod map;
mod members;
mod number;
mod read;
mod reader;
mod scan;
mod set;
mod slot;
mod tag;
mod value;
mod words;
mod write;
mod writer;

pub(crate) use choose::choose_by;
pub use choose::{Attempt, choose};
#[cfg(any(feature = "http", feature = "odata"))]
pub(crate) use error::pointer_to;
pub(crate) use error::push_token;
pub use error::{JsonType, ReadError, ReadErrorKind};
pub use map::{Iter, Map};
pub use members::{Always, Member, MemberValue, Members, Place, Visit, same_members, show_members, write_members};
pub use number::Number;
pub use reader::Reader;
pub use set::{read_set, set_text};
pub(crate) use slot::is_control;
pub use slot::{Keep, Others, Slot, whole};
#[cfg(feature = "odata")]
pub(crate) use tag::type_name;
pub use tag::{Tagged, read_tagged, variant, write_tagged};
pub use value::{Object, Value};
pub(crate) use words::before_byte;
pub use writer::{ArrayWriter, ObjectWriter, Writer};

/// A type that can be read from JSON.
pub trait Read: Sized {
    /// Reads the next value.
    fn read(r: &mut Reader<'_>) -> Result<Self, ReadError>;
}

/// A type that can be written as JSON.
pub trait Write {
    /// Writes the value.
    fn write(&self, w: &mut Writer);
}

/// Reads a whole JSON text.
pub fn from_slice<T: Read>(bytes: &[u8]) -> Result<T, ReadError> {
    whole_text(&mut Reader::new(bytes)?)
}

/// Reads a whole JSON text, and says whether rules may be asked of the value: not if a float in it is only near the number in the text.
pub(crate) fn from_slice_exactly<T: Read>(bytes: &[u8]) -> (Result<T, ReadError>, bool) {
    match Reader::new(bytes) {
        Ok(mut r) => (whole_text(&mut r), !r.rounded),
        Err(error) => (Err(error), true),
    }
}

/// Reads a whole JSON text, without the members that must not be there.
pub(crate) fn from_slice_leniently<T: Read>(bytes: &[u8]) -> Result<T, ReadError> {
    let mut r = Reader::new(bytes)?;
    r.lenient = true;
    whole_text(&mut r)
}

fn whole_text<T: Read>(r: &mut Reader<'_>) -> Result<T, ReadError> {
    // Large values are not moved once more than they must be.
    let mut value = T::read(r);
    if value.is_ok()
        && let Err(error) = r.finish()
    {
        value = Err(error);
    }
    value
}

/// The JSON text of a value.
pub fn to_string(value: &dyn Write) -> String {
    let mut w = Writer::new();
    value.write(&mut w);
    w.into_string()
}

#[cfg(test)]
mod conformance;
#[cfg(test)]
mod tests;
