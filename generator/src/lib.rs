//! Generates Rust models, validators and HTTP route stubs from API schemas: OpenAPI 2.0 to 3.2 and OData CSDL.

pub mod diag;
pub mod front;
pub mod ir;
pub mod source;
