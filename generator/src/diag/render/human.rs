//! Messages for people, in the form that rustc made familiar.

use super::snippet::snippet;
use super::visible::visible;
use super::{Place, SourceText, count};
use crate::diag::{Diagnostic, Diags, Label, Severity};

/// The parts of a message that have their own colour.
#[derive(Clone, Copy)]
enum Part {
    Severity(Severity),
    Title,
    Frame,
}

/// Whether to colour.
#[derive(Clone, Copy)]
struct Style(bool);

impl Style {
    fn paint(self, part: Part, text: &str) -> String {
        if !self.0 || text.is_empty() {
            return text.to_owned();
        }
        let code = match part {
            Part::Severity(Severity::Error) => "1;31",
            Part::Severity(Severity::Warning) => "1;33",
            Part::Severity(Severity::Limitation) => "1;36",
            Part::Title => "1",
            Part::Frame => "1;34",
        };
        format!("\u{1b}[{code}m{text}\u{1b}[0m")
    }
}

/// One message with the lines it is about.
pub(super) fn message(diagnostic: &Diagnostic, sources: &dyn SourceText, colour: bool) -> String {
    let style = Style(colour);
    let severity = diagnostic.code.severity;
    let head = format!("{}[{}]", severity.name(), diagnostic.code.id);
    let title = format!(": {}", visible(&diagnostic.message));
    let mut out = format!("{}{}\n", style.paint(Part::Severity(severity), &head), style.paint(Part::Title, &title));

    let labels =
        diagnostic.primary.iter().map(|label| (label, true)).chain(diagnostic.secondary.iter().map(|label| (label, false)));
    let placed: Vec<_> = labels.map(|(label, primary)| (label, primary, Place::of(label.location, sources))).collect();
    let gutter = placed.iter().map(|(_, _, place)| place.line.to_string().len()).max().unwrap_or(1);
    let blank = format!("{} {}\n", " ".repeat(gutter), style.paint(Part::Frame, "|"));
    for (index, (label, primary, place)) in placed.iter().enumerate() {
        if index > 0 {
            out.push_str(&blank);
        }
        let mark = if *primary { Part::Severity(severity) } else { Part::Frame };
        let arrow = if index == 0 { "-->" } else { ":::" };
        let shown = format!("{}:{}:{}", visible(place.path), place.line, place.column);
        out.extend([&" ".repeat(gutter), &style.paint(Part::Frame, arrow), " ", &shown, "\n", &blank]);
        out.push_str(&lines(label, place, gutter, mark, style, sources));
    }
    if let Some(help) = &diagnostic.help {
        if !placed.is_empty() {
            out.push_str(&blank);
        }
        let (equals, word) = (style.paint(Part::Frame, "="), style.paint(Part::Title, "help"));
        out.extend([&" ".repeat(gutter), " ", &equals, " ", &word, ": ", &visible(help), "\n"]);
    }
    out
}

/// The source line and the marks below it.
fn lines(label: &Label, place: &Place<'_>, gutter: usize, mark: Part, style: Style, sources: &dyn SourceText) -> String {
    let snippet = snippet(label.location, place.line, sources);
    let bar = style.paint(Part::Frame, "|");
    let number = style.paint(Part::Frame, &format!("{:>gutter$}", place.line));
    let sign = if matches!(mark, Part::Severity(_)) { "^" } else { "-" };
    let text = visible(&label.text);
    let marks = format!("{} {text}", sign.repeat(snippet.marked));
    let source = format!("{number} {bar} {}", snippet.text);
    let below = format!("{} {bar} {}{}", " ".repeat(gutter), " ".repeat(snippet.indent), style.paint(mark, marks.trim_end()));
    format!("{}\n{below}\n", source.trim_end())
}

/// How many messages there are and where: `error: 3 errors, 1 warning in petstore.yaml`; nothing if there are none.
pub(super) fn summary(diags: &Diags, sources: &dyn SourceText, colour: bool) -> String {
    let severities = [Severity::Error, Severity::Warning, Severity::Limitation];
    let counted = severities.map(|severity| (severity, count(diags, severity)));
    let Some((worst, _)) = counted.iter().find(|(_, count)| *count > 0) else { return String::new() };
    let parts: Vec<String> = counted
        .iter()
        .filter(|(_, count)| *count > 0)
        .map(|(severity, count)| format!("{count} {}{}", severity.name(), if *count == 1 { "" } else { "s" }))
        .collect();
    let mut documents: Vec<_> =
        diags.iter().filter_map(|diagnostic| diagnostic.primary.as_ref()).map(|label| label.location.doc).collect();
    documents.sort_unstable();
    documents.dedup();
    let place = match documents.as_slice() {
        [] => String::new(),
        [only] => format!(" in {}", visible(sources.path(*only))),
        several => format!(" in {} files", several.len()),
    };
    let style = Style(colour);
    let text = format!(": {}{place}", parts.join(", "));
    format!("{}{}\n", style.paint(Part::Severity(*worst), worst.name()), style.paint(Part::Title, &text))
}
