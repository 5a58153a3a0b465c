//! What one would write by hand for serde: structs of the same shape as the generated models, in the form that serde reads fastest.

#![allow(dead_code, reason = "the fields are there to be read into")]

use serde::Deserialize;

#[derive(Deserialize)]
pub(crate) struct List {
    value: Option<Vec<Connection>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Connection {
    id: Option<String>,
    name: Option<String>,
    #[serde(rename = "type")]
    type_: Option<String>,
    properties: Option<Properties>,
    system_data: Option<SystemData>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Properties {
    provisioning_state: Option<ProvisioningState>,
    private_endpoint: Option<PrivateEndpoint>,
    private_link_service_connection_state: ConnectionState,
}

#[derive(Deserialize)]
enum ProvisioningState {
    Canceled,
    Creating,
    Deleting,
    Failed,
    Succeeded,
}

#[derive(Deserialize)]
struct PrivateEndpoint {
    id: Option<String>,
}

#[derive(Deserialize)]
struct ConnectionState {
    status: Option<Status>,
    description: Option<String>,
}

#[derive(Deserialize)]
enum Status {
    Pending,
    Approved,
    Rejected,
    Disconnected,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct SystemData {
    created_by: Option<String>,
    created_by_type: Option<CreatedByType>,
    created_at: Option<String>,
    last_modified_by: Option<String>,
    last_modified_by_type: Option<CreatedByType>,
    last_modified_at: Option<String>,
}

#[derive(Deserialize)]
enum CreatedByType {
    User,
    Application,
    ManagedIdentity,
    Key,
}
