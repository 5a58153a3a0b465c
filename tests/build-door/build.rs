//! Generates `mod library` from the schema, and `mod shelf` with options.

fn main() -> Result<(), wiretype::BuildError> {
    wiretype::build("schemas/library.yaml")?;
    wiretype::Build::new().schema("schemas/shelf.csdl.xml").module("shelf").routes(false).compile()
}
