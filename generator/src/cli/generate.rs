//! `wiretype generate`: schemas of one API come in, a crate or a module goes out.

use std::path::{Component, Path, PathBuf};

use wiretype::cargo::{self, Package, Runtime};
use wiretype::output::{OutFile, Sweep, Tree};
use wiretype::{Outcome, compile, config, diag, input};

use super::args;
use super::progress::Progress;
use super::report::{Exit, Reporter, out};
use super::write;

/// Generates.
pub fn run(args: &args::Generate, reporter: &Reporter) -> Exit {
    let name = args.crate_name.clone().unwrap_or_else(|| default_name(args));
    if !config::is_crate_name(&name) {
        return reporter.print_one(diag::bad_crate_name(&name));
    }
    let task = args.task();
    let progress = Progress::start();
    let outcome = compile(&task, &|stage| progress.stage(&task.plan.source, stage));
    drop(progress);
    let exit = reporter.print(&outcome.diags, &outcome.sources);
    if outcome.checked.is_none() {
        return exit.max(Exit::Mistake);
    }
    let root = args.out.clone().unwrap_or_default();
    let files = files(args, name, &root, &task.plan.source, &outcome);
    if args.stdout {
        for file in &files {
            out(&format!("==> {} <==\n{}\n", file.path, file.text));
        }
        return exit;
    }
    let folders = if args.module { vec![""] } else { vec!["src", cargo::VENDORED] };
    let sweep = |folder: &str| Sweep { folder: folder.to_owned(), sources: Some(sources(&task.plan.source)) };
    let sweep = folders.into_iter().map(sweep).collect();
    let tree = Tree { shown: input::shown(&root), root, files, sweep };
    exit.max(if args.check { write::compare(&tree, reporter) } else { write::write(&tree, args.force, reporter) })
}

/// What leftovers may have been made from, to be removed: another module may live below the same folder.
fn sources(source: &str) -> Vec<String> {
    vec![source.to_owned(), cargo::runtime_source()]
}

fn files(args: &args::Generate, name: String, root: &Path, source: &str, outcome: &Outcome) -> Vec<OutFile> {
    if args.module {
        return outcome.files.iter().map(|file| OutFile::new(&file.path, source, &file.text)).collect();
    }
    let runtime = match &args.runtime_path {
        Some(path) => Runtime::Path(relative(root, path)),
        None if args.vendor_runtime => Runtime::Vendored,
        None => Runtime::Version,
    };
    cargo::files(&Package { name, runtime, alone: is_alone(root) }, source, &outcome.files)
}

/// Whether no folder around this one has a manifest: cargo ignores, with a warning, the profiles of crates that have a workspace around them.
fn is_alone(root: &Path) -> bool {
    let here = std::path::absolute(root).unwrap_or_default();
    !here.ancestors().skip(1).any(|folder| folder.join("Cargo.toml").exists())
}

fn default_name(args: &args::Generate) -> String {
    let module = args.inspect.schemas.first().map_or_else(|| "api".into(), |path| config::module_of(path));
    module.trim_end_matches('_').replace('_', "-") + if module.ends_with('_') { "-api" } else { "" }
}

/// The way from one folder to another. An absolute one stays: it was asked for.
fn relative(from: &Path, to: &Path) -> String {
    if to.is_absolute() && !from.is_absolute() {
        return input::shown(to);
    }
    let here = std::env::current_dir().unwrap_or_default();
    let (from, to) = (parts(&here.join(from)), parts(&here.join(to)));
    let shared = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
    let up = from.iter().skip(shared).map(|_| "..".to_owned());
    let way: Vec<String> = up.chain(to.into_iter().skip(shared)).collect();
    if way.is_empty() { ".".into() } else { way.join("/") }
}

fn parts(path: &Path) -> Vec<String> {
    let shown = PathBuf::from(input::shown(path));
    let normal = shown.components().filter(|part| !matches!(part, Component::RootDir));
    normal.map(|part| part.as_os_str().to_string_lossy().into_owned()).collect()
}
