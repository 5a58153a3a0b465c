//! Reading the types of Rust and of this crate. Generic bodies are kept tiny: what they share is in [`Reader`].

use super::error::{JsonType, ReadError};
use super::{Map, Number, Read, Reader, Value, number};
use crate::Maybe;

impl Read for bool {
    fn read(r: &mut Reader<'_>) -> Result<Self, ReadError> {
        r.boolean()
    }
}

macro_rules! integers {
    ($($t:ident $name:literal),*) => {
        $(impl Read for $t {
            fn read(r: &mut Reader<'_>) -> Result<Self, ReadError> {
                let value = r.integer(i128::from($t::MIN), i128::from($t::MAX), $name)?;
                // In range already: the error is never made.
                $t::try_from(value).map_err(|_| r.out_of_range($name))
            }
        })*
    };
}
integers!(i8 "int8", i16 "int16", i32 "int32", i64 "int64", u8 "uint8", u16 "uint16", u32 "uint32", u64 "uint64");

macro_rules! floats {
    ($($t:ident $name:literal),*) => {
        $(impl Read for $t {
            fn read(r: &mut Reader<'_>) -> Result<Self, ReadError> {
                let text = r.number_text("number")?;
                let value: Option<$t> = text.parse().ok();
                let value = value.filter(|value| value.is_finite()).ok_or_else(|| r.out_of_range($name))?;
                r.rounded |= !number::is_held(text, $t::DIGITS, || value.into());
                Ok(value)
            }
        })*
    };
}
floats!(f32 "float", f64 "double");

impl Read for String {
    #[inline]
    fn read(r: &mut Reader<'_>) -> Result<Self, ReadError> {
        r.owned_string()
    }
}

impl Read for Number {
    fn read(r: &mut Reader<'_>) -> Result<Self, ReadError> {
        r.number_text("number").map(Number::from_scanned)
    }
}

impl Read for () {
    fn read(r: &mut Reader<'_>) -> Result<Self, ReadError> {
        if r.null() { Ok(()) } else { Err(r.wrong_type("null")) }
    }
}

impl<T: Read> Read for Box<T> {
    fn read(r: &mut Reader<'_>) -> Result<Self, ReadError> {
        T::read(r).map(Box::new)
    }
}

/// `null` is `None`.
impl<T: Read> Read for Option<T> {
    fn read(r: &mut Reader<'_>) -> Result<Self, ReadError> {
        if r.null() { Ok(None) } else { T::read(r).map(Some) }
    }
}

/// `null` is [`Maybe::Null`].
impl<T: Read> Read for Maybe<T> {
    fn read(r: &mut Reader<'_>) -> Result<Self, ReadError> {
        if r.null() { Ok(Maybe::Null) } else { T::read(r).map(Maybe::Value) }
    }
}

impl<T: Read> Read for Vec<T> {
    fn read(r: &mut Reader<'_>) -> Result<Self, ReadError> {
        let mut items = Vec::new();
        r.array(&mut |r| {
            items.push(T::read(r)?);
            Ok(())
        })?;
        Ok(items)
    }
}

impl<T: Read> Read for Map<T> {
    fn read(r: &mut Reader<'_>) -> Result<Self, ReadError> {
        let mut members = Map::new();
        r.object(&[], &mut |r, _, name| {
            members.insert(name.to_owned(), T::read(r)?);
            Ok(())
        })?;
        Ok(members)
    }
}

impl Read for Value {
    fn read(r: &mut Reader<'_>) -> Result<Self, ReadError> {
        Ok(match r.peek() {
            JsonType::Null => {
                r.literal("null")?;
                Value::Null
            }
            JsonType::Boolean => Value::Bool(r.boolean()?),
            JsonType::Number => Value::Number(r.read()?),
            JsonType::String => Value::String(r.read()?),
            JsonType::Array => Value::Array(r.read()?),
            JsonType::Object => Value::Object(r.read()?),
            JsonType::Nothing => return Err(r.wrong_type("value")),
        })
    }
}
