//! URLs and queries of the CSDL torture schema: what the resolver and the query parser make of each is in the snapshots.

use std::fmt::Write as _;
use std::fs;

use wiretype_generated::archive;
use wiretype_generated::everything_odata::service::SERVICE;
use wiretype_runtime::odata::{Model, Options, Query, Resource, resolve_with};

use crate::support::fixtures;

mod noise;

/// The lines of a fixture that say something.
fn lines(name: &str) -> Vec<String> {
    let text = fs::read_to_string(fixtures().join("odata").join(name)).unwrap();
    text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).map(str::to_owned).collect()
}

fn snapshot(name: &str, text: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../../snapshots/odata");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, text));
}

/// Language and URLs by themselves: the torture schema restricts almost everything.
const UNLIMITED: Options =
    Options { key_segments: true, ignore_case: false, item_paths: false, compose_all: false, templates: false, limits: false };

fn shown(resource: &Resource) -> String {
    let holds = resource.holds.map_or_else(|| "-".to_owned(), |holds| resource.model.shown(holds));
    let lives = resource.lives_in.map_or_else(String::new, |root| format!(", in {}", root.name));
    format!("/{resource}\n    {:?} {holds}{lives}; {}", resource.target, resource.methods.join(" "))
}

#[test]
fn urls() {
    let mut out = String::new();
    for line in lines("urls.txt") {
        let (method, url) = line.split_once(' ').unwrap();
        let said = match resolve_with(&SERVICE, url, Some(method), &UNLIMITED) {
            Ok(resource) => shown(&resource),
            Err(error) => format!("{:?}: {error}", error.kind),
        };
        writeln!(out, "{line}\n    {said}").unwrap();
    }
    snapshot("urls", &out);
}

/// The canonical form of a URL addresses the same, and is its own canonical form.
#[test]
fn canonical_urls_are_resolved_to_themselves() {
    for line in lines("urls.txt") {
        let (method, url) = line.split_once(' ').unwrap();
        let Ok(resource) = resolve_with(&SERVICE, url, Some(method), &UNLIMITED) else { continue };
        let text = resource.to_string();
        let again = resolve_with(&SERVICE, &text, Some(method), &UNLIMITED);
        let again = again.unwrap_or_else(|error| panic!("{url}: {text}: {error}"));
        assert_eq!(text, again.to_string(), "{url}");
        assert_eq!((resource.target, resource.holds), (again.target, again.holds), "{url}");
    }
}

#[test]
fn queries() {
    let mut out = String::new();
    for line in lines("queries.txt") {
        let (url, query) = line.split_once('?').unwrap();
        let resource = resolve_with(&SERVICE, url, None, &UNLIMITED).unwrap_or_else(|error| panic!("{url}: {error}"));
        let said = match Query::parse(&SERVICE, &resource, query) {
            Ok(query) => {
                let text = query.to_string();
                let encoded = text.replace('%', "%25").replace("a&b", "a%26b").replace('+', "%2B");
                let again = Query::parse(&SERVICE, &resource, &encoded);
                assert_eq!(again.as_ref().map_err(ToString::to_string), Ok(&query), "{line}: {text}");
                text
            }
            Err(errors) => errors.to_string().replace('\n', "\n    "),
        };
        writeln!(out, "{line}\n    {said}").unwrap();
    }
    snapshot("queries", &out);
}

/// What the service says that it does not support is refused.
#[test]
fn limits() {
    limited(&SERVICE, "limits");
    limited(&archive::service::SERVICE, "archive");
}

/// What becomes of each line of a fixture.
fn limited(model: &'static Model, name: &str) {
    let mut out = String::new();
    for line in lines(&format!("{name}.txt")) {
        let (method, url) = line.split_once(' ').unwrap();
        let said = match resolve_with(model, url, Some(method), &Options::default()) {
            Err(error) => format!("{:?}: {error}", error.kind),
            Ok(resource) if !resource.allows(method) => format!("not allowed, only: {}", resource.methods.join(" ")),
            Ok(resource) => match Query::parse(model, &resource, url.split_once('?').map_or("", |(_, query)| query)) {
                Ok(query) => format!("{}\n    {query}", shown(&resource)).trim_end().to_owned(),
                Err(errors) => errors.to_string().replace('\n', "\n    "),
            },
        };
        writeln!(out, "{line}\n    {said}").unwrap();
    }
    snapshot(name, &out);
}

/// Related entities inside of others are refused where the service takes only references to them.
#[test]
fn entities_inside_of_others() {
    let said = |method: &str, url: &str, body: &str| {
        let resource = resolve_with(&SERVICE, url, Some(method), &Options::default()).unwrap();
        let report = resource.check_body(method, &wiretype_runtime::json::Value::parse(body.as_bytes()).unwrap());
        let deep = report.violations().iter().filter(|found| found.message.starts_with("must be a reference"));
        deep.map(|found| found.pointer.clone()).collect::<Vec<_>>()
    };
    let body = r#"{"id": "a", "items": [{"@odata.id": "items('b')"}, {"name": "new"}], "friends": []}"#;
    assert_eq!(said("POST", "people", body), ["/items/1"]);
    assert_eq!(said("PATCH", "people('a')", body), Vec::<String>::new());
    let body = r#"{"id": "a", "items": [{}], "items@odata.delta": [{"@odata.id": "items('b')"}, {"name": "new"}]}"#;
    assert_eq!(said("POST", "people", body), ["/items/0", "/items@odata.delta/1"]);
    assert_eq!(said("PATCH", "items('a')", r#"{"owner": {"id": "b"}, "detail": null}"#), ["/owner"]);
    assert_eq!(said("POST", "items", r#"{"owner": {"id": "b"}}"#), Vec::<String>::new());
}
