//! `conformance`: runs the generator over folders of documents and files of cases; a line per document or keyword goes out,
//! and a last line with the sums.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a command for the terminal")]

mod choices;
mod corpus;
mod csdl;
mod discover;
mod document;
mod graph;
mod instances;
mod jsts;
mod mapping;
mod memory;
mod module;
mod patterns;
mod probe;
mod redfish;
mod tally;
mod workspace;
mod wrap;

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
    /// Reads every CSDL document below a folder, and compares what belongs together
    Csdl(csdl::Args),
    /// Checks the cases of the JSON Schema test suite, given as JSON lines
    Jsts(jsts::Args),
    /// Checks instances of component schemas, given as JSON lines
    Instances(instances::Args),
    /// Checks examples of media types, given as JSON lines
    Examples(instances::Args),
    /// Compiles every pattern of every document below a folder
    Patterns(patterns::Args),
    /// Checks documented requests and bodies of a service against its metadata
    Graph(graph::Args),
    /// Checks mockups of a service against its schemas
    Redfish(redfish::Args),
}

fn main() -> ExitCode {
    let result = match Args::parse().command {
        Command::Corpus(args) => corpus::run(&args),
        Command::Csdl(args) => csdl::run(&args),
        Command::Jsts(args) => jsts::run(&args),
        Command::Instances(args) | Command::Examples(args) => instances::run(&args),
        Command::Patterns(args) => patterns::run(&args),
        Command::Graph(args) => graph::run(&args),
        Command::Redfish(args) => redfish::run(&args),
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
