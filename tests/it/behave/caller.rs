//! What a handler learns of its caller: credentials, headers, the address, and what a layer has found out.

use axum::extract::Request;
use axum::middleware::{self, Next};
use axum::response::Response;
use wiretype_generated::graph::models::{Connector, ConnectorInput};
use wiretype_generated::graph::routes::{self, ConnectorParams, OkResponse};
use wiretype_runtime::http::{self, Head};

use super::client;
use super::server::serve;

struct Service;

impl routes::Connectors for Service {
    async fn update(&self, request: http::Request<ConnectorParams, ConnectorInput>) -> OkResponse<Connector> {
        OkResponse::Ok(Connector { id: Some(told(&request.head)), ..Default::default() })
    }
}
impl routes::Connections for Service {}
impl routes::PrivateEndpointConnection for Service {}
impl routes::PrivateEndpointConnections for Service {}

/// What a layer knows of the caller.
#[derive(Clone)]
struct Tenant(&'static str);

async fn tenant(mut request: Request, next: Next) -> Response {
    request.extensions_mut().insert(Tenant("contoso"));
    next.run(request).await
}

fn told(head: &Head) -> String {
    let tenant = head.extensions.get::<Tenant>().map_or("nobody", |tenant| tenant.0);
    let language = head.headers.get("accept-language").and_then(|value| value.to_str().ok());
    format!("{head:?}, {:?}, {:?}, {language:?}, {tenant}", head.uri.query(), head.credentials("bearer"))
}

#[test]
fn the_head_of_a_request() {
    let address = serve(routes::router(Service).layer(middleware::from_fn(tenant)));
    let path = "/connectors/3e2f8a1c-0f6b-4d53-9c38-2b8b6a6d1e11";
    let mut request = client::Request::new("PATCH", &format!("{path}?key=secret"), "{}");
    request.headers.push(("Accept-Language".to_owned(), "de".to_owned()));
    let answer = request.send(address).json();
    let expected = format!("PATCH {path}, Some(\"key=secret\"), Some(\"token\"), Some(\"de\"), contoso");
    assert_eq!(answer["id"], expected.as_str(), "{answer}");
}

#[test]
fn credentials() {
    let told = |values: &[&str], scheme: &str| {
        let mut request = axum::http::Request::new(());
        for value in values {
            request.headers_mut().append("authorization", value.parse().unwrap());
        }
        Head::from(request.into_parts().0).credentials(scheme).map(str::to_owned)
    };
    assert_eq!(told(&["Basic dTpw", "bearer  a.b "], "Bearer").as_deref(), Some("a.b"));
    assert_eq!(told(&["Bearer"], "Bearer"), None);
    assert_eq!(told(&["Bearerer x"], "Bearer"), None);
    assert_eq!(Head::default().credentials("Bearer"), None);
    assert_eq!(Head::default(), Head::default());
}
