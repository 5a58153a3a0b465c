//! Messages about the check of the whole API (04xx).

use std::fmt::Display;

use crate::diag::Diagnostic;
use crate::diag::codes::codes;
use crate::source::Location;

codes! {
    BAD_PATTERN = "W0401", "a pattern is no regular expression",
        "A `pattern` has to be a regular expression of ECMA-262. One that is not cannot be checked: every text passes it. Mend it in \
         the document (look-around and back-references are fine), or make it an error with `--deny W0401`.";
    EMPTY_RANGE = "W0402", "no value satisfies both limits",
        "The lower limit lies above the upper one, so no value is valid. Often the two were exchanged.";
    SAME_ROUTE = "W0403", "two operations have the same method and path",
        "Two templates that differ only in the names of their parameters match the same requests, so the second operation is never \
         reached. Tell them apart by a literal segment, or remove one.";
    ENDLESS_TYPE = "W0404", "no finite value satisfies the schema",
        "Every value must hold another value of the same schema, without end. Make one of the members on the way optional or nullable.";
    BAD_DEFAULT = "W0405", "a default breaks its own schema",
        "A `default` stands for a value that is left out, so it has to be one that its schema takes: of the same type, among the values of \
         `enum`, within the limits. One that is not is not used: who leaves the value out sends none. A number that is written as a text, or a \
         text that is written as a number, is taken for what it says.";
}

/// `pattern` is not one, because of `reason`.
pub fn bad_pattern(pattern: &str, reason: &str, location: Location) -> Diagnostic {
    let shown: String = pattern.chars().take(60).collect();
    let more = if pattern.chars().count() > 60 { "…" } else { "" };
    Diagnostic::new(&BAD_PATTERN, format!("`{shown}{more}` is no regular expression: {reason}"))
        .at(location, "in this schema")
        .help("patterns follow ECMA-262, the regular expressions of JavaScript; this one is not checked")
}

/// `lower` lies above `upper`; both are keywords with their values.
pub fn empty_range(lower: &str, upper: &str, location: Location) -> Diagnostic {
    Diagnostic::new(&EMPTY_RANGE, format!("no value satisfies both `{lower}` and `{upper}`"))
        .at(location, "in this schema")
        .help("exchange the two, or remove one")
}

/// `route` is matched by an earlier operation.
pub fn same_route(route: &str, second: Location, first: Location) -> Diagnostic {
    Diagnostic::new(&SAME_ROUTE, format!("`{route}` is never reached"))
        .at(second, "this operation")
        .also(first, "this one matches the same requests")
        .help("tell the two apart by a literal segment, or remove one")
}

/// A value of `name` must hold another value of `name`.
pub fn endless_type(name: &str, location: Location) -> Diagnostic {
    Diagnostic::new(&ENDLESS_TYPE, format!("every `{name}` must hold another `{name}`, without end"))
        .at(location, "defined here")
        .help("make a member on the way optional")
}

/// The schema at `location` does not take its `default`, for the reason `why`; `instead` is what it must mean, if anything.
pub fn bad_default(default: &dyn Display, why: &str, instead: Option<&dyn Display>, location: Location) -> Diagnostic {
    let message = format!("the default `{default}` breaks its own schema: {why}");
    match instead {
        Some(instead) => {
            let label = format!("read as `{instead}`");
            Diagnostic::new(&BAD_DEFAULT, message).at(location, label).help(format!("write `default: {instead}`"))
        }
        None => Diagnostic::new(&BAD_DEFAULT, message).at(location, "it is not used"),
    }
}
