//! Words: links, uses, operations and types come in, what they are called in a way through the API goes out.

use crate::ir::{Link, Operation, OperationKind, Schema, TypeName, Use};

/// What one schema is to another.
pub fn link(link: Link<'_>) -> String {
    match link {
        Link::Reference => "reference".into(),
        Link::Dynamic(anchor) => format!("dynamic reference {anchor:?}"),
        Link::Property(name) => format!("property {name:?}"),
        Link::Pattern(pattern) => format!("members like {pattern:?}"),
        Link::Additional => "other members".into(),
        Link::PropertyNames => "names of members".into(),
        Link::Dependent(name) => format!("what holds beside {name:?}"),
        Link::Unevaluated => "whatever is left".into(),
        Link::PrefixItem(index) => format!("item {index}"),
        Link::Items => "items".into(),
        Link::Contains => "an item".into(),
        Link::AllOf => "part".into(),
        Link::AnyOf | Link::OneOf => "alternative".into(),
        Link::Not => "not".into(),
        Link::Conditional(word) => word.into(),
        Link::Tag(tag) => format!("tag {tag:?}"),
        Link::Base => "base".into(),
    }
}

/// What a schema is to an operation.
pub fn use_of(used: Use<'_>) -> String {
    match used {
        Use::Parameter(name) => format!("parameter {name:?}"),
        Use::Request(media) => format!("request body, {media}"),
        Use::PartHeader(None, part, name) => format!("request body, {part}, header {name:?}"),
        Use::PartHeader(Some(status), part, name) => format!("answer {status}, {part}, header {name:?}"),
        Use::Response(status, media) => format!("answer {status}, {media}"),
        Use::Header(at, name) => format!("answer {at}, header {name:?}"),
    }
}

/// `GET /pets (listPets)`
pub fn operation_name(operation: &Operation) -> String {
    let (method, path) = (&operation.method.0, &operation.path);
    let place = match &operation.kind {
        OperationKind::Route => format!("{method} {path}"),
        OperationKind::Webhook(name) => format!("{method} webhook {name}"),
        OperationKind::Callback(name) => format!("{method} callback {name} {path}"),
    };
    operation.id.as_ref().map_or(place.clone(), |id| format!("{place} ({id})"))
}

/// The qualified name of a declared type.
pub fn type_name(schema: &Schema) -> Option<String> {
    schema.name.as_ref().map(TypeName::qualified)
}
