//! Messages about finding and reading documents (002x).

use crate::diag::Diagnostic;
use crate::diag::codes::codes;

codes! {
    UNREADABLE = "E0020", "a file cannot be read",
        "The operating system refused to open or read the file. Check that the path is right, relative to the folder in which \
         the command runs or in which the manifest lies, and that the file may be read.";
    NOT_UTF8 = "E0021", "a file is not UTF-8",
        "Schema documents are read as UTF-8, with or without a byte order mark. Save the file in that encoding; editors call it \
         `UTF-8`, and `iconv -f LATIN1 -t UTF-8` converts older files.";
    TOO_LARGE = "E0022", "a file is too large",
        "Files of more than 256 MiB are refused: no API description is that large, and reading a mistaken path would fill the memory. \
         Split the document into several files that refer to each other.";
    UNKNOWN_DIALECT = "E0023", "a document is neither OpenAPI nor CSDL",
        "The kind of a document is recognised by its content: a top-level `openapi` or `swagger` member with a version, or an \
         `Edmx` root element (`$Version` in CSDL JSON). Add the member that says what the document is.";
}

/// The file at `path` could not be read: `reason` comes from the operating system.
pub fn unreadable(path: &str, reason: &str) -> Diagnostic {
    Diagnostic::new(&UNREADABLE, format!("cannot read `{path}`: {reason}"))
}

/// The file at `path` is not UTF-8 from byte `offset` on.
pub fn not_utf8(path: &str, offset: usize) -> Diagnostic {
    Diagnostic::new(&NOT_UTF8, format!("`{path}` is not UTF-8: the byte at offset {offset} does not belong to a character"))
        .help("save the file as UTF-8")
}

/// The file at `path` is larger than any API description.
pub fn too_large(path: &str) -> Diagnostic {
    Diagnostic::new(&TOO_LARGE, format!("`{path}` is too large: files of more than 256 MiB are refused"))
}

/// The document at `path` does not say what it is.
pub fn unknown_dialect(path: &str) -> Diagnostic {
    Diagnostic::new(&UNKNOWN_DIALECT, format!("`{path}` is neither an OpenAPI document nor a CSDL document"))
        .help("an OpenAPI document has a top-level `openapi` or `swagger` member, a CSDL document an `edmx:Edmx` root element")
}
