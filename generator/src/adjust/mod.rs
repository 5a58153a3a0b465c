//! Adjust: an API and a user's overrides come in, the API with these changes goes out.
//!
//! Names, nullability, requiredness and openness are facts of the API and changed here; what Rust a type becomes is decided in
//! `plan`, so that here it is only checked that such an override has a type to apply to. An override that changes nothing is
//! reported.

mod property;
mod types;

use crate::diag::Diags;
use crate::ir::Api;
use crate::source::{Location, Written};

/// What a user wants otherwise than a document says it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Of declared types.
    pub types: Vec<TypeOverride>,
    /// Of their properties.
    pub properties: Vec<PropertyOverride>,
    /// Places in schemas that the manifest says of how they are checked.
    pub places: Vec<Written>,
}

/// What is changed of a declared type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TypeOverride {
    /// Its name, with or without namespace.
    pub name: Written,
    /// Its name in code.
    pub rename: Option<Written>,
    /// The path of a type that takes its place.
    pub replace: Option<Written>,
    /// Paths of further derives.
    pub derive: Vec<Written>,
    /// Whether an enumeration may have values that are not listed.
    pub open: Option<Flag>,
}

/// What is changed of a property.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PropertyOverride {
    /// The name of the declared type, a dot and the name of the property.
    pub name: Written,
    /// Its name in code.
    pub rename: Option<Written>,
    /// Whether it may be null.
    pub nullable: Option<Flag>,
    /// Whether it may be absent.
    pub optional: Option<Flag>,
}

/// Yes or no, and where that is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Flag {
    /// What is wanted.
    pub on: bool,
    /// Where, if in a file.
    pub place: Option<Location>,
}

/// Changes what the overrides say.
pub fn adjust(api: &mut Api, options: &Options, diags: &mut Diags) {
    for wanted in &options.types {
        types::adjust(api, wanted, diags);
    }
    for wanted in &options.properties {
        property::adjust(api, wanted, diags);
    }
    for place in &options.places {
        types::known_place(api, place, diags);
    }
}
