//! The files of the project: folders come in, paths with text go out.

use std::fs;
use std::path::{Path, PathBuf};

/// A hand-written Rust file.
pub struct Rust {
    /// Path from the root of the project, with forward slashes.
    pub path: String,
    /// Its text.
    pub text: String,
}

impl Rust {
    /// Its syntax tree.
    pub fn tree(&self) -> syn::File {
        syn::parse_file(&self.text).unwrap_or_else(|error| panic!("{}: {error}", self.path))
    }
}

/// The root of the project.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("`tests` is a folder of the project").to_owned()
}

/// Every Rust file below the folders, in the order of their paths.
pub fn rust_files(folders: &[&str]) -> Vec<Rust> {
    let root = root();
    let mut paths = Vec::new();
    for folder in folders {
        let before = paths.len();
        walk(&root.join(folder), &mut paths);
        assert!(paths.len() > before, "{folder} holds no files");
    }
    let rust = paths.into_iter().filter(|path| path.extension().is_some_and(|extension| extension == "rs"));
    let mut files: Vec<Rust> = rust.map(|path| read(&root, &path)).collect();
    files.sort_by(|one, other| one.path.cmp(&other.path));
    files
}

fn read(root: &Path, path: &Path) -> Rust {
    let text = fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    Rust { path: shown(root, path), text }
}

/// Every file of the project that is text, with what it holds.
pub fn texts() -> Vec<(String, String)> {
    let root = root();
    let mut paths = Vec::new();
    walk(&root, &mut paths);
    paths.iter().filter_map(|path| Some((shown(&root, path), fs::read_to_string(path).ok()?))).collect()
}

fn shown(root: &Path, path: &Path) -> String {
    path.strip_prefix(root).unwrap_or(path).to_string_lossy().replace('\\', "/")
}

/// Files below a folder, without what builds and editors leave behind.
fn walk(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display())) {
        let path = entry.expect("a readable folder").path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let ours = name == ".ci" || name == ".gitignore" || !name.starts_with('.');
        if path.is_dir() && ours && name != "target" {
            walk(&path, files);
        } else if path.is_file() && ours && !name.ends_with(".snap.new") {
            files.push(path);
        }
    }
}
