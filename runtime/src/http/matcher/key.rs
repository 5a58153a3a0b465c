//! Whether a segment may be a key. `/users/$count`, `/users/delta()` and `/users/my.Admin` look like `/users/{id}`, and are something else.

use super::super::table::Api;
use super::text::Text;

/// Whether a parameter alone may take a segment of a path. What is said of it is asked of the model, which is done only for text that
/// keys seldom are; a path that the model does not have says nothing.
#[cfg(feature = "odata")]
pub(super) fn may_be(api: &Api, method: &str, path: &str, segment: &Text<'_>) -> bool {
    use crate::odata::{Model, Options, Step, resolve_with};

    let is_name = |model: &Model, name: &str| model.find_type(name).is_some() || model.overloads(name).next().is_some();
    let Some((model, text)) = api.model.zip(segment.decoded()) else { return true };
    if !text.starts_with('$') && !text.contains('(') && !is_name(model, text) {
        return true;
    }
    let options = Options { limits: false, ..Options::default() };
    match resolve_with(model, path.get(..segment.end()).unwrap_or(path), Some(method), &options) {
        Ok(resource) => matches!(resource.segments.last(), Some(last) if matches!(last.step, Step::Key(_))),
        Err(error) => error.offset < segment.start(),
    }
}

/// Without a model there is nothing else that a segment could be.
#[cfg(not(feature = "odata"))]
pub(super) fn may_be(_: &Api, _: &str, _: &str, _: &Text<'_>) -> bool {
    true
}
