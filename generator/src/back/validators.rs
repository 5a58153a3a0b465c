//! `validators.rs`: which field, which rule, which limit, in code that a person can read.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::ty::ident;
use crate::plan::Plan;
use crate::plan::repr::{Field, Item, ItemKind, Presence, Repr, Struct};
use crate::plan::rules::{Check, Checks, Limit};

/// The items of `validators.rs`, one token stream each.
pub fn emit(plan: &Plan) -> Vec<TokenStream> {
    plan.items.iter().zip(&plan.checks).filter_map(|(item, checks)| emit_item(item, checks)).collect()
}

fn emit_item(item: &Item, checks: &Checks) -> Option<TokenStream> {
    let body = match &item.kind {
        ItemKind::Struct(body) => of_struct(body, checks),
        ItemKind::Union(body) => of_variants(body.variants.iter().map(|variant| (variant.ident.as_str(), &variant.repr)), checks),
        ItemKind::Tagged(body) => {
            let variants = body.variants.iter().map(|variant| (variant.ident.as_str(), &variant.repr));
            of_variants(variants.chain([(body.other.0.as_str(), &body.other.1)]), checks)
        }
        ItemKind::Enum(_) => None,
        ItemKind::Alias(_) => return None,
    };
    let name = ident(&item.name);
    let exact = (!item.exact).then(|| quote!(const EXACT: bool = false;));
    let validate = body.map(|body| quote!(fn validate(&self, v: &mut Validator) { #body }));
    Some(quote!(impl Validate for models::#name { #exact #validate }))
}

fn of_struct(body: &Struct, checks: &Checks) -> Option<TokenStream> {
    let fields = body.fields.iter().zip(&checks.parts).filter(|(_, checks)| !checks.is_empty());
    let mut lines: Vec<TokenStream> = fields.map(|(field, checks)| of_field(field, checks)).collect();
    if let Some(rest) = body.rest.as_ref().filter(|_| !checks.rest.is_empty()) {
        let (rest_ident, inner) = (ident(&rest.ident), all(&checks.rest, &Value::reference(quote!(value)), &rest.repr));
        lines.push(quote!(v.entries(&self.#rest_ident, |v, value| { #inner });));
    }
    (!lines.is_empty()).then(|| quote!(#(#lines)*))
}

fn of_field(field: &Field, checks: &[Check]) -> TokenStream {
    let (wire, local) = (&field.wire, ident(&field.ident));
    if checks.iter().all(only_descends) {
        return quote!(v.field(#wire, &self.#local););
    }
    match field.presence {
        Presence::Required => {
            let inner = all(checks, &Value::owned(quote!(self.#local)), &field.repr);
            quote!(v.at(#wire, |v| { #inner });)
        }
        Presence::Nullable | Presence::Optional => {
            let inner = all(checks, &Value::reference(quote!(#local)), &field.repr);
            quote!(if let Some(#local) = &self.#local { v.at(#wire, |v| { #inner }); })
        }
        Presence::Maybe => {
            let inner = all(checks, &Value::reference(quote!(#local)), &field.repr);
            quote!(if let Some(#local) = self.#local.value() { v.at(#wire, |v| { #inner }); })
        }
    }
}

/// Values whose own type, or whose items' type, does all there is to do.
fn only_descends(check: &Check) -> bool {
    match check {
        Check::Descend(_) => true,
        Check::Items(inner) | Check::Entries(inner) | Check::Present(inner) => inner.iter().all(only_descends),
        _ => false,
    }
}

fn of_variants<'v>(variants: impl Iterator<Item = (&'v str, &'v Repr)>, checks: &Checks) -> Option<TokenStream> {
    if checks.parts.iter().all(Vec::is_empty) {
        return None;
    }
    let mut covered = true;
    let mut arms = Vec::new();
    for ((variant, repr), checks) in variants.zip(&checks.parts) {
        if checks.is_empty() {
            covered = false;
            continue;
        }
        let (variant, inner) = (ident(variant), all(checks, &Value::reference(quote!(value)), repr));
        arms.push(quote!(Self::#variant(value) => { #inner }));
    }
    let rest = (!covered).then(|| quote!(_ => {}));
    Some(quote!(match self { #(#arms)* #rest }))
}

/// An expression: how to write it as a reference and as a value.
struct Value {
    reference: TokenStream,
    copied: TokenStream,
}

impl Value {
    fn owned(place: TokenStream) -> Self {
        Self { reference: quote!(&#place), copied: place }
    }

    fn reference(local: TokenStream) -> Self {
        Self { copied: quote!(*#local), reference: local }
    }

    fn method(&self) -> TokenStream {
        self.reference.clone().into_iter().skip_while(|token| token.to_string() == "&").collect()
    }
}

fn all(checks: &[Check], value: &Value, repr: &Repr) -> TokenStream {
    let lines = checks.iter().map(|check| one(check, value, repr));
    quote!(#(#lines)*)
}

fn one(check: &Check, value: &Value, repr: &Repr) -> TokenStream {
    let (reference, copied, method) = (&value.reference, &value.copied, value.method());
    match check {
        Check::MinLength(limit) => limited(&quote!(min_length), reference, *limit),
        Check::MaxLength(limit) => limited(&quote!(max_length), reference, *limit),
        Check::Pattern(name) => {
            let name = ident(name);
            quote!(v.pattern(#reference, &patterns::#name);)
        }
        Check::Format(name) => quote!(v.format(#reference, #name);),
        Check::Limit(limit, text) => {
            let rule = limit_method(*limit);
            quote!(v.#rule(#copied, #text);)
        }
        Check::MinItems(limit) => limited(&quote!(min_items), &quote!(#method.len()), *limit),
        Check::MaxItems(limit) => limited(&quote!(max_items), &quote!(#method.len()), *limit),
        Check::UniqueItems => quote!(v.unique_items(#reference);),
        Check::MinProperties(limit) => limited(&quote!(min_properties), &quote!(#method.len()), *limit),
        Check::MaxProperties(limit) => limited(&quote!(max_properties), &quote!(#method.len()), *limit),
        Check::Descend(_) => quote!(#method.validate(v);),
        Check::Items(inner) => {
            let inner = all(inner, &Value::reference(quote!(item)), below(repr));
            quote!(v.items(#reference, |v, item| { #inner });)
        }
        Check::Entries(inner) => {
            let inner = all(inner, &Value::reference(quote!(value)), below(repr));
            quote!(v.entries(#reference, |v, value| { #inner });)
        }
        Check::Present(inner) => {
            let inner = all(inner, &Value::reference(quote!(value)), below(repr));
            quote!(if let Some(value) = #reference { #inner })
        }
    }
}

fn below(repr: &Repr) -> &Repr {
    match repr {
        Repr::List(inner) | Repr::Map(inner) | Repr::Nullable(inner) | Repr::Boxed(inner) => inner,
        other => other,
    }
}

fn limited(rule: &TokenStream, value: &TokenStream, limit: u64) -> TokenStream {
    let limit = Literal::u64_unsuffixed(limit);
    quote!(v.#rule(#value, #limit);)
}

fn limit_method(limit: Limit) -> TokenStream {
    match limit {
        Limit::Minimum => quote!(minimum),
        Limit::ExclusiveMinimum => quote!(exclusive_minimum),
        Limit::Maximum => quote!(maximum),
        Limit::ExclusiveMaximum => quote!(exclusive_maximum),
        Limit::MultipleOf => quote!(multiple_of),
    }
}

/// The `use` lines that the emitted items need.
pub fn uses(plan: &Plan) -> Vec<TokenStream> {
    let patterned = plan.checks.iter().flat_map(|checks| checks.parts.iter().chain([&checks.rest])).flatten().any(has_pattern);
    let working = plan.items.iter().any(|item| item.checked);
    let tables = patterned.then(|| quote!(use super::tables::patterns;));
    let validator = if working { quote!(use wiretype_runtime::validate::{Validate, Validator};) } else { quote!(use wiretype_runtime::validate::Validate;) };
    [quote!(use super::models;)].into_iter().chain(tables).chain([validator]).collect()
}

fn has_pattern(check: &Check) -> bool {
    match check {
        Check::Pattern(_) => true,
        Check::Items(inner) | Check::Entries(inner) | Check::Present(inner) => inner.iter().any(has_pattern),
        _ => false,
    }
}
