//! Generated modules come in and are compiled into one program; questions about JSON texts go to it, its answers come out.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;

use wiretype::output::OutFile;
use wiretype::render::File;

use super::workspace::{Workspace, runtime_folder};

/// What surrounds the modules in the program.
const PROGRAM: &str = include_str!("probe_main.txt");

/// Compiling is tried again without the modules that did not compile, but not for ever.
const ROUNDS: usize = 4;

/// A way to check values of one schema.
#[derive(Clone, Debug)]
pub struct Door {
    /// The module that it belongs to.
    pub module: String,
    /// The index of the schema in the module's table.
    pub index: u32,
    /// The name of the type, if values are to be read into one too.
    pub model: Option<String>,
}

/// A question: is this text valid?
#[derive(Clone, Debug)]
pub struct Question {
    /// Index of the door.
    pub door: usize,
    /// The formats that are no rules after all, separated by commas; `None`: none of them is a rule.
    pub ignored_formats: Option<String>,
    /// The JSON text, on one line.
    pub text: String,
}

/// What a door says of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It is valid.
    Valid,
    /// It is not.
    Invalid,
    /// It was read, but what was written back is not valid.
    Spoiled,
    /// It panicked.
    Panicked,
    /// There is no such door, or its module did not compile.
    None,
}

/// The answers to one question.
#[derive(Clone, Debug)]
pub struct Answer {
    /// Of the validator that walks the text.
    pub raw: Verdict,
    /// Of the type.
    pub typed: Verdict,
    /// What reading it into the type found wrong.
    pub why: String,
}

/// Modules to be.
#[derive(Debug, Default)]
pub struct Probe {
    modules: Vec<(String, Vec<File>)>,
    doors: Vec<Door>,
}

impl Probe {
    /// Adds a module; without models only its tables matter.
    pub fn module(&mut self, name: &str, files: Vec<File>) {
        self.modules.push((name.to_owned(), files));
    }

    /// Adds a door and returns its index.
    pub fn door(&mut self, door: Door) -> usize {
        self.doors.push(door);
        self.doors.len() - 1
    }

    /// How many modules there are.
    pub fn len(&self) -> usize {
        self.modules.len()
    }

    /// Compiles. The modules that kept the program from compiling come back, each with what rustc said first.
    pub fn build(&self, root: &Path, jobs: usize) -> io::Result<(Program, Vec<(String, String)>)> {
        let mut dropped: Vec<(String, String)> = Vec::new();
        for _ in 0..ROUNDS {
            let mut workspace = Workspace::new(root.to_owned(), jobs)?;
            let names: BTreeSet<&str> = dropped.iter().map(|(name, _)| name.as_str()).collect();
            workspace.add_files("probe", &self.files(&names))?;
            let (success, said) = workspace.build()?;
            if success {
                return Ok((Program { path: workspace.binary("probe") }, dropped));
            }
            let failed = self.blamed(&said);
            if failed.is_empty() {
                let lines: Vec<&str> = said.lines().filter(|line| line.contains("error")).take(10).collect();
                return Err(io::Error::other(format!("the program does not compile:\n{}", lines.join("\n"))));
            }
            dropped.extend(failed);
        }
        Err(io::Error::other("the program still does not compile without the modules that did not"))
    }

    /// The modules that rustc's short messages name, by the paths they begin with.
    fn blamed(&self, said: &str) -> Vec<(String, String)> {
        let mut blamed: Vec<(String, String)> = Vec::new();
        for line in said.lines().filter(|line| line.contains(": error")) {
            let Some((_, rest)) = line.split_once("src/") else { continue };
            let name = rest.split('/').next().unwrap_or_default();
            if self.modules.iter().any(|(module, _)| module == name) && blamed.iter().all(|(known, _)| known != name) {
                blamed.push((name.to_owned(), line.to_owned()));
            }
        }
        blamed
    }

    fn files(&self, dropped: &BTreeSet<&str>) -> Vec<OutFile> {
        let runtime = runtime_folder();
        let manifest = format!(
            "[package]\nname = \"probe\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[dependencies]\nwiretype-runtime = {{ path = {:?}, default-features = false }}\n",
            runtime.to_string_lossy()
        );
        let mut files =
            vec![OutFile::new("Cargo.toml", "probe", &manifest), OutFile::new("src/main.rs", "probe", &self.main(dropped))];
        for (name, module) in self.modules.iter().filter(|(name, _)| !dropped.contains(name.as_str())) {
            let own = module.iter().map(|file| OutFile::new(format!("src/{name}/{}", file.path), "probe", &file.text));
            files.extend(own);
        }
        files
    }

    fn main(&self, dropped: &BTreeSet<&str>) -> String {
        let mut out = PROGRAM.to_owned();
        for (name, files) in self.modules.iter().filter(|(name, _)| !dropped.contains(name.as_str())) {
            let only_tables = files.iter().all(|file| file.path != "mod.rs");
            let _ =
                if only_tables { writeln!(out, "mod {name} {{\n    pub mod tables;\n}}") } else { writeln!(out, "mod {name};") };
        }
        out.push_str("\nstatic DOORS: &[Door] = &[\n");
        for door in &self.doors {
            let (module, index) = (&door.module, door.index);
            let line = match &door.model {
                _ if dropped.contains(module.as_str()) => "    Door::NONE,".to_owned(),
                Some(model) => {
                    format!("    Door::new({module}::tables::schema({index}), Some(typed::<{module}::models::{model}>)),")
                }
                None => format!("    Door::new({module}::tables::schema({index}), None),"),
            };
            let _ = writeln!(out, "{line}");
        }
        out.push_str("];\n");
        out
    }
}

/// The compiled program.
#[derive(Debug)]
pub struct Program {
    path: PathBuf,
}

impl Program {
    /// Asks; there is an answer for each question, in their order.
    pub fn ask(&self, questions: Vec<Question>) -> io::Result<Vec<Answer>> {
        let count = questions.len();
        let mut child = Command::new(&self.path).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn()?;
        let input = child.stdin.take().ok_or_else(|| io::Error::other("the program takes no questions"))?;
        let writer = thread::spawn(move || {
            let mut input = BufWriter::new(input);
            // If the program ends early, the missing answers say so.
            let _ = questions.iter().try_for_each(|question| {
                let ignored = question.ignored_formats.as_deref().unwrap_or("-");
                writeln!(input, "{}\t{ignored}\t{}", question.door, question.text)
            });
        });
        let output = child.wait_with_output()?;
        let _ = writer.join();
        let mut answers: Vec<Answer> = String::from_utf8_lossy(&output.stdout).lines().map(answer).collect();
        answers.resize(count, Answer { raw: Verdict::Panicked, typed: Verdict::Panicked, why: String::new() });
        Ok(answers)
    }
}

fn answer(line: &str) -> Answer {
    let mut letters = line.chars();
    let mut next = || match letters.next() {
        Some('v') => Verdict::Valid,
        Some('i') => Verdict::Invalid,
        Some('s') => Verdict::Spoiled,
        Some('-') => Verdict::None,
        _ => Verdict::Panicked,
    };
    let (raw, typed) = (next(), next());
    Answer { raw, typed, why: letters.collect() }
}

/// A folder for documents made for a run, emptied.
pub fn scratch(folder: PathBuf) -> io::Result<PathBuf> {
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder)?;
    Ok(folder)
}
