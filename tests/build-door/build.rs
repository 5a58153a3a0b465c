//! Generates `mod library` from the schema, `mod shelf` with options, `mod till` with a type of this crate in it, and `mod warehouse` from a document as large as those whose
//! modules are split into files.

use std::fmt::Write;
use std::path::Path;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    wiretype::build("schemas/library.yaml")?;
    wiretype::Build::new().schema("schemas/shelf.csdl.xml").module("shelf").routes(false).compile()?;
    wiretype::Build::new().schema("schemas/till.yaml").replace("Money", "crate::Money").compile()?;
    let large = Path::new(&std::env::var("OUT_DIR")?).join("warehouse.yaml");
    std::fs::write(&large, warehouse())?;
    wiretype::Build::new().schema(large).module("warehouse").compile()?;
    Ok(())
}

/// 420 types in families and alone, each naming the next of ten, and 180 operations in three groups.
fn warehouse() -> String {
    const FAMILIES: [&str; 6] = ["Box", "Crate", "Pallet", "Models", "Tables", "x"];
    let name = |at: usize| format!("{}{}", FAMILIES[at % FAMILIES.len()], at / FAMILIES.len());
    let mut out = String::from("openapi: 3.0.3\ninfo: {title: Warehouse, version: '1'}\npaths:\n");
    for at in 0..180 {
        let (group, holds) = (["inbound", "outbound", "shelves"][at % 3], name(at));
        let _ = write!(
            out,
            "  /{group}/{at}/{{id}}:\n    put:\n      operationId: {group}_put{at}\n      tags: [{group}]\n      parameters: [{{name: id, in: path, \
             required: true, schema: {{type: string, format: uuid}}}}]\n      requestBody: {{required: true, content: {{application/json: {{schema: \
             {{$ref: '#/components/schemas/{holds}'}}}}}}}}\n      responses: {{'200': {{description: Done., content: {{application/json: {{schema: \
             {{type: array, items: {{$ref: '#/components/schemas/{holds}'}}}}}}}}}}}}\n"
        );
    }
    out.push_str("components:\n  schemas:\n");
    for at in 0..420 {
        // Chains of ten: rustc gives up on auto traits of types nested more than about a hundred deep.
        let next = name(at / 10 * 10 + (at + 1) % 10);
        let _ = write!(
            out,
            "    {}:\n      type: object\n      required: [name]\n      properties:\n        name: {{type: string, pattern: '^[a-z]+$'}}\n        \
             next: {{$ref: '#/components/schemas/{next}'}}\n        kind: {{type: string, enum: [dry, cold]}}\n",
            name(at)
        );
    }
    out
}
