//! Rust types of the plan: how types and names are spelled.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use crate::ir::Style;
use crate::plan::Plan;
use crate::plan::repr::{IntType, Presence, Repr, TextType};

/// Where a type is written: beside the models, or in a file that calls them `models::…`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum From {
    /// In `models.rs`.
    Models,
    /// In any other file of the module.
    Beside,
}

/// An identifier of a planned name.
pub fn ident(name: &str) -> Ident {
    Ident::new(name, Span::call_site())
}

/// A Rust type.
pub fn ty(plan: &Plan, repr: &Repr, from: From) -> TokenStream {
    spelled(plan, repr, from).parse().unwrap_or_default()
}

/// A Rust type as text.
pub fn spelled(plan: &Plan, repr: &Repr, from: From) -> String {
    let around = |outer: &str, inner: &Repr| format!("{outer}<{}>", spelled(plan, inner, from));
    match repr {
        Repr::Bool => "bool".to_owned(),
        Repr::Int(width) => int(*width).to_owned(),
        Repr::F32 => "f32".to_owned(),
        Repr::F64 => "f64".to_owned(),
        Repr::String => "String".to_owned(),
        Repr::Text(text) => text_type(*text).to_owned(),
        Repr::Json => "json::Value".to_owned(),
        Repr::JsonObject => "json::Object".to_owned(),
        Repr::Null => "()".to_owned(),
        Repr::List(item) => around("Vec", item),
        Repr::Map(value) => around("json::Map", value),
        Repr::Nullable(value) => around("Option", value),
        Repr::Boxed(value) => around("Box", value),
        Repr::Item(ix) => {
            let name = &plan.item(*ix).name;
            if from == From::Models { name.clone() } else { format!("models::{name}") }
        }
        Repr::Foreign(path) => path.parse().unwrap_or_default(),
    }
}

/// The type of a field or argument.
pub fn place(plan: &Plan, repr: &Repr, presence: Presence, from: From) -> TokenStream {
    spelled_place(plan, repr, presence, from).parse().unwrap_or_default()
}

/// The type of a field or argument as text.
pub fn spelled_place(plan: &Plan, repr: &Repr, presence: Presence, from: From) -> String {
    let value = spelled(plan, repr, from);
    match presence {
        Presence::Required => value,
        Presence::Nullable | Presence::Optional => format!("Option<{value}>"),
        Presence::Maybe => format!("Maybe<{value}>"),
    }
}

fn int(width: IntType) -> &'static str {
    match width {
        IntType::I8 => "i8",
        IntType::I16 => "i16",
        IntType::I32 => "i32",
        IntType::I64 => "i64",
        IntType::U8 => "u8",
        IntType::U16 => "u16",
        IntType::U32 => "u32",
        IntType::U64 => "u64",
    }
}

fn text_type(text: TextType) -> &'static str {
    match text {
        TextType::DateTime => "text::DateTime",
        TextType::Date => "text::Date",
        TextType::Time => "text::Time",
        TextType::TimeOfDay => "text::TimeOfDay",
        TextType::Duration => "text::Duration",
        TextType::DayTimeDuration => "text::DayTimeDuration",
        TextType::HttpDate => "text::HttpDate",
        TextType::Uuid => "text::Uuid",
        TextType::Decimal => "text::Decimal",
        TextType::Bytes => "text::Bytes",
    }
}

/// Doc attributes; each line gets the leading space that rustfmt would write.
pub fn docs(lines: &[String]) -> TokenStream {
    let lines = lines.iter().map(|line| if line.is_empty() { String::new() } else { format!(" {line}") });
    quote!(#(#[doc = #lines])*)
}

/// The name of a style in the runtime.
pub fn style(style: Style) -> &'static str {
    match style {
        Style::Simple => "Simple",
        Style::Label => "Label",
        Style::Matrix => "Matrix",
        Style::Form => "Form",
        Style::SpaceDelimited => "SpaceDelimited",
        Style::PipeDelimited => "PipeDelimited",
        Style::DeepObject => "DeepObject",
        Style::TabDelimited => "TabDelimited",
        Style::Cookie => "Cookie",
        Style::ODataLiteral => "ODataLiteral",
    }
}
