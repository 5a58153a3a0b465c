//! Attributes of CSDL elements: what is missing, malformed or unknown is reported.

use super::super::model::{Facets, Limit, Spot, TypeRef};
use super::super::reader::{Reader, number};
use super::EDM;
use crate::diag;
use crate::source::xml::{Attribute, Element};

/// The attributes that limit values of primitive types.
pub(super) const FACETS: &[&str] = &["Nullable", "MaxLength", "Precision", "Scale", "Unicode", "SRID", "DefaultValue", "Type"];

impl Reader<'_> {
    /// Warns of attributes that the element does not have; attributes of other XML namespaces are extensions and mean nothing here.
    pub(super) fn check_attributes(&mut self, element: Element<'_>, known: &[&str]) {
        for attribute in element.attributes() {
            let ours = attribute.namespace.is_empty() || &*attribute.namespace == EDM;
            if ours && !known.contains(&&*attribute.name) && !FACETS.contains(&&*attribute.name) {
                self.diags.push(diag::unknown_attribute(&attribute.name, element.name(), known, attribute.location));
            }
        }
    }

    /// Warns of an element that has no meaning where it stands; elements of other XML namespaces are extensions.
    pub(super) fn unknown_child(&mut self, child: Element<'_>, parent: Element<'_>) {
        if child.namespace() == parent.namespace() || child.namespace() == EDM {
            self.diags.push(diag::unknown_element(child.name(), parent.name(), child.location()));
        }
    }

    /// A required attribute.
    pub(super) fn required<'t>(&mut self, element: Element<'t>, name: &str) -> Option<&'t Attribute> {
        let found = element.attribute(name);
        if found.is_none() {
            self.diags.push(diag::missing_attribute(element.name(), name, element.location()));
        }
        found
    }

    /// A required attribute's text with its place.
    pub(super) fn spot(&mut self, element: Element<'_>, name: &str) -> Option<Spot> {
        self.required(element, name).map(|attribute| Spot::new(&*attribute.value, attribute.value_location))
    }

    /// An optional attribute's text with its place.
    pub(super) fn optional(element: Element<'_>, name: &str) -> Option<Spot> {
        element.attribute(name).map(|attribute| Spot::new(&*attribute.value, attribute.value_location))
    }

    /// An optional qualified name.
    pub(super) fn optional_name(&self, element: Element<'_>, name: &str) -> Option<Spot> {
        element.attribute(name).map(|attribute| self.qualified(&attribute.value, attribute.value_location))
    }

    /// An optional path with full namespaces.
    pub(super) fn optional_path(&self, element: Element<'_>, name: &str) -> Option<Spot> {
        let attribute = element.attribute(name)?;
        Some(Spot::new(self.aliases.qualify_target(&attribute.value), attribute.value_location))
    }

    /// A required qualified name.
    pub(super) fn required_name(&mut self, element: Element<'_>, name: &str) -> Option<Spot> {
        let attribute = self.required(element, name)?;
        Some(self.qualified(&attribute.value, attribute.value_location))
    }

    /// A boolean attribute.
    pub(super) fn flag(&mut self, element: Element<'_>, name: &str, default: bool) -> bool {
        self.boolean(element, name).unwrap_or(default)
    }

    /// A boolean attribute, if it is there.
    pub(super) fn boolean(&mut self, element: Element<'_>, name: &str) -> Option<bool> {
        let attribute = element.attribute(name)?;
        match attribute.value.trim() {
            "true" | "1" => Some(true),
            "false" | "0" => Some(false),
            _ => {
                self.bad(element, attribute, "`true` or `false`");
                None
            }
        }
    }

    fn bad(&mut self, element: Element<'_>, attribute: &Attribute, expected: &str) {
        let (name, value) = (&attribute.name, &attribute.value);
        self.diags.push(diag::bad_attribute(name, element.name(), value, expected, attribute.value_location));
    }

    /// A type with its facets; `default` is the type if none is named.
    pub(super) fn type_ref(&mut self, element: Element<'_>, attribute: &str, default: Option<&str>) -> Option<TypeRef> {
        let (text, at) = match (element.attribute(attribute), default) {
            (Some(found), _) => (&*found.value, found.value_location),
            (None, Some(default)) => (default, element.location()),
            (None, None) => {
                self.required(element, attribute)?;
                return None;
            }
        };
        let (name, collection) = self.type_name(text, at);
        let nullable = self.flag(element, "Nullable", true);
        let decimal = &*name.text == "Edm.Decimal";
        Some(TypeRef { name, collection, nullable, facets: self.facets(element, decimal) })
    }

    fn facets(&mut self, element: Element<'_>, decimal: bool) -> Facets {
        let max_length = element.attribute("MaxLength").filter(|max| !max.value.eq_ignore_ascii_case("max"));
        let precision = element.attribute("Precision").and_then(|attribute| self.count(element, attribute));
        let scale = element.attribute("Scale").and_then(|attribute| self.scale(element, attribute));
        Facets {
            max_length: max_length.and_then(|attribute| self.count(element, attribute)),
            precision,
            // An absent scale is zero, by the letter; without a precision hardly any service means it.
            scale: scale.or(precision.filter(|_| decimal).map(|_| Limit::Digits(0))),
            unicode: self.boolean(element, "Unicode"),
            srid: element.value("SRID").map(|text| text.trim().into()),
        }
    }

    fn count<T: std::str::FromStr>(&mut self, element: Element<'_>, attribute: &Attribute) -> Option<T> {
        let value = number(&attribute.value);
        if value.is_none() {
            self.bad(element, attribute, "a whole number that is not negative");
        }
        value
    }

    fn scale(&mut self, element: Element<'_>, attribute: &Attribute) -> Option<Limit> {
        match attribute.value.trim().to_ascii_lowercase().as_str() {
            "variable" => Some(Limit::Variable),
            "floating" => Some(Limit::Floating),
            _ => self.count(element, attribute).map(Limit::Digits),
        }
    }

    /// The whole number of an attribute.
    pub(super) fn integer(&mut self, element: Element<'_>, name: &str) -> Option<i64> {
        let attribute = element.attribute(name)?;
        let value = number(&attribute.value);
        if value.is_none() {
            self.bad(element, attribute, "a whole number");
        }
        value
    }
}
