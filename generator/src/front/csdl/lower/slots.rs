//! Places that hold values: properties, parameters, results. A type with facets, nullability and annotations becomes a schema;
//! places that differ in nothing share one.

use super::super::model::index::Named;
use super::super::model::names::{split, term};
use super::super::model::{Annotations, Facets, Spot, TypeRef};
use super::validation::{has_rules, typed};
use super::{Lower, origin};
use crate::ir::{Schema, SchemaId, Types};

impl Lower<'_, '_> {
    /// The schema of a place; `None` for streams, which are not part of JSON.
    pub(super) fn slot(&mut self, ty: &TypeRef, annotations: &Annotations, default: Option<&Spot>) -> Option<SchemaId> {
        if self.model.is_stream(&ty.name.text) {
            return None;
        }
        let plain = ty.facets == Facets::default() && default.is_none() && !has_rules(annotations);
        let key = (ty.name.text.clone(), ty.collection, ty.nullable);
        if plain && let Some(id) = self.slots.get(&key) {
            return Some(*id);
        }
        let single = !ty.collection;
        let item = self.single(ty, annotations, default.filter(|_| single));
        let id = if ty.collection { self.collection(&ty.name, item, annotations) } else { item };
        if plain {
            self.slots.insert(key, id);
        }
        Some(id)
    }

    /// An array of items.
    fn collection(&mut self, name: &Spot, item: SchemaId, annotations: &Annotations) -> SchemaId {
        let mut schema = Schema::of(origin(&format!("Collection({})", name.text), name.at), Types::ARRAY);
        schema.array.items = Some(item);
        self.collection_validations(&mut schema, annotations);
        self.schemas.add(schema)
    }

    /// A single value, or an item of a collection.
    fn single(&mut self, ty: &TypeRef, annotations: &Annotations, default: Option<&Spot>) -> SchemaId {
        let name = &ty.name;
        let declared = self.ids.get(&*name.text).copied();
        let target = declared.or_else(|| self.geographic(&name.text, name.at));
        let rules = has_rules(annotations);
        let Some(target) = target else { return self.primitive_slot(ty, annotations, default) };
        // The reference system of a shape is no rule for its JSON.
        let plain = !rules && (declared.is_none() || ty.facets == Facets::default());
        let id = if plain { target } else { self.refined(target, ty, annotations) };
        match (ty.nullable, default) {
            (false, None) => id,
            (true, None) => self.nullable(id),
            (nullable, Some(default)) => {
                let mut schema = Schema::any(origin(&name.text, name.at));
                schema.default = Some(typed(&default.text, self.value_types(&name.text)));
                if nullable {
                    schema.any_of = vec![id, self.shared.null];
                } else {
                    schema.refer = Some(id);
                }
                self.schemas.add(schema)
            }
        }
    }

    /// A declared type with further rules at one place.
    pub(super) fn refined(&mut self, target: SchemaId, ty: &TypeRef, annotations: &Annotations) -> SchemaId {
        let types = self.value_types(&ty.name.text);
        let mut schema = Schema::any(origin(&ty.name.text, ty.name.at));
        schema.refer = Some(target);
        if let Named::Definition(found) = self.model.named(&ty.name.text) {
            super::primitive::limit(&mut schema, split(&found.underlying.name.text).1, &ty.facets);
        }
        schema.types = types;
        self.validations(&mut schema, annotations);
        if let (Named::Structured(found), Some(list)) = (self.model.named(&ty.name.text), annotations.get(term::DERIVED_TYPES)) {
            schema.conditional = self.derived_types(&ty.name.text, found, list);
        }
        schema.types = Types::ANY;
        self.schemas.add(schema)
    }

    /// The JSON types of values of a declared type.
    fn value_types(&self, name: &str) -> Types {
        match self.model.named(name) {
            Named::Definition(_) => self.ids.get(name).map_or(Types::ANY, |id| self.schemas[*id].types),
            Named::Structured(_) => Types::OBJECT,
            _ => Types::STRING,
        }
    }

    /// A value of primitive type.
    fn primitive_slot(&mut self, ty: &TypeRef, annotations: &Annotations, default: Option<&Spot>) -> SchemaId {
        let own = split(&ty.name.text).1;
        let mut schema = match self.model.named(&ty.name.text) {
            Named::Primitive => self.primitive(&ty.name, &ty.facets),
            _ => elsewhere(&ty.name),
        };
        self.validations(&mut schema, annotations);
        schema.default = default.map(|spot| typed(&spot.text, schema.types));
        let is_float = matches!(own, "Double" | "Single") && schema.values.is_none();
        if is_float {
            schema = self.with_not_finite(schema);
        }
        if ty.nullable {
            if schema.any_of.is_empty() {
                schema.types = schema.types.or(Types::NULL);
                if let Some(values) = schema.values.as_mut() {
                    values.members.push(super::shared::member(crate::ir::Json::Null));
                }
            } else {
                schema.any_of.push(self.shared.null);
            }
        }
        self.schemas.add(schema)
    }

    /// The same or `null`.
    pub(super) fn nullable(&mut self, id: SchemaId) -> SchemaId {
        let mut schema = Schema::any(self.schemas[id].origin.clone());
        schema.any_of = vec![id, self.shared.null];
        self.schemas.add(schema)
    }
}

/// A type that was not read: any value, and well-known ones of the standard vocabularies.
fn elsewhere(name: &Spot) -> Schema {
    let types = match &*name.text {
        "Org.OData.Core.V1.Tag" => Types::BOOLEAN,
        "Org.OData.Core.V1.QualifiedTypeName" | "Org.OData.Core.V1.QualifiedTermName" | "Org.OData.Core.V1.SimpleIdentifier" => {
            Types::STRING
        }
        _ => Types::ANY,
    };
    Schema::of(origin(&name.text, name.at), types)
}
