//! Renders messages for people, for programs (JSON) and for GitHub annotations: diagnostics and sources in, text out.
//!
//! Text of a document never reaches the terminal as it is: what could move the cursor or hide text is shown as an escape.

mod human;
mod machine;
mod snippet;
mod visible;

use crate::diag::{Diags, Severity};
use crate::source::{DocId, LineIndex, Location};

/// The documents that messages point into.
pub trait SourceText {
    /// The path to show.
    fn path(&self, doc: DocId) -> &str;
    /// The whole text.
    fn text(&self, doc: DocId) -> &str;
    /// Where its lines start.
    fn lines(&self, doc: DocId) -> &LineIndex;
}

/// For people: each message with the lines it is about, and a summary. With `colour`, for a terminal.
pub fn render(diags: &Diags, sources: &dyn SourceText, colour: bool) -> String {
    let mut out = String::new();
    for diagnostic in diags.iter() {
        out.push_str(&human::message(diagnostic, sources, colour));
        out.push('\n');
    }
    out.push_str(&human::summary(diags, sources, colour));
    out
}

/// For programs: one JSON object a line.
pub fn render_json(diags: &Diags, sources: &dyn SourceText) -> String {
    diags.iter().map(|diagnostic| machine::json(diagnostic, sources) + "\n").collect()
}

/// For GitHub: one workflow command a line, shown at the place in the changed file.
pub fn render_github(diags: &Diags, sources: &dyn SourceText) -> String {
    diags.iter().map(|diagnostic| machine::github(diagnostic, sources) + "\n").collect()
}

/// A place as people count: lines and columns from one, columns in characters, the end exclusive.
struct Place<'s> {
    path: &'s str,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
}

impl<'s> Place<'s> {
    fn of(location: Location, sources: &'s dyn SourceText) -> Self {
        let (text, lines) = (sources.text(location.doc), sources.lines(location.doc));
        let (line, column) = lines.line_column(text, location.span.start);
        let (end_line, end_column) = lines.line_column(text, location.span.end.max(location.span.start));
        Self { path: sources.path(location.doc), line, column, end_line, end_column }
    }
}

/// How many messages there are of a severity.
fn count(diags: &Diags, severity: Severity) -> usize {
    diags.iter().filter(|diagnostic| diagnostic.code.severity == severity).count()
}
