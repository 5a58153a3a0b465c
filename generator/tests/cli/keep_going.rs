//! `--keep-going`.

use crate::project::{PETS, Project, broken};

#[test]
fn local_mistakes_become_warnings() {
    let project = Project::new(&[("broken.yaml", &broken())]);
    project.run("check broken.yaml").expect(1, &["error[E0101]"]);
    project.run("check broken.yaml --keep-going").expect(0, &["warning[E0101]", "; any value is taken there"]);
    project.run("check broken.yaml --keep-going --deny warnings").expect(1, &["error[E0101]"]);
    project.run("check broken.yaml --keep-going --deny E0101").expect(1, &["error[E0101]"]);
    project.run("generate broken.yaml --stdout --keep-going").expect(0, &["warning[E0101]", "struct Pet"]);
    project.write("wiretype.toml", "[[module]]\nname = \"pets\"\nschemas = [\"broken.yaml\"]\nkeep_going = true\n");
    project.run("").expect(0, &["warning[E0101]", "written"]);
}

#[test]
fn what_harms_everything_stays_an_error() {
    let project = Project::new(&[("pets.yaml", &PETS.replace("3.0.3", "9.9.9")), ("cut.json", "{\"openapi\": ")]);
    project.run("check pets.yaml --keep-going").expect(1, &["error[E0055]"]);
    project.run("check cut.json --keep-going").expect(1, &["error[E0001]"]);
}
