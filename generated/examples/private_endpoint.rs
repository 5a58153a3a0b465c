//! A service for two documented operations of Microsoft Graph. It starts, sends itself one request, prints the answer and ends.

use std::sync::Mutex;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use wiretype_generated::graph::models::{
    PrivateEndpointConnection, PrivateEndpointConnectionCreate, PrivateEndpointConnectionUpdate,
};
use wiretype_generated::graph::routes::{self, CreatedResponse, OkResponse, PrivateEndpointConnectionParams};
use wiretype_runtime::http::{Reply, Request};

#[derive(Default)]
struct Service(Mutex<Vec<PrivateEndpointConnection>>);

impl routes::PrivateEndpointConnections for Service {
    async fn create(&self, request: Request<(), PrivateEndpointConnectionCreate>) -> CreatedResponse<PrivateEndpointConnection> {
        let mut connections = self.0.lock().unwrap();
        let connection = PrivateEndpointConnection {
            id: Some(connections.len().to_string()),
            external_private_endpoint_id: Some(request.body.external_private_endpoint_id),
            private_link_ids: Some(request.body.private_link_ids),
            ..Default::default()
        };
        connections.push(connection.clone());
        CreatedResponse::Created(connection)
    }

    async fn update(
        &self,
        request: Request<PrivateEndpointConnectionParams, PrivateEndpointConnectionUpdate>,
    ) -> OkResponse<PrivateEndpointConnection> {
        let mut connections = self.0.lock().unwrap();
        let id = Some(request.params.private_endpoint_connection_id);
        let Some(connection) = connections.iter_mut().find(|known| known.id == id) else {
            return OkResponse::Raw(Reply::error(404, "NotFound", "There is no such connection."));
        };
        if let Some(ids) = request.body.private_link_ids {
            connection.private_link_ids = Some(ids);
        }
        OkResponse::Ok(connection.clone())
    }
}

// The operations of these answer 501.
impl routes::PrivateEndpointConnection for Service {}
impl routes::Connections for Service {}
impl routes::Connectors for Service {}

const REQUEST: &str = concat!(
    "POST /privateLinkPolicy/privateEndpointConnections HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n",
    "Authorization: Bearer token\r\nContent-Type: application/json\r\nContent-Length: 64\r\n\r\n",
    r#"{"externalPrivateEndpointId": "endpoint", "privateLinkIds": [1]}"#,
);

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let mut client = TcpStream::connect(listener.local_addr()?).await?;
    tokio::spawn(async { axum::serve(listener, routes::router(Service::default())).await });
    client.write_all(REQUEST.as_bytes()).await?;
    let mut answer = String::new();
    client.read_to_string(&mut answer).await?;
    println!("{answer}");
    Ok(())
}

#[test]
fn runs() {
    main().unwrap();
}
