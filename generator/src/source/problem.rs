//! What a parser finds wrong with a text: kinds with data and places, turned into messages by `diag`.

use super::Location;

/// What a parser makes of a text.
#[derive(Clone, Debug)]
pub struct Parsed<T> {
    /// The tree, unless the text could not be read at all.
    pub tree: Option<T>,
    /// Everything found wrong, in source order.
    pub problems: Vec<Problem>,
}

impl<T> Parsed<T> {
    /// Whether the tree says everything that the text says, apart from what [`ProblemKind::is_warning`] allows.
    pub fn is_sound(&self) -> bool {
        self.tree.is_some() && self.problems.iter().all(|problem| problem.kind.is_warning())
    }
}

/// One thing that is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Where.
    pub location: Location,
    /// What.
    pub kind: ProblemKind,
    /// A second place that matters: the first of two equal keys, the anchor of an alias.
    pub also: Option<Location>,
}

impl Problem {
    /// A problem with one place.
    pub fn new(location: Location, kind: ProblemKind) -> Self {
        Self { location, kind, also: None }
    }

    /// Adds the second place.
    #[must_use]
    pub fn also(mut self, location: Location) -> Self {
        self.also = Some(location);
        self
    }
}

/// The language a text is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Syntax {
    /// RFC 8259.
    Json,
    /// YAML 1.2, core schema.
    Yaml,
    /// XML 1.0 with namespaces.
    Xml,
}

impl Syntax {
    /// The language's name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Json => "JSON",
            Self::Yaml => "YAML",
            Self::Xml => "XML",
        }
    }
}

/// Kinds of problems.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ProblemKind {
    /// The grammar of the language is broken; `message` says how, in a few words.
    Syntax {
        /// The language.
        syntax: Syntax,
        /// For example: `expected a comma or the end of the array, found ':'`.
        message: String,
    },
    /// The text holds no value at all.
    Empty,
    /// An object names a member twice; the first is kept.
    DuplicateKey {
        /// The name.
        key: String,
    },
    /// Arrays and objects (or elements) are nested deeper than the limit.
    TooDeep {
        /// The limit.
        limit: usize,
    },
    /// The text, with YAML aliases written out, has more nodes than the limit.
    TooManyNodes {
        /// The limit.
        limit: u64,
    },
    /// `.inf` or `.nan`, which JSON cannot say; read as text.
    NotFinite {
        /// As written.
        text: String,
    },
    /// A YAML alias stands inside the node that it names; read as null.
    RecursiveAlias,
    /// A YAML tag that is not known; ignored.
    UnknownTag {
        /// As written.
        tag: String,
    },
    /// The text does not fit its YAML tag, such as `!!int x`; read as text.
    BadTag {
        /// The tag.
        tag: String,
    },
    /// A YAML key that is a list or a mapping; the member is left out.
    ComplexKey,
    /// A YAML merge key whose value is neither a mapping nor a list of mappings; the member is left out.
    BadMerge,
    /// Quoted text or a closing bracket stands too far to the left; most YAML readers let that pass, and so does this one.
    Unindented {
        /// Whether it is a bracket.
        bracket: bool,
    },
    /// The text has more than one YAML document; the first is used.
    SeveralDocuments,
    /// An XML document type declaration, refused because entities defined there can grow without bound.
    DocumentType,
}

impl ProblemKind {
    /// Whether the tree can be used all the same.
    pub fn is_warning(&self) -> bool {
        matches!(self, Self::DuplicateKey { .. } | Self::SeveralDocuments | Self::Unindented { .. })
    }
}
