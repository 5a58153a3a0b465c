//! Plan: what Rust each schema, rule and route becomes.

mod options;

pub use options::Options;
pub mod names;
pub mod repr;
mod docs;
mod shape;
mod views;
mod types;
mod boxing;
pub mod rules;
pub mod table;
