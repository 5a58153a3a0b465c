//! The textual dump of an API, for `wiretype dump ir` and for snapshots: an [`Api`] comes in, indented text goes out.
//!
//! Named schemas are written once and referred to by name, all others where they are used. Places in documents are left out,
//! so that the same API written in two notations gives the same text.

mod operation;
mod schema;

use super::{Api, Docs, SchemaId, Schemas, Scheme};

/// Writes the API as text, one thing a line, in source order.
///
/// Left out beside places are: tags and groups by themselves, which operation has which callbacks, names that are only hints, the flows
/// and the words of scopes of security schemes, whether operations are uniform, and the model of a service.
pub fn dump(api: &Api) -> String {
    let mut page = Page { schemas: &api.schemas, text: String::new(), depth: 0, open: Vec::new() };
    page.line(&format!("api {:?} {:?}", api.title, api.version));
    page.docs(&api.docs);
    page.line(&format!("errors {:?}", api.envelope));
    for server in &api.servers {
        page.line(&format!("server {server}"));
    }
    for scheme in &api.security_schemes {
        page.line(&format!("security {} {}", scheme.name, scheme_text(&scheme.scheme)));
    }
    for id in &api.named {
        page.text.push('\n');
        page.named(*id);
    }
    for operation in &api.operations {
        page.text.push('\n');
        page.operation(operation);
    }
    page.text
}

/// The text so far, and how far it is indented.
struct Page<'a> {
    schemas: &'a Schemas,
    text: String,
    depth: usize,
    /// Schemas that are being written, so that an unnamed one inside itself ends.
    open: Vec<SchemaId>,
}

impl Page<'_> {
    fn line(&mut self, line: &str) {
        self.text.push_str(&"  ".repeat(self.depth));
        self.text.push_str(line.trim_end());
        self.text.push('\n');
    }

    fn indented(&mut self, write: impl FnOnce(&mut Self)) {
        self.depth += 1;
        write(self);
        self.depth -= 1;
    }

    fn docs(&mut self, docs: &Docs) {
        for (word, text) in [("summary", &docs.summary), ("description", &docs.description), ("see", &docs.link)] {
            if let Some(text) = text {
                self.line(&format!("{word} {text:?}"));
            }
        }
        if let Some(why) = &docs.deprecated {
            self.line(&format!("deprecated {why:?}"));
        }
        for note in &docs.notes {
            self.line(&format!("note {note:?}"));
        }
    }
}

fn scheme_text(scheme: &Scheme) -> String {
    match scheme {
        Scheme::ApiKey(place, name) => format!("key in {place:?} {name:?}"),
        Scheme::Http(name) => format!("http {name}"),
        Scheme::OAuth2(addresses) => format!("oauth2 {}", addresses.join(" ")),
        Scheme::OpenIdConnect(address) => format!("openid {address}"),
        Scheme::MutualTls => "certificate".to_owned(),
    }
}
