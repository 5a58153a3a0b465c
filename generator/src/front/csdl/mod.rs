//! OData CSDL 4.0 and 4.01, XML and JSON: documents come in, an [`Api`] goes out.
//!
//! The documents are read into one model (`model`), whichever way they are written; the model is checked as a whole (`check`)
//! and then lowered (`lower`).

mod check;
mod json;
mod lower;
pub(crate) mod model;
mod options;
mod reader;
mod xml;

pub use json::references as json_references;
pub use options::{KeyStyle, Options, PathRules};
pub use xml::references;

use std::collections::BTreeSet;

use self::model::names::is_standard;
use self::model::{Document, Reference, index, targets};
use super::Documents;
use crate::diag::{self, Diags};
use crate::ir::Api;
use crate::source::DocId;

/// Reads the documents `roots` and those they refer to, checks them and lowers them; `None` if there are errors.
pub fn read(documents: &dyn Documents, roots: &[DocId], options: &Options, diags: &mut Diags) -> Option<Api> {
    let mut found = Diags::default();
    let twice = !options.keep_going && declared_twice(documents, diags);
    let (read, missing) = collect(documents, roots, &mut found);
    let mut model = index::build(read, missing, &mut found);
    targets::attach(&mut model, &mut found);
    check::check(&model, &mut found);
    tolerate(options, &mut found);
    let api = if found.has_errors() { None } else { lower::lower(&model, options, &mut found) };
    tolerate(options, &mut found);
    let failed = twice || found.has_errors();
    diags.append(found);
    api.filter(|_| !failed)
}

/// One document as it is written, before it is put together with those it refers to.
#[derive(Clone, Debug)]
pub struct Csdl(pub(crate) Document);

/// Reads one document by itself; `None` if it is not CSDL of a version that can be read. What is found is reported by [`read`]
/// as well, which sees the whole model.
pub fn read_document(documents: &dyn Documents, doc: DocId) -> Option<Csdl> {
    read_one(documents, doc, &mut Diags::default()).map(Csdl)
}

/// Names that a document in JSON declares twice are mistakes, as they are in XML; there, a parser has dropped the second.
fn declared_twice(documents: &dyn Documents, diags: &mut Diags) -> bool {
    let mut any = false;
    for diagnostic in diags.iter_mut() {
        let doc = diagnostic.primary.as_ref().map(|label| label.location.doc);
        if doc.is_some_and(|doc| documents.tree(doc).is_some()) {
            any |= diag::declared_twice(diagnostic);
        }
    }
    any
}

/// When the user wants to keep going, mistakes that harm only their own place are warnings: a type that is not known holds any
/// value, and other declarations that make no sense have been passed over.
fn tolerate(options: &Options, diags: &mut Diags) {
    for diagnostic in diags.iter_mut().filter(|_| options.keep_going) {
        let unknown_type = diagnostic.code.id == "E0305";
        diagnostic.tolerate(if unknown_type { "values of it are any JSON" } else { "it is passed over" });
    }
}

/// Every document reached from the roots, each with whether it is a root, and the references that lead nowhere.
fn collect(documents: &dyn Documents, roots: &[DocId], diags: &mut Diags) -> (Vec<(Document, bool)>, Vec<Reference>) {
    let mut seen: BTreeSet<DocId> = roots.iter().copied().collect();
    let mut queue: Vec<DocId> = roots.to_vec();
    let (mut read, mut missing) = (Vec::new(), Vec::new());
    let mut next = 0;
    while let Some(doc) = queue.get(next).copied() {
        next += 1;
        let Some(document) = read_one(documents, doc, diags) else { continue };
        // Vocabularies that are known anyway need not be read.
        let needed = |reference: &&Reference| !reference.includes.iter().all(|include| is_standard(&include.namespace.text));
        for reference in document.references.iter().filter(needed) {
            match documents.referenced(doc, &reference.uri.text) {
                Some(target) if seen.insert(target) => queue.push(target),
                Some(_) => {}
                None => missing.push(reference.clone()),
            }
        }
        read.push((document, roots.contains(&doc)));
    }
    (read, missing)
}

fn read_one(documents: &dyn Documents, doc: DocId, diags: &mut Diags) -> Option<Document> {
    if let Some(tree) = documents.xml(doc) {
        return xml::read(tree, diags);
    }
    documents.tree(doc).and_then(|tree| json::read(tree, diags))
}
