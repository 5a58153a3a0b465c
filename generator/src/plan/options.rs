//! What a user may decide about the output of one module.

use std::collections::BTreeMap;

use wiretype_runtime::validate;

use crate::ir::{Envelope, Schema};

/// Options of one generated module.
#[derive(Clone, Debug)]
pub struct Options {
    /// Formats are asserted and become types of their own (`date-time`, `uuid` …); off: strings stay strings.
    pub formats: bool,
    /// Service traits and routers are generated.
    pub routes: bool,
    /// The shape of error bodies; `None`: as the front end found it.
    pub errors: Option<Envelope>,
    /// How values are checked, unless the program says otherwise; `None`: as the runtime does by itself.
    pub validation: Option<Validation>,
    /// What the module was generated from, as a path that says the same on every machine; goes into file headers.
    pub source: String,
    /// What is wanted of the Rust of declared types, by their names.
    pub types: BTreeMap<String, Custom>,
}

/// What a user wants of the Rust of a type.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Custom {
    /// The path of a type that takes its place.
    pub replace: Option<String>,
    /// Paths of further derives.
    pub derive: Vec<String>,
}

impl Options {
    /// What is wanted of a declared type: of its qualified name, or else of its own.
    pub fn custom(&self, schema: &Schema) -> Option<&Custom> {
        let name = schema.name.as_ref().filter(|_| !self.types.is_empty())?;
        self.types.get(&name.qualified()).or_else(|| self.types.get(&name.name))
    }
}

/// How the values of a module are checked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Validation {
    /// What is checked, and how much a breach matters.
    pub options: validate::Options,
    /// Whether a router checks responses before it sends them.
    pub responses: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self { formats: true, routes: true, errors: None, validation: None, source: String::new(), types: BTreeMap::new() }
    }
}
