//! What a schema declares: types, operations, the container, terms.

use super::names::term;
use super::{Annotations, Expr, Record, Spot};

/// A schema: one namespace of a document.
#[derive(Clone, Debug)]
pub(crate) struct Schema {
    /// Its namespace.
    pub(crate) namespace: Spot,
    /// Its short name in the document.
    pub(crate) alias: Option<Box<str>>,
    /// Entity types and complex types in source order.
    pub(crate) structured: Vec<StructuredType>,
    /// Enumeration types.
    pub(crate) enums: Vec<EnumType>,
    /// Type definitions.
    pub(crate) definitions: Vec<TypeDefinition>,
    /// Actions and functions; overloads share a name.
    pub(crate) operations: Vec<Operation>,
    /// Terms.
    pub(crate) terms: Vec<Term>,
    /// Entity containers; at most one is legal.
    pub(crate) containers: Vec<Container>,
    /// Annotations given apart from what they are about.
    pub(crate) targeted: Vec<Targeted>,
    /// Annotations of the schema itself.
    pub(crate) annotations: Annotations,
    /// Names of the types in the order of the source, for the order of the output.
    pub(crate) order: Vec<Box<str>>,
}

impl Schema {
    /// A schema that declares nothing.
    pub(crate) fn new(namespace: Spot, alias: Option<Box<str>>) -> Self {
        Self {
            namespace,
            alias,
            structured: Vec::new(),
            enums: Vec::new(),
            definitions: Vec::new(),
            operations: Vec::new(),
            terms: Vec::new(),
            containers: Vec::new(),
            targeted: Vec::new(),
            annotations: Annotations::default(),
            order: Vec::new(),
        }
    }
}

/// An entity type or a complex type.
#[allow(clippy::struct_excessive_bools, reason = "the document states them one by one")]
#[derive(Clone, Debug)]
pub(crate) struct StructuredType {
    /// Its own name.
    pub(crate) name: Spot,
    /// An entity type, not a complex type.
    pub(crate) entity: bool,
    /// The qualified name of its base.
    pub(crate) base: Option<Spot>,
    /// Only a base of others.
    pub(crate) is_abstract: bool,
    /// Undeclared members are data.
    pub(crate) open: bool,
    /// Media entity: has a stream of its own.
    pub(crate) has_stream: bool,
    /// The properties of its key.
    pub(crate) key: Vec<KeyPart>,
    /// Structural properties.
    pub(crate) properties: Vec<Property>,
    /// Navigation properties.
    pub(crate) navigations: Vec<Navigation>,
    /// Annotations.
    pub(crate) annotations: Annotations,
    /// Annotations that this type gives to properties of its bases, by name.
    pub(crate) inherited: Vec<(Box<str>, Annotations)>,
}

/// One property of a key.
#[derive(Clone, Debug)]
pub(crate) struct KeyPart {
    /// The property, or a path into complex properties.
    pub(crate) path: Spot,
    /// Its name in URLs, needed for a path.
    pub(crate) alias: Option<Box<str>>,
}

impl KeyPart {
    /// The name in URLs.
    pub(crate) fn name(&self) -> &str {
        self.alias.as_deref().unwrap_or(&self.path.text)
    }
}

/// A type as a property, parameter or term names it.
#[derive(Clone, Debug)]
pub(crate) struct TypeRef {
    /// The qualified name of the type, or of the items' type.
    pub(crate) name: Spot,
    /// A collection of it.
    pub(crate) collection: bool,
    /// Whether the value, or an item of the collection, may be null.
    pub(crate) nullable: bool,
    /// Limits.
    pub(crate) facets: Facets,
}

/// Limits of values of primitive types.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Facets {
    /// In characters or bytes; `max` is the same as absent.
    pub(crate) max_length: Option<u64>,
    /// Significant digits of a decimal, or digits of fractional seconds.
    pub(crate) precision: Option<u32>,
    /// Digits after the point.
    pub(crate) scale: Option<Limit>,
    /// `false`: ASCII only.
    pub(crate) unicode: Option<bool>,
    /// The reference system of geographic values: a number, or `variable`.
    pub(crate) srid: Option<Box<str>>,
}

/// Digits after the point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Limit {
    /// At most so many.
    Digits(u32),
    /// Any number, up to the precision.
    Variable,
    /// A decimal floating-point number.
    Floating,
}

/// A structural property.
#[derive(Clone, Debug)]
pub(crate) struct Property {
    /// Its name.
    pub(crate) name: Spot,
    /// Its type.
    pub(crate) ty: TypeRef,
    /// The value of an absent member, as text.
    pub(crate) default: Option<Spot>,
    /// Annotations.
    pub(crate) annotations: Annotations,
}

/// A navigation property.
#[derive(Clone, Debug)]
pub(crate) struct Navigation {
    /// Its name.
    pub(crate) name: Spot,
    /// Its type: an entity type.
    pub(crate) ty: TypeRef,
    /// The related entities live inside this one.
    pub(crate) contains: bool,
    /// The path of the way back.
    pub(crate) partner: Option<Spot>,
    /// Properties that must equal properties of the related entity.
    pub(crate) constraints: Vec<Constraint>,
    /// What happens to the related entities when this one is deleted.
    pub(crate) on_delete: Option<Spot>,
    /// Annotations of that.
    pub(crate) on_delete_annotations: Annotations,
    /// Annotations.
    pub(crate) annotations: Annotations,
}

impl Navigation {
    /// What its own `NavigationRestrictions` say of itself: the entry that names it, or nothing.
    pub(crate) fn restricted(&self) -> Option<&Record> {
        let mut entries = restricted(&self.annotations);
        entries.find(|(name, _)| name.is_none_or(|name| *name == *self.name.text)).map(|(_, entry)| entry)
    }
}

/// A referential constraint.
#[derive(Clone, Debug)]
pub(crate) struct Constraint {
    /// The property here.
    pub(crate) property: Spot,
    /// The property of the related entity.
    pub(crate) referenced: Spot,
    /// Annotations.
    pub(crate) annotations: Annotations,
}

/// An enumeration type.
#[derive(Clone, Debug)]
pub(crate) struct EnumType {
    /// Its own name.
    pub(crate) name: Spot,
    /// Values combine members.
    pub(crate) flags: bool,
    /// The integer type behind it.
    pub(crate) underlying: Spot,
    /// Its members.
    pub(crate) members: Vec<EnumMember>,
    /// Annotations.
    pub(crate) annotations: Annotations,
}

/// A member of an enumeration type.
#[derive(Clone, Debug)]
pub(crate) struct EnumMember {
    /// Its name.
    pub(crate) name: Spot,
    /// Its number.
    pub(crate) value: i64,
    /// Annotations.
    pub(crate) annotations: Annotations,
}

/// A type definition: a primitive type with limits and annotations.
#[derive(Clone, Debug)]
pub(crate) struct TypeDefinition {
    /// Its own name.
    pub(crate) name: Spot,
    /// The primitive type behind it.
    pub(crate) underlying: TypeRef,
    /// Annotations.
    pub(crate) annotations: Annotations,
}

/// One overload of an action or a function.
#[derive(Clone, Debug)]
pub(crate) struct Operation {
    /// Its own name.
    pub(crate) name: Spot,
    /// An action, not a function.
    pub(crate) action: bool,
    /// The first parameter is the resource it is called on.
    pub(crate) bound: bool,
    /// A function whose result can be addressed further.
    pub(crate) composable: bool,
    /// The path from the binding parameter to the result's entities.
    pub(crate) entity_set_path: Option<Spot>,
    /// Parameters, the binding parameter first.
    pub(crate) parameters: Vec<Parameter>,
    /// What it returns.
    pub(crate) returns: Option<Return>,
    /// Annotations.
    pub(crate) annotations: Annotations,
}

impl Operation {
    /// The binding parameter.
    pub(crate) fn binding(&self) -> Option<&Parameter> {
        if self.bound { self.parameters.first() } else { None }
    }

    /// The parameters that a caller gives.
    pub(crate) fn arguments(&self) -> &[Parameter] {
        self.parameters.get(usize::from(self.bound)..).unwrap_or(&[])
    }
}

/// A parameter of an action or function.
#[derive(Clone, Debug)]
pub(crate) struct Parameter {
    /// Its name.
    pub(crate) name: Spot,
    /// Its type.
    pub(crate) ty: TypeRef,
    /// Annotations.
    pub(crate) annotations: Annotations,
}

/// What an operation returns.
#[derive(Clone, Debug)]
pub(crate) struct Return {
    /// Its type.
    pub(crate) ty: TypeRef,
    /// Annotations.
    pub(crate) annotations: Annotations,
}

/// A term that annotations apply.
#[derive(Clone, Debug)]
pub(crate) struct Term {
    /// Its own name.
    pub(crate) name: Spot,
    /// Its type.
    pub(crate) ty: TypeRef,
    /// The term that it specialises.
    pub(crate) base: Option<Spot>,
    /// The value of an annotation without one, as text.
    pub(crate) default: Option<Spot>,
    /// What it may be applied to.
    pub(crate) applies_to: Vec<Box<str>>,
    /// Annotations.
    pub(crate) annotations: Annotations,
}

/// An entity container.
#[derive(Clone, Debug)]
pub(crate) struct Container {
    /// Its own name.
    pub(crate) name: Spot,
    /// The container whose resources it takes over.
    pub(crate) extends: Option<Spot>,
    /// Its resources in source order.
    pub(crate) resources: Vec<Resource>,
    /// Annotations.
    pub(crate) annotations: Annotations,
}

/// Something that a container offers.
#[derive(Clone, Debug)]
pub(crate) struct Resource {
    /// What it is.
    pub(crate) kind: ResourceKind,
    /// Its name.
    pub(crate) name: Spot,
    /// The qualified name of its entity type, action or function.
    pub(crate) target: Spot,
    /// A singleton that may be absent.
    pub(crate) nullable: bool,
    /// Where the entities that an action or function returns live.
    pub(crate) entity_set: Option<Spot>,
    /// Whether the service document lists it, if stated.
    pub(crate) in_service_document: Option<bool>,
    /// Where the entities of its navigation properties live.
    pub(crate) bindings: Vec<Binding>,
    /// Annotations.
    pub(crate) annotations: Annotations,
    /// Annotations of places reached through it, by path.
    pub(crate) paths: Vec<(Box<str>, Annotations)>,
}

impl Resource {
    /// What its `NavigationRestrictions` say of single places: the path to each, and the entry.
    pub(crate) fn restricted(&self) -> impl Iterator<Item = (&str, &Record)> {
        restricted(&self.annotations).filter_map(|(path, entry)| Some((path?, entry)))
    }

    /// What its `CollectionPropertyRestrictions` say of collections of values: the path to each, and the entry.
    pub(crate) fn collection_properties(&self) -> impl Iterator<Item = (&str, &Record)> {
        let entries = self.annotations.get(term::COLLECTION_PROPERTIES).into_iter().flat_map(Expr::items).filter_map(Expr::record);
        entries.filter_map(|entry| Some((entry.text("CollectionProperty")?, entry)))
    }
}

/// The entries of `NavigationRestrictions`, each with the path it is about.
fn restricted(annotations: &Annotations) -> impl Iterator<Item = (Option<&str>, &Record)> {
    let entries = annotations.record(term::NAVIGATION).map_or(&[][..], |record| record.items("RestrictedProperties"));
    entries.iter().filter_map(Expr::record).map(|entry| (entry.text("NavigationProperty"), entry))
}

/// What a container's resource is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ResourceKind {
    /// A collection of entities.
    EntitySet,
    /// A single entity.
    Singleton,
    /// An action at the root.
    ActionImport,
    /// A function at the root.
    FunctionImport,
}

/// A navigation property binding.
#[derive(Clone, Debug)]
pub(crate) struct Binding {
    /// The path to the navigation property.
    pub(crate) path: Spot,
    /// The entity set or singleton.
    pub(crate) target: Spot,
}

/// Annotations given apart from what they are about.
#[derive(Clone, Debug)]
pub(crate) struct Targeted {
    /// What they are about, with full namespaces.
    pub(crate) target: Spot,
    /// The annotations.
    pub(crate) annotations: Annotations,
}
