//! The private endpoint connections of managed clusters in memory.

use std::collections::BTreeMap;
use std::sync::Mutex;

use wiretype_generated::containerservice::models::{
    PrivateEndpoint, PrivateEndpointConnection, PrivateEndpointConnectionListResult, PrivateEndpointConnectionProperties,
    PrivateEndpointConnectionPropertiesInput, PrivateEndpointConnectionProvisioningState,
};
use wiretype_generated::containerservice::routes::{
    self, PrivateEndpointConnectionsDeleteRequest as DeleteRequest, PrivateEndpointConnectionsDeleteResponse as DeleteResponse,
    PrivateEndpointConnectionsGetRequest as GetRequest, PrivateEndpointConnectionsGetResponse as GetResponse,
    PrivateEndpointConnectionsListRequest as ListRequest, PrivateEndpointConnectionsListResponse as ListResponse,
    PrivateEndpointConnectionsUpdateRequest as UpdateRequest, PrivateEndpointConnectionsUpdateResponse as UpdateResponse,
};
use wiretype_runtime::http::Reply;

/// The service: connections by the path of their resource.
#[derive(Debug, Default)]
pub(super) struct Arm {
    connections: Mutex<BTreeMap<String, PrivateEndpointConnection>>,
}

/// The page calls the parent `managedCluster` in ids.
fn id(subscription: &str, group: &str, cluster: &str, name: &str) -> String {
    let parent = format!("/subscriptions/{subscription}/resourceGroups/{group}/providers/Microsoft.ContainerService");
    format!("{parent}/managedCluster/{cluster}/privateEndpointConnections/{name}")
}

/// Without an endpoint of its own a connection gets this one.
fn endpoint() -> PrivateEndpoint {
    PrivateEndpoint { id: Some("/subscriptions/subid2/resourceGroups/rg2/providers/Microsoft.Network/privateEndpoints/pe2".into()) }
}

fn connection(id: &str, name: String, input: Option<PrivateEndpointConnectionPropertiesInput>) -> PrivateEndpointConnection {
    let properties = input.map(|input| PrivateEndpointConnectionProperties {
        provisioning_state: Some(PrivateEndpointConnectionProvisioningState::Succeeded),
        private_endpoint: Some(input.private_endpoint.unwrap_or_else(endpoint)),
        private_link_service_connection_state: input.private_link_service_connection_state,
    });
    PrivateEndpointConnection {
        id: Some(id.to_owned()),
        name: Some(name),
        type_: Some("Microsoft.Network/privateLinkServices/privateEndpointConnections".to_owned()),
        properties,
        system_data: None,
    }
}

impl routes::PrivateEndpointConnections for Arm {
    async fn list(&self, request: ListRequest) -> ListResponse {
        let above = id(request.subscription_id.as_str(), &request.resource_group_name, &request.resource_name, "").to_lowercase();
        let connections = self.connections.lock().unwrap();
        let found = connections.iter().filter(|(key, _)| key.starts_with(&above)).map(|(_, connection)| connection.clone());
        ListResponse::Ok(PrivateEndpointConnectionListResult { value: Some(found.collect()) })
    }

    async fn get(&self, request: GetRequest) -> GetResponse {
        let name = &request.private_endpoint_connection_name;
        let id = id(request.subscription_id.as_str(), &request.resource_group_name, &request.resource_name, name);
        match self.connections.lock().unwrap().get(&id.to_lowercase()) {
            Some(connection) => GetResponse::Ok(connection.clone()),
            None => GetResponse::Raw(Reply::error(404, "NotFound", format!("There is no connection `{name}`."))),
        }
    }

    async fn update(&self, request: UpdateRequest) -> UpdateResponse {
        let name = request.private_endpoint_connection_name;
        let id = id(request.subscription_id.as_str(), &request.resource_group_name, &request.resource_name, &name);
        let made = connection(&id, name, request.body.properties);
        match self.connections.lock().unwrap().insert(id.to_lowercase(), made.clone()) {
            Some(_) => UpdateResponse::Ok(made),
            None => UpdateResponse::Created(made),
        }
    }

    async fn delete(&self, request: DeleteRequest) -> DeleteResponse {
        let name = &request.private_endpoint_connection_name;
        let id = id(request.subscription_id.as_str(), &request.resource_group_name, &request.resource_name, name);
        match self.connections.lock().unwrap().remove(&id.to_lowercase()) {
            Some(_) => DeleteResponse::Ok {
                azure_async_operation: Some("https://localhost/operations/1".to_owned()),
                retry_after: Some(5),
            },
            None => DeleteResponse::NoContent,
        }
    }
}
