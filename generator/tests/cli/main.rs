//! The command from outside: folders come in, exit codes, printed text and files go out.

#![allow(clippy::expect_used, clippy::panic, reason = "a test that cannot go on fails")]

mod coverage;
mod explain_type;
mod generate;
mod inspect;
mod keep_going;
mod load;
mod manifest;
mod overlay;
mod project;
mod select;
mod vendor;
