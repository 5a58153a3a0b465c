//! The command `wiretype` (a door).

mod cli;

use std::process::ExitCode;

/// Large APIs are millions of small pieces: with it the command takes a quarter less time.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    cli::run()
}
