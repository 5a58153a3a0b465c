//! `validators.rs`: which field, which rule, which limit, in code that a person can read.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::ty::ident;
use crate::plan::Plan;
use crate::plan::repr::{Field, Item, ItemKind, Presence, Struct};
use crate::plan::rules::{Check, Checks, Limit};

/// What validates an item.
pub fn emit(plan: &Plan, at: usize) -> Option<TokenStream> {
    emit_item(plan, plan.items.get(at)?, plan.checks.get(at)?)
}

fn emit_item(plan: &Plan, item: &Item, checks: &Checks) -> Option<TokenStream> {
    let body = match &item.kind {
        ItemKind::Struct(body) => of_struct(plan, body, checks),
        ItemKind::Union(body) => of_variants(plan, body.variants.iter().map(|variant| variant.ident.as_str()), checks),
        ItemKind::Tagged(body) => {
            let variants = body.variants.iter().map(|variant| variant.ident.as_str());
            of_variants(plan, variants.chain([body.other.0.as_str()]), checks)
        }
        ItemKind::Enum(_) => None,
        ItemKind::Alias(_) => return None,
    };
    let name = ident(&item.name);
    let exact = (!item.exact).then(|| {
        quote!(
            const EXACT: bool = false;
        )
    });
    let validate = body.map(|body| quote!(fn validate(&self, v: &mut Validator) { #body }));
    Some(quote!(impl Validate for models::#name { #exact #validate }))
}

fn of_struct(plan: &Plan, body: &Struct, checks: &Checks) -> Option<TokenStream> {
    let fields = body.fields.iter().zip(&checks.parts).filter(|(_, checks)| !checks.is_empty());
    let mut lines: Vec<TokenStream> = fields.map(|(field, checks)| of_field(plan, field, checks)).collect();
    if let Some(rest) = body.rest.as_ref().filter(|_| !checks.rest.is_empty()) {
        let (rest_ident, inner) = (ident(&rest.ident), closure(plan, &checks.rest, &quote!(value)));
        lines.push(quote!(v.entries(&self.#rest_ident, |v, value| #inner);));
    }
    (!lines.is_empty()).then(|| quote!(#(#lines)*))
}

fn of_field(plan: &Plan, field: &Field, checks: &[Check]) -> TokenStream {
    let (wire, local) = (&field.wire, ident(&field.ident));
    if checks.iter().all(only_descends) {
        return quote!(v.field(#wire, &self.#local););
    }
    let rules = checks.iter().map(|check| chained(plan, check));
    let place = if field.presence == Presence::Required { quote!(member) } else { quote!(optional) };
    quote!(v.#place(#wire, &self.#local)#(#rules)*;)
}

/// A rule as a method of a member.
fn chained(plan: &Plan, check: &Check) -> TokenStream {
    match check {
        Check::MinLength(limit) => rule(&quote!(min_length), *limit),
        Check::MaxLength(limit) => rule(&quote!(max_length), *limit),
        Check::Pattern(name) => {
            let name = ident(name);
            quote!(.pattern(&patterns::#name))
        }
        Check::Format(name) => quote!(.format(#name)),
        Check::Limit(limit, text) => {
            let rule = limit_method(*limit);
            quote!(.#rule(#text))
        }
        Check::MinItems(limit) => rule(&quote!(min_items), *limit),
        Check::MaxItems(limit) => rule(&quote!(max_items), *limit),
        Check::UniqueItems => quote!(.unique_items()),
        Check::MinProperties(limit) => rule(&quote!(min_properties), *limit),
        Check::MaxProperties(limit) => rule(&quote!(max_properties), *limit),
        Check::Descend(_) | Check::Present(_) | Check::Schema(_) => quote!(.valid()),
        Check::Items(inner) => {
            let inner = closure(plan, inner, &quote!(item));
            quote!(.items(|v, item| #inner))
        }
        Check::Entries(inner) => {
            let inner = closure(plan, inner, &quote!(value));
            quote!(.entries(|v, value| #inner))
        }
    }
}

fn rule(name: &TokenStream, limit: u64) -> TokenStream {
    let limit = Literal::u64_unsuffixed(limit);
    quote!(.#name(#limit))
}

/// Values whose own type, or whose items' type, does all there is to do.
fn only_descends(check: &Check) -> bool {
    match check {
        Check::Descend(_) => true,
        Check::Items(inner) | Check::Entries(inner) | Check::Present(inner) => inner.iter().all(only_descends),
        _ => false,
    }
}

fn of_variants<'v>(plan: &Plan, variants: impl Iterator<Item = &'v str>, checks: &Checks) -> Option<TokenStream> {
    if checks.parts.iter().all(Vec::is_empty) {
        return None;
    }
    let mut covered = true;
    let mut arms = Vec::new();
    for (variant, checks) in variants.zip(&checks.parts) {
        if checks.is_empty() {
            covered = false;
            continue;
        }
        let (variant, inner) = (ident(variant), closure(plan, checks, &quote!(value)));
        arms.push((variant, inner));
    }
    if let ([(variant, inner)], false) = (arms.as_slice(), covered) {
        return Some(quote!(if let Self::#variant(value) = self { #inner; }));
    }
    let arms = arms.iter().map(|(variant, inner)| quote!(Self::#variant(value) => #inner,));
    let rest = (!covered).then(|| quote!(_ => {}));
    Some(quote!(match self { #(#arms)* #rest }))
}

/// Checks of a value behind a reference: one expression, or a block of several.
fn closure(plan: &Plan, checks: &[Check], value: &TokenStream) -> TokenStream {
    let lines: Vec<TokenStream> = checks.iter().map(|check| one(plan, check, value)).collect();
    match lines.as_slice() {
        [only] => only.clone(),
        several => quote!({ #(#several;)* }),
    }
}

fn one(plan: &Plan, check: &Check, value: &TokenStream) -> TokenStream {
    let sized = |rule: TokenStream, limit: u64| {
        let limit = Literal::u64_unsuffixed(limit);
        quote!(v.#rule(#value.len(), #limit))
    };
    match check {
        Check::MinLength(limit) => limited(&quote!(min_length), value, *limit),
        Check::MaxLength(limit) => limited(&quote!(max_length), value, *limit),
        Check::Pattern(name) => {
            let name = ident(name);
            quote!(v.pattern(#value, &patterns::#name))
        }
        Check::Format(name) => quote!(v.format(#value, #name)),
        Check::Limit(limit, text) => {
            let rule = limit_method(*limit);
            quote!(v.#rule(#value, #text))
        }
        Check::MinItems(limit) => sized(quote!(min_items), *limit),
        Check::MaxItems(limit) => sized(quote!(max_items), *limit),
        Check::UniqueItems => quote!(v.unique_items(#value)),
        Check::MinProperties(limit) => sized(quote!(min_properties), *limit),
        Check::MaxProperties(limit) => sized(quote!(max_properties), *limit),
        Check::Schema(id) => {
            let index = Literal::u32_unsuffixed(plan.table.index(*id));
            quote!(v.schema(#value, tables::schema(#index)))
        }
        Check::Descend(_) => quote!(#value.validate(v)),
        Check::Items(inner) => {
            let inner = closure(plan, inner, &quote!(item));
            quote!(v.items(#value, |v, item| #inner))
        }
        Check::Entries(inner) => {
            let inner = closure(plan, inner, &quote!(value));
            quote!(v.entries(#value, |v, value| #inner))
        }
        Check::Present(inner) => {
            let inner = closure(plan, inner, &quote!(value));
            quote!(if let Some(value) = #value { #inner })
        }
    }
}

fn limited(rule: &TokenStream, value: &TokenStream, limit: u64) -> TokenStream {
    let limit = Literal::u64_unsuffixed(limit);
    quote!(v.#rule(#value, #limit))
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
