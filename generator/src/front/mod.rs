//! Read and lower: parsed documents come in, an [`ir::Api`](crate::ir::Api) goes out.
//!
//! One room per notation; they never name each other. Front ends do no I/O: a door loads every referenced document first.

pub mod csdl;
pub mod openapi;

use crate::ir::Envelope;
use crate::source::xml::XmlTree;
use crate::source::{DocId, Kind, Tree};

/// The documents of a run, loaded and parsed before a front end starts.
pub trait Documents {
    /// The tree of a document; `None` if it could not be read (which was reported when it was loaded).
    fn tree(&self, doc: DocId) -> Option<&Tree>;

    /// The elements of a document written in XML; `None` for every other document.
    fn xml(&self, doc: DocId) -> Option<&XmlTree> {
        let _ = doc;
        None
    }

    /// The document that the file part of a reference in `base` names; `None` if it could not be loaded.
    fn referenced(&self, base: DocId, file: &str) -> Option<DocId>;

    /// The path of a document as it is shown to people; its stem names what is declared there.
    fn path(&self, doc: DocId) -> &str;
}

/// What a user may decide about reading.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// The shape of error bodies; found out from the document if not given.
    pub envelope: Option<Envelope>,
    /// Breaches of the notation's rules that harm nothing are errors too.
    pub strict: bool,
    /// Mistakes that harm only their own place are warnings, and what they harm is replaced or left out.
    pub keep_going: bool,
}

/// What a document is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notation {
    /// Swagger 2.0 or `OpenAPI` 3.x.
    OpenApi,
    /// OData CSDL in JSON.
    CsdlJson,
}

/// Finds out what a document is written in by the members at its top; `None` if it is neither.
pub fn detect(tree: &Tree) -> Option<Notation> {
    let root = tree.root();
    let is_text = |key: &str| root.get(key).is_some_and(|node| matches!(node.kind(), Kind::String(_) | Kind::Number(_)));
    if is_text("openapi") || is_text("swagger") {
        Some(Notation::OpenApi)
    } else if is_text("$Version") {
        Some(Notation::CsdlJson)
    } else {
        None
    }
}
