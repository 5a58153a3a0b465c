//! Convert: documents of `fixtures/convert` and every other CSDL document of the project in all notations that CSDL can become.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use wiretype::convert::Version;
use wiretype::front::csdl;
use wiretype::{Target, Task, convert, inspect, ir};

use crate::support::{fixtures, folders, printed, snapshots};

#[test]
fn conversions_read_as_their_snapshots_show() {
    snapshots("convert", folders("convert"), |folder| {
        let path = folder.join("service.csdl.xml");
        BTreeMap::from([
            ("csdl.json".to_owned(), form(&path, Target::CsdlJson)),
            ("csdl.xml".to_owned(), form(&path, Target::CsdlXml)),
            ("openapi3.0.json".to_owned(), openapi(&path, Version::V30, false)),
            ("openapi3.1.yaml".to_owned(), openapi(&path, Version::V31, true)),
        ])
    });
}

#[test]
fn both_forms_say_the_same() {
    let place = tempfile::tempdir().expect("a folder for what is made");
    for path in documents() {
        let write = |name: &str, text: &str| {
            let path = place.path().join(name);
            std::fs::write(&path, text).expect("a file that can be written");
            path
        };
        let json = form(&path, Target::CsdlJson);
        let xml = form(&write("a.csdl.json", &json), Target::CsdlXml);
        let again = write("b.csdl.xml", &xml);
        assert_eq!(form(&again, Target::CsdlJson), json, "{}: JSON to XML and back", path.display());
        let same = form(&write("c.csdl.xml", &form(&path, Target::CsdlXml)), Target::CsdlXml);
        assert_eq!(same, form(&path, Target::CsdlXml), "{}: XML to XML", path.display());
        if !refers_to_others(&path) {
            assert_eq!(dump(&again), dump(&path), "{}: what was understood of the other form", path.display());
        }
    }
}

#[test]
fn openapi_can_be_read() {
    let place = tempfile::tempdir().expect("a folder for what is made");
    for path in documents() {
        for (name, version, yaml) in [("a.json", Version::V30, false), ("b.yaml", Version::V31, true)] {
            let made = place.path().join(name);
            std::fs::write(&made, openapi(&path, version, yaml)).expect("a file that can be written");
            let outcome = inspect(&Task { schemas: vec![made], ..Task::default() }, &|_| ());
            assert!(outcome.checked.is_some(), "{} as {name}:\n{}", path.display(), printed(&outcome));
        }
    }
}

/// Letters that names of components cannot have make no two types one.
#[test]
fn types_whose_names_differ_in_such_letters_stay_apart() {
    let types = r#"<EntityType Name="Größe"><Property Name="a" Type="N.Grüße"/></EntityType>
        <ComplexType Name="Grüße"><Property Name="b" Type="N.Gräße"/></ComplexType><ComplexType Name="Gräße"/>"#;
    let envelope = r#"Version="4.01" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices"#;
    let schema = r#"<Schema Namespace="N" xmlns="http://docs.oasis-open.org/odata/ns/edm">"#;
    let container = r#"<EntityContainer Name="C"><Singleton Name="S" Type="N.Größe"/></EntityContainer>"#;
    let place = tempfile::tempdir().expect("a folder for the document");
    let path = place.path().join("a.csdl.xml");
    let text = format!("<edmx:Edmx {envelope}>{schema}{types}{container}</Schema></edmx:DataServices></edmx:Edmx>");
    std::fs::write(&path, text).expect("a file that can be written");
    let text = openapi(&path, Version::V31, false);
    for name in ["N.Gr__e\"", "N.Gr__e_2\"", "N.Gr__e_3\""] {
        assert!(text.contains(name), "{name} is not in {text}");
    }
}

/// Every CSDL document of the project that is right.
fn documents() -> Vec<PathBuf> {
    let golden = folders("golden").into_iter().map(|folder| folder.join("schema.csdl.xml"));
    let convert = folders("convert").into_iter().map(|folder| folder.join("service.csdl.xml"));
    let project = fixtures().join("../..").join("schemas");
    let schemas = ["everything.csdl.xml", "graph/graph.csdl.xml"].map(|name| project.join(name));
    golden.chain(convert).chain(schemas).filter(|path| path.exists()).collect()
}

/// References are relative to the place of a document, which a converted one has left.
fn refers_to_others(path: &Path) -> bool {
    std::fs::read_to_string(path).is_ok_and(|text| text.contains("Uri=\"everything") || text.contains("Uri=\"../"))
}

fn form(path: &Path, target: Target) -> String {
    let csdl = csdl::Options { roots: Some(Vec::new()), ..csdl::Options::default() };
    made(&Task { schemas: vec![path.to_owned()], csdl, ..Task::default() }, target)
}

fn openapi(path: &Path, version: Version, yaml: bool) -> String {
    let task = Task { schemas: vec![path.to_owned()], csdl: csdl::Options::mapping(), ..Task::default() };
    made(&task, Target::OpenApi { version, yaml, all_schemas: false, split: false })
}

fn made(task: &Task, target: Target) -> String {
    let (outcome, text) = convert(task, target, &|_| ());
    text.unwrap_or_else(|| panic!("{}", printed(&outcome)))
}

fn dump(path: &Path) -> String {
    let outcome = inspect(&Task { schemas: vec![path.to_owned()], ..Task::default() }, &|_| ());
    match &outcome.checked {
        Some(checked) => ir::dump(checked.api()),
        None => panic!("{}", printed(&outcome)),
    }
}
