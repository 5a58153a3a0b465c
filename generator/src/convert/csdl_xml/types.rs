//! Types and terms in CSDL XML.

use super::super::text::xml::Element;
use super::{Writer, flag};
use crate::front::csdl::model::{
    EnumType, Facets, Limit, Navigation, Property, Schema, StructuredType, Term, TypeDefinition, TypeRef,
};

impl Writer<'_> {
    /// The type of a schema with this name.
    pub(super) fn type_of(&self, schema: &Schema, name: &str) -> Option<Element> {
        let structured = schema.structured.iter().find(|found| &*found.name.text == name).map(|found| self.structured(found));
        let enumeration = || schema.enums.iter().find(|found| &*found.name.text == name).map(|found| self.enumeration(found));
        let definition = || schema.definitions.iter().find(|found| &*found.name.text == name).map(|found| self.definition(found));
        structured.or_else(enumeration).or_else(definition)
    }

    fn structured(&self, found: &StructuredType) -> Element {
        let mut out = Element::new(if found.entity { "EntityType" } else { "ComplexType" }).with("Name", &*found.name.text);
        if let Some(base) = &found.base {
            out.set("BaseType", self.names.short(&base.text));
        }
        flag(&mut out, "Abstract", found.is_abstract);
        flag(&mut out, "OpenType", found.open);
        flag(&mut out, "HasStream", found.has_stream);
        if !found.key.is_empty() {
            let mut key = Element::new("Key");
            key.extend(found.key.iter().map(|part| {
                let element = Element::new("PropertyRef").with("Name", &*part.path.text);
                element.with_some("Alias", part.alias.as_deref())
            }));
            out.push(key);
        }
        out.extend(found.properties.iter().map(|property| self.property(property)));
        out.extend(found.navigations.iter().map(|navigation| self.navigation(navigation)));
        out.extend(self.annotations(&found.annotations));
        out
    }

    fn property(&self, property: &Property) -> Element {
        let mut out = Element::new("Property").with("Name", &*property.name.text);
        self.type_ref(&mut out, "Type", &property.ty);
        if let Some(default) = &property.default {
            out.set("DefaultValue", &*default.text);
        }
        out.extend(self.annotations(&property.annotations));
        out
    }

    fn navigation(&self, navigation: &Navigation) -> Element {
        let mut out = Element::new("NavigationProperty").with("Name", &*navigation.name.text);
        self.named_type(&mut out, "Type", &navigation.ty);
        if !navigation.ty.collection && !navigation.ty.nullable {
            out.set("Nullable", "false");
        }
        if let Some(partner) = &navigation.partner {
            out.set("Partner", self.names.path(&partner.text));
        }
        flag(&mut out, "ContainsTarget", navigation.contains);
        for constraint in &navigation.constraints {
            let element = Element::new("ReferentialConstraint").with("Property", &*constraint.property.text);
            let mut element = element.with("ReferencedProperty", &*constraint.referenced.text);
            element.extend(self.annotations(&constraint.annotations));
            out.push(element);
        }
        if let Some(action) = &navigation.on_delete {
            let mut element = Element::new("OnDelete").with("Action", &*action.text);
            element.extend(self.annotations(&navigation.on_delete_annotations));
            out.push(element);
        }
        out.extend(self.annotations(&navigation.annotations));
        out
    }

    fn enumeration(&self, found: &EnumType) -> Element {
        let mut out = Element::new("EnumType").with("Name", &*found.name.text);
        if &*found.underlying.text != "Edm.Int32" {
            out.set("UnderlyingType", &*found.underlying.text);
        }
        flag(&mut out, "IsFlags", found.flags);
        for member in &found.members {
            let mut element = Element::new("Member").with("Name", &*member.name.text).with("Value", member.value.to_string());
            element.extend(self.annotations(&member.annotations));
            out.push(element);
        }
        out.extend(self.annotations(&found.annotations));
        out
    }

    fn definition(&self, found: &TypeDefinition) -> Element {
        let mut out = Element::new("TypeDefinition").with("Name", &*found.name.text);
        self.named_type(&mut out, "UnderlyingType", &found.underlying);
        facets(&mut out, &found.underlying.facets, &found.underlying.name.text);
        out.extend(self.annotations(&found.annotations));
        out
    }

    pub(super) fn term(&self, term: &Term) -> Element {
        let mut out = Element::new("Term").with("Name", &*term.name.text);
        self.type_ref(&mut out, "Type", &term.ty);
        if let Some(base) = &term.base {
            out.set("BaseTerm", self.names.short(&base.text));
        }
        if let Some(default) = &term.default {
            out.set("DefaultValue", &*default.text);
        }
        if !term.applies_to.is_empty() {
            out.set("AppliesTo", term.applies_to.join(" "));
        }
        out.extend(self.annotations(&term.annotations));
        out
    }

    /// A type with its facets.
    pub(super) fn type_ref(&self, out: &mut Element, attribute: &str, ty: &TypeRef) {
        self.named_type(out, attribute, ty);
        if !ty.nullable {
            out.set("Nullable", "false");
        }
        facets(out, &ty.facets, &ty.name.text);
    }

    /// A type without its facets.
    pub(super) fn named_type(&self, out: &mut Element, attribute: &str, ty: &TypeRef) {
        let name = self.names.short(&ty.name.text);
        out.set(attribute, if ty.collection { format!("Collection({name})") } else { name });
    }
}

/// Facets.
pub(super) fn facets(out: &mut Element, facets: &Facets, ty: &str) {
    if let Some(length) = facets.max_length {
        out.set("MaxLength", length.to_string());
    }
    if let Some(precision) = facets.precision {
        out.set("Precision", precision.to_string());
    }
    let decimal = ty == "Edm.Decimal";
    match facets.scale {
        // What its absence says.
        Some(Limit::Digits(0)) if decimal => {}
        Some(Limit::Digits(digits)) => out.set("Scale", digits.to_string()),
        Some(Limit::Floating) => out.set("Scale", "floating"),
        Some(Limit::Variable) => out.set("Scale", "variable"),
        None => {}
    }
    if facets.unicode == Some(false) {
        out.set("Unicode", "false");
    }
    if let Some(srid) = &facets.srid {
        out.set("SRID", &**srid);
    }
}
