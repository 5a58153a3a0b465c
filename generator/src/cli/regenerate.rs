//! `wiretype` alone: the manifest comes in, the modules it lists go out.

use rayon::prelude::*;

use wiretype::config::{self, Manifest, Module};
use wiretype::diag::Diags;
use wiretype::input::{self, Sources};
use wiretype::output::{self, OutFile, Sweep, Tree};
use wiretype::{Outcome, Task, compile, front, plan};

use super::args::Args;
use super::progress::Progress;
use super::report::{Exit, Reporter};
use super::write;

/// Generates everything that the manifest lists.
pub fn run(args: &Args, reporter: &Reporter) -> Exit {
    let (mut sources, mut diags) = (Sources::default(), Diags::default());
    let manifest = config::load(&args.manifest(), &mut sources, &mut diags);
    let exit = reporter.print(&diags, &sources);
    let Some(manifest) = manifest else { return exit.max(Exit::Usage) };
    let progress = Progress::start();
    let outcomes: Vec<Outcome> = manifest
        .modules
        .par_iter()
        .map(|module| compile(&task(&manifest, module), &|stage| progress.stage(&module.name, stage)))
        .collect();
    drop(progress);
    let exit = outcomes.iter().map(|outcome| reporter.print_briefly(&outcome.diags, &outcome.sources)).max();
    let exit = exit.unwrap_or(Exit::Well);
    if outcomes.iter().any(|outcome| outcome.checked.is_none()) {
        return exit.max(Exit::Mistake);
    }
    let tree = tree(args, &manifest, &outcomes);
    exit.max(if args.check { write::compare(&tree, reporter) } else { write::write(&tree, args.force, reporter) })
}

fn task(manifest: &Manifest, module: &Module) -> Task {
    Task {
        schemas: module.schemas.iter().map(|path| output::joined(&manifest.base, path)).collect(),
        load: input::Options { allow_outside: module.allow_outside, folders: vec![manifest.base.clone()] },
        read: front::Options { envelope: module.errors, ..front::Options::default() },
        csdl: module.csdl.clone(),
        plan: plan::Options {
            formats: module.formats,
            routes: module.routes,
            errors: module.errors,
            source: module.schemas.join(", "),
        },
    }
}

fn tree(args: &Args, manifest: &Manifest, outcomes: &[Outcome]) -> Tree {
    let root = manifest.base.join(&manifest.output);
    let name = args.manifest();
    let name = name.file_name().unwrap_or_default().to_string_lossy();
    let mut files = vec![OutFile::new(root_file(&manifest.output), &name, &root_text(&name, manifest))];
    for (module, outcome) in manifest.modules.iter().zip(outcomes) {
        let source = module.schemas.join(", ");
        let file = |file: &wiretype::render::File| OutFile::new(format!("{}/{}", module.name, file.path), &source, &file.text);
        files.extend(outcome.files.iter().map(file));
    }
    // The whole folder is the manifest's: a module that is no longer listed goes.
    let sweep = vec![Sweep { folder: String::new(), sources: None }];
    let shown = input::shown(&output::joined(&manifest.base, &manifest.output));
    Tree { shown, root, files, sweep }
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
