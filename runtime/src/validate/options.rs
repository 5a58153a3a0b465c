//! What a caller may choose about checking.

/// How values are checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// Formats are rules. Formats that are not known are never rules.
    pub formats: bool,
    /// The tag of a value chooses the derived schema that it must satisfy too. In JSON Schema alone a discriminator only
    /// helps to report.
    pub discriminators: bool,
    /// A report holds no more violations than this.
    pub max_violations: usize,
    /// Stop at the first violation.
    pub fail_fast: bool,
}

impl Options {
    /// The number of violations after which checking stops.
    pub(super) fn limit(&self) -> usize {
        if self.fail_fast { self.max_violations.min(1) } else { self.max_violations }
    }
}

impl Default for Options {
    /// Formats and discriminators count, up to 100 violations are reported.
    fn default() -> Self {
        Self { formats: true, discriminators: true, max_violations: 100, fail_fast: false }
    }
}
