//! Schemas that contain themselves in place: a value could never be decided. Each such circle is reported and opened.

use std::collections::{BTreeMap, BTreeSet};

use crate::diag::{contains_itself, cyclic_reference};
use crate::front::openapi::context::Context;
use crate::ir::{Schema, SchemaId};
use crate::source::Location;

/// How a schema is part of another that looks at the same value; circles are opened at the first kind they have.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    /// A branch of `one_of` or `any_of`: a base that lists its own derived types.
    Branch,
    /// `not`, `if` and what depends on members.
    Condition,
    All,
    Refer,
}

type Edge = (SchemaId, Part, SchemaId);

impl Context<'_, '_> {
    /// Finds every circle and opens it.
    pub(super) fn open_circles(&mut self) {
        let mut cuts: BTreeSet<Edge> = BTreeSet::new();
        let mut state: BTreeMap<SchemaId, bool> = BTreeMap::new();
        let starts: Vec<SchemaId> = self.named.iter().copied().chain(self.schemas.iter().map(|(id, _)| id)).collect();
        for start in starts {
            if state.contains_key(&start) {
                continue;
            }
            // Schemas on the way here are `true`, those that are done are `false`.
            let mut way: Vec<(SchemaId, Vec<Edge>)> = vec![(start, parts(start, &self.schemas[start]))];
            let mut taken: Vec<Edge> = Vec::new();
            state.insert(start, true);
            while let Some((id, edges)) = way.last_mut() {
                let Some(edge) = edges.pop() else {
                    state.insert(*id, false);
                    way.pop();
                    taken.pop();
                    continue;
                };
                match state.get(&edge.2) {
                    Some(false) => {}
                    Some(true) => cuts.extend(self.circle(&taken, edge, &cuts)),
                    None => {
                        state.insert(edge.2, true);
                        taken.push(edge);
                        way.push((edge.2, parts(edge.2, &self.schemas[edge.2])));
                    }
                }
            }
        }
        for cut in cuts {
            remove(&mut self.schemas[cut.0], cut);
        }
    }

    /// The circle that `last` closes, and where it is to be opened; nothing if it is open already.
    fn circle(&mut self, taken: &[Edge], last: Edge, cuts: &BTreeSet<Edge>) -> Option<Edge> {
        let start = taken.iter().position(|edge| edge.0 == last.2).unwrap_or(taken.len());
        let circle: Vec<Edge> = taken.get(start..).unwrap_or(&[]).iter().copied().chain([last]).collect();
        if circle.iter().any(|edge| cuts.contains(edge)) {
            return None;
        }
        let cut = *circle.iter().min_by_key(|edge| edge.1)?;
        let places: Vec<Location> = circle.iter().map(|edge| self.schemas[edge.0].origin.location).collect();
        let name = |id: SchemaId| {
            let schema = &self.schemas[id];
            schema.name.as_ref().map_or_else(|| schema.origin.pointer.to_string(), |name| name.name.clone())
        };
        let (first, rest) = places.split_first()?;
        let bare = circle.iter().all(|edge| edge.1 == Part::Refer && is_bare(&self.schemas[edge.0]));
        if bare {
            let diagnostic = cyclic_reference(&name(last.2), *first, rest);
            self.report(diagnostic);
        } else {
            let diagnostic =
                contains_itself(&name(cut.0), self.schemas[cut.0].origin.location, self.schemas[cut.2].origin.location);
            self.report(diagnostic);
        }
        Some(cut)
    }
}

/// Whether a schema says nothing but its reference.
fn is_bare(schema: &Schema) -> bool {
    schema.all_of.is_empty() && schema.object.properties.is_empty() && schema.types == crate::ir::Types::ANY
}

/// The parts of a schema that look at the same value, last first.
fn parts(id: SchemaId, schema: &Schema) -> Vec<Edge> {
    let conditional = schema
        .conditional
        .iter()
        .flat_map(|conditional| [Some(conditional.condition), conditional.then, conditional.otherwise].into_iter().flatten());
    let dependent = schema.object.dependent_schemas.iter().map(|(_, part)| *part);
    let conditions = schema.not.into_iter().chain(conditional).chain(dependent).map(|part| (id, Part::Condition, part));
    let branches = schema.any_of.iter().chain(&schema.one_of).map(|part| (id, Part::Branch, *part));
    let all = schema.all_of.iter().map(|part| (id, Part::All, *part));
    let refer = schema.refer.map(|part| (id, Part::Refer, part));
    let mut edges: Vec<Edge> = refer.into_iter().chain(all).chain(branches).chain(conditions).collect();
    edges.reverse();
    edges
}

fn remove(schema: &mut Schema, (_, part, target): Edge) {
    match part {
        Part::Refer => schema.refer = None,
        Part::All => schema.all_of.retain(|id| *id != target),
        Part::Branch => {
            schema.any_of.retain(|id| *id != target);
            schema.one_of.retain(|id| *id != target);
        }
        Part::Condition => {
            schema.not = schema.not.filter(|id| *id != target);
            schema.object.dependent_schemas.retain(|(_, id)| *id != target);
            let through = |conditional: &crate::ir::Conditional| {
                conditional.condition == target || conditional.then == Some(target) || conditional.otherwise == Some(target)
            };
            schema.conditional = schema.conditional.take().filter(|conditional| !through(conditional));
        }
    }
}
