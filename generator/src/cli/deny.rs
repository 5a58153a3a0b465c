//! `--deny`: codes and groups of messages come in; what they choose becomes an error.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use wiretype::diag::{self, Code, Diags, Severity, codes};

use super::report::{Exit, Reporter};

/// The groups of messages.
pub const GROUPS: [&str; 2] = ["warnings", "limitations"];

/// Every code that is not an error, as an error.
static DENIED: LazyLock<BTreeMap<&str, Code>> = LazyLock::new(|| {
    let code = |code: &Code| Code { id: code.id, severity: Severity::Error, title: code.title, explain: code.explain };
    codes::CODES.iter().map(|known| (known.id, code(known))).collect()
});

/// Reports what is neither a code nor one of the groups.
pub fn known(deny: &[String], groups: &[&str], reporter: &Reporter) -> Result<(), Exit> {
    match deny.iter().find(|what| !groups.contains(&what.as_str()) && codes::find(what).is_none()) {
        Some(what) => {
            let known = codes::CODES.iter().map(|code| code.id).chain(groups.iter().copied());
            Err(reporter.print_one(diag::unknown_code(what, known)))
        }
        None => Ok(()),
    }
}

/// Makes errors of the messages that `deny` chooses: by code, or all `warnings` or `limitations`.
pub fn deny(diags: &Diags, deny: &[String]) -> Diags {
    let mut denied = Diags::default();
    for mut diagnostic in diags.iter().cloned() {
        let class = match diagnostic.code.severity {
            Severity::Error => "",
            Severity::Warning => "warnings",
            Severity::Limitation => "limitations",
        };
        let chosen = deny.iter().any(|what| what == class || what.eq_ignore_ascii_case(diagnostic.code.id));
        if let Some(code) = DENIED.get(diagnostic.code.id).filter(|_| chosen) {
            diagnostic.code = code;
        }
        denied.push(diagnostic);
    }
    denied
}
