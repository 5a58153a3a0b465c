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

/// What a user may decide.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// How entities are addressed in listed paths.
    pub keys: KeyStyle,
    /// Every enumeration may get members that the document does not name.
    pub open_enums: bool,
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

impl Default for Options {
    fn default() -> Self {
        Self {
            keys: KeyStyle::Segment,
            open_enums: false,
            depth: None,
            max_paths: 20_000,
            roots: None,
            title: None,
            servers: Vec::new(),
            keep_going: false,
        }
    }
}
