//! A type that takes the place of one of the schema: texts come in, cents are counted, texts go out.

use wiretype_runtime::json::{Read, ReadError, Reader, Write, Writer};
use wiretype_runtime::validate::Validate;

/// An amount of money.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Money {
    /// In cents.
    pub cents: u64,
}

impl Read for Money {
    fn read(r: &mut Reader<'_>) -> Result<Self, ReadError> {
        let digits = r.string()?.replace('.', "");
        digits.parse().map(|cents| Self { cents }).map_err(|_| r.invalid("this is no amount of money"))
    }
}

impl Write for Money {
    fn write(&self, w: &mut Writer) {
        w.string(&format!("{}.{:02}", self.cents / 100, self.cents % 100));
    }
}

impl Validate for Money {}
