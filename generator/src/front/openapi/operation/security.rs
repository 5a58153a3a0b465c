//! Security schemes and what operations ask of them.

use crate::diag::{breach, unknown_name};
use crate::front::openapi::context::{Context, docs, filled, text};
use crate::front::openapi::version::Version;
use crate::ir::{ApiKeyPlace, Flow, Requirement, Scheme, SecurityScheme};
use crate::source::{Location, NodeRef};

impl<'d> Context<'d, '_> {
    /// The declared schemes.
    pub(super) fn security_schemes(&mut self, declared: Option<NodeRef<'d>>) -> Vec<SecurityScheme> {
        let mut schemes = Vec::new();
        for (entry, node) in declared.into_iter().flat_map(NodeRef::entries) {
            if entry.key.starts_with("x-") && !node.is_object() {
                continue;
            }
            let Some(node) = self.target(node, "a security scheme") else { continue };
            if let Some(scheme) = scheme(node) {
                schemes.push(SecurityScheme { name: entry.key.to_string(), docs: docs(node), scheme, flows: flows(node) });
            }
        }
        schemes
    }

    /// The alternatives in a `security` list: any one is enough, and what stands in it is needed together.
    pub(super) fn security(&mut self, list: NodeRef<'d>, schemes: &[SecurityScheme]) -> Vec<Vec<Requirement>> {
        let mut alternatives = Vec::new();
        for item in list.items() {
            let mut together = Vec::new();
            for (entry, scopes) in item.entries() {
                let name = &*entry.key;
                if !schemes.iter().any(|scheme| scheme.name == name) {
                    let place = Location { span: entry.key_span, ..scopes.location() };
                    let known = schemes.iter().map(|scheme| scheme.name.as_str());
                    let message = unknown_name("security scheme", name, place, known);
                    self.slip(message);
                }
                self.scopes(schemes, name, scopes);
                let scopes = scopes.items().filter_map(NodeRef::as_str).map(str::to_owned).collect();
                together.push(Requirement { scheme: name.to_owned(), scopes });
            }
            alternatives.push(together);
        }
        alternatives
    }

    /// Reports scopes that no flow of their scheme declares.
    fn scopes(&mut self, schemes: &[SecurityScheme], name: &str, scopes: NodeRef<'d>) {
        let Some(scheme) = schemes.iter().find(|scheme| scheme.name == name && !scheme.flows.is_empty()) else { return };
        let known: Vec<&str> = scheme.flows.iter().flat_map(|flow| &flow.scopes).map(|(scope, _)| scope.as_str()).collect();
        for scope in scopes.items() {
            if let Some(text) = scope.as_str().filter(|text| !known.contains(text)) {
                let message = unknown_name(&format!("scope of `{name}`"), text, scope.location(), known.iter().copied());
                self.everywhere(breach(message, false));
            }
        }
    }

    /// Where the schemes are declared.
    pub(super) fn declared_schemes(&self, root: NodeRef<'d>) -> Option<NodeRef<'d>> {
        match self.version {
            Version::V20 => root.get("securityDefinitions"),
            _ => root.get("components").and_then(|components| components.get("securitySchemes")),
        }
    }
}

fn scheme(node: NodeRef<'_>) -> Option<Scheme> {
    Some(match text(node, "type")? {
        "apiKey" => {
            let place = match text(node, "in")? {
                "query" => ApiKeyPlace::Query,
                "cookie" => ApiKeyPlace::Cookie,
                _ => ApiKeyPlace::Header,
            };
            Scheme::ApiKey(place, text(node, "name")?.to_owned())
        }
        "http" => Scheme::Http(text(node, "scheme").unwrap_or("bearer").to_ascii_lowercase()),
        "basic" => Scheme::Http("basic".to_owned()),
        "oauth2" => Scheme::OAuth2(addresses(node)),
        "openIdConnect" => Scheme::OpenIdConnect(text(node, "openIdConnectUrl").unwrap_or("").to_owned()),
        "mutualTLS" => Scheme::MutualTls,
        _ => return None,
    })
}

/// What the addresses of flows are for.
const KEYS: [&str; 4] = ["authorizationUrl", "deviceAuthorizationUrl", "tokenUrl", "refreshUrl"];

/// The flows of an OAuth 2 scheme; in Swagger 2.0 it has one, under an older name.
fn flows(node: NodeRef<'_>) -> Vec<Flow> {
    let flow = |kind: &str, flow: NodeRef<'_>| {
        let addresses = KEYS.iter().filter_map(|key| Some(((*key).to_owned(), filled(flow, key)?))).collect();
        let scopes = flow.get("scopes").into_iter().flat_map(NodeRef::entries).filter(|(entry, _)| !entry.key.starts_with("x-"));
        let scopes = scopes.map(|(entry, words)| (entry.key.to_string(), words.as_str().unwrap_or("").to_owned())).collect();
        Flow { kind: kind.to_owned(), addresses, scopes }
    };
    let own = text(node, "flow").map(|kind| match kind {
        "application" => flow("clientCredentials", node),
        "accessCode" => flow("authorizationCode", node),
        kind => flow(kind, node),
    });
    let listed = node.get("flows").into_iter().flat_map(NodeRef::entries).filter(|(_, node)| node.is_object());
    own.into_iter().chain(listed.map(|(entry, node)| flow(&entry.key, node))).collect()
}

/// The addresses of an OAuth 2 scheme's flows, each once.
fn addresses(node: NodeRef<'_>) -> Vec<String> {
    let flows = node.get("flows").into_iter().flat_map(NodeRef::entries).map(|(_, flow)| flow);
    let mut list: Vec<String> = Vec::new();
    for flow in std::iter::once(node).chain(flows) {
        for address in KEYS.iter().filter_map(|key| filled(flow, key)) {
            if !list.contains(&address) {
                list.push(address);
            }
        }
    }
    list
}
