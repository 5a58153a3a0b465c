//! Write (a door): the text of every file of a run comes in; what differs on disk is written, removed, or only told.
//!
//! Every file carries a header that says it is ours. A file without it, or edited since, is never overwritten unasked.

mod diff;
mod disk;
mod stamp;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::diag::{self, Diags};

pub use stamp::{Comment, Owner, owner, stamp};

/// The files of a run, below one folder.
#[derive(Clone, Debug)]
pub struct Tree {
    /// The folder.
    pub root: PathBuf,
    /// The folder as it is shown in messages.
    pub shown: String,
    /// The files.
    pub files: Vec<OutFile>,
    /// Folders in which files of ours that are no longer made are removed.
    pub sweep: Vec<Sweep>,
}

/// One file to be.
#[derive(Clone, Debug)]
pub struct OutFile {
    /// Path below the root, with forward slashes.
    pub path: String,
    /// Its text, header included.
    pub text: String,
    /// What happens to a file that was edited by hand.
    pub edited: Edited,
}

/// What happens to a file of ours that was edited by hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edited {
    /// It is refused: its content belongs to the schema.
    Refuse,
    /// It stays as it is: people add dependencies to a manifest.
    Keep,
}

/// A folder in which files are removed that we made once and make no longer.
#[derive(Clone, Debug)]
pub struct Sweep {
    /// Path below the root; empty for the root itself.
    pub folder: String,
    /// Only files made from one of these; `None`: from anything.
    pub sources: Option<Vec<String>>,
}

impl OutFile {
    /// A file with its header.
    pub fn new(path: impl Into<String>, source: &str, text: &str) -> Self {
        let path = path.into();
        let text = stamp(Comment::of(&path), source, text);
        Self { path, text, edited: Edited::Refuse }
    }

    /// The same, but an edited one stays.
    #[must_use]
    pub fn kept_if_edited(mut self) -> Self {
        self.edited = Edited::Keep;
        self
    }
}

/// How strict the comparison with the disk is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// To write: files that are not ours, or were edited, are reported.
    Write,
    /// To write over whatever is there.
    Force,
    /// To tell what is stale: an edited file is.
    Compare,
}

/// What is to be done to one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Path below the root.
    pub path: String,
    /// What.
    pub action: Action,
    /// For people: the first lines that differ.
    pub diff: String,
}

/// What is to be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action {
    /// There is no such file yet.
    Create(String),
    /// The file has another text.
    Replace(String),
    /// The file is ours and no longer made.
    Remove,
}

/// Compares the files to be with those on disk. Conflicts are reported in [`Mode::Write`].
pub fn changes(tree: &Tree, mode: Mode, diags: &mut Diags) -> Vec<Change> {
    let mut changes = Vec::new();
    for file in &tree.files {
        let (path, shown) = (tree.root.join(&file.path), tree.shown(&file.path));
        match disk::read(&path) {
            Ok(None) => {
                let action = Action::Create(file.text.clone());
                changes.push(Change { path: file.path.clone(), action, diff: String::new() });
            }
            Ok(Some(old)) => changes.extend(replace(file, &old, &shown, mode, diags)),
            Err(reason) => diags.push(diag::not_written(&shown, &reason)),
        }
    }
    let present: BTreeSet<&str> = tree.files.iter().map(|file| file.path.as_str()).collect();
    for sweep in &tree.sweep {
        removals(tree, sweep, &present, mode, &mut changes, diags);
    }
    changes
}

/// Does what [`changes`] found: first every new text is written beside its place, then all are put in place.
pub fn apply(tree: &Tree, changes: &[Change], diags: &mut Diags) {
    if let Err((path, reason)) = disk::apply(&tree.root, changes) {
        diags.push(diag::not_written(&tree.shown(&path), &reason));
    }
}

fn replace(file: &OutFile, old: &str, shown: &str, mode: Mode, diags: &mut Diags) -> Option<Change> {
    if old.replace("\r\n", "\n") == file.text {
        return None;
    }
    let text = file.text.clone();
    let change =
        Change { path: file.path.clone(), action: Action::Replace(text), diff: diff::short(old, &file.text, stamp::HEADER_LINES) };
    match (owner(Comment::of(&file.path), old), file.edited, mode) {
        (Owner::Ours { .. }, _, _) | (_, _, Mode::Force) | (_, Edited::Refuse, Mode::Compare) => return Some(change),
        (_, Edited::Keep, Mode::Compare) => {}
        // What a person wrote before us is kept as well: a `Cargo.toml` that was there first.
        (_, Edited::Keep, Mode::Write) => diags.push(diag::kept_file(shown)),
        (Owner::Edited { .. }, Edited::Refuse, Mode::Write) => diags.push(diag::edited_file(shown)),
        (Owner::Foreign, Edited::Refuse, Mode::Write) => diags.push(diag::foreign_file(shown)),
    }
    None
}

fn removals(tree: &Tree, sweep: &Sweep, present: &BTreeSet<&str>, mode: Mode, changes: &mut Vec<Change>, diags: &mut Diags) {
    for path in disk::walk(&tree.root, &sweep.folder) {
        if present.contains(path.as_str()) || changes.iter().any(|change| change.path == path) {
            continue;
        }
        let Ok(Some(text)) = disk::read(&tree.root.join(&path)) else { continue };
        let (edited, source) = match owner(Comment::of(&path), &text) {
            Owner::Foreign => continue,
            Owner::Ours { source } => (false, source),
            Owner::Edited { source } => (true, source),
        };
        if sweep.sources.as_ref().is_some_and(|wanted| !wanted.contains(&source)) {
            continue;
        }
        if edited && mode == Mode::Write {
            diags.push(diag::edited_leftover(&tree.shown(&path)));
            continue;
        }
        changes.push(Change { path, action: Action::Remove, diff: String::new() });
    }
}

impl Tree {
    /// A path of the tree as it is shown.
    pub fn shown(&self, path: &str) -> String {
        if self.shown.is_empty() { path.to_owned() } else { format!("{}/{path}", self.shown.trim_end_matches('/')) }
    }
}

/// How many lines a text has, for summaries.
pub fn line_count(text: &str) -> usize {
    text.lines().count()
}

/// A path below a folder; the folder `.` is left out.
pub fn joined(folder: &Path, path: &str) -> PathBuf {
    if folder == Path::new(".") { PathBuf::from(path) } else { folder.join(path) }
}
