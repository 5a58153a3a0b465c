//! Types of `any_of`, `one_of` and of schemas that accept several JSON types: enums over the alternatives.

use super::{Builder, ItemKind, Repr, Shape, Typed, scalar, shape};
use crate::ir::{Docs, Json, Member, Schema, SchemaId, Schemas, Types, Values, View};
use crate::plan::docs;
use crate::plan::names::{self, Case, Scope};
use crate::plan::repr::{Alternative, Union};

/// More alternatives than this are read as raw JSON: nobody wants to match on them.
const MAX_ALTERNATIVES: usize = 64;

/// The JSON types that a value can have, with a word for the alternative's name.
const KINDS: [(Types, &str); 6] = [
    (Types::BOOLEAN, "Boolean"),
    (Types::INTEGER, "Integer"),
    (Types::NUMBER, "Number"),
    (Types::STRING, "String"),
    (Types::ARRAY, "Array"),
    (Types::OBJECT, "Object"),
];

impl Builder<'_> {
    /// The type of a shape with alternatives; `None` if there are none that matter for the type.
    pub(super) fn choices(&mut self, id: SchemaId, shape: &Shape, hint: &str) -> Option<Typed> {
        let (_, choice) = shape.choices.iter().max_by_key(|(_, choice)| choice.iter().filter(|id| self.matters(**id)).count())?;
        let mut nullable = shape.nullable();
        let mut alternatives = Vec::new();
        let mut any = false;
        for alternative in choice {
            let inner = self.shape(*alternative);
            if inner.types == Types::NULL {
                nullable = shape.types.contains(Types::NULL);
            } else if self.matters(*alternative) {
                alternatives.push(*alternative);
            } else {
                any |= inner.types == Types::ANY;
            }
        }
        if alternatives.is_empty() {
            return None;
        }
        let own = Shape { choices: Vec::new(), ..shape.clone() };
        if own.values.is_some() || own.speaks_of_objects() && alternatives.iter().all(|id| self.is_object(*id)) {
            return Some(self.merged(id, own, &alternatives, hint));
        }
        if any {
            // An alternative that takes whatever the schema takes: the others are only examples of it.
            return Some(Typed::new(self.by_type(id, &own, hint), own.nullable()));
        }
        if let [only] = alternatives.as_slice() {
            let typed = self.below(*only, hint);
            return Some(Typed::new(typed.repr, nullable || typed.nullable));
        }
        if let Some(values) = self.open_enum(&alternatives) {
            let widened = Shape { values: Some(values), types: Types::STRING, ..own };
            let repr = self.enumerated(id, &widened, hint)?;
            return Some(Typed::new(repr, nullable));
        }
        Some(self.union(id, &alternatives, nullable, hint))
    }

    /// Whether an alternative says what a value looks like, rather than only adding rules such as `required`.
    fn matters(&self, id: SchemaId) -> bool {
        let schema = &self.schemas()[id];
        let deep = schema.refer.iter().chain(&schema.all_of).chain(&schema.any_of).chain(&schema.one_of);
        shape::has_structure(schema) || !matches!(schema.types, Types::ANY | Types::OBJECT) || deep.into_iter().next().is_some()
    }

    fn is_object(&self, id: SchemaId) -> bool {
        let shape = self.shape(id);
        shape.types.without(Types::NULL) == Types::OBJECT || shape.speaks_of_objects()
    }

    /// Members beside alternatives of members: one struct that has them all, the alternatives' own being optional.
    fn merged(&mut self, id: SchemaId, mut own: Shape, alternatives: &[SchemaId], hint: &str) -> Typed {
        for alternative in alternatives {
            let inner = self.shape(*alternative);
            own.open |= inner.open;
            for property in inner.properties {
                if own.properties.iter().all(|known| known.name != property.name) {
                    own.properties.push(property);
                }
            }
        }
        let nullable = own.nullable();
        Typed::new(self.by_type(id, &own, hint), nullable)
    }

    /// Alternatives that list texts are one enumeration; text of any kind beside them means that it may grow.
    fn open_enum(&self, alternatives: &[SchemaId]) -> Option<Values> {
        let mut listed: Option<Values> = None;
        let mut free = false;
        for alternative in alternatives {
            let shape = self.shape(*alternative);
            let texts = |values: &Values| values.members.iter().all(|member| matches!(member.value, Json::String(_)));
            match shape.values {
                _ if !shape.choices.is_empty() || !shape.types.contains(Types::STRING) => return None,
                Some(values) if values.flags || !texts(&values) => return None,
                Some(mut values) => {
                    self.describe_only(*alternative, &mut values);
                    match &mut listed {
                        Some(all) => {
                            all.open |= values.open;
                            all.members.extend(values.members);
                        }
                        None => listed = Some(values),
                    }
                }
                None if shape.types != Types::STRING => return None,
                None if shape.format.is_none() => free = true,
                None => return None,
            }
        }
        listed.map(|values| Values { open: values.open || free, ..values })
    }

    /// A value that stands alone in its schema has the schema's words, and its title as a name.
    fn describe_only(&self, id: SchemaId, values: &mut Values) {
        let docs = &self.schemas()[id].docs;
        if let ([only], None) = (values.members.as_mut_slice(), &self.schemas()[id].name)
            && only.docs == Docs::default()
        {
            only.name = only.name.take().or_else(|| docs.summary.clone().filter(|title| is_title(title)));
            only.docs = Docs { summary: None, ..docs.clone() };
        }
    }

    fn union(&mut self, id: SchemaId, alternatives: &[SchemaId], mut nullable: bool, hint: &str) -> Typed {
        if alternatives.len() > MAX_ALTERNATIVES {
            return Typed::new(Repr::Json, false);
        }
        let ix = self.reserve(id, hint, nullable);
        let name = self.name(ix).to_owned();
        let mut scope = Scope::with(["Self"]);
        let mut variants: Vec<Alternative> = Vec::new();
        for (at, alternative) in alternatives.iter().enumerate() {
            let word = self.alternative_word(*alternative, at);
            let typed = self.below(*alternative, &names::join(&[&name, &word]));
            nullable |= typed.nullable;
            if variants.iter().any(|variant| variant.repr == typed.repr) {
                continue;
            }
            let docs = docs::first_line(&self.schemas()[*alternative].docs);
            variants.push(Alternative { ident: scope.name(&word, Case::Type), docs, repr: typed.repr, schema: *alternative });
        }
        let kind = match variants.as_slice() {
            [only] => ItemKind::Alias(only.repr.clone()),
            _ => ItemKind::Union(Union { told_apart: self.told_apart(&variants), variants }),
        };
        self.define(ix, id, kind);
        let typed = Typed::new(Repr::Item(ix), nullable);
        self.known.insert((id, self.view), typed.clone());
        typed
    }

    /// Whether reading tells for every value which alternative is meant.
    fn told_apart(&self, variants: &[Alternative]) -> bool {
        let shapes: Vec<Shape> = variants.iter().map(|variant| self.shape(variant.schema)).collect();
        let apart = |(at, one): (usize, &Shape)| {
            let mut others = shapes.iter().skip(at + 1);
            others.all(|other| {
                one.types.and(other.types).without(Types::NULL) == Types::NONE || tags_differ(self.schemas(), one, other)
            })
        };
        shapes.iter().enumerate().all(apart)
    }

    /// What an alternative is called: its declared name, its title, the text of a constant member, its JSON type, or its number.
    fn alternative_word(&self, id: SchemaId, at: usize) -> String {
        let mut schema = &self.schemas()[id];
        // References among schemas without a name can go in circles; a few steps are enough to find a name.
        for _ in 0..8 {
            let Some(target) = super::only_target(schema).filter(|_| schema.name.is_none()) else { break };
            schema = &self.schemas()[target];
        }
        if let Some(name) = &schema.name {
            return name.client_name.clone().unwrap_or_else(|| name.name.clone());
        }
        if let Some(title) = schema.docs.summary.as_deref().filter(|title| is_title(title)) {
            return title.to_owned();
        }
        let shape = self.shape(id);
        if let Some(text) = self.constant_member(&shape) {
            return text;
        }
        let types = shape.types.without(Types::NULL);
        let kind = KINDS.iter().find(|(kind, _)| *kind == types).map(|(_, word)| *word);
        kind.filter(|word| *word != "Object").map_or_else(|| format!("Variant{}", at + 1), str::to_owned)
    }

    /// The text that a required member always has, which is what the alternative is chosen by.
    fn constant_member(&self, shape: &Shape) -> Option<String> {
        let constant = |id: SchemaId| match listed(&self.schemas()[id]) {
            Some([Member { value: Json::String(text), .. }]) => Some(text.clone()),
            _ => None,
        };
        let required = shape.properties.iter().filter(|property| shape.requires(&property.name, View::Read));
        required.into_iter().find_map(|property| constant(property.schema))
    }

    /// A schema that accepts several JSON types becomes an enum with a variant for each.
    pub(super) fn several(&mut self, id: SchemaId, shape: &Shape, types: Types, hint: &str) -> Repr {
        let kinds: Vec<_> = KINDS.iter().filter(|(kind, _)| types.contains(*kind)).collect();
        // A number takes integers with it.
        let kinds: Vec<_> =
            kinds.into_iter().filter(|(kind, _)| *kind != Types::INTEGER || !types.contains(Types::NUMBER)).collect();
        if kinds.len() < 2 || kinds.len() > 4 || shape.values.is_some() {
            return Repr::Json;
        }
        let ix = self.reserve(id, hint, shape.nullable());
        let name = self.name(ix).to_owned();
        let variants = kinds.into_iter().map(|(kind, word)| {
            let alone = Shape { types: *kind, ..shape.clone() };
            let repr = match *kind {
                Types::BOOLEAN => Repr::Bool,
                Types::STRING => scalar::string(&alone, self.options),
                Types::ARRAY => self.list(&alone, &name),
                Types::OBJECT => self.object_alternative(id, &alone, &names::join(&[&name, word])),
                _ => scalar::number(&alone, self.options),
            };
            Alternative { ident: (*word).to_owned(), docs: Vec::new(), repr, schema: id }
        });
        let variants = variants.collect();
        self.define(ix, id, ItemKind::Union(Union { told_apart: true, variants }));
        Repr::Item(ix)
    }

    fn object_alternative(&mut self, id: SchemaId, shape: &Shape, hint: &str) -> Repr {
        if shape.properties.is_empty() {
            return Repr::JsonObject;
        }
        let ix = self.reserve_extra(hint);
        let name = self.name(ix).to_owned();
        let item = self.struct_of(shape, &name, false);
        self.define(ix, id, ItemKind::Struct(item));
        Repr::Item(ix)
    }
}

fn is_title(title: &str) -> bool {
    (1..=40).contains(&title.chars().count()) && title.chars().all(|c| c.is_alphanumeric() || matches!(c, ' ' | '_' | '-'))
}

/// Whether no value can follow both schemas: they accept different JSON types, or ask for different text in the same member.
pub fn disjoint(schemas: &Schemas, one: &Shape, other: &Shape) -> bool {
    if one.types.and(other.types) == Types::NONE {
        return true;
    }
    constants_differ(schemas, one, other, |_| true)
}

/// Whether both schemas ask for different text in the same member, which their types insist on when they are read.
fn tags_differ(schemas: &Schemas, one: &Shape, other: &Shape) -> bool {
    constants_differ(schemas, one, other, |member| matches!(member.value, Json::String(_)))
}

/// Whether both schemas are of objects and list different values for a member that both require. Only values that `count` are looked at.
fn constants_differ(schemas: &Schemas, one: &Shape, other: &Shape, count: impl Fn(&Member) -> bool) -> bool {
    let objects = one.types == Types::OBJECT && other.types == Types::OBJECT;
    objects
        && one.properties.iter().any(|property| {
            let name = &property.name;
            let required = |shape: &Shape| shape.requires(name, View::Read);
            let twin = other.properties.iter().find(|twin| twin.name == *name);
            match (listed(&schemas[property.schema]), twin.and_then(|twin| listed(&schemas[twin.schema]))) {
                (Some(ours), Some(theirs)) if required(one) && required(other) => {
                    let counted = ours.iter().chain(theirs).all(&count);
                    counted && ours.iter().all(|member| theirs.iter().all(|their| their.value != member.value))
                }
                _ => false,
            }
        })
}

fn listed(schema: &Schema) -> Option<&[Member]> {
    schema.values.as_ref().filter(|values| !values.open).map(|values| values.members.as_slice())
}
