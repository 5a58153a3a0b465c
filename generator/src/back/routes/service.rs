//! Service traits and the router.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::back::ty::{self, ident};
use crate::plan::routes::{Group, RouteOp, Routes};

/// The trait of a group.
pub fn service(routes: &Routes<'_>, group: &Group) -> TokenStream {
    let name = ident(&group.name);
    let doc = if group.wire.is_empty() {
        " The operations of the API.".to_owned()
    } else {
        format!(" The operations of `{}`.", group.wire.replace('`', "'"))
    };
    let methods = group.operations.iter().filter_map(|at| routes.operations.get(*at)).map(method);
    // Operations are called what the document calls them, whatever Rust uses such names for.
    let odd = |name: &str| name == "new" || ["from_", "into_", "as_", "is_", "to_"].iter().any(|start| name.starts_with(start));
    let is_odd = group.operations.iter().filter_map(|at| routes.operations.get(*at)).any(|operation| odd(&operation.method));
    let allow =
        is_odd.then(|| quote!(#[allow(clippy::wrong_self_convention, reason = "methods are called as the operations are")]));
    quote! {
        #[doc = #doc]
        #[doc = ""]
        #[doc = " Every method answers 501 until it is implemented."]
        #allow
        pub trait #name: Send + Sync + 'static {
            #(#methods)*
        }
    }
}

fn method(operation: &RouteOp<'_>) -> TokenStream {
    let (method, request, response, raw) =
        (ident(&operation.method), ident(&operation.request), ident(&operation.response), ident(&operation.raw));
    let deprecated = ty::deprecated(operation.operation.docs.deprecated.as_ref());
    let docs = ty::docs(&operation.docs);
    quote! {
        #docs
        #deprecated
        fn #method(&self, request: #request) -> impl Future<Output = #response> + Send {
            let _ = request;
            async { #response::#raw(http::Reply::not_implemented()) }
        }
    }
}

/// The router and what it dispatches to.
pub fn router(routes: &Routes<'_>) -> Vec<TokenStream> {
    let bounds: Vec<_> = routes.groups.iter().map(|group| ident(&group.name)).collect();
    if bounds.is_empty() {
        return Vec::new();
    }
    let router = quote! {
        #[doc = " A router that checks requests, hands them to the service and writes its responses."]
        pub fn router<Service: #(#bounds)+*>(service: Service) -> http::Router {
            router_with(service, http::Options::default())
        }
    };
    let router_with = quote! {
        #[doc = " A router with options of its own, such as the largest body it takes."]
        pub fn router_with<Service: #(#bounds)+*>(service: Service, options: http::Options) -> http::Router {
            http::router(&tables::API, options, service, dispatch::<Service>)
        }
    };
    let arms =
        routes.groups.iter().flat_map(|group| group.operations.iter().map(move |at| (group, *at))).filter_map(|(group, at)| {
            let operation = routes.operations.get(at)?;
            let deprecated = operation.operation.docs.deprecated.is_some().then(|| quote!(#[allow(deprecated)]));
            let (at, service, method) = (Literal::usize_unsuffixed(at), ident(&group.name), ident(&operation.method));
            Some(quote!(#deprecated #at => call.answer(move |request| async move { #service::#method(&*service, request).await }),))
        });
    let dispatch = quote! {
        fn dispatch<Service: #(#bounds)+*>(service: std::sync::Arc<Service>, route: usize, call: http::Call) -> http::Pending {
            match route {
                #(#arms)*
                _ => http::not_found(),
            }
        }
    };
    vec![router, router_with, dispatch]
}
