//! Generates Rust models, validators and HTTP route stubs from API schemas: OpenAPI 2.0 to 3.2 and OData CSDL.
//!
//! A `build.rs` calls [`build()`]; everything else is for the command `wiretype`.

pub mod adjust;
pub mod back;
pub mod build;
pub mod cargo;
pub mod check;
pub mod config;
pub mod convert;
pub mod diag;
pub mod front;
pub mod input;
pub mod ir;
mod jsonpath;
pub mod output;
mod overlay;
pub mod plan;
pub mod project;
pub mod render;
pub mod select;
pub mod source;
pub mod trace;

use std::collections::BTreeMap;
use std::path::PathBuf;

pub use build::{Build, BuildError, build};
pub use wiretype_runtime::validate;

use diag::{Diags, Severity};
use front::{Documents, Notation};
use input::Sources;
use source::DocId;

/// What one module is made from, and how.
#[derive(Clone, Debug, Default)]
pub struct Task {
    /// The documents, as they are shown in messages.
    pub schemas: Vec<PathBuf>,
    /// How they are loaded.
    pub load: input::Options,
    /// How they are read.
    pub read: front::Options,
    /// How CSDL is read.
    pub csdl: front::csdl::Options,
    /// What is wanted otherwise than the documents say it.
    pub adjust: adjust::Options,
    /// Which part of the API is wanted.
    pub select: select::Options,
    /// What becomes of it.
    pub plan: plan::Options,
}

/// What came of a [`Task`].
#[derive(Debug)]
pub struct Outcome {
    /// The documents.
    pub sources: Sources,
    /// Everything found, in the order of the documents.
    pub diags: Diags,
    /// The API, unless there were errors.
    pub checked: Option<check::Checked>,
    /// The files of the module; empty if there were errors, or none were asked for.
    pub files: Vec<render::File>,
}

/// A part of the work, told to whoever watches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Files are read and parsed.
    Load,
    /// The API is read from them.
    Read,
    /// The API is checked.
    Check,
    /// Code is made.
    Emit,
}

/// Loads, reads and checks. Each stage reports everything it finds; the next one starts only if there was no error.
pub fn inspect(task: &Task, watch: &(dyn Fn(Stage) + Sync)) -> Outcome {
    watch(Stage::Load);
    let mut diags = Diags::default();
    let sources = input::load(&task.schemas, &task.load, &mut diags);
    let mut checked = None;
    let stopped = diags.iter().any(|d| d.code.severity == Severity::Error && !(task.read.keep_going && d.is_local_error()));
    if !stopped {
        watch(Stage::Read);
        let selection = select::selection(&task.select, &mut diags);
        let api = read(&sources, task, &mut diags);
        let api = api.map(|mut api| {
            adjust::adjust(&mut api, &task.adjust, &mut diags);
            select::select(api, &selection, &mut diags)
        });
        watch(Stage::Check);
        checked = api.and_then(|api| check::check(api, &mut diags));
    }
    diags.sort();
    Outcome { sources, diags, checked, files: Vec::new() }
}

/// What CSDL is converted to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// CSDL JSON.
    CsdlJson,
    /// CSDL XML.
    CsdlXml,
    /// OpenAPI.
    OpenApi {
        /// The version.
        version: convert::Version,
        /// In YAML, not in JSON.
        yaml: bool,
        /// With declared types that no operation reaches.
        all_schemas: bool,
        /// Types of referenced documents are not repeated: they are references to the OpenAPI documents that these become.
        split: bool,
    },
}

/// Loads and reads CSDL, and writes it in another notation; no text if there were errors. Forms of CSDL are written document by
/// document, so only the first one is.
pub fn convert(task: &Task, target: Target, watch: &(dyn Fn(Stage) + Sync)) -> (Outcome, Option<String>) {
    watch(Stage::Load);
    let mut diags = Diags::default();
    let sources = input::load(&task.schemas, &task.load, &mut diags);
    for doc in sources.roots() {
        if dialect(&sources, *doc) == Some(Dialect::OpenApi) {
            diags.push(diag::not_convertible(Documents::path(&sources, *doc)));
        }
    }
    let mut text = None;
    if !diags.has_errors() {
        watch(Stage::Read);
        let selection = select::selection(&task.select, &mut diags);
        let api = read(&sources, task, &mut diags).map(|api| select::select(api, &selection, &mut diags));
        let document = || front::csdl::read_document(&sources, sources.roots().first().copied()?);
        text = api.and_then(|api| match target {
            Target::CsdlJson => document().map(|document| convert::csdl_json(&document)),
            Target::CsdlXml => document().map(|document| convert::csdl_xml(&document)),
            Target::OpenApi { version, yaml, all_schemas, split } => {
                let elsewhere = if split { elsewhere(&sources) } else { BTreeMap::new() };
                let options = convert::Options { version, all_schemas, elsewhere };
                Some(if yaml { convert::openapi_yaml(&api, &options) } else { convert::openapi_json(&api, &options) })
            }
        });
    }
    diags.sort();
    let text = text.filter(|_| !diags.has_errors());
    (Outcome { sources, diags, checked: None, files: Vec::new() }, text)
}

/// The documents that the roots refer to, with the address of the OpenAPI document that each becomes.
fn elsewhere(sources: &Sources) -> BTreeMap<DocId, String> {
    let mut found = BTreeMap::new();
    for root in sources.roots() {
        let of_tree = sources.tree(*root).map(front::csdl::json_references);
        let of_xml = sources.xml(*root).map(front::csdl::references);
        for (address, _) in of_tree.or(of_xml).unwrap_or_default() {
            let stem = address.rsplit_once('.').map_or(&*address, |(stem, _)| stem);
            if let Some(doc) = sources.referenced(*root, &address).filter(|doc| !sources.roots().contains(doc)) {
                found.insert(doc, format!("{stem}.openapi3.json"));
            }
        }
    }
    found
}

/// The whole way from schemas to the text of files.
pub fn compile(task: &Task, watch: &(dyn Fn(Stage) + Sync)) -> Outcome {
    let mut outcome = inspect(task, watch);
    if let Some(checked) = &outcome.checked {
        watch(Stage::Emit);
        outcome.files = emit(checked, &task.plan);
    }
    outcome
}

/// Plans, emits and renders the files of one module.
pub fn emit(checked: &check::Checked, options: &plan::Options) -> Vec<render::File> {
    render::render(&plan::plan(checked, options))
}

/// What a root document is written in.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Dialect {
    OpenApi,
    Csdl,
}

fn read(sources: &Sources, task: &Task, diags: &mut Diags) -> Option<ir::Api> {
    let mut known: Vec<(DocId, Dialect)> = Vec::new();
    for doc in sources.roots() {
        match dialect(sources, *doc) {
            Some(dialect) => known.push((*doc, dialect)),
            None => diags.push(diag::unknown_dialect(Documents::path(sources, *doc))),
        }
    }
    let [(first, dialect), rest @ ..] = known.as_slice() else { return None };
    let stranger = rest.iter().find(|(_, other)| other != dialect || *other == Dialect::OpenApi);
    if let Some((second, _)) = stranger {
        diags.push(diag::mixed_schemas(Documents::path(sources, *first), Documents::path(sources, *second)));
    }
    if diags.iter().any(|diagnostic| diagnostic.code.severity == Severity::Error && !diagnostic.is_local_error()) {
        return None;
    }
    let api = match dialect {
        Dialect::OpenApi => front::openapi::read(sources, *first, &task.read, diags),
        Dialect::Csdl => {
            let options = front::csdl::Options { keep_going: task.read.keep_going, ..task.csdl.clone() };
            front::csdl::read(sources, sources.roots(), &options, diags)
        }
    };
    if task.read.keep_going && api.is_some() {
        diags.iter_mut().for_each(|diagnostic| diagnostic.tolerate("it is passed over"));
    }
    api
}

fn dialect(sources: &Sources, doc: DocId) -> Option<Dialect> {
    if sources.xml(doc).is_some() {
        return Some(Dialect::Csdl);
    }
    match front::detect(sources.tree(doc)?)? {
        Notation::OpenApi => Some(Dialect::OpenApi),
        Notation::CsdlJson => Some(Dialect::Csdl),
    }
}
