//! The schema table.

use std::fmt::Write;

use super::{Row, list};
use crate::ir::{Array, Member, Numeric, Object, Schema, SchemaId, Text, Types};
use crate::plan::Plan;
use crate::plan::table::format_name;

/// Writes the schema table and the patterns.
pub fn emit(plan: &Plan, out: &mut String) {
    out.push_str("/// The schemas of this module.\npub static TABLE: Table = Table { schemas: &SCHEMAS, names: NAMES };\n\n");
    out.push_str("/// A schema of this module by its index.\npub const fn schema(index: u32) -> SchemaRef {\n    SchemaRef { table: &TABLE, index }\n}\n\n");
    emit_names(plan, out);
    let _ = writeln!(out, "static SCHEMAS: [Schema; {}] = [", plan.table.order.len());
    for (index, id) in plan.table.order.iter().enumerate() {
        let _ = writeln!(out, "    /* {index} */ {},", schema(plan, &plan.schemas[*id]));
    }
    out.push_str("];\n");
    // Resources are told apart by the address of their list, so each has a static of its own.
    for (number, anchors) in plan.table.anchors.iter().enumerate() {
        let entries = list(anchors.iter(), |(name, id)| format!("({name:?}, {})", plan.table.index(*id)));
        let _ = writeln!(out, "\nstatic ANCHORS_{number}: [(&str, u32); {}] = {};", anchors.len(), entries.trim_start_matches('&'));
    }
    emit_patterns(plan, out);
}

fn emit_names(plan: &Plan, out: &mut String) {
    out.push_str("static NAMES: &[(&str, u32)] = &[\n");
    for (name, id) in &plan.table.names {
        let _ = writeln!(out, "    ({name:?}, {}),", plan.table.index(*id));
    }
    out.push_str("];\n\n");
}

fn emit_patterns(plan: &Plan, out: &mut String) {
    if plan.patterns.iter().next().is_none() {
        return;
    }
    out.push_str("\n/// The patterns of this module, compiled on first use.\npub mod patterns {\n    use wiretype_runtime::pattern::Pattern;\n");
    for (pattern, name) in plan.patterns.iter() {
        let shown = pattern.replace(['`', '\n', '\r', '\u{2028}', '\u{2029}'], " ");
        let doc = format!(" `{}`", shown.chars().take(100).collect::<String>());
        let _ = writeln!(out, "\n    #[doc = {doc:?}]\n    pub static {name}: Pattern = Pattern::new({pattern:?});");
    }
    out.push_str("}\n");
}

/// One schema as an expression.
fn schema(plan: &Plan, schema: &Schema) -> String {
    let mut row = Row::new("Schema", 10);
    if let Some(name) = &schema.name {
        row.set("name", &format!("Some({:?})", name.name));
    }
    if schema.types != Types::ANY {
        row.set("types", &types(schema.types));
    }
    if let Some(format) = schema.format.as_ref().filter(|_| plan.formats) {
        row.set("format", &format!("Some({:?})", format_name(format)));
    }
    if schema.secret {
        row.set("secret", "true");
    }
    if let Some(values) = &schema.values {
        let json = list(values.members.iter(), |member: &Member| format!("{:?}", member.value.to_string()));
        row.set("values", &format!("Some(&Values {{ json: {json}, open: {}, flags: {} }})", values.open, values.flags));
    }
    row.part("numeric", numeric(&schema.numeric));
    row.part("text", text(plan, &schema.text));
    row.part("array", array(plan, &schema.array));
    row.part("object", object(plan, &schema.object));
    row.part("logic", logic(plan, schema));
    row.finish("ANY")
}

fn types(types: Types) -> String {
    let names = [
        (Types::NULL, "NULL"),
        (Types::BOOLEAN, "BOOLEAN"),
        (Types::NUMBER, "NUMBER"),
        (Types::STRING, "STRING"),
        (Types::ARRAY, "ARRAY"),
        (Types::OBJECT, "OBJECT"),
    ];
    let mut parts: Vec<&str> = names.iter().filter(|(kind, _)| types.contains(*kind)).map(|(_, name)| *name).collect();
    if types.contains(Types::INTEGER) && !types.contains(Types::NUMBER) {
        parts.push("INTEGER");
    }
    if parts.is_empty() { "0".to_owned() } else { parts.join(" | ") }
}

fn numeric(numeric: &Numeric) -> Row {
    let mut row = Row::new("Numeric", 5);
    let limits = [
        ("minimum", &numeric.minimum),
        ("exclusive_minimum", &numeric.exclusive_minimum),
        ("maximum", &numeric.maximum),
        ("exclusive_maximum", &numeric.exclusive_maximum),
        ("multiple_of", &numeric.multiple_of),
    ];
    for (field, limit) in limits {
        row.optional(field, limit.as_ref().map(|limit| format!("{:?}", limit.as_str())));
    }
    row
}

fn text(plan: &Plan, text: &Text) -> Row {
    let mut row = Row::new("Text", 3);
    row.optional("min_length", text.min_length);
    row.optional("max_length", text.max_length);
    row.optional("pattern", text.pattern.as_ref().map(|pattern| format!("&patterns::{}", plan.pattern(pattern))));
    row
}

fn array(plan: &Plan, array: &Array) -> Row {
    let ix = |id: SchemaId| plan.table.index(id);
    let mut row = Row::new("Array", 9);
    if !array.prefix_items.is_empty() {
        row.set("prefix_items", &list(array.prefix_items.iter(), |id| ix(*id).to_string()));
    }
    row.optional("items", array.items.map(ix));
    row.optional("contains", array.contains.map(ix));
    row.optional("min_contains", array.min_contains);
    row.optional("max_contains", array.max_contains);
    row.optional("min_items", array.min_items);
    row.optional("max_items", array.max_items);
    if array.unique_items {
        row.set("unique_items", "true");
    }
    row.optional("unevaluated", array.unevaluated.map(ix));
    row
}

fn object(plan: &Plan, object: &Object) -> Row {
    let ix = |id: SchemaId| plan.table.index(id);
    let mut row = Row::new("Object", 11);
    if !object.properties.is_empty() {
        let properties = list(object.properties.iter(), |property| {
            format!("Property {{ name: {:?}, schema: {}, access: {} }}", property.name, ix(property.schema), property.access.0)
        });
        row.set("properties", &properties);
    }
    if !object.required.is_empty() {
        row.set("required", &list(object.required.iter(), |required| format!("({:?}, {})", required.name, required.views.0)));
    }
    if !object.pattern_properties.is_empty() {
        let patterns =
            list(object.pattern_properties.iter(), |(pattern, id)| format!("(&patterns::{}, {})", plan.pattern(pattern), ix(*id)));
        row.set("pattern_properties", &patterns);
    }
    row.optional("additional", object.additional.map(ix));
    if object.annotations {
        row.set("annotations", "true");
    }
    row.optional("property_names", object.property_names.map(ix));
    row.optional("min_properties", object.min_properties);
    row.optional("max_properties", object.max_properties);
    if !object.dependent_required.is_empty() {
        let dependents = list(object.dependent_required.iter(), |(name, others)| {
            format!("({name:?}, {})", list(others.iter(), |other| format!("{other:?}")))
        });
        row.set("dependent_required", &dependents);
    }
    if !object.dependent_schemas.is_empty() {
        row.set("dependent_schemas", &list(object.dependent_schemas.iter(), |(name, id)| format!("({name:?}, {})", ix(*id))));
    }
    row.optional("unevaluated", object.unevaluated.map(ix));
    row
}

fn logic(plan: &Plan, schema: &Schema) -> Row {
    let ix = |id: SchemaId| plan.table.index(id);
    let mut row = Row::new("Logic", 12);
    row.optional("refer", schema.refer.map(ix));
    if let Some(dynamic) = &schema.dynamic_refer {
        row.set("dynamic_refer", &format!("Some(({:?}, {}))", dynamic.anchor, ix(dynamic.initial)));
    }
    if let Some(number) = plan.table.anchors.iter().position(|anchors| *anchors == schema.dynamic_anchors) {
        row.set("dynamic_anchors", &format!("&ANCHORS_{number}"));
    }
    for (field, ids) in [("all_of", &schema.all_of), ("any_of", &schema.any_of), ("one_of", &schema.one_of)] {
        if !ids.is_empty() {
            row.set(field, &list(ids.iter(), |id| ix(*id).to_string()));
        }
    }
    row.optional("not", schema.not.map(ix));
    if let Some(conditional) = &schema.conditional {
        row.set("condition", &format!("Some({})", ix(conditional.condition)));
        row.optional("then", conditional.then.map(ix));
        row.optional("otherwise", conditional.otherwise.map(ix));
    }
    if let Some(discriminator) = &schema.discriminator {
        let mapping = list(discriminator.mapping.iter(), |(tag, id)| format!("({tag:?}, {})", ix(*id)));
        let type_uri = discriminator.tag == crate::ir::Tag::TypeUri;
        let text = format!("Discriminator {{ property: {:?}, mapping: {mapping}, type_uri: {type_uri} }}", discriminator.property);
        row.set("discriminator", &format!("Some(&{text})"));
    }
    row
}
