//! What all strings with a meaning share.

use super::TextError;
use crate::format;
use crate::json::{ReadError, Reader};

/// Reads a string of a format.
pub(super) fn read(r: &mut Reader<'_>, name: &'static str) -> Result<Box<str>, ReadError> {
    let text = r.string()?;
    match parse(text, name) {
        Ok(text) => Ok(text),
        Err(error) => Err(r.invalid(&error.to_string())),
    }
}

/// Keeps a text if it is of a format.
pub(super) fn parse(text: impl Into<Box<str>> + AsRef<str>, name: &'static str) -> Result<Box<str>, TextError> {
    if format::check(name, text.as_ref()) == Some(true) { Ok(text.into()) } else { Err(TextError::new(name)) }
}

/// The string conversions and the JSON of a type that offers `as_str` and `FromStr`.
macro_rules! string_impls {
    ($name:ident) => {
        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self.as_str())
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                self.as_str()
            }
        }

        impl TryFrom<&str> for $name {
            type Error = $crate::text::TextError;

            fn try_from(text: &str) -> Result<Self, Self::Error> {
                text.parse()
            }
        }

        impl TryFrom<String> for $name {
            type Error = $crate::text::TextError;

            fn try_from(text: String) -> Result<Self, Self::Error> {
                text.parse()
            }
        }

        impl From<$name> for String {
            fn from(value: $name) -> Self {
                value.as_str().to_owned()
            }
        }

        impl From<$name> for $crate::json::Value {
            fn from(value: $name) -> Self {
                Self::String(value.into())
            }
        }

        impl PartialEq<str> for $name {
            fn eq(&self, other: &str) -> bool {
                self.as_str() == other
            }
        }

        impl PartialEq<&str> for $name {
            fn eq(&self, other: &&str) -> bool {
                self.as_str() == *other
            }
        }

        impl $crate::json::Write for $name {
            fn write(&self, w: &mut $crate::json::Writer) {
                w.string(self.as_str());
            }
        }
    };
}

/// A type that is its text, of a format.
macro_rules! text_type {
    ($(#[$doc:meta])* $name:ident, $format:literal) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Box<str>);

        impl $name {
            /// The text as it was written.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::text::TextError;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                $crate::text::newtype::parse(text, $format).map(Self)
            }
        }

        impl $crate::json::Read for $name {
            fn read(r: &mut $crate::json::Reader<'_>) -> Result<Self, $crate::json::ReadError> {
                $crate::text::newtype::read(r, $format).map(Self)
            }
        }

        $crate::text::newtype::string_impls!($name);
    };
}

pub(crate) use {string_impls, text_type};
