//! JSON Schema in, a static table out: only as good as these tests need. The generator has its own way from schemas to tables.
//!
//! What tables know beyond JSON Schema is written as `x-` keywords: `x-name`, `x-secret`, `x-open`, `x-flags`, `x-annotations`,
//! `x-access` and `x-required` (views by member), `x-discriminator`.

use std::collections::HashMap;
use wiretype_runtime::json::Value;
use wiretype_runtime::pattern::Pattern;
use wiretype_runtime::schema::{
    self, Array, Discriminator, Ix, Logic, Numeric, Object, Property, Schema, SchemaRef, Table, Text, Types, Values, Views,
};

use crate::documents::{Documents, Draft};

type Anchors = &'static [(&'static str, Ix)];

/// Schemas on their way into a table.
pub struct Loader {
    documents: Documents,
    places: HashMap<usize, Ix>,
    queue: Vec<(Ix, &'static Value)>,
    schemas: Vec<Schema>,
    anchors: HashMap<String, Anchors>,
}

fn leak<T>(value: T) -> &'static T {
    Box::leak(Box::new(value))
}

fn list<T>(items: Vec<T>) -> &'static [T] {
    items.leak()
}

fn json(value: &Value) -> &'static str {
    value.to_string().leak()
}

/// Loads a document with all that it refers to.
pub fn load(mut documents: Documents, root: &'static Value) -> Result<SchemaRef, String> {
    documents.add("test:///root", root);
    let mut loader = Loader { documents, places: HashMap::new(), queue: Vec::new(), schemas: Vec::new(), anchors: HashMap::new() };
    let index = loader.ix(root);
    while let Some((place, value)) = loader.queue.pop() {
        let schema = loader.schema(value)?;
        loader.schemas[place as usize] = schema;
    }
    Ok(SchemaRef { table: leak(Table::of(list(loader.schemas), &[])), index })
}

impl Loader {
    fn ix(&mut self, value: &'static Value) -> Ix {
        let address = std::ptr::from_ref(value).addr();
        if let Some(ix) = self.places.get(&address) {
            return *ix;
        }
        let ix = self.push(Schema::ANY);
        self.places.insert(address, ix);
        self.queue.push((ix, value));
        ix
    }

    fn push(&mut self, schema: Schema) -> Ix {
        self.schemas.push(schema);
        Ix::try_from(self.schemas.len() - 1).unwrap()
    }

    fn all(&mut self, values: &'static [Value]) -> &'static [Ix] {
        list(values.iter().map(|value| self.ix(value)).collect())
    }

    fn schema(&mut self, value: &'static Value) -> Result<Schema, String> {
        match value {
            Value::Bool(true) => return Ok(Schema::ANY),
            Value::Bool(false) => return Ok(Schema { types: 0, ..Schema::ANY }),
            Value::Object(_) => {}
            _ => return Err(format!("no schema: {value}")),
        }
        let logic = self.logic(value)?;
        if self.documents.draft == Draft::Draft4 && value.get("$ref").is_some() {
            return Ok(Schema { logic: Some(leak(Logic { all_of: &[], ..logic })), ..Schema::ANY });
        }
        let values = value.get("enum").and_then(Value::as_array).map(|values| values.iter().map(json).collect());
        let text = Text {
            min_length: limit(value, "minLength"),
            max_length: limit(value, "maxLength"),
            pattern: value.get("pattern").and_then(Value::as_str).map(|source| leak(Pattern::new(source))),
            ..Text::NONE
        };
        Ok(Schema {
            types: types(value)?,
            format: value.get("format").and_then(Value::as_str),
            values: values.map(|values: Vec<_>| {
                leak(Values { json: list(values), open: flag(value, "x-open"), flags: flag(value, "x-flags") })
            }),
            name: value.get("x-name").and_then(Value::as_str),
            secret: flag(value, "x-secret"),
            numeric: Some(leak(Self::numeric(value))),
            text: Some(leak(text)),
            array: Some(leak(self.array(value))),
            object: Some(leak(self.object(value))),
            logic: Some(leak(logic)),
        })
    }

    fn numeric(value: &'static Value) -> Numeric {
        let number = |name| value.get(name).and_then(Value::as_number).map(wiretype_runtime::json::Number::as_str);
        let (below, above) = (flag(value, "exclusiveMinimum"), flag(value, "exclusiveMaximum"));
        Numeric {
            minimum: number("minimum").filter(|_| !below),
            exclusive_minimum: if below { number("minimum") } else { number("exclusiveMinimum") },
            maximum: number("maximum").filter(|_| !above),
            exclusive_maximum: if above { number("maximum") } else { number("exclusiveMaximum") },
            multiple_of: number("multipleOf"),
        }
    }

    fn array(&mut self, value: &'static Value) -> Array {
        let tuple = value.get("items").and_then(Value::as_array);
        let (prefix, rest) = if tuple.is_some() {
            (tuple, "additionalItems")
        } else {
            (value.get("prefixItems").and_then(Value::as_array), "items")
        };
        Array {
            prefix_items: prefix.map_or(&[], |values| self.all(values)),
            items: value.get(rest).map(|value| self.ix(value)),
            contains: value.get("contains").map(|value| self.ix(value)),
            min_contains: limit(value, "minContains"),
            max_contains: limit(value, "maxContains"),
            min_items: limit(value, "minItems"),
            max_items: limit(value, "maxItems"),
            unique_items: value.get("uniqueItems") == Some(&Value::Bool(true)),
            unevaluated: value.get("unevaluatedItems").map(|value| self.ix(value)),
        }
    }

    fn object(&mut self, value: &'static Value) -> Object {
        let names =
            |value: &'static Value| list(value.as_array().into_iter().flatten().filter_map(Value::as_str).collect::<Vec<_>>());
        let views = |views: &Value| views.as_u64().and_then(|views| Views::try_from(views).ok()).unwrap_or(schema::ALL);
        let access = |name| value.get("x-access").and_then(|access| access.get(name)).map_or(schema::ALL, views);
        let mut properties = Vec::new();
        let mut patterns: Vec<(&'static Pattern, Ix)> = Vec::new();
        let mut dependent = Vec::new();
        let mut dependents = Vec::new();
        for (name, value) in members(value, "properties") {
            properties.push(Property { name, schema: self.ix(value), access: access(name) });
        }
        for (name, value) in members(value, "patternProperties") {
            patterns.push((leak(Pattern::new(name)), self.ix(value)));
        }
        for (name, value) in members(value, "dependentSchemas") {
            dependents.push((name, self.ix(value)));
        }
        for (name, value) in members(value, "dependentRequired") {
            dependent.push((name, names(value)));
        }
        for (name, value) in members(value, "dependencies") {
            if value.as_array().is_some() {
                dependent.push((name, names(value)));
            } else {
                dependents.push((name, self.ix(value)));
            }
        }
        let required = value.get("required").map_or(&[][..], names);
        Object {
            properties: list(properties),
            required: list(
                required
                    .iter()
                    .map(|name| (*name, schema::ALL))
                    .chain(members(value, "x-required").map(|(name, value)| (name, views(value))))
                    .collect(),
            ),
            pattern_properties: list(patterns),
            additional: value.get("additionalProperties").map(|value| self.ix(value)),
            annotations: flag(value, "x-annotations"),
            property_names: value.get("propertyNames").map(|value| self.ix(value)),
            min_properties: limit(value, "minProperties"),
            max_properties: limit(value, "maxProperties"),
            dependent_required: list(dependent),
            dependent_schemas: list(dependents),
            unevaluated: value.get("unevaluatedProperties").map(|value| self.ix(value)),
        }
    }

    fn logic(&mut self, value: &'static Value) -> Result<Logic, String> {
        let one = |loader: &mut Self, name| value.get(name).map(|value| loader.ix(value));
        let many = |loader: &mut Self, name| value.get(name).and_then(Value::as_array).map_or(&[][..], |values| loader.all(values));
        let mut logic = Logic {
            any_of: many(self, "anyOf"),
            one_of: many(self, "oneOf"),
            not: one(self, "not"),
            condition: one(self, "if"),
            then: one(self, "then"),
            otherwise: one(self, "else"),
            ..Logic::NONE
        };
        let mut all_of = many(self, "allOf").to_vec();
        if let Some(reference) = value.get("$ref").and_then(Value::as_str) {
            let (target, _) = self.documents.target(value, reference)?;
            logic.refer = Some(self.ix(target));
        }
        if let Some(reference) = value.get("$dynamicRef").and_then(Value::as_str) {
            let (target, anchor) = self.documents.target(value, reference)?;
            let target = self.ix(target);
            match anchor {
                Some(anchor) => logic.dynamic_refer = Some((anchor, target)),
                None => all_of.push(target),
            }
        }
        if let Some(value) = value.get("const") {
            let values = Values { json: list(vec![json(value)]), open: false, flags: false };
            all_of.push(self.push(Schema { values: Some(leak(values)), ..Schema::ANY }));
        }
        if let Some(discriminator) = value.get("x-discriminator") {
            let mut mapping = Vec::new();
            for (tag, reference) in members(discriminator, "mapping") {
                let (target, _) = self.documents.target(value, reference.as_str().unwrap_or_default())?;
                mapping.push((tag, self.ix(target)));
            }
            let property = discriminator.get("property").and_then(Value::as_str).unwrap_or_default();
            let type_uri = flag(discriminator, "type_uri");
            logic.discriminator = Some(leak(Discriminator { property, mapping: list(mapping), type_uri }));
        }
        logic.all_of = list(all_of);
        logic.dynamic_anchors = self.dynamic_anchors(value);
        Ok(logic)
    }

    /// Every schema carries the dynamic anchors of its resource, so that it does not matter how evaluation gets into it.
    fn dynamic_anchors(&mut self, value: &Value) -> Anchors {
        let resource = self.documents.base(value);
        if let Some(anchors) = self.anchors.get(&resource) {
            return anchors;
        }
        let found = self.documents.dynamic_anchors(&resource);
        let anchors = list(found.into_iter().map(|(name, schema)| (&*name.leak(), self.ix(schema))).collect());
        self.anchors.insert(resource, anchors);
        anchors
    }
}

fn flag(value: &Value, name: &str) -> bool {
    value.get(name) == Some(&Value::Bool(true))
}

fn limit(value: &Value, name: &str) -> Option<u64> {
    value.get(name)?.as_number()?.as_u64()
}

fn members(value: &'static Value, name: &str) -> impl Iterator<Item = (&'static str, &'static Value)> {
    value.get(name).and_then(Value::as_object).into_iter().flatten()
}

fn types(value: &Value) -> Result<Types, String> {
    let bit = |name: &Value| match name.as_str() {
        Some("null") => Ok(schema::NULL),
        Some("boolean") => Ok(schema::BOOLEAN),
        Some("integer") => Ok(schema::INTEGER),
        Some("number") => Ok(schema::NUMBER),
        Some("string") => Ok(schema::STRING),
        Some("array") => Ok(schema::ARRAY),
        Some("object") => Ok(schema::OBJECT),
        _ => Err(format!("no type: {name}")),
    };
    match value.get("type") {
        None => Ok(schema::ANY),
        Some(Value::Array(names)) => names.iter().try_fold(0, |types, name| Ok(types | bit(name)?)),
        Some(name) => bit(name),
    }
}
