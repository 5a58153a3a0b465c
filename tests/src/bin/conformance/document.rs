//! One document comes in; the files made of it go out, or what kept them from being made.

use std::any::Any;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::panic::{self, AssertUnwindSafe};
use std::path::Path;
use std::time::{Duration, Instant};

use wiretype::diag::render::SourceText;
use wiretype::diag::{Diagnostic, Severity};
use wiretype::input::Sources;
use wiretype::render::File;
use wiretype::{Outcome, Task};

use super::memory;

/// What came of a document.
#[derive(Debug, Default)]
pub struct Made {
    /// Its path below the folder that was walked.
    pub name: String,
    /// The files; empty if it was refused.
    pub files: Vec<File>,
    /// How many files there were.
    pub file_count: usize,
    /// Lines of all files.
    pub lines: usize,
    /// Errors, warnings, limitations.
    pub counts: [usize; 3],
    /// How often each code was reported.
    pub codes: BTreeMap<&'static str, usize>,
    /// The first error, as one line.
    pub first_error: Option<String>,
    /// The message of a panic.
    pub panic: Option<String>,
    /// How long it took.
    pub time: Duration,
    /// The most memory held meanwhile, in MiB; only if nothing else ran beside it.
    pub peak: Option<u64>,
}

impl Made {
    /// Whether there are files.
    pub fn generated(&self) -> bool {
        !self.files.is_empty()
    }

    /// Keeps the number of files and lines, and lets their texts go.
    pub fn count(&mut self) {
        let files = std::mem::take(&mut self.files);
        self.file_count = files.len();
        self.lines = files.iter().map(|file| file.text.lines().count()).sum();
    }
}

thread_local! {
    /// The place of the last panic of this thread.
    static PLACE: RefCell<String> = const { RefCell::new(String::new()) };
}

/// Keeps the place of a panic for the report instead of printing it among other lines.
pub fn watch_panics() {
    panic::set_hook(Box::new(|info| {
        let place = info.location().map(ToString::to_string).unwrap_or_default();
        PLACE.with(|last| last.replace(place));
    }));
}

/// Does something that may panic; then its message and place are the error.
pub fn guarded<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    panic::catch_unwind(AssertUnwindSafe(work)).map_err(|payload| panic_text(payload.as_ref()))
}

/// How a document is read, and whether nothing else runs meanwhile.
#[derive(Clone, Copy, Debug)]
pub struct How {
    /// Memory can be told.
    pub alone: bool,
    /// Breaches of the rules that harm nothing are errors too.
    pub strict: bool,
    /// References may lead anywhere.
    pub allow_outside: bool,
}

/// Generates everything from a document.
pub fn make(root: &Path, path: &Path, how: How) -> Made {
    let name = path.strip_prefix(root).unwrap_or(path).to_string_lossy().into_owned();
    if how.alone {
        memory::reset();
    }
    let start = Instant::now();
    let task = task(path, &name, how);
    let result = guarded(|| wiretype::compile(&task, &|_| {}));
    let mut made = Made { name, time: start.elapsed(), peak: how.alone.then(memory::peak).flatten(), ..Made::default() };
    match result {
        Ok(outcome) => fill(&mut made, outcome),
        Err(panic) => made.panic = Some(panic),
    }
    made
}

fn task(path: &Path, name: &str, how: How) -> Task {
    let mut task = Task { schemas: vec![path.to_owned()], ..Task::default() };
    name.clone_into(&mut task.plan.source);
    task.load.allow_outside = how.allow_outside;
    task.read.strict = how.strict;
    task
}

fn fill(made: &mut Made, outcome: Outcome) {
    for diagnostic in outcome.diags.iter() {
        let at = match diagnostic.code.severity {
            Severity::Error => 0,
            Severity::Warning => 1,
            Severity::Limitation => 2,
        };
        made.counts[at] += 1;
        *made.codes.entry(diagnostic.code.id).or_default() += 1;
        if at == 0 && made.first_error.is_none() {
            made.first_error = Some(one_line(diagnostic, &outcome.sources));
        }
    }
    made.files = outcome.files;
}

/// A message as the one line that fits under a document.
pub fn one_line(diagnostic: &Diagnostic, sources: &Sources) -> String {
    let place = diagnostic.primary.as_ref().map(|label| {
        let location = label.location;
        let (line, column) = sources.lines(location.doc).line_column(sources.text(location.doc), location.span.start);
        format!("{}:{line}:{column}: ", sources.path(location.doc))
    });
    format!("{}{}: {}", place.unwrap_or_default(), diagnostic.code.id, diagnostic.message)
}

fn panic_text(payload: &(dyn Any + Send)) -> String {
    let text = payload.downcast_ref::<&str>().map(|text| (*text).to_owned());
    let text = text.or_else(|| payload.downcast_ref::<String>().cloned()).unwrap_or_default();
    format!("panic: {} at {}", text, PLACE.with(|place| place.borrow().clone()))
}
