//! The schema table.

use std::fmt::Write;

use super::text::{self, Line, list, quoted, views};
use crate::ir::{Array, Number, Numeric, Object, Schema, SchemaId, Text, Types};
use crate::plan::Plan;

/// The views of what is part of every view.
const ALL: u8 = 7;

/// Writes the schema table and the patterns.
pub fn emit(plan: &Plan, out: &mut String) {
    out.push_str("/// The schemas of this module.\npub static TABLE: Table = Table::new(SCHEMAS);\n\n");
    out.push_str("/// A schema of this module by its index.\npub const fn schema(index: u32) -> SchemaRef {\n    SchemaRef { table: &TABLE, index }\n}\n");
    let rows: Vec<String> = plan.table.order.iter().map(|id| schema(plan, &plan.schemas[*id])).collect();
    text::emit("SCHEMAS", "Each after its index, in the words of JSON Schema; they refer to each other by index.", &rows, out);
    emit_patterns(plan, out);
}

fn emit_patterns(plan: &Plan, out: &mut String) {
    if plan.patterns.iter().next().is_none() {
        return;
    }
    out.push_str("\n/// The patterns that validators check, compiled on first use.\npub mod patterns {\n    use wiretype_runtime::pattern::Pattern;\n");
    for (pattern, name) in plan.patterns.iter() {
        let shown = pattern.replace(['`', '\n', '\r', '\u{2028}', '\u{2029}'], " ");
        let doc = format!(" `{}`", shown.chars().take(100).collect::<String>());
        let _ = writeln!(out, "\n    #[doc = {doc:?}]\n    pub static {name}: Pattern = Pattern::new({pattern:?});");
    }
    out.push_str("}\n");
}

/// One schema as JSON.
fn schema(plan: &Plan, schema: &Schema) -> String {
    let mut line = Line::default();
    if let Some(name) = &schema.name {
        line.set("name", quoted(&name.name));
        line.optional("namespace", Some(&name.namespace).filter(|namespace| !namespace.is_empty()).map(|text| quoted(text)));
    }
    if schema.types != Types::ANY {
        line.set("type", types(schema.types));
    }
    line.optional("format", schema.format.as_ref().filter(|_| plan.formats).map(|format| quoted(format.name())));
    line.flag("secret", schema.secret);
    if let Some(values) = &schema.values {
        line.set("enum", list(&values.members, |member| member.value.to_string()));
        line.flag("open", values.open);
        line.flag("flags", values.flags);
    }
    numeric(&schema.numeric, &mut line);
    text(&schema.text, &mut line);
    array(plan, &schema.array, &mut line);
    object(plan, &schema.object, &mut line);
    logic(plan, schema, &mut line);
    match line.finish().as_str() {
        "{}" => "true".to_owned(),
        r#"{"type":[]}"# => "false".to_owned(),
        said => said.to_owned(),
    }
}

fn types(types: Types) -> String {
    let names = [
        (Types::NULL, "null"),
        (Types::BOOLEAN, "boolean"),
        (Types::NUMBER, "number"),
        (Types::STRING, "string"),
        (Types::ARRAY, "array"),
        (Types::OBJECT, "object"),
    ];
    let mut parts: Vec<&str> = names.iter().filter(|(kind, _)| types.contains(*kind)).map(|(_, name)| *name).collect();
    if types.contains(Types::INTEGER) && !types.contains(Types::NUMBER) {
        parts.push("integer");
    }
    match parts.as_slice() {
        [name] => quoted(name),
        names => list(names, |name| quoted(name)),
    }
}

fn numeric(numeric: &Numeric, line: &mut Line) {
    let limits = [
        ("minimum", &numeric.minimum),
        ("exclusiveMinimum", &numeric.exclusive_minimum),
        ("maximum", &numeric.maximum),
        ("exclusiveMaximum", &numeric.exclusive_maximum),
        ("multipleOf", &numeric.multiple_of),
    ];
    for (keyword, limit) in limits {
        line.optional(keyword, limit.as_ref().map(Number::as_str));
    }
}

fn text(text: &Text, line: &mut Line) {
    line.optional("minLength", text.min_length);
    line.optional("maxLength", text.max_length);
    line.optional("maxBytes", text.max_bytes);
    line.optional("pattern", text.pattern.as_deref().map(quoted));
    let span = &text.span;
    line.optional("formatMinimum", span.minimum.as_deref().map(quoted));
    line.optional("formatExclusiveMinimum", span.exclusive_minimum.as_deref().map(quoted));
    line.optional("formatMaximum", span.maximum.as_deref().map(quoted));
    line.optional("formatExclusiveMaximum", span.exclusive_maximum.as_deref().map(quoted));
}

fn array(plan: &Plan, array: &Array, line: &mut Line) {
    let ix = |id: SchemaId| plan.table.index(id);
    line.list("prefixItems", &array.prefix_items, |id| ix(*id).to_string());
    line.optional("items", array.items.map(ix));
    line.optional("contains", array.contains.map(ix));
    line.optional("minContains", array.min_contains);
    line.optional("maxContains", array.max_contains);
    line.optional("minItems", array.min_items);
    line.optional("maxItems", array.max_items);
    line.flag("uniqueItems", array.unique_items);
    line.optional("unevaluatedItems", array.unevaluated.map(ix));
}

fn object(plan: &Plan, object: &Object, line: &mut Line) {
    let ix = |id: SchemaId| plan.table.index(id);
    line.map("properties", &object.properties, |property| {
        let index = ix(property.schema);
        let shown = if property.access.0 == ALL { index.to_string() } else { format!("[{index},{}]", views(property.access.0)) };
        (&property.name, shown)
    });
    line.list("required", &object.required, |required| {
        let name = quoted(&required.name);
        if required.views.0 == ALL { name } else { format!("[{name},{}]", views(required.views.0)) }
    });
    line.map("patternProperties", &object.pattern_properties, |(pattern, id)| (pattern, ix(*id).to_string()));
    line.optional("additionalProperties", object.additional.map(ix));
    line.flag("annotations", object.annotations);
    line.optional("propertyNames", object.property_names.map(ix));
    line.optional("minProperties", object.min_properties);
    line.optional("maxProperties", object.max_properties);
    line.map("dependentRequired", &object.dependent_required, |(name, others)| (name, list(others, |other| quoted(other))));
    line.map("dependentSchemas", &object.dependent_schemas, |(name, id)| (name, ix(*id).to_string()));
    line.optional("unevaluatedProperties", object.unevaluated.map(ix));
}

fn logic(plan: &Plan, schema: &Schema, line: &mut Line) {
    let ix = |id: SchemaId| plan.table.index(id);
    line.optional("$ref", schema.refer.map(ix));
    if let Some(dynamic) = &schema.dynamic_refer {
        line.set("$dynamicRef", format!("[{},{}]", quoted(&dynamic.anchor), ix(dynamic.initial)));
    }
    line.map("$dynamicAnchors", &schema.dynamic_anchors, |(name, id)| (name, ix(*id).to_string()));
    for (keyword, ids) in [("allOf", &schema.all_of), ("anyOf", &schema.any_of), ("oneOf", &schema.one_of)] {
        line.list(keyword, ids, |id| ix(*id).to_string());
    }
    line.optional("not", schema.not.map(ix));
    if let Some(conditional) = &schema.conditional {
        line.set("if", ix(conditional.condition));
        line.optional("then", conditional.then.map(ix));
        line.optional("else", conditional.otherwise.map(ix));
    }
    if let Some(discriminator) = &schema.discriminator {
        let mut inner = Line::default();
        inner.set("propertyName", quoted(&discriminator.property));
        inner.map("mapping", &discriminator.mapping, |(tag, id)| (tag, ix(*id).to_string()));
        inner.flag("typeUri", discriminator.tag == crate::ir::Tag::TypeUri);
        line.set("discriminator", inner.finish());
    }
}
