//! What query options say: expressions, paths, selections, expansions, orders and searches.

use super::super::literal::Literal;
use super::super::model::{Call, Ix, Member};
use super::Query;

/// An expression of `$filter`, `$orderby` and `$compute`.
#[derive(Clone, Debug, PartialEq)]
pub enum Expr {
    /// A literal.
    Literal(Literal),
    /// A parameter alias, with its `@`.
    Alias(String),
    /// A path to a value.
    Path(Path),
    /// `not`, `-`
    Unary(Unary, Box<Expr>),
    /// `a eq b`
    Binary(Binary, Box<Expr>, Box<Expr>),
    /// `a in (1,2)`
    In(Box<Expr>, Vec<Expr>),
    /// `a in path`
    InCollection(Box<Expr>, Box<Expr>),
    /// `startswith(a,'b')`: a function of the language.
    Function(&'static str, Vec<Expr>),
    /// `cast(a,ns.T)`, `cast(ns.T)`: without expression, of the current object.
    Cast(Option<Box<Expr>>, TypeName),
    /// `isof(a,ns.T)`, `isof(ns.T)`
    IsOf(Option<Box<Expr>>, TypeName),
    /// `case(a gt 1:b,true:c)`
    Case(Vec<(Expr, Expr)>),
}

/// A type as an expression names it: with full namespace, and whether a collection of it is meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TypeName {
    /// The full name.
    pub name: &'static str,
    /// Of several values.
    pub collection: bool,
}

/// Operators with one operand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unary {
    /// `not`
    Not,
    /// `-`
    Negate,
}

/// Operators with two operands.
#[allow(missing_docs)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Binary {
    Or,
    And,
    Eq,
    Ne,
    Gt,
    Ge,
    Lt,
    Le,
    Add,
    Sub,
    Mul,
    Div,
    DivBy,
    Mod,
    Has,
}

impl Binary {
    /// Every operator, with its name and how tightly it binds.
    pub(super) const ALL: [(Binary, &'static str, u8); 15] = [
        (Binary::Or, "or", 1),
        (Binary::And, "and", 2),
        (Binary::Eq, "eq", 3),
        (Binary::Ne, "ne", 3),
        (Binary::Gt, "gt", 4),
        (Binary::Ge, "ge", 4),
        (Binary::Lt, "lt", 4),
        (Binary::Le, "le", 4),
        (Binary::Add, "add", 5),
        (Binary::Sub, "sub", 5),
        (Binary::Mul, "mul", 6),
        (Binary::Div, "div", 6),
        (Binary::DivBy, "divby", 6),
        (Binary::Mod, "mod", 6),
        (Binary::Has, "has", 8),
    ];

    /// Its name in URLs.
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(operator, ..)| *operator == self).map_or("", |(_, name, _)| name)
    }

    pub(super) fn binds(self) -> u8 {
        Self::ALL.iter().find(|(operator, ..)| *operator == self).map_or(0, |(.., binds)| *binds)
    }
}

/// A path to a value.
#[derive(Clone, Debug, PartialEq)]
pub struct Path {
    /// Where it starts.
    pub start: Start,
    /// The way from there.
    pub steps: Vec<PathStep>,
}

/// Where a path starts.
#[derive(Clone, Debug, PartialEq)]
pub enum Start {
    /// At the current object.
    Here,
    /// `$it`: at the object that the URL addresses.
    It,
    /// `$this`: at the value that is filtered.
    This,
    /// `$root`: at the root of the service.
    Root,
    /// At the variable of a lambda.
    Variable(String),
    /// At what a `cast` gives.
    Cast(Box<Expr>),
}

/// A step of a path.
#[derive(Clone, Debug, PartialEq)]
pub enum PathStep {
    /// A property or navigation property.
    Member(&'static Member),
    /// An entity set or singleton, behind `$root`.
    Root(&'static str),
    /// A member that is not declared: of an open type, or computed.
    Dynamic(String),
    /// Only as a derived type.
    Cast(Ix, &'static str),
    /// A key: names, which a single part does not need, and values.
    Key(Vec<(String, Literal)>),
    /// A function of the service.
    Call(&'static Call, Vec<(String, Expr)>),
    /// An annotation, with its `@`.
    Annotation(String),
    /// `$count`, of those that the options leave.
    Count(Box<Query>),
    /// `$value`
    Value,
    /// `$ref`
    Ref,
    /// `any(x:…)`; without variable, whether there is any at all.
    Any(Option<(String, Box<Expr>)>),
    /// `all(x:…)`
    All(String, Box<Expr>),
    /// `*`
    Everything,
    /// `ns.*`: all actions and functions of a namespace.
    Calls(String),
}

/// An item of `$select` or `$expand`.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// What is selected or expanded.
    pub path: Vec<PathStep>,
    /// What is asked of it.
    pub options: Query,
}

/// An item of `$orderby`.
#[derive(Clone, Debug, PartialEq)]
pub struct Order {
    /// By what.
    pub by: Expr,
    /// The greatest first.
    pub descending: bool,
}

/// An item of `$compute`.
#[derive(Clone, Debug, PartialEq)]
pub struct Computed {
    /// The value.
    pub value: Expr,
    /// The name it gets.
    pub name: String,
}

/// What `$search` looks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Search {
    /// A word.
    Word(String),
    /// Words in quotes.
    Phrase(String),
    /// `NOT a`
    Not(Box<Search>),
    /// `a AND b`, `a b`
    And(Box<Search>, Box<Search>),
    /// `a OR b`
    Or(Box<Search>, Box<Search>),
}

/// How many levels `$levels` expands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Levels {
    /// So many.
    Number(u64),
    /// As many as there are.
    Max,
}
