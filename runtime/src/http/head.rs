//! The head of a request: who asks, and how.

use std::fmt;
use std::ops::Deref;
use std::sync::Arc;

use http::{HeaderMap, header};

/// Method, URI, version, headers and extensions of a request.
pub type RequestParts = http::request::Parts;

/// The head of a request, for what an operation does not declare: credentials, headers, the address, and what layers of the router have
/// found out about the caller (`head.extensions`).
///
/// Cheap to clone. The default is that of `GET /` without headers, for tests. Debug output leaves out the query and the headers, since they
/// may hold secrets.
#[derive(Clone)]
pub struct Head(Arc<RequestParts>);

impl Head {
    /// The credentials of a scheme such as `Bearer` or `Basic`: what follows its name, in any case, in an `Authorization` header (RFC 9110,
    /// section 11.6.2). `None` if there are none. Nobody has looked at what they are worth.
    pub fn credentials(&self, scheme: &str) -> Option<&str> {
        credentials(&self.headers, scheme)
    }
}

/// What follows a scheme's name in `Authorization`.
pub(super) fn credentials<'h>(headers: &'h HeaderMap, scheme: &str) -> Option<&'h str> {
    headers.get_all(header::AUTHORIZATION).iter().find_map(|value| {
        let (name, rest) = value.to_str().ok()?.trim().split_once(' ')?;
        let rest = rest.trim();
        (name.eq_ignore_ascii_case(scheme) && !rest.is_empty()).then_some(rest)
    })
}

impl Deref for Head {
    type Target = RequestParts;

    fn deref(&self) -> &RequestParts {
        &self.0
    }
}

impl From<RequestParts> for Head {
    fn from(parts: RequestParts) -> Self {
        Self(Arc::new(parts))
    }
}

impl Default for Head {
    fn default() -> Self {
        http::Request::new(()).into_parts().0.into()
    }
}

/// By method, URI, version and headers; extensions cannot be compared.
impl PartialEq for Head {
    fn eq(&self, other: &Self) -> bool {
        (&self.method, self.version, &self.uri, &self.headers) == (&other.method, other.version, &other.uri, &other.headers)
    }
}

impl fmt::Debug for Head {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.method, self.uri.path())
    }
}
