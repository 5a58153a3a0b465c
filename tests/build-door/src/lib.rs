//! Books and shelves: both modules are generated while this crate is built, from the documents in `schemas`.

include!(concat!(env!("OUT_DIR"), "/library/mod.rs"));
include!(concat!(env!("OUT_DIR"), "/shelf/mod.rs"));
include!(concat!(env!("OUT_DIR"), "/warehouse/mod.rs"));
include!(concat!(env!("OUT_DIR"), "/till/mod.rs"));

mod money;

pub use money::Money;
