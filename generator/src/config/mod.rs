//! The manifest (a door): the path of `wiretype.toml` comes in, a [`Manifest`] goes out, or what is wrong with it, located.

mod names;
mod overrides;
mod table;
mod validation;

use std::path::{Path, PathBuf};

use toml_edit::Document;

use crate::adjust;
use crate::diag::{self, Diags};
use crate::front::csdl;
use crate::input::{self, Sources};
use crate::ir::Envelope;
use crate::plan::Validation;
use crate::select;
use crate::source::{DocId, Location, Span, Written};

pub use names::{is_crate_name, is_module_name, module_name, module_of};
use table::Reader;

/// What `wiretype.toml` says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Manifest {
    /// The folder of the manifest; every path in it is relative to that.
    pub base: PathBuf,
    /// Its text, which messages about a module may point into.
    pub text: input::Manifest,
    /// The folder that gets `lib.rs` and a folder per module.
    pub output: String,
    /// The modules in source order.
    pub modules: Vec<Module>,
}

/// One `[[module]]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Module {
    /// Name of the Rust module.
    pub name: String,
    /// The documents it is made from, relative to the manifest.
    pub schemas: Vec<String>,
    /// Overlays of these documents, relative to the manifest.
    pub overlays: Vec<Written>,
    /// What the module is, for its docs.
    pub docs: Option<String>,
    /// The shape of error bodies, if not the one the document shows.
    pub errors: Option<Envelope>,
    /// Whether formats are asserted.
    pub formats: bool,
    /// Whether service traits and routers are generated.
    pub routes: bool,
    /// How values are checked, if it says so.
    pub validation: Option<Validation>,
    /// Whether references may leave the folder of the manifest.
    pub allow_outside: bool,
    /// How CSDL is read.
    pub csdl: csdl::Options,
    /// Which part of the API is wanted.
    pub select: select::Options,
    /// What is wanted otherwise than the documents say it.
    pub adjust: adjust::Options,
    /// Mistakes that harm only their own place are warnings.
    pub keep_going: bool,
}

/// Names of error envelopes, as users write them.
pub const ENVELOPES: [(&str, Envelope); 3] = [("problem", Envelope::Problem), ("odata", Envelope::OData), ("arm", Envelope::Arm)];

/// The manifest is the first document of whoever reads it.
const MANIFEST: DocId = DocId(0);

const TOP_KEYS: [&str; 2] = ["output", "module"];
const OUTPUT_KEYS: [&str; 1] = ["dir"];
const MODULE_KEYS: [&str; 15] = [
    "name",
    "schemas",
    "overlays",
    "docs",
    "errors",
    "formats",
    "routes",
    "allow_outside",
    "csdl",
    "validation",
    "include",
    "exclude",
    "keep_going",
    "types",
    "properties",
];
const CSDL_KEYS: [&str; 7] = ["keys", "open_enums", "depth", "max_paths", "roots", "title", "servers"];
const KEY_STYLES: [(&str, csdl::KeyStyle); 2] =
    [("segment", csdl::KeyStyle::Segment), ("parentheses", csdl::KeyStyle::Parentheses)];

/// Reads the manifest at `path`. Its text is added to `sources`, so that messages can show it.
pub fn load(path: &Path, sources: &mut Sources, diags: &mut Diags) -> Option<Manifest> {
    let shown = input::shown(path);
    let text = match std::fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) => {
            diags.push(diag::manifest_unreadable(&shown, &input::reason(&error)));
            return None;
        }
    };
    let manifest = input::Manifest { shown, file: path.to_owned(), text };
    *sources = Sources::of_manifest(&manifest);
    let base = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new(".")).to_owned();
    read(&base, MANIFEST, manifest, diags)
}

/// Reads the text of a manifest; everything wrong is reported.
fn read(base: &Path, doc: DocId, manifest: input::Manifest, diags: &mut Diags) -> Option<Manifest> {
    let parsed = match Document::parse(manifest.text.as_str()) {
        Ok(parsed) => parsed,
        Err(error) => {
            let span = error.span().unwrap_or(0..0);
            let location = Location { doc, span: Span::new(span.start, span.end) };
            diags.push(diag::toml_syntax(error.message().lines().next().unwrap_or_default(), location));
            return None;
        }
    };
    let before = diags.len();
    let mut top = Reader::new(doc, "the manifest", parsed.as_table(), None, diags);
    top.known(&TOP_KEYS);
    let output = top.table("output").map(|(table, location)| {
        let mut output = Reader::new(doc, "`[output]`", table, location, top.diags());
        output.known(&OUTPUT_KEYS);
        output.text("dir").map(|(dir, _)| dir)
    });
    let tables = top.tables("module");
    top.needs("module");
    let mut modules: Vec<(Module, Location)> = Vec::new();
    for (table, location) in tables {
        let mut reader = Reader::new(doc, "`[[module]]`", table, location, diags);
        let Some((module, location)) = module(base, &mut reader) else { continue };
        if let Some((_, first)) = modules.iter().find(|(other, _)| other.name == module.name) {
            diags.push(diag::duplicate_module(&module.name, location, *first));
        }
        modules.push((module, location));
    }
    let is_error = |d: &diag::Diagnostic| d.code.severity == diag::Severity::Error;
    if diags.iter().skip(before).any(is_error) {
        return None;
    }
    let output = output.flatten().unwrap_or_else(|| "generated/src".into());
    let modules = modules.into_iter().map(|(module, _)| module).collect();
    Some(Manifest { base: base.to_owned(), text: manifest, output, modules })
}

/// One module with the place of its name. All keys are looked at before giving up, so that every mistake is told.
fn module(base: &Path, reader: &mut Reader<'_, '_>) -> Option<(Module, Location)> {
    reader.known(&MODULE_KEYS);
    let name = reader.text("name");
    let schemas = reader.texts("schemas");
    let overlays = written(reader, "overlays");
    let docs = reader.text("docs").map(|(docs, _)| docs);
    let errors = reader.choice("errors", &ENVELOPES);
    let formats = reader.flag("formats").unwrap_or(true);
    let routes = reader.flag("routes").unwrap_or(true);
    let allow_outside = reader.flag("allow_outside").unwrap_or(false);
    let keep_going = reader.flag("keep_going").unwrap_or(false);
    let csdl = match reader.table("csdl") {
        Some((table, location)) => csdl_options(&mut Reader::new(reader.doc(), "`csdl`", table, location, reader.diags())),
        None => csdl::Options::default(),
    };
    let mut places = Vec::new();
    let validation = reader.table("validation").map(|(table, location)| {
        validation::read(&mut Reader::new(reader.doc(), "`validation`", table, location, reader.diags()), &mut places)
    });
    let select = select::Options { include: written(reader, "include"), exclude: written(reader, "exclude") };
    let adjust = adjust::Options { places, ..overrides::overrides(reader) };
    reader.needs("name");
    reader.needs("schemas");
    let schemas = match schemas {
        Some(schemas) => names::expand(base, schemas, reader.diags()),
        None => Vec::new(),
    };
    let (name, location) = name?;
    if !is_module_name(&name) {
        reader.diags().push(diag::bad_module_name(&name, &module_name(&name), Some(location)));
    }
    Some((
        Module {
            name,
            schemas,
            overlays,
            docs,
            errors,
            formats,
            routes,
            validation,
            allow_outside,
            csdl,
            select,
            adjust,
            keep_going,
        },
        location,
    ))
}

/// Texts with their places.
fn written(reader: &mut Reader<'_, '_>, key: &str) -> Vec<Written> {
    let texts = reader.texts(key).unwrap_or_default().into_iter();
    texts.map(|(text, place)| Written { text, place: Some(place) }).collect()
}

/// The options of a module made from CSDL.
fn csdl_options(reader: &mut Reader<'_, '_>) -> csdl::Options {
    reader.known(&CSDL_KEYS);
    let usual = csdl::Options::default();
    let plain = |texts: Vec<(String, Location)>| texts.into_iter().map(|(text, _)| text).collect();
    csdl::Options {
        keys: reader.choice("keys", &KEY_STYLES).unwrap_or(usual.keys),
        open_enums: reader.flag("open_enums").unwrap_or(usual.open_enums),
        depth: reader.number("depth"),
        max_paths: reader.number("max_paths").unwrap_or(usual.max_paths),
        roots: reader.texts("roots").map(plain),
        title: reader.text("title").map(|(title, _)| title),
        servers: reader.texts("servers").map(plain).unwrap_or_default(),
        ..usual
    }
}
