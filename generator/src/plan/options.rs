//! What a user may decide about the output of one module.

use std::collections::BTreeMap;

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
        let full = format!("{}.{}", name.namespace, name.name);
        self.types.get(&full).or_else(|| self.types.get(&name.name))
    }
}

impl Default for Options {
    fn default() -> Self {
        Self { formats: true, routes: true, errors: None, source: String::new(), types: BTreeMap::new() }
    }
}
