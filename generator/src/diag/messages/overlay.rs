//! Messages about overlays (07xx).

use crate::diag::Diagnostic;
use crate::diag::codes::codes;
use crate::source::Location;

codes! {
    BAD_OVERLAY = "E0701", "an overlay is malformed",
        "An overlay is a JSON or YAML document with `overlay: 1.0.0`, `info` and a list of `actions`. Each action has a `target`, the \
         text of a JSONPath, and either `update`, a value to merge into what the target selects, or `remove: true`.";
    BAD_JSONPATH = "E0702", "the target of an action is no JSONPath",
        "Targets are queries of RFC 9535: `$` is the document, `.name` and `['na/me']` a member, `[0]` an item, `.*` and `[*]` all of \
         them, `..` goes down to any depth, `[1:3]` is a slice and `[?@.kind == 'a']` a filter. Functions are not supported.";
    IDLE_ACTION = "W0703", "an action of an overlay changes nothing",
        "Its target selects nothing, or what it selects is like that already. Perhaps the document was mended, and the action is no \
         longer needed; perhaps the document has changed and the target has to follow.";
    NOT_OVERLAID = "E0704", "an overlay cannot be applied to a document",
        "Overlays change JSON and YAML documents. A document written in XML is changed in its own text.";
}

/// The document at `location` is no overlay, for `reason`.
pub fn bad_overlay(reason: &str, location: Location) -> Diagnostic {
    Diagnostic::new(&BAD_OVERLAY, format!("this is no overlay that can be applied: {reason}")).at(location, "")
}

/// `target` is no query, because of `reason` at the byte `offset`.
pub fn bad_jsonpath(target: &str, offset: usize, reason: &str, location: Location) -> Diagnostic {
    let (before, after) = target.split_at_checked(offset).unwrap_or((target, ""));
    let found = if after.is_empty() { "at its end".to_owned() } else { format!("at `{after}`") };
    let message = format!("`{target}` is no JSONPath: {reason}");
    let diagnostic = Diagnostic::new(&BAD_JSONPATH, message).at(location, found);
    if before.is_empty() { diagnostic } else { diagnostic.help(format!("understood so far: `{before}`")) }
}

/// The action with `target`, which selects `found` nodes, changes nothing.
pub fn idle_action(target: &str, found: usize, location: Location) -> Diagnostic {
    let why = match found {
        0 => "it selects nothing",
        _ => "what it selects is like that already",
    };
    Diagnostic::new(&IDLE_ACTION, format!("the action for `{target}` changes nothing")).at(location, why)
}

/// The overlay at `overlay` cannot be applied to `path`, which is XML.
pub fn not_overlaid(overlay: &str, path: &str) -> Diagnostic {
    let message = format!("the overlay `{overlay}` cannot be applied to `{path}`, which is XML");
    Diagnostic::new(&NOT_OVERLAID, message).help("change the document itself")
}
