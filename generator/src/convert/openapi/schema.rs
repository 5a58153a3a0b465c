//! Schemas in an OpenAPI document, as one side of the API sees them.

use wiretype_runtime::json::{Number, Object, Value};

use super::values;
use super::{Version, Writer, object, put, put_some, text};
use crate::ir::{Property, Schema, SchemaId, Types, View};

impl Writer<'_> {
    /// A schema where it is used: a reference if it has a name.
    pub(super) fn schema(&mut self, id: SchemaId, view: View) -> Value {
        if self.names.contains_key(&id) {
            return self.refer(id, view);
        }
        let api = self.api;
        let schema = &api.schemas[id];
        if let Some(value) = self.or_null(schema, view) {
            return value;
        }
        self.content(schema, view)
    }

    /// A schema among the components.
    pub(super) fn declared(&mut self, id: SchemaId, view: View) -> Value {
        let api = self.api;
        let schema = &api.schemas[id];
        let name = schema.name.as_ref().map_or("", |name| &*name.name);
        let title = schema.docs.summary.as_deref().unwrap_or(name);
        let suffix = match view {
            View::Read => "",
            View::Create => " (to create)",
            View::Update => " (to change)",
        };
        let mut out = Object::new();
        put(&mut out, "title", text(format!("{title}{suffix}")));
        if let Value::Object(content) = self.content(schema, view) {
            out.extend(content);
        }
        Value::Object(out)
    }

    /// `anyOf` a schema and `null`.
    fn or_null(&mut self, schema: &Schema, view: View) -> Option<Value> {
        let api = self.api;
        let is_null = |id: &SchemaId| api.schemas[*id].types == Types::NULL;
        let others: Vec<SchemaId> = schema.any_of.iter().copied().filter(|id| !is_null(id)).collect();
        if others.len() == schema.any_of.len() || schema.types != Types::ANY {
            return None;
        }
        let parts: Vec<Value> = others.iter().map(|id| self.schema(*id, view)).collect();
        let mut out = Object::new();
        match (self.version, parts.as_slice()) {
            (Version::V31, _) => {
                let null = object([("type", text("null"))]);
                put(&mut out, "anyOf", Value::Array(parts.into_iter().chain([null]).collect()));
            }
            (Version::V30, [Value::Object(only)]) if !only.contains_key("$ref") => {
                out = only.clone();
                put(&mut out, "nullable", Value::Bool(true));
            }
            (Version::V30, _) => {
                put(&mut out, if parts.len() == 1 { "allOf" } else { "anyOf" }, Value::Array(parts));
                put(&mut out, "nullable", Value::Bool(true));
            }
        }
        if let Some(default) = &schema.default {
            put(&mut out, "default", default.clone());
        }
        Some(Value::Object(out))
    }

    fn content(&mut self, schema: &Schema, view: View) -> Value {
        let mut out = Object::new();
        values::types(&mut out, schema.types, self.version);
        if let Some(format) = &schema.format {
            put(&mut out, "format", text(values::format(format)));
        }
        put_some(&mut out, "description", schema.docs.description.as_deref());
        if let Some(found) = &schema.values {
            values::values(&mut out, schema, found);
        }
        values::numeric(&mut out, &schema.numeric, self.version);
        let count = |out: &mut Object, name: &str, value: Option<u64>| {
            if let Some(value) = value {
                put(out, name, Value::Number(Number::from(value)));
            }
        };
        count(&mut out, "minLength", schema.text.min_length);
        // Base64 writes three bytes as four characters.
        let encoded = schema.text.max_bytes.map(|bytes| bytes.div_ceil(3).saturating_mul(4));
        count(&mut out, "maxLength", schema.text.max_length.or(encoded));
        put_some(&mut out, "pattern", schema.text.pattern.as_deref());
        values::span(&mut out, &schema.text.span, self.version);
        count(&mut out, "minItems", schema.array.min_items);
        count(&mut out, "maxItems", schema.array.max_items);
        if schema.array.unique_items {
            put(&mut out, "uniqueItems", Value::Bool(true));
        }
        if let Some(items) = schema.array.items {
            put(&mut out, "items", self.schema(items, view));
        }
        self.object(&mut out, schema, view);
        self.combined(&mut out, schema, view);
        if let Some(default) = &schema.default {
            put(&mut out, "default", default.clone());
        }
        if schema.docs.deprecated.is_some() {
            put(&mut out, "deprecated", Value::Bool(true));
        }
        Value::Object(out)
    }

    fn object(&mut self, out: &mut Object, schema: &Schema, view: View) {
        let shown = schema.object.properties.iter().filter(|property| property.access.has(view));
        let properties: Object = shown.map(|property| (property.name.clone(), self.property(property, view))).collect();
        if !properties.is_empty() {
            put(out, "properties", Value::Object(properties));
        }
        let required = schema.object.required.iter().filter(|required| required.views.has(view));
        let required: Vec<Value> = required.map(|required| text(&*required.name)).collect();
        if !required.is_empty() {
            put(out, "required", Value::Array(required));
        }
        let none = schema.object.additional.is_some_and(|id| self.api.schemas[id].types == Types::NONE);
        match schema.object.additional {
            // Annotations are members too.
            Some(_) if none && schema.object.annotations => {}
            Some(_) if none => put(out, "additionalProperties", Value::Bool(false)),
            Some(id) => put(out, "additionalProperties", self.schema(id, view)),
            None if schema.object.open => put(out, "additionalProperties", Value::Bool(true)),
            None => {}
        }
    }

    fn property(&mut self, property: &Property, view: View) -> Value {
        let value = self.schema(property.schema, view);
        let Value::Object(mut out) = value else { return value };
        let read_only = view == View::Read && !property.access.has(View::Create) && !property.access.has(View::Update);
        let docs = &property.docs;
        if !read_only && docs.summary.is_none() && docs.description.is_none() && docs.deprecated.is_none() {
            return Value::Object(out);
        }
        // What stands beside a reference counts in version 3.1 only.
        if out.contains_key("$ref") && self.version == Version::V30 {
            out = [("allOf", Value::Array(vec![Value::Object(out)]))].into_iter().collect();
        }
        put_some(&mut out, "title", docs.summary.as_deref());
        put_some(&mut out, "description", docs.description.as_deref());
        if read_only && !property.navigation {
            put(&mut out, "readOnly", Value::Bool(true));
        }
        if docs.deprecated.is_some() {
            put(&mut out, "deprecated", Value::Bool(true));
        }
        Value::Object(out)
    }

    /// What is put together from other schemas, and the types derived from this one.
    fn combined(&mut self, out: &mut Object, schema: &Schema, view: View) {
        let refer = schema.refer.map(|id| self.schema(id, view));
        let all: Vec<Value> = schema.all_of.iter().map(|id| self.schema(*id, view)).chain(refer).collect();
        let any: Vec<Value> = schema.any_of.iter().map(|id| self.schema(*id, view)).collect();
        let one: Vec<Value> = schema.one_of.iter().map(|id| self.schema(*id, view)).collect();
        let derived = self.derived(schema, view);
        for (name, parts) in [("allOf", all), ("anyOf", any), ("oneOf", one), ("anyOf", derived)] {
            if parts.is_empty() {
                continue;
            }
            if out.contains_key(name) {
                let group = object([(name, Value::Array(parts))]);
                match out.get_mut("allOf") {
                    Some(Value::Array(list)) => list.push(group),
                    _ => put(out, "allOf", Value::Array(vec![group])),
                }
            } else {
                put(out, name, Value::Array(parts));
            }
        }
        if let Some(not) = schema.not {
            put(out, "not", self.schema(not, view));
        }
    }

    /// The types derived from a type; one that is not abstract may also be none of them.
    fn derived(&mut self, schema: &Schema, view: View) -> Vec<Value> {
        let Some(discriminator) = schema.discriminator.as_ref().filter(|found| found.inherited) else { return Vec::new() };
        let mut ids: Vec<SchemaId> = Vec::new();
        for (_, id) in &discriminator.mapping {
            let own = self.api.schemas[*id].name == schema.name;
            if !own && !ids.contains(id) {
                ids.push(*id);
            }
        }
        let mut parts: Vec<Value> = ids.into_iter().map(|id| self.refer(id, view)).collect();
        if !schema.is_abstract && !parts.is_empty() {
            parts.push(Value::Object(Object::new()));
        }
        parts
    }
}
