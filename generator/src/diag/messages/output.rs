//! Messages about writing files (06xx).

use crate::diag::Diagnostic;
use crate::diag::codes::codes;

codes! {
    EDITED = "E0601", "a generated file was edited by hand",
        "The text of the file is another than the one wiretype wrote: the hash in its header tells. Writing it again would lose the \
         edit, so nothing is written. Move the edit to a file of your own (a further `impl` block can stand anywhere in the crate) or \
         into the schema, or pass `--force` to give the edit up.";
    FOREIGN = "E0602", "a file that is not ours is in the way",
        "A file has to be written where there is one already that does not carry the header of a generated file. It may be somebody's \
         work, so nothing is written. Choose another folder, move the file away, or pass `--force` to overwrite it.";
    LEFTOVER = "E0603", "a file that is no longer generated was edited by hand",
        "wiretype made this file once, but the schema no longer asks for it. It would be removed if it had not been edited since. Move \
         the edit elsewhere and remove the file, or pass `--force` to have it removed.";
    NOT_WRITTEN = "E0604", "a file cannot be written",
        "The operating system refused to create, replace or remove the file, or to read the one that is there. Check that the folder \
         may be written and that the disk is not full. Files are put in place only when all of them have been written.";
    KEPT = "W0605", "an edited manifest is kept",
        "The `Cargo.toml` of the generated crate was edited by hand, or was there before. It stays as it is, because people add \
         dependencies to it. Compare it now and then with what `wiretype generate --stdout` prints, or pass `--force` to replace it.";
    STALE = "E0606", "a generated file is stale",
        "With `--check`, the file on disk is another than the one that would be written now: the schema or wiretype has changed, or the \
         file was edited. Run the same command without `--check` and commit what it writes.";
}

/// The file at `path` is ours but was edited.
pub fn edited_file(path: &str) -> Diagnostic {
    Diagnostic::new(&EDITED, format!("`{path}` was edited by hand since it was generated")).help("move the edit, or pass `--force`")
}

/// The file at `path` is in the way and not ours.
pub fn foreign_file(path: &str) -> Diagnostic {
    Diagnostic::new(&FOREIGN, format!("`{path}` was not made by wiretype and would be overwritten"))
        .help("choose another folder, move the file away, or pass `--force`")
}

/// The file at `path` would be removed but was edited.
pub fn edited_leftover(path: &str) -> Diagnostic {
    Diagnostic::new(&LEFTOVER, format!("`{path}` is no longer generated, but was edited by hand"))
        .help("move the edit and remove the file, or pass `--force`")
}

/// The file at `path` cannot be written: `reason` comes from the operating system.
pub fn not_written(path: &str, reason: &str) -> Diagnostic {
    Diagnostic::new(&NOT_WRITTEN, format!("cannot write `{path}`: {reason}"))
}

/// The manifest at `path` was edited and stays.
pub fn kept_file(path: &str) -> Diagnostic {
    Diagnostic::new(&KEPT, format!("`{path}` was edited by hand and is kept as it is"))
}

/// The file at `path` is `what`, such as `missing`; `command` mends it.
pub fn stale_file(path: &str, what: &str, command: &str) -> Diagnostic {
    Diagnostic::new(&STALE, format!("`{path}` is {what}")).help(format!("run `{command}`"))
}
