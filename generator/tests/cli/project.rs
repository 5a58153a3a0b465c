//! A folder with files, and the command run in it.

use std::path::PathBuf;
use std::process::Command;

use tempfile::TempDir;

/// A folder that goes away with the test.
pub struct Project {
    dir: TempDir,
}

/// What a run printed and how it ended.
pub struct Run {
    pub code: i32,
    pub stdout: String,
    pub stderr: String,
}

impl Project {
    /// A folder with these files.
    pub fn new(files: &[(&str, &str)]) -> Self {
        let project = Self { dir: TempDir::new().expect("a temporary folder") };
        for (path, text) in files {
            project.write(path, text);
        }
        project
    }

    pub fn path(&self, path: &str) -> PathBuf {
        self.dir.path().join(path)
    }

    pub fn write(&self, path: &str, text: impl AsRef<[u8]>) {
        let path = self.path(path);
        std::fs::create_dir_all(path.parent().expect("a parent")).expect("folders");
        std::fs::write(path, text).expect("a file");
    }

    pub fn append(&self, path: &str, text: &str) {
        self.write(path, self.read(path) + text);
    }

    pub fn read(&self, path: &str) -> String {
        std::fs::read_to_string(self.path(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    pub fn has(&self, path: &str) -> bool {
        self.path(path).exists()
    }

    pub fn remove(&self, path: &str) {
        std::fs::remove_file(self.path(path)).expect("a file to remove");
    }

    /// Runs `wiretype` with arguments separated by spaces.
    pub fn run(&self, args: &str) -> Run {
        let output = Command::new(env!("CARGO_BIN_EXE_wiretype"))
            .args(args.split_whitespace())
            .current_dir(self.dir.path())
            .env_remove("CARGO_PKG_NAME")
            .env_remove("OUT_DIR")
            .output()
            .expect("the command runs");
        let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
        Run { code: output.status.code().unwrap_or(-1), stdout: text(output.stdout), stderr: text(output.stderr) }
    }
}

impl Run {
    /// Holds the exit code, and that both streams together contain each text.
    #[track_caller]
    pub fn expect(self, code: i32, texts: &[&str]) -> Self {
        let all = format!("{}{}", self.stdout, self.stderr);
        assert_eq!(self.code, code, "exit code of:\n{all}");
        for text in texts {
            assert!(all.contains(text), "`{text}` is not in:\n{all}");
        }
        self
    }
}

/// A small API.
pub const PETS: &str = r##"openapi: 3.0.3
info: { title: Pets, version: "1" }
paths:
  /pets/{id}:
    get:
      operationId: getPet
      tags: [pets]
      parameters:
        - { name: id, in: path, required: true, schema: { type: string, maxLength: 10 } }
      responses:
        "200":
          description: A pet.
          content: { application/json: { schema: { $ref: "#/components/schemas/Pet" } } }
components:
  schemas:
    Pet:
      type: object
      required: [name]
      properties:
        name: { type: string, minLength: 1 }
        tag: { type: string }
    Colour: { type: string, enum: [red, green] }
"##;

/// The same API with a mistake.
pub fn broken() -> String {
    PETS.replace("schemas/Pet\"", "schemas/Pat\"")
}
