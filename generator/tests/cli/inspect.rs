//! `wiretype check`, `list`, `dump` and `explain`.

use crate::project::{PETS, Project, broken};

fn project() -> Project {
    Project::new(&[("pets.yaml", PETS), ("broken.yaml", &broken())])
}

#[test]
fn check() {
    let project = project();
    project.run("check pets.yaml").expect(0, &["pets.yaml: no mistakes in 1 operation, 2 types"]);
    project.run("check broken.yaml").expect(1, &["E0101", "broken.yaml:13:"]);
    project.run("check none.yaml").expect(2, &["E0020"]);
    project.run("check pets.yaml none.yaml broken.yaml").expect(2, &["E0020"]);
    project.run("check pets.yaml broken.yaml pets.yaml").expect(1, &["E0101", "pets.yaml: no mistakes"]);
    project.run("list pets.yaml broken.yaml").expect(2, &["E0508"]);
    project.write("text.yaml", "a: 1\n");
    project.run("check text.yaml").expect(1, &["E0023"]);
}

#[test]
fn check_for_programs() {
    let project = project();
    let run = project.run("check broken.yaml --format json").expect(1, &[]);
    assert_eq!(run.stderr, "");
    for line in run.stdout.lines() {
        let value: serde_json::Value = serde_json::from_str(line).unwrap_or_else(|error| panic!("{line}: {error}"));
        assert_eq!(value["code"], "E0101");
    }
    let run = project.run("check broken.yaml --format github").expect(1, &[]);
    assert!(run.stdout.starts_with("::error file=broken.yaml,line=13,"), "{}", run.stdout);
    let run = project.run("check pets.yaml --format json").expect(0, &[]);
    assert_eq!((run.stdout.as_str(), run.stderr.as_str()), ("", ""));
}

#[test]
fn warnings_can_be_denied() {
    let project = project();
    project.write("twice.yaml", format!("{PETS}info: {{}}\n"));
    project.run("check twice.yaml").expect(0, &["W0004"]);
    for deny in ["warnings", "W0004", "w0004", "E0101 --deny warnings"] {
        project.run(&format!("check twice.yaml --deny {deny}")).expect(1, &["W0004"]);
    }
    project.run("check twice.yaml --deny limitations").expect(0, &["W0004"]);
    project.run("check twice.yaml --deny W9999").expect(2, &["E0510", "W9999"]);
}

#[test]
fn list() {
    let run = project().run("list pets.yaml").expect(0, &[]);
    let wanted = "Pets 1: 1 operation, 2 types\n\noperations\n  GET  getPet  pets  /pets/{id}\n\ntypes\n  Pet     object, 2 fields\n  \
                  Colour  enumeration, 2 values\n";
    assert_eq!(run.stdout, wanted);
}

#[test]
fn dump() {
    let project = project();
    project.run("dump tree broken.yaml").expect(0, &["\"openapi\": \"3.0.3\"  @1:10\n", "0: \"pets\""]);
    project.write("x.xml", "<a b='1'>\n  <c>t</c>\n</a>");
    let run = project.run("dump tree x.xml").expect(0, &[]);
    assert_eq!(run.stdout, "document x.xml\n  <a> b=\"1\"  @1:1\n    <c> \"t\"  @2:3\n");
    project.run("dump ir pets.yaml").expect(0, &["Pet", "getPet"]);
    project.run("dump ir broken.yaml").expect(1, &["E0101"]);
    project.run("dump soup pets.yaml").expect(2, &["soup"]);
}

#[test]
fn explain() {
    let project = project();
    project.run("explain E0101").expect(0, &["E0101 (error): a reference points to nothing\n\n"]);
    project.run("explain e0101").expect(0, &["E0101"]);
    project.run("explain E0191").expect(2, &["E0510", "did you mean `E0101`?"]);
    let run = project.run("explain").expect(0, &["E0001  error", "W0605  warning"]);
    assert_eq!(run.stdout.lines().count(), wiretype::diag::codes::CODES.len());
}

#[test]
fn help_and_version() {
    let project = project();
    project.run("--help").expect(0, &["generate", "check", "list", "dump", "explain"]);
    project.run("--version").expect(0, &[env!("CARGO_PKG_VERSION")]);
}

#[test]
fn members_of_newer_versions_are_read() {
    let schema = "openapi: 3.0.4\ninfo: {title: New, version: '1'}\npaths: {}\nwebhooks: {done: {post: {responses: {'200': {description: Done}}}}}\n";
    let project = Project::new(&[("new.yaml", schema)]);
    project.run("check new.yaml").expect(0, &["W0201", "read as in OpenAPI 3.1", "1 operation"]);
}
