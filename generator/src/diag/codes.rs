//! The list of codes: id, severity, title and the text that `wiretype explain CODE` prints.

use std::sync::LazyLock;

use super::messages;

/// How bad a message is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Nothing is generated.
    Error,
    /// Something was read differently than the author may expect.
    Warning,
    /// Something is supported only in part: it falls back to raw JSON or is left out, and this says so.
    Limitation,
}

impl Severity {
    /// The severity that the first letter of a code's id stands for.
    pub const fn of(id: &str) -> Self {
        match id.as_bytes() {
            [b'W', ..] => Self::Warning,
            [b'L', ..] => Self::Limitation,
            _ => Self::Error,
        }
    }

    /// The word in messages.
    pub fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Limitation => "limitation",
        }
    }
}

/// A kind of message.
#[derive(Debug, PartialEq, Eq)]
pub struct Code {
    /// `E0101`, `W0201`, `L0301`: the letter is the severity; the hundreds are the stage (0 load and parse, 1 names and
    /// references, 2 `OpenAPI`, 3 `CSDL`, 4 check, 5 options and manifest, 6 output, 7 overlays).
    pub id: &'static str,
    /// The severity.
    pub severity: Severity,
    /// A few words.
    pub title: &'static str,
    /// What it means, why it matters and how to mend it, a few sentences.
    pub explain: &'static str,
}

/// Every code, by id.
pub static CODES: LazyLock<Vec<&'static Code>> = LazyLock::new(|| {
    let mut codes: Vec<_> = messages::CODES.iter().flat_map(|of_file| of_file.iter().copied()).collect();
    codes.sort_by_key(|code| number(code));
    codes
});

/// A code by its id, in any case, or by its number alone.
pub fn find(id: &str) -> Option<&'static Code> {
    CODES.iter().copied().find(|code| code.id.eq_ignore_ascii_case(id) || code.id.get(1..) == Some(id))
}

/// Codes are ordered, and told apart, by number: `E0101` and `W0101` never exist side by side.
fn number(code: &Code) -> &'static str {
    code.id.get(1..).unwrap_or(code.id)
}

/// Declares the codes of one file: a static for each and the slice of them all, which `messages::CODES` collects.
macro_rules! codes {
    ($($name:ident = $id:literal, $title:literal, $explain:literal;)*) => {
        $(static $name: $crate::diag::Code =
            $crate::diag::Code { id: $id, severity: $crate::diag::Severity::of($id), title: $title, explain: $explain };)*

        /// The codes of this file.
        pub(super) static OF_FILE: &[&$crate::diag::Code] = &[$(&$name),*];
    };
}
pub(super) use codes;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_unique_and_explained() {
        for pair in CODES.windows(2) {
            assert!(number(pair[0]) < number(pair[1]), "{} and {} share a number", pair[0].id, pair[1].id);
        }
        for code in CODES.iter() {
            let (letter, digits) = code.id.split_at(1);
            assert!("EWL".contains(letter) && digits.len() == 4 && digits.bytes().all(|b| b.is_ascii_digit()), "{}", code.id);
            assert!(!code.title.is_empty() && !code.title.ends_with('.'), "{}: title", code.id);
            assert!(code.explain.ends_with('.') && code.explain.len() > 60, "{}: explain", code.id);
            assert_eq!(find(&code.id.to_lowercase()), Some(*code));
        }
    }
}
