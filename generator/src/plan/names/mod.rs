//! The one place where names are made: a name on the wire comes in, a Rust identifier comes out.
//!
//! `Scope::name` settles clashes in the order of calls, so names depend on source order only.

mod words;

use std::collections::{BTreeMap, BTreeSet};

use heck::{ToShoutySnakeCase, ToSnakeCase, ToUpperCamelCase};

/// What an identifier is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Case {
    /// Structs, enums, traits, enum variants: `UpperCamelCase`.
    Type,
    /// Fields, methods, arguments, modules: `snake_case`.
    Field,
    /// Statics: `SHOUTY_SNAKE_CASE`.
    Static,
}

/// The identifiers taken in one place: the types of a module, the fields of a struct, the variants of an enum.
#[derive(Clone, Debug, Default)]
pub struct Scope {
    taken: BTreeSet<String>,
    /// The last number that was put behind a name.
    numbers: BTreeMap<String, u32>,
}

/// Names that a generated type must not take: they would hide what emitted code and the Rust prelude call by these names.
const PRELUDE: &[&str] = &[
    "Box",
    "Clone",
    "Copy",
    "Debug",
    "Default",
    "Drop",
    "Eq",
    "Err",
    "Fn",
    "From",
    "Future",
    "Into",
    "Iterator",
    "Maybe",
    "None",
    "Ok",
    "Option",
    "Ord",
    "PartialEq",
    "PartialOrd",
    "Result",
    "Self",
    "Send",
    "Sized",
    "Some",
    "String",
    "Sync",
    "ToString",
    "TryFrom",
    "TryInto",
    "Unpin",
    "Vec",
];

const KEYWORDS: &[&str] = &[
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "crate", "do", "dyn", "else", "enum",
    "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro", "match", "mod", "move", "mut",
    "override", "priv", "pub", "ref", "return", "self", "static", "struct", "super", "trait", "true", "try", "type", "typeof",
    "union", "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

impl Scope {
    /// A scope in which some names are taken from the start.
    pub fn with<'a>(taken: impl IntoIterator<Item = &'a str>) -> Self {
        Self { taken: taken.into_iter().map(str::to_owned).collect(), numbers: BTreeMap::new() }
    }

    /// The scope of a module's types: the prelude's names are taken.
    pub fn of_types() -> Self {
        Self::with(PRELUDE.iter().copied())
    }

    /// Makes an identifier of a name on the wire that nothing else in this scope has.
    pub fn name(&mut self, wire: &str, case: Case) -> String {
        self.unique(identifier(wire, case), case)
    }

    /// Takes an identifier as it is, or the next free one with a number behind it.
    pub fn unique(&mut self, wanted: String, case: Case) -> String {
        if self.taken.insert(wanted.clone()) {
            return wanted;
        }
        if PRELUDE.contains(&wanted.as_str()) && self.taken.insert(format!("{wanted}Type")) {
            return format!("{wanted}Type");
        }
        let joint = match case {
            Case::Type if !wanted.ends_with(|c: char| c.is_ascii_digit()) => "",
            Case::Type | Case::Field | Case::Static => "_",
        };
        let stem = format!("{}{joint}", wanted.trim_end_matches('_'));
        let last = self.numbers.entry(stem.clone()).or_insert(1);
        loop {
            *last += 1;
            let numbered = format!("{stem}{last}");
            if self.taken.insert(numbered.clone()) {
                return numbered;
            }
        }
    }
}

/// The identifier that a name on the wire becomes when nothing clashes.
pub fn identifier(wire: &str, case: Case) -> String {
    let words = words::words(wire);
    let joined = match case {
        Case::Type => words::join_camel(&words.to_upper_camel_case(), &words),
        Case::Field => words.to_snake_case(),
        Case::Static => words.to_shouty_snake_case(),
    };
    let named = if joined.is_empty() { words::fallback(case) } else { joined };
    let started = if named.starts_with(|c: char| c.is_ascii_digit()) { words::digit_start(&named, case) } else { named };
    if KEYWORDS.contains(&started.as_str()) || started == "Self" { format!("{started}_") } else { started }
}

/// Puts names together into one that is split into words again: `("PrivateLink", "id")` is `PrivateLink_id`.
pub fn join(parts: &[&str]) -> String {
    parts.join("_")
}

#[cfg(test)]
mod tests {
    use super::{Case, Scope, identifier};

    #[test]
    fn wire_names_become_identifiers() {
        let cases = [
            ("displayName", "display_name", "DisplayName"),
            ("type", "type_", "Type"),
            ("self", "self_", "Self_"),
            ("+1", "plus_1", "Plus1"),
            ("-1", "minus_1", "Minus1"),
            ("$ref", "ref_", "Ref"),
            ("@odata.type", "odata_type", "OdataType"),
            ("v10_0", "v10_0", "V10_0"),
            ("10", "n10", "N10"),
            ("2fa", "n2fa", "N2fa"),
            ("", "empty", "Empty"),
            ("*", "star", "Star"),
            ("HTTPServer", "http_server", "HttpServer"),
            ("a b/c", "a_b_c", "ABC"),
            ("😀", "u1f600", "U1f600"),
            ("größe", "größe", "Größe"),
        ];
        for (wire, field, type_) in cases {
            assert_eq!((identifier(wire, Case::Field).as_str(), identifier(wire, Case::Type).as_str()), (field, type_), "{wire}");
        }
    }

    #[test]
    fn clashes_are_numbered_in_source_order() {
        let mut scope = Scope::of_types();
        let names = ["pet", "Pet", "PET", "Option", "v1", "V1"].map(|wire| scope.name(wire, Case::Type));
        assert_eq!(names, ["Pet", "Pet2", "Pet3", "OptionType", "V1", "V1_2"]);
    }
}
