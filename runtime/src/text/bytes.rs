//! Bytes in base64.

use std::cmp::Ordering;
use std::hash::{Hash, Hasher};
use std::ops::Deref;
use std::str::FromStr;

use super::newtype::string_impls;
use super::{TextError, base64};
use crate::json::{Read, ReadError, Reader};

/// Bytes, written in base64 (RFC 4648). Read in either alphabet, with or without padding, and written back the same way.
/// Two are equal when their bytes are.
#[derive(Clone, Default)]
pub struct Bytes {
    data: Vec<u8>,
    text: Box<str>,
}

impl Bytes {
    /// Bytes to be written in the alphabet for URLs, without padding.
    pub fn base64url(data: impl Into<Vec<u8>>) -> Self {
        let data = data.into();
        Self { text: base64::encode(&data, true).into(), data }
    }

    /// The base64 text.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The bytes.
    pub fn as_slice(&self) -> &[u8] {
        &self.data
    }

    /// The bytes.
    pub fn into_vec(self) -> Vec<u8> {
        self.data
    }
}

impl From<Vec<u8>> for Bytes {
    fn from(data: Vec<u8>) -> Self {
        Self { text: base64::encode(&data, false).into(), data }
    }
}

impl From<&[u8]> for Bytes {
    fn from(data: &[u8]) -> Self {
        Self::from(data.to_vec())
    }
}

impl From<Bytes> for Vec<u8> {
    fn from(bytes: Bytes) -> Self {
        bytes.data
    }
}

impl FromStr for Bytes {
    type Err = TextError;

    fn from_str(text: &str) -> Result<Self, TextError> {
        let data = base64::decode(text).ok_or(TextError::new("base64"))?;
        Ok(Self { data, text: text.into() })
    }
}

impl Read for Bytes {
    fn read(r: &mut Reader<'_>) -> Result<Self, ReadError> {
        let text = r.string()?;
        text.parse().map_err(|error: TextError| r.invalid(&error.to_string()))
    }
}

string_impls!(Bytes);

impl Deref for Bytes {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        &self.data
    }
}

impl AsRef<[u8]> for Bytes {
    fn as_ref(&self) -> &[u8] {
        &self.data
    }
}

impl PartialEq for Bytes {
    fn eq(&self, other: &Self) -> bool {
        self.data == other.data
    }
}

impl Eq for Bytes {}

impl PartialOrd for Bytes {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Bytes {
    fn cmp(&self, other: &Self) -> Ordering {
        self.data.cmp(&other.data)
    }
}

impl Hash for Bytes {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.data.hash(state);
    }
}
