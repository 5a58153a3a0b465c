//! A folder comes in; the files below it that are OpenAPI documents go out, and the names of those that are not.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// What lies below a folder.
#[derive(Debug, Default)]
pub struct Found {
    /// Documents, by path.
    pub documents: Vec<PathBuf>,
    /// Files of the right ending that are something else.
    pub skipped: Vec<PathBuf>,
}

/// Walks a folder in the order of names. A single file is taken as it is.
pub fn walk(root: &Path) -> io::Result<Found> {
    let mut found = Found::default();
    let mut open = vec![root.to_owned()];
    while let Some(path) = open.pop() {
        if path.is_dir() {
            let entries = fs::read_dir(&path)?.collect::<io::Result<Vec<_>>>()?;
            open.extend(entries.into_iter().map(|entry| entry.path()));
        } else if is_candidate(&path) {
            let list = if is_document(&path) { &mut found.documents } else { &mut found.skipped };
            list.push(path);
        }
    }
    found.documents.sort();
    found.skipped.sort();
    Ok(found)
}

fn is_candidate(path: &Path) -> bool {
    let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    ["json", "yaml", "yml"].iter().any(|known| ending.eq_ignore_ascii_case(known))
}

/// Looks at the names at the top only, so that a document with mistakes in it is still one.
fn is_document(path: &Path) -> bool {
    let Ok(bytes) = fs::read(path) else { return false };
    let text = String::from_utf8_lossy(&bytes);
    let text = text.trim_start_matches('\u{feff}');
    if text.trim_start().starts_with('{') { has_top_member(text) } else { has_top_line(text) }
}

/// Whether a YAML mapping has a member `openapi` or `swagger`. Some indent the whole document.
fn has_top_line(text: &str) -> bool {
    let indent = |line: &str| line.len() - line.trim_start().len();
    let lines = || {
        text.lines().filter(|line| !line.trim().is_empty() && !line.trim_start().starts_with(['#', '%']) && line.trim() != "---")
    };
    let top = lines().next().map_or(0, indent);
    lines().filter(|line| indent(line) == top).any(|line| {
        let name = line.split(':').next().unwrap_or_default();
        line.contains(':') && is_mark(name.trim().trim_matches(['"', '\'']))
    })
}

fn is_mark(name: &str) -> bool {
    name == "openapi" || name == "swagger"
}

/// Whether a JSON object has a member `openapi` or `swagger`; what is below its members is passed over.
fn has_top_member(text: &str) -> bool {
    let (mut depth, mut start, mut escaped) = (0_u32, None, false);
    let mut name = "";
    for (at, byte) in text.bytes().enumerate() {
        match (byte, start) {
            (_, Some(_)) if escaped => escaped = false,
            (b'\\', Some(_)) => escaped = true,
            (b'"', Some(from)) => {
                name = text.get(from..at).unwrap_or_default();
                start = None;
            }
            (b'"', None) => start = Some(at + 1),
            (b'{' | b'[', None) => depth += 1,
            (b'}' | b']', None) => depth = depth.saturating_sub(1),
            (b':', None) if depth == 1 && is_mark(name) => return true,
            _ => {}
        }
    }
    false
}
