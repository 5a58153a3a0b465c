//! The CSDL model: what a document declares, with the place of everything, however it was written.
//!
//! Both readers (XML, JSON) build it; names are already qualified with full namespaces, defaults are already applied.

pub(crate) mod annotation;
pub(crate) mod fits;
pub(crate) mod index;
pub(crate) mod names;
pub(crate) mod schema;
pub(crate) mod targets;

pub(crate) use annotation::{Annotation, Annotations, Constant, Dynamic, Expr, PathKind, Record};
pub(crate) use index::Model;
pub(crate) use schema::{
    Binding, Constraint, Container, EnumMember, EnumType, Facets, KeyPart, Limit, Navigation, Operation, Parameter, Property,
    Resource, ResourceKind, Return, Schema, StructuredType, Targeted, Term, TypeDefinition, TypeRef,
};

use crate::source::Location;

/// A text with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Spot {
    /// The text; a qualified name is written with its full namespace.
    pub(crate) text: Box<str>,
    /// Where it is written.
    pub(crate) at: Location,
}

impl Spot {
    /// A text at a place.
    pub(crate) fn new(text: impl Into<Box<str>>, at: Location) -> Self {
        Self { text: text.into(), at }
    }
}

/// One document.
#[derive(Clone, Debug)]
pub(crate) struct Document {
    /// The version of OData that it follows, as written.
    pub(crate) version: Box<str>,
    /// Other documents it refers to.
    pub(crate) references: Vec<Reference>,
    /// Its schemas.
    pub(crate) schemas: Vec<Schema>,
    /// The namespace of the service's container, if the document says so (CSDL JSON).
    pub(crate) container: Option<Spot>,
}

/// A reference to another document.
#[derive(Clone, Debug)]
pub(crate) struct Reference {
    /// Its address as written.
    pub(crate) uri: Spot,
    /// The namespaces taken from it.
    pub(crate) includes: Vec<Include>,
    /// The annotations taken from it.
    pub(crate) annotations_of: Vec<IncludeAnnotations>,
    /// Annotations of the reference itself.
    pub(crate) annotations: Annotations,
}

/// A namespace taken from another document.
#[derive(Clone, Debug)]
pub(crate) struct Include {
    /// Its name.
    pub(crate) namespace: Spot,
    /// Its short name here.
    pub(crate) alias: Option<Box<str>>,
    /// Annotations.
    pub(crate) annotations: Annotations,
}

/// Annotations taken from another document: of terms of one namespace.
#[derive(Clone, Debug)]
pub(crate) struct IncludeAnnotations {
    /// The namespace of the terms.
    pub(crate) terms: Box<str>,
    /// Only those with this qualifier.
    pub(crate) qualifier: Option<Box<str>>,
    /// Only those of targets in this namespace.
    pub(crate) targets: Option<Box<str>>,
}
