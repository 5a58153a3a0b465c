//! `wiretype coverage`: a schema comes in; how much of it became types and rules goes out, place by place and in sum.

use std::fmt::Write;

use wiretype::diag::render::SourceText;
use wiretype::diag::{Diagnostic, Severity};
use wiretype::input::Sources;
use wiretype::plan::coverage::{Place, Status, coverage};
use wiretype::source::Location;
use wiretype::{inspect, plan};
use wiretype_runtime::json::Value;

use super::args;
use super::args::Format;
use super::deny;
use super::progress::Progress;
use super::report::{Exit, Reporter, out};

/// What can be denied here.
const GROUPS: [&str; 4] = ["warnings", "limitations", "raw", "interpreted"];

/// Tells what became of a schema.
pub fn run(args: &args::Coverage, reporter: &Reporter) -> Exit {
    if let Err(exit) = deny::known(&args.deny, &GROUPS, reporter) {
        return exit;
    }
    let task = args.inspect.task();
    let progress = Progress::start();
    let outcome = inspect(&task, &|stage| progress.stage(&task.plan.source, stage));
    drop(progress);
    let Some(checked) = &outcome.checked else { return reporter.print(&outcome.diags, &outcome.sources) };
    let messages = deny::deny(&outcome.diags, &args.deny);
    let mut lines = lines(coverage(&plan::plan(checked, &task.plan)), outcome.diags.iter());
    lines.sort_by(|one, other| (one.location, &one.what).cmp(&(other.location, &other.what)));
    let totals = totals(&lines);
    let is_denied = |line: &Line| {
        let raw_is_limited = line.status == Status::Raw.name() && args.deny.iter().any(|what| what == "limitations");
        raw_is_limited || args.deny.iter().any(|what| what == line.status)
    };
    let denied = messages.has_errors() || lines.iter().any(is_denied);
    if reporter.format() == Format::Json {
        out(&lines.iter().map(|line| json(line, &outcome.sources)).collect::<String>());
        let totals = totals.iter().map(|(name, count)| format!("\"{name}\":{count}")).collect::<Vec<_>>();
        out(&format!("{{\"totals\":{{{}}}}}\n", totals.join(",")));
    } else {
        out(&listing(&lines, args.all, &outcome.sources));
        let totals = totals.iter().map(|(name, count)| format!("{count} {name}")).collect::<Vec<_>>();
        out(&format!("{}: {}\n", task.plan.source, totals.join(", ")));
    }
    if denied { Exit::Mistake } else { Exit::Well }
}

/// A place, or a message.
struct Line {
    status: &'static str,
    what: String,
    pointer: String,
    location: Option<Location>,
    reason: String,
    code: Option<&'static str>,
}

fn lines<'d>(places: Vec<Place>, messages: impl Iterator<Item = &'d Diagnostic>) -> Vec<Line> {
    let place = |place: Place| Line {
        status: place.status.name(),
        what: place.what,
        pointer: place.origin.pointer.into(),
        location: Some(place.origin.location),
        reason: place.reason,
        code: None,
    };
    let message = |message: &Diagnostic| Line {
        status: message.code.severity.name(),
        what: message.code.title.to_owned(),
        pointer: String::new(),
        location: message.primary.as_ref().map(|label| label.location),
        reason: message.message.clone(),
        code: Some(message.code.id),
    };
    places.into_iter().map(place).chain(messages.map(message)).collect()
}

/// How many lines there are of each status, the best first.
fn totals(lines: &[Line]) -> Vec<(&'static str, usize)> {
    let statuses = Status::ALL.iter().map(|status| status.name());
    let severities = [(Severity::Limitation, "limitations"), (Severity::Warning, "warnings")];
    let severities = severities.into_iter().map(|(severity, plural)| (severity.name(), plural));
    let number = |status: &str| lines.iter().filter(|line| line.status == status).count();
    statuses.map(|name| (name, name)).chain(severities).map(|(status, plural)| (plural, number(status))).collect()
}

fn listing(lines: &[Line], all: bool, sources: &Sources) -> String {
    let mut text = String::new();
    let hidden = [Status::Represented.name(), Status::Ruled.name(), Severity::Warning.name()];
    for line in lines.iter().filter(|line| all || !hidden.contains(&line.status)) {
        let place = line
            .location
            .map(|location| place(location, sources))
            .map_or(String::new(), |(path, line, column)| format!("{path}:{line}:{column}: "));
        let code = line.code.map_or(String::new(), |code| format!("[{code}]"));
        let (name, what) = (line.status, if line.code.is_some() { "" } else { &line.what });
        let between = if what.is_empty() || line.reason.is_empty() { "" } else { ": " };
        let _ = writeln!(text, "{place}{name}{code}: {what}{between}{}", line.reason);
    }
    text
}

fn json(line: &Line, sources: &Sources) -> String {
    let text = |text: &str| Value::String(text.to_owned()).to_string();
    let (path, row, column) = line.location.map_or((String::new(), 0, 0), |location| place(location, sources));
    let code = line.code.map_or("null".to_owned(), text);
    format!(
        "{{\"status\":\"{}\",\"what\":{},\"file\":{},\"line\":{row},\"column\":{column},\"pointer\":{},\"reason\":{},\"code\":{code}}}\n",
        line.status,
        text(&line.what),
        text(&path),
        text(&line.pointer),
        text(&line.reason),
    )
}

/// Path, line and column.
pub fn place(location: Location, sources: &Sources) -> (String, usize, usize) {
    let lines = SourceText::lines(sources, location.doc);
    let (line, column) = lines.line_column(sources.text(location.doc), location.span.start);
    (SourceText::path(sources, location.doc).to_owned(), line, column)
}
