//! Messages about overrides (052x).

use crate::diag::codes::codes;
use crate::diag::{Diagnostic, nearest};
use crate::source::{Location, Written};

codes! {
    BAD_OVERRIDE = "E0520", "an override is no Rust",
        "`rename` is a name as Rust has them, without signs and no keyword, that nothing else of its kind has; `replace` and `derive` are paths that the generated module can \
         use: with `crate` in front for what is in the same crate, and the name of the crate for others.";
    IDLE_OVERRIDE = "W0523", "an override changes nothing",
        "What `[module.types]` or `[module.properties]` names is not there, or is like that already. Perhaps the document was mended, and \
         the override is no longer needed; perhaps something was renamed, and the override has to follow.";
}

fn at(diagnostic: Diagnostic, place: Option<Location>, text: &str) -> Diagnostic {
    match place {
        Some(place) => diagnostic.at(place, text),
        None => diagnostic,
    }
}

/// `written` has to be `expected`.
pub fn bad_override(written: &Written, expected: &str) -> Diagnostic {
    let message = format!("`{}` cannot be used: {expected} is expected", written.text);
    at(Diagnostic::new(&BAD_OVERRIDE, message), written.place, "not valid here")
}

/// There is no `noun` (a type, a property) called `name` for the override `written`; there are those `known`.
pub fn override_without_target<'k>(
    noun: &str,
    written: &Written,
    name: &str,
    known: impl IntoIterator<Item = &'k str>,
) -> Diagnostic {
    let message = format!("the override for `{}` changes nothing: no {noun} is called `{name}`", written.text);
    let diagnostic = at(Diagnostic::new(&IDLE_OVERRIDE, message), written.place, "not found");
    match nearest(name, known) {
        Some(name) => diagnostic.help(format!("did you mean `{name}`?")),
        None => diagnostic.help("`wiretype list` shows the names of types"),
    }
}

/// What `key` asks of `name` is so already, or cannot be.
pub fn idle_override(key: &str, name: &str, place: Option<Location>) -> Diagnostic {
    let why = match key {
        "open" => "it is like that already, or no enumeration",
        "derive" => "a type that is replaced is not generated",
        "Clone" | "Debug" | "PartialEq" => "every type has it",
        _ => "it is like that already",
    };
    let message = format!("`{key}` of `{name}` changes nothing: {why}");
    at(Diagnostic::new(&IDLE_OVERRIDE, message), place, "no longer needed")
}
