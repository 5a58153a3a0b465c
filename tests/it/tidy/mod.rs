//! Tidy: the habits of the house, held by reading its own source. Each test tells every offender at once.

mod banned;
mod files;
mod sizes;
mod walls;
mod words;

use files::{Rust, rust_files};

/// Fails with all offenders, one a line.
fn none(rule: &str, offenders: &[String]) {
    assert!(offenders.is_empty(), "{rule}:\n  {}\n", offenders.join("\n  "));
}
