//! The intermediate representation: what an API says, in the domain's own words.
//!
//! Both front ends lower to it. It knows neither the notation it came from nor the Rust it becomes: schemas are nodes with
//! rules, operations have parameters, bodies and responses. What Rust type a schema becomes is decided in `plan`.

mod dump;
mod links;
mod operation;
mod origin;
mod schema;
mod security;
mod service;
mod types;
mod views;

pub use dump::dump;
pub use links::{Link, Use};
pub use operation::{
    Body, Content, Envelope, Header, Media, Method, Operation, OperationKind, Parameter, Part, PartEncoding, PartKey, PathTemplate,
    Place, Response, Segment, Status, Style,
};
pub use origin::Origin;
pub use schema::{
    Array, Conditional, Discriminator, Docs, DynamicRef, Json, Lost, Member, Number, Numeric, Object, Property, Required, Schema,
    SchemaId, Schemas, Span, Tag, Text, TypeName, Values,
};
pub use security::{ApiKeyPlace, Flow, Requirement, Scheme, SecurityScheme};
pub use service::{
    Callable, Doing, Holds, Limits, MemberLink, Names, Namespace, Root, RootKind, Service, ServiceMember, ServiceType, Shape,
    Structure, ValueType,
};
pub use types::{Format, Types};
pub use views::{View, Views};

/// A whole API.
#[derive(Clone, Debug)]
pub struct Api {
    /// Title of the API.
    pub title: String,
    /// Version of the API description.
    pub version: String,
    /// What the API is for.
    pub docs: Docs,
    /// Base addresses, as templates.
    pub servers: Vec<String>,
    /// Every schema, named or not.
    pub schemas: Schemas,
    /// The declared schemas in source order: each has a [`Schema::name`]. Generated even when no operation reaches them.
    pub named: Vec<SchemaId>,
    /// The operations in source order.
    pub operations: Vec<Operation>,
    /// What is known of the groups of operations, in source order; not all groups need to be here.
    pub groups: Vec<Group>,
    /// Security schemes by name, in source order.
    pub security_schemes: Vec<SecurityScheme>,
    /// The shape of error bodies that the API's routes answer with on their own account.
    pub envelope: Envelope,
    /// What URLs can ask for beyond the operations, if the document describes that.
    pub service: Option<Service>,
    /// Operations follow one protocol: the same question about the same type is asked and answered in the same way everywhere.
    pub uniform: bool,
}

/// A group of operations.
#[derive(Clone, Debug)]
pub struct Group {
    /// Its name, that of [`Operation::group`].
    pub name: String,
    /// Documentation.
    pub docs: Docs,
}
