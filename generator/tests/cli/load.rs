//! Documents and what they refer to.

use crate::project::{PETS, Project};

/// The API with its type in another file.
fn referring(file: &str) -> String {
    PETS.replace("#/components/schemas/Pet", file)
}

const PET: &str = "type: object\nproperties:\n  name: { type: string }\n";

#[test]
fn references_are_followed() {
    let project = Project::new(&[("a/api.yaml", &referring("parts/pet%20shop.yaml/#")), ("a/parts/pet shop.yaml", PET)]);
    project.run("check a/api.yaml").expect(0, &["no mistakes"]);
    project.run("dump tree a/api.yaml").expect(0, &["document a/api.yaml\n", "document a/parts/pet shop.yaml\n"]);
    project.write(
        "a/parts/pet shop.yaml",
        "type: object\nproperties: { friend: { $ref: \"../api.yaml#/components/schemas/Nobody\" } }\n",
    );
    project.run("check a/api.yaml").expect(1, &["E0101", "a/parts/pet shop.yaml:2:"]);
    project.write("a/parts/pet shop.yaml", "type: [\n");
    project.run("check a/api.yaml").expect(1, &["E0002", "a/parts/pet shop.yaml:", "a/api.yaml:13:", "referred to here"]);
}

#[test]
fn references_that_cannot_be_followed_are_told_with_their_place() {
    for (file, code) in [
        ("missing.yaml", "E0102"),
        ("folder", "E0102"),
        ("https://example.com/pet.yaml", "E0105"),
        ("../outside.yaml", "E0103"),
        ("/etc/passwd", "E0103"),
    ] {
        let project = Project::new(&[("a/api.yaml", &referring(file)), ("outside.yaml", PET), ("a/folder/x", "")]);
        project.run("check a/api.yaml").expect(1, &[code, file, "a/api.yaml:13:"]);
    }
}

#[test]
fn references_leave_the_folder_only_when_allowed() {
    let project = Project::new(&[("a/api.yaml", &referring("../outside.yaml")), ("outside.yaml", PET)]);
    project.run("check a/api.yaml").expect(1, &["E0103", "outside.yaml"]);
    project.run("check a/api.yaml --allow-outside").expect(0, &[]);
    // Where a manifest lies, the whole project is one folder.
    project.write("wiretype.toml", "[[module]]\nname = \"pets\"\nschemas = [\"a/api.yaml\"]\n");
    project.run("check a/api.yaml").expect(0, &[]);
    project.run("").expect(0, &[]);
}

#[test]
fn what_is_loaded_may_be_called_by_its_uri() {
    let of_uri = referring("https://example.com/pet.json").replace("openapi: 3.0.3", "openapi: 3.1.0");
    let api = format!("{of_uri}\n    Other: {{ $ref: pet.yaml }}\n");
    let project = Project::new(&[("a/api.yaml", &api), ("a/pet.yaml", &format!("$id: https://example.com/pet.json\n{PET}"))]);
    project.run("check a/api.yaml").expect(0, &["no mistakes"]);
    project.write("a/pet.yaml", PET);
    project.run("check a/api.yaml").expect(1, &["E0105"]);
}

#[cfg(unix)]
#[test]
fn links_do_not_lead_astray() {
    let project = Project::new(&[("a/api.yaml", &referring("link.yaml")), ("outside.yaml", PET)]);
    std::os::unix::fs::symlink(project.path("outside.yaml"), project.path("a/link.yaml")).expect("a link");
    project.run("check a/api.yaml").expect(1, &["E0103"]);
    project.run("check /dev/zero").expect(2, &["E0020", "not a regular file"]);
}

#[test]
fn csdl_refers_to_csdl_in_xml_and_json() {
    let entity = r#"{"$Version":"4.01","t":{"thing":{"$Kind":"EntityType","$Key":["id"],"id":{}}}}"#;
    let set = |uri: &str| {
        format!(
            r#"{{"$Version":"4.01","$Reference":{{"{uri}":{{"$Include":[{{"$Namespace":"t"}}]}},"https://example.com/v.json":{{}}}},
            "$EntityContainer":"c.c","c":{{"c":{{"$Kind":"EntityContainer","things":{{"$Collection":true,"$Type":"t.thing"}}}}}}}}"#
        )
    };
    let project = Project::new(&[("a/set.json", &set("t.json")), ("a/t.json", entity), ("a/lost.json", &set("none.json"))]);
    project.run("check a/set.json").expect(0, &["no mistakes in"]);
    project.run("dump tree a/set.json").expect(0, &["document a/t.json\n"]);
    project.run("check a/lost.json").expect(0, &["W0324", "a/lost.json:1:34"]);
}

#[test]
fn csdl_documents_are_checked_as_one_api() {
    let derived = r#"{"$Version":"4.01","u":{"more":{"$Kind":"EntityType","$BaseType":"t.thing"}}}"#;
    let base = r#"{"$Version":"4.01","t":{"thing":{"$Kind":"EntityType","$Key":["id"],"id":{}}}}"#;
    let project = Project::new(&[("derived.json", derived), ("base.json", base)]);
    project.run("check derived.json").expect(1, &["t.thing"]);
    project.run("check derived.json base.json").expect(0, &["2 types"]);
}

#[test]
fn a_part_of_csdl_becomes_openapi() {
    let service = r#"{"$Version":"4.01","$EntityContainer":"s.c","s":{
        "thing":{"$Kind":"EntityType","$Key":["id"],"id":{}},
        "c":{"$Kind":"EntityContainer","things":{"$Collection":true,"$Type":"s.thing"},"others":{"$Collection":true,"$Type":"s.thing"}}}}"#;
    let project = Project::new(&[("service.json", service)]);
    let part = project.run("convert service.json --to openapi --include path:/things").expect(0, &[]).stdout;
    assert!(part.contains("\"/things\"") && !part.contains("/others"), "{part}");
    project.run("convert service.json --to openapi --include path:/nothing").expect(2, &["E0531"]);
    for option in ["--include path:/things", "--exclude path:/things", "--root things", "--yaml", "--title T"] {
        project.run(&format!("convert service.json --to csdl-xml {option}")).expect(2, &["E0524"]);
    }
}

#[test]
fn encodings() {
    let project = Project::new(&[]);
    project.write("bom.yaml", format!("\u{feff}{PETS}"));
    project.run("check bom.yaml").expect(0, &[]);
    let utf16: Vec<u8> = std::iter::once(0xFEFF).chain(PETS.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    project.write("utf16.yaml", utf16);
    project.run("check utf16.yaml").expect(0, &[]);
    project.write("latin1.yaml", b"openapi: 3.0.3\ninfo: { title: caf\xe9 }\n");
    project.run("check latin1.yaml").expect(1, &["E0021", "latin1.yaml:2:19", "offset 33"]);
    let large = std::fs::File::create(project.path("large.yaml")).expect("a file");
    large.set_len(257 << 20).expect("a length");
    project.run("check large.yaml").expect(2, &["E0022", "large.yaml"]);
    project.write("empty.yaml", "");
    project.run("check empty.yaml").expect(1, &["E0014", "empty.yaml"]);
}
