//! How much a broken rule matters: real services break their own schemas, and not every breach should stop a message.

use super::Rule;
use crate::schema::{CREATE, READ, UPDATE, Views};

/// How much a broken rule matters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Not at all: the rule is not there.
    Off,
    /// It is reported, and the value is accepted.
    Warning,
    /// The value is not accepted.
    #[default]
    Error,
}

impl Severity {
    /// The word for it in configuration and reports.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Off => "off",
            Self::Warning => "warn",
            Self::Error => "error",
        }
    }

    /// The severity of a name, as [`Severity::as_str`] gives it.
    pub fn named(name: &str) -> Option<Self> {
        [Self::Off, Self::Warning, Self::Error].into_iter().find(|severity| severity.as_str() == name)
    }
}

/// Which broken rules matter how much. The last line that fits decides; where none fits, a broken rule is an error.
///
/// Rules that are off or warn hold in combinations too: an alternative that only breaks such rules is satisfied. Values that are
/// no JSON, or that a type cannot take, are errors whatever the policy.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Policy {
    /// The lines.
    pub lines: Vec<PolicyLine>,
}

/// One line of a [`Policy`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PolicyLine {
    /// The rule it is about; any when absent.
    pub rule: Option<Rule>,
    /// The views it is about, such as [`READ`] for responses.
    pub views: Views,
    /// The places it is about; any when absent. With a leading `/`, a JSON Pointer in the value; otherwise a keyword path, such
    /// as `ManagedCluster/properties/*/pattern`. `*` stands for one token, `**` for any number of them.
    pub path: Option<String>,
    /// How much a breach matters.
    pub severity: Severity,
}

impl Policy {
    /// Every broken rule is an error.
    pub const fn strict() -> Self {
        Self { lines: Vec::new() }
    }

    /// Requests are held to every rule; what is wrong with responses is only a warning.
    pub fn gateway() -> Self {
        Self { lines: vec![PolicyLine { rule: None, views: READ, path: None, severity: Severity::Warning }] }
    }

    /// Everything is accepted and reported.
    pub fn observe() -> Self {
        let views = READ | CREATE | UPDATE;
        Self { lines: vec![PolicyLine { rule: None, views, path: None, severity: Severity::Warning }] }
    }

    /// The profile of a name: `strict`, `gateway`, `observe`.
    pub fn named(name: &str) -> Option<Self> {
        match name {
            "strict" => Some(Self::strict()),
            "gateway" => Some(Self::gateway()),
            "observe" => Some(Self::observe()),
            _ => None,
        }
    }

    /// How much a breach matters at a place.
    pub(super) fn severity(&self, rule: Rule, views: Views, pointer: &str, keyword_path: &str) -> Severity {
        let fits = |line: &&PolicyLine| {
            line.rule.is_none_or(|known| known == rule)
                && line.views & views != 0
                && line.path.as_ref().is_none_or(|path| {
                    let place = if path.starts_with('/') { pointer } else { keyword_path };
                    fits_path(&tokens(path), &tokens(place))
                })
        };
        self.lines.iter().rev().find(fits).map_or(Severity::Error, |line| line.severity)
    }
}

fn tokens(path: &str) -> Vec<&str> {
    path.split('/').collect()
}

fn fits_path(pattern: &[&str], place: &[&str]) -> bool {
    match (pattern.split_first(), place.split_first()) {
        (None, None) => true,
        (Some((&"**", rest)), None) => fits_path(rest, place),
        (Some((&"**", rest)), Some((_, below))) => fits_path(rest, place) || fits_path(pattern, below),
        (Some((token, rest)), Some((found, below))) => (*token == "*" || token == found) && fits_path(rest, below),
        _ => false,
    }
}
