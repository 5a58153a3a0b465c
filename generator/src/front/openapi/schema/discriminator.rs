//! `discriminator`: which schema a value's tag stands for.

use std::collections::{BTreeMap, BTreeSet};

use crate::diag::{rule, unsupported};
use crate::front::openapi::context::{Context, filled, text};
use crate::ir::{Discriminator, Json, Schema, SchemaId, Tag};
use crate::source::NodeRef;

/// How many derived schemas all discriminators together may have: one that is derived from many counts for each of these.
const MOST_INHERITED: usize = 100_000;

impl<'d> Context<'d, '_> {
    /// Settles every discriminator once all schemas are known.
    pub(super) fn settle_discriminators(&mut self) {
        let children = self.children();
        let declared = self.declared();
        let mut left = MOST_INHERITED;
        for (id, node) in std::mem::take(&mut self.discriminated) {
            let Some(property) = property(node) else { continue };
            let mapping = self.explicit(node, &declared);
            if let Some(fallback) = node.get("discriminator").and_then(|node| node.get("defaultMapping")) {
                let instead = "values with another tag are read by their shape";
                self.report(unsupported("`defaultMapping`", instead, fallback.location()));
            }
            let branches = branches(&self.schemas[id]);
            self.undeclared_tag(node, &property, &branches);
            let inherited = branches.is_empty();
            let candidates = if inherited { descendants(&children, id, left) } else { Some(branches) };
            let Some(candidates) = candidates else {
                let what = "a discriminator of so many derived schemas";
                let place = node.get("discriminator").unwrap_or(node).location();
                self.everywhere(unsupported(what, "values are read without it", place));
                continue;
            };
            left -= if inherited { candidates.len() } else { 0 };
            let mapping = self.with_implicit(&property, mapping, &candidates);
            if !mapping.is_empty() {
                self.schemas[id].discriminator = Some(Discriminator { property, mapping, tag: Tag::Text, inherited });
            }
        }
    }

    /// Reports a tag that no alternative declares: values need not have it.
    fn undeclared_tag(&mut self, node: NodeRef<'d>, property: &str, branches: &[SchemaId]) {
        let has = |id: &SchemaId| super::settle::member_access(&self.schemas, *id, property).is_some();
        let told = |id: &SchemaId| !self.schemas[*id].one_of.is_empty() || !self.schemas[*id].any_of.is_empty();
        if !branches.is_empty() && !branches.iter().any(|id| has(id) || told(id)) {
            let place = node.get("discriminator").unwrap_or(node).location();
            let message = format!("the discriminator's property `{property}` is declared by no alternative");
            self.slip(rule(message, place, "values need not have it"));
        }
    }

    /// The tags listed in `mapping`: names of schemas, or references.
    fn explicit(&mut self, node: NodeRef<'d>, declared: &BTreeMap<String, SchemaId>) -> Vec<(String, SchemaId)> {
        let listed = node.get("discriminator").and_then(|node| node.get("mapping"));
        let mut mapping = Vec::new();
        for (entry, value) in listed.into_iter().flat_map(NodeRef::entries) {
            let Some(target) = value.as_str() else { continue };
            let id = declared.get(target).copied().or_else(|| match self.references.resolve(node, target) {
                Ok(target) => Some(self.schema(target)),
                // A pointer into the file that the schema was bundled from: its last part may be the schema's name still.
                Err(_) => {
                    let id = target.rsplit(['/', '#']).next().and_then(|last| declared.get(last).copied());
                    let instead =
                        if id.is_some() { "read as the schema's name" } else { "values with this tag are read by their shape" };
                    self.breach(rule(format!("`{target}` points to nothing"), value.location(), instead));
                    id
                }
            });
            mapping.extend(id.map(|id| (entry.key.to_string(), id)));
        }
        self.define_all();
        mapping
    }

    /// The declared schemas by name; the first of each.
    fn declared(&self) -> BTreeMap<String, SchemaId> {
        let mut declared = BTreeMap::new();
        for id in &self.named {
            if let Some(name) = &self.schemas[*id].name {
                declared.entry(name.name.clone()).or_insert(*id);
            }
        }
        declared
    }

    /// Adds the tags that need not be listed: a value that the schema itself fixes, or its name.
    fn with_implicit(
        &self,
        property: &str,
        mut mapping: Vec<(String, SchemaId)>,
        candidates: &[SchemaId],
    ) -> Vec<(String, SchemaId)> {
        let mut known: BTreeSet<String> = mapping.iter().map(|(tag, _)| tag.clone()).collect();
        for id in candidates {
            let mut add = |tag: String| {
                if known.insert(tag.clone()) {
                    mapping.push((tag, *id));
                }
            };
            if let Some(tag) = self.tags.get(id) {
                add(tag.clone());
                continue;
            }
            self.fixed(*id, property).into_iter().for_each(&mut add);
            if let Some(name) = &self.schemas[*id].name {
                add(name.name.clone());
            }
        }
        mapping
    }

    /// The one value that a schema allows for a member, if it does so.
    fn fixed(&self, id: SchemaId, property: &str) -> Option<String> {
        let mut seen = BTreeSet::new();
        let mut stack = vec![id];
        while let Some(id) = stack.pop() {
            if !seen.insert(id) {
                continue;
            }
            let schema = &self.schemas[id];
            if let Some(member) = schema.object.properties.iter().find(|member| member.name == property)
                && let Some(values) = &self.schemas[member.schema].values
                && let [only] = values.members.as_slice()
                && let Json::String(tag) = &only.value
            {
                return Some(tag.clone());
            }
            // Parts of its own only: what a named base fixes is the base's tag.
            let own = |part: &SchemaId| self.schemas[*part].name.is_none();
            stack.extend(schema.refer.iter().copied().chain(schema.all_of.iter().copied().filter(own)));
        }
        None
    }

    /// For each schema the named schemas that list it in their `allOf`, in source order.
    fn children(&self) -> BTreeMap<SchemaId, Vec<SchemaId>> {
        let mut children: BTreeMap<SchemaId, Vec<SchemaId>> = BTreeMap::new();
        for id in &self.named {
            for base in &self.schemas[*id].all_of {
                children.entry(self.behind(*base)).or_default().push(*id);
            }
        }
        children
    }

    /// The schema behind mere aliases.
    fn behind(&self, id: SchemaId) -> SchemaId {
        let alias = |id: &SchemaId| {
            let schema = &self.schemas[*id];
            let bare = schema.object.properties.is_empty() && schema.all_of.is_empty() && schema.discriminator.is_none();
            schema.refer.filter(|_| bare)
        };
        std::iter::successors(Some(id), alias).take(32).last().unwrap_or(id)
    }
}

/// The member that holds the tag: an object's `propertyName`, or a string in Swagger 2.0.
fn property(node: NodeRef<'_>) -> Option<String> {
    let discriminator = node.get("discriminator")?;
    discriminator.as_str().map(str::to_owned).or_else(|| text(discriminator, "propertyName").map(str::to_owned))
}

/// The value of `x-ms-discriminator-value`.
pub(super) fn tag(node: NodeRef<'_>) -> Option<String> {
    filled(node, "x-ms-discriminator-value")
}

fn branches(schema: &Schema) -> Vec<SchemaId> {
    if schema.one_of.is_empty() { schema.any_of.clone() } else { schema.one_of.clone() }
}

/// The schemas derived from `base`, directly or not; `None` if these are more than `most`.
fn descendants(children: &BTreeMap<SchemaId, Vec<SchemaId>>, base: SchemaId, most: usize) -> Option<Vec<SchemaId>> {
    let mut seen = BTreeSet::from([base]);
    let mut list = Vec::new();
    let mut stack: Vec<SchemaId> = children.get(&base).into_iter().flatten().rev().copied().collect();
    while let Some(id) = stack.pop() {
        if seen.insert(id) {
            if list.len() == most {
                return None;
            }
            list.push(id);
            stack.extend(children.get(&id).into_iter().flatten().rev());
        }
    }
    Some(list)
}
