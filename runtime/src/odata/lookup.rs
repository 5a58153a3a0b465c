//! Questions to the model of a service: what names stand for, what types have with their bases, how types are related.

use super::limits::{Limits, does};
use super::model::{Call, Ix, Key, Member, Model, Root, RootKind, Shape, Type, TypeRef, edm, is};
use super::primitive::Primitive;
use crate::schema::SchemaRef;

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

    /// What is said of calling an action or function.
    pub(super) fn limits_of(&self, call: &Call) -> Option<&'static Limits> {
        call.limits.iter().chain(self.limits).find(|limits| limits.says & does::CALL_FILTERED != 0)
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

    /// The entity set or singleton that a path names; in another container or below a singleton, the path has several segments.
    pub(super) fn place(&self, path: &str) -> Option<&'static Root> {
        self.root(path.rsplit('/').next()?).filter(|root| !matches!(root.kind, RootKind::Call(_)))
    }

    /// The schema of a type's values; `None` if the schema table does not have it.
    pub fn schema(&self, ty: Ix) -> Option<SchemaRef> {
        let Some(declared) = self.declared(ty) else { return Primitive::of(ty).map(Primitive::schema) };
        let found = self.schemas.names().binary_search_by(|(name, _)| (*name).cmp(declared.name)).ok()?;
        let (_, index) = self.schemas.names().get(found)?;
        Some(SchemaRef { table: self.schemas, index: *index })
    }
}
