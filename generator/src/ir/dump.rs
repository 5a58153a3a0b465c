//! The textual dump of an API, for `wiretype dump ir` and for snapshots.

use super::Api;

/// Writes the API as text, one thing a line, in source order.
pub fn dump(api: &Api) -> String {
    format!("api {:?} {:?}\n", api.title, api.version)
}
