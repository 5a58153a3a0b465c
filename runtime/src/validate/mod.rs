//! Checking values: the interpreter over [`crate::schema`] tables, the report, and what typed validators call.
//!
//! There are two doors with one meaning. [`check_bytes`] and [`check_value`] apply a schema table to JSON; [`Validate`] is what
//! generated types implement in readable code, with the rules of [`Validator`]. [`crate::parse`] goes through both.

mod choose;
mod exact;
mod fault;
mod interpreter;
mod length;
mod member;
mod number;
mod options;
mod policy;
mod report;
mod rule;
mod typed;
mod unique;
mod validator;

pub use choose::choose_valid;
pub use interpreter::{check_bytes, check_value, is_valid};
pub use member::Member;
pub use number::Quantity;
pub use options::Options;
pub use policy::{Direction, Policy, PolicyLine, Severity};
pub use report::{Report, Violation};
pub use rule::Rule;
pub use typed::{Present, Validate};
pub use validator::Validator;
