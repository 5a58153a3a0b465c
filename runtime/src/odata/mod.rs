//! OData services by their model: URLs and queries come in, typed segments and expressions go out, or what is wrong and where.
//!
//! - [`Model`]: the service as static data, written by the generator. - [`resolve`]: any legal URL to typed segments.
//! - [`Query`]: system query options, parsed and checked against what the URL addresses.

mod body;
mod home;
mod limits;
mod literal;
mod lookup;
mod model;
mod primitive;
mod query;
mod resolve;
mod resource;
mod text;

pub use body::RequestBody;
pub use limits::{Doings, Limits, Names, does};
pub use literal::Literal;
pub use model::{Call, Flags, Ix, Key, Member, Model, Namespace, Root, RootKind, Shape, Type, TypeRef, edm, is};
pub use primitive::{Family, Primitive};
pub use query::{
    Binary, Computed, Expr, Item, Levels, Order, Path, PathStep, Query, QueryError, QueryErrors, Search, Start, TypeName, Unary,
};
pub use resolve::{ErrorKind, Options, ResolveError, resolve, resolve_with};
pub use resource::{Resource, Segment, Step, Target};
