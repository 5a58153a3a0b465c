//! The text of this crate, for generators that hand out a copy of it (feature `vendor`).

/// Makes a list of paths with the text of each.
macro_rules! texts {
    ($($path:literal,)*) => { &[$(($path, include_str!($path))),*] };
}

/// Every source file of this crate, by its path below `src`, sorted. A test of the generator holds the list complete.
pub static FILES: &[(&str, &str)] = texts![
    "format.rs",
    "http/mod.rs",
    "json/digits.rs",
    "json/error.rs",
    "json/map.rs",
    "json/mod.rs",
    "json/number.rs",
    "json/read.rs",
    "json/reader.rs",
    "json/scan.rs",
    "json/tag.rs",
    "json/tests.rs",
    "json/value.rs",
    "json/write.rs",
    "json/writer.rs",
    "lib.rs",
    "maybe.rs",
    "model.rs",
    "pattern.rs",
    "schema.rs",
    "serde_bridge.rs",
    "text.rs",
    "validate/mod.rs",
    "vendor.rs",
];
