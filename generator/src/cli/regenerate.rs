//! `wiretype` alone: the manifest comes in, the modules it lists go out.

use rayon::prelude::*;

use wiretype::config;
use wiretype::diag::Diags;
use wiretype::input::Sources;
use wiretype::{Outcome, compile, project};

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
        .map(|module| compile(&project::task(&manifest, module), &|stage| progress.stage(&module.name, stage)))
        .collect();
    drop(progress);
    let exit = outcomes.iter().map(|outcome| reporter.print_briefly(&outcome.diags, &outcome.sources)).max();
    let exit = exit.unwrap_or(Exit::Well);
    if outcomes.iter().any(|outcome| outcome.checked.is_none()) {
        return exit.max(Exit::Mistake);
    }
    let tree = project::tree(&args.manifest(), &manifest, &outcomes);
    exit.max(if args.check { write::compare(&tree, reporter) } else { write::write(&tree, args.force, reporter) })
}
