//! Schemas that many places use.

use super::origin;
use crate::ir::{Format, Json, Member, Number, Numeric, Schema, SchemaId, Schemas, Types, Values};
use crate::source::Location;

/// Schemas made once.
pub(super) struct Shared {
    /// Where messages without a better place point to.
    pub(super) place: Location,
    /// `null`
    pub(super) null: SchemaId,
    /// No value.
    pub(super) none: SchemaId,
    /// Any text.
    pub(super) string: SchemaId,
    /// A list of names.
    pub(super) names: SchemaId,
    /// `true` or `false`
    pub(super) boolean: SchemaId,
    /// Zero or more.
    pub(super) count: SchemaId,
    /// An address.
    pub(super) url: SchemaId,
    /// `INF`, `-INF`, `NaN`
    pub(super) not_finite: SchemaId,
}

impl Shared {
    /// Makes them.
    pub(super) fn new(schemas: &mut Schemas, place: Location) -> Self {
        let of = |name: &str, types| Schema::of(origin(name, place), types);
        let string = schemas.add(of("Edm.String", Types::STRING));
        let mut names = of("Collection(Edm.String)", Types::ARRAY);
        names.array.items = Some(string);
        let mut count = of("Edm.Int64", Types::INTEGER);
        count.format = Some(Format::Int(64));
        count.numeric = Numeric { minimum: Some(Number::from(0_i64)), ..Numeric::default() };
        let mut url = of("Edm.String", Types::STRING);
        url.format = Some(Format::Other("uri-reference".to_owned()));
        let mut not_finite = of("Edm.Double", Types::STRING);
        not_finite.values = Some(Values {
            members: ["INF", "-INF", "NaN"].map(|text| member(Json::String(text.to_owned()))).into(),
            open: false,
            flags: false,
            name: None,
        });
        Self {
            place,
            null: schemas.add(of("null", Types::NULL)),
            none: schemas.add(of("none", Types::NONE)),
            string,
            names: schemas.add(names),
            boolean: schemas.add(of("Edm.Boolean", Types::BOOLEAN)),
            count: schemas.add(count),
            url: schemas.add(url),
            not_finite: schemas.add(not_finite),
        }
    }
}

/// A value without name, docs or number.
pub(super) fn member(value: Json) -> Member {
    Member { value, name: None, docs: crate::ir::Docs::default(), number: None }
}
