//! Query options: the query of a URL and what the URL addresses come in; typed, checked options go out, or what is wrong and where.
//!
//! - `ast`: what options say. - `cursor`: reading text. - `options`: one option after the other. - `expression`, `path`, `function`:
//!   expressions and the types of their parts. - `items`: `$select`, `$expand`. - `search`. - `limits`: what the service does not
//!   support. - `print`: the canonical form.

mod ast;
mod cursor;
mod error;
mod expression;
mod function;
mod items;
mod limits;
mod operators;
mod options;
mod path;
mod print;
mod search;

pub use ast::{Binary, Computed, Expr, Item, Levels, Order, Path, PathStep, Search, Start, TypeName, Unary};
pub use error::{QueryError, QueryErrors};

use super::model::Model;
use super::resource::Resource;

/// The query options of a request.
#[derive(Clone, Default, PartialEq)]
pub struct Query {
    /// `$select`
    pub select: Vec<Item>,
    /// `$expand`
    pub expand: Vec<Item>,
    /// `$filter`
    pub filter: Option<Expr>,
    /// `$orderby`
    pub orderby: Vec<Order>,
    /// `$top`
    pub top: Option<u64>,
    /// `$skip`
    pub skip: Option<u64>,
    /// `$count`
    pub count: Option<bool>,
    /// `$search`
    pub search: Option<Search>,
    /// `$compute`
    pub compute: Vec<Computed>,
    /// `$apply`, as it was written
    pub apply: Option<String>,
    /// `$levels`, inside of `$expand`
    pub levels: Option<Levels>,
    /// `$format`
    pub format: Option<String>,
    /// `$skiptoken`
    pub skip_token: Option<String>,
    /// `$deltatoken`
    pub delta_token: Option<String>,
    /// `$id`
    pub id: Option<String>,
    /// `$index`
    pub index: Option<i64>,
    /// `$schemaversion`
    pub schema_version: Option<String>,
    /// Parameter aliases: name with its `@`, and text.
    pub aliases: Vec<(String, String)>,
    /// Options of the service's own.
    pub custom: Vec<(String, String)>,
}

impl Query {
    /// Parses the query of a URL, as it was sent, and checks it against what the URL addresses.
    pub fn parse(model: &'static Model, resource: &Resource, query: &str) -> Result<Query, QueryErrors> {
        options::parse(model, resource, query, &resource.required_options())
    }

    /// The same for a caller that looks after options of the service's own.
    #[cfg(feature = "http")]
    pub(crate) fn parse_without_own(model: &'static Model, resource: &Resource, query: &str) -> Result<Query, QueryErrors> {
        options::parse(model, resource, query, &[])
    }
}
