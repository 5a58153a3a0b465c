//! What system query options can name: in the OData-to-OpenAPI mapping, `$select`, `$expand` and `$orderby` are lists of names that are
//! enumerated, as far as annotations do not take some away.

use std::collections::BTreeSet;

use super::super::super::model::index::Named;
use super::super::super::model::names::term;
use super::super::super::model::{Expr, Record, StructuredType};
use super::super::shared::member;
use super::super::{Lower, origin};
use super::restrictions::Restrictions;
use crate::ir::{Json, Schema, SchemaId, Types, Values};
use crate::source::Location;

impl Lower<'_, '_> {
    /// The schema of an option for entities of a type; `None` if there is nothing that it could name.
    pub(super) fn choices(&mut self, option: &str, type_name: &str, of: &Restrictions<'_>, at: Location) -> Option<SchemaId> {
        let names = match option {
            "$select" => self.selectable(type_name),
            "$expand" => self.expandable(type_name, of),
            "$orderby" => self.sortable(type_name, of),
            _ => return Some(self.option_schema(option)),
        };
        if names.is_empty() {
            return None;
        }
        let key = names.join(",");
        if let Some(known) = self.choices.get(&key) {
            return Some(*known);
        }
        let mut name = Schema::of(origin(option, at), Types::STRING);
        let members = names.into_iter().map(|name| member(Json::String(name))).collect();
        name.values = Some(Values { members, open: false, flags: false, name: None });
        let mut list = Schema::of(origin(option, at), Types::ARRAY);
        list.array.items = Some(self.schemas.add(name));
        list.array.unique_items = true;
        let id = self.schemas.add(list);
        self.choices.insert(key, id);
        Some(id)
    }

    /// Properties.
    fn selectable(&self, type_name: &str) -> Vec<String> {
        let line = self.model.line(type_name);
        line.iter().flat_map(|(_, found)| &found.properties).map(|property| property.name.text.to_string()).collect()
    }

    /// Everything, and single navigation properties.
    fn expandable(&self, type_name: &str, of: &Restrictions<'_>) -> Vec<String> {
        let record = of.expand();
        let denied = listed(record.as_deref(), &["NonExpandableProperties"]);
        let line = self.model.line(type_name);
        let all = line.iter().flat_map(|(_, found)| &found.navigations).map(|navigation| navigation.name.text.to_string());
        let names: Vec<String> = all.filter(|name| !denied.contains(&**name)).collect();
        if names.is_empty() { names } else { std::iter::once("*".to_owned()).chain(names).collect() }
    }

    /// Paths of properties of simple types, each in both directions.
    fn sortable(&self, type_name: &str, of: &Restrictions<'_>) -> Vec<String> {
        let mut paths = Vec::new();
        self.simple_paths(&self.model.line(type_name), "", &mut Vec::new(), &mut paths);
        let record = of.record(term::SORT);
        let denied = listed(record, &["NonSortableProperties"]);
        let ascending = listed(record, &["AscendingOnlyProperties"]);
        let descending = listed(record, &["DescendingOnlyProperties"]);
        let mut names = Vec::new();
        for path in paths.into_iter().filter(|path| !denied.contains(&**path)) {
            let (up, down) = (!descending.contains(&*path), !ascending.contains(&*path));
            names.extend(up.then(|| path.clone()));
            names.extend(down.then(|| format!("{path} desc")));
        }
        names
    }

    fn simple_paths(&self, line: &[(&str, &StructuredType)], before: &str, within: &mut Vec<String>, into: &mut Vec<String>) {
        for property in line.iter().flat_map(|(_, found)| &found.properties) {
            let (name, ty) = (&property.name.text, &*property.ty.name.text);
            let path = if before.is_empty() { name.to_string() } else { format!("{before}/{name}") };
            match self.model.named(ty) {
                _ if self.model.is_stream(ty) => {}
                Named::Structured(_) if property.ty.collection || within.iter().any(|outer| outer == ty) => {}
                Named::Structured(_) => {
                    within.push(ty.to_owned());
                    self.simple_paths(&self.model.line(ty), &path, within, into);
                    within.pop();
                }
                _ => into.push(path),
            }
        }
    }
}

/// The paths that a restriction lists in some of its members.
fn listed<'r>(record: Option<&'r Record>, members: &[&str]) -> BTreeSet<&'r str> {
    members.iter().flat_map(|member| record.map_or(&[][..], |record| record.items(member))).filter_map(Expr::text).collect()
}
