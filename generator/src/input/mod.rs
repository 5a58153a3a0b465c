//! Load (a door): paths come in, [`Sources`] go out: the text of every document and of those it refers to, parsed.

mod folder;
mod follow;
mod overlays;
mod parse;
mod read;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use crate::diag::render::SourceText;
use crate::front::Documents;
use crate::source::xml::XmlTree;
use crate::source::{DocId, LineIndex, Tree, Written};

pub use folder::shown;
pub use follow::load;
pub use read::{is_csdl, reason};

/// What a user may decide about loading.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Follow references to any folder of the machine.
    pub allow_outside: bool,
    /// Folders that may be read besides those of the first documents.
    pub folders: Vec<PathBuf>,
    /// Paths of overlays, which change the first documents before anything else is read of them.
    pub overlays: Vec<Written>,
    /// The manifest. It becomes the first document, so that places in it are the same whoever reads it.
    pub manifest: Option<Manifest>,
}

/// The text of a manifest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Manifest {
    /// The path as it is shown.
    pub shown: String,
    /// The path.
    pub file: PathBuf,
    /// What is there.
    pub text: String,
}

/// The documents of a run.
#[derive(Debug, Default)]
pub struct Sources {
    documents: Vec<Document>,
    /// The document that a reference names, by the document it stands in and its file part as written.
    references: BTreeMap<(DocId, String), DocId>,
    roots: Vec<DocId>,
}

/// One document.
#[derive(Debug)]
struct Document {
    /// The path as it is shown: as the user gave it, with forward slashes.
    shown: String,
    /// The path as the operating system knows it.
    file: PathBuf,
    text: String,
    lines: OnceLock<LineIndex>,
    content: Content,
}

/// What the text of a document was parsed into.
#[derive(Debug)]
enum Content {
    /// It could not be read, or is not a schema (the manifest).
    None,
    /// JSON or YAML.
    Tree(Tree),
    /// XML.
    Xml(XmlTree),
}

impl Sources {
    /// Starts with a manifest, so that messages can point into it.
    pub fn of_manifest(manifest: &Manifest) -> Self {
        let mut sources = Self::default();
        sources.push(manifest.shown.clone(), manifest.file.clone(), manifest.text.clone());
        sources
    }

    /// The documents that the user named, in that order; those that could not be read are missing.
    pub fn roots(&self) -> &[DocId] {
        &self.roots
    }

    /// Every document.
    pub fn ids(&self) -> impl Iterator<Item = DocId> + use<> {
        (0..u32::try_from(self.documents.len()).unwrap_or(u32::MAX)).map(DocId)
    }

    /// The files that were read, in the order in which they were met.
    pub fn files(&self) -> impl Iterator<Item = &Path> {
        self.documents.iter().map(|document| document.file.as_path())
    }

    fn document(&self, doc: DocId) -> Option<&Document> {
        self.documents.get(doc.0 as usize)
    }

    fn push(&mut self, shown: String, file: PathBuf, text: String) -> DocId {
        let id = DocId(u32::try_from(self.documents.len()).unwrap_or(u32::MAX));
        self.documents.push(Document { shown, file, text, lines: OnceLock::new(), content: Content::None });
        id
    }

    fn set_text(&mut self, doc: DocId, text: String) {
        if let Some(document) = self.documents.get_mut(doc.0 as usize) {
            document.text = text;
        }
    }

    fn take_content(&mut self, doc: DocId) -> Content {
        let document = self.documents.get_mut(doc.0 as usize);
        document.map_or(Content::None, |document| std::mem::replace(&mut document.content, Content::None))
    }

    fn set_content(&mut self, doc: DocId, content: Content) {
        if let Some(document) = self.documents.get_mut(doc.0 as usize) {
            document.content = content;
        }
    }
}

impl Documents for Sources {
    fn tree(&self, doc: DocId) -> Option<&Tree> {
        match &self.document(doc)?.content {
            Content::Tree(tree) => Some(tree),
            Content::Xml(_) | Content::None => None,
        }
    }

    fn xml(&self, doc: DocId) -> Option<&XmlTree> {
        match &self.document(doc)?.content {
            Content::Xml(tree) => Some(tree),
            Content::Tree(_) | Content::None => None,
        }
    }

    fn referenced(&self, base: DocId, file: &str) -> Option<DocId> {
        if file.is_empty() {
            return Some(base);
        }
        self.references.get(&(base, file.to_owned())).copied()
    }

    fn path(&self, doc: DocId) -> &str {
        self.document(doc).map_or("", |document| &document.shown)
    }
}

/// What stands for the lines of a document that is not there.
static NO_LINES: std::sync::LazyLock<LineIndex> = std::sync::LazyLock::new(|| LineIndex::new(""));

impl SourceText for Sources {
    fn path(&self, doc: DocId) -> &str {
        Documents::path(self, doc)
    }

    fn text(&self, doc: DocId) -> &str {
        self.document(doc).map_or("", |document| &document.text)
    }

    fn lines(&self, doc: DocId) -> &LineIndex {
        self.document(doc).map_or(&NO_LINES, |document| document.lines.get_or_init(|| LineIndex::new(&document.text)))
    }
}
