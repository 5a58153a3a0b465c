//! What is wrong with a value: violations with their places, and their plain-text and JSON forms.

use std::fmt;

#[cfg(all(feature = "http", feature = "odata"))]
use super::Policy;
use super::{Rule, Severity};
use crate::json::{ReadError, ReadErrorKind, Value, Write, Writer};
#[cfg(all(feature = "http", feature = "odata"))]
use crate::schema::Views;

/// One broken rule.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Violation {
    /// The place in the value, as a JSON Pointer (RFC 6901); empty for the value itself. A missing member is reported at the
    /// object that lacks it, a member too many at the member.
    pub pointer: String,
    /// The keyword in the schema: the nearest declared schema, then keywords, such as
    /// `PrivateEndpointConnection/properties/properties/required`.
    pub keyword_path: String,
    /// The rule.
    pub rule: Rule,
    /// How much it matters.
    pub severity: Severity,
    /// What the rule asks for: a limit, a type, a pattern, the name of a missing member.
    pub limit: Option<String>,
    /// The value that was found, shortened. Never there for secret values.
    pub found: Option<String>,
    /// What is wrong, as a sentence without the place and without the value.
    pub message: String,
    /// For a combination that no alternative satisfies: what the closest alternative says.
    pub reasons: Vec<Violation>,
}

impl Violation {
    /// The name of the member that a [`Rule::Required`] violation misses, or the last token of the pointer: the member that a
    /// client should look at.
    pub fn target(&self) -> Option<String> {
        if matches!(self.rule, Rule::Required | Rule::DependentRequired) {
            return self.limit.clone();
        }
        let token = self.pointer.rsplit_once('/')?.1;
        Some(token.replace("~1", "/").replace("~0", "~"))
    }

    /// Whether this is why a type could not take a value.
    fn causes(&self, refusal: &Violation) -> bool {
        self.pointer == refusal.pointer
            && match (refusal.rule, self.rule) {
                (Rule::Required, Rule::Required) => self.limit == refusal.limit,
                (Rule::Type, Rule::AnyOf | Rule::OneOf)
                | (Rule::Unreadable, Rule::Type | Rule::Enum | Rule::Format | Rule::AnyOf | Rule::OneOf) => true,
                (refused, broken) => refused == broken,
            }
    }

    /// Moves the violation below a place.
    pub(super) fn prefix(&mut self, pointer: &str, keywords: &str) {
        self.pointer.insert_str(0, pointer);
        self.keyword_path.insert_str(0, keywords);
        for reason in &mut self.reasons {
            reason.prefix(pointer, keywords);
        }
    }
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.pointer.is_empty() {
            write!(f, "{}: ", self.pointer)?;
        }
        f.write_str(&self.message)?;
        if let Some(found) = &self.found {
            write!(f, ", found {found}")?;
        }
        Ok(())
    }
}

/// Everything that is wrong with a value, ordered by place. Warnings are there only if a [`Policy`](super::Policy) asks for them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    violations: Vec<Violation>,
    truncated: bool,
}

impl Report {
    /// The report of these violations; `truncated` if checking stopped because there are too many.
    pub(super) fn new(violations: Vec<Violation>, truncated: bool) -> Self {
        Self { violations, truncated }
    }

    /// Whether nothing is wrong.
    pub fn is_empty(&self) -> bool {
        self.violations.is_empty()
    }

    /// Whether anything is wrong that matters: not only warnings.
    pub fn has_errors(&self) -> bool {
        self.violations.iter().any(|violation| violation.severity == Severity::Error)
    }

    /// The number of violations.
    pub fn len(&self) -> usize {
        self.violations.len()
    }

    /// Whether checking stopped early, so that there may be more violations than these.
    pub fn truncated(&self) -> bool {
        self.truncated
    }

    /// The violations, ordered by place.
    pub fn violations(&self) -> &[Violation] {
        &self.violations
    }

    /// The violations, ordered by place.
    pub fn iter(&self) -> std::slice::Iter<'_, Violation> {
        self.violations.iter()
    }

    /// The report as a JSON value: `{"violations": [{"pointer": …, "keywordPath": …, "rule": …, "message": …}]}`.
    pub fn to_value(&self) -> Value {
        Value::parse(crate::json::to_string(self).as_bytes()).unwrap_or_default()
    }

    /// All pointers moved below `prefix`: for a value that is part of another, such as a parameter or a request body.
    #[must_use]
    pub fn within(mut self, prefix: &str) -> Self {
        for violation in &mut self.violations {
            violation.prefix(prefix, "");
        }
        self
    }

    /// The report with errors that nothing can excuse. What it says already of the cause becomes an error.
    pub(crate) fn insisting(mut self, errors: Report) -> Self {
        for error in errors.violations {
            let same = |known: &&mut Violation| known.causes(&error);
            match self.violations.iter_mut().find(same) {
                Some(known) => known.severity = Severity::Error,
                None => self.violations.insert(0, error),
            }
        }
        self
    }

    /// The report of rules that no schema has, as a policy sees them.
    #[must_use]
    #[cfg(all(feature = "http", feature = "odata"))]
    pub(crate) fn under(mut self, policy: &Policy, views: Views) -> Self {
        for violation in &mut self.violations {
            violation.severity = policy.severity(violation.rule, views, &violation.pointer, &violation.keyword_path);
        }
        self.violations.retain(|violation| violation.severity != Severity::Off);
        self
    }

    /// The report without what is wrong at a place and below it.
    #[must_use]
    #[cfg(feature = "http")]
    pub(crate) fn except(mut self, pointer: &str) -> Self {
        let below = |at: &str| at.strip_prefix(pointer).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
        self.violations.retain(|violation| !below(&violation.pointer));
        self
    }

    /// Adds the violations of another report after these.
    pub fn append(&mut self, other: Report) {
        self.violations.extend(other.violations);
        self.truncated |= other.truncated;
    }
}

impl fmt::Display for Report {
    /// One line for each violation; those that are only warnings say so.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, violation) in self.violations.iter().enumerate() {
            if index > 0 {
                f.write_str("\n")?;
            }
            if violation.severity == Severity::Warning {
                f.write_str("warning: ")?;
            }
            violation.fmt(f)?;
        }
        Ok(())
    }
}

impl std::error::Error for Report {}

impl<'a> IntoIterator for &'a Report {
    type Item = &'a Violation;
    type IntoIter = std::slice::Iter<'a, Violation>;

    fn into_iter(self) -> Self::IntoIter {
        self.violations.iter()
    }
}

impl IntoIterator for Report {
    type Item = Violation;
    type IntoIter = std::vec::IntoIter<Violation>;

    fn into_iter(self) -> Self::IntoIter {
        self.violations.into_iter()
    }
}

impl From<Violation> for Report {
    fn from(violation: Violation) -> Self {
        Self { violations: vec![violation], truncated: false }
    }
}

impl From<ReadError> for Report {
    fn from(error: ReadError) -> Self {
        let (rule, limit, found) = match error.kind() {
            ReadErrorKind::Type { expected, found } => (Rule::Type, Some((*expected).to_owned()), Some(found.as_str().to_owned())),
            ReadErrorKind::Range { expected } => (Rule::Unreadable, Some((*expected).to_owned()), None),
            ReadErrorKind::Missing(name) => (Rule::Required, Some(name.clone()), None),
            ReadErrorKind::Unknown(name) => (Rule::AdditionalProperties, Some(name.clone()), None),
            ReadErrorKind::TooDeep => (Rule::Complexity, None, None),
            ReadErrorKind::Invalid(_) => (Rule::Unreadable, None, None),
            // Text that is no JSON, and what later readers may refuse.
            _ => (Rule::Syntax, None, None),
        };
        let mut message = match error.kind() {
            // What was found is said by whoever shows the violation.
            ReadErrorKind::Type { expected, .. } => format!("expected {expected}"),
            _ => error.message(),
        };
        if rule == Rule::Syntax {
            message = format!("{message} (at byte {})", error.offset());
        }
        Violation {
            pointer: error.pointer(),
            keyword_path: rule.as_str().to_owned(),
            rule,
            severity: Severity::Error,
            limit,
            found,
            message,
            reasons: Vec::new(),
        }
        .into()
    }
}

impl Write for Violation {
    fn write(&self, w: &mut Writer) {
        let mut o = w.object();
        o.member("pointer", &self.pointer);
        o.member("keywordPath", &self.keyword_path);
        o.member("rule", &self.rule.as_str());
        if self.severity != Severity::Error {
            o.member("severity", &self.severity.as_str());
        }
        o.optional("limit", &self.limit);
        o.optional("found", &self.found);
        o.member("message", &self.message);
        if !self.reasons.is_empty() {
            o.member("reasons", &self.reasons);
        }
        o.end();
    }
}

impl Write for Report {
    fn write(&self, w: &mut Writer) {
        let mut o = w.object();
        o.member("violations", &self.violations);
        if self.truncated {
            o.member("truncated", &true);
        }
        o.end();
    }
}

#[cfg(feature = "serde")]
impl crate::__serde::Serialize for Violation {
    fn serialize<S: crate::__serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        crate::__bridge::write(self, serializer)
    }
}

#[cfg(feature = "serde")]
impl crate::__serde::Serialize for Report {
    fn serialize<S: crate::__serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        crate::__bridge::write(self, serializer)
    }
}
