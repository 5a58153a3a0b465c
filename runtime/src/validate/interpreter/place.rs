//! Where evaluation stands: a chain of frames on the stack, turned into pointers only when something is wrong.

use super::secret;
use crate::json::{Value, push_token};
use crate::schema::{Ix, Schema, Table};
use crate::validate::Rule;

/// The way from a schema to a schema below it.
#[derive(Clone, Copy)]
pub(super) enum Step<'p> {
    /// The start.
    Root,
    /// A keyword that holds one schema.
    Keyword(&'static str),
    /// A keyword that holds a list of schemas.
    Nth(&'static str, usize),
    /// A keyword that holds schemas by name.
    Named(&'static str, &'p str),
}

impl Step<'_> {
    fn keyword(self) -> &'static str {
        match self {
            Self::Root => "",
            Self::Keyword(keyword) | Self::Nth(keyword, _) | Self::Named(keyword, _) => keyword,
        }
    }

    fn push(self, out: &mut String) {
        if matches!(self, Self::Root) {
            return;
        }
        if !out.is_empty() {
            out.push('/');
        }
        out.push_str(self.keyword());
        match self {
            Self::Nth(_, index) => push_index(out, index),
            Self::Named(_, name) => {
                out.push('/');
                push_token(out, name);
            }
            Self::Root | Self::Keyword(_) => {}
        }
    }
}

fn push_index(out: &mut String, index: usize) {
    out.push('/');
    out.push_str(&index.to_string());
}

/// The way from a value to a value below it.
#[derive(Clone, Copy)]
pub(super) enum Move<'p> {
    /// Another schema for the same value.
    Stay,
    /// A member: its place among its siblings and its name.
    Member(usize, &'p str),
    /// An item.
    Item(usize),
}

/// One schema applied to one value, and how evaluation got there.
#[derive(Clone, Copy)]
pub(super) struct At<'p> {
    /// The value.
    pub(super) value: &'p Value,
    /// The schema.
    pub(super) schema: Ix,
    up: Option<&'p At<'p>>,
    step: Step<'p>,
    moved: Move<'p>,
}

impl<'p> At<'p> {
    /// The start of an evaluation.
    pub(super) fn root(value: &'p Value, schema: Ix) -> Self {
        Self { value, schema, up: None, step: Step::Root, moved: Move::Stay }
    }

    /// Another schema for the same value.
    pub(super) fn stay<'c>(&'c self, schema: Ix, step: Step<'c>) -> At<'c> {
        At { value: self.value, schema, up: Some(self), step, moved: Move::Stay }
    }

    /// A schema for a member.
    pub(super) fn member<'c>(&'c self, member: Member<'c>, schema: Ix, step: Step<'c>) -> At<'c> {
        let moved = Move::Member(member.place, member.name);
        At { value: member.value, schema, up: Some(self), step, moved }
    }

    /// A schema for an item.
    pub(super) fn item<'c>(&'c self, index: usize, value: &'c Value, schema: Ix, step: Step<'c>) -> At<'c> {
        At { value, schema, up: Some(self), step, moved: Move::Item(index) }
    }

    fn frames(&self) -> impl Iterator<Item = &At<'p>> {
        std::iter::successors(Some(self), |at| at.up)
    }

    /// The other frames that look at this very value, nearest first.
    fn same_value(&self) -> impl Iterator<Item = &At<'p>> {
        std::iter::successors(Some(self), |at| if matches!(at.moved, Move::Stay) { at.up } else { None }).skip(1)
    }

    /// How many frames above this one a schema is being applied to this very value, if it is.
    pub(super) fn above(&self, schema: Ix) -> Option<u32> {
        let distance = self.same_value().position(|at| at.schema == schema)?;
        u32::try_from(distance + 1).ok()
    }

    /// How deep in the value this is.
    pub(super) fn depth(&self) -> usize {
        self.frames().filter(|at| !matches!(at.moved, Move::Stay)).count()
    }

    /// The last token of the pointer.
    pub(super) fn token(&self) -> String {
        match self.frames().find(|at| !matches!(at.moved, Move::Stay)).map(|at| at.moved) {
            Some(Move::Member(_, name)) => name.to_owned(),
            Some(Move::Item(index)) => index.to_string(),
            Some(Move::Stay) | None => String::new(),
        }
    }

    /// The place in the value, as a JSON Pointer.
    pub(super) fn pointer(&self) -> String {
        let moves: Vec<Move<'_>> = self.frames().map(|at| at.moved).collect();
        let mut out = String::new();
        for moved in moves.into_iter().rev() {
            match moved {
                Move::Stay => {}
                Move::Member(_, name) => {
                    out.push('/');
                    push_token(&mut out, name);
                }
                Move::Item(index) => push_index(&mut out, index),
            }
        }
        out
    }

    /// The place in the value as numbers: sorts violations in the order of the text.
    pub(super) fn order(&self) -> Vec<usize> {
        let mut order: Vec<usize> = self
            .frames()
            .filter_map(|at| match at.moved {
                Move::Stay => None,
                Move::Member(place, _) => Some(place),
                Move::Item(index) => Some(index),
            })
            .collect();
        order.reverse();
        order
    }

    /// The place in the schema: the nearest declared schema, then keywords, `rule` last.
    pub(super) fn keyword_path(&self, table: &Table, rule: Rule) -> String {
        let mut steps = Vec::new();
        let mut out = String::new();
        for at in self.frames() {
            if let Some(name) = get(table, at.schema).and_then(|schema| schema.name) {
                push_token(&mut out, name);
                break;
            }
            steps.push(at.step);
        }
        for step in steps.into_iter().rev() {
            step.push(&mut out);
        }
        if self.forbidden() != rule && !matches!(rule, Rule::PropertyNames | Rule::Complexity) {
            Step::Keyword(rule.as_str()).push(&mut out);
        }
        out
    }

    /// The rule that a schema which no value satisfies stands for at this place.
    pub(super) fn forbidden(&self) -> Rule {
        match self.step.keyword() {
            "properties" | "patternProperties" => Rule::Properties,
            "additionalProperties" => Rule::AdditionalProperties,
            "unevaluatedProperties" => Rule::UnevaluatedProperties,
            "items" | "prefixItems" => Rule::Items,
            "unevaluatedItems" => Rule::UnevaluatedItems,
            _ => Rule::Never,
        }
    }

    /// Whether the value must not be shown: any schema on the way says so, or one beside it.
    pub(super) fn secret(&self, table: &'static Table) -> bool {
        let says_so = |at: &At<'_>| get(table, at.schema).is_some_and(|schema| schema.secret);
        let mut moves: Vec<Move<'_>> = self.frames().map(|at| at.moved).filter(|moved| !matches!(moved, Move::Stay)).collect();
        moves.reverse();
        let root = self.frames().last().map_or(self.schema, |at| at.schema);
        self.frames().any(says_so) || secret::is_on_the_way(table, root, &moves)
    }
}

/// A member of an object: its place among its siblings, its name, its value.
#[derive(Clone, Copy)]
pub(super) struct Member<'p> {
    pub(super) place: usize,
    pub(super) name: &'p str,
    pub(super) value: &'p Value,
}

/// A schema of a table.
pub(super) fn get(table: &Table, ix: Ix) -> Option<&'static Schema> {
    table.schemas().get(usize::try_from(ix).ok()?)
}
