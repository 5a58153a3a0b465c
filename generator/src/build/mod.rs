//! The door for `build.rs`: schema paths come in, one Rust file in `OUT_DIR` goes out, and what cargo has to know is printed.
//!
//! ```no_run
//! // build.rs
//! fn main() -> Result<(), wiretype::BuildError> {
//!     wiretype::build("schemas/store.yaml")
//! }
//! ```
//!
//! ```ignore
//! // src/main.rs: brings in `mod store`
//! include!(concat!(env!("OUT_DIR"), "/store/mod.rs"));
//! ```

mod inline;

use std::fmt;
use std::io::Write;
use std::path::{Path, PathBuf};

use crate::adjust::TypeOverride;
use crate::diag::render::{SourceText, render};
use crate::diag::{self, Diagnostic, Diags, Severity};
use crate::input::Sources;
use crate::ir::Envelope;
use crate::output::{self, OutFile};
use crate::source::Written;
use crate::{Outcome, Task, config, plan, project};

/// Generates a module from one schema with the default options. The module has the name of the file, in snake case.
pub fn build(schema: impl AsRef<Path>) -> Result<(), BuildError> {
    Build::new().schema(schema).compile()
}

/// Generates a module with options.
#[derive(Clone, Debug, Default)]
#[must_use = "nothing is generated before `compile` is called"]
pub struct Build {
    task: Task,
    module: Option<String>,
    out_dir: Option<PathBuf>,
}

impl Build {
    /// Starts with the default options.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a document, relative to the folder of the crate. Several CSDL documents form one model.
    pub fn schema(mut self, path: impl AsRef<Path>) -> Self {
        self.task.schemas.push(path.as_ref().to_owned());
        self
    }

    /// Adds an overlay (`OpenAPI` Overlay 1.0), which changes the documents before they are read.
    pub fn overlay(mut self, path: impl AsRef<Path>) -> Self {
        self.task.load.overlays.push(Written::new(path.as_ref().to_string_lossy()));
        self
    }

    /// Names the module; without a name it is called after the file of the first schema.
    pub fn module(mut self, name: impl Into<String>) -> Self {
        self.module = Some(name.into());
        self
    }

    /// Sets the shape of error bodies that routes answer with on their own account.
    pub fn errors(mut self, envelope: Envelope) -> Self {
        self.task.plan.errors = Some(envelope);
        self.task.read.envelope = Some(envelope);
        self
    }

    /// Whether formats such as `date-time` are asserted and become types; they are, by default.
    pub fn formats(mut self, on: bool) -> Self {
        self.task.plan.formats = on;
        self
    }

    /// Whether service traits and routers are generated; they are, by default.
    pub fn routes(mut self, on: bool) -> Self {
        self.task.plan.routes = on;
        self
    }

    /// How values are checked, unless the program says otherwise: which formats and rules count, and how much.
    pub fn validation(mut self, validation: plan::Validation) -> Self {
        self.task.plan.validation = Some(validation);
        self
    }

    /// Generates only what this selector chooses, such as `path:/pets/*`, `method:GET`, `operation:list*`, `tag:pets` or
    /// `type:Pet`, and what that needs. May be called several times.
    pub fn include(mut self, selector: impl Into<String>) -> Self {
        self.task.select.include.push(Written::new(selector));
        self
    }

    /// Leaves out what this selector chooses. May be called several times.
    pub fn exclude(mut self, selector: impl Into<String>) -> Self {
        self.task.select.exclude.push(Written::new(selector));
        self
    }

    /// Puts a type of your own, by its path, in the place of a declared one: `Clone`, `Debug`, `PartialEq`, and the runtime's `json::Read`,
    /// `json::Write` and, where it is a body, `validate::Validate`. Its values are still checked against the schema.
    pub fn replace(mut self, name: impl Into<String>, path: impl Into<String>) -> Self {
        let (name, replace) = (Written::new(name), Some(Written::new(path)));
        let wanted = TypeOverride { name, rename: None, replace, derive: Vec::new(), open: None };
        self.task.plan.types.extend([project::custom(&wanted)]);
        self.task.adjust.types.push(wanted);
        self
    }

    /// Generates what a document with mistakes still gives: those that harm only their own place become warnings.
    pub fn keep_going(mut self) -> Self {
        self.task.read.keep_going = true;
        self
    }

    /// Lets references lead out of the folder of the schema.
    pub fn allow_outside(mut self) -> Self {
        self.task.load.allow_outside = true;
        self
    }

    /// Writes below this folder instead of `OUT_DIR`.
    pub fn out_dir(mut self, folder: impl Into<PathBuf>) -> Self {
        self.out_dir = Some(folder.into());
        self
    }

    /// Generates. Warnings are shown by cargo; errors come back, and their text is what a failing `main` prints.
    pub fn compile(mut self) -> Result<(), BuildError> {
        let mut out = std::io::stdout().lock();
        let name = self.name()?;
        self.task.plan.source = self.task.schemas.iter().map(|path| crate::input::shown(path)).collect::<Vec<_>>().join(", ");
        let outcome = crate::compile(&self.task, &|_| ());
        announce(&mut out, &self.task, &outcome);
        if outcome.diags.has_errors() {
            return Err(BuildError::new(&outcome.diags, &outcome.sources));
        }
        let root = self.out_dir.or_else(|| std::env::var_os("OUT_DIR").map(PathBuf::from));
        let Some(root) = root else { return Err(BuildError::plain(diag::no_out_dir())) };
        let text = inline::module(&name, &outcome.files);
        let file = OutFile::new(format!("{name}/mod.rs"), &self.task.plan.source, &text);
        let tree = output::Tree { shown: crate::input::shown(&root), root, files: vec![file], sweep: Vec::new() };
        let mut diags = Diags::default();
        // Nobody edits in `OUT_DIR` what could not be made again.
        let changes = output::changes(&tree, output::Mode::Force, &mut diags);
        output::apply(&tree, &changes, &mut diags);
        if diags.has_errors() { Err(BuildError::new(&diags, &outcome.sources)) } else { Ok(()) }
    }

    fn name(&self) -> Result<String, BuildError> {
        if let Some(name) = &self.module {
            return if config::is_module_name(name) {
                Ok(name.clone())
            } else {
                Err(BuildError::plain(diag::bad_module_name(name, &config::module_name(name), None)))
            };
        }
        Ok(self.task.schemas.first().map_or_else(|| "api".into(), |path| config::module_of(path)))
    }
}

/// Tells cargo which files were read, and shows warnings. Files that are missing are watched too: they may appear.
fn announce(out: &mut impl Write, task: &Task, outcome: &Outcome) {
    let read = outcome.sources.files().map(Path::to_owned);
    let named = task.schemas.iter().cloned();
    for path in read.chain(named).collect::<std::collections::BTreeSet<_>>() {
        let _ = writeln!(out, "cargo:rerun-if-changed={}", path.display());
    }
    for diagnostic in outcome.diags.iter().filter(|diagnostic| diagnostic.code.severity == Severity::Warning) {
        let _ = writeln!(out, "cargo:warning={}", line(diagnostic, &outcome.sources));
    }
}

/// A message as one line, as cargo shows warnings.
fn line(diagnostic: &Diagnostic, sources: &Sources) -> String {
    let place = diagnostic.primary.as_ref().map(|label| {
        let (doc, start) = (label.location.doc, label.location.span.start);
        let (line, column) = sources.lines(doc).line_column(sources.text(doc), start);
        format!("{}:{line}:{column}: ", SourceText::path(sources, doc))
    });
    format!("{}{} ({})", place.unwrap_or_default(), diagnostic.message, diagnostic.code.id)
}

/// Why nothing was generated. Both `Debug`, which a failing `main` prints, and `Display` are the rendered messages.
pub struct BuildError {
    text: String,
}

impl BuildError {
    fn new(diags: &Diags, sources: &Sources) -> Self {
        Self { text: render(diags, sources, false) }
    }

    fn plain(diagnostic: Diagnostic) -> Self {
        let mut diags = Diags::default();
        diags.push(diagnostic);
        Self::new(&diags, &Sources::default())
    }
}

impl fmt::Display for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.text.trim_end())
    }
}

impl fmt::Debug for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "wiretype found mistakes\n\n{self}")
    }
}

impl std::error::Error for BuildError {}
