//! Trees come in, pretty text goes out: JSON, YAML, XML. Equal trees give equal bytes.

pub(super) mod json;
pub(super) mod xml;
pub(super) mod yaml;
