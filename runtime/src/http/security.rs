//! Credentials: whether a request shows what a route asks for. Presence and form only; what they are worth is for the service to say.

use http::{HeaderMap, StatusCode, header};

use super::failure::{Failure, Kind};
use super::head::credentials;
use super::query::{self, Pair};
use super::table::{Api, Need, Place, Route, Scheme};

/// The refusal, when every alternative lacks something.
pub(super) fn check(api: &Api, route: &Route, headers: &HeaderMap, query: &[Pair], cookies: &[Pair]) -> Option<Failure> {
    let met = |need: &Need| is_met(need.scheme, headers, query, cookies);
    if route.security.is_empty() || route.security.iter().any(|needs| needs.iter().all(met)) {
        return None;
    }
    let mut needs: Vec<&Need> = Vec::new();
    for need in route.security.iter().copied().flatten() {
        if !needs.iter().any(|known| known.scheme == need.scheme) {
            needs.push(need);
        }
    }
    let together = |needs: &&[Need]| needs.iter().map(|need| describe(need.scheme)).collect::<Vec<_>>().join(" and ");
    let wanted: Vec<String> = route.security.iter().map(together).collect();
    let message = format!("Access needs {}.", wanted.join(", or "));
    let mut failure = Failure::of(StatusCode::UNAUTHORIZED, Kind::Credentials, message);
    for need in needs {
        failure = failure.header(header::WWW_AUTHENTICATE, &challenge(api, need));
    }
    Some(failure)
}

fn is_met(scheme: Scheme, headers: &HeaderMap, query: &[Pair], cookies: &[Pair]) -> bool {
    match scheme {
        Scheme::Bearer => credentials(headers, "bearer").is_some_and(is_token),
        Scheme::Basic => credentials(headers, "basic").is_some_and(is_token),
        Scheme::Http(scheme) => credentials(headers, scheme).is_some(),
        Scheme::ApiKey { place: Place::Header, name } => headers.get(name).is_some_and(|value| !value.is_empty()),
        Scheme::ApiKey { place: Place::Cookie, name } => has(cookies, name),
        Scheme::ApiKey { name, .. } => has(query, name),
        Scheme::MutualTls => true,
    }
}

fn has(pairs: &[Pair], name: &str) -> bool {
    query::first(pairs, name).is_some_and(|value| !value.is_empty())
}

/// `token68` of RFC 9110.
fn is_token(text: &str) -> bool {
    let body = text.trim_end_matches('=');
    !body.is_empty() && body.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._~+/".contains(&byte))
}

fn describe(scheme: Scheme) -> String {
    match scheme {
        Scheme::Bearer => "a bearer token in the `Authorization` header".to_owned(),
        Scheme::Basic => "a user name and password in the `Authorization` header (scheme `Basic`)".to_owned(),
        Scheme::Http(scheme) => format!("credentials of scheme `{scheme}` in the `Authorization` header"),
        Scheme::ApiKey { place, name } => format!("a key in the {} `{name}`", super::parameter::noun(place)),
        Scheme::MutualTls => "a client certificate".to_owned(),
    }
}

/// RFC 9110, section 11.6.1. Keys have no registered scheme; `ApiKey` says where they go.
fn challenge(api: &Api, need: &Need) -> String {
    let realm = quoted(api.title);
    match need.scheme {
        Scheme::Bearer if need.scopes.is_empty() => format!("Bearer realm={realm}"),
        Scheme::Bearer => format!("Bearer realm={realm}, scope={}", quoted(&need.scopes.join(" "))),
        Scheme::Basic => format!("Basic realm={realm}, charset=\"UTF-8\""),
        Scheme::Http(scheme) => format!("{} realm={realm}", capital(scheme)),
        Scheme::ApiKey { place, name } => format!("ApiKey realm={realm}, in={}, name={}", quoted(place.as_str()), quoted(name)),
        Scheme::MutualTls => format!("Mutual realm={realm}"),
    }
}

/// A quoted string of printable ASCII.
fn quoted(text: &str) -> String {
    let printable = text.chars().map(|letter| if letter.is_ascii_graphic() || letter == ' ' { letter } else { '?' });
    let escaped: String =
        printable.flat_map(|letter| ['\\'].into_iter().filter(move |_| letter == '"' || letter == '\\').chain([letter])).collect();
    format!("\"{escaped}\"")
}

fn capital(scheme: &str) -> String {
    let mut letters = scheme.chars().filter(char::is_ascii_graphic);
    letters.next().map(|first| first.to_ascii_uppercase()).into_iter().chain(letters).collect()
}
