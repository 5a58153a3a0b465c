//! Enumerations of texts.

use super::error::ReadError;
use super::reader::Reader;

impl Reader<'_> {
    /// Reads a text that is one of several and gives the value at its position. Any other text makes a value of its own, or is
    /// a mistake.
    pub fn choice<T: Clone>(&mut self, texts: &[&str], values: &[T], other: Option<fn(String) -> T>) -> Result<T, ReadError> {
        let text = self.string()?;
        let known = texts.iter().position(|known| *known == text).and_then(|at| values.get(at));
        match (known, other) {
            (Some(value), _) => Ok(value.clone()),
            (None, Some(make)) => Ok(make(text.into_owned())),
            (None, None) => Err(self.invalid("is not one of the values")),
        }
    }
}
