//! Schemas as static data: what the generator writes into `tables.rs` and [`crate::validate`] walks.
//!
//! Generated tables are text, which costs nothing to compile, and become the rows below on first use (`decode`). A rule applies only
//! to values of its JSON type, as in JSON Schema 2020-12.

pub(crate) mod decode;
mod table;

use crate::pattern::Pattern;

pub use table::Table;

/// Index of a schema in its [`Table`].
pub type Ix = u32;

/// One schema of a table: what a generated type or parameter says of itself.
#[derive(Clone, Copy, Debug)]
pub struct SchemaRef {
    /// The table.
    pub table: &'static Table,
    /// The index.
    pub index: Ix,
}

/// A schema that accepts everything, for bodies that a document says nothing about.
pub const ANYTHING: SchemaRef = SchemaRef { table: &ANYTHING_TABLE, index: 0 };

static ANYTHING_TABLE: Table = Table::of(&[Schema::ANY], &[]);

/// JSON types as bits: null 1, boolean 2, integer 4, other numbers 8, string 16, array 32, object 64.
pub type Types = u8;

/// `null`
pub const NULL: Types = 1;
/// booleans
pub const BOOLEAN: Types = 2;
/// whole numbers
pub const INTEGER: Types = 4;
/// numbers, whole or not
pub const NUMBER: Types = 12;
/// strings
pub const STRING: Types = 16;
/// arrays
pub const ARRAY: Types = 32;
/// objects
pub const OBJECT: Types = 64;
/// every value
pub const ANY: Types = 127;

/// One schema.
#[derive(Debug)]
pub struct Schema {
    /// Declared name, for keyword paths.
    pub name: Option<&'static str>,
    /// The JSON types it accepts; none: no value is valid.
    pub types: Types,
    /// A format by its name (`date-time`, `uuid`, `int32` …), as known to [`crate::format`].
    pub format: Option<&'static str>,
    /// Values must not be shown in reports.
    pub secret: bool,
    /// Enumerated values.
    pub values: Option<&'static Values>,
    /// Rules for numbers.
    pub numeric: Option<&'static Numeric>,
    /// Rules for strings.
    pub text: Option<&'static Text>,
    /// Rules for arrays.
    pub array: Option<&'static Array>,
    /// Rules for objects.
    pub object: Option<&'static Object>,
    /// References and combinations.
    pub logic: Option<&'static Logic>,
}

impl Schema {
    /// Accepts every value.
    pub const ANY: Schema = Schema {
        name: None,
        types: ANY,
        format: None,
        secret: false,
        values: None,
        numeric: None,
        text: None,
        array: None,
        object: None,
        logic: None,
    };
}

/// Enumerated values as JSON texts.
#[derive(Debug)]
pub struct Values {
    /// JSON texts, such as `"a"` with its quotes, or `{"x":1}`.
    pub json: &'static [&'static str],
    /// Other values of the accepted types are valid too.
    pub open: bool,
    /// A string holds several of the (string) values, separated by commas.
    pub flags: bool,
}

/// Rules for numbers; limits are JSON number texts, compared without loss.
#[derive(Debug)]
pub struct Numeric {
    /// `minimum`
    pub minimum: Option<&'static str>,
    /// `exclusiveMinimum`
    pub exclusive_minimum: Option<&'static str>,
    /// `maximum`
    pub maximum: Option<&'static str>,
    /// `exclusiveMaximum`
    pub exclusive_maximum: Option<&'static str>,
    /// `multipleOf`
    pub multiple_of: Option<&'static str>,
}

impl Numeric {
    /// No rule.
    pub const NONE: Numeric =
        Numeric { minimum: None, exclusive_minimum: None, maximum: None, exclusive_maximum: None, multiple_of: None };
}

/// Rules for strings.
#[derive(Debug)]
pub struct Text {
    /// In characters.
    pub min_length: Option<u64>,
    /// In characters.
    pub max_length: Option<u64>,
    /// Of what base64 encodes.
    pub max_bytes: Option<u64>,
    /// Compiled once.
    pub pattern: Option<&'static Pattern>,
    /// For dates, points in time, times of a day and durations: not before.
    pub minimum: Option<&'static str>,
    /// The same: after.
    pub exclusive_minimum: Option<&'static str>,
    /// The same: not after.
    pub maximum: Option<&'static str>,
    /// The same: before.
    pub exclusive_maximum: Option<&'static str>,
}

impl Text {
    /// No rule.
    pub const NONE: Text = Text {
        min_length: None,
        max_length: None,
        max_bytes: None,
        pattern: None,
        minimum: None,
        exclusive_minimum: None,
        maximum: None,
        exclusive_maximum: None,
    };
}

/// Rules for arrays.
#[derive(Debug)]
pub struct Array {
    /// Schemas of the first items.
    pub prefix_items: &'static [Ix],
    /// Schema of every item after the prefix.
    pub items: Option<Ix>,
    /// Schema that some items match.
    pub contains: Option<Ix>,
    /// `minContains`; 1 when absent
    pub min_contains: Option<u64>,
    /// `maxContains`
    pub max_contains: Option<u64>,
    /// `minItems`
    pub min_items: Option<u64>,
    /// `maxItems`
    pub max_items: Option<u64>,
    /// `uniqueItems`
    pub unique_items: bool,
    /// `unevaluatedItems`
    pub unevaluated: Option<Ix>,
}

impl Array {
    /// No rule.
    pub const NONE: Array = Array {
        prefix_items: &[],
        items: None,
        contains: None,
        min_contains: None,
        max_contains: None,
        min_items: None,
        max_items: None,
        unique_items: false,
        unevaluated: None,
    };
}

/// The side of an object that a value shows, as bits: read 1, create 2, update 4.
pub type Views = u8;

/// Responses.
pub const READ: Views = 1;
/// Requests that create or replace.
pub const CREATE: Views = 2;
/// Requests that change what is there.
pub const UPDATE: Views = 4;
/// No side in particular: every member is checked, and what any side requires is required.
pub const ALL: Views = 7;

/// Rules for objects.
#[derive(Debug)]
pub struct Object {
    /// Declared members in source order.
    pub properties: &'static [Property],
    /// Members that must be there, with the views in which they must.
    pub required: &'static [(&'static str, Views)],
    /// Schemas of members by pattern of their name.
    pub pattern_properties: &'static [(&'static Pattern, Ix)],
    /// Schema of every other member.
    pub additional: Option<Ix>,
    /// Members with an `@` in their name are annotations, those that begin with `#` name what can be called: allowed and not checked.
    pub annotations: bool,
    /// Schema of every member's name.
    pub property_names: Option<Ix>,
    /// `minProperties`
    pub min_properties: Option<u64>,
    /// `maxProperties`
    pub max_properties: Option<u64>,
    /// If the first is there, the others must be too.
    pub dependent_required: &'static [(&'static str, &'static [&'static str])],
    /// If the member is there, the object must satisfy the schema too.
    pub dependent_schemas: &'static [(&'static str, Ix)],
    /// `unevaluatedProperties`
    pub unevaluated: Option<Ix>,
}

impl Object {
    /// No rule.
    pub const NONE: Object = Object {
        properties: &[],
        required: &[],
        pattern_properties: &[],
        additional: None,
        annotations: false,
        property_names: None,
        min_properties: None,
        max_properties: None,
        dependent_required: &[],
        dependent_schemas: &[],
        unevaluated: None,
    };
}

/// A declared member.
#[derive(Debug)]
pub struct Property {
    /// Its name on the wire.
    pub name: &'static str,
    /// Its schema.
    pub schema: Ix,
    /// The views it is part of; in any other view it is accepted and not checked.
    pub access: Views,
}

/// References and combinations.
#[derive(Debug)]
pub struct Logic {
    /// `$ref`
    pub refer: Option<Ix>,
    /// `$dynamicRef`: anchor and first target
    pub dynamic_refer: Option<(&'static str, Ix)>,
    /// `$dynamicAnchor`s of the schema resource that this schema is the root of: name and target.
    /// A resource is entered when evaluation passes through its root or through any schema that carries such a list.
    pub dynamic_anchors: &'static [(&'static str, Ix)],
    /// `allOf`
    pub all_of: &'static [Ix],
    /// `anyOf`
    pub any_of: &'static [Ix],
    /// `oneOf`
    pub one_of: &'static [Ix],
    /// `not`
    pub not: Option<Ix>,
    /// `if`
    pub condition: Option<Ix>,
    /// `then`
    pub then: Option<Ix>,
    /// `else`
    pub otherwise: Option<Ix>,
    /// The schemas derived from this one, by tag.
    pub discriminator: Option<&'static Discriminator>,
}

impl Logic {
    /// No rule.
    pub const NONE: Logic = Logic {
        refer: None,
        dynamic_refer: None,
        dynamic_anchors: &[],
        all_of: &[],
        any_of: &[],
        one_of: &[],
        not: None,
        condition: None,
        then: None,
        otherwise: None,
        discriminator: None,
    };
}

/// Chooses the derived schema that a value must satisfy by the tag it carries. A value without tag, or with an unknown one, is
/// checked against the schema itself only.
#[derive(Debug)]
pub struct Discriminator {
    /// The member that holds the tag.
    pub property: &'static str,
    /// Tags with schemas.
    pub mapping: &'static [(&'static str, Ix)],
    /// Tags are qualified type names: a leading `#` does not matter, nor does letter case. The schema of a type says everything
    /// about its values, so a value with a known tag is checked against the tag's schema only.
    pub type_uri: bool,
}
