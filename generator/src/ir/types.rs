//! What a value is at all: its JSON type, and how text and numbers are written.

use super::Json;

/// A set of JSON types.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Types(pub u8);

impl Types {
    /// No value at all.
    pub const NONE: Types = Types(0);
    /// `null`
    pub const NULL: Types = Types(1);
    /// `true`, `false`
    pub const BOOLEAN: Types = Types(2);
    /// Numbers without a fractional part.
    pub const INTEGER: Types = Types(4);
    /// Numbers; includes integers.
    pub const NUMBER: Types = Types(8 | 4);
    /// Strings.
    pub const STRING: Types = Types(16);
    /// Arrays.
    pub const ARRAY: Types = Types(32);
    /// Objects.
    pub const OBJECT: Types = Types(64);
    /// Every value.
    pub const ANY: Types = Types(127);

    /// The type of a value.
    pub fn of(value: &Json) -> Types {
        match value {
            Json::Null => Types::NULL,
            Json::Bool(_) => Types::BOOLEAN,
            Json::Number(number) if number.is_integer() => Types::INTEGER,
            Json::Number(_) => Types::NUMBER,
            Json::String(_) => Types::STRING,
            Json::Array(_) => Types::ARRAY,
            Json::Object(_) => Types::OBJECT,
        }
    }

    /// Whether every type of `other` is in the set.
    pub fn contains(self, other: Types) -> bool {
        self.0 & other.0 == other.0
    }

    /// Both sets together.
    #[must_use]
    pub fn or(self, other: Types) -> Types {
        Types(self.0 | other.0)
    }

    /// What is in both sets.
    #[must_use]
    pub fn and(self, other: Types) -> Types {
        Types(self.0 & other.0)
    }

    /// The set without `other`.
    #[must_use]
    pub fn without(self, other: Types) -> Types {
        Types(self.0 & !other.0)
    }
}

/// How a string or a number is written.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// Signed and unsigned integers by width in bits.
    Int(u8),
    /// Unsigned integers by width in bits.
    UInt(u8),
    /// 32-bit floating point.
    Float,
    /// 64-bit floating point.
    Double,
    /// A decimal number of any precision.
    Decimal,
    /// RFC 3339 date and time with offset.
    DateTime,
    /// RFC 3339 full-date.
    Date,
    /// RFC 3339 full-time or a time of day without offset, by dialect.
    Time,
    /// Time of day without offset (OData).
    TimeOfDay,
    /// ISO 8601 duration.
    Duration,
    /// Day-time duration only (OData).
    DayTimeDuration,
    /// Seconds since 1970 as an integer.
    UnixTime,
    /// RFC 7231 date.
    HttpDate,
    /// RFC 4122 UUID.
    Uuid,
    /// base64
    Base64,
    /// base64url
    Base64Url,
    /// Raw bytes; in JSON a string.
    Binary,
    /// An Azure Resource Manager resource id.
    ArmId,
    /// Every other format by name (`email`, `uri`, `ipv4` …); asserted if the runtime knows it.
    Other(String),
}

impl Format {
    /// The runtime's name of the format.
    pub fn name(&self) -> &str {
        match self {
            Self::Int(8) => "int8",
            Self::Int(16) => "int16",
            Self::Int(32) => "int32",
            Self::Int(_) => "int64",
            Self::UInt(8) => "uint8",
            Self::UInt(16) => "uint16",
            Self::UInt(32) => "uint32",
            Self::UInt(_) => "uint64",
            Self::Float => "float",
            Self::Double => "double",
            Self::Decimal => "decimal",
            Self::DateTime => "date-time",
            Self::Date => "date",
            Self::Time => "time",
            Self::TimeOfDay => "time-of-day",
            Self::Duration => "duration",
            Self::DayTimeDuration => "day-time-duration",
            Self::UnixTime => "unixtime",
            Self::HttpDate => "http-date",
            Self::Uuid => "uuid",
            Self::Base64 => "byte",
            Self::Base64Url => "base64url",
            Self::Binary => "binary",
            Self::ArmId => "arm-id",
            Self::Other(name) => name,
        }
    }
}
