//! Types of objects: structs, maps, raw objects.

use super::{Builder, ItemKind, Repr, Shape};
use crate::ir::{Docs, Property, SchemaId, Types, View};
use crate::plan::docs;
use crate::plan::names::{self, Case, Scope};
use crate::plan::repr::{Field, Rest, Struct};

impl Builder<'_> {
    /// The type of an object.
    pub(super) fn object(&mut self, id: SchemaId, shape: &Shape, hint: &str) -> Repr {
        let closed = self.closed(shape);
        if shape.properties.is_empty() && !closed && (shape.open || !shape.annotations) {
            return self.map(shape, hint);
        }
        let ix = self.reserve(id, hint, shape.nullable());
        let name = self.name(ix).to_owned();
        let item = self.struct_of(shape, &name, closed);
        self.define(ix, id, ItemKind::Struct(item));
        Repr::Item(ix)
    }

    fn closed(&self, shape: &Shape) -> bool {
        !shape.open && !shape.has_patterns && shape.additional.is_some_and(|id| self.schemas()[id].types == Types::NONE)
    }

    fn map(&mut self, shape: &Shape, hint: &str) -> Repr {
        match shape.additional {
            Some(values) if !shape.has_patterns && self.schemas()[values].types != Types::NONE => {
                match self.below(values, &names::join(&[hint, "Value"])).inline() {
                    Repr::Json => Repr::JsonObject,
                    repr => Repr::Map(Box::new(repr)),
                }
            }
            _ => Repr::JsonObject,
        }
    }

    /// The struct of the members of a shape in a view, for a type that is no item.
    pub fn members(&mut self, id: SchemaId, shape: &Shape, view: View, name: &str, scope: &mut Scope) -> Struct {
        let view = self.differences.canonical(id, view);
        let outer = std::mem::replace(&mut self.view, view);
        let closed = self.closed(shape);
        let body = self.struct_in(shape, name, closed, scope);
        self.view = outer;
        body
    }

    /// The struct of a shape with members.
    pub(super) fn struct_of(&mut self, shape: &Shape, name: &str, closed: bool) -> Struct {
        self.struct_in(shape, name, closed, &mut Scope::default())
    }

    fn struct_in(&mut self, shape: &Shape, name: &str, closed: bool, scope: &mut Scope) -> Struct {
        let mut fields = Vec::new();
        let view = self.view;
        for property in shape.properties.iter().filter(|property| property.access.has(view)) {
            fields.push(self.field(shape, property, name, scope));
        }
        let rest = self.rest(shape, name, scope);
        let elsewhere = shape.properties.iter().filter(|property| !property.access.has(view));
        let ignored = elsewhere.map(|property| property.name.clone()).collect();
        Struct { fields, rest, closed, ignored }
    }

    fn field(&mut self, shape: &Shape, property: &Property, owner: &str, scope: &mut Scope) -> Field {
        let spoken = property.client_name.as_deref().unwrap_or(&property.name);
        let typed = self.below(property.schema, &names::join(&[owner, spoken]));
        let docs = self.property_docs(property);
        Field {
            ident: scope.name(spoken, Case::Field),
            wire: property.name.clone(),
            docs: docs::lines_or_name(&docs, &property.name),
            presence: typed.presence(shape.requires(&property.name, self.view)),
            repr: typed.repr,
            schema: property.schema,
        }
    }

    /// The words beside the member, or else those of its schema: all of an anonymous one, the first line of a declared one.
    fn property_docs(&self, property: &Property) -> Docs {
        if property.docs.summary.is_some() || property.docs.description.is_some() {
            return property.docs.clone();
        }
        let mut schema = &self.schemas()[property.schema];
        while let (true, Some(target)) =
            (schema.docs == Docs::default(), super::only_target(schema).filter(|_| schema.name.is_none()))
        {
            schema = &self.schemas()[target];
        }
        let said = schema.docs.summary.as_ref().or(schema.docs.description.as_ref());
        let first = said.and_then(|text| text.trim().lines().next()).map(str::to_owned);
        let docs = if schema.name.is_some() { Docs { summary: first, ..Docs::default() } } else { schema.docs.clone() };
        Docs { deprecated: property.docs.deprecated.clone().or(docs.deprecated), notes: property.docs.notes.clone(), ..docs }
    }

    fn rest(&mut self, shape: &Shape, owner: &str, scope: &mut Scope) -> Option<Rest> {
        let valued = shape.additional.filter(|id| self.schemas()[*id].types != Types::NONE);
        let by_rule = shape.has_patterns || shape.has_hidden && !self.closed(shape);
        let keeps = shape.open || by_rule || valued.is_some();
        if !keeps && !shape.annotations {
            return None;
        }
        let wire = if keeps { "additional_properties" } else { "annotations" };
        let typed = valued.filter(|_| !by_rule && !shape.annotations);
        let repr = match typed {
            Some(id) => self.below(id, &names::join(&[owner, "Value"])).inline(),
            None => Repr::Json,
        };
        Some(Rest { ident: scope.name(wire, Case::Field), repr, schema: typed, annotations_only: !keeps })
    }
}
