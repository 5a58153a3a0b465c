//! What a user may decide about the output of one module.

use crate::ir::Envelope;

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
}

impl Default for Options {
    fn default() -> Self {
        Self { formats: true, routes: true, errors: None, source: String::new() }
    }
}
