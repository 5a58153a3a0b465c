//! Any bytes as a body.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| wiretype_fuzz::read(bytes));
