//! Rust types of the plan as tokens.

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
    let inner = |repr: &Repr| ty(plan, repr, from);
    match repr {
        Repr::Bool => quote!(bool),
        Repr::Int(width) => int(*width),
        Repr::F32 => quote!(f32),
        Repr::F64 => quote!(f64),
        Repr::String => quote!(String),
        Repr::Text(text) => self::text(*text),
        Repr::Json => quote!(json::Value),
        Repr::JsonObject => quote!(json::Object),
        Repr::Null => quote!(()),
        Repr::List(item) => {
            let item = inner(item);
            quote!(Vec<#item>)
        }
        Repr::Map(value) => {
            let value = inner(value);
            quote!(json::Map<#value>)
        }
        Repr::Nullable(value) => {
            let value = inner(value);
            quote!(Option<#value>)
        }
        Repr::Boxed(value) => {
            let value = inner(value);
            quote!(Box<#value>)
        }
        Repr::Item(ix) => {
            let name = ident(&plan.item(*ix).name);
            if from == From::Models { quote!(#name) } else { quote!(models::#name) }
        }
        Repr::Foreign(path) => path.parse().unwrap_or_default(),
    }
}

/// The type of a field or argument.
pub fn place(plan: &Plan, repr: &Repr, presence: Presence, from: From) -> TokenStream {
    let value = ty(plan, repr, from);
    match presence {
        Presence::Required => value,
        Presence::Nullable | Presence::Optional => quote!(Option<#value>),
        Presence::Maybe => quote!(Maybe<#value>),
    }
}

fn int(width: IntType) -> TokenStream {
    match width {
        IntType::I8 => quote!(i8),
        IntType::I16 => quote!(i16),
        IntType::I32 => quote!(i32),
        IntType::I64 => quote!(i64),
        IntType::U8 => quote!(u8),
        IntType::U16 => quote!(u16),
        IntType::U32 => quote!(u32),
        IntType::U64 => quote!(u64),
    }
}

fn text(text: TextType) -> TokenStream {
    match text {
        TextType::DateTime => quote!(text::DateTime),
        TextType::Date => quote!(text::Date),
        TextType::Time => quote!(text::Time),
        TextType::TimeOfDay => quote!(text::TimeOfDay),
        TextType::Duration => quote!(text::Duration),
        TextType::DayTimeDuration => quote!(text::DayTimeDuration),
        TextType::HttpDate => quote!(text::HttpDate),
        TextType::Uuid => quote!(text::Uuid),
        TextType::Decimal => quote!(text::Decimal),
        TextType::Bytes => quote!(text::Bytes),
    }
}

/// Doc attributes; each line gets the leading space that rustfmt would write.
pub fn docs(lines: &[String]) -> TokenStream {
    let lines = lines.iter().map(|line| if line.is_empty() { String::new() } else { format!(" {line}") });
    quote!(#(#[doc = #lines])*)
}

/// `#[deprecated]`, with its reason.
pub fn deprecated(reason: Option<&String>) -> TokenStream {
    match reason {
        None => quote!(),
        Some(reason) if reason.is_empty() => quote!(#[deprecated]),
        Some(reason) => quote!(#[deprecated(note = #reason)]),
    }
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
