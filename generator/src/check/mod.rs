//! Check: the whole API is looked at once more before anything is generated. The last stage that may report.

mod defaults;
mod endless;
mod routes;
mod rules;

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

/// Checks an API; `None` when there were errors, now or in an earlier stage.
pub fn check(mut api: Api, diags: &mut Diags) -> Option<Checked> {
    defaults::check(&mut api, diags);
    rules::check(&api.schemas, diags);
    endless::check(&api, diags);
    routes::check(&api.operations, diags);
    if diags.has_errors() { None } else { Some(Checked { api }) }
}
