//! Checked-in output of `cargo run`.
