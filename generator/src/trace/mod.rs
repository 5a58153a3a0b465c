//! Trace: an API and one of its types come in; why the type is part of it, and who uses it, go out.

mod step;

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use crate::ir::{Api, Operation, Schema, SchemaId, TypeName};

use step::{link, use_of};
pub use step::{operation_name, type_name};

/// The declared types of a name: qualified, their own, or the one for code.
pub fn find(api: &Api, name: &str) -> Vec<SchemaId> {
    let has_name = |schema: &Schema| names(schema).iter().any(|known| known == name);
    api.named.iter().copied().filter(|id| has_name(&api.schemas[*id])).collect()
}

/// The names a declared type can be found by.
pub fn names(schema: &Schema) -> Vec<String> {
    schema.name.iter().flat_map(TypeName::all).collect()
}

/// One step of a way through an API, in words, with the declared type that it leads to, if it leads to one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// `answer 200, application/json`, `property "owner"`, `items`.
    pub text: String,
    /// The type at the end of the step.
    pub type_name: Option<String>,
}

/// A way from an operation to a type.
#[derive(Debug)]
pub struct Chain<'a> {
    /// Where it starts.
    pub operation: &'a Operation,
    /// From there to the type.
    pub steps: Vec<Step>,
}

/// The shortest way from an operation to a schema; of several, the one from the first operation.
pub fn chain(api: &Api, target: SchemaId) -> Option<Chain<'_>> {
    /// How a schema was met first: from an operation, or from another schema; and the link's words.
    type From = (Result<usize, SchemaId>, String);
    let mut from: BTreeMap<SchemaId, From> = BTreeMap::new();
    let mut queue = VecDeque::new();
    for (index, operation) in api.operations.iter().enumerate() {
        for (used, id) in operation.uses() {
            from.entry(id).or_insert_with(|| {
                queue.push_back(id);
                (Ok(index), use_of(used))
            });
        }
    }
    while let Some(id) = queue.pop_front().filter(|_| !from.contains_key(&target)) {
        for (kind, child) in api.schemas[id].links() {
            from.entry(child).or_insert_with(|| {
                queue.push_back(child);
                (Err(id), link(kind))
            });
        }
    }
    let mut steps = Vec::new();
    let mut at = target;
    loop {
        let (before, text) = from.get(&at)?;
        steps.push(Step { text: text.clone(), type_name: type_name(&api.schemas[at]) });
        match before {
            Err(id) => at = *id,
            Ok(index) => {
                steps.reverse();
                return Some(Chain { operation: api.operations.get(*index)?, steps });
            }
        }
    }
}

/// Who uses a schema with no declared type in between: each an operation or a type, and the way from there.
pub fn users(api: &Api, target: SchemaId) -> Vec<(String, Vec<String>)> {
    let mut users = Vec::new();
    for id in &api.named {
        let schema = &api.schemas[*id];
        let starts = schema.links().into_iter().map(|(kind, child)| (child, vec![link(kind)])).collect();
        let name = type_name(schema).unwrap_or_default();
        users.extend(ways(api, starts, target).into_iter().map(|way| (name.clone(), way)));
    }
    for operation in &api.operations {
        let starts = operation.uses().into_iter().map(|(used, id)| (id, vec![use_of(used)])).collect();
        users.extend(ways(api, starts, target).into_iter().map(|way| (operation_name(operation), way)));
    }
    users
}

/// The ways from schemas to the target over schemas without a name.
fn ways(api: &Api, mut open: VecDeque<(SchemaId, Vec<String>)>, target: SchemaId) -> Vec<Vec<String>> {
    let (mut found, mut seen) = (Vec::new(), BTreeSet::new());
    while let Some((id, way)) = open.pop_front() {
        if id == target {
            found.push(way);
            continue;
        }
        let schema = &api.schemas[id];
        if schema.name.is_some() || !seen.insert(id) {
            continue;
        }
        open.extend(schema.links().into_iter().map(|(kind, child)| {
            let mut longer = way.clone();
            longer.push(link(kind));
            (child, longer)
        }));
    }
    found
}
