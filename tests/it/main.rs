//! The tests of the project as a whole, one binary so that everything is linked once.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "a test may stop at the first surprise")]

mod behave;
mod convert;
mod diagnostics;
mod differential;
mod documents;
mod fresh;
mod golden;
mod large;
mod noise;
mod odata;
mod support;
mod tidy;
