//! `conformance`: runs the generator over folders of documents and files of cases; a line per document or keyword goes out,
//! and a last line with the sums.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a command for the terminal")]

mod corpus;
mod discover;
mod document;
mod memory;
mod workspace;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

#[derive(Parser)]
#[command(about = "Judges what is generated")]
struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Generates, and on request compiles, every OpenAPI document below a folder
    Corpus(corpus::Args),
}

fn main() -> ExitCode {
    let result = match Args::parse().command {
        Command::Corpus(args) => corpus::run(&args),
    };
    match result {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("conformance: {error}");
            ExitCode::FAILURE
        }
    }
}
