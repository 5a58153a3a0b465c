//! `enum`, `const` and the extensions that name or describe enumerated values.

use std::collections::{BTreeMap, BTreeSet};

use crate::front::openapi::context::{filled, flag, text};
use crate::front::openapi::json;
use crate::ir::{Docs, Json, Member, Number, Schema, Values};
use crate::source::NodeRef;

/// Sets the values that a schema is limited to.
pub(super) fn read(schema: &mut Schema, node: NodeRef<'_>) {
    let extension = node.get("x-ms-enum").filter(|node| node.is_object());
    let extensible = node.get("x-extensible-enum").filter(|list| list.items().len() > 0);
    let listed = node.get("enum").or(extensible).or_else(|| extension.and_then(|node| node.get("values")));
    let of_extension = node.get("enum").is_none();
    let mut members = listed.map(|list| members(list, of_extension)).unwrap_or_default();
    if let Some(constant) = node.get("const") {
        let value = json::value(constant);
        members.retain(|member| Some(&member.value) == value.as_ref());
        if members.is_empty() && node.get("enum").is_none() {
            members.extend(value.map(member));
        }
    } else if listed.is_none() {
        return;
    }
    name_members(&mut members, node);
    if let Some(list) = extension.and_then(|node| node.get("values")) {
        describe(&mut members, list);
    }
    let open = extension.is_some_and(|node| node.get("modelAsString").is_none() || flag(node, "modelAsString"))
        || node.get("enum").is_none() && extensible.is_some();
    let name = extension.and_then(|node| filled(node, "name"));
    schema.values = Some(Values { members, open, flags: false, name });
}

/// The members of a list of plain values, or of `x-ms-enum`'s list of objects with a `value`; repeated values count once.
fn members(list: NodeRef<'_>, of_extension: bool) -> Vec<Member> {
    let mut seen = BTreeSet::new();
    let plain = |item: NodeRef<'_>| json::value(item.get("value").filter(|_| of_extension).unwrap_or(item));
    list.items().filter_map(plain).filter(|value| seen.insert(Key::of(value))).map(member).collect()
}

fn member(value: Json) -> Member {
    Member { value, name: None, docs: Docs::default(), number: None }
}

/// Names and descriptions from lists beside `enum`, by position, or from maps by value.
fn name_members(members: &mut [Member], node: NodeRef<'_>) {
    let find = |keys: &[&str]| keys.iter().find_map(|key| node.get(key));
    let names = find(&["x-enum-varnames", "x-enumNames", "x-enum-names"]);
    let descriptions = find(&["x-enum-descriptions", "x-enumDescriptions"]);
    if names.or(descriptions).is_none() {
        return;
    }
    let (names, descriptions) = (Words::of(names), Words::of(descriptions));
    let raw = node.get("enum").into_iter().flat_map(NodeRef::items).map(json::value);
    let positions = first_places(raw.map(|value| value.as_ref().map(Key::of)));
    for member in members {
        let position = positions.get(&Key::of(&member.value)).copied();
        member.name = names.about(&member.value, position);
        member.docs.description = descriptions.about(&member.value, position);
    }
}

/// What an extension says of each value.
struct Words<'t> {
    by_position: Vec<NodeRef<'t>>,
    by_value: BTreeMap<&'t str, NodeRef<'t>>,
}

impl<'t> Words<'t> {
    fn of(list: Option<NodeRef<'t>>) -> Self {
        let by_position = list.into_iter().flat_map(NodeRef::items).collect();
        let by_value = list.into_iter().flat_map(NodeRef::entries).map(|(entry, node)| (&*entry.key, node)).collect();
        Self { by_position, by_value }
    }

    fn about(&self, value: &Json, position: Option<usize>) -> Option<String> {
        let by_value = match value {
            Json::String(text) => self.by_value.get(text.as_str()),
            Json::Number(number) => self.by_value.get(number.as_str()),
            _ => None,
        };
        let node = by_value.or_else(|| self.by_position.get(position?))?;
        node.as_str().map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned)
    }
}

/// Names and descriptions from `x-ms-enum.values`.
fn describe(members: &mut [Member], list: NodeRef<'_>) {
    let places = first_places(members.iter().map(|member| Some(Key::of(&member.value))));
    for item in list.items() {
        let Some(value) = item.get("value").and_then(json::value) else { continue };
        if let Some(member) = places.get(&Key::of(&value)).and_then(|place| members.get_mut(*place)) {
            member.name = text(item, "name").map(str::to_owned).or(member.name.take());
            member.docs.description = filled(item, "description").or(member.docs.description.take());
        }
    }
}

/// A JSON value as something that can be sorted: equal values have equal keys, `1` and `1.0` too.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    Null,
    Bool(bool),
    Number(Number),
    String(String),
    Array(Vec<Key>),
    Object(BTreeMap<String, Key>),
}

impl Key {
    fn of(value: &Json) -> Self {
        match value {
            Json::Null => Self::Null,
            Json::Bool(value) => Self::Bool(*value),
            Json::Number(number) => Self::Number(number.clone()),
            Json::String(text) => Self::String(text.clone()),
            Json::Array(items) => Self::Array(items.iter().map(Self::of).collect()),
            Json::Object(members) => Self::Object(members.iter().map(|(name, value)| (name.to_owned(), Self::of(value))).collect()),
        }
    }
}

/// The first place of each key in a list.
fn first_places(keys: impl Iterator<Item = Option<Key>>) -> BTreeMap<Key, usize> {
    let mut places = BTreeMap::new();
    for (place, key) in keys.enumerate() {
        if let Some(key) = key {
            places.entry(key).or_insert(place);
        }
    }
    places
}
