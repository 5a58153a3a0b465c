//! `wiretype dump`: a schema comes in, what was understood goes out.

use wiretype::diag::Diags;
use wiretype::{input, inspect, ir};

use super::args;
use super::progress::Progress;
use super::report::{Exit, Reporter, out};
use super::tree;

/// Prints the parsed text of every document.
pub fn tree(args: &args::Inspect, reporter: &Reporter) -> Exit {
    let task = args.task();
    let mut diags = Diags::default();
    let sources = input::load(&task.schemas, &task.load, &mut diags);
    let exit = reporter.print(&diags, &sources);
    out(&tree::dump(&sources));
    exit
}

/// Prints the API that was read.
pub fn ir(args: &args::Inspect, reporter: &Reporter) -> Exit {
    let task = args.task();
    let progress = Progress::start();
    let outcome = inspect(&task, &|stage| progress.stage(&task.plan.source, stage));
    drop(progress);
    let exit = reporter.print(&outcome.diags, &outcome.sources);
    if let Some(checked) = &outcome.checked {
        out(&ir::dump(checked.api()));
    }
    exit
}
