//! Operations of entity sets, singletons and navigation properties.

use std::borrow::Cow;

use super::super::super::model::names::term;
use super::super::super::model::{Expr, Record};
use super::super::origin;
use super::extras::bytes;
use super::path::Path;
use super::query::Reads;
use super::{Place, Walk};
use crate::ir::{Body, Content, Docs, Media, Method, Operation, OperationKind, Response, SchemaId, Status, View};

/// What makes one operation differ from another.
pub(super) struct Spec<'s> {
    pub(super) method: &'static str,
    /// What it is called, without the resource.
    pub(super) name: String,
    pub(super) restrictions: Option<&'s Record>,
    pub(super) reads: Reads,
    /// The request body.
    pub(super) body: Option<(Body, View)>,
    /// Status and body of success.
    pub(super) success: (u16, Option<Content>),
    /// The body of success where the request creates what it was to change.
    pub(super) created: Option<Content>,
    pub(super) path: &'s Path,
    pub(super) docs: Docs,
}

/// A JSON body.
pub(super) fn json(schema: SchemaId) -> Content {
    Content {
        media_type: "application/json".to_owned(),
        media: Media::Json,
        schema: Some(schema),
        by_position: false,
        encodings: Vec::new(),
    }
}

/// A JSON request body.
pub(super) fn request(schema: SchemaId, required: bool) -> Body {
    Body { docs: Docs::default(), required, contents: vec![json(schema)] }
}

impl<'m> Walk<'_, 'm, '_> {
    /// Listing and creating.
    pub(super) fn emit_collection(&mut self, place: &Place<'m>) {
        let Some(item) = self.lower.ids.get(place.type_name).copied() else { return };
        let restrictions = &place.restrictions;
        if restrictions.flag(term::READ, "Readable").unwrap_or(true) {
            let body = self.lower.collection_body(place.type_name, item, place.at);
            let status = restrictions.status("Read").unwrap_or(200);
            self.emit(
                place,
                Self::spec(place, "GET", "List", restrictions.record(term::READ), Reads::Many, None, (status, Some(body))),
            );
        }
        let insertable = if self.rules.bound {
            let related = place.followed.len() < 2 && place.bound.is_some();
            (place.owned || related) && restrictions.flag(term::INSERT, "Insertable").unwrap_or(true)
        } else {
            restrictions.can(term::INSERT, "Insertable", place.owned)
        };
        if insertable {
            let status = restrictions.status("Insert").unwrap_or(201);
            // Without paths to set streams, an entity is created with its stream.
            let media = !self.rules.streams && self.lower.model.line(place.type_name).iter().any(|(_, found)| found.has_stream);
            let body = if media {
                Body { docs: Docs::default(), required: true, contents: vec![bytes("*/*")] }
            } else {
                request(item, true)
            };
            let body = Some((body, View::Create));
            let record = restrictions.record(term::INSERT);
            self.emit(place, Self::spec(place, "POST", "Create", record, Reads::Nothing, body, (status, Some(item))));
        }
    }

    /// Reading, changing and deleting.
    pub(super) fn emit_single(&mut self, place: &Place<'m>, keyed: bool) {
        let Some(item) = self.lower.ids.get(place.type_name).copied() else { return };
        let restrictions = &place.restrictions;
        let read = restrictions.record(term::READ).map(|read| if keyed { read.by_key() } else { Cow::Borrowed(read) });
        let read = read.as_deref();
        if read.and_then(|record| record.bool("Readable")).unwrap_or(true) {
            let status = restrictions.status("Read").unwrap_or(200);
            self.emit(place, Self::spec(place, "GET", "Get", read, Reads::One, None, (status, Some(item))));
        }
        if self.rules.bound && !place.owned {
            return;
        }
        let update = restrictions.record(term::UPDATE);
        if restrictions.can(term::UPDATE, "Updatable", place.owned) {
            let status = restrictions.status("Update").unwrap_or(204);
            let upserts = keyed && update.and_then(|record| record.bool("Upsertable")) == Some(true);
            for (method, verb) in update_methods(update) {
                let body = Some((request(item, true), View::Update));
                let spec = Self::spec(place, method, verb, update, Reads::Nothing, body, (status, Some(item)));
                self.emit(place, Spec { created: upserts.then(|| json(item)), ..spec });
            }
        }
        let deletable = place.owned && (keyed || !place.steps.is_empty());
        let lasting = self.rules.bound && !keyed && !place.nullable;
        if !lasting && restrictions.can(term::DELETE, "Deletable", deletable) {
            let status = restrictions.status("Delete").unwrap_or(204);
            let record = restrictions.record(term::DELETE);
            let body = (status != 204).then_some(item);
            self.emit(place, Self::spec(place, "DELETE", "Delete", record, Reads::Nothing, None, (status, body)));
        }
    }

    #[allow(clippy::too_many_arguments, reason = "the facts of one operation, each given once by two callers")]
    pub(super) fn spec<'s>(
        place: &'s Place<'m>,
        method: &'static str,
        verb: &str,
        restrictions: Option<&'s Record>,
        reads: Reads,
        body: Option<(Body, View)>,
        success: (u16, Option<SchemaId>),
    ) -> Spec<'s> {
        let (status, answer) = success;
        Spec {
            method,
            name: place.path.spoken(verb),
            restrictions,
            reads,
            body,
            success: (status, answer.filter(|_| status != 204).map(json)),
            created: None,
            path: &place.path,
            docs: Docs { notes: place.notes(), ..described(restrictions) },
        }
    }

    /// Adds an operation, unless its method and path are listed already.
    pub(super) fn emit(&mut self, place: &Place<'m>, spec: Spec<'_>) {
        if !self.listed.insert((spec.method.to_owned(), spec.path.template.raw.clone())) {
            return;
        }
        let mut parameters = spec.path.parameters.clone();
        // Before the options, of which each operation has others: so operations with the same parameters number them alike.
        self.lower.custom_parameters(spec.restrictions, &self.common, place.at, &mut parameters);
        self.lower.query_options(spec.reads, place, &mut parameters);
        let at = origin(&place.pointer(self.container), place.at);
        let (status, answer) = spec.success;
        let mut responses = vec![response(Status::Code(status), answer, &at, "Success")];
        if let Some(content) = spec.created.filter(|_| status != 201) {
            responses.push(response(Status::Code(201), Some(content), &at, "Created"));
        }
        responses.extend(self.error_responses(spec.restrictions, status, &at));
        responses.push(response(Status::Default, Some(json(self.error)), &at, "Error"));
        let (body, view) = spec.body.map_or((None, View::Read), |(body, view)| (Some(body), view));
        let root = &place.resource.name.text;
        let id = self.unique(&format!("{root}.{}", spec.name));
        let security = self.lower.permissions(spec.restrictions, place.at);
        self.lower.operations.push(Operation {
            places: vec![at.location],
            origin: at,
            id: Some(id),
            group: place.group.clone(),
            tags: tags(place, root),
            kind: OperationKind::Route,
            docs: spec.docs,
            method: Method(spec.method.to_owned()),
            path: spec.path.template.clone(),
            parameters,
            body,
            responses,
            security,
            callbacks: Vec::new(),
            view,
        });
    }

    /// Errors that the restrictions name one by one.
    fn error_responses(&self, restrictions: Option<&Record>, success: u16, at: &crate::ir::Origin) -> Vec<Response> {
        let listed = restrictions.map_or(&[][..], |record| record.items("ErrorResponses"));
        let mut responses: Vec<Response> = Vec::new();
        for record in listed.iter().filter_map(Expr::record) {
            let code = record.text("StatusCode").and_then(|code| code.trim().parse::<u16>().ok());
            let Some(code) = code.filter(|code| (400..600).contains(code) && *code != success) else { continue };
            if responses.iter().all(|known| known.status != Status::Code(code)) {
                let summary = record.text("Description").unwrap_or("Error");
                responses.push(response(Status::Code(code), Some(json(self.error)), at, summary));
            }
        }
        responses
    }

    /// The name, with a number if it is taken.
    fn unique(&mut self, wanted: &str) -> String {
        if self.ids.insert(wanted.to_owned()) {
            return wanted.to_owned();
        }
        let count = self.repeated.entry(wanted.to_owned()).or_insert(1);
        loop {
            *count += 1;
            let name = format!("{wanted}{count}");
            if self.ids.insert(name.clone()) {
                return name;
            }
        }
    }
}

fn response(status: Status, content: Option<Content>, at: &crate::ir::Origin, summary: &str) -> Response {
    let docs = Docs { summary: Some(summary.to_owned()), ..Docs::default() };
    Response { origin: at.clone(), status, docs, headers: Vec::new(), contents: content.into_iter().collect() }
}

/// What an operation is filed under: its group, the resource at the root, and where the entities live.
fn tags(place: &Place<'_>, root: &str) -> Vec<String> {
    let mut tags = vec![place.group.clone()];
    for name in [Some(root), place.bound.map(|found| &*found.name.text)].into_iter().flatten() {
        if !tags.iter().any(|tag| tag == name) {
            tags.push(name.to_owned());
        }
    }
    tags
}

/// The documentation in restrictions.
pub(super) fn described(record: Option<&Record>) -> Docs {
    let text = |name| record.and_then(|record| record.text(name)).map(str::to_owned);
    Docs { summary: text("Description"), description: text("LongDescription"), ..Docs::default() }
}

/// The methods that change an entity.
pub(super) fn update_methods(record: Option<&Record>) -> Vec<(&'static str, &'static str)> {
    let method = record.and_then(|record| record.get("UpdateMethod"));
    let named: Vec<&str> = method.map(|method| method.members().collect()).unwrap_or_default();
    let mut methods = Vec::new();
    if named.contains(&"PATCH") || !named.contains(&"PUT") {
        methods.push(("PATCH", "Update"));
    }
    if named.contains(&"PUT") {
        methods.push(("PUT", "Replace"));
    }
    methods
}
