//! Documentation from annotations.

use super::super::model::Annotations;
use super::super::model::names::term;
use crate::ir::Docs;

/// The documentation of an annotated thing.
pub(super) fn docs(annotations: &Annotations) -> Docs {
    if annotations.is_empty() {
        return Docs::default();
    }
    Docs {
        summary: annotations.text(term::DESCRIPTION).map(|text| text.trim().to_owned()),
        description: annotations.text(term::LONG_DESCRIPTION).map(|text| text.trim().to_owned()),
        link: link(annotations),
        deprecated: deprecated(annotations),
        notes: notes(annotations),
    }
}

/// Decisions that a transcriber recorded.
pub(super) fn notes(annotations: &Annotations) -> Vec<String> {
    let corrections = annotations.all(term::CORRECTION).filter_map(|found| found.value.text());
    let notes = annotations.all(term::NOTE).filter_map(|found| found.value.text());
    corrections.map(|text| format!("Correction: {text}")).chain(notes.map(str::to_owned)).collect()
}

/// The page that documents a thing.
fn link(annotations: &Annotations) -> Option<String> {
    let links = annotations.get(term::LINKS)?.items().iter().filter_map(|item| item.record());
    let wanted = |rel: Option<&str>| rel.is_some_and(|rel| rel.contains("documentation") || rel == "help" || rel == "describedby");
    let mut links = links.filter(|record| wanted(record.text("rel")));
    links.find_map(|record| record.text("href")).map(str::to_owned)
}

/// Why a thing should not be used any more.
fn deprecated(annotations: &Annotations) -> Option<String> {
    let revisions = annotations.get(term::REVISIONS)?.items().iter().filter_map(|item| item.record());
    let mut deprecations =
        revisions.filter(|record| record.get("Kind").is_some_and(|kind| kind.members().any(|kind| kind == "Deprecated")));
    deprecations.next().map(|record| record.text("Description").unwrap_or("").to_owned())
}
