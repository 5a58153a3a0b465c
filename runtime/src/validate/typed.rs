//! What generated types implement, and what it means for the types that they are made of.

use super::{Validator, exact};
use crate::Maybe;
use crate::json::{Map, Number, Value};
use crate::schema::{self, SchemaRef};
use crate::text::{Bytes, Date, DateTime, DayTimeDuration, Decimal, Duration, HttpDate, Time, TimeOfDay, Uuid};

/// A type that checks its own rules: those that reading it from JSON does not settle.
///
/// Generated code looks like this:
///
/// ```ignore
/// impl Validate for ManagedCluster {
///     fn validate(&self, v: &mut Validator) {
///         v.member("name", &self.name).min_length(1).max_length(63);
///         v.field("properties", &self.properties);
///         v.optional("tags", &self.tags).max_properties(15).entries(|v, tag| v.max_length(tag, 256));
///     }
/// }
/// ```
pub trait Validate {
    /// Whether reading and [`Validate::validate`] together answer all rules of the type's schema. Where not, [`crate::parse`]
    /// and [`crate::Model::check`] ask the interpreter as well.
    const EXACT: bool = true;

    /// Reports the rules that the value breaks. Types without rules have nothing to do.
    fn validate(&self, v: &mut Validator) {
        let _ = v;
    }

    /// Whether reading and [`Validate::validate`] together answer all rules of this schema, which may be the type's own or that
    /// of a place that holds it. Saying no is always right; it only costs time.
    fn answers(schema: SchemaRef) -> bool {
        Self::EXACT && exact::declared(schema)
    }
}

/// A place that may hold a value: [`Option`], [`Maybe`].
pub trait Present {
    /// What it may hold.
    type Value;

    /// The value, if there is one.
    fn present(&self) -> Option<&Self::Value>;
}

impl<T> Present for Option<T> {
    type Value = T;

    fn present(&self) -> Option<&T> {
        self.as_ref()
    }
}

impl<T> Present for Maybe<T> {
    type Value = T;

    fn present(&self) -> Option<&T> {
        self.value()
    }
}

impl<T: Validate> Validate for Option<T> {
    const EXACT: bool = T::EXACT;

    fn validate(&self, v: &mut Validator) {
        if let Some(value) = self {
            value.validate(v);
        }
    }

    fn answers(schema: SchemaRef) -> bool {
        exact::nullable(schema) && T::answers(schema)
    }
}

impl<T: Validate> Validate for Maybe<T> {
    const EXACT: bool = T::EXACT;

    fn validate(&self, v: &mut Validator) {
        if let Maybe::Value(value) = self {
            value.validate(v);
        }
    }

    fn answers(schema: SchemaRef) -> bool {
        exact::nullable(schema) && T::answers(schema)
    }
}

impl<T: Validate> Validate for Box<T> {
    const EXACT: bool = T::EXACT;

    fn validate(&self, v: &mut Validator) {
        (**self).validate(v);
    }

    fn answers(schema: SchemaRef) -> bool {
        T::answers(schema)
    }
}

impl<T: Validate> Validate for Vec<T> {
    const EXACT: bool = T::EXACT;

    fn validate(&self, v: &mut Validator) {
        v.items(self, |v, item| item.validate(v));
    }

    fn answers(schema: SchemaRef) -> bool {
        exact::array::<T>(schema)
    }
}

impl<T: Validate> Validate for Map<T> {
    const EXACT: bool = T::EXACT;

    fn validate(&self, v: &mut Validator) {
        v.entries(self, |v, value| value.validate(v));
    }

    fn answers(schema: SchemaRef) -> bool {
        exact::map::<T>(schema)
    }
}

impl Validate for Value {
    fn answers(schema: SchemaRef) -> bool {
        exact::anything(schema)
    }
}

impl Validate for () {
    fn answers(_: SchemaRef) -> bool {
        false
    }
}

/// Types without rules of their own; what reading them settles is a JSON type and some formats.
macro_rules! scalars {
    ($($t:ty: $json:ident $formats:expr;)*) => {
        $(impl Validate for $t {
            fn answers(schema: SchemaRef) -> bool {
                exact::scalar(schema, schema::$json, &$formats)
            }
        })*
    };
}

scalars! {
    bool: BOOLEAN [];
    i8: INTEGER ["int8"];
    i16: INTEGER ["int16"];
    i32: INTEGER ["int32"];
    i64: INTEGER ["int64"];
    u8: INTEGER ["uint8"];
    u16: INTEGER ["uint16"];
    u32: INTEGER ["uint32"];
    u64: INTEGER ["uint64"];
    f32: NUMBER ["float"];
    f64: NUMBER ["double"];
    Number: NUMBER [];
    String: STRING [];
    DateTime: STRING ["date-time"];
    Date: STRING ["date"];
    Time: STRING ["time"];
    TimeOfDay: STRING ["time-of-day"];
    HttpDate: STRING ["http-date"];
    Duration: STRING ["duration"];
    DayTimeDuration: STRING ["day-time-duration"];
    Uuid: STRING ["uuid"];
    Bytes: STRING ["byte", "base64url"];
    Decimal: NUMBER ["decimal"];
}
