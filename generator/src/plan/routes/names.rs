//! Ids of operations: the declared one, or one made from method and path.

use std::collections::BTreeMap;

use crate::ir::{Operation, Part};
use crate::plan::names::{Case, identifier};

/// An id for each operation; no two become the same identifier.
pub fn ids(operations: &[&Operation]) -> Vec<String> {
    let mut used: BTreeMap<String, usize> = BTreeMap::new();
    let mut ids = Vec::with_capacity(operations.len());
    for operation in operations {
        let id = operation.id.clone().filter(|id| !id.trim().is_empty()).unwrap_or_else(|| made(operation));
        let count = used.entry(identifier(&id, Case::Type)).or_default();
        *count += 1;
        ids.push(if *count == 1 { id } else { format!("{id}_{}", operation.method.0.to_lowercase()) });
    }
    ids
}

/// `get /users/{user-id}/messages` becomes `get_users_by_user-id_messages`.
fn made(operation: &Operation) -> String {
    let mut id = operation.method.0.to_lowercase();
    for part in operation.path.segments.iter().flat_map(|segment| &segment.parts) {
        id.push('_');
        match part {
            Part::Literal(text) => id.push_str(text),
            Part::Param(name) | Part::Rest(name) => {
                id.push_str("by_");
                id.push_str(name);
            }
        }
    }
    for (name, value) in &operation.path.query {
        id.push('_');
        id.push_str(name);
        id.push('_');
        id.push_str(value.as_deref().unwrap_or_default());
    }
    id
}

/// `PrivateEndpointConnections_Update` in the group `PrivateEndpointConnections` is `Update`.
pub fn without_group<'i>(id: &'i str, group: &str) -> &'i str {
    let rest = id.get(..group.len()).filter(|start| !group.is_empty() && start.eq_ignore_ascii_case(group)).and_then(|_| id.get(group.len()..));
    let stripped = rest.map(|rest| rest.trim_start_matches(['_', '.', '-', '/', ':']));
    match stripped {
        // Only a separator shows that the name is a prefix: `PetsList` stays as it is.
        Some(stripped) if !stripped.is_empty() && rest.is_some_and(|rest| rest.len() > stripped.len()) => stripped,
        _ => id,
    }
}
