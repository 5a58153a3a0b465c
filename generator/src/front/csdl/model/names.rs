//! Qualified names: aliases are replaced by full namespaces, standard vocabularies are known without a file.

use std::collections::BTreeMap;

/// Terms that have an effect, by their full names.
pub(crate) mod term {
    macro_rules! terms {
        ($($namespace:literal: $($id:ident = $name:literal),* ;)*) => {
            $($(#[doc = concat!("`", $namespace, ".", $name, "`")] pub(crate) const $id: &str = concat!($namespace, ".", $name);)*)*
        };
    }
    terms! {
        "Org.OData.Core.V1":
            DESCRIPTION = "Description", LONG_DESCRIPTION = "LongDescription", REVISIONS = "Revisions", LINKS = "Links",
            COMPUTED = "Computed", IMMUTABLE = "Immutable", PERMISSIONS = "Permissions",
            OPTIONAL_PARAMETER = "OptionalParameter", IS_URL = "IsURL", SCHEMA_VERSION = "SchemaVersion",
            DEFAULT_NAMESPACE = "DefaultNamespace", REQUIRES_EXPLICIT_BINDING = "RequiresExplicitBinding",
            EXPLICIT_OPERATION_BINDINGS = "ExplicitOperationBindings", ALTERNATE_KEYS = "AlternateKeys",
            MEDIA_TYPE = "MediaType", ACCEPTABLE_MEDIA_TYPES = "AcceptableMediaTypes", IS_MEDIA_TYPE = "IsMediaType";
        "Org.OData.Community.V1": URL_ESCAPE_FUNCTION = "UrlEscapeFunction";
        "Org.OData.Capabilities.V1":
            INSERT = "InsertRestrictions", UPDATE = "UpdateRestrictions", DELETE = "DeleteRestrictions", READ = "ReadRestrictions",
            NAVIGATION = "NavigationRestrictions", OPERATION = "OperationRestrictions", TOP = "TopSupported", SKIP = "SkipSupported",
            COUNT = "CountRestrictions", FILTER = "FilterRestrictions", SORT = "SortRestrictions", EXPAND = "ExpandRestrictions",
            SEARCH = "SearchRestrictions", SELECT = "SelectSupport", KEY_AS_SEGMENT = "KeyAsSegmentSupported",
            INDEXABLE_BY_KEY = "IndexableByKey", COMPUTE = "ComputeSupported", FILTER_FUNCTIONS = "FilterFunctions",
            DEFAULT_CAPABILITIES = "DefaultCapabilities", BATCH = "BatchSupport", BATCH_SUPPORTED = "BatchSupported",
            DEEP_INSERT = "DeepInsertSupport", DEEP_UPDATE = "DeepUpdateSupport", CROSS_JOIN = "CrossJoinSupported",
            QUERY_SEGMENT = "QuerySegmentSupported", MODIFICATION = "ModificationQueryOptions", CUSTOM_HEADERS = "CustomHeaders",
            CUSTOM_QUERY_OPTIONS = "CustomQueryOptions", CHANGE_TRACKING = "ChangeTracking",
            COLLECTION_PROPERTIES = "CollectionPropertyRestrictions";
        "Org.OData.Validation.V1":
            PATTERN = "Pattern", MINIMUM = "Minimum", MAXIMUM = "Maximum", EXCLUSIVE = "Exclusive", MULTIPLE_OF = "MultipleOf",
            ALLOWED_VALUES = "AllowedValues", MIN_ITEMS = "MinItems", MAX_ITEMS = "MaxItems",
            DERIVED_TYPES = "DerivedTypeConstraint", OPEN_TYPES = "OpenPropertyTypeConstraint";
        "Org.OData.Authorization.V1": SECURITY_SCHEMES = "SecuritySchemes", AUTHORIZATIONS = "Authorizations";
        "RedfishExtensions.v1_0_0": REDFISH_REQUIRED = "Required", REDFISH_REQUIRED_ON_CREATE = "RequiredOnCreate";
        "Wiretype.V1":
            TYPE_ALIASES = "TypeAliases", RESPONSES = "Responses", NOTE = "Note", CORRECTION = "Correction";
    }
}

/// The usual alias and the namespace of vocabularies that need no file.
const VOCABULARIES: &[(&str, &str)] = &[
    ("Core", "Org.OData.Core.V1"),
    ("Capabilities", "Org.OData.Capabilities.V1"),
    ("Validation", "Org.OData.Validation.V1"),
    ("Authorization", "Org.OData.Authorization.V1"),
    ("Auth", "Org.OData.Authorization.V1"),
    ("Measures", "Org.OData.Measures.V1"),
    ("Aggregation", "Org.OData.Aggregation.V1"),
    ("Repeatability", "Org.OData.Repeatability.V1"),
    ("Temporal", "Org.OData.Temporal.V1"),
    ("JSON", "Org.OData.JSON.V1"),
    ("Community", "Org.OData.Community.V1"),
    ("Keys", "OData.Community.Keys.V1"),
    ("Wiretype", "Wiretype.V1"),
];

/// Whether a namespace is known without a file.
pub(crate) fn is_standard(namespace: &str) -> bool {
    namespace.starts_with("Org.OData.") || VOCABULARIES.iter().any(|(_, known)| *known == namespace)
}

/// The short names of namespaces in one document.
#[derive(Clone, Debug, Default)]
pub(crate) struct Aliases {
    map: BTreeMap<Box<str>, Box<str>>,
}

impl Aliases {
    /// Declares an alias.
    pub(crate) fn declare(&mut self, alias: &str, namespace: &str) {
        self.map.insert(alias.into(), namespace.into());
    }

    /// The namespace that an alias stands for.
    fn namespace<'a>(&'a self, alias: &str) -> Option<&'a str> {
        let declared = self.map.get(alias).map(|namespace| &**namespace);
        declared.or_else(|| VOCABULARIES.iter().find(|(usual, _)| *usual == alias).map(|(_, namespace)| *namespace))
    }

    /// A qualified name with its full namespace; text that is not a qualified name stays as it is.
    pub(crate) fn qualify(&self, name: &str) -> String {
        match name.rsplit_once('.') {
            Some((prefix, last)) => match self.namespace(prefix) {
                Some(namespace) => format!("{namespace}.{last}"),
                None => name.to_owned(),
            },
            None => name.to_owned(),
        }
    }

    /// The path of an annotation's target with full namespaces, in each segment and in the list of an overload's types.
    pub(crate) fn qualify_target(&self, target: &str) -> String {
        let mut out = String::with_capacity(target.len() + 16);
        let mut word = String::new();
        for character in target.chars() {
            if matches!(character, '/' | '(' | ')' | ',' | '@') {
                out.push_str(&self.qualify(word.trim()));
                word.clear();
                out.push(character);
            } else {
                word.push(character);
            }
        }
        out.push_str(&self.qualify(word.trim()));
        out
    }
}

/// The parts of a qualified name: namespace and own name.
pub(crate) fn split(name: &str) -> (&str, &str) {
    name.rsplit_once('.').unwrap_or(("", name))
}
