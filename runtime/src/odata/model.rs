//! The model of a service as static data: what the generator writes into `service.rs` and the rest of this room walks.
//!
//! Plain data, cheap to compile. Types are named by index: declared types by their place in [`Model::types`], built-in types by the
//! constants of [`edm`].

use super::primitive::Primitive;
use crate::schema::{SchemaRef, Table};

/// Index of a type.
pub type Ix = u32;

/// What is so of a type, member, parameter or call, as bits.
pub type Flags = u16;

/// Bits of [`Flags`].
pub mod is {
    use super::Flags;

    /// Several values.
    pub const COLLECTION: Flags = 1;
    /// The value, or an item, may be null.
    pub const NULLABLE: Flags = 2;
    /// The member leads to entities.
    pub const NAVIGATION: Flags = 4;
    /// The entities live inside of the one that leads to them.
    pub const CONTAINED: Flags = 8;
    /// The parameter may be left out.
    pub const OPTIONAL: Flags = 16;
    /// The type is only a base of others.
    pub const ABSTRACT: Flags = 32;
    /// Undeclared members are data.
    pub const OPEN: Flags = 64;
    /// The entity has a stream of its own.
    pub const MEDIA: Flags = 128;
    /// The call changes something.
    pub const ACTION: Flags = 256;
    /// The call is made on a value, which is its first parameter.
    pub const BOUND: Flags = 512;
    /// Segments may follow the result of the call.
    pub const COMPOSABLE: Flags = 1024;
}

pub use super::primitive::edm;

/// The model of a service.
#[derive(Debug)]
pub struct Model {
    /// Namespaces of the names below.
    pub namespaces: &'static [Namespace],
    /// Declared types, names ascending.
    pub types: &'static [Type],
    /// Actions and functions, names ascending; those with the same name are overloads.
    pub calls: &'static [Call],
    /// Entity sets, singletons and imports.
    pub roots: &'static [Root],
    /// Schemas of the types, by name.
    pub schemas: &'static Table,
}

/// A namespace.
#[derive(Debug)]
pub struct Namespace {
    /// Its full name.
    pub name: &'static str,
    /// Its short name.
    pub alias: Option<&'static str>,
    /// Actions and functions may be called without it.
    pub default: bool,
}

/// A declared type.
#[derive(Debug)]
pub struct Type {
    /// Its full name.
    pub name: &'static str,
    /// What kind of type it is.
    pub shape: Shape,
    /// The type it extends.
    pub base: Option<Ix>,
    /// Facts.
    pub flags: Flags,
    /// The parts of the key; inherited when there are none.
    pub key: &'static [Key],
    /// Other keys.
    pub alternate_keys: &'static [&'static [Key]],
    /// Properties and navigation properties, without those of its bases.
    pub members: &'static [Member],
}

impl Type {
    /// A type that says nothing.
    pub const NONE: Type =
        Type { name: "", shape: Shape::Complex, base: None, flags: 0, key: &[], alternate_keys: &[], members: &[] };

    /// The name without namespace.
    pub fn own_name(&self) -> &'static str {
        own_name(self.name)
    }
}

/// Kinds of types.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Objects with an identity.
    Entity,
    /// Objects without.
    Complex,
    /// One of some names, or several.
    Enum {
        /// Values combine members.
        flags: bool,
        /// Names with numbers.
        members: &'static [(&'static str, i64)],
    },
    /// Another name of a built-in type.
    Definition(Ix),
}

/// A part of a key.
#[derive(Debug, PartialEq, Eq)]
pub struct Key {
    /// The name in URLs.
    pub name: &'static str,
    /// The path to the property.
    pub path: &'static str,
}

/// A property, navigation property or parameter.
#[derive(Debug, PartialEq, Eq)]
pub struct Member {
    /// Its name.
    pub name: &'static str,
    /// The type of the value, or of the items.
    pub ty: Ix,
    /// Facts.
    pub flags: Flags,
}

impl Member {
    /// What it holds.
    pub fn holds(&self) -> TypeRef {
        let has = |flag| self.flags & flag != 0;
        TypeRef { ty: self.ty, collection: has(is::COLLECTION), nullable: has(is::NULLABLE) }
    }

    /// Whether it leads to entities.
    pub fn is_navigation(&self) -> bool {
        self.flags & is::NAVIGATION != 0
    }

    /// Whether it may be left out.
    pub fn is_optional(&self) -> bool {
        self.flags & is::OPTIONAL != 0
    }
}

/// One overload of an action or function.
#[derive(Debug, PartialEq, Eq)]
pub struct Call {
    /// Its full name.
    pub name: &'static str,
    /// Facts.
    pub flags: Flags,
    /// Parameters, the value it is called on first.
    pub parameters: &'static [Member],
    /// The result.
    pub returns: Option<TypeRef>,
    /// The path from the value it is called on to where its result lives.
    pub lives_at: Option<&'static str>,
}

impl Call {
    /// Whether it changes something.
    pub fn is_action(&self) -> bool {
        self.flags & is::ACTION != 0
    }

    /// Whether segments may follow its result.
    pub fn is_composable(&self) -> bool {
        self.flags & is::COMPOSABLE != 0
    }

    /// What it is called on.
    pub fn binding(&self) -> Option<&'static Member> {
        if self.flags & is::BOUND != 0 { self.parameters.first() } else { None }
    }

    /// The parameters that a caller gives.
    pub fn arguments(&self) -> &'static [Member] {
        self.parameters.get(usize::from(self.flags & is::BOUND != 0)..).unwrap_or(&[])
    }

    /// The name without namespace.
    pub fn own_name(&self) -> &'static str {
        own_name(self.name)
    }
}

/// What a URL may start with.
#[derive(Debug, PartialEq, Eq)]
pub struct Root {
    /// Its name.
    pub name: &'static str,
    /// What it is.
    pub kind: RootKind,
    /// Where related entities live: path of the navigation property, and entity set or singleton.
    pub bindings: &'static [(&'static str, &'static str)],
}

/// Kinds of roots.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RootKind {
    /// Entities of a type.
    Set(Ix),
    /// One entity of a type.
    Single(Ix),
    /// An action or function, by full name.
    Call(&'static str),
}

/// What a place holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TypeRef {
    /// The type of the value, or of the items.
    pub ty: Ix,
    /// Several values.
    pub collection: bool,
    /// The value, or an item, may be null.
    pub nullable: bool,
}

impl TypeRef {
    /// One value that may be null.
    pub const fn one(ty: Ix) -> Self {
        Self { ty, collection: false, nullable: true }
    }

    /// The type of one item.
    #[must_use]
    pub fn item(self) -> Self {
        Self { collection: false, ..self }
    }
}

/// No type extends more others than this, so that a model with a circle is walked in bounded time.
const MAX_BASES: usize = 64;

impl Model {
    /// A declared type.
    pub fn declared(&self, ty: Ix) -> Option<&'static Type> {
        self.types.get(usize::try_from(ty).ok()?)
    }

    /// The built-in type behind a type: of definitions their underlying type.
    pub fn primitive(&self, ty: Ix) -> Option<Primitive> {
        match self.declared(ty).map(|found| found.shape) {
            Some(Shape::Definition(underlying)) => Primitive::of(underlying),
            Some(_) => None,
            None => Primitive::of(ty),
        }
    }

    /// The full name of a type.
    pub fn name(&self, ty: Ix) -> &'static str {
        self.declared(ty).map_or_else(|| Primitive::of(ty).map_or("Edm.Untyped", Primitive::name), |found| found.name)
    }

    /// The name of what a place holds: `ns.T`, `Collection(ns.T)`.
    pub fn shown(&self, holds: TypeRef) -> String {
        let name = self.name(holds.ty);
        if holds.collection { format!("Collection({name})") } else { name.to_owned() }
    }

    /// The type of a name with full or short namespace, or of a built-in type's name.
    pub fn find_type(&self, name: &str) -> Option<Ix> {
        if let Some(primitive) = Primitive::named(name) {
            return Some(primitive.ty());
        }
        let (prefix, own) = name.rsplit_once('.')?;
        let of = |namespace: &str| {
            let full = format!("{namespace}.{own}");
            self.types.binary_search_by(|found| found.name.cmp(full.as_str())).ok()
        };
        let found = of(prefix).or_else(|| self.namespaces(prefix).find_map(of))?;
        Ix::try_from(found).ok()
    }

    /// The full names of the namespaces with a short name.
    fn namespaces<'a>(&'a self, alias: &'a str) -> impl Iterator<Item = &'static str> + 'a {
        self.namespaces.iter().filter(move |found| found.alias == Some(alias)).map(|found| found.name)
    }

    /// Overloads by name: with full or short namespace, or without if the namespace is a default one.
    pub fn overloads(&self, name: &str) -> impl Iterator<Item = &'static Call> {
        let (prefix, own) = name.rsplit_once('.').unwrap_or(("", name));
        let mut full: Vec<String> = Vec::new();
        if prefix.is_empty() {
            full.extend(self.namespaces.iter().filter(|found| found.default).map(|found| format!("{}.{own}", found.name)));
        } else {
            full.push(name.to_owned());
            full.extend(self.namespaces(prefix).map(|namespace| format!("{namespace}.{own}")));
        }
        full.dedup();
        let calls = self.calls;
        full.into_iter().flat_map(move |full| {
            let start = calls.partition_point(|call| call.name < full.as_str());
            calls.get(start..).unwrap_or(&[]).iter().take_while(move |call| call.name == full)
        })
    }

    /// A type and its bases, the type first.
    pub fn line(&self, ty: Ix) -> impl Iterator<Item = (Ix, &'static Type)> + '_ {
        let first = self.declared(ty).map(|found| (ty, found));
        let next = |(_, found): &(Ix, &'static Type)| found.base.and_then(|base| Some((base, self.declared(base)?)));
        std::iter::successors(first, next).take(MAX_BASES)
    }

    /// Whether a type is another or extends it.
    pub fn is_a(&self, ty: Ix, base: Ix) -> bool {
        let is_entity = self.is_entity(ty);
        ty == base
            || base == edm::ENTITY_TYPE && is_entity
            || base == edm::COMPLEX_TYPE && self.is_structured(ty) && !is_entity
            || base == edm::PRIMITIVE_TYPE && !self.is_structured(ty)
            || self.line(ty).any(|(found, _)| found == base)
    }

    /// Whether values of one type may be values of the other.
    pub fn related(&self, one: Ix, other: Ix) -> bool {
        self.is_a(one, other) || self.is_a(other, one)
    }

    /// Whether it is an entity type.
    pub fn is_entity(&self, ty: Ix) -> bool {
        ty == edm::ENTITY_TYPE || self.declared(ty).is_some_and(|found| found.shape == Shape::Entity)
    }

    /// Whether it is an entity or complex type.
    pub fn is_structured(&self, ty: Ix) -> bool {
        let declared = self.declared(ty).is_some_and(|found| matches!(found.shape, Shape::Entity | Shape::Complex));
        declared || ty == edm::ENTITY_TYPE || ty == edm::COMPLEX_TYPE
    }

    /// Whether undeclared members are data.
    pub fn is_open(&self, ty: Ix) -> bool {
        let untyped = ty == edm::UNTYPED || ty == edm::COMPLEX_TYPE || ty == edm::ENTITY_TYPE;
        untyped || self.line(ty).any(|(_, found)| found.flags & is::OPEN != 0)
    }

    /// Whether entities of the type have a stream of their own.
    pub fn is_media(&self, ty: Ix) -> bool {
        self.line(ty).any(|(_, found)| found.flags & is::MEDIA != 0)
    }

    /// A member of a type or of its bases.
    pub fn member(&self, ty: Ix, name: &str) -> Option<&'static Member> {
        self.line(ty).find_map(|(_, found)| found.members.iter().find(|member| member.name == name))
    }

    /// Every member of a type and of its bases.
    pub fn members(&self, ty: Ix) -> impl Iterator<Item = &'static Member> + '_ {
        self.line(ty).flat_map(|(_, found)| found.members)
    }

    /// The key of an entity type.
    pub fn key(&self, ty: Ix) -> &'static [Key] {
        self.line(ty).map(|(_, found)| found.key).find(|key| !key.is_empty()).unwrap_or(&[])
    }

    /// What a path of properties from a type holds.
    pub fn at_path(&self, ty: Ix, path: &str) -> Option<TypeRef> {
        let mut holds = TypeRef::one(ty);
        for name in path.split('/') {
            holds = self.member(holds.ty, name)?.holds();
        }
        Some(holds)
    }

    /// An entity set, singleton or import.
    pub fn root(&self, name: &str) -> Option<&'static Root> {
        self.roots.iter().find(|root| root.name == name)
    }

    /// The schema of a type's values; `None` if the schema table does not have it.
    pub fn schema(&self, ty: Ix) -> Option<SchemaRef> {
        let Some(declared) = self.declared(ty) else { return Primitive::of(ty).map(Primitive::schema) };
        let found = self.schemas.names().binary_search_by(|(name, _)| (*name).cmp(declared.name)).ok()?;
        let (_, index) = self.schemas.names().get(found)?;
        Some(SchemaRef { table: self.schemas, index: *index })
    }
}

/// The part of a name behind its namespace.
pub(super) fn own_name(name: &str) -> &str {
    name.rsplit_once('.').map_or(name, |(_, own)| own)
}
