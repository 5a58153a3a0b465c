//! `codec.rs`: which member is which field, which text is which variant; the runtime's macros make the rest of it.

use super::text::{Text, literal};
use crate::ir::View;
use crate::plan::Plan;
use crate::plan::repr::{Enum, Field, Item, ItemKind, Presence, Struct, Tagged, Union};

/// The lists of some items of a plan.
pub fn emit<'p>(plan: &Plan, items: impl Iterator<Item = &'p Item>) -> String {
    let mut out = Text::new();
    for item in items {
        match &item.kind {
            ItemKind::Struct(body) => object(plan, item, body, &mut out),
            ItemKind::Enum(Enum { set_of: Some(member), .. }) => {
                out.line("");
                out.line(format!("set_of! {{ {} of models::{member} }}", head(plan, item)));
            }
            ItemKind::Enum(body) => choice(plan, item, body, &mut out),
            ItemKind::Union(body) => one_of(plan, item, body, &mut out),
            ItemKind::Tagged(body) => tagged(plan, item, body, &mut out),
            ItemKind::Alias(_) => {}
        }
    }
    out.into_string()
}

/// `models::Pet, tables::schema(7), READ`
fn head(plan: &Plan, item: &Item) -> String {
    let view = match item.view {
        View::Read => "READ",
        View::Create => "CREATE",
        View::Update => "UPDATE",
    };
    let options = if plan.validation.is_some() { " with (tables::OPTIONS)" } else { "" };
    format!("models::{}, tables::schema({}), {view}{options}", item.name, plan.table.index(item.schema))
}

fn object(plan: &Plan, item: &Item, body: &Struct, out: &mut Text) {
    out.line("");
    out.open("object! {");
    out.line(format!("{};", head(plan, item)));
    for field in &body.fields {
        out.line(member(field));
    }
    if let Some(rest) = &body.rest {
        out.line(format!("; {} in {}", if rest.annotations_only { "annotations" } else { "kept" }, rest.ident));
    }
    // Members of other views need a name only where unknown ones are not skipped as well.
    if !body.ignored.is_empty() && (body.rest.is_some() || body.closed) {
        let names: Vec<String> = body.ignored.iter().map(|name| literal(name)).collect();
        out.line(format!("; ignored {}", names.join(", ")));
    }
    if body.closed {
        out.line("; closed()");
    }
    out.close("}");
}

fn member(field: &Field) -> String {
    let required = match field.presence {
        Presence::Required | Presence::Nullable => " as required",
        Presence::Optional | Presence::Maybe => "",
    };
    format!("{} => {}{required},", literal(&field.wire), field.ident)
}

fn choice(plan: &Plan, item: &Item, body: &Enum, out: &mut Text) {
    out.line("");
    out.open("choice! {");
    out.line(format!("{};", head(plan, item)));
    for variant in &body.variants {
        out.line(format!("{} => {},", literal(&variant.wire), variant.ident));
    }
    if let Some(other) = &body.other {
        out.line(format!("; other {other}"));
    }
    out.close("}");
}

fn one_of(plan: &Plan, item: &Item, body: &Union, out: &mut Text) {
    out.line("");
    out.open("one_of! {");
    out.line(format!("{};", head(plan, item)));
    for variant in &body.variants {
        let by = if body.told_apart { String::new() } else { format!(" by {}", plan.table.index(variant.schema)) };
        out.line(format!("{}{by},", variant.ident));
    }
    out.close("}");
}

fn tagged(plan: &Plan, item: &Item, body: &Tagged, out: &mut Text) {
    out.line("");
    out.open("tagged! {");
    out.line(format!("{} by {}, {};", head(plan, item), literal(&body.property), body.type_uri));
    let mut others = vec![body.other.0.as_str()];
    for variant in &body.variants {
        if variant.tags.is_empty() {
            others.push(&variant.ident);
            continue;
        }
        let tags: Vec<String> = variant.tags.iter().map(|tag| literal(tag)).collect();
        out.line(format!("{} => {},", tags.join(" | "), variant.ident));
    }
    out.line(format!("; other {}", others.join(", ")));
    out.close("}");
}
