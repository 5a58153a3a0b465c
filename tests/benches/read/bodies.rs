//! The bodies, from 400 bytes to a megabyte, and the schemas that they satisfy.

use std::fmt;
use wiretype_generated::containerservice::models;
use wiretype_runtime::Model;
use wiretype_runtime::schema::SchemaRef;

const DOCUMENT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../schemas/arm/containerservice.yaml");

/// A body by its size.
#[derive(Clone, Copy)]
pub(crate) enum Body {
    /// A private endpoint connection of about 400 bytes.
    Small,
    /// A list of about 10 KB.
    Page,
    /// A list of about 1 MB.
    Megabyte,
}

impl fmt::Display for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Body::Small => "400 B",
            Body::Page => "10 KB",
            Body::Megabyte => "1 MB",
        })
    }
}

impl Body {
    /// The JSON text.
    pub(crate) fn bytes(self) -> Vec<u8> {
        match self {
            Body::Small => small().into_bytes(),
            Body::Page => list(13).into_bytes(),
            Body::Megabyte => list(1300).into_bytes(),
        }
    }

    /// The schema of the generated model.
    pub(crate) fn schema(self) -> SchemaRef {
        match self {
            Body::Small => models::PrivateEndpointConnection::SCHEMA,
            Body::Page | Body::Megabyte => models::PrivateEndpointConnectionListResult::SCHEMA,
        }
    }

    /// The same schema for the `jsonschema` crate, with formats, which the generated code checks as well.
    #[allow(clippy::expect_used, reason = "a benchmark without its schema has nothing to measure")]
    pub(crate) fn validator(self) -> jsonschema::Validator {
        let name = match self {
            Body::Small => "PrivateEndpointConnection",
            Body::Page | Body::Megabyte => "PrivateEndpointConnectionListResult",
        };
        let text = std::fs::read_to_string(DOCUMENT).expect("the document is there");
        let document: serde_json::Value = serde_yaml::from_str(&text).expect("the document is YAML");
        let reference = format!("#/components/schemas/{name}");
        let schema = serde_json::json!({ "$ref": reference, "components": document["components"] });
        jsonschema::draft202012::options().should_validate_formats(true).build(&schema).expect("the schema is one")
    }
}

fn small() -> String {
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
