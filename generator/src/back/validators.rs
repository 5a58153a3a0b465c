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
    let exact = (!item.exact).then(|| {
        quote!(
            const EXACT: bool = false;
        )
    });
    let validate = body.map(|body| quote!(fn validate(&self, v: &mut Validator) { #body }));
    Some(quote!(impl Validate for models::#name { #exact #validate }))
}

fn of_struct(body: &Struct, checks: &Checks) -> Option<TokenStream> {
    let fields = body.fields.iter().zip(&checks.parts).filter(|(_, checks)| !checks.is_empty());
    let mut lines: Vec<TokenStream> = fields.map(|(field, checks)| of_field(field, checks)).collect();
    if let Some(rest) = body.rest.as_ref().filter(|_| !checks.rest.is_empty()) {
        let (rest_ident, inner) = (ident(&rest.ident), closure(&checks.rest, &quote!(value), &rest.repr));
        lines.push(quote!(v.entries(&self.#rest_ident, |v, value| #inner);));
    }
    (!lines.is_empty()).then(|| quote!(#(#lines)*))
}

fn of_field(field: &Field, checks: &[Check]) -> TokenStream {
    let (wire, local) = (&field.wire, ident(&field.ident));
    if checks.iter().all(only_descends) {
        return quote!(v.field(#wire, &self.#local););
    }
    let rules = checks.iter().map(|check| chained(check, &field.repr));
    let place = if field.presence == Presence::Required { quote!(member) } else { quote!(optional) };
    quote!(v.#place(#wire, &self.#local)#(#rules)*;)
}

/// A rule as a method of a member.
fn chained(check: &Check, repr: &Repr) -> TokenStream {
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
        Check::Descend(_) | Check::Present(_) => quote!(.valid()),
        Check::Items(inner) => {
            let inner = closure(inner, &quote!(item), below(repr));
            quote!(.items(|v, item| #inner))
        }
        Check::Entries(inner) => {
            let inner = closure(inner, &quote!(value), below(repr));
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
        let (variant, inner) = (ident(variant), closure(checks, &quote!(value), repr));
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
fn closure(checks: &[Check], value: &TokenStream, repr: &Repr) -> TokenStream {
    let lines: Vec<TokenStream> = checks.iter().map(|check| one(check, value, repr)).collect();
    match lines.as_slice() {
        [only] => only.clone(),
        several => quote!({ #(#several;)* }),
    }
}

fn one(check: &Check, value: &TokenStream, repr: &Repr) -> TokenStream {
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
        Check::Descend(_) => quote!(#value.validate(v)),
        Check::Items(inner) => {
            let inner = closure(inner, &quote!(item), below(repr));
            quote!(v.items(#value, |v, item| #inner))
        }
        Check::Entries(inner) => {
            let inner = closure(inner, &quote!(value), below(repr));
            quote!(v.entries(#value, |v, value| #inner))
        }
        Check::Present(inner) => {
            let inner = closure(inner, &quote!(value), below(repr));
            quote!(if let Some(value) = #value { #inner })
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

/// The `use` lines that the emitted items need.
pub fn uses(plan: &Plan) -> Vec<TokenStream> {
    let written = || plan.items.iter().zip(&plan.checks).filter(|(item, _)| !matches!(item.kind, ItemKind::Alias(_)));
    let patterned = written().flat_map(|(_, checks)| checks.parts.iter().chain([&checks.rest])).flatten().any(has_pattern);
    let working = written().any(|(item, _)| item.checked);
    let tables = patterned.then(|| {
        quote!(
            use super::tables::patterns;
        )
    });
    let validator = if working {
        quote!(
            use wiretype_runtime::validate::{Validate, Validator};
        )
    } else {
        quote!(
            use wiretype_runtime::validate::Validate;
        )
    };
    [quote!(
        use super::models;
    )]
    .into_iter()
    .chain(tables)
    .chain([validator])
    .collect()
}

fn has_pattern(check: &Check) -> bool {
    match check {
        Check::Pattern(_) => true,
        Check::Items(inner) | Check::Entries(inner) | Check::Present(inner) => inner.iter().any(has_pattern),
        _ => false,
    }
}
