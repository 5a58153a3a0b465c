//! The language of a document is found out and its text parsed: text comes in, content goes out.

use super::Content;
use crate::diag::{self, Diags};
use crate::source::{self, DocId, Parsed, Syntax, xml};

/// Parses a document and reports what is wrong with its text.
pub fn parse(doc: DocId, path: &str, text: &str, diags: &mut Diags) -> Content {
    let promised = Syntax::of_path(path);
    if Syntax::detect(text, promised) == Syntax::Xml || promised == Some(Syntax::Xml) {
        return report(xml::parse(doc, text), diags).map_or(Content::None, Content::Xml);
    }
    report(source::parse(doc, text, promised), diags).map_or(Content::None, Content::Tree)
}

fn report<T>(parsed: Parsed<T>, diags: &mut Diags) -> Option<T> {
    for problem in &parsed.problems {
        diags.push(diag::parse_problem(problem));
    }
    parsed.tree
}
