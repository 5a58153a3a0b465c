//! `wiretype convert`: CSDL comes in, the same in another notation goes out.

use wiretype::{diag, input};

use super::args::{self, To};
use super::progress::Progress;
use super::report::{Exit, Reporter, out};

/// Converts.
pub fn run(args: &args::Convert, reporter: &Reporter) -> Exit {
    let one = matches!(args.to, To::CsdlJson | To::CsdlXml);
    if one && args.inspect.schemas.len() > 1 {
        return reporter.print_one(diag::one_at_a_time());
    }
    if one && let Some(option) = args.for_openapi() {
        return reporter.print_one(diag::not_for_forms(option));
    }
    let task = args.task();
    let progress = Progress::start();
    let (outcome, text) = wiretype::convert(&task, args.target(), &|stage| progress.stage(&task.plan.source, stage));
    drop(progress);
    let exit = reporter.print_briefly(&outcome.diags, &outcome.sources);
    let Some(text) = text else { return exit.max(Exit::Mistake) };
    let Some(path) = &args.out else {
        out(&text);
        return exit;
    };
    if let Err(error) = std::fs::write(path, text) {
        return reporter.print_one(diag::not_written(&input::shown(path), &input::reason(&error)));
    }
    exit
}
