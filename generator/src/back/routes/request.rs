//! The request of an operation: a struct of its parameters and body, and how a call becomes one.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::back::ty::{self, From, ident};
use crate::ir::{PartEncoding, SchemaId};
use crate::plan::Plan;
use crate::plan::routes::{BodyField, ParamField, Payload, RouteOp};

/// The request struct, the enum over its body's media types if there are several, and how they are made of a call.
pub fn request(plan: &Plan, operation: &RouteOp<'_>) -> Vec<TokenStream> {
    let mut items = vec![shape(plan, operation)];
    items.extend(operation.body.as_ref().and_then(|body| body_choice(plan, operation, body)));
    items.push(from_call(plan, operation));
    items
}

fn shape(plan: &Plan, operation: &RouteOp<'_>) -> TokenStream {
    let name = ident(&operation.request);
    let doc = format!(" The request of `{} {}`.", operation.operation.method.0, operation.operation.path.raw.replace('`', "'"));
    let params = operation.params.iter().map(|param| param_field(plan, param));
    let body = operation.body.iter().map(|body| {
        let (local, holds) = (ident(&body.ident), body_type(plan, body));
        let holds = if body.required { holds } else { quote!(Option<#holds>) };
        quote!(#[doc = " The body."] pub #local: #holds)
    });
    quote! {
        #[doc = #doc]
        #[derive(Debug)]
        pub struct #name { #(#params,)* #(#body,)* }
    }
}

fn param_field(plan: &Plan, param: &ParamField) -> TokenStream {
    let (local, value) = (ident(&param.ident), ty::ty(plan, &param.repr, From::Beside));
    let docs = ty::docs(&param.docs);
    if param.required { quote!(#docs pub #local: #value) } else { quote!(#docs pub #local: Option<#value>) }
}

fn body_type(plan: &Plan, body: &BodyField) -> TokenStream {
    match (&body.choice, body.contents.as_slice()) {
        (Some(choice), _) => {
            let choice = ident(choice);
            quote!(#choice)
        }
        (None, [(_, payload), ..]) => payload_type(plan, payload),
        (None, []) => quote!(()),
    }
}

/// The type of a body in one media type.
pub fn payload_type(plan: &Plan, payload: &Payload) -> TokenStream {
    match payload {
        Payload::Json(_, repr) | Payload::Form(_, repr, _) | Payload::Text(_, repr) => ty::ty(plan, repr, From::Beside),
        Payload::Multipart(_) => quote!(http::Multipart),
        Payload::AnyText => quote!(String),
        Payload::Bytes => quote!(http::Bytes),
    }
}

fn body_choice(plan: &Plan, operation: &RouteOp<'_>, body: &BodyField) -> Option<TokenStream> {
    let name = ident(body.choice.as_ref()?);
    let doc = format!(" The body of [`{}`], by media type.", operation.request);
    let contents = operation.operation.body.iter().flat_map(|body| &body.contents);
    let variants = body.contents.iter().zip(contents).map(|((variant, payload), content)| {
        let doc = format!(" `{}`", content.media_type.replace('`', "'"));
        let (variant, holds) = (ident(variant), payload_type(plan, payload));
        quote!(#[doc = #doc] #variant(#holds))
    });
    Some(quote! {
        #[doc = #doc]
        #[derive(Debug)]
        #[allow(clippy::large_enum_variant, reason = "variants are used by value")]
        pub enum #name { #(#variants,)* }
    })
}

fn from_call(plan: &Plan, operation: &RouteOp<'_>) -> TokenStream {
    let name = ident(&operation.request);
    let params = operation.params.iter().enumerate().map(|(at, param)| {
        let (local, at) = (ident(&param.ident), Literal::usize_unsuffixed(at));
        if param.required { quote!(let #local = call.required(#at);) } else { quote!(let #local = call.optional(#at);) }
    });
    let body = operation.body.iter().map(|body| {
        let (local, read) = (ident(&body.ident), body_read(plan, body));
        quote!(let #local = #read;)
    });
    let param_fields = operation.params.iter().map(|param| {
        let local = ident(&param.ident);
        if param.required { quote!(#local: #local?) } else { quote!(#local) }
    });
    let body_field = operation.body.iter().map(|body| {
        let local = ident(&body.ident);
        if body.required { quote!(#local: #local?) } else { quote!(#local) }
    });
    quote! {
        impl http::FromCall for #name {
            fn from_call(call: &mut http::Call) -> Option<Self> {
                #(#params)*
                #(#body)*
                call.complete()?;
                Some(Self { #(#param_fields,)* #(#body_field,)* })
            }
        }
    }
}

fn body_read(plan: &Plan, body: &BodyField) -> TokenStream {
    let one = |payload: &Payload| payload_read(plan, payload, body.required);
    let Some(choice) = &body.choice else {
        return body.contents.first().map_or_else(|| quote!(Some(())), |(_, payload)| one(payload));
    };
    let choice = ident(choice);
    let arms = body.contents.iter().enumerate().map(|(at, (variant, payload))| {
        let (at, variant, read) = (Literal::usize_unsuffixed(at), ident(variant), payload_read(plan, payload, true));
        quote!(Some(#at) => #read.map(#choice::#variant),)
    });
    quote!(match call.media() { #(#arms)* _ => None })
}

fn payload_read(plan: &Plan, payload: &Payload, required: bool) -> TokenStream {
    let schema = |id: &SchemaId| {
        let index = Literal::u32_unsuffixed(plan.table.index(*id));
        quote!(tables::schema(#index))
    };
    let (method, arguments) = match payload {
        Payload::Json(Some(id), _) => ("json", schema(id)),
        Payload::Json(None, _) => ("json", quote!(wiretype_runtime::schema::ANYTHING)),
        Payload::Form(id, _, encodings) if encodings.is_empty() => ("form", schema(id)),
        Payload::Form(id, _, encodings) => {
            let (schema, encodings) = (schema(id), encodings.iter().map(encoding));
            ("form_with", quote!(#schema, &[#(#encodings),*]))
        }
        Payload::Multipart(Some(id)) => ("multipart_of", schema(id)),
        Payload::Multipart(None) => ("multipart", TokenStream::new()),
        Payload::Text(id, _) => ("text_as", schema(id)),
        Payload::AnyText => ("text", TokenStream::new()),
        Payload::Bytes => ("bytes", TokenStream::new()),
    };
    let method = if required { ident(method) } else { ident(&format!("optional_{method}")) };
    quote!(call.#method(#arguments))
}

/// How one field of a form is written.
fn encoding(encoding: &PartEncoding) -> TokenStream {
    let PartEncoding { property, explode, .. } = encoding;
    let style = ident(ty::style(encoding.style));
    quote!(http::Encoding { property: #property, style: http::Style::#style, explode: #explode })
}
