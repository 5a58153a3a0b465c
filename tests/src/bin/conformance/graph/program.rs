//! The metadata of a service come in and are generated and compiled into one program; questions go to it, its answers come out.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;

use wiretype::diag::{Diagnostic, Severity};
use wiretype::front::Documents;
use wiretype::ir::View;
use wiretype::output::OutFile;
use wiretype::plan;
use wiretype::plan::repr::{Item, ItemKind};
use wiretype::render::{self, File};
use wiretype::source::Written;
use wiretype::{Outcome, Task, back, input, inspect};

use super::super::document;
use super::super::workspace::{Workspace, runtime_folder};

/// What surrounds the module in the program.
const PROGRAM: &str = include_str!("program_main.txt");

/// A generated module of a service.
pub struct Service {
    files: Vec<File>,
    /// Types that have a model: name in the metadata and name of the model.
    models: Vec<(String, String)>,
}

impl Service {
    /// Generates it, with models or without. Documents with errors are left out, and that is said.
    pub fn generate(metadata: &[PathBuf], models: bool) -> io::Result<Self> {
        Self::generate_part(metadata, models, &BTreeSet::new())
    }

    /// As [`Service::generate`], of all types only some and what they reach; of none: everything.
    pub fn generate_part(metadata: &[PathBuf], models: bool, types: &BTreeSet<String>) -> io::Result<Self> {
        let mut task = Task { schemas: metadata.to_vec(), ..Task::default() };
        task.select.include = types.iter().map(|name| Written::new(format!("type:{name}"))).collect();
        task.plan = plan::Options { routes: false, ..plan::Options::default() };
        task.csdl.depth = Some(0);
        let outcome = sound(&mut task)?;
        let Some(checked) = &outcome.checked else { return Err(io::Error::other("nothing is declared")) };
        let plan = plan::plan(checked, &task.plan);
        let file = |path: &str, text: String| File { path: path.to_owned(), text };
        let files = if models {
            render::render(&plan)
        } else {
            let service = plan.service.map(|service| file("service.rs", back::service::emit(service)));
            service.into_iter().chain([file("tables.rs", back::tables::emit(&plan))]).collect()
        };
        let own = |item: &&Item| item.view == View::Read && !matches!(item.kind, ItemKind::Alias(_));
        let named = plan.items.iter().filter(own).filter_map(|item| {
            let name = plan.schemas[item.schema].name.as_ref()?;
            Some((format!("{}.{}", name.namespace, name.name), item.name.clone()))
        });
        Ok(Self { models: named.collect(), files })
    }

    /// Compiles a program with the validator alone, or with the models of some types too.
    pub fn build(&self, root: &Path, jobs: usize, types: Option<&BTreeSet<String>>) -> io::Result<Program> {
        let mut workspace = Workspace::new(root.to_owned(), jobs)?;
        let name = if types.is_some() { "model-probe" } else { "validator-probe" };
        let manifest = format!(
            "[package]\nname = \"{name}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[dependencies]\n\
             wiretype-runtime = {{ path = {:?}, default-features = false, features = [\"odata\"] }}\n",
            runtime_folder().to_string_lossy()
        );
        let mut files = vec![OutFile::new("Cargo.toml", name, &manifest), OutFile::new("src/main.rs", name, &self.main(types))];
        let needed = |file: &&File| types.is_some() || ["service.rs", "tables.rs"].contains(&file.path.as_str());
        let module = self.files.iter().filter(needed);
        files.extend(module.map(|file| OutFile::new(format!("src/api/{}", file.path), name, &file.text)));
        // What an earlier run left may be of another shape.
        let _ = fs::remove_dir_all(root.join(name).join("src/api"));
        workspace.add_files(name, &files)?;
        let (success, said) = workspace.build()?;
        if !success {
            let lines: Vec<&str> = said.lines().filter(|line| line.contains("error")).take(10).collect();
            return Err(io::Error::other(format!("the program does not compile:\n{}", lines.join("\n"))));
        }
        Ok(Program { path: workspace.binary(name) })
    }

    fn main(&self, types: Option<&BTreeSet<String>>) -> String {
        let mut out = PROGRAM.to_owned();
        if types.is_none() {
            out.push_str("\nmod api {\n    pub mod service;\n    pub mod tables;\n}\n");
        } else {
            out.push_str("\nmod api;\n");
        }
        out.push_str("\nstatic MODELS: &[(&str, Door)] = &[\n");
        let asked = self.models.iter().filter(|(name, _)| types.is_some_and(|types| types.contains(name)));
        for (name, model) in asked {
            out.push_str(&format!("    ({name:?}, door::<api::models::{model}>),\n"));
        }
        out.push_str("];\n");
        out
    }
}

/// The outcome of a task without the documents that have errors.
fn sound(task: &mut Task) -> io::Result<Outcome> {
    loop {
        let outcome = inspect(task, &|_| {});
        if outcome.checked.is_some() {
            return Ok(outcome);
        }
        let is_error = |diagnostic: &&Diagnostic| diagnostic.code.severity == Severity::Error;
        let errors: Vec<&Diagnostic> = outcome.diags.iter().filter(is_error).collect();
        let places = errors.iter().filter_map(|error| error.primary.as_ref()).map(|label| label.location.doc);
        let bad: BTreeSet<String> = places.map(|doc| outcome.sources.path(doc).to_owned()).collect();
        let said: Vec<String> = errors.iter().map(|error| document::one_line(error, &outcome.sources)).collect();
        let before = task.schemas.len();
        task.schemas.retain(|path| !bad.contains(&input::shown(path)));
        if task.schemas.is_empty() || task.schemas.len() == before {
            return Err(io::Error::other(said.join("\n")));
        }
        for said in &said {
            println!("left out because of {said}");
        }
    }
}

/// The compiled program.
pub struct Program {
    path: PathBuf,
}

impl Program {
    /// Asks; there is an answer for each question, in their order.
    pub fn ask(&self, questions: Vec<String>) -> io::Result<Vec<String>> {
        let count = questions.len();
        let mut child = Command::new(&self.path).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
        let input = child.stdin.take().ok_or_else(|| io::Error::other("the program takes no questions"))?;
        let writer = thread::spawn(move || {
            let mut input = BufWriter::new(input);
            // If the program ends early, the missing answers say so.
            let _ = questions.iter().try_for_each(|question| writeln!(input, "{question}"));
        });
        let output = child.wait_with_output()?;
        let _ = writer.join();
        let mut answers: Vec<String> = String::from_utf8_lossy(&output.stdout).lines().map(str::to_owned).collect();
        answers.resize(count, "the program ended".to_owned());
        Ok(answers)
    }
}

/// A text without what separates questions.
pub fn one_line(text: &str) -> String {
    text.replace(['\n', '\r', '\t'], " ")
}
