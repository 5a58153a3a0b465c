//! Local mistakes: errors that harm only their own place, so that the rest of a document can be used if the user wants that.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::{Code, Diagnostic, Severity, codes};

/// References that lead nowhere, values of the wrong kind, and mistakes of single declarations.
const LOCAL: [&str; 20] = [
    "E0051", "E0055", "E0101", "E0102", "E0103", "E0105", "E0106", "E0107", "E0108", "E0202", "E0301", "E0303", "E0304", "E0305",
    "E0306", "E0308", "E0309", "E0310", "E0312", "E0313",
];

/// The codes of local mistakes, as warnings.
static WARNINGS: LazyLock<BTreeMap<&str, Code>> = LazyLock::new(|| {
    let code = |code: &Code| Code { id: code.id, severity: Severity::Warning, title: code.title, explain: code.explain };
    LOCAL.iter().filter_map(|id| codes::find(id)).map(|known| (known.id, code(known))).collect()
});

impl Diagnostic {
    /// Whether this is an error that harms only its own place.
    pub fn is_local_error(&self) -> bool {
        self.code.severity == Severity::Error && self.primary.is_some() && WARNINGS.contains_key(self.code.id)
    }

    /// Makes a warning of a local error; `instead` says what was done about it, such as `any value is taken there`.
    pub fn tolerate(&mut self, instead: &str) {
        if let Some(code) = WARNINGS.get(self.code.id).filter(|_| self.is_local_error()) {
            self.code = code;
            self.message.extend(["; ", instead]);
        }
    }
}
