//! The end of both ways to generate: files come in; they are written, or compared with what is there.

use wiretype::diag::{self, Diags};
use wiretype::input::Sources;
use wiretype::output::{self, Action, Change, Mode, Tree};

use super::list::count;
use super::report::{Exit, Reporter, err};

/// Differences that are shown in full; of further files only the name.
const SHOWN: usize = 8;

/// Writes what differs.
pub fn write(tree: &Tree, force: bool, reporter: &Reporter) -> Exit {
    let mut diags = Diags::default();
    let changes = output::changes(tree, if force { Mode::Force } else { Mode::Write }, &mut diags);
    if !diags.has_errors() {
        output::apply(tree, &changes, &mut diags);
    }
    let exit = reporter.print(&diags, &Sources::default());
    if exit == Exit::Well {
        let removed = changes.iter().filter(|change| change.action == Action::Remove).count();
        let written = changes.len() - removed;
        let lines: usize = tree.files.iter().map(|file| output::line_count(&file.text)).sum();
        let (files, lines) = (count(tree.files.len(), "file"), count(lines, "line"));
        reporter.note(&format!("{files}, {lines} in {}: {written} written, {removed} removed", tree.shown));
    }
    exit
}

/// Tells what differs, and the command that mends it.
pub fn compare(tree: &Tree, reporter: &Reporter) -> Exit {
    let mut diags = Diags::default();
    let changes = output::changes(tree, Mode::Compare, &mut diags);
    let command = mending_command();
    if !reporter.for_people() {
        for change in &changes {
            diags.push(diag::stale_file(&tree.shown(&change.path), state(change), &command));
        }
        return reporter.print(&diags, &Sources::default());
    }
    let exit = reporter.print(&diags, &Sources::default());
    if changes.is_empty() {
        return exit;
    }
    let mut text: String = changes.iter().enumerate().map(|(index, change)| stale(tree, change, index < SHOWN)).collect();
    let files = count(changes.len(), "file");
    text.extend([&files, " stale; to mend: ", &command, "\n"]);
    err(&text);
    exit.max(Exit::Mistake)
}

fn state(change: &Change) -> &'static str {
    match &change.action {
        Action::Create(_) => "missing",
        Action::Replace(_) => "stale",
        Action::Remove => "no longer generated",
    }
}

fn stale(tree: &Tree, change: &Change, in_full: bool) -> String {
    let (path, what) = (tree.shown(&change.path), state(change));
    let lines: Vec<String> = change.diff.lines().filter(|_| in_full).map(|line| format!("    {line}\n")).collect();
    let diff = lines.concat();
    format!("{what}: {path}\n{diff}")
}

/// This very command without `--check`, as cargo or a shell would run it.
fn mending_command() -> String {
    let args: Vec<String> = std::env::args().skip(1).filter(|arg| arg != "--check").map(|arg| quoted(&arg)).collect();
    command_line(&args)
}

/// The command with arguments, the way this run was started.
pub fn command_line(args: &[String]) -> String {
    // Set by `cargo run`, in this project's own folder.
    let by_cargo = std::env::var_os("CARGO_PKG_NAME").is_some_and(|name| name == env!("CARGO_PKG_NAME"));
    let program = match (by_cargo, args.is_empty()) {
        (true, true) => "cargo run",
        (true, false) => "cargo run --",
        (false, _) => "wiretype",
    };
    std::iter::once(program).chain(args.iter().map(String::as_str)).collect::<Vec<_>>().join(" ")
}

fn quoted(arg: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || "-_./=:,@%+\\".contains(c);
    if !arg.is_empty() && arg.chars().all(plain) { arg.to_owned() } else { format!("'{}'", arg.replace('\'', "'\\''")) }
}
