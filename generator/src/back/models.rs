//! `models.rs`: plain structs and enums. What a struct is shown and compared by is in `codec.rs`, with its members.

use proc_macro2::TokenStream;
use quote::quote;

use super::ty::{self, From};
use crate::plan::Plan;
use crate::plan::repr::{Enum, Field, Item, ItemKind, Repr, Struct, Tagged, Union};

/// The type of an item.
pub fn emit(plan: &Plan, item: &Item) -> TokenStream {
    match &item.kind {
        ItemKind::Struct(body) => emit_struct(plan, item, body),
        ItemKind::Enum(body) => emit_enum(item, body),
        ItemKind::Union(body) => emit_union(plan, item, body),
        ItemKind::Tagged(body) => emit_tagged(plan, item, body),
        ItemKind::Alias(repr) => {
            let (docs, name, target) = (ty::docs(&item.docs), ty::ident(&item.name), ty::ty(plan, repr, From::Models));
            quote!(#docs pub type #name = #target;)
        }
    }
}

fn emit_struct(plan: &Plan, item: &Item, body: &Struct) -> TokenStream {
    let (docs, name) = (ty::docs(&item.docs), ty::ident(&item.name));
    let fields = body.fields.iter().map(|field| emit_field(plan, field));
    let rest = body.rest.iter().map(|rest| {
        let (ident, value) = (ty::ident(&rest.ident), ty::ty(plan, &rest.repr, From::Models));
        let doc =
            if rest.annotations_only { " Annotations and control information, by name." } else { " All other members, by name." };
        let members = if rest.repr == Repr::Json { quote!(json::Object) } else { quote!(json::Map<#value>) };
        quote!(#[doc = #doc] pub #ident: #members)
    });
    let default = plan.has_default(item).then(|| quote!(, Default));
    let extra = extra(item, &["Default"][..usize::from(default.is_some())]);
    quote! {
        #docs
        #[derive(Clone #default #extra)]
        pub struct #name {
            #(#fields,)*
            #(#rest,)*
        }
    }
}

/// Derives that the user wants besides those in every type and these.
fn extra(item: &Item, own: &[&str]) -> TokenStream {
    let known = |path: &&String| !["Clone", "Debug", "PartialEq"].iter().chain(own).any(|known| *known == path.as_str());
    let paths = item.derives.iter().filter(known).map(|path| path.parse().unwrap_or_default());
    paths.map(|path: TokenStream| quote!(, #path)).collect()
}

fn emit_field(plan: &Plan, field: &Field) -> TokenStream {
    let (docs, name) = (ty::docs(&field.docs), ty::ident(&field.ident));
    let value = ty::place(plan, &field.repr, field.presence, From::Models);
    quote!(#docs pub #name: #value)
}

fn emit_enum(item: &Item, body: &Enum) -> TokenStream {
    let (docs, name) = (ty::docs(&item.docs), ty::ident(&item.name));
    if let Some(member) = &body.set_of {
        let member = ty::ident(member);
        return quote! {
            #docs
            #[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
            pub struct #name(pub Vec<#member>);
        };
    }
    // A constant has one value to begin with.
    let is_constant = body.variants.len() == 1 && body.other.is_none();
    let default_variant = is_constant.then(|| quote!(#[default]));
    let default = is_constant.then(|| quote!(, Default));
    let variants = body.variants.iter().map(|variant| {
        let (docs, ident) = (ty::docs(&variant.docs), ty::ident(&variant.ident));
        quote!(#docs #default_variant #ident)
    });
    let other = body.other.iter().map(|other| {
        let ident = ty::ident(other);
        quote!(#[doc = " Any other value, kept as it is."] #ident(String))
    });
    let idents: Vec<&str> = body.variants.iter().map(|variant| &*variant.ident).chain(body.other.as_deref()).collect();
    let allow = allow_same_words(&item.name, &idents);
    let copy = body.other.is_none().then(|| quote!(Copy,));
    let own = ["Eq", "Hash", "Copy", "Default"];
    let extra = extra(item, &own[..2 + usize::from(copy.is_some()) + usize::from(default.is_some())]);
    quote! {
        #docs
        #[derive(Clone, #copy Debug, PartialEq, Eq, Hash #default #extra)]
        #allow
        pub enum #name {
            #(#variants,)*
            #(#other,)*
        }
    }
}

fn emit_union(plan: &Plan, item: &Item, body: &Union) -> TokenStream {
    let (docs, name) = (ty::docs(&item.docs), ty::ident(&item.name));
    let variants = body.variants.iter().map(|variant| variant_of(plan, &variant.ident, &variant.docs, &variant.repr));
    let allow = allow_large(body.variants.iter().map(|variant| &variant.repr));
    let idents: Vec<&str> = body.variants.iter().map(|variant| &*variant.ident).collect();
    let same = allow_same_words(&item.name, &idents);
    let extra = extra(item, &[]);
    quote! {
        #docs
        #[derive(Clone, Debug, PartialEq #extra)]
        #allow
        #same
        pub enum #name {
            #(#variants,)*
        }
    }
}

fn emit_tagged(plan: &Plan, item: &Item, body: &Tagged) -> TokenStream {
    let (docs, name) = (ty::docs(&item.docs), ty::ident(&item.name));
    let variants = body.variants.iter().map(|variant| variant_of(plan, &variant.ident, &variant.docs, &variant.repr));
    let (other, fallback) = (ty::ident(&body.other.0), ty::ty(plan, &body.other.1, From::Models));
    let doc = format!(" A value without a known `{}`.", body.property);
    let allow = allow_large(body.variants.iter().map(|variant| &variant.repr).chain([&body.other.1]));
    let idents: Vec<&str> = body.variants.iter().map(|variant| &*variant.ident).chain([&*body.other.0]).collect();
    let same = allow_same_words(&item.name, &idents);
    let extra = extra(item, &[]);
    quote! {
        #docs
        #[derive(Clone, Debug, PartialEq #extra)]
        #allow
        #same
        pub enum #name {
            #(#variants,)*
            #[doc = #doc]
            #other(#fallback),
        }
    }
}

fn variant_of(plan: &Plan, name: &str, docs: &[String], repr: &Repr) -> TokenStream {
    let (ident, value) = (ty::ident(name), ty::ty(plan, repr, From::Models));
    let docs = if docs.is_empty() { ty::docs(&[format!("`{}`", value.to_string().replace(' ', ""))]) } else { ty::docs(docs) };
    quote!(#docs #ident(#value))
}

/// A variant that is a struct by value may be far larger than its neighbours; people match on it all the same.
fn allow_large<'r>(mut reprs: impl Iterator<Item = &'r Repr>) -> Option<TokenStream> {
    reprs
        .any(|repr| matches!(repr, Repr::Item(_)))
        .then(|| quote!(#[allow(clippy::large_enum_variant, reason = "variants are used by value")]))
}

/// Variants are called as the values are, although clippy would shorten names that begin or end alike, or with that of the enum.
fn allow_same_words(name: &str, variants: &[&str]) -> Option<TokenStream> {
    let same =
        |word: fn(&str) -> &str| variants.iter().all(|variant| variants.first().is_some_and(|first| word(variant) == word(first)));
    let with_name = |variant: &&str| variant.len() > name.len() && (variant.starts_with(name) || variant.ends_with(name));
    let alike = variants.iter().any(with_name) || same(first_word) || same(last_word);
    (variants.len() > 2 && alike)
        .then(|| quote!(#[allow(clippy::enum_variant_names, reason = "variants are called as the values are")]))
}

fn first_word(name: &str) -> &str {
    let end = name.char_indices().skip(1).find(|(_, c)| c.is_uppercase()).map_or(name.len(), |(at, _)| at);
    name.get(..end).unwrap_or(name)
}

fn last_word(name: &str) -> &str {
    name.rfind(char::is_uppercase).and_then(|at| name.get(at..)).unwrap_or(name)
}
