//! Checking values: the interpreter over [`crate::schema`] tables, the report, and what typed validators call.

/// Report
#[derive(Debug)]
pub struct Report;
/// Validator
#[derive(Debug)]
pub struct Validator;
/// Validate
pub trait Validate {
    /// Validates.
    fn validate(&self, v: &mut Validator);
}
