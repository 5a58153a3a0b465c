//! Tests.

mod behave;
