//! A service that asks much of its clients: what listed routes and the handler of any URL say of the same requests, side by side.

use std::fs;
use std::path::Path;

use wiretype_generated::archive::routes::{self, Files, Folders, Owner, Parent, Related};
use wiretype_generated::archive::service::SERVICE;
use wiretype_runtime::http::{AnyResource, Asked, Options, Reply, Router, ServiceOptions, service_router};

use super::{bad, script, server};

/// Answers nothing itself.
#[derive(Debug)]
struct Archive;

impl Files for Archive {}
impl Folders for Archive {}
impl Owner for Archive {}
impl Parent for Archive {}
impl Related for Archive {}

impl AnyResource for Archive {
    async fn answer(&self, asked: Asked) -> Reply {
        Reply::text(200, "text/plain", asked.resource.to_string())
    }
}

/// What is legal gets 501 from listed routes, and 200 from the handler of any URL.
#[test]
fn both_doors() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/bad/archive.http");
    let address = server::serve(
        Router::new()
            .nest("/listed", routes::router_with(Archive, Options::default()))
            .nest("/any", service_router(&SERVICE, Archive, ServiceOptions::default())),
    );
    let mut shown = String::new();
    for case in script::parse(&fs::read_to_string(path).unwrap()) {
        let target = case.request.target.clone();
        shown += &format!("### {}\n{} {target}\n\n", case.title, case.request.method);
        let mut request = case.request;
        for door in ["listed", "any"] {
            request.target = format!("/{door}{target}");
            shown += &format!("{door}: {}\n", request.send(address).show());
        }
    }
    bad::snapshot("archive", &shown);
}
