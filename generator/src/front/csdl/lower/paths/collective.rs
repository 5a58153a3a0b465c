//! Requests about many things at once: batches, and the members of a collection that meet a condition.

use super::super::super::model::names::term;
use super::super::super::model::{Container, Expr};
use super::emit::{Spec, request};
use super::path::{Path, parameter};
use super::query::Reads;
use super::restrictions::Restrictions;
use super::{Place, Walk};
use crate::ir::{Body, Content, Docs, Media, Part, Place as Where, Style, View};

impl<'m> Walk<'_, 'm, '_> {
    /// `/$batch`, unless the container says that there is none.
    pub(super) fn batch(&mut self, container: &'m Container) {
        let annotations = &container.annotations;
        let denied = annotations.get(term::BATCH_SUPPORTED).and_then(Expr::bool) == Some(false)
            || annotations.record(term::BATCH).and_then(|record| record.bool("Supported")) == Some(false);
        let Some(resource) = self.resources.values().next().copied().filter(|_| !denied) else { return };
        let text = |media_type: &str| Content {
            media_type: media_type.to_owned(),
            media: Media::Text,
            schema: Some(self.lower.shared.string),
            by_position: false,
            encodings: Vec::new(),
        };
        let body =
            Body { docs: Docs::default(), required: true, contents: vec![text("multipart/mixed;boundary=request-separator")] };
        let success = (200, Some(text("multipart/mixed")));
        let path = Path::root("$batch");
        let place = Place {
            path: path.clone(),
            resource,
            steps: String::new(),
            type_name: "",
            group: "Batch Requests".to_owned(),
            followed: Vec::new(),
            bound: None,
            nullable: false,
            restrictions: Restrictions::none(),
            owned: false,
            follow: false,
            composed: false,
            at: container.name.at,
        };
        let docs = Docs { summary: Some("Several requests in one".to_owned()), ..Docs::default() };
        // What the container says of its resources is meant for the requests inside.
        self.common.clear();
        let body = Some((body, View::Create));
        let name = "Batch".to_owned();
        self.emit(
            &place,
            Spec {
                method: "POST",
                name,
                restrictions: None,
                reads: Reads::Nothing,
                body,
                success,
                created: None,
                path: &path,
                docs,
            },
        );
    }

    /// `/$filter({filter_expression})/$each`: the members of a collection that meet a condition, where that can be done.
    pub(super) fn each(&mut self, place: &Place<'m>) {
        let Some(item) = self.lower.ids.get(place.type_name).copied() else { return };
        let can = |name: &str| place.restrictions.flag(name, "FilterSegmentSupported") == Some(true);
        let (changed, deleted) = (can(term::UPDATE), can(term::DELETE));
        if !changed && !deleted {
            return;
        }
        let mut path = place.path.clone();
        let name = path.unused("filter_expression");
        let parts = ["$filter(", ")"].map(|text| Part::Literal(text.to_owned()));
        let [open, close] = parts;
        path.segment(vec![open, Part::Param(name.clone()), close]);
        path.literal("$each");
        path.parameters.push(parameter(name, Where::Path, Style::Simple, self.lower.shared.string, true, place.at));
        if changed {
            let record = place.restrictions.record(term::UPDATE);
            let summary = "Changes the entities that meet a condition";
            let spec = Self::extra(&path, "PATCH", path.spoken("UpdateEach"), summary, (204, None));
            let body = Some((request(item, true), View::Update));
            self.emit(place, Spec { restrictions: record, body, ..spec });
        }
        if deleted {
            let record = place.restrictions.record(term::DELETE);
            let summary = "Deletes the entities that meet a condition";
            let spec = Self::extra(&path, "DELETE", path.spoken("DeleteEach"), summary, (204, None));
            self.emit(place, Spec { restrictions: record, ..spec });
        }
    }
}
