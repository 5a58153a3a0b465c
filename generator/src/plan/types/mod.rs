//! Types: which Rust type each schema becomes, by view. Items are reserved before they are defined, so recursion needs no special case.

mod choice;
mod object;
mod scalar;
mod tagged;

pub use choice::disjoint;

use std::collections::BTreeMap;

use super::docs;
use super::names::{self, Case, Scope};
use super::options::Options;
use super::repr::{Item, ItemIx, ItemKind, Presence, Repr};
use super::shape::{self, Shape};
use super::views::Differences;
use crate::ir::{Api, Schema, SchemaId, Schemas, Types, View};

/// How deep schemas may nest before a place becomes raw JSON. Each level takes some kilobytes of stack, and threads have two megabytes;
/// the types of large services nest some dozens deep.
const MAX_DEPTH: usize = 200;

/// A type together with whether its place may hold null.
#[derive(Clone, Debug)]
pub struct Typed {
    /// The type of a value that is not null.
    pub repr: Repr,
    /// Null is valid too.
    pub nullable: bool,
}

impl Typed {
    fn new(repr: Repr, nullable: bool) -> Self {
        Self { repr, nullable }
    }

    /// Which of the states of a member there are: absent, null, a value. Raw JSON holds null itself.
    pub fn presence(&self, required: bool) -> Presence {
        let nullable = self.nullable && !matches!(self.repr, Repr::Json | Repr::Null);
        match (required, nullable) {
            (true, false) => Presence::Required,
            (true, true) => Presence::Nullable,
            (false, false) => Presence::Optional,
            (false, true) => Presence::Maybe,
        }
    }

    /// The type of an item of a list or map, where null has no other place to go.
    pub fn inline(self) -> Repr {
        match self.repr {
            Repr::Json | Repr::Null => self.repr,
            repr if self.nullable => Repr::Nullable(Box::new(repr)),
            repr => repr,
        }
    }
}

/// Builds the items of a module.
pub struct Builder<'a> {
    pub(super) api: &'a Api,
    pub(super) options: &'a Options,
    differences: Differences,
    scope: Scope,
    items: Vec<Option<Item>>,
    names: Vec<String>,
    /// Names of declared schemas in their reading view, made before all others.
    declared: BTreeMap<SchemaId, String>,
    known: BTreeMap<(SchemaId, View), Typed>,
    /// Schemas whose type is being found, to end recursion that no item breaks.
    open: Vec<(SchemaId, View)>,
    /// The view that types are being found for.
    view: View,
}

impl<'a> Builder<'a> {
    /// A builder that has already named every declared schema, in source order.
    pub fn new(api: &'a Api, options: &'a Options) -> Self {
        let mut scope = Scope::of_types();
        let declared = api.named.iter().map(|id| (*id, scope.name(&declared_name(&api.schemas[*id]), Case::Type))).collect();
        Self {
            api,
            options,
            differences: Differences::new(&api.schemas),
            scope,
            items: Vec::new(),
            names: Vec::new(),
            declared,
            known: BTreeMap::new(),
            open: Vec::new(),
            view: View::Read,
        }
    }

    pub(super) fn schemas(&self) -> &'a Schemas {
        &self.api.schemas
    }

    pub(super) fn shape(&self, id: SchemaId) -> Shape {
        shape::shape(self.schemas(), id)
    }

    /// The name of an item.
    pub fn item_name(&self, ix: ItemIx) -> &str {
        self.items.get(ix.0 as usize).and_then(Option::as_ref).map_or("Item", |item| &item.name)
    }

    /// The schema that an item stands for.
    pub fn item_schema(&self, ix: ItemIx) -> Option<SchemaId> {
        self.items.get(ix.0 as usize).and_then(Option::as_ref).map(|item| item.schema)
    }

    /// The items in the order in which they were reserved.
    pub fn finish(self) -> Vec<Item> {
        self.items.into_iter().flatten().collect()
    }

    /// Finds the type of a schema in a view. `hint` names it if it has no name of its own.
    pub fn typed(&mut self, id: SchemaId, view: View, hint: &str) -> Typed {
        let view = self.differences.canonical(id, view);
        if let Some(typed) = self.known.get(&(id, view)) {
            return typed.clone();
        }
        if self.open.contains(&(id, view)) || self.open.len() > MAX_DEPTH {
            return Typed::new(Repr::Json, false);
        }
        self.open.push((id, view));
        let outer = std::mem::replace(&mut self.view, view);
        let typed = self.find(id, self.schemas()[id].hint.as_deref().unwrap_or(hint));
        self.view = outer;
        self.open.pop();
        // An item reserved on the way is the answer for everybody who asked meanwhile.
        self.known.entry((id, view)).or_insert(typed).clone()
    }

    /// Finds the type of a schema below the current one, in the same view.
    pub(super) fn below(&mut self, id: SchemaId, hint: &str) -> Typed {
        self.typed(id, self.view, hint)
    }

    fn find(&mut self, id: SchemaId, hint: &str) -> Typed {
        let schema = &self.schemas()[id];
        if self.declared.contains_key(&id) {
            return self.find_declared(id);
        }
        if let Some(target) = only_target(schema) {
            let typed = self.below(target, hint);
            let null_too = schema.types.contains(Types::NULL);
            return Typed::new(typed.repr, typed.nullable && null_too);
        }
        self.structure(id, hint)
    }

    /// A declared schema always has an item: its own, or another name for the type it is.
    fn find_declared(&mut self, id: SchemaId) -> Typed {
        let (schema, view) = (&self.schemas()[id], self.view);
        let name = self.declared_in_view(id);
        let before = self.items.len();
        let replaced = self.options.custom(schema).and_then(|custom| custom.replace.clone());
        let typed = match only_target(schema) {
            _ if replaced.is_some() => Typed::new(Repr::Foreign(replaced.unwrap_or_default()), self.shape(id).nullable()),
            Some(target) if schema.refer.is_some() || self.leads_to_declared(target) => self.below(target, &name),
            _ => self.structure(id, &name),
        };
        let own = self.names.get(before).is_some_and(|first| *first == name)
            && matches!(typed.repr, Repr::Item(ix) if ix.0 as usize == before);
        if own {
            return typed;
        }
        let ix = self.reserve_named(name);
        self.known.insert((id, view), Typed::new(Repr::Item(ix), typed.nullable));
        self.define(ix, id, ItemKind::Alias(typed.repr.clone()));
        Typed::new(Repr::Item(ix), typed.nullable)
    }

    /// Whether a schema is declared, or one without structure of its own that stands for such a one.
    fn leads_to_declared(&self, id: SchemaId) -> bool {
        let mut chain = std::iter::successors(Some(id), |id| only_target(&self.schemas()[*id])).take(MAX_DEPTH);
        chain.any(|id| self.declared.contains_key(&id))
    }

    fn declared_in_view(&mut self, id: SchemaId) -> String {
        let read = self.declared.get(&id).cloned().unwrap_or_default();
        let suffix = match self.view {
            View::Read => return read,
            View::Create | View::Update if self.differences.same_for_requests(id) => "Input",
            View::Create => "Create",
            View::Update => "Update",
        };
        // `Self_` gave way to a keyword; with a suffix it need not.
        self.scope.unique(format!("{}{suffix}", read.trim_end_matches('_')), Case::Type)
    }

    /// Reserves an item for a schema: under its declared name, or under one made of the hint.
    pub(super) fn reserve(&mut self, id: SchemaId, hint: &str, nullable: bool) -> ItemIx {
        let name = if self.declared.contains_key(&id) { hint.to_owned() } else { self.scope.name(hint, Case::Type) };
        let ix = self.reserve_named(name);
        self.known.insert((id, self.view), Typed::new(Repr::Item(ix), nullable));
        ix
    }

    /// Gives the type of a schema a name, unless it is an item, which has one.
    pub fn alias(&mut self, id: SchemaId, view: View, hint: &str) {
        let typed = self.typed(id, view, hint);
        if !matches!(typed.repr, Repr::Item(_)) {
            let ix = self.reserve_extra(hint);
            self.define(ix, id, ItemKind::Alias(typed.inline()));
        }
    }

    /// Reserves an item that no schema stands for by itself.
    pub(super) fn reserve_extra(&mut self, hint: &str) -> ItemIx {
        let name = self.scope.name(hint, Case::Type);
        self.reserve_named(name)
    }

    fn reserve_named(&mut self, name: String) -> ItemIx {
        let ix = ItemIx(u32::try_from(self.items.len()).unwrap_or(u32::MAX));
        self.items.push(None);
        self.names.push(name);
        ix
    }

    /// The name of a reserved item.
    pub(super) fn name(&self, ix: ItemIx) -> &str {
        self.names.get(ix.0 as usize).map_or("", String::as_str)
    }

    /// Defines a reserved item.
    pub(super) fn define(&mut self, ix: ItemIx, schema: SchemaId, kind: ItemKind) {
        let derives = self.options.custom(&self.schemas()[schema]).map(|custom| custom.derive.clone()).unwrap_or_default();
        let item = Item {
            derives,
            name: self.name(ix).to_owned(),
            docs: self.docs(schema),
            schema,
            view: self.view,
            kind,
            exact: true,
            checked: false,
        };
        if let Some(slot) = self.items.get_mut(ix.0 as usize) {
            *slot = Some(item);
        }
    }

    /// An item without words of its own is described by its name in the document, or by its place.
    fn docs(&self, id: SchemaId) -> Vec<String> {
        let schema = &self.schemas()[id];
        match &schema.name {
            Some(name) => docs::lines_or_name(&schema.docs, &name.qualified()),
            None => docs::lines_or_place(&schema.docs, &schema.origin.pointer),
        }
    }

    /// The type of a schema by what it says of values.
    fn structure(&mut self, id: SchemaId, hint: &str) -> Typed {
        let schema = &self.schemas()[id];
        if let Some(tagged) = self.tagged(id, schema, hint) {
            return tagged;
        }
        let shape = self.shape(id);
        if let Some(typed) = self.choices(id, &shape, hint) {
            return typed;
        }
        let typed = self.by_type(id, &shape, hint);
        Typed::new(typed, shape.nullable())
    }

    /// The type of a shape without alternatives.
    fn by_type(&mut self, id: SchemaId, shape: &Shape, hint: &str) -> Repr {
        let types = shape.types.without(Types::NULL);
        if let Some(repr) = self.enumerated(id, shape, hint) {
            return repr;
        }
        match types {
            Types::NONE if shape.types == Types::NULL => Repr::Null,
            Types::BOOLEAN => Repr::Bool,
            Types::INTEGER | Types::NUMBER => scalar::number(shape, self.options),
            Types::STRING => scalar::string(shape, self.options),
            Types::ARRAY => self.list(shape, hint),
            Types::OBJECT => self.object(id, shape, hint),
            // Documents often leave out `type: object`; JSON Schema would accept any other type as well, Rust code wants the members.
            _ if types == Types::ANY.without(Types::NULL) && shape.speaks_of_objects() => self.object(id, shape, hint),
            _ if types == Types::ANY.without(Types::NULL) && shape.items.is_some() => self.list(shape, hint),
            _ => self.several(id, shape, types, hint),
        }
    }

    fn list(&mut self, shape: &Shape, hint: &str) -> Repr {
        let item = match shape.items {
            Some(items) if shape.prefix_items.is_empty() => self.below(items, &names::join(&[hint, "Item"])).inline(),
            _ => Repr::Json,
        };
        Repr::List(Box::new(item))
    }
}

fn declared_name(schema: &Schema) -> String {
    schema.name.as_ref().map(|name| name.client_name.clone().unwrap_or_else(|| name.name.clone())).unwrap_or_default()
}

/// The one schema that another only adds rules to, but no structure: they share a type.
fn only_target(schema: &Schema) -> Option<SchemaId> {
    let mut parts = schema.refer.iter().chain(&schema.all_of);
    let only = *parts.next()?;
    let alone = parts.next().is_none() && schema.any_of.is_empty() && schema.one_of.is_empty() && schema.discriminator.is_none();
    (alone && !shape::has_structure(schema)).then_some(only)
}
