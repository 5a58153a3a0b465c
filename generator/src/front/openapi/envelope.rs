//! The shape of an API's error bodies: the API comes in, the envelope that its documented errors have goes out.

use crate::ir::{Envelope, Media, Operation, Schema, SchemaId, Schemas, Status};

/// Finds out the envelope by the shape of most operations' error bodies.
pub(super) fn envelope(schemas: &Schemas, operations: &[Operation]) -> Envelope {
    let (mut wrapped, mut other, mut additional) = (0usize, 0usize, false);
    for operation in operations {
        let Some(error) = error_schema(operation) else { continue };
        match member(schemas, error, "error", 0) {
            Some(inner) if has(schemas, inner, "code") && has(schemas, inner, "message") => {
                wrapped += 1;
                additional |= has(schemas, inner, "additionalInfo");
            }
            _ => other += 1,
        }
    }
    let resource =
        |operation: &Operation| operation.path.ignore_case && operation.path.raw.to_ascii_lowercase().contains("/providers/");
    if wrapped == 0 || wrapped < other {
        Envelope::Problem
    } else if additional || operations.iter().any(resource) {
        Envelope::Arm
    } else {
        Envelope::OData
    }
}

/// The schema of the JSON body that an operation answers errors with.
fn error_schema(operation: &Operation) -> Option<SchemaId> {
    let error = |status: Status| matches!(status, Status::Default | Status::Class(4 | 5) | Status::Code(400..=599));
    let responses = operation.responses.iter().filter(|response| error(response.status));
    let mut contents = responses.flat_map(|response| &response.contents);
    contents.find(|content| content.media == Media::Json && content.schema.is_some())?.schema
}

fn has(schemas: &Schemas, id: SchemaId, name: &str) -> bool {
    member(schemas, id, name, 0).is_some()
}

/// The schema of a member that a schema declares by itself, through a reference or a part.
fn member(schemas: &Schemas, id: SchemaId, name: &str, depth: usize) -> Option<SchemaId> {
    let schema: &Schema = &schemas[id];
    let own = schema.object.properties.iter().find(|property| property.name == name);
    if let Some(property) = own {
        return Some(property.schema);
    }
    let mut parts = schema.refer.iter().chain(&schema.all_of).filter(|_| depth < 8);
    parts.find_map(|part| member(schemas, *part, name, depth + 1))
}
