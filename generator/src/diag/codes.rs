//! The list of codes: id, severity, title and the text that `wiretype explain CODE` prints.

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

/// A kind of message.
#[derive(Debug, PartialEq, Eq)]
pub struct Code {
    /// `E0104`, `W0201`, `L0301`: the letter is the severity; the hundreds are the stage (0 load and parse, 1 names and
    /// references, 2 `OpenAPI`, 3 `CSDL`, 4 check, 5 options and manifest, 6 output).
    pub id: &'static str,
    /// The severity.
    pub severity: Severity,
    /// A few words.
    pub title: &'static str,
    /// What it means, why it matters and how to mend it, a few sentences.
    pub explain: &'static str,
}

/// Every code, by id.
pub static CODES: &[&Code] = &[];
