//! A service for two documented operations of Microsoft Graph. It starts, sends itself one request, prints the answer and ends.

use std::io::{Read, Write};
use std::sync::Mutex;

use wiretype_generated::graph::models::PrivateEndpointConnection;
use wiretype_generated::graph::routes::{
    Connections, Connectors, PrivateEndpointConnection as Single, PrivateEndpointConnections,
    PrivateLinkPolicyPrivateEndpointConnectionsCreateRequest as Create,
    PrivateLinkPolicyPrivateEndpointConnectionsCreateResponse as Created,
    PrivateLinkPolicyPrivateEndpointConnectionsUpdateRequest as Update,
    PrivateLinkPolicyPrivateEndpointConnectionsUpdateResponse as Updated, router,
};
use wiretype_runtime::http::Reply;

#[derive(Default)]
struct Service {
    connections: Mutex<Vec<PrivateEndpointConnection>>,
}

impl PrivateEndpointConnections for Service {
    async fn create(&self, request: Create) -> Created {
        let mut connections = self.connections.lock().unwrap();
        let connection = PrivateEndpointConnection {
            id: Some(connections.len().to_string()),
            external_private_endpoint_id: Some(request.body.external_private_endpoint_id),
            private_link_ids: Some(request.body.private_link_ids),
            ..Default::default()
        };
        connections.push(connection.clone());
        Created::Created(connection)
    }

    async fn update(&self, request: Update) -> Updated {
        let mut connections = self.connections.lock().unwrap();
        let id = request.private_endpoint_connection_id;
        let Some(connection) = connections.iter_mut().find(|known| known.id.as_ref() == Some(&id)) else {
            return Updated::Raw(Reply::error(404, "NotFound", format!("There is no connection `{id}`.")));
        };
        if let Some(ids) = request.body.private_link_ids {
            connection.private_link_ids = Some(ids);
        }
        Updated::Ok(connection.clone())
    }
}

// What these declare answers 501.
impl Single for Service {}
impl Connections for Service {}
impl Connectors for Service {}

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    let address = listener.local_addr()?;
    tokio::spawn(async move { axum::serve(listener, router(Service::default())).await });
    let answer = tokio::task::spawn_blocking(move || ask(address)).await??;
    println!("{answer}");
    Ok(())
}

fn ask(address: std::net::SocketAddr) -> std::io::Result<String> {
    let body = r#"{"externalPrivateEndpointId": "endpoint", "privateLinkIds": [1, 2]}"#;
    let mut stream = std::net::TcpStream::connect(address)?;
    write!(stream, "POST /privateLinkPolicy/privateEndpointConnections HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n")?;
    write!(stream, "Authorization: Bearer token\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}", body.len())?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer)?;
    Ok(answer)
}

#[test]
fn runs() {
    main().unwrap();
}
