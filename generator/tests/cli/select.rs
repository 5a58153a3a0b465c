//! `--include` and `--exclude`.

use crate::project::{PETS, Project};

#[test]
fn a_part_is_listed_checked_dumped_and_generated() {
    let project = Project::new(&[("pets.yaml", PETS)]);
    let listed = |selectors: &str| project.run(&format!("list pets.yaml {selectors}")).expect(0, &[]).stdout;
    assert!(listed("--include type:Colour").starts_with("Pets 1: 0 operations, 1 type\n"));
    assert!(listed("--include operation:getPet").starts_with("Pets 1: 1 operation, 1 type\n"));
    assert!(listed("--include method:get --exclude path:/pets/*").starts_with("Pets 1: 0 operations, 0 types\n"));
    assert!(listed("--exclude type:Col*").starts_with("Pets 1: 1 operation, 1 type\n"));
    project.run("check pets.yaml --exclude tag:pets").expect(0, &["no mistakes in 0 operations, 1 type"]);
    let dump = project.run("dump ir pets.yaml --include type:Colour").expect(0, &["schema Colour"]);
    assert!(!dump.stdout.contains("Pet:"), "{}", dump.stdout);
    let code = project.run("generate pets.yaml --stdout --include type:Colour").expect(0, &["enum Colour"]);
    assert!(!code.stdout.contains("struct Pet"), "{}", code.stdout);
}

#[test]
fn a_selector_that_matches_nothing_is_a_wrong_use() {
    let project = Project::new(&[("pets.yaml", PETS)]);
    project.run("list pets.yaml --include type:Color").expect(2, &["E0531", "did you mean `Colour`?"]);
    project.run("check pets.yaml --exclude path:/cats").expect(2, &["E0531", "wiretype list"]);
    project.run("list pets.yaml --include types:Pet").expect(2, &["E0530", "did you mean `type:`?"]);
}

#[test]
fn the_term_that_matches_nothing_is_named() {
    let manifest = |selector: &str| format!("[[module]]\nname = \"pets\"\nschemas = [\"pets.yaml\"]\ninclude = [\"{selector}\"]\n");
    let expect = |selector: &str, texts: &[&str]| {
        Project::new(&[("pets.yaml", PETS), ("wiretype.toml", &manifest(selector))]).run("").expect(2, texts);
    };
    expect("path:/pets/* method:GTE", &["E0531", "no method matches `GTE`", "did you mean `GET`?"]);
    expect("operation:getPets tag:pets", &["no operation matches `getPets`", "did you mean `getPet`?"]);
}
