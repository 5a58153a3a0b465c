//! Ids of operations: the declared one, or one made from method and path.

use std::collections::{BTreeMap, BTreeSet};

use crate::ir::{Operation, Part};
use crate::plan::names::{Case, identifier};

/// An id for each operation; no two become the same identifier.
pub fn ids(operations: &[&Operation]) -> Vec<String> {
    let mut used: BTreeSet<String> = BTreeSet::new();
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    let mut ids = Vec::with_capacity(operations.len());
    for operation in operations {
        let mut id = operation.id.clone().filter(|id| !id.trim().is_empty()).unwrap_or_else(|| made(operation));
        if used.contains(&identifier(&id, Case::Type)) {
            id = format!("{id}_{}", operation.method.0.to_lowercase());
        }
        ids.push(free(id, &mut used, &mut counts));
    }
    ids
}

/// An id with the first number that makes it an identifier of its own; one that is alone needs none.
fn free(id: String, used: &mut BTreeSet<String>, counts: &mut BTreeMap<String, usize>) -> String {
    if used.insert(identifier(&id, Case::Type)) {
        return id;
    }
    let count = counts.entry(identifier(&id, Case::Type)).or_insert(1);
    loop {
        *count += 1;
        let numbered = format!("{id}_{count}");
        if used.insert(identifier(&numbered, Case::Type)) {
            return numbered;
        }
    }
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
    for (_, value) in &operation.path.headers {
        id.push('_');
        id.push_str(value);
    }
    id
}

/// Short names of a group's operations: what follows the group's name in each id, where that tells them apart.
///
/// `PrivateEndpointConnections_Update` in the group `PrivateEndpointConnections` is `Update`, and so is
/// `privateLinkPolicy.PrivateEndpointConnections.Update`.
pub fn without_group<'i>(ids: &[&'i str], group: &str) -> Vec<&'i str> {
    let short: Vec<&str> = ids.iter().map(|id| after_group(id, group).unwrap_or(id)).collect();
    let spelled: Vec<String> = short.iter().map(|name| identifier(name, Case::Field)).collect();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for name in &spelled {
        *counts.entry(name).or_default() += 1;
    }
    let alone = |name: &String| counts.get(name.as_str()) == Some(&1);
    ids.iter().zip(&short).zip(&spelled).map(|((id, name), spelled)| if alone(spelled) { *name } else { *id }).collect()
}

/// Only a separator shows that the group's name is a word of the id: `PetsList` stays as it is.
fn after_group<'i>(id: &'i str, group: &str) -> Option<&'i str> {
    const SEPARATORS: [char; 5] = ['_', '.', '-', '/', ':'];
    let (before, name) = id.rsplit_once(SEPARATORS)?;
    let word = before.rsplit(SEPARATORS).next()?;
    let alike = !group.is_empty() && (word.eq_ignore_ascii_case(group) || before.eq_ignore_ascii_case(group));
    (alike && !name.is_empty()).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_ids_become_the_same_identifier() {
        let (mut used, mut counts) = (BTreeSet::new(), BTreeMap::new());
        let ids = ["a.b", "a_b_get", "a-b_get", "aBGet2", "a/b_get"].map(|id| free(id.to_owned(), &mut used, &mut counts));
        assert_eq!(ids, ["a.b", "a_b_get", "a-b_get_2", "aBGet2_2", "a/b_get_3"]);
    }
}
