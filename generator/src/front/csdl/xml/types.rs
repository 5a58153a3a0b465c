//! Types in CSDL XML: entity types, complex types, enumerations, type definitions, terms.

use super::super::model::{
    Annotations, Constraint, EnumMember, EnumType, KeyPart, Navigation, Property, Spot, StructuredType, Term, TypeDefinition,
};
use super::super::reader::Reader;
use crate::diag;
use crate::source::xml::Element;

impl Reader<'_> {
    pub(super) fn structured(&mut self, element: Element<'_>) -> Option<StructuredType> {
        self.check_attributes(element, &["Name", "BaseType", "Abstract", "OpenType", "HasStream"]);
        let mut found = StructuredType {
            name: self.spot(element, "Name")?,
            entity: element.name() == "EntityType",
            base: self.optional_name(element, "BaseType"),
            is_abstract: self.flag(element, "Abstract", false),
            open: self.flag(element, "OpenType", false),
            has_stream: self.flag(element, "HasStream", false),
            key: Vec::new(),
            properties: Vec::new(),
            navigations: Vec::new(),
            annotations: Annotations::default(),
            inherited: Vec::new(),
        };
        for child in element.children() {
            match child.name() {
                "Key" => found.key.extend(child.children().filter_map(|part| self.key_part(part, child))),
                "Property" => found.properties.extend(self.property(child)),
                "NavigationProperty" => found.navigations.extend(self.navigation(child)),
                "Annotation" => self.annotation_into(child, &mut found.annotations),
                _ => self.unknown_child(child, element),
            }
        }
        Some(found)
    }

    fn key_part(&mut self, element: Element<'_>, key: Element<'_>) -> Option<KeyPart> {
        if element.name() != "PropertyRef" {
            self.unknown_child(element, key);
            return None;
        }
        self.check_attributes(element, &["Name", "Alias"]);
        Some(KeyPart { path: self.spot(element, "Name")?, alias: element.value("Alias").map(Into::into) })
    }

    fn property(&mut self, element: Element<'_>) -> Option<Property> {
        self.check_attributes(element, &["Name"]);
        Some(Property {
            name: self.spot(element, "Name")?,
            ty: self.type_ref(element, "Type", None)?,
            default: Self::optional(element, "DefaultValue"),
            annotations: self.children_as_annotations(element),
        })
    }

    fn navigation(&mut self, element: Element<'_>) -> Option<Navigation> {
        self.check_attributes(element, &["Name", "Partner", "ContainsTarget"]);
        let mut ty = self.type_ref(element, "Type", None)?;
        // A collection of entities holds no nulls, and cannot say otherwise.
        ty.nullable &= !ty.collection;
        let mut found = Navigation {
            name: self.spot(element, "Name")?,
            ty,
            contains: self.flag(element, "ContainsTarget", false),
            partner: Self::optional(element, "Partner"),
            constraints: Vec::new(),
            on_delete: None,
            on_delete_annotations: Annotations::default(),
            annotations: Annotations::default(),
        };
        for child in element.children() {
            match child.name() {
                "ReferentialConstraint" => found.constraints.extend(self.constraint(child)),
                "OnDelete" => {
                    found.on_delete = self.spot(child, "Action");
                    found.on_delete_annotations = self.children_as_annotations(child);
                }
                "Annotation" => self.annotation_into(child, &mut found.annotations),
                _ => self.unknown_child(child, element),
            }
        }
        Some(found)
    }

    fn constraint(&mut self, element: Element<'_>) -> Option<Constraint> {
        self.check_attributes(element, &["Property", "ReferencedProperty"]);
        Some(Constraint {
            property: self.spot(element, "Property")?,
            referenced: self.spot(element, "ReferencedProperty")?,
            annotations: self.children_as_annotations(element),
        })
    }

    pub(super) fn enumeration(&mut self, element: Element<'_>) -> Option<EnumType> {
        self.check_attributes(element, &["Name", "UnderlyingType", "IsFlags"]);
        let underlying = Self::optional(element, "UnderlyingType");
        let mut found = EnumType {
            name: self.spot(element, "Name")?,
            flags: self.flag(element, "IsFlags", false),
            underlying: underlying.unwrap_or_else(|| Spot::new("Edm.Int32", element.location())),
            members: Vec::new(),
            annotations: Annotations::default(),
        };
        let mut unnumbered = None;
        for child in element.children() {
            match child.name() {
                "Member" => {
                    if let Some(member) = self.member(child, found.members.len()) {
                        unnumbered = if child.attribute("Value").is_none() { unnumbered.or(Some(child)) } else { unnumbered };
                        found.members.push(member);
                    }
                }
                "Annotation" => self.annotation_into(child, &mut found.annotations),
                _ => self.unknown_child(child, element),
            }
        }
        let numbered = element.children().any(|child| child.name() == "Member" && child.attribute("Value").is_some());
        if let Some(child) = unnumbered.filter(|_| numbered || found.flags) {
            self.diags.push(diag::member_without_number(child.value("Name").unwrap_or(""), &found.name.text, child.location()));
        }
        Some(found)
    }

    fn member(&mut self, element: Element<'_>, index: usize) -> Option<EnumMember> {
        self.check_attributes(element, &["Name", "Value"]);
        let written = self.integer(element, "Value");
        Some(EnumMember {
            name: self.spot(element, "Name")?,
            value: written.unwrap_or_else(|| i64::try_from(index).unwrap_or(i64::MAX)),
            annotations: self.children_as_annotations(element),
        })
    }

    pub(super) fn definition(&mut self, element: Element<'_>) -> Option<TypeDefinition> {
        self.check_attributes(element, &["Name", "UnderlyingType"]);
        let mut underlying = self.type_ref(element, "UnderlyingType", None)?;
        underlying.nullable = false;
        Some(TypeDefinition { name: self.spot(element, "Name")?, underlying, annotations: self.children_as_annotations(element) })
    }

    pub(super) fn term(&mut self, element: Element<'_>) -> Option<Term> {
        self.check_attributes(element, &["Name", "BaseTerm", "AppliesTo"]);
        let applies_to = element.value("AppliesTo").unwrap_or("");
        Some(Term {
            name: self.spot(element, "Name")?,
            ty: self.type_ref(element, "Type", Some("Edm.String"))?,
            base: self.optional_name(element, "BaseTerm"),
            default: Self::optional(element, "DefaultValue"),
            applies_to: applies_to.split_whitespace().map(Into::into).collect(),
            annotations: self.children_as_annotations(element),
        })
    }
}
