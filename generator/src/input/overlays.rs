//! Overlays of the documents that a user named: their paths come in, the documents are changed.

use std::path::Path;

use super::follow::Loader;
use super::{Content, folder, parse, read};
use crate::diag;
use crate::front::Documents;
use crate::overlay;
use crate::source::Written;

impl Loader<'_> {
    /// Applies an overlay to every document that the user named.
    pub(super) fn overlay(&mut self, written: &Written) {
        let path = Path::new(&written.text);
        let shown = folder::shown(path);
        let text = match path.canonicalize().map_err(|error| read::reason(&error)).map(|path| read::text(&path)) {
            Ok(Ok(text)) => text,
            Ok(Err(failure)) => {
                self.unreadable(&shown, path, failure, None);
                return;
            }
            Err(reason) => {
                let message = diag::unreadable(&shown, &reason);
                self.diags.push(match written.place {
                    Some(place) => message.at(place, "named here"),
                    None => message,
                });
                return;
            }
        };
        let doc = self.sources.push(shown.clone(), path.to_owned(), text.clone());
        let Content::Tree(overlay) = parse::parse(doc, &shown, &text, self.diags) else { return };
        let Some(actions) = overlay::read(&overlay, self.diags) else { return };
        for root in self.sources.roots.clone() {
            match self.sources.take_content(root) {
                Content::Tree(tree) => {
                    let tree = overlay::apply(&actions, &overlay, tree, self.diags);
                    self.sources.set_content(root, Content::Tree(tree));
                }
                other @ Content::Xml(_) => {
                    self.sources.set_content(root, other);
                    let message = diag::not_overlaid(&shown, Documents::path(&self.sources, root));
                    self.diags.push(match written.place {
                        Some(place) => message.at(place, "named here"),
                        None => message,
                    });
                }
                Content::None => {}
            }
        }
    }
}
