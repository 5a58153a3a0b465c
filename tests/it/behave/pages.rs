//! Each documentation page's request, answered with the page's response. Where a page has a type's name for a value, the script has a
//! value of that type; host names and `Content-Length` are the client's.

use std::fs;
use std::path::Path;

use wiretype_generated::{containerservice as arm, graph};
use wiretype_runtime::Model;

use super::{script, server};

/// The expected answer of a scripted exchange: what stands behind `<` after the request.
fn expected(body: &[u8]) -> (Vec<u8>, u16, serde_json::Value) {
    let text = std::str::from_utf8(body).unwrap();
    let (request, answer) = text.split_once("\n< ").expect("the page's response");
    let (status, answer) = answer.split_once('\n').expect("a status");
    (request.trim_end().into(), status.parse().unwrap(), serde_json::from_str(answer).unwrap())
}

fn exchanges(page: &str) -> Vec<script::Scripted> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/pages").join(page);
    script::parse(&fs::read_to_string(path).unwrap())
}

/// Every exchange of a page: status, media type and body. The bodies are valid as `Rq` and `Rs`, and come back from them unchanged.
fn check<Rq: Model, Rs: Model>(page: &str) {
    let address = server::start();
    for mut exchange in exchanges(page) {
        let (request, status, body) = expected(&exchange.request.body);
        unchanged::<Rq>(&request);
        unchanged::<Rs>(body.to_string().as_bytes());
        exchange.request.body = request;
        let answer = exchange.request.send(address);
        assert_eq!(answer.status, status, "{page}: {}\n{}", exchange.title, answer.show());
        assert_eq!(answer.header("content-type").as_deref(), Some("application/json"), "{page}");
        assert_eq!(answer.json(), body, "{page}: {}", exchange.title);
    }
}

/// Text to model to text is the same tree, through the model's own door and through serde's.
fn unchanged<T: Model>(text: &[u8]) {
    let tree: serde_json::Value = serde_json::from_slice(text).unwrap();
    let model = T::from_json(text).unwrap_or_else(|report| panic!("{report}"));
    model.check().unwrap_or_else(|report| panic!("{report}"));
    assert_eq!(serde_json::from_str::<serde_json::Value>(&model.to_json()).unwrap(), tree);
}

#[test]
fn create_private_endpoint_connection() {
    use graph::models::{PrivateEndpointConnection, PrivateEndpointConnectionCreate};
    check::<PrivateEndpointConnectionCreate, PrivateEndpointConnection>("create-private-endpoint-connection.http");
}

#[test]
fn update_private_endpoint_connection() {
    use graph::models::{PrivateEndpointConnection, PrivateEndpointConnectionUpdate};
    check::<PrivateEndpointConnectionUpdate, PrivateEndpointConnection>("update-private-endpoint-connection.http");
}

#[test]
fn update_connections() {
    use graph::models::{ExternalConnection, ExternalConnectionInput};
    check::<ExternalConnectionInput, ExternalConnection>("update-connections.http");
}

#[test]
fn update_connector() {
    use graph::models::{Connector, ConnectorInput};
    check::<ConnectorInput, Connector>("update-connector.http");
}

#[test]
fn update_managed_cluster_connection() {
    use arm::models::{PrivateEndpointConnection, PrivateEndpointConnectionInput};
    check::<PrivateEndpointConnectionInput, PrivateEndpointConnection>("update-managed-cluster-connection.http");
}
