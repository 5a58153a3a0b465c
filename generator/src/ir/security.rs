//! Security schemes and what an operation asks of them.

use super::Docs;

/// A way for a client to prove who it is.
#[derive(Clone, Debug)]
pub struct SecurityScheme {
    /// Its name in the document.
    pub name: String,
    /// Documentation.
    pub docs: Docs,
    /// How it is sent.
    pub scheme: Scheme,
    /// The flows of OAuth 2, as far as the document tells them apart.
    pub flows: Vec<Flow>,
}

/// A flow of OAuth 2.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Flow {
    /// `authorizationCode`, `clientCredentials`, `implicit`, `password`.
    pub kind: String,
    /// Addresses by what they are for: `authorizationUrl`, `tokenUrl`, `refreshUrl`.
    pub addresses: Vec<(String, String)>,
    /// Scopes with what they allow.
    pub scopes: Vec<(String, String)>,
}

/// How credentials are sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scheme {
    /// A key under a name.
    ApiKey(ApiKeyPlace, String),
    /// `Authorization` with this scheme: `basic`, `bearer`, …
    Http(String),
    /// OAuth 2 bearer tokens; the URLs of its flows, for docs.
    OAuth2(Vec<String>),
    /// `OpenID` Connect; its discovery address.
    OpenIdConnect(String),
    /// A client certificate.
    MutualTls,
}

/// Where an API key is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ApiKeyPlace {
    /// A query parameter.
    Query,
    /// A header.
    Header,
    /// A cookie.
    Cookie,
}

/// One scheme that an operation asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Requirement {
    /// Name of a scheme of [`super::Api::security_schemes`], or one that is not declared there, which was reported.
    pub scheme: String,
    /// Scopes or roles.
    pub scopes: Vec<String>,
}
