//! Types of schemas with a discriminator: enums over the schemas that the tag chooses from.

use std::collections::BTreeMap;

use super::{Builder, ItemKind, Repr, Typed};
use crate::ir::{Discriminator, Schema, SchemaId};
use crate::plan::docs;
use crate::plan::names::{self, Case, Scope};
use crate::plan::repr::{Tagged, TaggedVariant};

impl Builder<'_> {
    /// The enum of a schema with a discriminator; `None` if it has none or nothing to choose from.
    pub(super) fn tagged(&mut self, id: SchemaId, schema: &Schema, hint: &str) -> Option<Typed> {
        let discriminator = schema.discriminator.as_ref()?;
        let choices = by_schema(discriminator, id);
        if choices.is_empty() || !self.plain_beside(schema, discriminator) {
            return None;
        }
        let shape = self.shape(id);
        let ix = self.reserve(id, hint, shape.nullable());
        let name = self.name(ix).to_owned();
        let mut scope = Scope::with(["Self", "Other"]);
        let mut variants = Vec::new();
        for (target, tags) in choices {
            let word = self.variant_word(target, &tags);
            let typed = self.below(target, &names::join(&[&name, &word]));
            let docs = docs::first_line(&self.schemas()[target].docs);
            variants.push(TaggedVariant { ident: scope.name(&word, Case::Type), docs, tags, repr: typed.repr, schema: target });
        }
        let other = self.fallback(id, discriminator, &name, &mut scope);
        let tagged = Tagged { property: discriminator.property.clone(), type_uri: is_type_uri(discriminator), variants, other };
        self.define(ix, id, ItemKind::Tagged(tagged));
        Some(Typed::new(Repr::Item(ix), shape.nullable()))
    }

    /// Members beside listed alternatives do not fit an enum; such a schema becomes a struct of them all.
    fn plain_beside(&self, schema: &Schema, discriminator: &Discriminator) -> bool {
        discriminator.inherited
            || (schema.object.properties.iter().all(|property| property.name == discriminator.property) && schema.all_of.is_empty())
    }

    /// What a value without known tag becomes: the base itself where other types are derived from it, otherwise raw JSON.
    fn fallback(&mut self, id: SchemaId, discriminator: &Discriminator, name: &str, scope: &mut Scope) -> (String, Repr) {
        let other = "Other".to_owned();
        if !discriminator.inherited || self.schemas()[id].is_abstract {
            return (other, Repr::Json);
        }
        let shape = self.shape(id);
        if shape.properties.is_empty() {
            return (other, Repr::Json);
        }
        let base = self.reserve_extra(&names::join(&[name, "Base"]));
        let base_name = self.name(base).to_owned();
        let item = self.struct_of(&shape, &base_name, false);
        self.define(base, id, ItemKind::Struct(item));
        (scope.name("Base", Case::Type), Repr::Item(base))
    }

    fn variant_word(&self, target: SchemaId, tags: &[String]) -> String {
        let named = self.schemas()[target].name.as_ref().map(|name| name.client_name.clone().unwrap_or_else(|| name.name.clone()));
        named.or_else(|| tags.first().cloned()).unwrap_or_default()
    }
}

fn is_type_uri(discriminator: &Discriminator) -> bool {
    discriminator.tag == crate::ir::Tag::TypeUri
}

/// The schemas to choose from with their tags, in source order; the schema itself is not one of them.
fn by_schema(discriminator: &Discriminator, own: SchemaId) -> Vec<(SchemaId, Vec<String>)> {
    let mut at = BTreeMap::new();
    let mut choices: Vec<(SchemaId, Vec<String>)> = Vec::new();
    for (tag, target) in discriminator.mapping.iter().filter(|(_, target)| *target != own) {
        let index = *at.entry(*target).or_insert_with(|| {
            choices.push((*target, Vec::new()));
            choices.len() - 1
        });
        if let Some((_, tags)) = choices.get_mut(index) {
            tags.push(tag.clone());
        }
    }
    choices
}
