//! Requests and responses of a generated router, checked before they go on, and what an observer is told.

use std::sync::{Arc, Mutex};

use wiretype_generated::containerservice::models::{PrivateEndpointConnection, PrivateEndpointConnectionListResult, SystemData};
use wiretype_generated::containerservice::routes::{
    self, PrivateEndpointConnectionsListRequest as ListRequest, PrivateEndpointConnectionsListResponse as ListResponse,
};
use wiretype_generated::everything;
use wiretype_runtime::http::{Observer, Options, Reply};
use wiretype_runtime::validate::{self, Policy};

use super::client::Request;
use super::everything::Everything;
use super::server;

const TARGET: &str = "/subscriptions/26fe00f8-9173-4872-9134-bb1d2e00343a/resourceGroups/rg1/providers/Microsoft.ContainerService/managedClusters/clus1/privateEndpointConnections?api-version=2026-01-01";

/// A service that answers what it likes.
struct Careless(&'static str);

impl routes::PrivateEndpointConnections for Careless {
    async fn list(&self, _: ListRequest) -> ListResponse {
        match self.0 {
            "id" => {
                let connection = PrivateEndpointConnection { id: Some("no id".into()), ..Default::default() };
                ListResponse::Ok(PrivateEndpointConnectionListResult { value: Some(vec![connection]) })
            }
            "made by hand" => ListResponse::Raw(Reply::text(200, "application/json", r#"{"value":[{"systemData":[]}]}"#)),
            "not json" => ListResponse::Raw(Reply::text(200, "application/json", "{")),
            "undocumented" => ListResponse::Raw(Reply::text(200, "application/pdf", "%PDF")),
            _ => ListResponse::Ok(PrivateEndpointConnectionListResult {
                value: Some(vec![PrivateEndpointConnection { system_data: Some(SystemData::default()), ..Default::default() }]),
            }),
        }
    }
}

/// The status of an answer, and what the observer was told: `!` when the message went no further.
fn check(answer: &'static str, policy: Option<Policy>, status: u16, told: &[&str]) {
    check_request(TARGET, answer, policy, status, told);
}

fn check_request(target: &str, answer: &'static str, policy: Option<Policy>, status: u16, told: &[&str]) {
    let lines = Arc::new(Mutex::new(Vec::new()));
    let log = Arc::clone(&lines);
    let observer = Observer::new(move |seen| {
        let stop = if seen.refused { "!" } else { "" };
        let told = seen.problems.iter().map(|problem| format!("{} {}{stop}", seen.direction.as_str(), problem.message));
        log.lock().unwrap().extend(told);
    });
    let validation = policy.map(|policy| validate::Options { policy, ..validate::Options::default() });
    let options = Options { validation, observer: Some(observer), ..Options::default() };
    let address = server::serve(routes::router_with(Careless(answer), options));
    let received = Request::new("GET", target, "").send(address);
    assert_eq!(received.status, status, "{answer}: {}", received.show());
    assert_eq!(*lines.lock().unwrap(), told, "{answer}");
    if status == 500 {
        assert_eq!(received.json()["error"]["message"], "The response is not what the API promises.");
    }
}

#[test]
fn as_the_module_was_generated() {
    check("good", None, 200, &[]);
    check("id", None, 500, &["response `/value/0/id` in the response body must be in format `arm-id`.!"]);
    // The manifest makes a warning of whatever is wrong with `systemData`.
    check("made by hand", None, 200, &["response `/value/0/systemData` in the response body must be an object."]);
    check("not json", None, 500, &["response The response body: not JSON: expected a member name (at byte 1).!"]);
    check("undocumented", None, 200, &[]);
}

#[test]
fn as_the_program_says() {
    let told = ["response `/value/0/id` in the response body must be in format `arm-id`."];
    check("id", Some(Policy::observe()), 200, &told);
    check("id", Some(Policy::gateway()), 200, &told);
    check(
        "made by hand",
        Some(Policy::strict()),
        500,
        &["response `/value/0/systemData` in the response body must be an object.!"],
    );
}

#[test]
fn requests_are_told_too() {
    let target = TARGET.replace("/clus1/", "/-clus1/");
    let told = "request The path parameter `resourceName` must match the pattern `^[a-zA-Z0-9]$|^[a-zA-Z0-9][-_a-zA-Z0-9]{0,61}[a-zA-Z0-9]$`.";
    check_request(&target, "good", None, 400, &[&format!("{told}!")]);
    check_request(&target, "good", Some(Policy::observe()), 200, &[told]);
}

/// However many lines only warn, and however few errors are asked for, a service gets all lines or none.
#[test]
fn lines_are_never_lost() {
    let lines = |policy: Policy, max_violations: usize, line: &str| {
        let validation = Some(validate::Options { policy, max_violations, ..validate::Options::default() });
        let options = Options { validation, ..Options::default() };
        let address = server::serve(everything::routes::router_with(Everything, options));
        let mut request = Request::new("POST", "/bodies/streams", &line.repeat(250));
        request.headers =
            [("X-Key", "key"), ("Content-Type", "application/jsonl")].map(|(name, value)| (name.into(), value.into())).into();
        let answer = request.send(address);
        (answer.status, if answer.status == 200 { String::from_utf8_lossy(&answer.body).matches("\"R\"").count() } else { 0 })
    };
    let (good, bad) = ("{\"R\": 1}\n", "{\"R\": 1, \"a\": 1, \"b\": 1, \"c\": 1, \"d\": 1, \"e\": 1}\n");
    assert_eq!(lines(Policy::strict(), 0, good), (200, 250));
    assert_eq!(lines(Policy::observe(), 100, bad), (200, 250));
    assert_eq!(lines(Policy::strict(), 100, bad), (400, 0));
}
