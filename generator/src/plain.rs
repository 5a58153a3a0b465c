//! Messages as one plain line each, until `diag::render` has its own forms.

use crate::diag::render::SourceText;

/// Plain.
pub fn human(diags: &crate::diag::Diags, s: &dyn SourceText, _c: bool) -> String {
    diags.iter().map(|d| line(d, s) + "\n").collect()
}
/// Plain.
pub fn json(diags: &crate::diag::Diags, s: &dyn SourceText) -> String {
    human(diags, s, false)
}
/// Plain.
pub fn github(diags: &crate::diag::Diags, s: &dyn SourceText) -> String {
    human(diags, s, false)
}
/// Plain.
pub fn line(d: &crate::diag::Diagnostic, s: &dyn SourceText) -> String {
    let place = d
        .primary
        .as_ref()
        .map(|l| {
            let (a, b) = s.lines(l.location.doc).line_column(s.text(l.location.doc), l.location.span.start);
            format!("{}:{a}:{b}: ", s.path(l.location.doc))
        })
        .unwrap_or_default();
    format!("{place}{}: {}", d.code.id, d.message)
}
