//! `mod.rs`: the module's files and what users see of them.

use proc_macro2::TokenStream;
use quote::quote;

use crate::plan::{Plan, is_shown};

/// The items of `mod.rs`.
pub fn emit(plan: &Plan) -> Vec<TokenStream> {
    let mut items = vec![
        quote!(
            mod codec;
        ),
        quote!(
            pub mod models;
        ),
    ];
    if plan.routes.is_some() {
        items.push(quote!(
            pub mod routes;
        ));
    }
    if plan.service.is_some() {
        items.push(quote!(
            pub mod service;
        ));
    }
    items.push(quote!(
        pub mod tables;
    ));
    items.push(quote!(
        mod validators;
    ));
    items
}

/// The doc comment of the module, as text: inner attributes cannot be rendered item by item.
pub fn docs(plan: &Plan) -> Vec<String> {
    // A title may have lines, or be none.
    let title = format!("{} {}", plan.title, plan.version);
    let mut lines = vec![
        title.split(|c: char| c.is_whitespace() || !is_shown(c)).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" "),
    ];
    if !plan.docs.is_empty() {
        lines.push(String::new());
        lines.extend(plan.docs.iter().cloned());
    }
    lines
}
