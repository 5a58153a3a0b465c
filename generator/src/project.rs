//! Project: a manifest comes in; what each module is made from, and the tree of files that all become, go out.

use std::path::Path;

use rayon::prelude::*;

use crate::adjust::TypeOverride;
use crate::config::{Manifest, Module};
use crate::output::{self, OutFile, Sweep, Tree};
use crate::source::Written;
use crate::{Outcome, Task, front, input, plan, render};

/// What a module of the manifest is made from, and how.
pub fn task(manifest: &Manifest, module: &Module) -> Task {
    Task {
        schemas: module.schemas.iter().map(|path| output::joined(&manifest.base, path)).collect(),
        load: input::Options {
            allow_outside: module.allow_outside,
            folders: vec![manifest.base.clone()],
            overlays: module.overlays.iter().map(|written| overlay(manifest, written)).collect(),
            manifest: Some(manifest.text.clone()),
        },
        read: front::Options { envelope: module.errors, keep_going: module.keep_going, ..front::Options::default() },
        csdl: module.csdl.clone(),
        select: module.select.clone(),
        adjust: module.adjust.clone(),
        plan: plan::Options {
            formats: module.formats,
            routes: module.routes,
            errors: module.errors,
            validation: module.validation.clone(),
            source: module.schemas.join(", "),
            types: module.adjust.types.iter().map(custom).collect(),
        },
    }
}

/// What the user wants of the Rust of a type.
pub(crate) fn custom(wanted: &TypeOverride) -> (String, plan::Custom) {
    let derive = wanted.derive.iter().map(|path| path.text.clone()).collect();
    (wanted.name.text.clone(), plan::Custom { replace: wanted.replace.as_ref().map(|path| path.text.clone()), derive })
}

/// The path of an overlay from here.
fn overlay(manifest: &Manifest, written: &Written) -> Written {
    let path = output::joined(&manifest.base, &written.text);
    Written { text: path.to_string_lossy().into_owned(), place: written.place }
}

/// Every file of the project: those of each module, which `outcomes` has in the same order, and the one that declares the modules.
pub fn tree(path: &Path, manifest: &Manifest, outcomes: &[Outcome]) -> Tree {
    let root = manifest.base.join(&manifest.output);
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let mut files = vec![OutFile::new(root_file(&manifest.output), &name, &root_text(&name, manifest))];
    for (module, outcome) in manifest.modules.iter().zip(outcomes) {
        let source = module.schemas.join(", ");
        let file = |file: &render::File| OutFile::new(format!("{}/{}", module.name, file.path), &source, &file.text);
        files.par_extend(outcome.files.par_iter().map(file));
    }
    // The whole folder is the manifest's: a module that is no longer listed goes.
    let sweep = vec![Sweep { folder: String::new(), sources: None }];
    let shown = input::shown(&output::joined(&manifest.base, &manifest.output));
    Tree { root, shown, files, sweep }
}

/// The file that declares the modules: a crate's own below `src`, a module's elsewhere.
fn root_file(folder: &str) -> &'static str {
    let last = folder.trim_end_matches('/').rsplit('/').next();
    if last == Some("src") { "lib.rs" } else { "mod.rs" }
}

fn root_text(manifest_name: &str, manifest: &Manifest) -> String {
    let mut text = format!("//! The modules that `{manifest_name}` lists.\n");
    for module in &manifest.modules {
        text.push('\n');
        let docs = module.docs.clone().unwrap_or_else(|| format!("Generated from `{}`.", module.schemas.join("`, `")));
        for line in docs.lines() {
            text.push_str(format!("/// {line}").trim_end());
            text.push('\n');
        }
        text.extend(["pub mod ", &module.name, ";\n"]);
    }
    text
}
