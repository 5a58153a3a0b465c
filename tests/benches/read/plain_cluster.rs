//! What one would write by hand for serde: the managed cluster, in the form that serde reads fastest.

#![allow(dead_code, clippy::struct_field_names, reason = "the fields are there to be read into, and are called what they are")]

use std::collections::HashMap;

use serde::Deserialize;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ManagedCluster {
    id: Option<String>,
    name: Option<String>,
    #[serde(rename = "type")]
    type_: Option<String>,
    location: String,
    tags: Option<HashMap<String, String>>,
    identity: Option<Identity>,
    properties: Option<Properties>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Identity {
    principal_id: Option<String>,
    tenant_id: Option<String>,
    #[serde(rename = "type")]
    type_: Option<IdentityKind>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Properties {
    provisioning_state: Option<String>,
    max_agent_pools: Option<i32>,
    kubernetes_version: Option<String>,
    dns_prefix: Option<String>,
    fqdn: Option<String>,
    agent_pool_profiles: Option<Vec<AgentPool>>,
    linux_profile: Option<LinuxProfile>,
    windows_profile: Option<WindowsProfile>,
    service_principal_profile: Option<ServicePrincipal>,
    addon_profiles: Option<HashMap<String, Addon>>,
    node_resource_group: Option<String>,
    #[serde(rename = "enableRBAC")]
    enable_rbac: Option<bool>,
    enable_pod_security_policy: Option<bool>,
    network_profile: Option<NetworkProfile>,
    aad_profile: Option<AadProfile>,
    api_server_access_profile: Option<ApiServerAccess>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct AgentPool {
    name: String,
    count: Option<i32>,
    vm_size: Option<AgentPoolVmSize>,
    #[serde(rename = "osDiskSizeGB")]
    os_disk_size_gb: Option<i32>,
    #[serde(rename = "vnetSubnetID")]
    vnet_subnet_id: Option<String>,
    max_pods: Option<i32>,
    os_type: Option<AgentPoolOsType>,
    max_count: Option<i32>,
    min_count: Option<i32>,
    enable_auto_scaling: Option<bool>,
    #[serde(rename = "type")]
    type_: Option<AgentPoolKind>,
    orchestrator_version: Option<String>,
    provisioning_state: Option<String>,
    availability_zones: Option<Vec<String>>,
    #[serde(rename = "enableNodePublicIP")]
    enable_node_public_ip: Option<bool>,
    scale_set_priority: Option<AgentPoolScaleSetPriority>,
    scale_set_eviction_policy: Option<AgentPoolScaleSetEvictionPolicy>,
    node_taints: Option<Vec<String>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct LinuxProfile {
    admin_username: String,
    ssh: Ssh,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Ssh {
    public_keys: Vec<SshKey>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct SshKey {
    key_data: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct WindowsProfile {
    admin_username: String,
    admin_password: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct ServicePrincipal {
    client_id: String,
    secret: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Addon {
    enabled: bool,
    config: Option<HashMap<String, String>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct NetworkProfile {
    network_plugin: Option<NetworkProfileNetworkPlugin>,
    network_policy: Option<NetworkProfileNetworkPolicy>,
    pod_cidr: Option<String>,
    service_cidr: Option<String>,
    #[serde(rename = "dnsServiceIP")]
    dns_service_ip: Option<String>,
    docker_bridge_cidr: Option<String>,
    load_balancer_sku: Option<NetworkProfileLoadBalancerSku>,
    load_balancer_profile: Option<LoadBalancerProfile>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct LoadBalancerProfile {
    #[serde(rename = "managedOutboundIPs")]
    managed_outbound_ips: Option<OutboundIps>,
    #[serde(rename = "effectiveOutboundIPs")]
    effective_outbound_ips: Option<Vec<ResourceReference>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct OutboundIps {
    count: Option<i32>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct ResourceReference {
    id: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct AadProfile {
    #[serde(rename = "clientAppID")]
    client_app_id: String,
    #[serde(rename = "serverAppID")]
    server_app_id: String,
    #[serde(rename = "tenantID")]
    tenant_id: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct ApiServerAccess {
    #[serde(rename = "authorizedIPRanges")]
    authorized_ip_ranges: Option<Vec<String>>,
    enable_private_cluster: Option<bool>,
}

#[derive(Deserialize)]
enum IdentityKind {
    SystemAssigned,
    None,
}

#[derive(Deserialize)]
enum AgentPoolVmSize {
    #[serde(rename = "Standard_A2")]
    StandardA2,
    #[serde(rename = "Standard_D2_v3")]
    StandardD2V3,
    #[serde(rename = "Standard_D4s_v3")]
    StandardD4sV3,
    #[serde(rename = "Standard_D8s_v3")]
    StandardD8sV3,
    #[serde(rename = "Standard_E4s_v3")]
    StandardE4sV3,
    #[serde(rename = "Standard_NC6")]
    StandardNC6,
}

#[derive(Deserialize)]
enum AgentPoolOsType {
    Linux,
    Windows,
}

#[derive(Deserialize)]
enum AgentPoolKind {
    VirtualMachineScaleSets,
    AvailabilitySet,
}

#[derive(Deserialize)]
enum AgentPoolScaleSetPriority {
    Low,
    Regular,
}

#[derive(Deserialize)]
enum AgentPoolScaleSetEvictionPolicy {
    Delete,
    Deallocate,
}

#[derive(Deserialize)]
enum NetworkProfileNetworkPlugin {
    #[serde(rename = "azure")]
    Azure,
    #[serde(rename = "kubenet")]
    Kubenet,
}

#[derive(Deserialize)]
enum NetworkProfileNetworkPolicy {
    #[serde(rename = "calico")]
    Calico,
    #[serde(rename = "azure")]
    Azure,
}

#[derive(Deserialize)]
enum NetworkProfileLoadBalancerSku {
    #[serde(rename = "standard")]
    Standard,
    #[serde(rename = "basic")]
    Basic,
}
