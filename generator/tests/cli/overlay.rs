//! `--overlay`.

use crate::project::{PETS, Project};

const FIX: &str = "overlay: 1.0.0
info: {title: Fix, version: '1'}
actions:
  - {target: $.info, update: {title: Cats}}
  - {target: $.paths, remove: true}
";

#[test]
fn an_overlay_changes_what_is_read() {
    let project = Project::new(&[("pets.yaml", PETS), ("fix.yaml", FIX)]);
    project.run("list pets.yaml --overlay fix.yaml").expect(0, &["Cats 1: 0 operations"]);
    project.run("check pets.yaml --overlay fix.yaml --overlay fix.yaml").expect(0, &["W0703", "fix.yaml:5:14"]);
    project.run("check pets.yaml --overlay none.yaml").expect(2, &["E0020", "none.yaml"]);
    project.run("check pets.yaml --overlay pets.yaml").expect(1, &["E0701"]);
    let module = "[[module]]\nname = \"pets\"\nschemas = [\"pets.yaml\"]\noverlays = [\"fix.yaml\"]\n";
    project.write("wiretype.toml", module);
    project.run("").expect(0, &["written"]);
    assert!(project.read("generated/src/pets/mod.rs").contains("Cats"));
    project.write("fix.yaml", "overlay: 2.0\n");
    project.run("").expect(1, &["E0701", "found `2.0`"]);
}

#[test]
fn overlays_make_no_document_deeper_than_one_may_be() {
    let actions = (0..300).map(|at| format!("  - {{target: $.info{}, update: {{a: {{}}}}}}\n", ".a".repeat(at)));
    let overlay = format!("overlay: 1.0.0\ninfo: {{title: Fix, version: '1'}}\nactions:\n{}", actions.collect::<String>());
    let project = Project::new(&[("pets.yaml", PETS), ("fix.yaml", overlay.as_str())]);
    project.run("list pets.yaml --overlay fix.yaml").expect(1, &["E0701", "deeper than 256 levels", "fix.yaml:258:14"]);
}

#[test]
fn members_are_found_after_many_were_put_in_and_taken_out() {
    let put = (0..80).map(|at| format!("  - {{target: $.components.schemas, update: {{S{at}: {{type: string}}}}}}\n"));
    let taken = (0..80).step_by(2).map(|at| format!("  - {{target: $.components.schemas.S{at}, remove: true}}\n"));
    let changed = (1..80).step_by(2).map(|at| {
        let next = (at + 2) % 80;
        format!("  - {{target: $.components.schemas, update: {{S{at}: {{items: {{$ref: '#/components/schemas/S{next}'}}}}}}}}\n")
    });
    let actions: String = put.chain(taken).chain(changed).collect();
    let overlay = format!("overlay: 1.0.0\ninfo: {{title: Fix, version: '1'}}\nactions:\n{actions}");
    let schema = "openapi: 3.1.0\ninfo: {title: Many, version: '1'}\npaths: {}\ncomponents: {schemas: {Own: {type: string}}}\n";
    let project = Project::new(&[("many.yaml", schema), ("fix.yaml", overlay.as_str())]);
    project.run("check many.yaml --overlay fix.yaml").expect(0, &["41 types"]);
}
