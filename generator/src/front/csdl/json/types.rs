//! Types in CSDL JSON.

use super::super::model::{
    Constraint, EnumMember, EnumType, KeyPart, Navigation, Property, Spot, StructuredType, Term, TypeDefinition, TypeRef,
};
use super::super::reader::{Reader, number};
use super::key_location;
use crate::diag;
use crate::source::NodeRef;

/// The members of an object that declare something: neither `$` members nor annotations.
pub(super) fn declared(node: NodeRef<'_>) -> impl Iterator<Item = (Spot, NodeRef<'_>)> {
    let declared = node.entries().filter(|(entry, _)| !entry.key.starts_with('$') && !entry.key.contains('@'));
    declared.map(|(entry, value)| (Spot::new(&*entry.key, key_location(value, entry)), value))
}

impl Reader<'_> {
    pub(super) fn json_structured(&mut self, name: Spot, node: NodeRef<'_>, entity: bool) -> StructuredType {
        self.check_members(&name.text, node, &["$BaseType", "$Abstract", "$OpenType", "$HasStream", "$Key"]);
        let mut found = StructuredType {
            entity,
            base: self.json_name(node, "$BaseType"),
            is_abstract: self.json_flag(node, "$Abstract"),
            open: self.json_flag(node, "$OpenType"),
            has_stream: self.json_flag(node, "$HasStream"),
            key: self.json_key(node),
            properties: Vec::new(),
            navigations: Vec::new(),
            annotations: self.json_annotations(node, ""),
            inherited: Vec::new(),
            name,
        };
        for (name, value) in declared(node) {
            if !value.is_object() {
                self.not_an_object(&name.text, value);
            } else if value.get("$Kind").and_then(NodeRef::as_str) == Some("NavigationProperty") {
                found.navigations.push(self.json_navigation(name, value));
            } else {
                self.check_members(&name.text, value, &[]);
                found.properties.push(Property {
                    name,
                    ty: self.json_type(value),
                    default: Self::json_default(value),
                    annotations: self.json_annotations(value, ""),
                });
            }
        }
        found
    }

    /// `["ID", {"alias": "path/to/it"}]`
    fn json_key(&mut self, node: NodeRef<'_>) -> Vec<KeyPart> {
        let mut parts = Vec::new();
        for item in node.get("$Key").into_iter().flat_map(NodeRef::items) {
            if let Some(name) = item.as_str() {
                parts.push(KeyPart { path: Spot::new(name, item.location()), alias: None });
            } else if let Some((entry, path)) = item.entries().next() {
                let path = Spot::new(path.as_str().unwrap_or(""), path.location());
                parts.push(KeyPart { path, alias: Some(entry.key.clone()) });
            } else {
                self.malformed("$Key", item, "a name, or an object with an alias and a path");
            }
        }
        parts
    }

    fn json_navigation(&mut self, name: Spot, node: NodeRef<'_>) -> Navigation {
        self.check_members(&name.text, node, &["$Partner", "$ContainsTarget", "$ReferentialConstraint", "$OnDelete"]);
        let constraints = node.get("$ReferentialConstraint").into_iter().flat_map(|list| {
            declared(list).filter_map(move |(property, value)| Some((list, property, Spot::new(value.as_str()?, value.location()))))
        });
        let constraints: Vec<Constraint> = constraints
            .map(|(list, property, referenced)| {
                let annotations = self.json_annotations(list, &property.text);
                Constraint { property, referenced, annotations }
            })
            .collect();
        Navigation {
            constraints,
            ty: self.json_type(node),
            contains: self.json_flag(node, "$ContainsTarget"),
            partner: self.json_text(node, "$Partner"),
            on_delete: self.json_text(node, "$OnDelete"),
            on_delete_annotations: self.json_annotations(node, "$OnDelete"),
            annotations: self.json_annotations(node, ""),
            name,
        }
    }

    pub(super) fn json_enum(&mut self, name: Spot, node: NodeRef<'_>) -> EnumType {
        self.check_members(&name.text, node, &["$UnderlyingType", "$IsFlags"]);
        let mut members = Vec::new();
        for (member, value) in declared(node) {
            let Some(value) = value.as_number().and_then(number) else {
                self.diags.push(diag::member_without_number(&member.text, &name.text, value.location()));
                continue;
            };
            let annotations = self.json_annotations(node, &member.text);
            members.push(EnumMember { name: member, value, annotations });
        }
        let underlying = self.json_text(node, "$UnderlyingType").unwrap_or_else(|| Spot::new("Edm.Int32", name.at));
        EnumType {
            flags: self.json_flag(node, "$IsFlags"),
            underlying,
            members,
            annotations: self.json_annotations(node, ""),
            name,
        }
    }

    pub(super) fn json_definition(&mut self, name: Spot, node: NodeRef<'_>) -> Option<TypeDefinition> {
        self.check_members(&name.text, node, &["$UnderlyingType"]);
        let Some(underlying) = self.json_name(node, "$UnderlyingType") else {
            self.diags.push(diag::missing_attribute(&name.text, "$UnderlyingType", node.location()));
            return None;
        };
        let facets = self.json_facets(node);
        let underlying = TypeRef { name: underlying, collection: false, nullable: false, facets };
        Some(TypeDefinition { underlying, annotations: self.json_annotations(node, ""), name })
    }

    pub(super) fn json_term(&mut self, name: Spot, node: NodeRef<'_>) -> Term {
        self.check_members(&name.text, node, &["$BaseTerm", "$AppliesTo"]);
        let applies_to = node.get("$AppliesTo").into_iter().flat_map(NodeRef::items);
        Term {
            ty: self.json_type(node),
            base: self.json_name(node, "$BaseTerm"),
            default: Self::json_default(node),
            applies_to: applies_to.filter_map(NodeRef::as_str).map(Into::into).collect(),
            annotations: self.json_annotations(node, ""),
            name,
        }
    }
}
