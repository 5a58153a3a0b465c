//! Any bytes as a schema.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| wiretype_fuzz::generate(bytes));
