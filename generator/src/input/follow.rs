//! Loading: the paths a user named come in; they and every document they refer to, directly or not, go out.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::folder::{self, Allowed};
use super::read::{self, Failure};
use super::{Content, Options, Sources, parse};
use crate::diag::{self, Diags, Label, Severity};
use crate::front::{self, Documents, Notation};
use crate::source::{DocId, Location, Span};

/// Loads documents and what they refer to. Paths are shown as they were given.
pub fn load(paths: &[PathBuf], options: &Options, diags: &mut Diags) -> Sources {
    let sources = options.manifest.as_ref().map(Sources::of_manifest).unwrap_or_default();
    let mut loader = Loader { sources, files: BTreeMap::new(), remote: Vec::new(), allowed: Allowed::new(options), diags };
    for path in paths {
        loader.root(path);
    }
    for overlay in &options.overlays {
        loader.overlay(overlay);
    }
    let mut next = 0;
    while let Some(doc) = loader.sources.ids().nth(next) {
        loader.follow(doc);
        next += 1;
    }
    loader.tell_remote();
    loader.sources
}

pub(super) struct Loader<'a> {
    pub(super) sources: Sources,
    /// Documents by canonical path, so that each is read once however it is referred to; `None` if that failed.
    files: BTreeMap<PathBuf, Option<DocId>>,
    /// References to the network, as written, with their places.
    remote: Vec<(String, Location)>,
    allowed: Allowed,
    pub(super) diags: &'a mut Diags,
}

/// A reference to another document.
pub(super) struct Reference {
    /// As written.
    text: String,
    location: Location,
    /// Whether it is a mistake that the document is not there.
    needed: bool,
}

impl Loader<'_> {
    fn root(&mut self, path: &Path) {
        let shown = folder::shown(path);
        let file = path.to_owned();
        match file.canonicalize() {
            Ok(canonical) => {
                self.allowed.add_home(&canonical);
                // The document may be a link; what stands beside the link belongs to it as well.
                if let Some(Ok(folder)) = path.parent().map(Path::canonicalize) {
                    self.allowed.add_home(&folder.join("document"));
                }
                let doc = self.document(&shown, &file, canonical, None);
                let new = doc.filter(|doc| !self.sources.roots.contains(doc));
                self.sources.roots.extend(new);
            }
            Err(error) => self.diags.push(diag::unreadable(&shown, &read::reason(&error))),
        }
    }

    fn document(&mut self, shown: &str, file: &Path, canonical: PathBuf, from: Option<&Reference>) -> Option<DocId> {
        if let Some(doc) = self.files.get(&canonical) {
            return *doc;
        }
        let doc = match read::text(&canonical) {
            Ok(text) => {
                let doc = self.sources.push(shown.to_owned(), file.to_owned(), String::new());
                let before = self.diags.len();
                let content = parse::parse(doc, shown, &text, self.diags);
                // What is wrong with a document matters to whoever refers to it.
                if let (Some(from), Some(first)) =
                    (from, self.diags.iter_mut().skip(before).find(|found| found.code.severity == Severity::Error))
                {
                    first.secondary.push(Label { location: from.location, text: "referred to here".to_owned() });
                }
                self.sources.set_content(doc, content);
                self.sources.set_text(doc, text);
                Some(doc)
            }
            Err(failure) => self.unreadable(shown, file, failure, from),
        };
        self.files.insert(canonical, doc);
        doc
    }

    /// Reports a file that cannot be read; it becomes a document all the same when its text can be shown.
    pub(super) fn unreadable(&mut self, shown: &str, file: &Path, failure: Failure, from: Option<&Reference>) -> Option<DocId> {
        match failure {
            Failure::Io(reason) => self.diags.push(match from {
                Some(reference) => diag::missing_file(&reference.text, shown, &reason, reference.location),
                None => diag::unreadable(shown, &reason),
            }),
            Failure::TooLarge => self.diags.push(match from {
                Some(reference) => diag::too_large(shown).at(reference.location, "referred to here"),
                None => diag::too_large(shown),
            }),
            Failure::NotUtf8 { offset, text } => {
                let doc = self.sources.push(shown.to_owned(), file.to_owned(), text);
                let location = Location { doc, span: Span::new(offset, offset + '\u{FFFD}'.len_utf8()) };
                self.diags.push(diag::not_utf8(shown, offset).at(location, "not a character"));
                return Some(doc);
            }
        }
        None
    }

    fn follow(&mut self, doc: DocId) {
        for reference in self.references(doc) {
            let key = (doc, reference.text.clone());
            if self.sources.references.contains_key(&key) {
                continue;
            }
            if let Some(target) = self.target(doc, &reference) {
                self.sources.references.insert(key, target);
            }
        }
    }

    /// Reports references to the network, except to what was loaded from a file and only has such a name.
    fn tell_remote(&mut self) {
        let trees = self.sources.ids().filter_map(|doc| self.sources.tree(doc));
        let known: BTreeSet<String> = match self.remote.as_slice() {
            [] => BTreeSet::new(),
            _ => trees.flat_map(front::openapi::identifiers).collect(),
        };
        for (text, location) in std::mem::take(&mut self.remote) {
            if !known.contains(&text) {
                self.diags.push(diag::remote_reference(&text, location));
            }
        }
    }

    fn references(&self, doc: DocId) -> Vec<Reference> {
        let content = self.sources.document(doc).map_or(&Content::None, |document| &document.content);
        // Vocabularies are on the network, and known; a document of one's own that is missing is told by its reader.
        let of_csdl = |found: Vec<_>| found.into_iter().map(|(text, location)| (text, location, false)).collect();
        let found = match content {
            Content::Tree(tree) if front::detect(tree) == Some(Notation::CsdlJson) => of_csdl(front::csdl::json_references(tree)),
            Content::Tree(tree) => front::openapi::external_references(tree),
            Content::Xml(tree) => of_csdl(front::csdl::references(tree)),
            Content::None => Vec::new(),
        };
        found.into_iter().map(|(text, location, needed)| Reference { text, location, needed }).collect()
    }

    fn target(&mut self, doc: DocId, reference: &Reference) -> Option<DocId> {
        let Reference { text, location, needed } = reference;
        if folder::has_scheme(text) {
            if *needed {
                self.remote.push((text.clone(), *location));
            }
            return None;
        }
        let Some(path) = folder::resolve(Documents::path(&self.sources, doc), text) else {
            self.diags.push(diag::missing_file(text, text, "it is not a path", *location));
            return None;
        };
        let (shown, file) = (folder::shown(&path), path);
        match file.canonicalize() {
            Ok(canonical) if !self.allowed.contains(&canonical) => {
                self.diags.push(diag::reference_outside(text, &shown, *location));
                None
            }
            Ok(canonical) => self.document(&shown, &file, canonical, Some(reference)),
            Err(_) if !needed => None,
            Err(error) => {
                self.diags.push(diag::missing_file(text, &shown, &read::reason(&error), *location));
                None
            }
        }
    }
}
