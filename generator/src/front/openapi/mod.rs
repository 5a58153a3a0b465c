//! `OpenAPI` 2.0 to 3.2: trees come in, an [`ir::Api`](crate::ir::Api) goes out.

use super::{Documents, Options};
use crate::diag::Diags;
use crate::ir;
use crate::source::{DocId, Location, Tree};

/// Reads the document `root`, with every document it refers to, into an API.
///
/// Everything that is wrong is reported; what is broken is replaced by a schema that accepts everything. Nothing comes back
/// only when the document is no `OpenAPI` document at all.
pub fn read(_docs: &dyn Documents, _root: DocId, _options: &Options, _diags: &mut Diags) -> Option<ir::Api> {
    None
}

/// The other documents that a document refers to: the file part of each `$ref` with the place of the reference.
pub fn external_references(_tree: &Tree) -> Vec<(String, Location)> {
    Vec::new()
}
