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
    let actions = (0..300).map(|at| format!("  - {{target: $.info{}, update: {{x-a: {{}}}}}}\n", ".x-a".repeat(at)));
    let overlay = format!("overlay: 1.0.0\ninfo: {{title: Fix, version: '1'}}\nactions:\n{}", actions.collect::<String>());
    let project = Project::new(&[("pets.yaml", PETS), ("fix.yaml", overlay.as_str())]);
    project.run("list pets.yaml --overlay fix.yaml").expect(1, &["E0701", "deeper than 256 levels", "fix.yaml:258:14"]);
}
