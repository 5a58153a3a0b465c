//! Check: the whole API is looked at once more before anything is generated. The last stage that may report.

use crate::diag::Diags;
use crate::ir::Api;

/// An API that has passed every check. Only [`check`] makes one.
#[derive(Clone, Debug)]
pub struct Checked {
    api: Api,
}

impl Checked {
    /// The API.
    pub fn api(&self) -> &Api {
        &self.api
    }
}

/// Checks an API; `None` when there were errors.
pub fn check(api: Api, diags: &mut Diags) -> Option<Checked> {
    if diags.has_errors() { None } else { Some(Checked { api }) }
}
