//! The language of a document is found out and its text parsed: text comes in, content goes out.

use super::Content;
use crate::diag::{self, Diags};
use crate::source::{DocId, Parsed, Syntax, json, xml, yaml};

/// Parses a document and reports what is wrong with its text.
pub fn parse(doc: DocId, path: &str, text: &str, diags: &mut Diags) -> Content {
    match syntax(path, text) {
        Syntax::Json => report(json::parse(doc, text), diags).map_or(Content::None, Content::Tree),
        Syntax::Yaml => report(yaml::parse(doc, text), diags).map_or(Content::None, Content::Tree),
        Syntax::Xml => report(xml::parse(doc, text), diags).map_or(Content::None, Content::Xml),
    }
}

fn report<T>(parsed: Parsed<T>, diags: &mut Diags) -> Option<T> {
    for problem in &parsed.problems {
        diags.push(diag::parse_problem(problem));
    }
    parsed.tree
}

/// The first character of an XML document is `<`. JSON is told from YAML by the extension, and without one by its first
/// character: a message about JSON is clearer from the JSON parser, and YAML may start with a brace too.
fn syntax(path: &str, text: &str) -> Syntax {
    let extension = path.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase());
    let start = text.trim_start();
    match extension.as_deref() {
        _ if start.starts_with('<') => Syntax::Xml,
        Some("xml" | "csdl" | "edmx") => Syntax::Xml,
        Some("yaml" | "yml") => Syntax::Yaml,
        Some("json") => Syntax::Json,
        _ if start.starts_with(['{', '[']) => Syntax::Json,
        _ => Syntax::Yaml,
    }
}
