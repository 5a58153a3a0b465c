//! Which folders may be read, and how paths are joined and shown.

use std::path::{Component, Path, PathBuf};

use super::Options;
use crate::source::percent_decoded;

/// The folders that references may lead to.
#[derive(Debug)]
pub struct Allowed {
    everywhere: bool,
    folders: Vec<PathBuf>,
}

impl Allowed {
    /// The folders of the options.
    pub fn new(options: &Options) -> Self {
        let folders = options.folders.iter().filter_map(|folder| folder.canonicalize().ok()).collect();
        Self { everywhere: options.allow_outside, folders }
    }

    /// Adds the folder of a document that the user named: its project's (where `wiretype.toml` lies), or else its own.
    pub fn add_home(&mut self, document: &Path) {
        let Some(own) = document.parent() else { return };
        let project = own.ancestors().find(|folder| folder.join("wiretype.toml").is_file());
        self.folders.push(project.unwrap_or(own).to_owned());
    }

    /// Whether the file may be read. The path must be canonical, so that links do not lead astray.
    pub fn contains(&self, file: &Path) -> bool {
        self.everywhere || self.folders.iter().any(|folder| file.starts_with(folder))
    }
}

/// A path as it is shown: with forward slashes, without `.` and, where possible, without `..`.
pub fn shown(path: &Path) -> String {
    let mut parts: Vec<String> = Vec::new();
    let mut root = "";
    for component in path.components() {
        match component {
            Component::RootDir => root = "/",
            Component::CurDir => {}
            Component::ParentDir => match parts.last() {
                Some(last) if last != ".." => drop(parts.pop()),
                Some(_) | None => parts.push("..".into()),
            },
            Component::Prefix(prefix) => parts.push(prefix.as_os_str().to_string_lossy().into_owned()),
            Component::Normal(name) => parts.push(name.to_string_lossy().into_owned()),
        }
    }
    format!("{root}{}", parts.join("/"))
}

/// The path that the file part of a reference names, relative to the document it stands in; `None` if it names no file.
pub fn resolve(base: &str, reference: &str) -> Option<PathBuf> {
    let path = reference.split(['?', '#']).next().unwrap_or_default();
    // A slash after the name of a file says nothing: some documents write `pet.yaml/#/Pet`.
    let path = percent_decoded(path).filter(|path| !path.contains('\0'))?;
    let path = path.strip_suffix('/').unwrap_or(&path);
    Some(Path::new(base).parent().unwrap_or(Path::new("")).join(path.replace('\\', "/")))
}

/// Whether a reference starts with the scheme of an URI, such as `https:`; one letter is a drive.
pub fn has_scheme(reference: &str) -> bool {
    let Some((scheme, _)) = reference.split_once(':') else { return reference.starts_with("//") };
    let is_scheme_char = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.');
    scheme.len() > 1 && scheme.starts_with(|c: char| c.is_ascii_alphabetic()) && scheme.chars().all(is_scheme_char)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths() {
        for (path, text) in
            [("./a/../b/c.yaml", "b/c.yaml"), ("../../x", "../../x"), ("/a/./b", "/a/b"), ("a/b/../../../c", "../c")]
        {
            assert_eq!(shown(Path::new(path)), text);
        }
        for (base, reference, path) in
            [("a/b.yaml", "c%20d.yaml", "a/c d.yaml"), ("b.yaml", "./c.yaml#/x", "./c.yaml"), ("a/b", "../c/", "a/../c")]
        {
            assert_eq!(resolve(base, reference), Some(PathBuf::from(path)));
        }
        for reference in ["b%zz", "b%+5", "b%5", "b%00"] {
            assert_eq!(resolve("a", reference), None, "{reference}");
        }
        for (reference, scheme) in [("https://x/y", true), ("c:/x", false), ("x.yaml", false), ("//host/x", true), ("a/b:c", false)]
        {
            assert_eq!(has_scheme(reference), scheme, "{reference}");
        }
    }
}
