//! Generated crates come in; they are written into one workspace beside the system's temporary files and checked in one run of
//! cargo; what rustc said about each of them goes out.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use wiretype::cargo::{self, Package, Runtime};
use wiretype::output::OutFile;
use wiretype::render::File;

/// A folder with crates that share one target folder.
#[derive(Debug)]
pub struct Workspace {
    root: PathBuf,
    target: PathBuf,
    jobs: usize,
    members: Vec<String>,
}

/// What rustc said about a crate: its first lines. A crate without any compiled.
pub type Complaints = BTreeMap<String, Vec<String>>;

impl Workspace {
    /// The workspace in a folder; what an earlier run left there and is the same stays, so that cargo need not look at it again.
    pub fn new(root: PathBuf, jobs: usize) -> io::Result<Self> {
        fs::create_dir_all(&root)?;
        let target = root.join("target");
        Ok(Self { root, target, jobs, members: Vec::new() })
    }

    /// Adds a crate around the files of a module; its folder has the crate's name.
    pub fn add(&mut self, name: &str, source: &str, module: &[File]) -> io::Result<()> {
        let runtime = Runtime::Path(runtime_folder().to_string_lossy().into_owned());
        let package = Package { name: name.to_owned(), runtime, alone: false };
        self.add_files(name, &cargo::files(&package, source, module))
    }

    /// Adds a crate of these files.
    pub fn add_files(&mut self, name: &str, files: &[OutFile]) -> io::Result<()> {
        let folder = self.root.join(name);
        for file in files {
            write_if_new(&folder.join(&file.path), &file.text)?;
        }
        sweep(&folder.join("src"), "src", files)?;
        self.members.push(name.to_owned());
        Ok(())
    }

    /// Runs `cargo check` with warnings denied over all crates added so far.
    pub fn check(&self) -> io::Result<Complaints> {
        self.write_manifest()?;
        let output =
            self.cargo("check").args(["--keep-going", "--message-format", "short"]).env("RUSTFLAGS", "-Dwarnings").output()?;
        let text = String::from_utf8_lossy(&output.stderr);
        let mut complaints = attribute(&self.members, &text);
        if !output.status.success() && complaints.is_empty() {
            // Something that all of them need: the runtime, or the workspace itself.
            let said: Vec<String> = text.lines().filter(|line| line.contains("error")).map(str::to_owned).take(5).collect();
            let said = if said.is_empty() { vec![text.lines().last().unwrap_or_default().to_owned()] } else { said };
            complaints.extend(self.members.iter().map(|name| (name.clone(), said.clone())));
        }
        Ok(complaints)
    }

    /// Runs `cargo build`; whether it succeeded, and all it said.
    pub fn build(&self) -> io::Result<(bool, String)> {
        self.write_manifest()?;
        let output = self.cargo("build").args(["--message-format", "short"]).env("RUSTFLAGS", "-Awarnings").output()?;
        Ok((output.status.success(), String::from_utf8_lossy(&output.stderr).into_owned()))
    }

    /// The program that a crate became.
    pub fn binary(&self, name: &str) -> PathBuf {
        self.target.join("debug").join(format!("{name}{}", std::env::consts::EXE_SUFFIX))
    }

    /// A cargo command in this workspace.
    fn cargo(&self, command: &str) -> Command {
        let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        cargo.arg(command).current_dir(&self.root).env("CARGO_TARGET_DIR", &self.target).env("CARGO_INCREMENTAL", "0");
        cargo.env("CARGO_TERM_COLOR", "never").args(["--offline", "--jobs", &self.jobs.max(1).to_string()]);
        cargo
    }

    /// Writes the workspace's manifest, and the lock file of this repository: the same versions, and no need for a network.
    fn write_manifest(&self) -> io::Result<()> {
        let members: Vec<String> = self.members.iter().map(|name| format!("    \"{name}\",\n")).collect();
        let text = format!("[workspace]\nresolver = \"3\"\nmembers = [\n{}]\n\n[profile.dev]\ndebug = false\n", members.concat());
        fs::write(self.root.join("Cargo.toml"), text)?;
        fs::copy(repository().join("Cargo.lock"), self.root.join("Cargo.lock")).map(drop)
    }
}

/// The name of the crate of a document: cargo allows few characters.
pub fn crate_name(name: &str, taken: &mut BTreeMap<String, usize>) -> String {
    let plain: String = name.chars().map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' }).collect();
    let words: Vec<&str> = plain.split('-').filter(|word| !word.is_empty()).collect();
    let name = format!("d-{}", words.join("-"));
    let count = taken.entry(name.clone()).or_default();
    *count += 1;
    if *count == 1 { name } else { format!("{name}-n{count}") }
}

/// The folder of the runtime that belongs to this build.
pub fn runtime_folder() -> PathBuf {
    repository().join("runtime")
}

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().map(Path::to_owned).unwrap_or_default()
}

/// Short messages begin with the path of the file, and that with the folder of the crate.
fn attribute(members: &[String], text: &str) -> Complaints {
    let mut complaints = Complaints::new();
    for line in text.lines() {
        let first = line.split('/').next().unwrap_or_default();
        let named = line.split_once("could not compile `").and_then(|(_, rest)| rest.split_once('`')).map(|(name, _)| name);
        let owner = members.iter().find(|name| **name == first || Some(name.as_str()) == named);
        let Some(owner) = owner else { continue };
        let list = complaints.entry(owner.clone()).or_default();
        if named.is_none() || list.is_empty() {
            list.push(line.to_owned());
        }
    }
    complaints
}

fn write_if_new(path: &Path, text: &str) -> io::Result<()> {
    if fs::read_to_string(path).is_ok_and(|old| old == text) {
        return Ok(());
    }
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(path, text)
}

/// Removes sources that an earlier run left and this one does not have.
fn sweep(folder: &Path, below: &str, files: &[OutFile]) -> io::Result<()> {
    let Ok(entries) = fs::read_dir(folder) else { return Ok(()) };
    for entry in entries {
        let path = entry?.path();
        let name = format!("{below}/{}", path.file_name().unwrap_or_default().to_string_lossy());
        let (is_dir, inside) = (path.is_dir(), format!("{name}/"));
        if is_dir && files.iter().any(|file| file.path.starts_with(&inside)) {
            sweep(&path, &name, files)?;
        } else if is_dir {
            fs::remove_dir_all(&path)?;
        } else if !files.iter().any(|file| file.path == name) {
            fs::remove_file(&path)?;
        }
    }
    Ok(())
}
