//! `wiretype check`: schemas come in, messages go out.

use wiretype::diag::{self, codes};
use wiretype::inspect;

use super::args;
use super::list::summary;
use super::progress::Progress;
use super::report::{Exit, Reporter, deny};

/// Checks schemas.
pub fn run(args: &args::Check, reporter: &Reporter) -> Exit {
    for what in &args.deny {
        if what != "warnings" && what != "limitations" && codes::find(what).is_none() {
            return reporter.print_one(diag::unknown_code(what, codes::CODES.iter().map(|code| code.id)));
        }
    }
    let mut task = args.inspect.task();
    task.read.strict = args.strict;
    let progress = Progress::start();
    let outcome = inspect(&task, &|stage| progress.stage(&task.plan.source, stage));
    drop(progress);
    let exit = reporter.print(&deny(&outcome.diags, &args.deny), &outcome.sources);
    if let Some(checked) = outcome.checked.as_ref().filter(|_| exit == Exit::Well) {
        reporter.note(&format!("{}: no mistakes in {}", task.plan.source, summary(checked.api())));
    }
    exit
}
