//! Coverage: a plan comes in; for each place of the documents, how much of what it says became Rust, goes out.

mod reason;

use std::collections::BTreeSet;

use super::repr::{Field, Item, ItemKind, Repr};
use super::routes::{EventBody, PartField, PartKind, PartsBody, Payload, RouteOp, answered_type};
use super::rules::{self, Check, Patterns, held_items};
use super::shape;
use super::{Options, Plan};
use crate::ir::{Origin, SchemaId, Types};

/// How much of what a place says became Rust.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// A Rust type says it all.
    Represented,
    /// A Rust type and checks in code say it all.
    Ruled,
    /// The interpreter checks what neither types nor code can say; the type is right, but less precise.
    Interpreted,
    /// No type stands for it: it is raw JSON, or text as it came. Every rule is checked by the interpreter still.
    Raw,
}

impl Status {
    /// Every status, from best to worst.
    pub const ALL: [Self; 4] = [Self::Represented, Self::Ruled, Self::Interpreted, Self::Raw];

    /// The word in listings.
    pub fn name(self) -> &'static str {
        match self {
            Self::Represented => "represented",
            Self::Ruled => "ruled",
            Self::Interpreted => "interpreted",
            Self::Raw => "raw",
        }
    }
}

/// A place of the documents: a type, a member, a parameter or a body.
#[derive(Clone, Debug)]
pub struct Place {
    /// What it is called: `Pet`, `Pet.owner`, `GET /pets (listPets), answer 200`.
    pub what: String,
    /// Where it is defined.
    pub origin: Origin,
    /// How much became Rust.
    pub status: Status,
    /// The rules, or why it is no better; may be empty.
    pub reason: String,
}

/// Looks at every place once.
pub fn coverage(plan: &Plan<'_>) -> Vec<Place> {
    let options = Options { formats: plan.formats, ..Options::default() };
    let mut list = List { plan, options, places: Vec::new(), seen: BTreeSet::new() };
    for (at, item) in plan.items.iter().enumerate() {
        list.item(at, item);
    }
    for route in plan.routes.iter().flat_map(|routes| &routes.operations) {
        list.route(route);
    }
    list.places
}

struct List<'p, 'a> {
    plan: &'p Plan<'a>,
    options: Options,
    places: Vec<Place>,
    /// Members of schemas that were listed, since a schema may have a type for each view.
    seen: BTreeSet<(SchemaId, String)>,
}

impl List<'_, '_> {
    fn item(&mut self, at: usize, item: &Item) {
        let before = self.places.len();
        match &item.kind {
            ItemKind::Struct(body) => {
                let checks = self.plan.checks.get(at).map_or(&[][..], |checks| &checks.parts);
                for (index, field) in body.fields.iter().enumerate() {
                    self.field(item, field, checks.get(index).map_or(&[][..], Vec::as_slice));
                }
            }
            ItemKind::Alias(repr) => {
                let checks = self.plan.checks.get(at).and_then(|checks| checks.parts.first()).map_or(&[][..], Vec::as_slice);
                let (status, reason) = self.judge(item.schema, repr, checks, &self.plan.patterns);
                self.own(item, status, reason);
                return;
            }
            ItemKind::Enum(_) | ItemKind::Union(_) | ItemKind::Tagged(_) => {}
        }
        let below = self.places.get(before..).unwrap_or_default().iter().any(|place| place.status >= Status::Interpreted);
        let overlaps = matches!(&item.kind, ItemKind::Union(union) if !union.told_apart);
        let (status, reason) = match reason::beyond(self.plan.schemas, item.schema) {
            Some(reason) => (Status::Interpreted, reason),
            None if overlaps || (self.inexact_alone(item) && !below) => {
                (Status::Interpreted, reason::of_kind(&item.kind).to_owned())
            }
            None => (Status::Represented, String::new()),
        };
        self.own(item, status, reason);
    }

    /// Whether an item, and nothing that it holds, needs the interpreter.
    fn inexact_alone(&self, item: &Item) -> bool {
        let mut exact = true;
        held_items(&item.kind, &mut |ix| exact &= self.plan.item(ix).exact);
        !item.exact && exact
    }

    fn own(&mut self, item: &Item, status: Status, reason: String) {
        self.add(item.schema, String::new(), item.name.clone(), status, reason);
    }

    fn field(&mut self, item: &Item, field: &Field, checks: &[Check]) {
        let (status, reason) = self.judge(field.schema, &field.repr, checks, &self.plan.patterns);
        let what = format!("{}.{}", item.name, field.wire);
        let key = (item.schema, field.wire.clone());
        if self.seen.insert(key) {
            self.places.push(Place { what, origin: self.origin(item.schema, field), status, reason });
        }
    }

    /// Where a member is defined: by itself, if its schema is elsewhere.
    fn origin(&self, owner: SchemaId, field: &Field) -> Origin {
        let members = shape::shape(self.plan.schemas, owner).properties;
        let own = members.into_iter().find(|member| member.name == field.wire).and_then(|member| member.place);
        own.unwrap_or_else(|| self.plan.schemas[field.schema].origin.clone())
    }

    fn add(&mut self, schema: SchemaId, key: String, what: String, status: Status, reason: String) {
        if self.seen.insert((schema, key)) {
            self.places.push(Place { what, origin: self.plan.schemas[schema].origin.clone(), status, reason });
        }
    }

    /// What became of a value of a schema that is held as a type.
    fn judge(&self, schema: SchemaId, repr: &Repr, checks: &[Check], patterns: &Patterns) -> (Status, String) {
        if let Some(reason) = reason::raw(self.plan.schemas, schema, repr) {
            return (Status::Raw, reason);
        }
        if !matches!(reason::innermost(repr), Repr::Item(_))
            && let Some(reason) = reason::beyond(self.plan.schemas, schema)
        {
            return (Status::Interpreted, reason);
        }
        let rules = reason::rules(checks, patterns);
        if rules.is_empty() { (Status::Represented, rules) } else { (Status::Ruled, rules) }
    }

    /// What became of a value that no item holds: a parameter, a part or a body.
    fn judge_alone(&self, schema: SchemaId, repr: &Repr) -> (Status, String) {
        let mut patterns = Patterns::default();
        let place = rules::Place {
            schemas: self.plan.schemas,
            items: &self.plan.items,
            options: &self.options,
            patterns: &mut patterns,
            exact: true,
            depth: 0,
        };
        let checks = { place }.of(schema, repr, "");
        self.judge(schema, repr, &checks, &patterns)
    }

    fn route(&mut self, route: &RouteOp<'_>) {
        let operation = route.operation;
        let name = format!("{} {}", operation.method.0, operation.path);
        for field in &route.params {
            let Some(parameter) = operation.parameters.get(field.index) else { continue };
            let (status, reason) = self.judge_alone(parameter.schema, &field.repr);
            let what = format!("{name}, parameter {:?}", parameter.name);
            self.places.push(Place { what, origin: parameter.origin.clone(), status, reason });
        }
        let contents = operation.body.iter().flat_map(|body| &body.contents);
        for (content, (_, payload)) in contents.zip(route.body.iter().flat_map(|body| &body.contents)) {
            let (status, reason) = self.payload(&content.media_type, payload, content.schema);
            let what = format!("{name}, request body, {}", content.media_type);
            if let Payload::Parts(body) = payload {
                self.parts(&what, body);
            }
            self.places.push(Place { what, origin: operation.origin.clone(), status, reason });
        }
        for variant in &route.variants {
            let Some((media, payload)) = &variant.content else { continue };
            let Some(response) = operation.responses.iter().find(|response| response.status == variant.status) else { continue };
            let answered = route.argument.as_ref().filter(|_| *payload == Payload::Argument);
            let content = response.contents.iter().find(|content| answered_type(content) == *media);
            let schema = content.and_then(|content| content.schema);
            let (status, reason) = self.payload(media, answered.unwrap_or(payload), schema);
            let what = format!("{name}, answer {}, {media}", variant.status);
            self.places.push(Place { what, origin: response.origin.clone(), status, reason });
        }
    }

    /// The parts of a form, except files, which are what they are.
    fn parts(&mut self, what: &str, body: &PartsBody) {
        for PartField { field, .. } in body.fields.iter().filter(|part| part.kind == PartKind::Value) {
            let (status, reason) = self.judge_alone(field.schema, &field.repr);
            let origin = self.plan.schemas[field.schema].origin.clone();
            self.places.push(Place { what: format!("{what}, part {:?}", field.wire), origin, status, reason });
        }
    }

    /// Whether a schema says no more of a text than that it is one.
    fn is_any_text(&self, id: SchemaId) -> bool {
        let plain = [Types::STRING, Types::ANY].contains(&self.plan.schemas[id].types);
        plain && matches!(self.judge_alone(id, &Repr::String), (Status::Represented, _))
    }

    /// What a body is, of which a schema says something.
    fn payload(&self, media: &str, payload: &Payload, schema: Option<SchemaId>) -> (Status, String) {
        match payload {
            Payload::Json(Some(schema), repr) | Payload::Form(schema, repr, _) | Payload::Text(schema, repr) => {
                self.judge_alone(*schema, repr)
            }
            Payload::Lines(Some(schema), repr) | Payload::Events(EventBody { schema: Some(schema), repr, .. }) => {
                self.judge_alone(*schema, repr)
            }
            Payload::Sequence(schema, Some(item), _) => {
                let items = shape::shape(self.plan.schemas, *schema).items;
                items.map_or((Status::Represented, String::new()), |items| self.judge_alone(items, item))
            }
            Payload::Multipart(Some(_), _) => (Status::Raw, "the parts are checked, but not typed".to_owned()),
            Payload::Multipart(None, _) if schema.is_some() => (Status::Raw, "parts have no names".to_owned()),
            Payload::AnyText if media.contains("xml") => (Status::Raw, "XML is given as text".to_owned()),
            Payload::AnyText if schema.is_some_and(|id| !self.is_any_text(id)) => {
                (Status::Raw, "the text is what the service makes it".to_owned())
            }
            Payload::Bytes if schema.is_some_and(|id| !self.is_any_text(id)) => {
                (Status::Raw, "the bytes of this media type are not read".to_owned())
            }
            Payload::Json(None, _)
            | Payload::Lines(None, _)
            | Payload::Events(_)
            | Payload::Parts(_)
            | Payload::Sequence(..)
            | Payload::Multipart(None, _)
            | Payload::AnyText
            | Payload::Bytes
            | Payload::Argument => (Status::Represented, String::new()),
        }
    }
}
