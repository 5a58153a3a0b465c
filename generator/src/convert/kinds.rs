//! What CSDL JSON writes as a plain string and CSDL XML tells apart: the kind that the declaration of a term, or of a property of
//! a standard vocabulary, gives to a text. Without it, an annotation read from JSON would say less in XML.

use std::collections::BTreeMap;

use crate::front::csdl::model::{Constant, Document, PathKind};

/// The kind of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind<'d> {
    /// A constant.
    Constant(Constant),
    /// A path.
    Path(PathKind),
    /// Members of this enumeration.
    Members(&'d str),
}

use Kind::{Members, Path};

/// Terms of the standard vocabularies.
const TERMS: &[(&str, Kind<'static>)] = &[
    ("Org.OData.Capabilities.V1.ConformanceLevel", Members("Org.OData.Capabilities.V1.ConformanceLevelType")),
    ("Org.OData.Capabilities.V1.IsolationSupported", Members("Org.OData.Capabilities.V1.IsolationLevel")),
    ("Org.OData.Core.V1.OptimisticConcurrency", Path(PathKind::Property)),
    ("Org.OData.Core.V1.Permissions", Members("Org.OData.Core.V1.Permission")),
];

/// The namespace of the terms of Redfish.
const REDFISH: &str = "RedfishExtensions.v1_0_0.";

/// Properties of the records of standard vocabularies; what is true of one is true of all of that name.
const PROPERTIES: &[(&str, Kind<'static>)] = &[
    ("AscendingOnlyProperties", Path(PathKind::Property)),
    ("CollectionProperty", Path(PathKind::Property)),
    ("Date", Kind::Constant(Constant::Date)),
    ("DescendingOnlyProperties", Path(PathKind::Property)),
    ("ExpandableProperties", Path(PathKind::Navigation)),
    ("FilterableProperties", Path(PathKind::Property)),
    ("Kind", Members("Org.OData.Core.V1.RevisionKind")),
    ("Location", Members("Org.OData.Authorization.V1.KeyLocation")),
    ("Navigability", Members("Org.OData.Capabilities.V1.NavigationType")),
    ("NavigationProperty", Path(PathKind::Navigation)),
    ("NonCountableNavigationProperties", Path(PathKind::Navigation)),
    ("NonCountableProperties", Path(PathKind::Property)),
    ("NonDeletableNavigationProperties", Path(PathKind::Navigation)),
    ("NonExpandableProperties", Path(PathKind::Navigation)),
    ("NonExpandableStreamProperties", Path(PathKind::Property)),
    ("NonFilterableProperties", Path(PathKind::Property)),
    ("NonInsertableNavigationProperties", Path(PathKind::Navigation)),
    ("NonInsertableProperties", Path(PathKind::Property)),
    ("NonSortableProperties", Path(PathKind::Property)),
    ("NonUpdatableNavigationProperties", Path(PathKind::Navigation)),
    ("NonUpdatableProperties", Path(PathKind::Property)),
    ("ObjectKey", Path(PathKind::Property)),
    ("PeriodEnd", Path(PathKind::Property)),
    ("PeriodStart", Path(PathKind::Property)),
    ("Property", Path(PathKind::Property)),
    ("RemovalDate", Kind::Constant(Constant::Date)),
    ("RequiredProperties", Path(PathKind::Property)),
    ("UnsupportedExpressions", Members("Org.OData.Capabilities.V1.SearchExpressions")),
    ("UpdateMethod", Members("Org.OData.Capabilities.V1.HttpMethod")),
    ("failedOperation", Members("Org.OData.Core.V1.DataModificationOperationKind")),
];

/// The kinds of the terms that a document knows.
pub(super) struct Kinds<'d> {
    terms: BTreeMap<String, Kind<'d>>,
}

impl<'d> Kinds<'d> {
    /// Those of the terms that the document declares, and of the standard ones.
    pub(super) fn of(document: &'d Document) -> Self {
        let mut terms: BTreeMap<String, Kind<'d>> = TERMS.iter().map(|(name, kind)| ((*name).to_owned(), *kind)).collect();
        for schema in &document.schemas {
            let namespace = &schema.namespace.text;
            for term in &schema.terms {
                let own = term.ty.name.text.strip_prefix("Edm.");
                let kind = match own {
                    Some(own) => Constant::named(own).map(Kind::Constant).or_else(|| PathKind::named(own).map(Kind::Path)),
                    None => document.schemas.iter().find_map(|schema| {
                        let name = term.ty.name.text.strip_prefix(&*schema.namespace.text)?.strip_prefix('.')?;
                        schema.enums.iter().any(|found| &*found.name.text == name).then_some(Members(&term.ty.name.text))
                    }),
                };
                terms.extend(kind.map(|kind| (format!("{namespace}.{}", term.name.text), kind)));
            }
        }
        Self { terms }
    }

    /// The kind of a term's texts.
    pub(super) fn of_term(&self, term: &str) -> Option<Kind<'d>> {
        self.terms.get(term).copied()
    }

    /// The kind of the texts of a property, in a record that belongs to an annotation of a term.
    pub(super) fn of_property(term: &str, property: &str) -> Option<Kind<'static>> {
        if term.starts_with(REDFISH) && property == "Kind" {
            return Some(Members("RedfishExtensions.v1_0_0.RevisionKind"));
        }
        if !term.starts_with("Org.OData.") {
            return None;
        }
        if term.ends_with(".AlternateKeys") && property == "Name" {
            return Some(Path(PathKind::Property));
        }
        PROPERTIES.iter().find(|(name, _)| *name == property).map(|(_, kind)| *kind)
    }
}
