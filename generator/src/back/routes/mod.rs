//! `routes.rs`: a service trait per group, typed requests and responses, the router.

mod request;
mod response;
mod service;

use proc_macro2::TokenStream;
use quote::quote;

use crate::plan::Plan;
use crate::plan::repr::Repr;
use crate::plan::routes::{Payload, Routes};

/// The items of `routes.rs`, one token stream each.
pub fn emit(plan: &Plan, routes: &Routes<'_>) -> Vec<TokenStream> {
    let mut items: Vec<TokenStream> = routes.groups.iter().map(|group| service::service(routes, group)).collect();
    for operation in &routes.operations {
        items.extend(request::request(plan, operation));
        items.extend(response::response(plan, operation));
    }
    items.extend(service::router(routes));
    items
}

/// The `use` lines that the emitted items need.
pub fn uses(plan: &Plan, routes: &Routes<'_>) -> Vec<TokenStream> {
    let mut reprs: Vec<&Repr> = Vec::new();
    for operation in &routes.operations {
        reprs.extend(operation.params.iter().map(|param| &param.repr));
        let bodies = operation.body.iter().flat_map(|body| body.contents.iter().map(|(_, payload)| payload));
        let replies = operation.variants.iter().filter_map(|variant| variant.content.as_ref().map(|(_, payload)| payload));
        reprs.extend(bodies.chain(replies).filter_map(|payload| match payload {
            Payload::Json(_, repr) | Payload::Form(_, repr, _) | Payload::Text(_, repr) => Some(repr),
            Payload::Multipart(_) | Payload::AnyText | Payload::Bytes => None,
        }));
        reprs.extend(operation.variants.iter().flat_map(|variant| variant.headers.iter().map(|header| &header.repr)));
    }
    let _ = plan;
    let any = |test: fn(&Repr) -> bool| reprs.iter().any(|repr| within(repr, test));
    let json = any(|repr| matches!(repr, Repr::Json | Repr::JsonObject | Repr::Map(_))).then(|| quote!(json));
    let text = any(|repr| matches!(repr, Repr::Text(_))).then(|| quote!(text));
    let runtime: Vec<_> = [Some(quote!(http)), json, text].into_iter().flatten().collect();
    let models = any(|repr| matches!(repr, Repr::Item(_))).then(|| quote!(models));
    let own: Vec<_> = [models, Some(quote!(tables))].into_iter().flatten().collect();
    let grouped = |names: &[TokenStream]| if let [only] = names { only.clone() } else { quote!({#(#names),*}) };
    let (runtime, own) = (grouped(&runtime), grouped(&own));
    vec![quote!(use wiretype_runtime::#runtime;), quote!(use super::#own;)]
}

fn within(repr: &Repr, test: fn(&Repr) -> bool) -> bool {
    test(repr)
        || match repr {
            Repr::List(inner) | Repr::Map(inner) | Repr::Nullable(inner) | Repr::Boxed(inner) => within(inner, test),
            _ => false,
        }
}
