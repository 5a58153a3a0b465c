//! Operations that call actions and functions: bound to a place of a path, or imported at the root.

use super::super::super::model::index::Named;
use super::super::super::model::names::{split, term};
use super::super::super::model::{Operation, Parameter, ResourceKind, Return, TypeRef};
use super::super::{docs, origin};
use super::emit::{Spec, described, json, request};
use super::extras::{bytes, media_types};
use super::path::{Path, capitalized, parameter};
use super::query::Reads;
use super::{Place, Walk};
use crate::ir::{
    Content, Docs, Media, Part, Place as Where, Property, Required, Schema, SchemaId, Style, TypeName, Types, View, Views,
};

impl<'m> Walk<'_, 'm, '_> {
    /// Actions and functions that can be called at a place: all of them, or only those that `base` does not have.
    pub(super) fn calls(&mut self, place: &Place<'m>, collection: bool, base: Option<&str>) {
        let model = self.lower.model;
        // An overload for a derived type comes before those of its bases.
        for (type_name, _) in model.line(place.type_name).into_iter().rev() {
            if base.is_some_and(|base| model.is_a(base, type_name)) {
                continue;
            }
            for (name, operation) in self.bound.get(&(type_name, collection)).into_iter().flatten() {
                if operation.annotations.tagged(term::REQUIRES_EXPLICIT_BINDING) && !place.restrictions.binds(name) {
                    continue;
                }
                self.call(place, operation, &self.segment_name(name));
            }
        }
    }

    /// An action or function at the root.
    pub(super) fn import(&mut self, place: &Place<'m>) {
        let action = place.resource.kind == ResourceKind::ActionImport;
        let overloads = self.lower.model.operations.get(&place.resource.target.text);
        for operation in overloads.into_iter().flatten().filter(|found| !found.bound && found.action == action) {
            let mut bare = place.clone();
            bare.path.template.raw.clear();
            bare.path.template.segments.clear();
            self.call(&bare, operation, &place.resource.name.text);
        }
    }

    /// How an operation is written in a path: without its namespace if that is a default one.
    fn segment_name(&self, qualified: &str) -> String {
        let (namespace, own) = split(qualified);
        let mut found = self.lower.model.namespaces.iter().filter(|found| &*found.name.text == namespace);
        let is_default = found.any(|found| found.annotations.tagged(term::DEFAULT_NAMESPACE));
        match self.lower.model.alias(namespace).filter(|_| self.rules.short_names) {
            _ if is_default => own.to_owned(),
            Some(alias) => format!("{alias}.{own}"),
            None => qualified.to_owned(),
        }
    }

    fn call(&mut self, place: &Place<'m>, operation: &'m Operation, segment: &str) {
        let mut path = place.path.clone();
        let method = if operation.action { "POST" } else { "GET" };
        let mut body = None;
        if operation.action {
            path.literal(segment);
            if !operation.arguments().is_empty() {
                let (schema, required) = match self.bodies.get(&operation.name.at) {
                    Some(known) => *known,
                    None => self.argument_object(operation, segment),
                };
                self.bodies.insert(operation.name.at, (schema, required));
                body = Some((request(schema, required), View::Create));
            }
        } else {
            self.function_segment(&mut path, operation, segment);
        }
        let restrictions = operation.annotations.record(term::OPERATION);
        let success = self.result(operation.returns.as_ref());
        let reads = match &operation.returns {
            Some(found) if !operation.action && !self.lower.options.mapping && self.is_structured(&found.ty) => {
                if found.ty.collection { Reads::Many } else { Reads::One }
            }
            _ => Reads::Nothing,
        };
        let mut found = described(restrictions);
        let own = docs::docs(&operation.annotations);
        found = Docs { summary: own.summary.or(found.summary), description: own.description.or(found.description), ..own };
        let own_name = capitalized(&operation.name.text);
        let imported = matches!(place.resource.kind, ResourceKind::ActionImport | ResourceKind::FunctionImport);
        let name = if imported { "Call".to_owned() } else { place.path.spoken(&own_name) };
        let spec = Spec { method, name, restrictions, reads, body, success, created: None, path: &path, docs: found };
        // Restrictions of the place are about its entities, not about what the operation returns.
        let mut called = Place { restrictions: super::Restrictions::none(), bound: None, ..place.clone() };
        if imported && self.rules.bound {
            let set = place.resource.entity_set.as_ref().map_or("Service Operations", |set| &*set.text);
            set.clone_into(&mut called.group);
        }
        self.paths += 1;
        self.emit(&called, spec);
        if operation.composable && !place.composed && self.rules.compositions {
            self.compose(&called, operation, path);
        }
    }

    /// What can be reached from the result of a function: operations bound to it and, from one entity, what it is related to.
    fn compose(&mut self, place: &Place<'m>, operation: &'m Operation, mut path: Path) {
        let Some(returns) = &operation.returns else { return };
        let model = self.lower.model;
        let Some((type_name, found)) = model.structured.get_key_value(&returns.ty.name.text) else { return };
        path.words.push_str(&capitalized(&operation.name.text));
        let result = Place { path, type_name, owned: false, follow: true, composed: true, ..place.clone() };
        self.calls(&result, returns.ty.collection, None);
        if found.entity && !returns.ty.collection {
            self.navigations(&result, None);
        }
    }

    /// `name(a={a},b=@b)`; arguments that the path cannot hold are given in the query.
    fn function_segment(&mut self, path: &mut Path, operation: &'m Operation, segment: &str) {
        let has_optional = operation.arguments().iter().any(|found| found.annotations.find(term::OPTIONAL_PARAMETER).is_some());
        if self.rules.arguments_in_query && (has_optional || &*self.lower.model.version != "4.0") {
            path.literal(segment);
            self.arguments_in_query(path, operation);
            return;
        }
        let mut parts = vec![Part::Literal(format!("{segment}("))];
        let mut first = true;
        for argument in operation.arguments() {
            let name = &*argument.name.text;
            let Some(schema) = self.argument_schema(argument) else { continue };
            let optional = argument.annotations.find(term::OPTIONAL_PARAMETER).is_some();
            let by_alias = argument.ty.collection || self.is_structured(&argument.ty);
            let at = argument.name.at;
            if optional || by_alias {
                let query = if by_alias { format!("@{name}") } else { name.to_owned() };
                let mut found = parameter(query, Where::Query, Style::ODataLiteral, schema, !optional, at);
                found.media = by_alias.then_some(Media::Json);
                found.docs = docs::docs(&argument.annotations);
                path.parameters.push(found);
                if optional {
                    continue;
                }
            }
            let before = if first { "" } else { "," };
            first = false;
            if by_alias {
                push_literal(&mut parts, &format!("{before}{name}=@{name}"));
                continue;
            }
            push_literal(&mut parts, &format!("{before}{name}="));
            let unique = path.unused(name);
            parts.push(Part::Param(unique.clone()));
            let mut found = parameter(unique, Where::Path, Style::ODataLiteral, schema, true, at);
            found.docs = docs::docs(&argument.annotations);
            path.parameters.push(found);
        }
        push_literal(&mut parts, ")");
        path.segment(parts);
    }

    /// Every argument as a query option of its name.
    fn arguments_in_query(&mut self, path: &mut Path, operation: &'m Operation) {
        for argument in operation.arguments() {
            let Some(schema) = self.argument_schema(argument) else { continue };
            let required = argument.annotations.find(term::OPTIONAL_PARAMETER).is_none();
            let name = argument.name.text.to_string();
            let mut found = parameter(name, Where::Query, Style::ODataLiteral, schema, required, argument.name.at);
            found.media = (argument.ty.collection || self.is_structured(&argument.ty)).then_some(Media::Json);
            found.docs = docs::docs(&argument.annotations);
            path.parameters.push(found);
        }
    }

    fn argument_schema(&mut self, argument: &'m Parameter) -> Option<SchemaId> {
        self.lower.slot(&argument.ty, &argument.annotations, None)
    }

    /// The body of an action: an object with its arguments, and whether one is required.
    fn argument_object(&mut self, operation: &'m Operation, segment: &str) -> (SchemaId, bool) {
        let mut schema = Schema::of(origin(segment, operation.name.at), Types::OBJECT);
        // One operation has one body, on whatever path it is called; the mapping gives it no name.
        if !self.lower.options.mapping {
            schema.name = Some(TypeName { namespace: String::new(), name: body_name(operation), client_name: None });
        }
        schema.object.annotations = true;
        schema.object.additional = Some(self.lower.shared.none);
        for argument in operation.arguments() {
            let Some(slot) = self.argument_schema(argument) else { continue };
            let name = argument.name.text.to_string();
            if !argument.ty.nullable && argument.annotations.find(term::OPTIONAL_PARAMETER).is_none() {
                schema.object.required.push(Required { name: name.clone(), views: Views::ALL });
            }
            schema.object.properties.push(Property {
                name,
                schema: slot,
                access: Views::ALL,
                place: None,
                client_name: None,
                docs: docs::docs(&argument.annotations),
                key: false,
                navigation: false,
            });
        }
        let required = !schema.object.required.is_empty();
        (self.lower.schemas.add(schema), required)
    }

    fn is_structured(&self, ty: &TypeRef) -> bool {
        matches!(self.lower.model.named(&ty.name.text), Named::Structured(_))
    }

    /// Status and body of a successful call.
    fn result(&mut self, returns: Option<&'m Return>) -> (u16, Option<Content>) {
        let Some(returns) = returns else { return (204, None) };
        let ty = &returns.ty;
        let name = &*ty.name.text;
        if self.lower.model.is_stream(name) {
            let definition = self.lower.model.of_definition(name);
            let annotations: Vec<_> = [&returns.annotations].into_iter().chain(definition).collect();
            return (200, Some(bytes(media_types(&annotations).0)));
        }
        let at = ty.name.at;
        let structured = self.is_structured(ty);
        let schema = match (self.lower.ids.get(name).copied(), ty.collection) {
            (Some(id), true) if structured => self.lower.collection_body(name, id, at),
            (Some(id), false) if structured => id,
            (_, collection) => {
                let Some(slot) = self.lower.slot(ty, &returns.annotations, None) else { return (204, None) };
                let object = match self.lower.schemas[slot].array.items {
                    Some(item) if collection => self.lower.collection_object(name, item, at),
                    _ => self.lower.value_object(name, slot, at),
                };
                self.lower.schemas.add(object)
            }
        };
        (200, Some(json(schema)))
    }
}

/// `messageCopyBody`: the type that an action is bound to, its name, and what it is.
fn body_name(operation: &Operation) -> String {
    let binding = operation.parameters.first().filter(|_| operation.bound).map_or("", |parameter| split(&parameter.ty.name.text).1);
    let many = operation.parameters.first().is_some_and(|parameter| operation.bound && parameter.ty.collection);
    let many = if many { "Collection" } else { "" };
    format!("{binding}{many}{}Body", capitalized(&operation.name.text))
}

fn push_literal(parts: &mut Vec<Part>, text: &str) {
    match parts.last_mut() {
        Some(Part::Literal(last)) => last.push_str(text),
        _ => parts.push(Part::Literal(text.to_owned())),
    }
}
