//! How much a broken rule matters: real services break their own schemas, and not every breach should stop a message.

use std::borrow::Cow;

use super::Rule;
use crate::schema::{ALL, CREATE, READ, UPDATE, Views};

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
/// What is valid is for the schema to say: a policy never finds anything wrong with a value that breaks no rule, and a combination
/// such as `not`, `if` or `oneOf` is decided by what its schemas mean without it. What is wrong matters as much as the policy says.
/// That no alternative holds (`anyOf`, `oneOf`, or the schema of `propertyNames`) matters as much as the policy says of that rule,
/// and no more than the worst that is wrong by the alternative with which the least is wrong. Values that are no JSON, or that a
/// type cannot take, are errors whatever the policy.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Policy {
    /// The lines.
    pub lines: Cow<'static, [PolicyLine]>,
}

/// Which way a message goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Direction {
    /// To the service.
    Request,
    /// From the service.
    Response,
}

impl Direction {
    /// The word for it in configuration.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Request => "request",
            Self::Response => "response",
        }
    }

    /// The direction of a name, as [`Direction::as_str`] gives it.
    pub fn named(name: &str) -> Option<Self> {
        [Self::Request, Self::Response].into_iter().find(|direction| direction.as_str() == name)
    }

    /// The views that bodies of this direction show.
    pub const fn views(self) -> Views {
        match self {
            Self::Request => CREATE | UPDATE,
            Self::Response => READ,
        }
    }
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
    pub path: Option<Cow<'static, str>>,
    /// How much a breach matters.
    pub severity: Severity,
}

impl Policy {
    /// Every broken rule is an error.
    pub const fn strict() -> Self {
        Self { lines: Cow::Borrowed(&[]) }
    }

    /// Requests are held to every rule; what is wrong with responses is only a warning.
    pub const fn gateway() -> Self {
        const LINES: &[PolicyLine] = &[PolicyLine { rule: None, views: READ, path: None, severity: Severity::Warning }];
        Self { lines: Cow::Borrowed(LINES) }
    }

    /// Everything is accepted and reported.
    pub const fn observe() -> Self {
        const LINES: &[PolicyLine] = &[PolicyLine { rule: None, views: ALL, path: None, severity: Severity::Warning }];
        Self { lines: Cow::Borrowed(LINES) }
    }

    /// The names that [`Policy::named`] knows.
    pub const PROFILES: &'static [&'static str] = &["strict", "gateway", "observe"];

    /// The profile of a name: `strict`, `gateway`, `observe`.
    pub fn named(name: &str) -> Option<Self> {
        match name {
            "strict" => Some(Self::strict()),
            "gateway" => Some(Self::gateway()),
            "observe" => Some(Self::observe()),
            _ => None,
        }
    }

    /// The policy with one more line, which decides before the others.
    #[must_use]
    pub fn with(mut self, line: PolicyLine) -> Self {
        self.lines.to_mut().push(line);
        self
    }

    /// What the policy says of one direction, whatever view a value shows: the parameters of an operation that reads are a
    /// request, though they show the side of responses.
    #[must_use]
    pub fn towards(&self, direction: Direction) -> Self {
        let lines = self.lines.iter().filter(|line| line.views & direction.views() != 0);
        let lines: Vec<PolicyLine> = lines.map(|line| PolicyLine { views: ALL, ..line.clone() }).collect();
        Self { lines: lines.into() }
    }

    /// The least that is made of any breach in these views.
    pub(super) fn floor(&self, views: Views) -> Severity {
        self.lines.iter().filter(|line| line.views & views != 0).map(|line| line.severity).min().unwrap_or_default()
    }

    /// How much a breach matters at a place.
    pub(super) fn severity(&self, rule: Rule, views: Views, pointer: &str, keyword_path: &str) -> Severity {
        let fits = |line: &&PolicyLine| {
            line.rule.is_none_or(|known| known == rule)
                && line.views & views != 0
                && line.path.as_deref().is_none_or(|path| {
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
