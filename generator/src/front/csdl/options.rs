//! What a user may decide about reading CSDL.

/// How entities of a collection are addressed in listed paths.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum KeyStyle {
    /// `/people/{person-id}`
    #[default]
    Segment,
    /// `/people({person-id})`
    Parentheses,
}

/// Which paths are listed, and how they are spelled: the rules themselves are the same for everybody.
#[allow(clippy::struct_excessive_bools, reason = "each is one rule")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PathRules {
    /// `/$count` of every collection.
    pub counts: bool,
    /// Entities as a derived type, where a place is said to hold it, with what only that type has.
    pub casts: bool,
    /// A derived type that a path names may be named again behind a navigation property.
    pub casts_again: bool,
    /// `/$ref`, where a navigation property is said to be referenceable.
    pub references: bool,
    /// After such a derived type, navigation and complex properties that its base has as well.
    pub inherited_after_casts: bool,
    /// Complex properties, where they are said to be readable, updatable or insertable.
    pub complex: bool,
    /// Entities by an alternate key.
    pub alternate_keys: bool,
    /// Single entities reached through a navigation property that does not contain them.
    pub related_by_key: bool,
    /// What can be reached from the result of a composable function.
    pub compositions: bool,
    /// Stream properties, and writing the stream of a media entity; without, it is only read, and written when it is created.
    pub streams: bool,
    /// `/$batch`
    pub batch: bool,
    /// Changing the members of a collection that meet a condition, where a collection says that it can be done.
    pub each: bool,
    /// Navigation properties of complex properties.
    pub through_complex: bool,
    /// A navigation property may occur again on a path, up to the depth.
    pub repeat: bool,
    /// What an entity set says of its entities also counts where a navigation property leads to them; they can be created there.
    pub bound: bool,
    /// Parameters of keys are named after the key alone, with the number of navigation properties before them.
    pub plain_key_names: bool,
    /// Texts in keys stand in quotes that belong to the template.
    pub quoted_keys: bool,
    /// Keys are segments only if the container says that they can be; then keys of several parts are, too.
    pub declared_key_style: bool,
    /// Operations are written with the short name of their namespace.
    pub short_names: bool,
    /// In OData 4.01, arguments of functions are query options.
    pub arguments_in_query: bool,
}

impl PathRules {
    /// What a router listens to.
    pub fn routes() -> Self {
        Self {
            counts: true,
            casts: true,
            casts_again: true,
            inherited_after_casts: false,
            complex: true,
            references: true,
            alternate_keys: true,
            related_by_key: true,
            compositions: true,
            streams: true,
            batch: false,
            each: false,
            through_complex: false,
            repeat: false,
            bound: false,
            plain_key_names: false,
            quoted_keys: false,
            declared_key_style: false,
            short_names: false,
            arguments_in_query: false,
        }
    }

    /// What OpenAPI.NET.OData lists.
    pub fn microsoft() -> Self {
        Self { inherited_after_casts: true, casts_again: false, ..Self::routes() }
    }

    /// What the OData-to-OpenAPI mapping lists.
    pub fn mapping() -> Self {
        Self {
            counts: false,
            casts: false,
            casts_again: false,
            inherited_after_casts: false,
            complex: false,
            references: false,
            alternate_keys: false,
            related_by_key: false,
            compositions: false,
            streams: false,
            batch: true,
            each: true,
            through_complex: true,
            repeat: true,
            bound: true,
            plain_key_names: true,
            quoted_keys: true,
            declared_key_style: true,
            short_names: true,
            arguments_in_query: true,
        }
    }
}

/// What a user may decide.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// How entities are addressed in listed paths.
    pub keys: KeyStyle,
    /// Every enumeration may get members that the document does not name.
    pub open_enums: bool,
    /// Which paths are listed.
    pub paths: PathRules,
    /// Schemas are those of the OData-to-OpenAPI mapping: clients give keys, bodies of requests hold only what an entity
    /// contains, and what the protocol defines has the mapping's names.
    pub mapping: bool,
    /// How many navigation properties a listed path may follow; `None`: no limit.
    pub depth: Option<usize>,
    /// How many paths may be listed before it is an error.
    pub max_paths: usize,
    /// The entity sets, singletons and imports to list operations of; `None`: all.
    pub roots: Option<Vec<String>>,
    /// Title of the API, instead of the document's own.
    pub title: Option<String>,
    /// Base addresses.
    pub servers: Vec<String>,
    /// Mistakes that harm only their own place are warnings, and what they harm is passed over.
    pub keep_going: bool,
}

impl Options {
    /// How the OData-to-OpenAPI mapping reads a model; it follows four navigation properties.
    pub fn mapping() -> Self {
        Self { keys: KeyStyle::Parentheses, paths: PathRules::mapping(), mapping: true, depth: Some(4), ..Self::default() }
    }
}

impl Default for Options {
    fn default() -> Self {
        Self {
            keys: KeyStyle::Segment,
            open_enums: false,
            paths: PathRules::routes(),
            mapping: false,
            depth: None,
            max_paths: 20_000,
            roots: None,
            title: None,
            servers: Vec::new(),
            keep_going: false,
        }
    }
}
