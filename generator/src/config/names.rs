//! Names and paths of the manifest: what can be a module or a crate, and which files a pattern stands for.

use std::path::Path;

use globset::GlobBuilder;
use heck::ToSnakeCase;

use crate::diag::{self, Diags};
use crate::source::Location;

/// Whether a name can be a Rust module without further ado.
pub fn is_module_name(name: &str) -> bool {
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    let parses = syn::parse_str::<syn::Ident>(name).is_ok();
    parses && name.chars().all(plain) && name.chars().any(|c| c != '_')
}

/// A module name made from any text, such as the stem of a file.
pub fn module_name(text: &str) -> String {
    let ascii: String = text.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).collect();
    let snake = ascii.to_snake_case();
    match snake.chars().next() {
        None => "api".into(),
        Some(first) if first.is_ascii_digit() => format!("api_{snake}"),
        Some(_) if is_module_name(&snake) => snake,
        Some(_) => format!("{snake}_"),
    }
}

/// The module name of a schema: its file name without the extensions that say what it is.
pub fn module_of(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let stem = name.rsplit_once('.').map_or(&*name, |(stem, _)| stem);
    let told = [".csdl", ".openapi", ".swagger", ".edmx"].iter().find_map(|kind| stem.strip_suffix(kind));
    module_name(told.filter(|stem| !stem.is_empty()).unwrap_or(stem))
}

/// Whether a name can be the name of a crate.
pub fn is_crate_name(name: &str) -> bool {
    let mut chars = name.chars();
    chars.next().is_some_and(|c| c.is_ascii_alphabetic())
        && chars.all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_')
        && is_module_name(&name.to_ascii_lowercase().replace('-', "_"))
}

/// Replaces patterns by the files they match, sorted.
pub fn expand(base: &Path, entries: Vec<(String, Location)>, diags: &mut Diags) -> Vec<String> {
    let mut paths = Vec::new();
    for (entry, location) in entries {
        if !entry.contains(['*', '?']) || base.join(&entry).is_file() {
            paths.push(entry);
            continue;
        }
        let found = matches(base, &entry);
        if found.is_empty() {
            diags.push(diag::no_match(&entry, location));
        }
        paths.extend(found);
    }
    paths
}

fn matches(base: &Path, pattern: &str) -> Vec<String> {
    let mut found = vec![String::new()];
    for part in pattern.split('/') {
        let mut next = Vec::new();
        for folder in &found {
            next.extend(step(base, folder, part));
        }
        found = next;
    }
    found.retain(|path| base.join(path).is_file());
    found.sort();
    found
}

/// What one part of a pattern stands for in one folder.
fn step(base: &Path, folder: &str, part: &str) -> Vec<String> {
    let join = |name: &str| if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") };
    if !part.contains(['*', '?']) {
        return vec![join(part)];
    }
    let Ok(glob) = GlobBuilder::new(part).literal_separator(true).build() else { return Vec::new() };
    let (matcher, Ok(entries)) = (glob.compile_matcher(), std::fs::read_dir(base.join(folder))) else { return Vec::new() };
    let names = entries.flatten().filter_map(|entry| entry.file_name().into_string().ok());
    names.filter(|name| !name.starts_with('.') && matcher.is_match(name)).map(|name| join(&name)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names() {
        for (text, name) in [
            ("graph.csdl", "graph_csdl"),
            ("My API-v1", "my_api_v1"),
            ("2fa", "api_2fa"),
            ("type", "type_"),
            ("", "api"),
            ("ünï", "n"),
            ("_", "api"),
            ("crate", "crate_"),
        ] {
            assert_eq!(module_name(text), name, "{text}");
            assert!(is_module_name(name), "{name}");
        }
        for name in ["", "a-b", "Api", "type", "1a", "_", "a b", "self"] {
            assert!(!is_module_name(name), "{name}");
        }
        for (path, name) in [("a/graph.csdl.xml", "graph"), ("Pet Store.yaml", "pet_store"), ("x", "x"), ("a.b.json", "a_b")] {
            assert_eq!(module_of(Path::new(path)), name);
        }
        for (name, good) in [("petstore-api", true), ("Petstore", true), ("1a", false), ("a.b", false), ("type", false)] {
            assert_eq!(is_crate_name(name), good, "{name}");
        }
    }
}
