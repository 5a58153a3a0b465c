//! Plan: what Rust each schema, rule and route becomes.

mod options;

pub use options::Options;
