//! `OpenAPI` 2.0 to 3.2: trees come in, an [`ir::Api`](crate::ir::Api) goes out.

mod context;
mod envelope;
mod harm;
mod json;
mod operation;
mod reference;
mod schema;
mod shape;
mod version;

use super::{Documents, Options};
use crate::diag::{Diags, expected_kind};
use crate::ir::{Api, Docs};
use crate::source::{DocId, Location, NodeRef, Tree};
use context::{Context, docs as read_docs, filled, text};
use version::Version;

/// Reads the document `root`, with every document it refers to, into an API.
///
/// Everything that is wrong is reported; what is broken is replaced by a schema that accepts everything. Nothing comes back
/// only when the document is no `OpenAPI` document at all.
pub fn read(docs: &dyn Documents, root: DocId, options: &Options, diags: &mut Diags) -> Option<Api> {
    let tree = docs.tree(root)?;
    let node = tree.root();
    if !node.is_object() {
        diags.push(expected_kind("an OpenAPI document", "an object", node));
        return None;
    }
    let version = Version::read(node, diags)?;
    let mut context = Context::new(docs, tree, version, options, diags);
    shape::check(&mut context, node);
    if let Some(schemas) = declared_schemas(node, version) {
        context.declare(schemas);
    }
    let security_schemes = operation::schemes(&mut context, node);
    let mut operations = operation::operations(&mut context, node, &security_schemes);
    context.define_all();
    context.settle();
    let mut schemas = std::mem::take(&mut context.schemas);
    if options.keep_going {
        harm::settle(&mut operations, &mut schemas, tree, context.diags);
    }
    for parameter in operations.iter_mut().flat_map(|operation| &mut operation.parameters) {
        if parameter.default.is_none() {
            parameter.default.clone_from(&schemas[parameter.schema].default);
        }
    }
    let envelope = options.envelope.unwrap_or_else(|| envelope::envelope(&schemas, &operations));
    let servers = operation::servers(&context, node);
    let named = std::mem::take(&mut context.named);
    let info = node.get("info");
    let of_info = |key: &str| info.and_then(|info| text(info, key)).unwrap_or("").to_owned();
    Some(Api {
        title: of_info("title"),
        version: of_info("version"),
        docs: api_docs(node),
        servers,
        schemas,
        named,
        operations,
        groups: Vec::new(),
        security_schemes,
        envelope,
        service: None,
        uniform: false,
    })
}

/// The other documents that a document refers to: the file part of each reference, with the place of the first such reference and
/// whether it is a mistake that there is no such file.
pub fn external_references(tree: &Tree) -> Vec<(String, Location, bool)> {
    reference::external(tree)
}

/// The URIs that a document and the schemas in it give themselves, by which others may refer to them wherever they are stored.
pub fn identifiers(tree: &Tree) -> Vec<String> {
    reference::identifiers(tree)
}

/// Where the schemas of a document are declared.
fn declared_schemas(root: NodeRef<'_>, version: Version) -> Option<NodeRef<'_>> {
    match version {
        Version::V20 => root.get("definitions"),
        _ => root.get("components").and_then(|components| components.get("schemas")),
    }
}

fn api_docs(root: NodeRef<'_>) -> Docs {
    let info = root.get("info").map(read_docs).unwrap_or_default();
    let summary = root.get("info").and_then(|info| filled(info, "summary"));
    Docs { link: root.get("externalDocs").and_then(|page| filled(page, "url")), summary, ..info }
}
