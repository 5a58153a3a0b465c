//! Where generated code puts what it reads until the whole object has been read.

use super::Read;
use super::error::ReadError;
use super::map::Map;
use super::reader::Reader;
use crate::Maybe;

/// A place for a value that may not come.
pub trait Slot {
    /// Reads the next value into the place.
    fn fill(&mut self, r: &mut Reader<'_>) -> Result<(), ReadError>;
}

impl<T: Read> Slot for Option<T> {
    fn fill(&mut self, r: &mut Reader<'_>) -> Result<(), ReadError> {
        *self = Some(T::read(r)?);
        Ok(())
    }
}

impl<T: Read> Slot for Maybe<T> {
    fn fill(&mut self, r: &mut Reader<'_>) -> Result<(), ReadError> {
        *self = Self::read(r)?;
        Ok(())
    }
}

impl Reader<'_> {
    /// Reads the next value into its place.
    pub fn fill(&mut self, slot: &mut impl Slot) -> Result<(), ReadError> {
        slot.fill(self)
    }

    /// Reads the next value into a map of members that have no place of their own.
    pub fn keep<T: Read>(&mut self, members: &mut Map<T>, name: &str) -> Result<(), ReadError> {
        let value = T::read(self)?;
        members.insert(name.to_owned(), value);
        Ok(())
    }
}
