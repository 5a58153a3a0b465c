//! Types and terms in CSDL JSON.

use wiretype_runtime::json::{Number, Value};

use super::{Members, Writer};
use crate::front::csdl::model::{
    EnumType, Facets, Limit, Navigation, Property, Schema, StructuredType, Term, TypeDefinition, TypeRef,
};

impl Writer<'_> {
    /// The type of a schema with this name.
    pub(super) fn type_of(&self, schema: &Schema, name: &str) -> Option<Value> {
        let structured = schema.structured.iter().find(|found| &*found.name.text == name).map(|found| self.structured(found));
        let enumeration = || schema.enums.iter().find(|found| &*found.name.text == name).map(|found| self.enumeration(found));
        let definition = || schema.definitions.iter().find(|found| &*found.name.text == name).map(|found| self.definition(found));
        structured.or_else(enumeration).or_else(definition)
    }

    fn structured(&self, found: &StructuredType) -> Value {
        let mut out = Members::default();
        out.text("$Kind", if found.entity { "EntityType" } else { "ComplexType" });
        out.some("$BaseType", found.base.as_ref().map(|base| self.names.short(&base.text)).as_deref());
        out.flag("$Abstract", found.is_abstract);
        out.flag("$OpenType", found.open);
        out.flag("$HasStream", found.has_stream);
        if !found.key.is_empty() {
            let part = |part: &crate::front::csdl::model::KeyPart| {
                let path = Value::String(part.path.text.to_string());
                match &part.alias {
                    Some(alias) => Value::Object([(alias.to_string(), path)].into()),
                    None => path,
                }
            };
            out.put("$Key", Value::Array(found.key.iter().map(part).collect()));
        }
        self.annotations(&mut out, "", &found.annotations);
        for property in &found.properties {
            out.put(&property.name.text, self.property(property));
        }
        for navigation in &found.navigations {
            out.put(&navigation.name.text, self.navigation(navigation));
        }
        out.finish()
    }

    fn property(&self, property: &Property) -> Value {
        let mut out = Members::default();
        self.type_ref(&mut out, &property.ty);
        if let Some(default) = &property.default {
            out.put("$DefaultValue", default_value(&default.text, &property.ty));
        }
        self.annotations(&mut out, "", &property.annotations);
        out.finish()
    }

    fn navigation(&self, navigation: &Navigation) -> Value {
        let mut out = Members::default();
        out.text("$Kind", "NavigationProperty");
        self.type_ref(&mut out, &navigation.ty);
        out.some("$Partner", navigation.partner.as_ref().map(|partner| self.names.path(&partner.text)).as_deref());
        out.flag("$ContainsTarget", navigation.contains);
        if !navigation.constraints.is_empty() {
            let mut object = Members::default();
            for constraint in &navigation.constraints {
                object.text(&constraint.property.text, &constraint.referenced.text);
                self.annotations(&mut object, &constraint.property.text, &constraint.annotations);
            }
            out.put("$ReferentialConstraint", object.finish());
        }
        out.some("$OnDelete", navigation.on_delete.as_ref().map(|action| &*action.text));
        self.annotations(&mut out, "$OnDelete", &navigation.on_delete_annotations);
        self.annotations(&mut out, "", &navigation.annotations);
        out.finish()
    }

    fn enumeration(&self, found: &EnumType) -> Value {
        let mut out = Members::default();
        out.text("$Kind", "EnumType");
        if &*found.underlying.text != "Edm.Int32" {
            out.text("$UnderlyingType", &found.underlying.text);
        }
        out.flag("$IsFlags", found.flags);
        self.annotations(&mut out, "", &found.annotations);
        for member in &found.members {
            out.put(&member.name.text, Value::Number(member.value.into()));
            self.annotations(&mut out, &member.name.text, &member.annotations);
        }
        out.finish()
    }

    fn definition(&self, found: &TypeDefinition) -> Value {
        let mut out = Members::default();
        out.text("$Kind", "TypeDefinition");
        out.text("$UnderlyingType", &self.names.short(&found.underlying.name.text));
        facets(&mut out, &found.underlying.facets, &found.underlying.name.text);
        self.annotations(&mut out, "", &found.annotations);
        out.finish()
    }

    pub(super) fn term(&self, term: &Term) -> Value {
        let mut out = Members::default();
        out.text("$Kind", "Term");
        self.type_ref(&mut out, &term.ty);
        out.some("$BaseTerm", term.base.as_ref().map(|base| self.names.short(&base.text)).as_deref());
        if let Some(default) = &term.default {
            out.put("$DefaultValue", default_value(&default.text, &term.ty));
        }
        if !term.applies_to.is_empty() {
            let places = term.applies_to.iter().map(|place| Value::String(place.to_string()));
            out.put("$AppliesTo", Value::Array(places.collect()));
        }
        self.annotations(&mut out, "", &term.annotations);
        out.finish()
    }

    /// A type with its facets.
    pub(super) fn type_ref(&self, out: &mut Members, ty: &TypeRef) {
        out.flag("$Collection", ty.collection);
        if &*ty.name.text != "Edm.String" {
            out.text("$Type", &self.names.short(&ty.name.text));
        }
        out.flag("$Nullable", ty.nullable);
        facets(out, &ty.facets, &ty.name.text);
    }
}

fn facets(out: &mut Members, facets: &Facets, ty: &str) {
    let number = |value: u64| Value::Number(Number::from(value));
    if let Some(length) = facets.max_length {
        out.put("$MaxLength", number(length));
    }
    if let Some(precision) = facets.precision {
        out.put("$Precision", number(precision.into()));
    }
    match facets.scale {
        Some(Limit::Digits(digits)) => out.put("$Scale", number(digits.into())),
        Some(Limit::Floating) => out.text("$Scale", "floating"),
        // What its absence says, for a decimal.
        Some(Limit::Variable) if ty != "Edm.Decimal" => out.text("$Scale", "variable"),
        // What its absence says in XML, by the letter.
        None if ty == "Edm.Decimal" => out.put("$Scale", number(0)),
        Some(Limit::Variable) | None => {}
    }
    if facets.unicode == Some(false) {
        out.put("$Unicode", Value::Bool(false));
    }
    if let Some(srid) = &facets.srid {
        let value = Number::parse(srid).map_or_else(|| Value::String(srid.to_string()), Value::Number);
        out.put("$SRID", value);
    }
}

/// A default value, as JSON has it: numbers and booleans are written as such.
fn default_value(text: &str, ty: &TypeRef) -> Value {
    let name = if &*ty.name.text == "Org.OData.Core.V1.Tag" { "Edm.Boolean" } else { &*ty.name.text };
    let own = name.strip_prefix("Edm.").unwrap_or("");
    let is_number = matches!(own, "Byte" | "SByte" | "Int16" | "Int32" | "Int64" | "Decimal" | "Double" | "Single");
    match (own, text) {
        ("Boolean", "true") => Value::Bool(true),
        ("Boolean", "false") => Value::Bool(false),
        _ => match Number::parse(text).filter(|_| is_number) {
            Some(number) => Value::Number(number),
            None => Value::String(text.to_owned()),
        },
    }
}
