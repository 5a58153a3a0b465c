//! Messages about names and references (01xx).

use crate::diag::codes::codes;
use crate::diag::{Diagnostic, nearest};
use crate::source::Location;

codes! {
    DANGLING = "E0101", "a reference points to nothing",
        "The document that the reference names has no value at that place. A JSON Pointer after `#` names members from the top of the \
         document; `~` in a name is written `~0`, `/` is written `~1`, and spaces and other special characters are percent-encoded.";
    MISSING_FILE = "E0102", "a reference to a file that is not there",
        "The reference names another file, relative to the document that contains it, and that file cannot be read. Copy the file to \
         that place or correct the path.";
    OUTSIDE = "E0103", "a reference leaves the folder of the schema",
        "References are followed only to files in the folder of the first document and below, so that a document from elsewhere cannot \
         make the generator read other files of the machine. The folder of a project, where `wiretype.toml` lies, counts as one. `--allow-outside` (`allow_outside = true` in the \
         manifest) follows references anywhere.";
    REMOTE = "E0105", "a reference to the network is not followed",
        "The generator never fetches anything from the network, so that the same input always gives the same output. Download the \
         document, put it beside yours, and refer to that file.";
    CYCLE = "E0106", "a reference leads back to itself",
        "Following the reference ends where it started without ever meeting a value, for example two definitions that are each nothing \
         but a reference to the other. One of them has to say what it is.";
    BAD_REFERENCE = "E0107", "a reference cannot be understood",
        "The text of the reference is not a URI reference with a JSON Pointer or an anchor after `#`.";
    WRONG_TARGET = "E0108", "a reference points to the wrong kind of thing",
        "The place where the reference stands needs one kind of definition, such as a parameter, but the reference points to another \
         kind, such as a schema.";
}

/// `reference` names nothing; `known` are the names at the last place that exists, for a suggestion.
pub fn dangling_reference<'k>(reference: &str, location: Location, known: impl IntoIterator<Item = &'k str>) -> Diagnostic {
    let diagnostic = Diagnostic::new(&DANGLING, format!("the reference `{reference}` points to nothing")).at(location, "not found");
    let last = reference.rsplit(['/', '#']).next().unwrap_or(reference);
    match nearest(last, known) {
        Some(name) => diagnostic.help(format!("did you mean `{}{name}`?", reference.strip_suffix(last).unwrap_or(""))),
        None => diagnostic,
    }
}

/// `reference` names a file at `path` that cannot be read for `reason`.
pub fn missing_file(reference: &str, path: &str, reason: &str, location: Location) -> Diagnostic {
    Diagnostic::new(&MISSING_FILE, format!("the file `{path}` that `{reference}` refers to cannot be read: {reason}"))
        .at(location, "referred to here")
}

/// `reference` leads to `path`, outside the folders that may be read.
pub fn reference_outside(reference: &str, path: &str, location: Location) -> Diagnostic {
    Diagnostic::new(&OUTSIDE, format!("the reference `{reference}` leads out of the folder of the schema, to `{path}`"))
        .at(location, "not followed")
        .help("move the file below the folder of the first document, or pass `--allow-outside`")
}

/// `reference` names something on the network.
pub fn remote_reference(reference: &str, location: Location) -> Diagnostic {
    Diagnostic::new(&REMOTE, format!("the reference `{reference}` would have to be fetched from the network"))
        .at(location, "not followed")
        .help("download the document and refer to the file")
}

/// `reference` leads back to itself over the places in `steps` without meeting a value.
pub fn cyclic_reference(reference: &str, location: Location, steps: &[Location]) -> Diagnostic {
    let first = Diagnostic::new(&CYCLE, format!("the reference `{reference}` leads back to itself")).at(location, "starts here");
    steps.iter().fold(first, |diagnostic, step| diagnostic.also(*step, "then goes on here"))
}

/// `reference` is not a URI reference that can be followed, for `reason`.
pub fn bad_reference(reference: &str, reason: &str, location: Location) -> Diagnostic {
    Diagnostic::new(&BAD_REFERENCE, format!("the reference `{reference}` cannot be understood: {reason}")).at(location, reason)
}

/// `reference` must lead to `expected` (such as `"a parameter"`), but leads to `found` at `target`.
pub fn wrong_target(reference: &str, expected: &str, found: &str, location: Location, target: Location) -> Diagnostic {
    Diagnostic::new(&WRONG_TARGET, format!("the reference `{reference}` must lead to {expected}, but leads to {found}"))
        .at(location, format!("expected {expected}"))
        .also(target, format!("this is {found}"))
}
