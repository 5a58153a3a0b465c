//! The disk: reading, listing and replacing files below a folder.

use std::fs;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::{Action, Change};

/// The text of a file; `None` if it is not there. Text that is not UTF-8 is read with marks: it is not ours anyway.
pub fn read(path: &Path) -> Result<Option<String>, String> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(String::from_utf8_lossy(&bytes).into_owned())),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error.to_string()),
    }
}

/// Every file below a folder that may be ours, as paths below the root, sorted. Links are not followed.
pub fn walk(root: &Path, folder: &str) -> Vec<String> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        let Ok(entries) = fs::read_dir(root.join(&folder)) else { continue };
        for entry in entries.flatten() {
            let (Ok(kind), Ok(name)) = (entry.file_type(), entry.file_name().into_string()) else { continue };
            let path = if folder.is_empty() { name.clone() } else { format!("{folder}/{name}") };
            if kind.is_dir() && !name.starts_with('.') && name != "target" {
                folders.push(path);
            } else if kind.is_file() && is_code(&name) {
                files.push(path);
            }
        }
    }
    files.sort();
    files
}

fn is_code(name: &str) -> bool {
    Path::new(name).extension().is_some_and(|extension| extension == "rs" || extension == "toml")
}

/// Writes, replaces and removes. Nothing is touched until every new text is on the disk beside its place.
pub fn apply(root: &Path, changes: &[Change]) -> Result<(), (String, String)> {
    let texts = changes.par_iter().filter_map(|change| match &change.action {
        Action::Create(text) | Action::Replace(text) => Some((change.path.as_str(), text)),
        Action::Remove => None,
    });
    let made: Vec<_> = texts.map(|(path, text)| (path, beside(&root.join(path), text))).collect();
    let mut result = Ok(());
    let mut written = Vec::new();
    for (path, made) in made {
        match made {
            Ok((temporary, place)) => written.push((path, temporary, place)),
            Err(error) => result = result.and_then(|()| failed(path, &error)),
        }
    }
    for (path, temporary, place) in written {
        if result.is_ok() {
            result = fs::rename(&temporary, &place).or_else(|error| failed(path, &error));
        }
        if result.is_err() {
            // Best effort: the error that is reported is the one that led here.
            let _ = fs::remove_file(&temporary);
        }
    }
    result?;
    for change in changes.iter().filter(|change| change.action == Action::Remove) {
        remove(root, &change.path).or_else(|error| failed(&change.path, &error))?;
    }
    Ok(())
}

fn failed(path: &str, error: &std::io::Error) -> Result<(), (String, String)> {
    Err((path.to_owned(), error.to_string()))
}

/// Writes a text into the folder of its place, under another name.
fn beside(place: &Path, text: &str) -> std::io::Result<(PathBuf, PathBuf)> {
    let folder = place.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let name = place.file_name().unwrap_or_default().to_string_lossy();
    let temporary = folder.join(format!(".{name}.{}.new", std::process::id()));
    let mut file = fs::File::create(&temporary)?;
    if let Err(error) = file.write_all(text.as_bytes()).and_then(|()| file.flush()) {
        let _ = fs::remove_file(&temporary);
        return Err(error);
    }
    Ok((temporary, place.to_owned()))
}

/// Removes a file, and the folders that are empty without it.
fn remove(root: &Path, path: &str) -> std::io::Result<()> {
    fs::remove_file(root.join(path))?;
    let mut folder = path;
    while let Some((parent, _)) = folder.rsplit_once('/') {
        if fs::remove_dir(root.join(parent)).is_err() {
            break;
        }
        folder = parent;
    }
    Ok(())
}
