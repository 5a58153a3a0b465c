//! Checks of types: bases, members, keys, enumerations, type definitions.

use std::collections::BTreeMap;

use super::super::model::fits::is_primitive;
use super::super::model::index::{MAX_BASES, Named};
use super::super::model::{EnumType, Navigation, Spot, StructuredType, TypeRef};
use super::{Check, reached};
use crate::diag;
use crate::source::Location;

impl<'m> Check<'m> {
    /// Checks every type.
    pub(super) fn types(&mut self) {
        let model = self.model;
        for (name, found) in &model.structured {
            self.base(name, found);
            self.members(name, found);
            self.key(name, found);
        }
        for (name, found) in &self.model.enums {
            self.enumeration(name, found);
        }
        for (name, term) in &model.terms {
            self.cycle(name, |name| model.terms.get(name)?.base.as_ref());
            self.check_type(&term.ty, true);
            let known = |name: &str| self.model.terms.contains_key(name) || matches!(self.model.named(name), Named::Elsewhere);
            self.named("Term", &term.name);
            if let Some(base) = term.base.as_ref().filter(|base| !known(&base.text)) {
                let terms = self.model.terms.keys().map(|name| &**name);
                self.diags.push(diag::undeclared_name("term", &base.text, self.diags.hints(terms), base.at));
            }
        }
        for found in self.model.definitions.values() {
            if !matches!(self.resolve(&found.underlying.name), Named::Primitive | Named::Unknown | Named::Elsewhere) {
                let name = &found.underlying.name;
                self.diags.push(diag::name_of_wrong_kind(&name.text, "not primitive", "a primitive type", name.at));
            }
        }
    }

    /// What is declared must have a name.
    pub(super) fn named(&mut self, element: &str, name: &Spot) {
        if name.text.is_empty() {
            self.diags.push(diag::bad_attribute("Name", element, "", "a name", name.at));
        }
    }

    fn base(&mut self, name: &'m str, found: &'m StructuredType) {
        let model = self.model;
        let Some(base) = &found.base else { return };
        match self.resolve(base) {
            Named::Structured(parent) if parent.entity == found.entity => {
                self.cycle(name, |name| model.structured.get(name)?.base.as_ref());
                let many = |name| model.line(name).len() > MAX_BASES + 1;
                if many(name) && !many(&base.text) {
                    self.diags.push(diag::too_many_bases(name, MAX_BASES, base.at));
                }
            }
            Named::Structured(parent) => {
                let words = |entity| if entity { "an entity type" } else { "a complex type" };
                self.diags.push(diag::name_of_wrong_kind(&base.text, words(parent.entity), words(found.entity), base.at));
            }
            Named::Enum(_) => self.diags.push(diag::name_of_wrong_kind(&base.text, "an enumeration", "a structured type", base.at)),
            Named::Definition(_) => {
                self.diags.push(diag::name_of_wrong_kind(&base.text, "a type definition", "a structured type", base.at));
            }
            Named::Primitive if !matches!(&*base.text, "Edm.EntityType" | "Edm.ComplexType") => {
                self.diags.push(diag::name_of_wrong_kind(&base.text, "a primitive type", "a structured type", base.at));
            }
            Named::Primitive | Named::Elsewhere | Named::Unknown => {}
        }
    }

    fn members(&mut self, name: &str, found: &'m StructuredType) {
        let mut places: BTreeMap<&str, Location> = BTreeMap::new();
        for (_, base) in self.model.line(name).iter().filter(|(base, _)| *base != name) {
            places.extend(member_places(base));
        }
        self.named("Type", &found.name);
        for (member, at) in member_places(found) {
            if member.is_empty() {
                self.diags.push(diag::bad_attribute("Name", "Property", member, "a name", at));
            }
            if let Some(first) = places.insert(member, at) {
                self.diags.push(diag::duplicate_declaration("property", &format!("{name}/{member}"), at, first));
            }
        }
        for property in &found.properties {
            self.check_type(&property.ty, false);
            if let Some(value) = property.default.as_ref().filter(|value| !self.model.fits(&property.ty, &value.text)) {
                let many = if property.ty.collection { "a collection of " } else { "a value of " };
                let expected = format!("{many}{}", property.ty.name.text);
                self.diags.push(diag::unfit_value("DefaultValue", &value.text, &expected, value.at));
            }
        }
        for navigation in &found.navigations {
            self.navigation_type(&navigation.ty);
            self.navigation_names(name, navigation);
        }
    }

    /// The names that a navigation property gives: its partner, the two sides of its constraints.
    fn navigation_names(&mut self, owner: &str, navigation: &'m Navigation) {
        let target = &*navigation.ty.name.text;
        if !self.model.structured.contains_key(target) {
            return;
        }
        if let Some(partner) = &navigation.partner
            && reached(self.model, target, &partner.text).is_none()
        {
            self.diags.push(diag::undeclared_property(&partner.text, target, [], partner.at));
        }
        for constraint in &navigation.constraints {
            for (type_name, path) in [(owner, &constraint.property), (target, &constraint.referenced)] {
                if reached(self.model, type_name, &path.text).is_none() {
                    self.diags.push(diag::undeclared_property(&path.text, type_name, [], path.at));
                }
            }
        }
        if let Some(action) = &navigation.on_delete
            && !matches!(&*action.text, "Cascade" | "None" | "SetNull" | "SetDefault")
        {
            let expected = "`Cascade`, `None`, `SetNull` or `SetDefault`";
            self.diags.push(diag::bad_attribute("Action", "OnDelete", &action.text, expected, action.at));
        }
    }

    fn navigation_type(&mut self, ty: &TypeRef) {
        let found = match self.resolve(&ty.name) {
            Named::Structured(found) if found.entity => return,
            Named::Primitive if &*ty.name.text == "Edm.EntityType" => return,
            Named::Elsewhere | Named::Unknown => return,
            Named::Structured(_) => "a complex type",
            Named::Enum(_) => "an enumeration",
            Named::Definition(_) => "a type definition",
            Named::Primitive => "a primitive type",
        };
        self.diags.push(diag::name_of_wrong_kind(&ty.name.text, found, "an entity type", ty.name.at));
    }

    fn key(&mut self, name: &str, found: &'m StructuredType) {
        let Some(part) = found.key.first() else { return };
        let line = self.model.line(name);
        let inherited = line.iter().find(|(base, parent)| *base != name && !parent.key.is_empty());
        if let Some(first) = inherited.and_then(|(_, parent)| parent.key.first()) {
            self.diags.push(diag::second_key(name, part.path.at, first.path.at));
            return;
        }
        for (position, part) in found.key.iter().enumerate() {
            let earlier = found.key.iter().take(position);
            if let Some(first) = earlier.clone().find(|other| other.path.text == part.path.text) {
                let why = format!("names `{}` twice", part.path.text);
                self.diags.push(diag::bad_key(name, &why, part.path.at, first.path.at));
            } else if let Some(first) = earlier.clone().find(|other| other.name() == part.name()) {
                let why = format!("has two parts with the name `{}`", part.name());
                self.diags.push(diag::bad_key(name, &why, part.path.at, first.path.at));
            }
            self.key_part(name, &part.path.text, part.path.at);
        }
    }

    fn key_part(&mut self, type_name: &str, path: &str, at: Location) {
        let mut current = type_name.to_owned();
        let mut segments = path.split('/').peekable();
        while let Some(segment) = segments.next() {
            let Some(property) = self.model.property(&current, segment) else {
                let declared = self.model.structured.get(&*current).map_or(at, |found| found.name.at);
                if self.model.line(&current).iter().all(|(_, found)| self.bases_known(found)) {
                    let why = format!("names `{segment}`, which `{current}` does not have");
                    self.diags.push(diag::bad_key(type_name, &why, at, declared));
                }
                return;
            };
            if property.ty.nullable && !property.ty.collection {
                self.diags.push(diag::nullable_key(path, type_name, property.name.at));
            }
            let inner = segments.peek().is_some();
            match self.model.named(&property.ty.name.text) {
                Named::Structured(_) if inner => current = property.ty.name.text.to_string(),
                Named::Structured(_) => {
                    let why = format!("names `{path}`, which is not of primitive type");
                    self.diags.push(diag::bad_key(type_name, &why, at, property.name.at));
                }
                _ if property.ty.collection => {
                    let why = format!("names `{path}`, which is a collection");
                    self.diags.push(diag::bad_key(type_name, &why, at, property.name.at));
                }
                _ => {}
            }
        }
    }

    fn bases_known(&self, found: &StructuredType) -> bool {
        found.base.as_ref().is_none_or(|base| self.model.structured.contains_key(&base.text))
    }

    fn enumeration(&mut self, name: &str, found: &'m EnumType) {
        if found.members.is_empty() {
            self.diags.push(diag::empty_enum(name, found.name.at));
        }
        let integers = ["Edm.Byte", "Edm.SByte", "Edm.Int16", "Edm.Int32", "Edm.Int64"];
        let is_integer = integers.contains(&&*found.underlying.text);
        if !is_integer {
            let at = found.underlying.at;
            self.diags.push(diag::bad_attribute("UnderlyingType", "EnumType", &found.underlying.text, "an integer type", at));
        }
        self.named("EnumType", &found.name);
        let mut places: BTreeMap<&str, Location> = BTreeMap::new();
        for member in &found.members {
            self.named("Member", &member.name);
            let value = member.value.to_string();
            if is_integer && !is_primitive(&found.underlying.text, &value) {
                let expected = format!("a number of type {}", found.underlying.text);
                self.diags.push(diag::bad_attribute("Value", "Member", &value, &expected, member.name.at));
            }
            if let Some(first) = places.insert(&member.name.text, member.name.at) {
                let place = format!("{name}/{}", member.name.text);
                self.diags.push(diag::duplicate_declaration("member", &place, member.name.at, first));
            }
        }
    }
}

fn member_places(found: &StructuredType) -> impl Iterator<Item = (&str, Location)> {
    let properties = found.properties.iter().map(|property| (&*property.name.text, property.name.at));
    properties.chain(found.navigations.iter().map(|navigation| (&*navigation.name.text, navigation.name.at)))
}
