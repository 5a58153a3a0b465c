//! Members of CSDL JSON objects: what is malformed or unknown is reported.

use super::super::model::{Facets, Limit, Spot, TypeRef};
use super::super::reader::{Reader, number};
use super::key_location;
use crate::diag;
use crate::source::NodeRef;

/// Members that state a type.
const TYPE: &[&str] =
    &["$Kind", "$Type", "$Collection", "$Nullable", "$MaxLength", "$Precision", "$Scale", "$Unicode", "$SRID", "$DefaultValue"];

impl Reader<'_> {
    /// Warns of `$` members that mean nothing in an object.
    pub(super) fn check_members(&mut self, what: &str, node: NodeRef<'_>, known: &[&str]) {
        for (entry, value) in node.entries() {
            let key = &*entry.key;
            if key.starts_with('$') && !key.contains('@') && !known.contains(&key) && !TYPE.contains(&key) {
                self.diags.push(diag::unknown_attribute(key, what, known, key_location(value, entry)));
            }
        }
    }

    /// Reports something that should be an object.
    pub(super) fn not_an_object(&mut self, name: &str, node: NodeRef<'_>) {
        self.diags.push(diag::malformed_json_csdl(&format!("`{name}`"), node.kind_name(), "an object", node.location()));
    }

    /// A boolean member.
    pub(super) fn json_flag(&mut self, node: NodeRef<'_>, name: &str) -> bool {
        self.json_boolean(node, name).unwrap_or(false)
    }

    /// A boolean member, if it is there.
    pub(super) fn json_boolean(&mut self, node: NodeRef<'_>, name: &str) -> Option<bool> {
        let value = node.get(name)?;
        if value.as_bool().is_none() {
            self.malformed(name, value, "true or false");
        }
        value.as_bool()
    }

    pub(super) fn malformed(&mut self, name: &str, node: NodeRef<'_>, expected: &str) {
        self.diags.push(diag::malformed_json_csdl(&format!("`{name}`"), node.kind_name(), expected, node.location()));
    }

    /// A text member with its place.
    pub(super) fn json_text(&mut self, node: NodeRef<'_>, name: &str) -> Option<Spot> {
        let value = node.get(name)?;
        let Some(text) = value.as_str() else {
            self.malformed(name, value, "a string");
            return None;
        };
        Some(Spot::new(text, value.location()))
    }

    /// A member that is a qualified name.
    pub(super) fn json_name(&mut self, node: NodeRef<'_>, name: &str) -> Option<Spot> {
        let found = self.json_text(node, name)?;
        Some(self.qualified(&found.text, found.at))
    }

    /// A member that is a path, with full namespaces.
    pub(super) fn json_path(&mut self, node: NodeRef<'_>, name: &str) -> Option<Spot> {
        let found = self.json_text(node, name)?;
        Some(Spot::new(self.aliases.qualify_target(&found.text), found.at))
    }

    /// The type that an object states; `Edm.String` if none is named.
    pub(super) fn json_type(&mut self, node: NodeRef<'_>) -> TypeRef {
        let named = self.json_text(node, "$Type").unwrap_or_else(|| Spot::new("Edm.String", node.location()));
        let (name, wrapped) = self.type_name(&named.text, named.at);
        let collection = self.json_flag(node, "$Collection") || wrapped;
        let nullable = self.json_flag(node, "$Nullable");
        let mut facets = self.json_facets(node);
        if &*name.text == "Edm.Decimal" {
            // Other than in XML, where it is zero.
            facets.scale = facets.scale.or(Some(Limit::Variable));
        }
        TypeRef { name, collection, nullable, facets }
    }

    /// The facets that an object states.
    pub(super) fn json_facets(&mut self, node: NodeRef<'_>) -> Facets {
        let scale = node.get("$Scale");
        Facets {
            max_length: self.json_count(node, "$MaxLength"),
            precision: self.json_count(node, "$Precision"),
            scale: match scale.and_then(NodeRef::as_str) {
                Some("floating") => Some(Limit::Floating),
                Some("variable") => Some(Limit::Variable),
                _ => self.json_count(node, "$Scale").map(Limit::Digits),
            },
            unicode: self.json_boolean(node, "$Unicode"),
            srid: node.get("$SRID").and_then(|value| value.as_str().or_else(|| value.as_number())).map(Into::into),
        }
    }

    fn json_count<T: std::str::FromStr>(&mut self, node: NodeRef<'_>, name: &str) -> Option<T> {
        let value = node.get(name)?;
        let found = value.as_number().and_then(number);
        if found.is_none() {
            self.malformed(name, value, "a whole number that is not negative");
        }
        found
    }

    /// The default value, as text.
    pub(super) fn json_default(node: NodeRef<'_>) -> Option<Spot> {
        let value = node.get("$DefaultValue").filter(|value| !value.is_null())?;
        let text = match value.as_bool() {
            Some(flag) => flag.to_string(),
            None => value.as_str().or_else(|| value.as_number())?.to_owned(),
        };
        Some(Spot::new(text, value.location()))
    }
}
