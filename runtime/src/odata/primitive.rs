//! The built-in types: an index or a name comes in, what values look like in JSON and in URLs goes out.

use super::model::Ix;
use crate::schema::{self, Schema, SchemaRef, Table};

/// Built-in types are numbered from here; declared types never get that far.
const FIRST: Ix = 0xFFFF_0000;

/// What values have in common, so that they can be compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Family {
    /// Bytes.
    Binary,
    /// `true`, `false`
    Boolean,
    /// Days.
    Date,
    /// Points in time.
    DateTime,
    /// Lengths of time.
    Duration,
    /// GUIDs.
    Guid,
    /// Numbers of any kind.
    Number,
    /// Streams.
    Stream,
    /// Text.
    String,
    /// Times of a day.
    TimeOfDay,
    /// Shapes on the earth.
    Geography,
    /// Shapes in a plane.
    Geometry,
    /// Everything.
    Any,
}

macro_rules! primitives {
    ($($id:ident $constant:ident $family:ident $types:expr, $format:expr;)*) => {
        /// A built-in type.
        #[allow(missing_docs)]
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Primitive { $($id),* }

        /// The indexes of built-in types.
        #[allow(missing_docs)]
        pub mod edm {
            use super::{FIRST, Ix, Primitive};
            $(pub const $constant: Ix = FIRST + Primitive::$id as Ix;)*
        }

        const ALL: &[Primitive] = &[$(Primitive::$id),*];

        impl Primitive {
            /// Its full name.
            pub fn name(self) -> &'static str {
                match self { $(Primitive::$id => concat!("Edm.", stringify!($id))),* }
            }

            /// What its values have in common with those of others.
            pub fn family(self) -> Family {
                match self { $(Primitive::$id => Family::$family),* }
            }

            /// Its index.
            pub fn ty(self) -> Ix {
                FIRST + self as Ix
            }
        }

        static TABLE: Table = Table::of(&SCHEMAS, &[]);
        static SCHEMAS: [Schema; ALL.len()] = [$(Schema { types: $types, format: $format, ..Schema::ANY }),*];
    };
}

use schema::{ANY, BOOLEAN, INTEGER, NUMBER, OBJECT, STRING};

primitives! {
    Binary BINARY Binary STRING, Some("byte");
    Boolean BOOLEAN Boolean BOOLEAN, None;
    Byte BYTE Number INTEGER, Some("uint8");
    Date DATE Date STRING, Some("date");
    DateTimeOffset DATE_TIME_OFFSET DateTime STRING, Some("date-time");
    Decimal DECIMAL Number NUMBER | STRING, None;
    Double DOUBLE Number NUMBER | STRING, None;
    Duration DURATION Duration STRING, Some("day-time-duration");
    Guid GUID Guid STRING, Some("uuid");
    Int16 INT16 Number INTEGER, Some("int16");
    Int32 INT32 Number INTEGER, Some("int32");
    Int64 INT64 Number INTEGER | STRING, Some("int64");
    SByte SBYTE Number INTEGER, Some("int8");
    Single SINGLE Number NUMBER | STRING, None;
    Stream STREAM Stream ANY, None;
    String STRING String STRING, None;
    TimeOfDay TIME_OF_DAY TimeOfDay STRING, Some("time-of-day");
    PrimitiveType PRIMITIVE_TYPE Any STRING | NUMBER | BOOLEAN, None;
    ComplexType COMPLEX_TYPE Any OBJECT, None;
    EntityType ENTITY_TYPE Any OBJECT, None;
    Untyped UNTYPED Any ANY, None;
    Geography GEOGRAPHY Geography OBJECT, None;
    GeographyPoint GEOGRAPHY_POINT Geography OBJECT, None;
    GeographyLineString GEOGRAPHY_LINE_STRING Geography OBJECT, None;
    GeographyPolygon GEOGRAPHY_POLYGON Geography OBJECT, None;
    GeographyMultiPoint GEOGRAPHY_MULTI_POINT Geography OBJECT, None;
    GeographyMultiLineString GEOGRAPHY_MULTI_LINE_STRING Geography OBJECT, None;
    GeographyMultiPolygon GEOGRAPHY_MULTI_POLYGON Geography OBJECT, None;
    GeographyCollection GEOGRAPHY_COLLECTION Geography OBJECT, None;
    Geometry GEOMETRY Geometry OBJECT, None;
    GeometryPoint GEOMETRY_POINT Geometry OBJECT, None;
    GeometryLineString GEOMETRY_LINE_STRING Geometry OBJECT, None;
    GeometryPolygon GEOMETRY_POLYGON Geometry OBJECT, None;
    GeometryMultiPoint GEOMETRY_MULTI_POINT Geometry OBJECT, None;
    GeometryMultiLineString GEOMETRY_MULTI_LINE_STRING Geometry OBJECT, None;
    GeometryMultiPolygon GEOMETRY_MULTI_POLYGON Geometry OBJECT, None;
    GeometryCollection GEOMETRY_COLLECTION Geometry OBJECT, None;
}

impl Primitive {
    /// The type of an index.
    pub fn of(ty: Ix) -> Option<Self> {
        ALL.get(usize::try_from(ty.checked_sub(FIRST)?).ok()?).copied()
    }

    /// The type of a full name.
    pub fn named(name: &str) -> Option<Self> {
        let own = name.strip_prefix("Edm.")?;
        ALL.iter().copied().find(|primitive| primitive.name().strip_prefix("Edm.") == Some(own))
    }

    /// The schema of its values in JSON.
    pub(super) fn schema(self) -> SchemaRef {
        SchemaRef { table: &TABLE, index: self as Ix }
    }

    /// The least and greatest value of an integer type.
    pub(super) fn range(self) -> Option<(i64, i64)> {
        Some(match self {
            Primitive::Byte => (0, i64::from(u8::MAX)),
            Primitive::SByte => (i64::from(i8::MIN), i64::from(i8::MAX)),
            Primitive::Int16 => (i64::from(i16::MIN), i64::from(i16::MAX)),
            Primitive::Int32 => (i64::from(i32::MIN), i64::from(i32::MAX)),
            Primitive::Int64 => (i64::MIN, i64::MAX),
            _ => return None,
        })
    }
}
