//! The CSDL front end: every file of `cases` is read, and its messages and IR are compared with the snapshot beside it.
//!
//! A case is one document and, after a line `# file: name`, each document that it refers to. A document that starts with
//! `<Schema` is put into the usual envelope.

#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use wiretype::diag::Diags;
use wiretype::front::Documents;
use wiretype::front::csdl::{self, KeyStyle, Options, PathRules};
use wiretype::ir;
use wiretype::source::xml::{self, XmlTree};
use wiretype::source::{self, DocId, LineIndex, Tree};

const OPEN: &str = r#"<edmx:Edmx Version="4.01" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>"#;
const CLOSE: &str = "</edmx:DataServices></edmx:Edmx>";

/// Documents in memory, by name.
#[derive(Default)]
struct Memory {
    names: Vec<String>,
    texts: Vec<String>,
    xml: Vec<Option<XmlTree>>,
    json: Vec<Option<Tree>>,
}

impl Memory {
    fn new(case: &str) -> Self {
        let mut memory = Self::default();
        for (at, part) in case.split("# file: ").enumerate() {
            let (name, text) = if at == 0 { ("api", part) } else { part.split_once('\n').unwrap_or((part, "")) };
            let text = text.trim();
            let text = if text.starts_with("<Schema") {
                // The envelope stands on a line of its own, so that lines count from two.
                let namespaced = text.replace("<Schema ", "<Schema xmlns=\"http://docs.oasis-open.org/odata/ns/edm\" ");
                format!("{OPEN}\n{namespaced}\n{CLOSE}")
            } else {
                text.to_owned()
            };
            let doc = DocId(u32::try_from(at).unwrap_or(u32::MAX));
            let is_xml = text.starts_with('<');
            memory.xml.push(if is_xml { xml::parse(doc, &text).tree } else { None });
            memory.json.push(if is_xml { None } else { source::json::parse(doc, &text).tree });
            memory.names.push(name.trim().to_owned());
            memory.texts.push(text);
        }
        memory
    }

    fn place(&self, location: source::Location) -> String {
        let at = location.doc.0 as usize;
        let (line, column) = LineIndex::new(&self.texts[at]).line_column(&self.texts[at], location.span.start);
        format!("{}:{line}:{column}", self.names[at])
    }
}

impl Documents for Memory {
    fn tree(&self, doc: DocId) -> Option<&Tree> {
        self.json.get(doc.0 as usize)?.as_ref()
    }

    fn xml(&self, doc: DocId) -> Option<&XmlTree> {
        self.xml.get(doc.0 as usize)?.as_ref()
    }

    fn referenced(&self, _: DocId, file: &str) -> Option<DocId> {
        let at = self.names.iter().position(|name| name == file)?;
        u32::try_from(at).ok().map(DocId)
    }

    fn path(&self, doc: DocId) -> &str {
        self.names.get(doc.0 as usize).map_or("", String::as_str)
    }
}

/// The messages about a case, and the IR it becomes.
fn outcome(case: &str, options: &Options) -> String {
    let memory = Memory::new(case);
    let mut diags = Diags::default();
    let api = csdl::read(&memory, &[DocId(0)], options, &mut diags);
    diags.sort();
    let mut text = String::new();
    for diagnostic in diags.iter() {
        let place = diagnostic.primary.as_ref().map(|label| memory.place(label.location)).unwrap_or_default();
        let help = diagnostic.help.as_ref().map_or_else(String::new, |help| format!(" ({help})"));
        let _ = writeln!(text, "{} {place} {}{help}", diagnostic.code.id, diagnostic.message);
        for label in &diagnostic.secondary {
            let _ = writeln!(text, "      {} {}", memory.place(label.location), label.text);
        }
    }
    text + &api.map_or_else(|| "nothing\n".to_owned(), |api| ir::dump(&api))
}

/// The listed operations of a case: method, path, name.
fn listed(case: &str, options: &Options) -> Vec<String> {
    let mut diags = Diags::default();
    let api = csdl::read(&Memory::new(case), &[DocId(0)], options, &mut diags);
    let operations = api.map(|api| api.operations).unwrap_or_default();
    operations.iter().map(|found| format!("{} {}", found.method.0, found.path.raw)).collect()
}

fn case(name: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/csdl/cases").join(name)).unwrap()
}

fn cases() -> BTreeMap<String, String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/csdl/cases");
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    files.map(|path| (path.file_name().unwrap().to_string_lossy().into_owned(), fs::read_to_string(&path).unwrap())).collect()
}

#[test]
fn every_case_reads_as_its_snapshot_says() {
    for (name, case) in cases() {
        insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true, snapshot_path => "snapshots" }, {
            insta::assert_snapshot!(name.replace('.', "_"), outcome(&case, &Options::default()));
        });
    }
}

#[test]
fn xml_and_json_say_the_same() {
    let options = Options::default();
    let both = [outcome(&case("pair.xml"), &options), outcome(&case("pair.json"), &options)];
    assert!(both[0].starts_with("api "), "{}", both[0]);
    assert_eq!(both[0], both[1]);
}

#[test]
fn too_many_paths_name_the_cycle() {
    let case = case("circle.xml");
    let options = Options { max_paths: 40, ..Options::default() };
    let text = outcome(&case, &options);
    assert!(text.starts_with("E0311 api:22:22 the model has more than 40 paths: `Node/b` leads back to where it begins"), "{text}");
    assert!(listed(&case, &Options { depth: Some(1), ..options.clone() }).len() < 40);
    assert_eq!(listed(&case, &Options { roots: Some(vec!["Leaf".to_owned()]), ..options }).len(), 3);
}

/// Types `E0`, `E1` … as `link` makes them from the next, and a singleton of the first.
fn linked(count: usize, link: impl Fn(usize) -> String) -> String {
    let types: String = (0..count).map(link).collect();
    format!(
        r#"<Schema Namespace="N">{types}<EntityType Name="E{count}"/><EntityContainer Name="C"><Singleton Name="S" Type="N.E0"/></EntityContainer></Schema>"#
    )
}

#[test]
fn long_paths_and_long_lines_of_bases_are_refused() {
    let contained = |at: usize| {
        let next = at + 1;
        format!(r#"<EntityType Name="E{at}"><NavigationProperty Name="n" Type="N.E{next}" ContainsTarget="true"/></EntityType>"#)
    };
    let text = outcome(&linked(5000, contained), &Options::default());
    assert!(text.starts_with("E0311 api:2:") && text.contains("follows more than 64 navigation properties"), "{text}");
    assert!(listed(&linked(60, contained), &Options::default()).len() > 60);
    assert!(!listed(&linked(5000, contained), &Options { depth: Some(4), ..Options::default() }).is_empty());
    let derived = |at: usize| {
        let next = at + 1;
        format!(r#"<EntityType Name="E{at}" BaseType="N.E{next}"><Property Name="p{at}" Type="Edm.String"/></EntityType>"#)
    };
    let text = outcome(&linked(2000, derived), &Options::default());
    assert_eq!(text.lines().count(), 2, "{text}");
    assert!(text.starts_with("E0314 ") && text.contains("`N.E1871` has more than 128 base types"), "{text}");
    assert!(!listed(&linked(100, derived), &Options::default()).is_empty());
}

#[test]
fn cycles_are_told_once_wherever_they_are_entered() {
    let types = (0..2000)
        .map(|at| format!(r#"<ComplexType Name="E{at}" BaseType="N.E{}"/>"#, (at + 1).min(1998)))
        .collect::<Vec<_>>()
        .concat();
    let text = outcome(&format!(r#"<Schema Namespace="N">{types}</Schema>"#), &Options::default());
    assert_eq!(text.matches("E0307 api:2:").count(), 1, "{text}");
}

#[test]
fn keys_in_parentheses_on_request() {
    let options = Options { keys: KeyStyle::Parentheses, ..Options::default() };
    let paths = listed(&case("keys.xml"), &options);
    assert!(paths.contains(&"GET /Ones({One-id})".to_owned()), "{paths:#?}");
    assert!(paths.contains(&"GET /Twos(a={a},b={b})".to_owned()), "{paths:#?}");
}

/// What both list after a cast, and what only one of them does.
#[test]
fn casts_as_other_tools_list_them() {
    let case = r#"<Schema Namespace="N">
        <EntityType Name="Animal"><Key><PropertyRef Name="Id"/></Key><Property Name="Id" Type="Edm.Int32" Nullable="false"/>
            <NavigationProperty Name="Mother" Type="N.Animal">
                <Annotation Term="Validation.DerivedTypeConstraint"><Collection><String>N.Cat</String></Collection></Annotation>
            </NavigationProperty></EntityType>
        <EntityType Name="Cat" BaseType="N.Animal"/>
        <Action Name="Purr" IsBound="true"><Parameter Name="cat" Type="N.Cat"/></Action>
        <EntityContainer Name="C"><Singleton Name="Pet" Type="N.Animal">
            <Annotation Term="Validation.DerivedTypeConstraint"><Collection><String>N.Cat</String></Collection></Annotation>
        </Singleton></EntityContainer></Schema>"#;
    let routes = listed(case, &Options::default());
    let others = listed(case, &Options { paths: PathRules::microsoft(), ..Options::default() });
    let has = |path: &str| [&routes, &others].map(|list| list.iter().any(|found| found == path));
    assert_eq!(has("POST /Pet/N.Cat/N.Purr"), [true, true]);
    assert_eq!(has("GET /Pet/Mother/N.Cat"), [true, true]);
    assert_eq!(has("GET /Pet/N.Cat/Mother"), [false, true]);
    assert_eq!(has("GET /Pet/N.Cat/Mother/N.Cat"), [false, false]);
}

/// What a container says of all places takes away, but adds nothing where there is nothing usually.
#[test]
fn defaults_of_a_container() {
    let case = r#"<Schema Namespace="N">
        <EntityType Name="Pet"><Key><PropertyRef Name="Id"/></Key><Property Name="Id" Type="Edm.Int32" Nullable="false"/>
            <NavigationProperty Name="Friends" Type="Collection(N.Pet)"/></EntityType>
        <EntityContainer Name="C"><EntitySet Name="Pets" EntityType="N.Pet"/>
            <EntitySet Name="Cats" EntityType="N.Pet">
                <Annotation Term="Capabilities.DeleteRestrictions"><Record/></Annotation></EntitySet>
            <Annotation Term="Capabilities.DefaultCapabilities"><Record>
                <PropertyValue Property="DeleteRestrictions"><Record>
                    <PropertyValue Property="Deletable" Bool="false"/></Record></PropertyValue>
                <PropertyValue Property="InsertRestrictions"><Record>
                    <PropertyValue Property="Insertable" Bool="true"/></Record></PropertyValue>
            </Record></Annotation></EntityContainer></Schema>"#;
    let routes = listed(case, &Options::default());
    let has = |path: &str| routes.iter().any(|found| found == path);
    assert_eq!([has("POST /Pets"), has("POST /Pets/{Pet-Id}/Friends")], [true, false]);
    assert_eq!([has("DELETE /Pets/{Pet-Id}"), has("DELETE /Cats/{Pet-Id}")], [false, true]);
}

#[test]
fn open_enumerations_on_request() {
    let case = "<Schema Namespace='N'><EnumType Name='E'><Member Name='a'/></EnumType></Schema>";
    assert_ne!(outcome(case, &Options::default()), outcome(case, &Options { open_enums: true, ..Options::default() }));
}

#[test]
fn references_to_other_documents_are_found() {
    let xml = r#"<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx">
        <edmx:Reference Uri="a.xml"><edmx:Include Namespace="A"/></edmx:Reference><edmx:Reference Uri="b.xml"/></edmx:Edmx>"#;
    let found = csdl::references(&xml::parse(DocId(0), xml).tree.unwrap());
    assert_eq!(found.into_iter().map(|(uri, _)| uri).collect::<Vec<_>>(), ["a.xml", "b.xml"]);
    let json = r#"{"$Version": "4.01", "$Reference": {"a.json": {"$Include": [{"$Namespace": "A"}]}, "b.json": {}}}"#;
    let found = csdl::json_references(&source::json::parse(DocId(0), json).tree.unwrap());
    assert_eq!(found.into_iter().map(|(uri, _)| uri).collect::<Vec<_>>(), ["a.json", "b.json"]);
}
