//! `wiretype check`: schemas come in, messages go out.

use wiretype::input;

use super::args;
use super::deny;
use super::list::summary;
use super::progress::Progress;
use super::report::{Exit, Reporter};

/// Checks schemas.
pub fn run(args: &args::Check, reporter: &Reporter) -> Exit {
    if let Err(exit) = deny::known(&args.deny, &deny::GROUPS, reporter) {
        return exit;
    }
    let exits = apis(&args.inspect).into_iter().map(|api| check(&api, args, reporter));
    exits.max().unwrap_or(Exit::Well)
}

fn check(inspect: &args::Inspect, args: &args::Check, reporter: &Reporter) -> Exit {
    let mut task = inspect.task();
    task.read.strict = args.strict;
    let progress = Progress::start();
    let outcome = wiretype::inspect(&task, &|stage| progress.stage(&task.plan.source, stage));
    drop(progress);
    let exit = reporter.print(&deny::deny(&outcome.diags, &args.deny), &outcome.sources);
    if let Some(checked) = outcome.checked.as_ref().filter(|_| exit == Exit::Well) {
        reporter.note(&format!("{}: no mistakes in {}", task.plan.source, summary(checked.api())));
    }
    exit
}

/// CSDL documents together are one API, every other document is one by itself.
fn apis(inspect: &args::Inspect) -> Vec<args::Inspect> {
    if inspect.schemas.len() == 1 {
        return vec![inspect.clone()];
    }
    let api = |schemas| args::Inspect { schemas, ..inspect.clone() };
    let (csdl, others): (Vec<_>, Vec<_>) = inspect.schemas.iter().cloned().partition(|path| input::is_csdl(path));
    let mut apis: Vec<_> = others.into_iter().map(|path| api(vec![path])).collect();
    if !csdl.is_empty() {
        apis.push(api(csdl));
    }
    apis
}
