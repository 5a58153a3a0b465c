//! Actions are applied one after the other: a tree and actions come in, the changed tree goes out.

use super::{Action, Change};
use crate::diag::{self, Diags};
use crate::jsonpath::{same, select};
use crate::source::{Editor, Entry, Kind, MAX_DEPTH, NodeId, NodeRef, Step, Tree};

/// Applies the actions of `overlay` to a document. An action that changes nothing is reported.
pub fn apply(actions: &[Action], overlay: &Tree, document: Tree, diags: &mut Diags) -> Tree {
    let heights = heights(overlay);
    let mut editor = Editor::new(document);
    for action in actions {
        let found = select(&action.target, editor.tree().root());
        let Ok(found) = found else {
            diags.push(diag::bad_overlay("the target looks at too many nodes", action.location));
            continue;
        };
        let places: Vec<Vec<Step>> = found.iter().map(crate::jsonpath::Found::steps).collect();
        if let Change::Update(update) = action.change {
            let height = heights.get(update.index()).copied().unwrap_or(0);
            if places.iter().any(|place| place.len() + height > MAX_DEPTH) {
                let reason = format!("it would make the document deeper than {MAX_DEPTH} levels");
                diags.push(diag::bad_overlay(&reason, action.location));
                continue;
            }
        }
        let changed = match action.change {
            Change::Remove => remove(&mut editor, places.clone()),
            Change::Update(update) => update_all(&mut editor, &places, overlay.node(update)),
        };
        if !changed {
            diags.push(diag::idle_action(&action.text, places.len(), action.location));
        }
    }
    editor.finish()
}

/// For each node, how many arrays and objects are one inside the other there.
fn heights(tree: &Tree) -> Vec<usize> {
    let mut heights: Vec<usize> = Vec::with_capacity(tree.len());
    for node in tree.nodes() {
        let of = |child: NodeId| heights.get(child.index()).map_or(1, |height| height + 1);
        heights.push(match node.kind() {
            Kind::Array(items) => items.iter().map(|item| of(*item)).max().unwrap_or(1),
            Kind::Object(entries) => entries.iter().map(|entry| of(entry.value)).max().unwrap_or(1),
            _ => 0,
        });
    }
    heights
}

/// Takes out every target: the last first, since those behind it move up.
fn remove(editor: &mut Editor, mut places: Vec<Vec<Step>>) -> bool {
    places.sort();
    places.dedup();
    let mut changed = false;
    for place in places.iter().rev() {
        changed |= editor.remove(place);
    }
    changed
}

fn update_all(editor: &mut Editor, places: &[Vec<Step>], update: NodeRef<'_>) -> bool {
    let mut changed = false;
    for place in places {
        changed |= update_one(editor, place, update);
    }
    changed
}

/// Merges an object into an object, puts an item behind those of an array, and takes the place of any other value.
fn update_one(editor: &mut Editor, place: &[Step], update: NodeRef<'_>) -> bool {
    let Some(target) = editor.own(place) else { return false };
    match (editor.tree().node(target).kind(), update.kind()) {
        (Kind::Object(_), Kind::Object(_)) => merge(editor, target, update),
        (Kind::Array(_), Kind::Array(_)) => append(editor, target, update),
        (Kind::Array(_), _) => {
            editor.push(target, update);
            true
        }
        _ => !same(editor.tree().node(target), update, 0) && editor.replace(place, update),
    }
}

/// Merges members: objects and arrays with those of the same name, any other value in place of what is there.
fn merge(editor: &mut Editor, object: NodeId, update: NodeRef<'_>) -> bool {
    let mut changed = false;
    for (entry, value) in update.entries() {
        changed |= member(editor, object, entry, value);
    }
    changed
}

fn member(editor: &mut Editor, object: NodeId, entry: &Entry, value: NodeRef<'_>) -> bool {
    let Some(known) = editor.tree().node(object).get(&entry.key) else {
        editor.put(object, entry, value);
        return true;
    };
    let own = |editor: &mut Editor| editor.own_child(object, &Step::Key(entry.key.clone()));
    match (known.kind(), value.kind()) {
        (Kind::Object(_), Kind::Object(_)) => own(editor).is_some_and(|target| merge(editor, target, value)),
        (Kind::Array(_), Kind::Array(_)) => own(editor).is_some_and(|target| append(editor, target, value)),
        _ if same(known, value, 0) => false,
        _ => {
            editor.put(object, entry, value);
            true
        }
    }
}

fn append(editor: &mut Editor, array: NodeId, update: NodeRef<'_>) -> bool {
    for item in update.items() {
        editor.push(array, item);
    }
    update.items().len() > 0
}
