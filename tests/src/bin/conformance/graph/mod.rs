//! `conformance graph METADATA EXAMPLES.jsonl`: the documented requests and bodies of a service against its metadata. Requests go to the
//! resolver, bodies to the generated validator and, where they are valid, through the generated model and back.

mod bodies;
pub mod ledger;
mod lines;
pub mod program;

use std::fs;
use std::io;
use std::path::PathBuf;

use serde_json::Value;

use super::document;
use program::Service;

/// Arguments of `graph`.
#[derive(clap::Args)]
pub struct Args {
    /// The metadata of the service
    metadata: PathBuf,
    /// A JSON line per example: kind, method, url, `odata_type`, body
    examples: PathBuf,
    /// Only the requests: nothing but the model of the service is compiled
    #[arg(long)]
    lines: bool,
    /// How many crates cargo works on at once
    #[arg(long, default_value_t = 2)]
    jobs: usize,
    /// The folder for the generated program and what cargo makes of it
    #[arg(long)]
    target: Option<PathBuf>,
}

/// Runs the command; true if every bar holds.
pub fn run(args: &Args) -> io::Result<bool> {
    document::watch_panics();
    let root = args.target.clone().unwrap_or_else(|| std::env::temp_dir().join("wiretype-conformance-graph"));
    let text = fs::read_to_string(&args.examples)?;
    let rows: Vec<Value> =
        text.lines().filter(|line| !line.trim().is_empty()).map(serde_json::from_str).collect::<Result<_, _>>()?;
    let service = Service::generate(std::slice::from_ref(&args.metadata), !args.lines)?;
    let program = service.build(&root, args.jobs, None)?;
    let lines_hold = lines::run(&rows, &program)?;
    if args.lines {
        return Ok(lines_hold);
    }
    let bodies = bodies::judge(&rows, &program)?;
    let program = service.build(&root, args.jobs, Some(&bodies.types))?;
    let same = bodies::round_trip(&bodies, &program)?;
    Ok(lines_hold && bodies.hold && same)
}
