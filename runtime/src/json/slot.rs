//! The members of an object that is read: where each is put.

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

/// A place for members that have no place of their own.
pub trait Keep {
    /// Reads the next value and keeps it by its name.
    fn keep(&mut self, r: &mut Reader<'_>, name: &str) -> Result<(), ReadError>;
}

impl<T: Read> Keep for Map<T> {
    fn keep(&mut self, r: &mut Reader<'_>, name: &str) -> Result<(), ReadError> {
        let value = T::read(r)?;
        self.insert(name.to_owned(), value);
        Ok(())
    }
}

/// What happens to members that have no slot; by default they are skipped.
#[derive(Default)]
pub struct Others<'k> {
    kept: Option<&'k mut dyn Keep>,
    only_annotations: bool,
    refused: bool,
}

impl<'k> Others<'k> {
    /// All of them are kept.
    #[must_use]
    pub fn kept(mut self, place: &'k mut dyn Keep) -> Self {
        self.kept = Some(place);
        self
    }

    /// Those with an `@` in their name are kept.
    #[must_use]
    pub fn annotations(mut self, place: &'k mut dyn Keep) -> Self {
        self.only_annotations = true;
        self.kept(place)
    }

    /// Those that are not kept are a mistake.
    #[must_use]
    pub fn closed(mut self) -> Self {
        self.refused = true;
        self
    }

    fn take(&mut self, r: &mut Reader<'_>, name: &str) -> Result<(), ReadError> {
        match &mut self.kept {
            Some(place) if !self.only_annotations || is_control(name) => place.keep(r, name),
            _ if self.refused && !r.lenient => Err(r.unknown_member(name)),
            _ => r.skip(),
        }
    }
}

impl std::fmt::Debug for Others<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { kept, only_annotations, refused } = self;
        let mut shown = f.debug_struct("Others");
        shown.field("kept", &kept.is_some()).field("only_annotations", only_annotations).field("refused", refused).finish()
    }
}

impl Reader<'_> {
    /// Reads an object: the member `names[n]` goes to `slots[n]`. Names beyond the slots are known and left out.
    pub fn fields(&mut self, names: &[&str], slots: &mut [&mut dyn Slot], mut others: Others<'_>) -> Result<(), ReadError> {
        self.keyed(names, |r, index, name| match slots.get_mut(index) {
            Some(slot) => slot.fill(r),
            None if index < names.len() => r.skip(),
            None => others.take(r, name),
        })
    }
}

/// A value that was filled, if it was filled. A call costs generated code less than `?`: rustc checks thousands of these.
pub fn whole<T>(filled: Result<(), ReadError>, value: T) -> Result<T, ReadError> {
    filled.map(|()| value)
}

/// Whether a member says something about its object instead of being part of it: annotations have an `@` in their name, and actions and
/// functions that can be called begin with `#`.
pub(crate) fn is_control(name: &str) -> bool {
    name.contains('@') || name.starts_with('#')
}
