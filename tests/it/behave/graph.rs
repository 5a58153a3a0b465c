//! Microsoft Graph in memory: the generated traits on a few maps.

use std::collections::BTreeMap;
use std::sync::Mutex;

use wiretype_generated::graph::models::{
    Connector, ConnectorInput, ExternalConnection, ExternalConnectionInput, PrivateEndpointConnection,
    PrivateEndpointConnectionCreate, PrivateEndpointConnectionUpdate,
};
use wiretype_generated::graph::routes::{
    self, ConnectorParams, CreatedResponse, ExternalConnectionParams, OkResponse, PrivateEndpointConnectionParams,
};
use wiretype_runtime::Maybe;
use wiretype_runtime::http::{Reply, Request};

/// The ids of the pages.
const CREATED: &str = "5543b42f-b42f-5543-2fb4-43552fb44355";
const LINK: &str = "0b1e2d3c";
const SINGLE: &str = "d93180c3-80c3-d931-c380-31d9c38031d9";
const CONNECTION: &str = "e625035b-035b-e625-5b03-25e65b0325e6";
const CONNECTOR: &str = "7aa5aca1-aca1-7aa5-a1ac-a57aa1aca57a";

/// The service.
#[derive(Debug)]
pub(super) struct Graph {
    links: Mutex<BTreeMap<String, PrivateEndpointConnection>>,
    single: Mutex<PrivateEndpointConnection>,
    connections: Mutex<BTreeMap<String, ExternalConnection>>,
    connectors: Mutex<BTreeMap<String, Connector>>,
}

impl Graph {
    /// With the objects that the pages update.
    pub(super) fn new() -> Self {
        let id = |text: &str| Some(text.to_owned());
        let connection = ExternalConnection {
            odata_type: id("#microsoft.graph.externalConnection"),
            id: id(CONNECTION),
            name: Maybe::Value("Before".to_owned()),
            ..Default::default()
        };
        let connector = Connector { odata_type: id("#microsoft.graph.connector"), id: id(CONNECTOR), ..Default::default() };
        Self {
            links: Mutex::new(BTreeMap::from([(LINK.to_owned(), link(LINK))])),
            single: Mutex::new(link(SINGLE)),
            connections: Mutex::new(BTreeMap::from([(CONNECTION.to_owned(), connection)])),
            connectors: Mutex::new(BTreeMap::from([(CONNECTOR.to_owned(), connector)])),
        }
    }
}

fn link(id: &str) -> PrivateEndpointConnection {
    let odata_type = Some("#microsoft.graph.privateEndpointConnection".to_owned());
    PrivateEndpointConnection { odata_type, id: Some(id.to_owned()), ..Default::default() }
}

/// An update changes what it names.
fn update_link(link: &mut PrivateEndpointConnection, update: PrivateEndpointConnectionUpdate) -> PrivateEndpointConnection {
    if let Some(endpoint) = update.external_private_endpoint_id {
        link.external_private_endpoint_id = Some(endpoint);
    }
    if let Some(ids) = update.private_link_ids {
        link.private_link_ids = Some(ids);
    }
    link.clone()
}

fn missing(id: &str) -> Reply {
    Reply::error(404, "Request_ResourceNotFound", format!("There is no `{id}`."))
}

impl routes::PrivateEndpointConnections for Graph {
    async fn create(&self, request: Request<(), PrivateEndpointConnectionCreate>) -> CreatedResponse<PrivateEndpointConnection> {
        let mut links = self.links.lock().unwrap();
        let id = if links.contains_key(CREATED) { format!("link-{}", links.len()) } else { CREATED.to_owned() };
        let link = PrivateEndpointConnection {
            external_private_endpoint_id: Some(request.body.external_private_endpoint_id),
            private_link_ids: Some(request.body.private_link_ids),
            ..link(&id)
        };
        links.insert(id, link.clone());
        CreatedResponse::Created(link)
    }

    async fn update(
        &self,
        request: Request<PrivateEndpointConnectionParams, PrivateEndpointConnectionUpdate>,
    ) -> OkResponse<PrivateEndpointConnection> {
        match self.links.lock().unwrap().get_mut(&request.params.private_endpoint_connection_id) {
            Some(link) => OkResponse::Ok(update_link(link, request.body)),
            None => OkResponse::Raw(missing(&request.params.private_endpoint_connection_id)),
        }
    }
}

impl routes::PrivateEndpointConnection for Graph {
    async fn update(&self, request: Request<(), PrivateEndpointConnectionUpdate>) -> OkResponse<PrivateEndpointConnection> {
        let mut single = self.single.lock().unwrap();
        OkResponse::Ok(update_link(&mut single, request.body))
    }
}

impl routes::Connections for Graph {
    async fn update(&self, request: Request<ExternalConnectionParams, ExternalConnectionInput>) -> OkResponse<ExternalConnection> {
        let mut connections = self.connections.lock().unwrap();
        let Some(connection) = connections.get_mut(&request.params.external_connection_id) else {
            return OkResponse::Raw(missing(&request.params.external_connection_id));
        };
        let update = request.body;
        if !update.name.is_absent() {
            connection.name = update.name;
        }
        if !update.description.is_absent() {
            connection.description = update.description;
        }
        if !update.configuration.is_absent() {
            connection.configuration = update.configuration;
        }
        OkResponse::Ok(connection.clone())
    }
}

impl routes::Connectors for Graph {
    async fn update(&self, request: Request<ConnectorParams, ConnectorInput>) -> OkResponse<Connector> {
        let mut connectors = self.connectors.lock().unwrap();
        let Some(connector) = connectors.get_mut(&request.params.connector_id) else {
            return OkResponse::Raw(missing(&request.params.connector_id));
        };
        let update = request.body;
        connector.machine_name = update.machine_name.or(connector.machine_name.take());
        connector.external_ip = update.external_ip.or(connector.external_ip.take());
        connector.status = update.status.or(connector.status);
        OkResponse::Ok(connector.clone())
    }
}
