//! What a caller may choose about checking.

use std::borrow::Cow;

use super::{Direction, Policy};

/// How values are checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// Formats are rules. Formats that are not known are never rules.
    pub formats: bool,
    /// Formats that are no rules after all, by name: services are not always what their schemas say.
    pub ignored_formats: Cow<'static, [Cow<'static, str>]>,
    /// The tag of a value chooses the derived schema that it must satisfy too. In JSON Schema alone a discriminator only
    /// helps to report.
    pub discriminators: bool,
    /// An enumeration that its document declares open takes other values too. JSON Schema alone knows no such thing.
    pub open_values: bool,
    /// How much broken rules matter.
    pub policy: Policy,
    /// A report holds no more errors than this, and no more warnings, but at least one if there is one.
    pub max_violations: usize,
    /// Stop at the first error.
    pub fail_fast: bool,
}

impl Options {
    /// Formats and discriminators count, up to 100 violations are reported, and each is an error.
    pub const DEFAULT: Self = Self {
        formats: true,
        ignored_formats: Cow::Borrowed(&[]),
        discriminators: true,
        open_values: true,
        policy: Policy::strict(),
        max_violations: 100,
        fail_fast: false,
    };

    /// The options for one direction: see [`Policy::towards`].
    #[must_use]
    pub fn towards(&self, direction: Direction) -> Self {
        Self { policy: self.policy.towards(direction), ..self.clone() }
    }

    /// Whether a format is a rule.
    pub(super) fn asserts(&self, format: &str) -> bool {
        self.formats && !self.ignored_formats.iter().any(|ignored| ignored == format)
    }

    /// The number of violations after which checking stops.
    pub(crate) fn limit(&self) -> usize {
        if self.fail_fast { 1 } else { self.max_violations.max(1) }
    }
}

impl Default for Options {
    /// [`Options::DEFAULT`]
    fn default() -> Self {
        Self::DEFAULT
    }
}
