//! The overlay document: a tree comes in, its actions go out; what is wrong with it is reported.

use super::{Action, Change};
use crate::diag::{self, Diags};
use crate::jsonpath;
use crate::source::{NodeRef, Tree};

const TOP: [&str; 4] = ["overlay", "info", "extends", "actions"];
const ACTION: [&str; 4] = ["target", "description", "update", "remove"];

/// Reads the actions of an overlay. Nothing comes back when the document is none.
pub fn read(tree: &Tree, diags: &mut Diags) -> Option<Vec<Action>> {
    let root = tree.root();
    let version = root.get("overlay");
    let text = version.and_then(|node| node.as_str().or_else(|| node.as_number()));
    match (version, text) {
        (Some(node), Some(text)) if !(text == "1" || text.starts_with("1.")) => {
            diags.push(diag::bad_overlay(&format!("the version of Overlay must be 1.0, found `{text}`"), node.location()));
            return None;
        }
        (Some(_), Some(_)) => {}
        _ => {
            let reason = "a document with `overlay: 1.0.0` at its top is expected";
            diags.push(diag::bad_overlay(reason, version.unwrap_or(root).location()));
            return None;
        }
    }
    unknown(root, "an overlay", &TOP, diags);
    let Some(list) = root.get("actions").filter(|node| node.items().len() > 0) else {
        let place = root.get("actions").unwrap_or(root).location();
        diags.push(diag::bad_overlay("`actions` must be a list of at least one action", place));
        return None;
    };
    Some(list.items().filter_map(|node| action(node, diags)).collect())
}

fn unknown(node: NodeRef<'_>, what: &str, known: &[&str], diags: &mut Diags) {
    for (entry, value) in node.entries().filter(|(entry, _)| !known.contains(&&*entry.key) && !entry.key.starts_with("x-")) {
        let place = crate::source::Location { span: entry.key_span, ..value.location() };
        diags.push(diag::unknown_field(what, &entry.key, place, known.iter().copied()));
    }
}

fn action(node: NodeRef<'_>, diags: &mut Diags) -> Option<Action> {
    unknown(node, "an action", &ACTION, diags);
    let Some((place, text)) = node.get("target").and_then(|target| Some((target, target.as_str()?))) else {
        let place = node.get("target").unwrap_or(node).location();
        diags.push(diag::bad_overlay("an action needs a `target`, the text of a JSONPath", place));
        return None;
    };
    let target = match jsonpath::parse(text) {
        Ok(target) => target,
        Err(error) => {
            diags.push(diag::bad_jsonpath(text, error.offset, error.reason, place.location()));
            return None;
        }
    };
    let remove = node.get("remove");
    if let Some(wrong) = remove.filter(|remove| remove.as_bool().is_none()) {
        diags.push(diag::bad_overlay("`remove` must be `true` or `false`", wrong.location()));
        return None;
    }
    let change = match (remove.and_then(NodeRef::as_bool), node.get("update")) {
        (Some(true), _) => Change::Remove,
        (_, Some(update)) => Change::Update(update.id()),
        (_, None) => {
            diags.push(diag::bad_overlay("an action needs `update` or `remove: true`", node.location()));
            return None;
        }
    };
    Some(Action { target, text: text.to_owned(), location: place.location(), change })
}
