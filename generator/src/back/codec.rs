//! `codec.rs`: how each model is read from JSON and written to it.

use std::collections::BTreeSet;

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

use super::ty::{self, From, ident};
use crate::ir::View;
use crate::plan::Plan;
use crate::plan::repr::{Enum, Field, Item, ItemKind, Presence, Repr, Struct, Tagged, Union};

/// The items of `codec.rs`, one token stream each.
pub fn emit(plan: &Plan) -> Vec<TokenStream> {
    let mut items = Vec::new();
    for item in &plan.items {
        match &item.kind {
            ItemKind::Struct(body) => items.extend([struct_read(plan, item, body), struct_write(item, body)]),
            ItemKind::Enum(body) => match &body.set_of {
                Some(member) => items.push(set_codec(item, member)),
                None => items.extend([enum_text(item, body), enum_read(item, body), enum_write(item)]),
            },
            ItemKind::Union(body) => items.extend([union_read(item, body), union_write(item, body)]),
            ItemKind::Tagged(body) => items.extend([tagged_read(item, body), tagged_write(plan, item, body)]),
            ItemKind::Alias(_) => continue,
        }
        items.push(model(plan, item));
    }
    items
}

fn model(plan: &Plan, item: &Item) -> TokenStream {
    let (name, index) = (ident(&item.name), plan.table.index(item.schema));
    let views = match item.view {
        View::Read => quote!(READ),
        View::Create => quote!(CREATE),
        View::Update => quote!(UPDATE),
    };
    let index = Literal::u32_unsuffixed(index);
    quote! {
        impl Model for models::#name {
            const SCHEMA: SchemaRef = tables::schema(#index);
            const VIEWS: Views = schema::#views;
        }
        wiretype_runtime::serde_bridge!(models::#name);
    }
}

fn struct_read(plan: &Plan, item: &Item, body: &Struct) -> TokenStream {
    let name = ident(&item.name);
    // Members of other views need a name only where unknown ones are not skipped as well.
    let ignored: &[String] = if body.rest.is_some() || body.closed { &body.ignored } else { &[] };
    let keys = body.fields.iter().map(|field| &field.wire).chain(ignored);
    let key_count = body.fields.len() + ignored.len();
    let locals = body.fields.iter().map(|field| {
        let (local, absent) =
            (local(&field.ident), if field.presence == Presence::Maybe { quote!(Maybe::Absent) } else { quote!(None) });
        quote!(let mut #local = #absent;)
    });
    let rest_local = body.rest.iter().map(|rest| {
        let (local, value) = (local(&rest.ident), ty::ty(plan, &rest.repr, From::Beside));
        quote!(let mut #local = json::Map::<#value>::new();)
    });
    let arms = body.fields.iter().enumerate().map(|(at, field)| {
        let (at, local) = (Literal::usize_unsuffixed(at), local(&field.ident));
        quote!(#at => r.fill(&mut #local),)
    });
    let (first, last) = (Literal::usize_unsuffixed(body.fields.len()), Literal::usize_unsuffixed(key_count.saturating_sub(1)));
    let ignored_arm = match ignored.len() {
        0 => None,
        1 => Some(quote!(#first => r.skip(),)),
        _ => Some(quote!(#first..=#last => r.skip(),)),
    };
    let others = others(body);
    let fields = body.fields.iter().map(finished);
    let rest_field = body.rest.iter().map(|rest| assigned(&rest.ident));
    let member = if body.rest.is_some() || body.closed { quote!(member) } else { quote!(_) };
    let index = if key_count == 0 { quote!(_) } else { quote!(index) };
    let dispatch = match others.as_slice() {
        [(None, only)] if key_count == 0 => only.clone(),
        _ if key_count == 0 => {
            let arms = others.iter().map(other_arm);
            quote!(match () { #(#arms)* })
        }
        _ => {
            let other_arms = others.iter().map(other_arm);
            quote!(match index { #(#arms)* #ignored_arm #(#other_arms)* })
        }
    };
    quote! {
        impl Read for models::#name {
            fn read(r: &mut Reader<'_>) -> Result<Self, ReadError> {
                #(#locals)*
                #(#rest_local)*
                r.object(&[#(#keys),*], &mut |r, #index, #member| #dispatch)?;
                Ok(Self { #(#fields,)* #(#rest_field,)* })
            }
        }
    }
}

/// What happens to members that have no field: conditions with what is done then.
fn others(body: &Struct) -> Vec<(Option<TokenStream>, TokenStream)> {
    let left = if body.closed { quote!(Err(r.unknown_member(member))) } else { quote!(r.skip()) };
    match &body.rest {
        Some(rest) => {
            let local = local(&rest.ident);
            let kept = quote!(r.keep(&mut #local, member));
            if rest.annotations_only { vec![(Some(quote!(member.contains('@'))), kept), (None, left)] } else { vec![(None, kept)] }
        }
        None => vec![(None, left)],
    }
}

fn other_arm((condition, action): &(Option<TokenStream>, TokenStream)) -> TokenStream {
    match condition {
        Some(condition) => quote!(_ if #condition => #action,),
        None => quote!(_ => #action,),
    }
}

fn finished(field: &Field) -> TokenStream {
    let (name, local, wire) = (ident(&field.ident), local(&field.ident), &field.wire);
    match field.presence {
        Presence::Required | Presence::Nullable => quote!(#name: r.required(#local, #wire)?),
        Presence::Optional | Presence::Maybe => assigned(&field.ident),
    }
}

fn assigned(name: &str) -> TokenStream {
    let (name, local) = (ident(name), local(name));
    if name == local { quote!(#name) } else { quote!(#name: #local) }
}

/// The variable that a field is read into. Names that the emitted function uses itself get a mark that no field's name ends with.
fn local(name: &str) -> Ident {
    if matches!(name, "r" | "index" | "member") { ident(&format!("{name}_")) } else { ident(name) }
}

fn struct_write(item: &Item, body: &Struct) -> TokenStream {
    let name = ident(&item.name);
    let members = body.fields.iter().map(|field| {
        let (wire, local) = (&field.wire, ident(&field.ident));
        match field.presence {
            Presence::Required | Presence::Nullable => quote!(object.member(#wire, &self.#local);),
            Presence::Optional => quote!(object.optional(#wire, &self.#local);),
            Presence::Maybe => quote!(object.maybe(#wire, &self.#local);),
        }
    });
    let rest = body.rest.iter().map(|rest| {
        let local = ident(&rest.ident);
        quote!(object.rest(&self.#local);)
    });
    let mutable = (!body.fields.is_empty() || body.rest.is_some()).then(|| quote!(mut));
    quote! {
        impl Write for models::#name {
            fn write(&self, w: &mut Writer) {
                let #mutable object = w.object();
                #(#members)*
                #(#rest)*
                object.end();
            }
        }
    }
}

/// Members separated by commas.
fn set_codec(item: &Item, member: &str) -> TokenStream {
    let (name, member) = (ident(&item.name), ident(member));
    quote! {
        impl models::#name {
            /// Whether a member is one of the set.
            pub fn contains(&self, flag: &models::#member) -> bool {
                self.0.contains(flag)
            }
        }
        impl std::fmt::Display for models::#name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&json::set_text(&self.0))
            }
        }
        impl Read for models::#name {
            fn read(r: &mut Reader<'_>) -> Result<Self, ReadError> {
                json::read_set(r).map(Self)
            }
        }
        impl Write for models::#name {
            fn write(&self, w: &mut Writer) {
                w.string(&json::set_text(&self.0));
            }
        }
    }
}

fn enum_text(item: &Item, body: &Enum) -> TokenStream {
    let name = ident(&item.name);
    let arms = body.variants.iter().map(|variant| {
        let (ident, wire) = (ident(&variant.ident), &variant.wire);
        quote!(Self::#ident => #wire,)
    });
    let other = body.other.iter().map(|other| {
        let other = ident(other);
        quote!(Self::#other(text) => text,)
    });
    quote! {
        impl models::#name {
            /// The text on the wire.
            pub fn as_str(&self) -> &str {
                match self { #(#arms)* #(#other)* }
            }
        }
        impl std::fmt::Display for models::#name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }
    }
}

fn enum_read(item: &Item, body: &Enum) -> TokenStream {
    let name = ident(&item.name);
    let arms = body.variants.iter().map(|variant| {
        let (ident, wire) = (ident(&variant.ident), &variant.wire);
        quote!(#wire => Self::#ident,)
    });
    let unknown = match &body.other {
        Some(other) => {
            let other = ident(other);
            quote!(text => Self::#other(text.to_owned()),)
        }
        None => quote!(text => return Err(r.invalid(&format!("`{text}` is not one of the values"))),),
    };
    quote! {
        impl Read for models::#name {
            fn read(r: &mut Reader<'_>) -> Result<Self, ReadError> {
                Ok(match &*r.string()? { #(#arms)* #unknown })
            }
        }
    }
}

fn enum_write(item: &Item) -> TokenStream {
    let name = ident(&item.name);
    quote! {
        impl Write for models::#name {
            fn write(&self, w: &mut Writer) {
                w.string(self.as_str());
            }
        }
    }
}

fn union_read(item: &Item, body: &Union) -> TokenStream {
    let name = ident(&item.name);
    let attempts = body.variants.iter().map(|variant| ident(&variant.ident));
    quote! {
        impl Read for models::#name {
            fn read(r: &mut Reader<'_>) -> Result<Self, ReadError> {
                json::choose(r, &[#(|r| r.read().map(Self::#attempts)),*])
            }
        }
    }
}

fn union_write(item: &Item, body: &Union) -> TokenStream {
    variants_write(item, std::iter::empty(), body.variants.iter().map(|variant| variant.ident.as_str()))
}

fn variants_write<'v>(
    item: &Item,
    first: impl Iterator<Item = TokenStream>,
    variants: impl Iterator<Item = &'v str>,
) -> TokenStream {
    let name = ident(&item.name);
    let variants = variants.map(ident);
    quote! {
        impl Write for models::#name {
            fn write(&self, w: &mut Writer) {
                match self { #(#first)* #(Self::#variants(value) => value.write(w),)* }
            }
        }
    }
}

fn tagged_read(item: &Item, body: &Tagged) -> TokenStream {
    let (name, property, type_uri) = (ident(&item.name), &body.property, body.type_uri);
    let mut seen = BTreeSet::new();
    let arms = body.variants.iter().filter_map(|variant| {
        let tags = variant.tags.iter().map(|tag| if type_uri { type_name(tag) } else { tag.clone() });
        let tags: Vec<String> = tags.filter(|tag| seen.insert(tag.clone())).collect();
        let ident = ident(&variant.ident);
        (!tags.is_empty()).then(|| quote!(Some(#(#tags)|*) => Ok(Self::#ident(r.read()?)),))
    });
    let other = ident(&body.other.0);
    quote! {
        impl Read for models::#name {
            fn read(r: &mut Reader<'_>) -> Result<Self, ReadError> {
                match r.tag(#property, #type_uri).as_deref() {
                    #(#arms)*
                    _ => Ok(Self::#other(r.read()?)),
                }
            }
        }
    }
}

/// The spelling that the runtime compares type names in.
fn type_name(tag: &str) -> String {
    tag.rsplit_once('#').map_or(tag, |(_, name)| name).to_lowercase()
}

fn tagged_write(plan: &Plan, item: &Item, body: &Tagged) -> TokenStream {
    let property = &body.property;
    let untagged = body.variants.iter().filter_map(|variant| {
        let (name, tag) = (ident(&variant.ident), variant.tags.first()?);
        let without = without_tag(plan, &variant.repr, property, &quote!(value))?;
        Some(quote!(Self::#name(value) if #without => w.tagged(#property, #tag, value),))
    });
    let variants = body.variants.iter().map(|variant| variant.ident.as_str());
    variants_write(item, untagged, variants.chain([body.other.0.as_str()]))
}

/// Whether a value says nothing about its type, where that can be.
fn without_tag(plan: &Plan, repr: &Repr, property: &str, value: &TokenStream) -> Option<TokenStream> {
    match repr {
        Repr::Boxed(inner) => without_tag(plan, inner, property, &quote!(&**#value)),
        Repr::Item(ix) => match &plan.item(*ix).kind {
            ItemKind::Struct(body) => {
                let field = ident(tag_field(body, property)?);
                Some(quote!(value.#field.is_none()))
            }
            // A type that others derive from: its own values.
            ItemKind::Tagged(body) if body.property == property => {
                let Repr::Item(base) = &body.other.1 else { return None };
                let ItemKind::Struct(fields) = &plan.item(*base).kind else { return None };
                let (name, own) = (ident(&plan.item(*ix).name), ident(&body.other.0));
                let field = ident(tag_field(fields, property)?);
                Some(quote!(matches!(#value, models::#name::#own(base) if base.#field.is_none())))
            }
            _ => None,
        },
        _ => None,
    }
}

/// The field that holds the tag, where it may be left empty.
fn tag_field<'p>(body: &'p Struct, property: &str) -> Option<&'p str> {
    let optional = |field: &&Field| field.wire == property && field.presence == Presence::Optional;
    body.fields.iter().find(optional).map(|field| field.ident.as_str())
}

/// The `use` lines that the emitted items need.
pub fn uses(plan: &Plan) -> Vec<TokenStream> {
    let has = |test: fn(&ItemKind) -> bool| plan.items.iter().any(|item| test(&item.kind));
    let fields = || plan.items.iter().filter_map(|item| if let ItemKind::Struct(body) = &item.kind { Some(body) } else { None });
    let needs_json = has(|kind| matches!(kind, ItemKind::Union(_))) || fields().any(|body| body.rest.is_some());
    let needs_maybe = fields().any(|body| body.fields.iter().any(|field| field.presence == Presence::Maybe));
    let needs_text = fields().any(|body| body.rest.as_ref().is_some_and(|rest| names_text(&rest.repr)));
    let modules = [
        needs_json.then(|| quote!(json)),
        needs_text.then(|| quote!(text)),
        needs_maybe.then(|| quote!(Maybe)),
        Some(quote!(Model)),
    ];
    let modules: Vec<_> = modules.into_iter().flatten().collect();
    let modules = if let [only] = modules.as_slice() { only.clone() } else { quote!({#(#modules),*}) };
    vec![
        quote!(use wiretype_runtime::#modules;),
        quote!(
            use wiretype_runtime::json::{Read, ReadError, Reader, Write, Writer};
        ),
        quote!(
            use wiretype_runtime::schema::{self, SchemaRef, Views};
        ),
        quote!(
            use super::{models, tables};
        ),
    ]
}

fn names_text(repr: &Repr) -> bool {
    match repr {
        Repr::Text(_) => true,
        Repr::List(inner) | Repr::Map(inner) | Repr::Nullable(inner) | Repr::Boxed(inner) => names_text(inner),
        _ => false,
    }
}
