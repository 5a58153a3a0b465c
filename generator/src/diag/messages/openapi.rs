//! Messages about `OpenAPI` documents (02xx).

use crate::diag::codes::codes;
use crate::diag::{Diagnostic, nearest};
use crate::source::Location;

codes! {
    BREACH = "W0201", "a document breaks a rule of its specification",
        "The document does not keep to the specification at this place, but what it means is clear enough, so it is read anyway. \
         `--strict` makes this an error. Mend the document so that every tool reads it the same way.";
    STRICT_BREACH = "E0202", "a document breaks a rule of its specification (strict)",
        "The document does not keep to the specification at this place. Without `--strict` this is a warning, because what is meant \
         is clear enough to go on.";
    IGNORED = "W0203", "a definition has no effect",
        "The specification says that this is ignored where it stands, because the same thing is said elsewhere: the headers `Accept`, \
         `Content-Type` and `Authorization` follow from media types and security schemes. Remove it, or say it there.";
    CONTAINS_ITSELF = "W0204", "a schema contains itself in place",
        "A schema lists another one in `allOf`, `anyOf`, `oneOf` or the like, and that one leads back to the first without going to a \
         member or an item on the way. Whether a value is valid could never be decided. The circle is opened: a base that lists its \
         derived types in `oneOf` while they have it in their `allOf` is read as a base only. Remove one of the two directions.";
}

/// Makes any message one about a breach of the specification: a warning, or an error for the strict.
pub fn breach(diagnostic: Diagnostic, strict: bool) -> Diagnostic {
    Diagnostic { code: if strict { &STRICT_BREACH } else { &BREACH }, ..diagnostic }
}

/// A breach in words: `message` is a sentence, `label` a few words about the place.
pub fn rule(message: impl Into<String>, location: Location, label: &str) -> Diagnostic {
    Diagnostic::new(&BREACH, message).at(location, label)
}

/// `what` has no effect; `why` says where the same is said.
pub fn ignored(what: &str, why: &str, location: Location) -> Diagnostic {
    Diagnostic::new(&IGNORED, format!("{what} is ignored: {why}")).at(location, "has no effect")
}

/// The schema called `name` at `inner` is part of one at `outer` that is part of it.
pub fn contains_itself(name: &str, outer: Location, inner: Location) -> Diagnostic {
    Diagnostic::new(&CONTAINS_ITSELF, format!("the schema `{name}` contains itself in place"))
        .at(outer, "this part is left out here")
        .also(inner, "and contains this in turn")
}

/// `what` (such as `"the Info Object"`) at `location` lacks the member `field`.
pub fn missing_field(what: &str, field: &str, location: Location) -> Diagnostic {
    Diagnostic::new(&BREACH, format!("{what} has no `{field}`")).at(location, format!("`{field}` is required here"))
}

/// `what` (such as `"type"`) called `name` is used but not defined; a near one of `known` is suggested.
pub fn unknown_name<'k>(what: &str, name: &str, location: Location, known: impl IntoIterator<Item = &'k str>) -> Diagnostic {
    let diagnostic = Diagnostic::new(&BREACH, format!("there is no {what} called `{name}`")).at(location, "not defined");
    match nearest(name, known) {
        Some(near) => diagnostic.help(format!("did you mean `{near}`?")),
        None => diagnostic,
    }
}
