//! Where a thing was defined.

use crate::source::Location;

/// The place that defined something: a pointer for people and reports, a location for messages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// RFC 6901 pointer in its document (OpenAPI, CSDL JSON) or the element path in CSDL XML, such as `microsoft.graph.user/id`.
    pub pointer: Box<str>,
    /// The bytes that define it.
    pub location: Location,
}
