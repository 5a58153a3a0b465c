//! Dialects with fewer keywords: what a schema says in vocabularies that its metaschema does not name has no effect.

use crate::front::openapi::context::Context;
use crate::ir::{Array, Numeric, Object, Schema, Text, Types};
use crate::source::NodeRef;

impl<'d> Context<'d, '_> {
    /// Takes away what has no meaning in the dialect that a node is written in.
    pub(super) fn restrict(&self, schema: &mut Schema, node: NodeRef<'d>) {
        let Some(vocabularies) = self.references.vocabularies(node) else { return };
        if !vocabularies.has("validation") {
            without_validation(schema);
        }
        if !vocabularies.has("unevaluated") {
            schema.array.unevaluated = None;
            schema.object.unevaluated = None;
        }
        if !vocabularies.has("applicator") {
            without_applicators(schema);
        }
    }
}

/// JSON Schema 2020-12, validation, section 6.
fn without_validation(schema: &mut Schema) {
    schema.types = Types::ANY;
    schema.values = None;
    schema.numeric = Numeric::default();
    schema.text = Text::default();
    let (array, object) = (&mut schema.array, &mut schema.object);
    *array = Array {
        prefix_items: std::mem::take(&mut array.prefix_items),
        items: array.items,
        contains: array.contains,
        unevaluated: array.unevaluated,
        ..Array::default()
    };
    object.required.clear();
    object.dependent_required.clear();
    object.min_properties = None;
    object.max_properties = None;
}

/// JSON Schema 2020-12, core, section 10.
fn without_applicators(schema: &mut Schema) {
    let (array, object) = (&mut schema.array, &mut schema.object);
    array.prefix_items.clear();
    array.items = None;
    array.contains = None;
    *object = Object {
        required: std::mem::take(&mut object.required),
        min_properties: object.min_properties,
        max_properties: object.max_properties,
        dependent_required: std::mem::take(&mut object.dependent_required),
        unevaluated: object.unevaluated,
        ..Object::default()
    };
    schema.all_of.clear();
    schema.any_of.clear();
    schema.one_of.clear();
    schema.not = None;
    schema.conditional = None;
}
