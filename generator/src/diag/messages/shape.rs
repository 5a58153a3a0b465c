//! Messages about the shape of a document that are the same in every dialect (005x).

use crate::diag::codes::codes;
use crate::diag::{Diagnostic, nearest};
use crate::source::{Location, NodeRef};

codes! {
    WRONG_KIND = "E0051", "a value is of the wrong kind",
        "The specification asks for another kind of value at this place, such as an object where a string is written. In YAML, text \
         that looks like a number, `true`, `false` or `null` needs quotes to be text.";
    UNKNOWN_FIELD = "W0053", "a member is not known",
        "The specification does not define a member of this name at this place, so it has no effect. It may be misspelt or indented \
         wrongly. Extensions start with `x-`.";
    UNSUPPORTED = "L0054", "a construct is not supported yet",
        "The document is right, but the generator does not support this construct, or supports it only in part. The message says what \
         it does instead; what is generated is correct but may be less precise than the document.";
    BAD_VALUE = "E0055", "a value is not one of those allowed",
        "The specification allows only certain values at this place. The message lists them or says what form they must have.";
}

/// `what` (such as ``"`type`"`` or `"a schema"`) must be `expected` (such as `"an object"`), but `found` is of another kind.
pub fn expected_kind(what: &str, expected: &str, found: NodeRef<'_>) -> Diagnostic {
    wrong_kind(what, expected, found.kind_name(), found.location())
}

/// Like [`expected_kind`], with the kind that was found in words.
pub fn wrong_kind(what: &str, expected: &str, found: &str, location: Location) -> Diagnostic {
    Diagnostic::new(&WRONG_KIND, format!("{what} must be {expected}, found {found}")).at(location, format!("expected {expected}"))
}

/// `what` at `location` has a member `found` that is none of `known`.
pub fn unknown_field<'k>(what: &str, found: &str, location: Location, known: impl IntoIterator<Item = &'k str>) -> Diagnostic {
    let diagnostic = Diagnostic::new(&UNKNOWN_FIELD, format!("{what} has no member called `{found}`")).at(location, "ignored");
    match nearest(found, known) {
        Some(name) => diagnostic.help(format!("did you mean `{name}`?")),
        None => diagnostic,
    }
}

/// `construct` (a noun phrase) is not supported; `instead` says what the generator does, such as `"it becomes a raw JSON value"`.
pub fn unsupported(construct: &str, instead: &str, location: Location) -> Diagnostic {
    Diagnostic::new(&UNSUPPORTED, format!("{construct} is not supported: {instead}")).at(location, instead)
}

/// `what` has the value `found`, but must be `expected` (a phrase); a near one of `known` is suggested.
pub fn bad_value<'k>(
    what: &str,
    found: &str,
    expected: &str,
    location: Location,
    known: impl IntoIterator<Item = &'k str>,
) -> Diagnostic {
    let diagnostic = Diagnostic::new(&BAD_VALUE, format!("{what} must be {expected}, found `{found}`"))
        .at(location, format!("expected {expected}"));
    match nearest(found, known) {
        Some(name) => diagnostic.help(format!("did you mean `{name}`?")),
        None => diagnostic,
    }
}
