//! Webhooks and callbacks: requests that the service sends. Their bodies become types; sending them is the service's business.

use crate::ir::{Media, Operation, OperationKind, SchemaId, View};
use crate::plan::types::Builder;

/// Adds a type for every JSON body of a webhook or callback, and of the answers to it.
pub fn bodies(operations: &[Operation], builder: &mut Builder<'_>) {
    for operation in operations {
        let name = match &operation.kind {
            OperationKind::Route => continue,
            OperationKind::Webhook(name) | OperationKind::Callback(name) => operation.id.as_ref().unwrap_or(name),
        };
        let json = |contents: &[crate::ir::Content]| -> Vec<SchemaId> {
            contents.iter().filter(|content| content.media == Media::Json).filter_map(|content| content.schema).collect()
        };
        for schema in operation.body.iter().flat_map(|body| json(&body.contents)) {
            builder.alias(schema, operation.view, &format!("{name}_Body"));
        }
        for schema in operation.responses.iter().flat_map(|response| json(&response.contents)) {
            builder.alias(schema, View::Read, &format!("{name}_Answer"));
        }
    }
}
