//! Routes that hide each other.

use std::collections::BTreeMap;

use crate::diag::{self, Diags};
use crate::ir::{Operation, OperationKind, Part, PathTemplate};

/// Finds operations that match the same requests as an earlier one.
pub fn check(operations: &[Operation], diags: &mut Diags) {
    let mut first: BTreeMap<(String, String), &Operation> = BTreeMap::new();
    for operation in operations.iter().filter(|operation| operation.kind == OperationKind::Route) {
        let key = (operation.method.0.clone(), pattern(&operation.path));
        match first.get(&key) {
            Some(earlier) => {
                let route = format!("{} {}", operation.method.0, operation.path);
                diags.push(diag::same_route(&route, operation.origin.location, earlier.origin.location));
            }
            None => drop(first.insert(key, operation)),
        }
    }
}

/// The template without the names of its parameters.
fn pattern(path: &PathTemplate) -> String {
    let mut pattern = String::new();
    for segment in &path.segments {
        pattern.push('/');
        for part in &segment.parts {
            match part {
                Part::Literal(text) if path.ignore_case => pattern.push_str(&text.to_lowercase()),
                Part::Literal(text) => pattern.push_str(text),
                Part::Param(_) => pattern.push('\0'),
                Part::Rest(_) => pattern.push('\u{1}'),
            }
        }
    }
    for (name, value) in &path.query {
        pattern.push_str(&format!("\n{name}\n{value:?}"));
    }
    for (name, value) in &path.headers {
        pattern.push_str(&format!("\n{}:\n{value}", name.to_ascii_lowercase()));
    }
    pattern
}
