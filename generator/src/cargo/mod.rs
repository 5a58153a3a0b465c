//! The emitted crate: the files of a module come in, the files of a crate of its own go out.

use rayon::prelude::*;

use crate::output::OutFile;
use crate::render;

/// The crate to be.
#[derive(Clone, Debug)]
pub struct Package {
    /// Its name.
    pub name: String,
    /// Where it finds the runtime.
    pub runtime: Runtime,
    /// Whether no project is around it, so that it may have a profile of its own.
    pub alone: bool,
}

/// Where generated code finds `wiretype-runtime`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Runtime {
    /// In the registry, by version.
    Version,
    /// In a folder, as a path relative to the crate.
    Path(String),
    /// In a copy inside the crate.
    Vendored,
}

/// The folder of a vendored runtime, below the crate.
pub const VENDORED: &str = "runtime";

/// The manifest of a vendored runtime: the runtime's own, without what it inherits from its workspace.
const RUNTIME_MANIFEST: &str = include_str!("runtime.toml");

/// The files of a crate around the files of a module; `source` is what they say they were made from.
pub fn files(package: &Package, source: &str, module: &[render::File]) -> Vec<OutFile> {
    let is_large = module.iter().any(|file| file.path == "models/mod.rs");
    let profile = if is_large && package.alone { PROFILE } else { "" };
    let manifest = manifest(package, features(module), profile);
    let mut files = vec![OutFile::new("Cargo.toml", source, &manifest).kept_if_edited()];
    files.par_extend(module.par_iter().map(|file| {
        let path = if file.path == "mod.rs" { "lib.rs" } else { &file.path };
        OutFile::new(format!("src/{path}"), source, &file.text)
    }));
    if package.runtime == Runtime::Vendored {
        files.extend(runtime());
    }
    files
}

/// What a dependency on the runtime says of its features: without routes nothing of HTTP is needed.
fn features(module: &[render::File]) -> &'static str {
    let has = |name: &str| module.iter().any(|file| file.path.split(['/', '.']).next() == Some(name));
    match (has("routes"), has("service")) {
        (true, _) => "",
        (false, true) => ", default-features = false, features = [\"odata\"]",
        (false, false) => ", default-features = false",
    }
}

/// Of a large crate: it changes as a whole or not at all, and a third of rustc's work is to remember parts of it.
const PROFILE: &str =
    "# What is generated changes as a whole: remembering its parts only costs time.\n[profile.dev]\nincremental = false\n\n";

/// What the files of a vendored runtime say they were made from.
pub fn runtime_source() -> String {
    format!("wiretype-runtime {}", env!("CARGO_PKG_VERSION"))
}

/// The files of a vendored runtime.
fn runtime() -> impl Iterator<Item = OutFile> {
    let source = runtime_source();
    let manifest = RUNTIME_MANIFEST.replace("{version}", env!("CARGO_PKG_VERSION"));
    let manifest = OutFile::new(format!("{VENDORED}/Cargo.toml"), &source, &manifest);
    let code = wiretype_runtime::vendor::files().into_iter();
    let code = code.map(move |(path, text)| OutFile::new(format!("{VENDORED}/src/{path}"), &source, text));
    std::iter::once(manifest).chain(code)
}

fn manifest(package: &Package, features: &str, profile: &str) -> String {
    let (version, rust) = (env!("CARGO_PKG_VERSION"), env!("CARGO_PKG_RUST_VERSION"));
    let name = toml_text(&package.name);
    let (place, path) = match &package.runtime {
        Runtime::Version => ("version", version),
        Runtime::Path(path) => ("path", path.as_str()),
        Runtime::Vendored => ("path", VENDORED),
    };
    let path = toml_text(path);
    let runtime = if (place, features) == ("version", "") { path } else { format!("{{ {place} = {path}{features} }}") };
    format!(
        "[package]\nname = {name}\nversion = \"0.1.0\"\nedition = \"2024\"\nrust-version = \"{rust}\"\n\n\
         [features]\n# serde's traits for every model.\nserde = [\"wiretype-runtime/serde\"]\n\n{profile}\
         [dependencies]\nwiretype-runtime = {runtime}\n"
    )
}

fn toml_text(text: &str) -> String {
    toml_edit::Value::from(text).to_string()
}
