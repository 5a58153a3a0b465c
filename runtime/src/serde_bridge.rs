//! The bridge to serde: generated types and the types of this crate in any format that serde has.
//!
//! Everything goes through [`Value`], so a generated type costs one line and nothing to compile until it is used.

use std::fmt;

use serde::de::{Deserialize, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};
use serde::ser::{Error as _, Serialize, Serializer};

use crate::Maybe;
use crate::json::{Map, Number, Object, Read, Value, Write, from_slice, to_string};
use crate::text;

/// The name by which `serde_json` passes numbers on when it keeps their text.
const NUMBER_TOKEN: &str = "$serde_json::private::Number";

/// Implements `Serialize` and `Deserialize` for a type that can be read from and written to JSON.
#[macro_export]
macro_rules! serde_bridge {
    ($model:ty) => {
        impl $crate::__serde::Serialize for $model {
            fn serialize<S: $crate::__serde::Serializer>(&self, serializer: S) -> ::core::result::Result<S::Ok, S::Error> {
                $crate::__bridge::write(self, serializer)
            }
        }

        impl<'de> $crate::__serde::Deserialize<'de> for $model {
            fn deserialize<D: $crate::__serde::Deserializer<'de>>(deserializer: D) -> ::core::result::Result<Self, D::Error> {
                $crate::__bridge::read(deserializer)
            }
        }
    };
}

/// Writes a value by the way of its JSON.
pub fn write<S: Serializer>(value: &dyn Write, serializer: S) -> Result<S::Ok, S::Error> {
    let value = Value::parse(to_string(value).as_bytes()).map_err(S::Error::custom)?;
    value.serialize(serializer)
}

/// Reads a value by the way of its JSON.
pub fn read<'de, T: Read, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let value = Value::deserialize(deserializer)?;
    from_slice(to_string(&value).as_bytes()).map_err(D::Error::custom)
}

serde_bridge!(text::DateTime);
serde_bridge!(text::Date);
serde_bridge!(text::Time);
serde_bridge!(text::TimeOfDay);
serde_bridge!(text::HttpDate);
serde_bridge!(text::Duration);
serde_bridge!(text::DayTimeDuration);
serde_bridge!(text::Uuid);
serde_bridge!(text::Bytes);
serde_bridge!(text::Decimal);

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Value::Null => serializer.serialize_unit(),
            Value::Bool(value) => serializer.serialize_bool(*value),
            Value::Number(value) => value.serialize(serializer),
            Value::String(value) => serializer.serialize_str(value),
            Value::Array(items) => serializer.collect_seq(items),
            Value::Object(members) => serializer.collect_map(members),
        }
    }
}

/// As an integer or a double if that loses nothing, otherwise as `serde_json` writes numbers.
impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let text = self.as_str();
        if let Ok(value) = text.parse::<u64>() {
            return serializer.serialize_u64(value);
        }
        if let Some(value) = text.parse::<i64>().ok().filter(|value| *value != 0) {
            return serializer.serialize_i64(value);
        }
        if let Some(value) = self.as_f64().filter(|value| Number::from_f64(*value).as_ref() == Some(self)) {
            return serializer.serialize_f64(value);
        }
        let number: serde_json::Number = serde_json::from_str(text).map_err(S::Error::custom)?;
        number.serialize(serializer)
    }
}

impl<T: Serialize> Serialize for Map<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self)
    }
}

/// Absent members should not be written at all: `#[serde(default, skip_serializing_if = "Maybe::is_absent")]`.
impl<T: Serialize> Serialize for Maybe<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Maybe::Absent | Maybe::Null => serializer.serialize_none(),
            Maybe::Value(value) => serializer.serialize_some(value),
        }
    }
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(AnyValue)
    }
}

impl<'de> Deserialize<'de> for Number {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match Value::deserialize(deserializer)? {
            Value::Number(number) => Ok(number),
            other => Err(D::Error::custom(format_args!("expected number, found {}", other.json_type()))),
        }
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Map<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Members(std::marker::PhantomData))
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Maybe<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let value = Option::<T>::deserialize(deserializer)?;
        Ok(value.map_or(Maybe::Null, Maybe::Value))
    }
}

struct AnyValue;

impl<'de> Visitor<'de> for AnyValue {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_i128<E>(self, value: i128) -> Result<Value, E> {
        Ok(Value::Number(value.into()))
    }

    fn visit_u128<E>(self, value: u128) -> Result<Value, E> {
        Ok(Value::Number(value.into()))
    }

    fn visit_f32<E>(self, value: f32) -> Result<Value, E> {
        Ok(if value.is_finite() { Value::Number(value.into()) } else { Value::Null })
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_string<E>(self, value: String) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_none<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Value, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = seq.next_element()? {
            items.push(item);
        }
        Ok(Value::Array(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        let mut members = Object::new();
        while let Some((name, value)) = map.next_entry::<String, Value>()? {
            if let (NUMBER_TOKEN, Some(number)) = (name.as_str(), value.as_str().and_then(Number::parse)) {
                return Ok(Value::Number(number));
            }
            members.insert(name, value);
        }
        Ok(Value::Object(members))
    }
}

struct Members<T>(std::marker::PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for Members<T> {
    type Value = Map<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a map")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Map<T>, A::Error> {
        let mut map = Map::new();
        while let Some((name, value)) = access.next_entry()? {
            map.insert(name, value);
        }
        Ok(map)
    }
}

impl From<serde_json::Value> for Value {
    fn from(value: serde_json::Value) -> Self {
        match value {
            serde_json::Value::Null => Self::Null,
            serde_json::Value::Bool(value) => Self::Bool(value),
            // The text of such a number is always one.
            serde_json::Value::Number(number) => Number::parse(&number.to_string()).map_or(Self::Null, Self::Number),
            serde_json::Value::String(text) => Self::String(text),
            serde_json::Value::Array(items) => Self::Array(items.into_iter().map(Self::from).collect()),
            serde_json::Value::Object(members) => {
                Self::Object(members.into_iter().map(|(name, value)| (name, Self::from(value))).collect())
            }
        }
    }
}

/// Numbers beyond a double become `null`, unless the feature `arbitrary_precision` of `serde_json` is on.
impl From<Value> for serde_json::Value {
    fn from(value: Value) -> Self {
        match value {
            Value::Null => Self::Null,
            Value::Bool(value) => Self::Bool(value),
            Value::Number(number) => serde_json::from_str(number.as_str()).map_or(Self::Null, Self::Number),
            Value::String(text) => Self::String(text),
            Value::Array(items) => Self::Array(items.into_iter().map(Self::from).collect()),
            Value::Object(members) => Self::Object(members.into_iter().map(|(name, value)| (name, Self::from(value))).collect()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn same(json: &str) {
        let value = Value::parse(json.as_bytes()).expect(json);
        assert_eq!(serde_json::to_string(&value).ok().as_deref(), Some(json));
        assert_eq!(serde_json::from_str::<Value>(json).ok().as_ref(), Some(&value));
        assert_eq!(Value::from(serde_json::Value::from(value.clone())), value);
    }

    #[test]
    fn values_pass_through_serde() {
        same(r#"{"b":[1,-2.5,true,null,"x"],"a":{"":18446744073709551615}}"#);
        same("123456789012345678901234567890");
        same("1e+400");
        assert_eq!(serde_json::to_string(&Maybe::<u8>::Null).ok().as_deref(), Some("null"));
        assert_eq!(serde_json::from_str::<Map<Maybe<text::Date>>>(r#"{"a":"2024-01-01","b":null}"#).map(|m| m.len()).ok(), Some(2));
        assert!(serde_json::from_str::<text::Date>(r#""2024-01-32""#).is_err());
    }
}
