//! Messages on the terminal: findings come in, text and the exit code they call for go out.

use std::io::{IsTerminal, Write};

use wiretype::diag::render::{render, render_github, render_json};
use wiretype::diag::{Code, Diagnostic, Diags, Severity};
use wiretype::front::Documents;
use wiretype::input::Sources;

use super::args::{Color, Format};
use super::write::command_line;

/// How the command ends, from best to worst.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exit {
    /// Nothing is wrong.
    Well,
    /// A schema has a mistake, or a file is stale or was edited.
    Mistake,
    /// The command was used wrongly, or a file cannot be read or written.
    Usage,
}

/// Prints messages.
#[derive(Clone, Copy, Debug)]
pub struct Reporter {
    format: Format,
    colour: bool,
    /// Where messages for programs go.
    programs: fn(&str),
}

impl Reporter {
    /// Colour is for terminals, and for those who want it. Messages for programs go to stdout unless that is taken.
    pub fn new(format: Format, when: Color, stdout_taken: bool) -> Self {
        let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
        let plain = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
        let colour = match when {
            Color::Always => true,
            Color::Never => false,
            Color::Auto => std::io::stderr().is_terminal() && !set("NO_COLOR") && !plain,
        };
        Self { format, colour, programs: if stdout_taken { err } else { out } }
    }

    /// How messages are printed.
    pub fn format(&self) -> Format {
        self.format
    }

    /// Whether people read the messages.
    pub fn for_people(&self) -> bool {
        self.format == Format::Human
    }

    /// Prints everything found, for people on stderr, for programs on stdout.
    pub fn print(&self, diags: &Diags, sources: &Sources) -> Exit {
        match self.format {
            Format::Human if diags.is_empty() => {}
            Format::Human => err(&render(diags, sources, self.colour)),
            Format::Json => (self.programs)(&render_json(diags, sources)),
            Format::Github => (self.programs)(&render_github(diags, sources)),
        }
        diags.iter().map(exit).max().unwrap_or(Exit::Well)
    }

    /// Prints mistakes and warnings; of limitations, people see only how many there are and where to read them.
    pub fn print_briefly(&self, diags: &Diags, sources: &Sources) -> Exit {
        if self.format != Format::Human {
            return self.print(diags, sources);
        }
        let (mut shown, mut hidden) = (Diags::default(), 0_usize);
        for diagnostic in diags.iter() {
            if diagnostic.code.severity == Severity::Limitation {
                hidden += 1;
            } else {
                shown.push(diagnostic.clone());
            }
        }
        let exit = self.print(&shown, sources);
        if hidden > 0 {
            let roots: Vec<String> = sources.roots().iter().map(|doc| sources.path(*doc).to_owned()).collect();
            let command = command_line(&[vec!["check".to_owned()], roots.clone()].concat());
            let (noun, them) = if hidden == 1 { ("limitation", "it") } else { ("limitations", "them") };
            self.note(&format!("{}: {hidden} {noun}; `{command}` shows {them}", roots.join(", ")));
        }
        exit
    }

    /// Prints one message that has no place in a document.
    pub fn print_one(&self, diagnostic: Diagnostic) -> Exit {
        let mut diags = Diags::default();
        diags.push(diagnostic);
        self.print(&diags, &Sources::default())
    }

    /// A line for people about how things went; programs do not see it.
    pub fn note(&self, line: &str) {
        if self.format == Format::Human {
            err(&format!("{line}\n"));
        }
    }
}

/// What a message means for the exit code.
fn exit(diagnostic: &Diagnostic) -> Exit {
    let Code { id, severity, .. } = diagnostic.code;
    match (severity, *id) {
        (Severity::Warning | Severity::Limitation, _) => Exit::Well,
        (Severity::Error, "E0020" | "E0022" | "E0604") => Exit::Usage,
        (Severity::Error, id) if id.starts_with("E05") => Exit::Usage,
        (Severity::Error, _) => Exit::Mistake,
    }
}

/// Writes to stdout. A reader that went away is no mistake.
pub fn out(text: &str) {
    let mut stdout = std::io::stdout().lock();
    let _ = stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush());
}

/// Writes to stderr.
pub fn err(text: &str) {
    let _ = std::io::stderr().lock().write_all(text.as_bytes());
}
