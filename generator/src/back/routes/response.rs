//! The response of an operation: an enum with a variant per documented status, and how it becomes a reply.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::request::payload_type;
use crate::back::ty::{self, From, ident};
use crate::ir::Status;
use crate::plan::Plan;
use crate::plan::routes::{HeaderField, HeaderForm, Payload, ResponseVariant, RouteOp};

/// The response enum and its conversion.
pub fn response(plan: &Plan, operation: &RouteOp<'_>) -> [TokenStream; 2] {
    let (name, raw) = (ident(&operation.response), ident(&operation.raw));
    let doc = format!(" The responses of `{} {}`.", operation.operation.method.0, operation.operation.path.raw.replace('`', "'"));
    let variants = operation.variants.iter().map(|variant| shape(plan, variant));
    let arms = operation.variants.iter().map(arm);
    let shape = quote! {
        #[doc = #doc]
        #[derive(Debug)]
        #[allow(clippy::large_enum_variant, reason = "variants are used by value")]
        pub enum #name {
            #(#variants,)*
            #[doc = " Any other reply."]
            #raw(http::Reply),
        }
    };
    let conversion = quote! {
        impl http::IntoReply for #name {
            fn into_reply(self) -> http::Reply {
                match self { #(#arms)* Self::#raw(reply) => reply }
            }
        }
    };
    [shape, conversion]
}

fn has_status(variant: &ResponseVariant) -> bool {
    !matches!(variant.status, Status::Code(_))
}

fn shape(plan: &Plan, variant: &ResponseVariant) -> TokenStream {
    let (name, status) = (ident(&variant.ident), has_status(variant).then(|| quote!(http::StatusCode)));
    let mut docs = vec![status_text(variant.status)];
    docs.extend(variant.docs.iter().flat_map(|line| [String::new(), line.clone()]).take(variant.docs.len() * 2));
    let docs = ty::docs(&compact(docs));
    let body = variant.content.as_ref().map(|(_, payload)| payload_type(plan, payload));
    if variant.headers.is_empty() {
        let parts: Vec<_> = status.into_iter().chain(body).collect();
        return if parts.is_empty() { quote!(#docs #name) } else { quote!(#docs #name(#(#parts),*)) };
    }
    let status = status.map(|status| quote!(#[doc = " The status."] status: #status,));
    let body = body.map(|body| quote!(#[doc = " The body."] body: #body,));
    let headers = variant.headers.iter().map(|header| header_field(plan, header));
    quote!(#docs #name { #status #body #(#headers,)* })
}

/// One blank line between the status and the words about it.
fn compact(lines: Vec<String>) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for (at, line) in lines.into_iter().enumerate() {
        if at < 2 || !line.is_empty() {
            out.push(line);
        }
    }
    out
}

fn status_text(status: Status) -> String {
    match status {
        Status::Code(code) => format!("{code}"),
        Status::Class(class) => format!("{class}00 to {class}99"),
        Status::Default => "Every other status".to_owned(),
    }
}

fn header_field(plan: &Plan, header: &HeaderField) -> TokenStream {
    let (local, value) = (ident(&header.ident), ty::ty(plan, &header.repr, From::Beside));
    let docs = ty::docs(&header.docs);
    if header.required { quote!(#docs #local: #value) } else { quote!(#docs #local: Option<#value>) }
}

fn arm(variant: &ResponseVariant) -> TokenStream {
    let name = ident(&variant.ident);
    let status = has_status(variant).then(|| quote!(status));
    let body = variant.content.as_ref().map(|_| quote!(body));
    let reply = reply(variant);
    if variant.headers.is_empty() {
        let parts: Vec<_> = status.into_iter().chain(body).collect();
        return if parts.is_empty() { quote!(Self::#name => #reply,) } else { quote!(Self::#name(#(#parts),*) => #reply,) };
    }
    let headers = variant.headers.iter().map(|header| ident(&header.ident));
    let parts = status.into_iter().chain(body);
    let sets = variant.headers.iter().map(|header| {
        let (wire, local) = (&header.wire, ident(&header.ident));
        let set = ident(match (header.form, header.required) {
            (HeaderForm::Simple, true) => "header",
            (HeaderForm::Simple, false) => "optional_header",
            (HeaderForm::Exploded, true) => "header_exploded",
            (HeaderForm::Exploded, false) => "optional_header_exploded",
            (HeaderForm::Json, true) => "header_json",
            (HeaderForm::Json, false) => "optional_header_json",
        });
        if header.required { quote!(.#set(#wire, &#local)) } else { quote!(.#set(#wire, #local.as_ref())) }
    });
    quote!(Self::#name { #(#parts,)* #(#headers,)* } => #reply #(#sets)*,)
}

fn reply(variant: &ResponseVariant) -> TokenStream {
    let status = match variant.status {
        Status::Code(code) => {
            let code = Literal::u16_unsuffixed(code);
            quote!(#code)
        }
        Status::Class(_) | Status::Default => quote!(status),
    };
    match &variant.content {
        None => quote!(http::Reply::empty(#status)),
        Some((media_type, Payload::Json(..) | Payload::Form(..))) if media_type == "application/json" => {
            quote!(http::Reply::json(#status, &body))
        }
        Some((media_type, Payload::Json(..) | Payload::Form(..))) => quote!(http::Reply::json_as(#status, #media_type, &body)),
        Some((media_type, Payload::Text(..) | Payload::AnyText)) => quote!(http::Reply::text(#status, #media_type, body)),
        Some((media_type, Payload::Bytes | Payload::Multipart(_))) => quote!(http::Reply::bytes(#status, #media_type, body)),
    }
}
