//! The command line (a door): arguments come in, an exit code goes out; 0 is well, 1 is a mistake in a schema or a stale file,
//! 2 is a wrong use or a file that cannot be read or written.

mod args;
mod check;
mod convert;
mod coverage;
mod deny;
mod dump;
mod explain;
mod explain_type;
mod generate;
mod list;
mod progress;
mod regenerate;
mod report;
mod tree;
mod write;

use std::process::ExitCode;

use args::{Args, Command, DumpWhat};
use report::{Exit, Reporter};

/// Runs the command.
pub fn run() -> ExitCode {
    let args = Args::of_process();
    let reporter = Reporter::new(args.format, args.color, args.prints_files());
    let exit = match &args.command {
        None => regenerate::run(&args, &reporter),
        Some(Command::Generate(generate)) => generate::run(generate, &reporter),
        Some(Command::Check(check)) => check::run(check, &reporter),
        Some(Command::Convert(convert)) => convert::run(convert, &reporter),
        Some(Command::Coverage(coverage)) => coverage::run(coverage, &reporter),
        Some(Command::List(inspect)) => list::run(inspect, &reporter),
        Some(Command::Dump { what: DumpWhat::Tree, inspect }) => dump::tree(inspect, &reporter),
        Some(Command::Dump { what: DumpWhat::Ir, inspect }) => dump::ir(inspect, &reporter),
        Some(Command::ExplainType { name, inspect }) => explain_type::run(name, inspect, &reporter),
        Some(Command::Explain { code }) => explain::run(code.as_deref(), &reporter),
    };
    exit.into()
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        ExitCode::from(match exit {
            Exit::Well => 0,
            Exit::Mistake => 1,
            Exit::Usage => 2,
        })
    }
}
