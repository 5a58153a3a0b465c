//! The command `wiretype` (a door).

mod cli;

use std::process::ExitCode;

fn main() -> ExitCode {
    cli::run()
}
