//! The bodies, from 400 bytes to a megabyte, and the schemas that they satisfy.

use std::fmt;
use wiretype_generated::{containerservice, managedcluster};
use wiretype_runtime::schema::SchemaRef;
use wiretype_runtime::{Model, format};

const DOCUMENTS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../schemas/arm/");

/// A body by its size.
#[derive(Clone, Copy)]
pub(crate) enum Body {
    /// A private endpoint connection of about 400 bytes.
    Connection,
    /// A managed cluster of about 10 KB.
    Cluster,
    /// A list of private endpoint connections of about 1 MB.
    List,
}

impl fmt::Display for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Body::Connection => "400 B connection",
            Body::Cluster => "10 KB cluster",
            Body::List => "1 MB list",
        })
    }
}

impl Body {
    /// The JSON text.
    pub(crate) fn bytes(self) -> Vec<u8> {
        match self {
            Body::Connection => connection().into_bytes(),
            Body::Cluster => cluster().into_bytes(),
            Body::List => list(1300).into_bytes(),
        }
    }

    /// The schema of the generated model.
    pub(crate) fn schema(self) -> SchemaRef {
        match self {
            Body::Connection => containerservice::models::PrivateEndpointConnection::SCHEMA,
            Body::Cluster => managedcluster::models::ManagedCluster::SCHEMA,
            Body::List => containerservice::models::PrivateEndpointConnectionListResult::SCHEMA,
        }
    }

    /// The same schema for the `jsonschema` crate, with the formats that the generated code checks: resource ids too, by our own check.
    #[allow(clippy::expect_used, reason = "a benchmark without its schema has nothing to measure")]
    pub(crate) fn validator(self) -> jsonschema::Validator {
        let (document, name) = match self {
            Body::Connection => ("containerservice.yaml", "PrivateEndpointConnection"),
            Body::Cluster => ("managedcluster.yaml", "ManagedCluster"),
            Body::List => ("containerservice.yaml", "PrivateEndpointConnectionListResult"),
        };
        let text = std::fs::read_to_string(format!("{DOCUMENTS}{document}")).expect("the document is there");
        let document: serde_json::Value = serde_yaml::from_str(&text).expect("the document is YAML");
        let reference = format!("#/components/schemas/{name}");
        let schema = serde_json::json!({ "$ref": reference, "components": document["components"] });
        let options = jsonschema::draft202012::options().should_validate_formats(true);
        let options = options.with_format("arm-id", |text: &str| format::check("arm-id", text) == Some(true));
        options.build(&schema).expect("the schema is one")
    }
}

fn connection() -> String {
    r#"{"id":"/subscriptions/26fe00f8-9173-4872-9134-bb1d2e00343a/resourceGroups/rg1/providers/Microsoft.ContainerService/managedClusters/clus1/privateEndpointConnections/pec1","name":"pec1","properties":{"provisioningState":"Succeeded","privateEndpoint":{"id":"/subscriptions/26fe00f8/pe2"},"privateLinkServiceConnectionState":{"status":"Approved","description":"Auto-Approved by administrator"}}}"#
        .to_owned()
}

fn list(items: usize) -> String {
    let items: Vec<String> = (0..items).map(item).collect();
    format!("{{\n  \"value\": [\n{}\n  ]\n}}", items.join(",\n"))
}

fn item(index: usize) -> String {
    format!(
        r#"    {{
      "id": "/subscriptions/26fe00f8-9173-4872-9134-bb1d2e00343a/resourceGroups/rg{index}/providers/Microsoft.ContainerService/managedClusters/clus{index}/privateEndpointConnections/pec{index}",
      "name": "pec{index}",
      "type": "Microsoft.ContainerService/managedClusters/privateEndpointConnections",
      "properties": {{
        "provisioningState": "Succeeded",
        "privateEndpoint": {{ "id": "/subscriptions/26fe00f8/pe{index}" }},
        "privateLinkServiceConnectionState": {{ "status": "Approved", "description": "A \"quoted\" word, naïve" }}
      }},
      "systemData": {{
        "createdBy": "someone@example.com",
        "createdByType": "User",
        "createdAt": "2026-01-02T03:04:05.678Z",
        "lastModifiedBy": "2f8b1ee5-3dc4-4f57-a9a6-0f6e3d8f9b11",
        "lastModifiedByType": "Application",
        "lastModifiedAt": "2026-02-03T04:05:06Z"
      }}
    }}"#
    )
}

const SUBSCRIPTION: &str = "/subscriptions/26fe00f8-9173-4872-9134-bb1d2e00343a";

fn cluster() -> String {
    let pools: Vec<String> = (0..10).map(pool).collect();
    let key = format!("ssh-rsa {}", "AAAAB3NzaC1yc2EAAAADAQABAAABAQC7".repeat(11));
    let tags: Vec<String> = (0..12).map(|n| format!("    \"cost-center-{n}\": \"department {n} of the company\"")).collect();
    let addons = ["httpApplicationRouting", "omsagent", "azurePolicy", "ingressApplicationGateway"].map(addon);
    format!(
        r#"{{
  "id": "{SUBSCRIPTION}/resourceGroups/rg1/providers/Microsoft.ContainerService/managedClusters/clus1",
  "name": "clus1",
  "type": "Microsoft.ContainerService/ManagedClusters",
  "location": "westeurope",
  "tags": {{
{}
  }},
  "identity": {{ "principalId": "8f0c6a53-58f5-4a94-9c5c-2b1bd8e1bb2c", "tenantId": "72f988bf-0000-41af-91ab-2d7cd011db47", "type": "SystemAssigned" }},
  "properties": {{
    "provisioningState": "Succeeded",
    "maxAgentPools": 10,
    "kubernetesVersion": "1.29.4",
    "dnsPrefix": "clus1-dns",
    "fqdn": "clus1-dns-1a2b3c4d.hcp.westeurope.azmk8s.io",
    "agentPoolProfiles": [
{}
    ],
    "linuxProfile": {{ "adminUsername": "azureuser", "ssh": {{ "publicKeys": [{{ "keyData": "{}" }}] }} }},
    "windowsProfile": {{ "adminUsername": "azureuser" }},
    "servicePrincipalProfile": {{ "clientId": "msi" }},
    "addonProfiles": {{
{}
    }},
    "nodeResourceGroup": "MC_rg1_clus1_westeurope",
    "enableRBAC": true,
    "enablePodSecurityPolicy": false,
{}
    "aadProfile": {{ "clientAppID": "9c5b5c1a-1111-4f57-a9a6-0f6e3d8f9b11", "serverAppID": "9c5b5c1a-2222-4f57-a9a6-0f6e3d8f9b11", "tenantID": "72f988bf-0000-41af-91ab-2d7cd011db47" }},
    "apiServerAccessProfile": {{ "authorizedIPRanges": ["203.0.113.0/24", "198.51.100.7/32", "192.0.2.128/25"], "enablePrivateCluster": false }}
  }}
}}"#,
        tags.join(",\n"),
        pools.join(",\n"),
        key,
        addons.join(",\n"),
        network(),
    )
}

fn network() -> String {
    let addresses: Vec<String> = (1..9).map(address).collect();
    format!(
        r#"    "networkProfile": {{
      "networkPlugin": "azure",
      "networkPolicy": "calico",
      "podCidr": "10.244.0.0/16",
      "serviceCidr": "10.0.0.0/16",
      "dnsServiceIP": "10.0.0.10",
      "dockerBridgeCidr": "172.17.0.1/16",
      "loadBalancerSku": "standard",
      "loadBalancerProfile": {{
        "managedOutboundIPs": {{ "count": 8 }},
        "effectiveOutboundIPs": [
{}
        ]
      }}
    }},"#,
        addresses.join(",\n"),
    )
}

fn pool(index: usize) -> String {
    format!(
        r#"      {{
        "name": "nodepool{index}",
        "count": {},
        "vmSize": "Standard_D4s_v3",
        "osDiskSizeGB": 128,
        "vnetSubnetID": "{SUBSCRIPTION}/resourceGroups/rg1/providers/Microsoft.Network/virtualNetworks/vnet1/subnets/nodes{index}",
        "maxPods": 110,
        "osType": "Linux",
        "maxCount": 12,
        "minCount": 1,
        "enableAutoScaling": true,
        "type": "VirtualMachineScaleSets",
        "orchestratorVersion": "1.29.4",
        "provisioningState": "Succeeded",
        "availabilityZones": ["1", "2", "3"],
        "enableNodePublicIP": false,
        "scaleSetPriority": "Regular",
        "nodeTaints": ["workload=batch{index}:NoSchedule"]
      }}"#,
        index % 5 + 1
    )
}

fn addon(name: &str) -> String {
    format!(
        r#"      "{name}": {{
        "enabled": true,
        "config": {{
          "logAnalyticsWorkspaceResourceID": "{SUBSCRIPTION}/resourceGroups/logs/providers/Microsoft.OperationalInsights/workspaces/{name}",
          "useAADAuth": "true"
        }}
      }}"#
    )
}

fn address(index: usize) -> String {
    format!(
        r#"          {{ "id": "{SUBSCRIPTION}/resourceGroups/MC_rg1_clus1_westeurope/providers/Microsoft.Network/publicIPAddresses/address{index}" }}"#
    )
}
