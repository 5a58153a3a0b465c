//! The HTTP room from outside: styles, matching, and a hand-written module of the form that the generator writes.

#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::format_push_string)]

mod answers;
#[cfg(feature = "odata")]
mod batch;
mod bodies;
mod checks;
mod errors;
mod matching;
mod module;
mod noise;
mod ordered;
mod parameters;
mod schemas;
mod styles;
mod tables;
