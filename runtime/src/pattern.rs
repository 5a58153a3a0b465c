//! ECMA-262 patterns.

/// Pattern
#[derive(Debug)]
pub struct Pattern(&'static str);
