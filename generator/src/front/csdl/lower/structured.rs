//! Entity types and complex types become object schemas: members of the bases first, then their own.

use std::borrow::Cow;

use super::super::model::names::{split, term};
use super::super::model::{Annotations, Expr, Facets, Navigation, Property, Spot, StructuredType, TypeRef};
use super::requirements::Asks;
use super::validation::has_rules;
use super::{Lower, docs, origin, type_name};
use crate::ir::{Conditional, Discriminator, Docs, Property as Member, Required, Schema, SchemaId, Tag, Types, View, Views};

/// The member that names a value's type.
const TYPE_MEMBER: &str = "@odata.type";

impl<'m> Lower<'m, '_> {
    /// The schema of a type.
    pub(super) fn structured(&mut self, name: &'m str, found: &'m StructuredType) -> Schema {
        let mut schema = Schema::of(origin(name, found.name.at), Types::OBJECT);
        schema.name = Some(type_name(name));
        schema.docs = docs::docs(&found.annotations);
        schema.base = found.base.as_ref().and_then(|base| self.ids.get(&*base.text).copied());
        schema.is_abstract = found.is_abstract;
        let line = self.model.line(name);
        // What a base that was not read declares is not known.
        let unread = line.first().is_some_and(|(_, top)| top.base.is_some());
        schema.object.open = unread || line.iter().any(|(_, found)| found.open);
        schema.object.annotations = true;
        schema.object.additional = if schema.object.open { self.open_types(&line, found.name.at) } else { Some(self.shared.none) };
        let derived = self.model.descendants(name);
        schema.object.properties.extend(self.type_member(name, found, !derived.is_empty()));
        if !derived.is_empty() {
            schema.discriminator = Some(self.discriminator(name, found, &derived));
        }
        let asked = self.requirements.of(self.model, name);
        for (_, part) in &line {
            for property in &part.properties {
                let annotations = overridden(&property.name.text, &property.annotations, &line);
                schema.object.properties.extend(self.property(name, property, &annotations, &asked));
            }
            for navigation in &part.navigations {
                let annotations = overridden(&navigation.name.text, &navigation.annotations, &line);
                schema.object.properties.push(self.navigation(name, navigation, &annotations, &asked));
                schema.object.properties.extend(self.binding(navigation));
            }
        }
        schema.object.required = required(&schema.object.properties, &asked);
        let read = require_by_redfish(&mut schema, &line);
        if found.entity {
            schema.conditional = self.unless_reference(read, found.name.at);
        } else {
            schema.object.required.extend(read);
        }
        if self.options.mapping {
            self.require_keys(&mut schema);
        }
        schema
    }

    fn property(&mut self, type_name: &str, property: &'m Property, annotations: &Annotations, asked: &Asks<'_>) -> Option<Member> {
        let name = &*property.name.text;
        let key = self.model.key(type_name).iter().any(|part| &*part.path.text == name);
        let access = access(name, key, annotations, asked);
        if access == Views::NONE {
            return None;
        }
        let ty = self.versioned(type_name, &property.ty);
        let default = property.default.as_ref().filter(|value| self.model.fits(&ty, &value.text));
        let slot = self.slot(&ty, annotations, default)?;
        let schema = if key && ty.nullable && !ty.collection { self.without_null(slot) } else { slot };
        let docs = docs::docs(annotations);
        let place = Some(origin(&format!("{type_name}/{name}"), property.name.at));
        Some(Member { name: name.to_owned(), schema, access, client_name: None, place, docs, key, navigation: false })
    }

    /// Keys are never null, whatever is declared.
    fn without_null(&mut self, id: SchemaId) -> SchemaId {
        let mut schema = self.schemas[id].clone();
        schema.types = schema.types.without(Types::NULL);
        let null = self.shared.null;
        schema.any_of.retain(|part| *part != null);
        match schema.any_of.as_slice() {
            [only] if schema.types == Types::ANY.without(Types::NULL) => *only,
            _ => self.schemas.add(schema),
        }
    }

    fn navigation(&mut self, holder: &str, navigation: &'m Navigation, annotations: &Annotations, asked: &Asks<'_>) -> Member {
        let name = &*navigation.name.text;
        let created = &asked.created;
        let left_out = created.left_out(name) || self.options.mapping && !navigation.contains;
        let access = if left_out { Views::READ } else { Views::READ.or(Views::CREATE) };
        let required = created.requires(name);
        let schema = self.slot_of_navigation(&self.versioned(holder, &navigation.ty), annotations, required);
        let docs = docs::docs(annotations);
        let place = Some(origin(&format!("{holder}/{name}"), navigation.name.at));
        Member { name: name.to_owned(), schema, access, client_name: None, place, docs, key: false, navigation: true }
    }

    /// In the mapping, the address of the related entity in a request that creates one which cannot be without.
    fn binding(&mut self, navigation: &Navigation) -> Option<Member> {
        let ty = &navigation.ty;
        let given = navigation.contains || !navigation.constraints.is_empty();
        if !self.options.mapping || given || ty.collection || ty.nullable {
            return None;
        }
        let schema = self.entity_reference(navigation.name.at);
        let docs = Docs { summary: Some("The address of the related entity.".to_owned()), ..Docs::default() };
        let name = format!("{}@odata.bind", navigation.name.text);
        Some(Member { name, schema, access: Views::CREATE, client_name: None, place: None, docs, key: false, navigation: false })
    }

    /// In the mapping, clients give the key of what they create, unless the service makes it.
    fn require_keys(&self, schema: &mut Schema) {
        for property in schema.object.properties.iter().filter(|property| property.key && property.access.has(View::Create)) {
            if !schema.object.required.iter().any(|required| required.name == property.name) {
                schema.object.required.push(Required { name: property.name.clone(), views: Views::CREATE });
            }
        }
    }

    /// Related entities: a list without nulls, or one entity or null.
    fn slot_of_navigation(&mut self, ty: &TypeRef, annotations: &Annotations, required: bool) -> SchemaId {
        let name = &*ty.name.text;
        let nullable = !ty.collection && ty.nullable && !required;
        let key = (name.into(), ty.collection, nullable);
        let constrained = has_rules(annotations);
        if !constrained && let Some(id) = self.slots.get(&key) {
            return *id;
        }
        let declared = self.ids.get(name).copied();
        let item = match declared {
            Some(id) if annotations.get(term::DERIVED_TYPES).is_some() => self.refined(id, ty, annotations),
            Some(id) => id,
            None => self.schemas.add(Schema::any(origin(name, ty.name.at))),
        };
        let id = match (ty.collection, nullable && declared.is_some()) {
            (true, _) => {
                let mut list = Schema::of(origin(&format!("Collection({name})"), ty.name.at), Types::ARRAY);
                list.array.items = Some(item);
                self.collection_validations(&mut list, annotations);
                self.schemas.add(list)
            }
            (false, true) => self.nullable(item),
            (false, false) => item,
        };
        if !constrained {
            self.slots.insert(key, id);
        }
        id
    }

    /// A list of a schema.
    pub(super) fn array_of(&mut self, name: &str, item: SchemaId, at: crate::source::Location) -> SchemaId {
        let mut schema = Schema::of(origin(&format!("Collection({name})"), at), Types::ARRAY);
        schema.array.items = Some(item);
        self.schemas.add(schema)
    }

    /// `@odata.type` as a member, where more than one spelling or type is possible.
    fn type_member(&mut self, name: &str, found: &StructuredType, has_derived: bool) -> Option<Member> {
        let aliases = found.annotations.get(term::TYPE_ALIASES).is_some();
        if !aliases && !has_derived && found.base.is_none() {
            return None;
        }
        let mut schema = Schema::of(origin(&format!("{name}/{TYPE_MEMBER}"), found.name.at), Types::STRING);
        // A type that others derive from may meet types of other documents.
        schema.text.pattern = (!has_derived).then(|| spellings(&self.tags(name, found)));
        let schema = self.schemas.add(schema);
        let summary = if found.is_abstract {
            "The name of the value's type.".to_owned()
        } else {
            format!("The name of the value's type, written `#{name}`.")
        };
        Some(Member {
            name: TYPE_MEMBER.to_owned(),
            schema,
            access: Views::ALL,
            client_name: None,
            place: None,
            docs: Docs { summary: Some(summary), ..Docs::default() },
            key: false,
            navigation: false,
        })
    }

    /// A place that is said to hold only some of the types derived from its own, and what derives from those. The values are of the
    /// same type in code as elsewhere: the rule is a condition that always holds.
    pub(super) fn derived_types(&mut self, name: &str, found: &StructuredType, list: &Expr) -> Option<Conditional> {
        let model = self.model;
        let mut names: Vec<&str> = if found.is_abstract { Vec::new() } else { vec![name] };
        for text in list.texts() {
            let Some((listed, _)) = model.structured.get_key_value(&*model.full(text)) else { continue };
            names.push(listed);
            names.extend(model.descendants(listed));
        }
        let types = names.iter().filter_map(|name| Some((*name, model.structured.get(*name)?)));
        let tags: Vec<String> = types.flat_map(|(name, found)| self.tags(name, found)).collect();
        if tags.is_empty() {
            return None;
        }
        let at = found.name.at;
        let mut names = Schema::any(origin(&format!("{name}/{TYPE_MEMBER}"), at));
        names.text.pattern = Some(spellings(&tags));
        let member = Member {
            name: TYPE_MEMBER.to_owned(),
            schema: self.schemas.add(names),
            access: Views::ALL,
            client_name: None,
            place: None,
            docs: Docs::default(),
            key: false,
            navigation: false,
        };
        let mut rule = Schema::any(origin("DerivedTypeConstraint", at));
        rule.object.properties.push(member);
        let condition = self.schemas.add(Schema::any(origin("DerivedTypeConstraint", at)));
        Some(Conditional { condition, then: Some(self.schemas.add(rule)), otherwise: None })
    }

    /// Members that an entity must have, unless only its address stands there.
    fn unless_reference(&mut self, members: Vec<Required>, at: crate::source::Location) -> Option<Conditional> {
        if members.is_empty() {
            return None;
        }
        let mut reference = Schema::any(origin("EntityReference", at));
        reference.object.annotations = true;
        reference.object.max_properties = Some(0);
        reference.object.required = vec![Required { name: "@odata.id".to_owned(), views: Views::ALL }];
        let mut whole = Schema::any(origin("Required", at));
        whole.object.required = members;
        let (condition, otherwise) = (self.schemas.add(reference), self.schemas.add(whole));
        Some(Conditional { condition, then: None, otherwise: Some(otherwise) })
    }

    /// What undeclared members of an open type hold, if that is said.
    fn open_types(&mut self, line: &[(&str, &'m StructuredType)], at: crate::source::Location) -> Option<SchemaId> {
        let list = line.iter().rev().find_map(|(_, found)| found.annotations.get(term::OPEN_TYPES))?;
        let mut schema = Schema::any(origin("OpenPropertyTypeConstraint", at));
        for text in list.texts() {
            let (name, collection) = match text.strip_prefix("Collection(").and_then(|rest| rest.strip_suffix(')')) {
                Some(item) => (item, true),
                None => (text, false),
            };
            let spot = Spot::new(self.model.full(name), at);
            let item = match self.ids.get(&*spot.text) {
                Some(id) => *id,
                None if spot.text.starts_with("Edm.") => {
                    let schema = self.primitive(&spot, &Facets::default());
                    self.schemas.add(schema)
                }
                None => return None,
            };
            schema.any_of.push(if collection { self.array_of(&spot.text, item, at) } else { item });
        }
        schema.any_of.push(self.shared.null);
        Some(self.schemas.add(schema))
    }

    /// How a type may be named in `@odata.type`; the first is the one to write.
    fn tags(&self, name: &str, found: &StructuredType) -> Vec<String> {
        let (namespace, own) = split(name);
        let mut tags = vec![format!("#{name}")];
        tags.extend(self.model.alias(namespace).map(|alias| format!("#{alias}.{own}")));
        if let Some(aliases) = found.annotations.get(term::TYPE_ALIASES) {
            tags.extend(aliases.texts().map(|alias| format!("#{}", alias.trim_start_matches('#'))));
        }
        tags
    }

    /// How a value says which derived type it has.
    fn discriminator(&self, name: &str, found: &StructuredType, derived: &[&str]) -> Discriminator {
        let mut mapping: Vec<(String, SchemaId)> = Vec::new();
        let own = std::iter::once((name, found)).filter(|(_, found)| !found.is_abstract);
        let others = derived.iter().filter_map(|name| self.model.structured.get(*name).map(|found| (*name, found)));
        for (name, found) in own.chain(others.filter(|(_, found)| !found.is_abstract)) {
            if let Some(id) = self.ids.get(name) {
                mapping.extend(self.tags(name, found).into_iter().map(|tag| (tag, *id)));
            }
        }
        Discriminator { property: TYPE_MEMBER.to_owned(), mapping, tag: Tag::TypeUri, inherited: true }
    }
}

/// The pattern of a type's names, each alone or at the end of an address, in any letter case. The runtime knows its form and
/// says which type is meant, not which pattern.
fn spellings(tags: &[String]) -> String {
    let names: Vec<String> = tags.iter().map(|tag| tag.trim_start_matches('#').replace('.', r"\.")).collect();
    format!("(?:^|#)(?i:{})$", names.join("|"))
}

/// The sides that show a property.
///
/// Whether the client or the service gives an entity its key, a model says for `Core.Computed` keys only: any other may be given when
/// the entity is created (OData 4.01, part 1, 11.4.2), and never afterwards.
fn access(name: &str, key: bool, annotations: &Annotations, asked: &Asks<'_>) -> Views {
    let mut access = Views::ALL;
    if let Some(permissions) = annotations.get(term::PERMISSIONS) {
        access = permissions.members().fold(Views::NONE, |access, member| match member {
            "Read" | "1" => access.or(Views::READ),
            "Write" | "2" => access.or(Views::WRITE),
            "ReadWrite" | "3" => Views::ALL,
            _ => access,
        });
    } else if annotations.tagged(term::COMPUTED) {
        access = Views::READ;
    } else if annotations.tagged(term::IMMUTABLE) {
        access = Views::READ.or(Views::CREATE);
    }
    if key {
        access = access.and(Views::READ.or(Views::CREATE));
    }
    let Asks { created, updated } = asked;
    if created.left_out(name) {
        access = access.and(Views::READ.or(Views::UPDATE));
    }
    if updated.left_out(name) {
        access = access.and(Views::READ.or(Views::CREATE));
    }
    if created.requires(name) {
        access = access.or(Views::CREATE);
    }
    if updated.requires(name) {
        access = access.or(Views::UPDATE);
    }
    access
}

/// The members that creating and changing ask for.
fn required(properties: &[Member], asked: &Asks<'_>) -> Vec<Required> {
    let mut list = Vec::new();
    for property in properties {
        let mut views = Views::NONE;
        if asked.created.requires(&property.name) {
            views = views.or(Views::CREATE);
        }
        if asked.updated.requires(&property.name) {
            views = views.or(Views::UPDATE);
        }
        if views != Views::NONE {
            list.push(Required { name: property.name.clone(), views });
        }
    }
    list
}

/// The members that Redfish asks for: those of what is created go into the schema, those of what is read come back.
fn require_by_redfish(schema: &mut Schema, line: &[(&str, &StructuredType)]) -> Vec<Required> {
    let mut read = Vec::new();
    for (_, part) in line {
        let properties = part.properties.iter().map(|property| (&property.name.text, &property.annotations));
        let navigations = part.navigations.iter().map(|navigation| (&navigation.name.text, &navigation.annotations));
        for (name, annotations) in properties.chain(navigations) {
            if annotations.tagged(term::REDFISH_REQUIRED) {
                read.push(Required { name: name.to_string(), views: Views::READ });
            }
            if !annotations.tagged(term::REDFISH_REQUIRED_ON_CREATE) {
                continue;
            }
            if let Some(member) = schema.object.properties.iter_mut().find(|member| *member.name == **name) {
                member.access = member.access.or(Views::CREATE);
            }
            match schema.object.required.iter_mut().find(|required| *required.name == **name) {
                Some(required) => required.views = required.views.or(Views::CREATE),
                None => schema.object.required.push(Required { name: name.to_string(), views: Views::CREATE }),
            }
        }
    }
    read
}

/// The annotations of a member, with those that derived types add.
fn overridden<'a>(name: &str, own: &'a Annotations, line: &[(&str, &StructuredType)]) -> Cow<'a, Annotations> {
    let inherited = line.iter().rev().flat_map(|(_, found)| &found.inherited).filter(|(known, _)| &**known == name);
    let mut added = inherited.map(|(_, annotations)| annotations).peekable();
    if added.peek().is_none() {
        return Cow::Borrowed(own);
    }
    let mut all = Annotations::default();
    for annotations in added {
        all.extend(annotations.clone());
    }
    all.extend(own.clone());
    Cow::Owned(all)
}
