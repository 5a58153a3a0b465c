//! Generates Rust models, validators and HTTP route stubs from API schemas: OpenAPI 2.0 to 3.2 and OData CSDL.

pub mod back;
pub mod check;
pub mod diag;
pub mod front;
pub mod ir;
pub mod plan;
pub mod render;
pub mod source;

/// Plans, emits and renders the files of one module.
pub fn emit(checked: &check::Checked, options: &plan::Options) -> Vec<render::File> {
    render::render(&plan::plan(checked, options))
}
