//! One handler for every URL behind the routes of the torture schema, and batches: exact answers to a script.

use std::fs;
use std::net::SocketAddr;
use std::path::Path;
use std::sync::{Arc, Mutex};

use wiretype_generated::everything_odata::routes;
use wiretype_generated::everything_odata::service::SERVICE;
use wiretype_runtime::http::{
    AnyResource, Asked, AskedBody, Atomicity, BatchGroup, BatchOptions, Groups, Options, Reply, Router, ServiceOptions,
    service_router, with_batch,
};
use wiretype_runtime::json::Value;
use wiretype_runtime::odata;

use super::everything_odata::EverythingOData;
use super::{bad, script, server};

/// Tells what it was asked.
#[derive(Debug, Default)]
struct Anything {
    /// What became of groups.
    log: Mutex<Vec<String>>,
}

impl AnyResource for Anything {
    async fn answer(&self, asked: Asked) -> Reply {
        let resource = asked.resource.to_string();
        if asked.head.method == "DELETE" {
            return Reply::empty(204);
        }
        let body = match asked.body {
            AskedBody::Nothing => Value::Null,
            AskedBody::Json(value) => value,
            AskedBody::Bytes(bytes) => Value::from(format!("{} bytes", bytes.len()).as_str()),
        };
        let log = self.log.lock().unwrap().join(", ");
        let told = [
            ("resource", Value::from(resource.as_str())),
            ("target", Value::from(format!("{:?}", asked.resource.target).as_str())),
            ("query", Value::from(asked.query.to_string().as_str())),
            ("groups", Value::from(log.as_str())),
            ("body", body),
        ];
        let told = Value::Object(told.into_iter().collect());
        if asked.head.method == "POST" {
            return Reply::text(201, "application/json", told.to_string()).header("Location", "/people('n')");
        }
        Reply::text(200, "application/json", told.to_string())
    }
}

#[derive(Debug)]
struct Log(Arc<Anything>);

impl Atomicity for Log {
    fn begin(&self, group: &BatchGroup) {
        self.0.log.lock().unwrap().push(format!("{} begins", group.0));
    }

    fn end(&self, group: &BatchGroup, success: bool) {
        self.0.log.lock().unwrap().push(format!("{} {}", group.0, if success { "holds" } else { "is undone" }));
    }
}

fn start() -> SocketAddr {
    let anything = Arc::new(Anything::default());
    let groups = Groups(Arc::new(Log(Arc::clone(&anything))));
    // What the torture schema denies is tested with URLs and queries.
    let urls = odata::Options { limits: false, ..odata::Options::default() };
    let fallback = service_router(&SERVICE, anything, ServiceOptions { urls, ..ServiceOptions::default() });
    let options = Options { body_limit: server::BODY_LIMIT, fallback: Some(fallback), ..Options::default() };
    let router = routes::router_with(EverythingOData, options);
    let batch = BatchOptions { max_requests: 6, groups: Some(groups), ..BatchOptions::default() };
    server::serve(Router::new().nest("/odata", with_batch(router, batch)))
}

#[test]
fn any_resource_and_batches() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/bad/service.http");
    let address = start();
    let mut shown = String::new();
    for case in script::parse(&fs::read_to_string(path).unwrap()) {
        let answer = case.request.send(address);
        shown += &format!("### {}\n{} {}\n\n{}\n", case.title, case.request.method, case.request.target, answer.show());
    }
    bad::snapshot("service", &shown);
}
