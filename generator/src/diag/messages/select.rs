//! Messages about selecting a part of an API (053x).

use crate::diag::codes::codes;
use crate::diag::{Diagnostic, nearest};
use crate::source::{Location, Written};

codes! {
    BAD_SELECTOR = "E0530", "a selector cannot be understood",
        "A selector of `--include`, `--exclude` or of `include` and `exclude` in the manifest is a kind, a colon and a pattern: \
         `path:/users/*`, `method:GET`, `operation:users.*`, `tag:Users` or `type:User`. `*` stands for any characters (in paths: of \
         one segment; `**` for any number of segments), `?` for one. Several terms in one selector, with spaces between them, must \
         all match.";
    NO_SELECTION = "E0531", "a selector matches nothing",
        "Nothing in the API is called that. `wiretype list` shows the methods, operation ids, tags and paths of the operations and \
         the names of the types. In paths, `*` stands for one segment and `**` for any number of them.";
    DERIVED_LEFT_OUT = "L0532", "types derived from a polymorphic type are left out",
        "Only a part of the API is generated. A polymorphic type brings along the types derived from it unless they are many, such \
         as those of a root that everything is derived from: then only those stay that something else needs. Values of the others \
         are read as the base, with every member kept, or as raw JSON. Include those that you need with `type:NAME`.";
    UNKNOWN_TYPE = "E0533", "there is no such type",
        "`wiretype explain-type` takes the name of a declared type, as the schema writes it or as the generated code does. `wiretype \
         list` shows the names. A type that `--include` and `--exclude` leave out is not there either.";
}

fn at(diagnostic: Diagnostic, written: &Written, text: &str) -> Diagnostic {
    match written.place {
        Some(place) => diagnostic.at(place, text),
        None => diagnostic,
    }
}

/// `written` is no selector, for `reason`.
pub fn bad_selector(written: &Written, reason: &str) -> Diagnostic {
    let message = format!("the selector `{}` cannot be understood: {reason}", written.text);
    at(Diagnostic::new(&BAD_SELECTOR, message), written, "not a selector")
}

/// `written` selects by `kind`, which is none of `known`.
pub fn unknown_selector<'k>(written: &Written, kind: &str, known: impl IntoIterator<Item = &'k str> + Clone) -> Diagnostic {
    let message = format!("the selector `{}` is of the unknown kind `{kind}`", written.text);
    let diagnostic = at(Diagnostic::new(&BAD_SELECTOR, message), written, "unknown kind");
    match nearest(kind, known.clone()) {
        Some(name) => diagnostic.help(format!("did you mean `{name}:`?")),
        None => {
            let kinds: Vec<String> = known.into_iter().map(|kind| format!("`{kind}:`")).collect();
            diagnostic.help(format!("known kinds: {}", kinds.join(", ")))
        }
    }
}

/// No `noun` is matched by `pattern` of `written`; there are those `known`.
pub fn selector_without_match<'k>(
    written: &Written,
    (noun, pattern): (&str, &str),
    known: impl IntoIterator<Item = &'k str>,
) -> Diagnostic {
    let message = format!("no {noun} matches `{pattern}`");
    let diagnostic = at(Diagnostic::new(&NO_SELECTION, message), written, "matches nothing");
    let plain = pattern.trim_matches('*');
    match nearest(plain, known).filter(|name| *name != plain) {
        Some(name) => diagnostic.help(format!("did you mean `{name}`?")),
        None => diagnostic.help("`wiretype list` shows what there is"),
    }
}

/// Of `all` types derived from `name`, `left_out` are.
pub fn derived_types_left_out(name: &str, location: Location, left_out: usize, all: usize) -> Diagnostic {
    let message = format!("{left_out} of {all} types derived from `{name}` are left out");
    Diagnostic::new(&DERIVED_LEFT_OUT, message)
        .at(location, "values of theirs are read as this type or as raw JSON")
        .help("include those you need with `type:NAME`")
}

/// No type is called `name`; there are those `known`.
pub fn unknown_type<'k>(name: &str, known: impl IntoIterator<Item = &'k str>) -> Diagnostic {
    let diagnostic = Diagnostic::new(&UNKNOWN_TYPE, format!("no type is called `{name}`"));
    match nearest(name, known) {
        Some(known) => diagnostic.help(format!("did you mean `{known}`?")),
        None => diagnostic.help("`wiretype list` shows the names of types"),
    }
}
