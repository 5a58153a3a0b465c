//! Authorization: the schemes of the container and what each operation asks for.

use super::super::model::names::{split, term};
use super::super::model::{Container, Record};
use super::Lower;
use crate::diag;
use crate::ir::{ApiKeyPlace, Docs, Flow, Requirement, Scheme, SecurityScheme};
use crate::source::Location;

impl Lower<'_, '_> {
    /// Reads the schemes of a container and what it asks of every request.
    pub(super) fn authorizations(&mut self, container: &Container) {
        let declared = container.annotations.get(term::AUTHORIZATIONS).map_or(&[][..], |value| value.items());
        for record in declared.iter().filter_map(|item| item.record()) {
            let Some(name) = record.text("Name") else { continue };
            let docs = Docs { description: record.text("Description").map(str::to_owned), ..Docs::default() };
            if let Some(scheme) = scheme(record) {
                self.schemes.push(SecurityScheme {
                    name: name.to_owned(),
                    docs,
                    scheme,
                    flows: flow(record).into_iter().collect(),
                });
            }
        }
        let Some(asked) = container.annotations.find(term::SECURITY_SCHEMES) else { return };
        for record in asked.value.items().iter().filter_map(|item| item.record()) {
            let Some(name) = record.text("Authorization") else { continue };
            let scopes = record.items("RequiredScopes").iter().filter_map(|item| item.text()).map(str::to_owned).collect();
            if self.is_declared(name, asked.at) {
                self.security.push(vec![Requirement { scheme: name.to_owned(), scopes }]);
            }
        }
    }

    /// What the permissions of a restriction ask for; what every request must prove if there are none.
    pub(super) fn permissions(&mut self, restrictions: Option<&Record>, at: Location) -> Vec<Vec<Requirement>> {
        let permissions = restrictions.map_or(&[][..], |record| record.items("Permissions"));
        let mut alternatives = Vec::new();
        for record in permissions.iter().filter_map(|item| item.record()) {
            let Some(name) = record.text("SchemeName") else { continue };
            if !self.is_declared(name, at) {
                continue;
            }
            let scopes: Vec<&str> =
                record.items("Scopes").iter().filter_map(|item| item.record()).filter_map(|scope| scope.text("Scope")).collect();
            let requirement = |scopes| vec![Requirement { scheme: name.to_owned(), scopes }];
            if scopes.is_empty() {
                alternatives.push(requirement(Vec::new()));
            }
            // Any one of the scopes is enough.
            alternatives.extend(scopes.iter().map(|scope| requirement(vec![(*scope).to_owned()])));
        }
        if alternatives.is_empty() { self.security.clone() } else { alternatives }
    }

    fn is_declared(&mut self, name: &str, at: Location) -> bool {
        let declared = self.schemes.iter().any(|scheme| scheme.name == name);
        if !declared && self.noted.insert(format!("scheme {name}")) {
            self.diags.push(diag::undeclared_scheme(name, at));
        }
        declared
    }
}

/// How a scheme's credentials are sent.
fn scheme(record: &Record) -> Option<Scheme> {
    let urls = || ["AuthorizationUrl", "TokenUrl", "RefreshUrl"].iter().filter_map(|name| record.text(name)).map(str::to_owned);
    let kind = record.ty.as_deref().map_or("", |name| split(name).1);
    match kind {
        "ApiKey" => {
            let place = match record.get("Location").and_then(|value| value.members().last()) {
                Some("QueryOption" | "1") => ApiKeyPlace::Query,
                Some("Cookie" | "2") => ApiKeyPlace::Cookie,
                _ => ApiKeyPlace::Header,
            };
            Some(Scheme::ApiKey(place, record.text("KeyName").unwrap_or("").to_owned()))
        }
        "Http" => Some(Scheme::Http(record.text("Scheme").unwrap_or("bearer").to_ascii_lowercase())),
        "OAuth2AuthCode" | "OAuth2ClientCredentials" | "OAuth2Implicit" | "OAuth2Password" | "OAuthAuthorization" => {
            Some(Scheme::OAuth2(urls().collect()))
        }
        "OpenIDConnect" => Some(Scheme::OpenIdConnect(record.text("IssuerUrl").unwrap_or("").to_owned())),
        _ => None,
    }
}

/// The flow of OAuth 2 that a record describes.
fn flow(record: &Record) -> Option<Flow> {
    let kind = match record.ty.as_deref().map_or("", |name| split(name).1) {
        "OAuth2AuthCode" => "authorizationCode",
        "OAuth2ClientCredentials" => "clientCredentials",
        "OAuth2Implicit" => "implicit",
        "OAuth2Password" => "password",
        _ => return None,
    };
    let addresses = [("authorizationUrl", "AuthorizationUrl"), ("tokenUrl", "TokenUrl"), ("refreshUrl", "RefreshUrl")];
    let addresses = addresses.iter().filter_map(|(name, member)| Some(((*name).to_owned(), record.text(member)?.to_owned())));
    let scopes = record.items("Scopes").iter().filter_map(|item| item.record());
    let scopes = scopes.filter_map(|scope| {
        let name = scope.text("Scope")?.to_owned();
        Some((name, scope.text("Description").unwrap_or("").to_owned()))
    });
    Some(Flow { kind: kind.to_owned(), addresses: addresses.collect(), scopes: scopes.collect() })
}
