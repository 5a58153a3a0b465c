//! `wiretype generate`.

use crate::project::{PETS, Project, broken};

const CSDL: &str = r#"<edmx:Edmx xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx" Version="4.0"><edmx:DataServices>
<Schema xmlns="http://docs.oasis-open.org/odata/ns/edm" Namespace="my.store">
  <EntityType Name="Toy"><Key><PropertyRef Name="id"/></Key><Property Name="id" Type="Edm.String" Nullable="false"/></EntityType>
  <EntityContainer Name="Service"><EntitySet Name="toys" EntityType="my.store.Toy"/></EntityContainer>
</Schema></edmx:DataServices></edmx:Edmx>"#;

fn project() -> Project {
    Project::new(&[("my pets.openapi.yaml", PETS), ("pets.yaml", PETS)])
}

#[test]
fn a_crate_by_default() {
    let project = project();
    project.run("generate pets.yaml --out out").expect(0, &["files", "in out: "]);
    let manifest = project.read("out/Cargo.toml");
    assert!(
        manifest.contains("name = \"pets\"") && manifest.contains(&format!("wiretype-runtime = \"{}\"", env!("CARGO_PKG_VERSION")))
    );
    assert!(project.read("out/src/lib.rs").contains("pub mod models;"));
    project.run("generate pets.yaml --out out --check").expect(0, &[]);
    project.run("generate pets.yaml --out out --crate other --check").expect(1, &["stale: out/Cargo.toml", "+name = \"other\""]);
}

#[test]
fn a_large_crate_is_checked_as_a_whole() {
    let schema = |at| format!("    S{at}: {{type: object, properties: {{a: {{type: string}}}}}}\n");
    let schemas = (0..500).map(schema).collect::<Vec<_>>().concat();
    let document = format!("openapi: 3.0.3\ninfo: {{title: Large, version: '1'}}\npaths: {{}}\ncomponents:\n  schemas:\n{schemas}");
    let project = Project::new(&[("large.yaml", &document), ("pets.yaml", PETS)]);
    let is_whole = |out: &str| project.read(&format!("{out}/Cargo.toml")).contains("incremental = false");
    project.run("generate large.yaml --out large").expect(0, &[]);
    project.run("generate pets.yaml --out small").expect(0, &[]);
    assert!(is_whole("large") && !is_whole("small"));
    // Profiles below a workspace are ignored with a warning.
    project.write("Cargo.toml", "[workspace]\n");
    project.run("generate large.yaml --out member").expect(0, &[]);
    assert!(!is_whole("member"));
}

#[test]
fn an_edited_cargo_toml_is_kept() {
    let project = project();
    project.run("generate pets.yaml --out out").expect(0, &[]);
    project.append("out/Cargo.toml", "serde_json = \"1\"\n");
    project.run("generate pets.yaml --out out --crate other").expect(0, &["W0605"]);
    assert!(project.read("out/Cargo.toml").ends_with("serde_json = \"1\"\n"));
    project.run("generate pets.yaml --out out --check").expect(0, &[]);
    project.run("generate pets.yaml --out out --force").expect(0, &[]);
    assert!(!project.read("out/Cargo.toml").contains("serde_json"));
}

#[test]
fn a_module_if_asked_for() {
    let project = project();
    project.run("generate pets.yaml --out src/api --module").expect(0, &[]);
    assert!(project.has("src/api/mod.rs") && project.has("src/api/models.rs") && !project.has("src/api/Cargo.toml"));
    // A module of another schema below the same folder is left alone.
    project.write("cats.yaml", PETS.replace("Pet", "Cat"));
    project.run("generate cats.yaml --out src --module").expect(0, &["0 removed"]);
    assert!(project.has("src/api/models.rs"));
    project.run("generate pets.yaml --out src/api --module --no-routes").expect(0, &[]);
    assert!(!project.has("src/api/routes.rs"), "routes were removed");
}

#[test]
fn the_runtime_by_path() {
    let project = project();
    for (out, path, written) in
        [("out", "rt", "../rt"), ("a/b", "a/rt", "../rt"), ("out", "/opt/rt", "/opt/rt"), ("x", "x/rt", "rt")]
    {
        project.run(&format!("generate pets.yaml --out {out} --runtime-path {path} --force")).expect(0, &[]);
        let manifest = project.read(&format!("{out}/Cargo.toml"));
        assert!(manifest.contains(&format!("wiretype-runtime = {{ path = \"{written}\" }}")), "{manifest}");
    }
}

/// A crate without routes takes nothing for HTTP along, wherever its runtime is.
#[test]
fn without_routes_the_runtime_has_no_http() {
    let project = project();
    project.write("store.csdl.xml", CSDL);
    let version = format!("version = \"{}\", default-features = false }}", env!("CARGO_PKG_VERSION"));
    for (schema, given, written) in [
        ("pets.yaml", "", version.as_str()),
        ("pets.yaml", "--runtime-path rt", "path = \"../rt\", default-features = false }"),
        ("pets.yaml", "--vendor-runtime", "path = \"runtime\", default-features = false }"),
        ("store.csdl.xml", "--vendor-runtime", "path = \"runtime\", default-features = false, features = [\"odata\"] }"),
    ] {
        project.run(&format!("generate {schema} --out out --no-routes --force {given}")).expect(0, &[]);
        let manifest = project.read("out/Cargo.toml");
        assert!(manifest.contains(&format!("wiretype-runtime = {{ {written}")), "{schema} {given}: {manifest}");
    }
}

#[test]
fn help_lists_the_shapes_of_errors() {
    project().run("generate --help").expect(0, &["[possible values: problem, odata, arm]"]);
}

#[test]
fn stdout_instead_of_files() {
    let project = project();
    let run = project.run("generate pets.yaml --stdout --format json").expect(0, &["==> Cargo.toml <==", "==> src/models.rs <=="]);
    assert!(run.stdout.starts_with("==> Cargo.toml <==\n# @generated"), "{}", run.stdout);
    project.write("pets.yaml", broken());
    let run = project.run("generate pets.yaml --stdout --format json").expect(1, &["E0101"]);
    assert_eq!(run.stdout, "");
}

#[test]
fn wrong_use() {
    let project = project();
    for (args, texts) in [
        ("generate pets.yaml", ["--out", "required"]),
        ("generate --out x", ["SCHEMA", "required"]),
        ("generate pets.yaml --out x --module --crate y", ["--module", "--crate"]),
        ("generate pets.yaml --out x --runtime-path y --vendor-runtime", ["--runtime-path", "--vendor-runtime"]),
        ("generate pets.yaml --out x --crate 1x", ["E0511", "1x"]),
        ("generate pets.yaml --out x --errors soap", ["soap", "problem"]),
        ("--check generate pets.yaml --out x", ["--check", "generate"]),
        ("generate nothing.yaml --out x", ["E0020", "nothing.yaml"]),
        ("generate pets.yaml --out pets.yaml", ["E0604", "pets.yaml/Cargo.toml"]),
        ("generat pets.yaml", ["generat", "generate"]),
    ] {
        project.run(args).expect(2, &texts);
        assert!(!project.has("x"), "{args}");
    }
    project.write("pets.yaml", broken());
    project.run("generate pets.yaml --out x").expect(1, &["E0101"]);
    assert!(!project.has("x"));
}
