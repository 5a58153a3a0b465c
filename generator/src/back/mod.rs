//! Emit: the plan comes in, the tokens of each item go out. One emitter per file of a generated module; emitters do not know each other.

pub mod codec;
pub mod models;
pub mod module;
pub mod routes;
pub mod service;
pub mod tables;
pub mod text;
pub mod ty;
pub mod validators;
