//! What a URL addresses: its segments with their meaning, and what is at its end.

use std::fmt;

use super::home::Home;
use super::limits::{Doings, Names, does};
use super::literal::Literal;
use super::model::{Call, Ix, Member, Model, Root, TypeRef};
use super::text::encode;

/// What a URL addresses.
#[derive(Clone, Debug)]
pub struct Resource {
    /// The model by which it was resolved.
    pub model: &'static Model,
    /// Its segments in order.
    pub segments: Vec<Segment>,
    /// What is there.
    pub target: Target,
    /// The type of what is there, if it has one: of actions and functions, that of their result.
    pub holds: Option<TypeRef>,
    /// The type that query options speak of: of what is counted or referred to, otherwise the same as `holds`.
    pub of: Option<TypeRef>,
    /// The entity set or singleton where the entities live, if that is known.
    pub lives_in: Option<&'static Root>,
    /// The HTTP methods that make sense there and that the service does not deny.
    pub methods: Vec<&'static str>,
    /// What is said of the place.
    pub(super) home: Home,
    /// What the service says counts.
    pub(super) limited: bool,
    /// The request reads what is there.
    pub(super) reads: bool,
    /// What the request does there; nothing if nothing is said of such requests.
    pub(super) doing: Doings,
}

/// A segment, or a part of one that has a meaning of its own, such as a key in parentheses.
#[derive(Clone, Debug, PartialEq)]
pub struct Segment {
    /// Where it starts in the URL, in bytes.
    pub offset: usize,
    /// What it says.
    pub step: Step,
}

/// What a segment says.
#[derive(Clone, Debug, PartialEq)]
pub enum Step {
    /// `$metadata`
    Metadata,
    /// `$batch`
    Batch,
    /// `$all`
    All,
    /// `$entity`
    Entity,
    /// `$crossjoin(a,b)`
    CrossJoin(Vec<&'static Root>),
    /// An entity set, singleton or import.
    Root(&'static Root),
    /// A key: names and values, in the order of the URL.
    Key(Vec<(&'static str, Literal)>),
    /// An item of an ordered collection, from the end if negative.
    Index(i64),
    /// Only as a derived type.
    Cast(Ix),
    /// A structural property.
    Property(&'static Member),
    /// A member of an open type that is not declared.
    Dynamic(String),
    /// A navigation property.
    Navigation(&'static Member),
    /// An action or function with its arguments.
    Call(&'static Call, Vec<(&'static str, Literal)>),
    /// `$ref`
    Ref,
    /// `$count`
    Count,
    /// `$value`
    Value,
    /// `$each`
    Each,
    /// `$query`
    Query,
    /// `$filter(…)` as a segment, with its expression as text.
    Filter(String),
    /// `:/a/b:` behind an entity: a path by names below it, without the colons.
    Path(String),
}

/// What is at the end of a URL.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// The root of the service.
    ServiceDocument,
    /// `$metadata`
    Metadata,
    /// `$batch`
    Batch,
    /// `$crossjoin`
    CrossJoin,
    /// Entities.
    Entities,
    /// One entity.
    Entity,
    /// Objects without identity.
    Complexes,
    /// An object without identity.
    Complex,
    /// Values of a simple type.
    Primitives,
    /// A value of a simple type.
    Primitive,
    /// A member that is not declared.
    Dynamic,
    /// A stream: a property's, or that of an entity.
    Stream,
    /// The text of a simple value.
    RawValue,
    /// How many there are.
    Count,
    /// The addresses of entities.
    References,
    /// The address of an entity.
    Reference,
    /// An action.
    Action,
}

impl Target {
    /// Whether it is a collection that query options can filter, order and page.
    pub fn is_collection(self) -> bool {
        matches!(
            self,
            Target::CrossJoin | Target::Entities | Target::Complexes | Target::Primitives | Target::References | Target::Dynamic
        )
    }
}

impl Resource {
    /// The last segment's meaning.
    pub fn last(&self) -> Option<&Step> {
        self.segments.last().map(|segment| &segment.step)
    }

    /// The action or function that the URL ends with.
    pub fn call(&self) -> Option<&'static Call> {
        match self.last() {
            Some(Step::Call(call, _)) => Some(call),
            _ => None,
        }
    }

    /// Whether the service says that something cannot be done there, see [`does`].
    pub fn denies(&self, doing: Doings) -> bool {
        self.home.denies(doing)
    }

    /// The media types that a stream or the value of a property can be written in, if the service says so.
    pub fn media_types(&self) -> Option<&'static [&'static str]> {
        let is_raw = matches!(self.target, Target::Stream | Target::RawValue);
        self.home.media_types().filter(|_| is_raw)
    }

    /// Whether a request that changes an entity creates it if there is none.
    pub fn upserts(&self) -> bool {
        self.target == Target::Entity && self.home.affirms(does::UPSERT)
    }

    /// What a request with a method does.
    pub(super) fn doing(&self, method: &str) -> Doings {
        let read = if matches!(self.last(), Some(Step::Key(_))) { does::READ_BY_KEY } else { does::READ };
        match (self.target, method) {
            (Target::Entities | Target::Entity, "GET" | "HEAD") => read,
            (Target::Entities, "POST") if self.last() != Some(&Step::Query) => does::INSERT,
            (Target::Entity | Target::Entities, "PATCH") => does::PATCH,
            (Target::Entity, "PUT") => does::PUT,
            (Target::Entity, "DELETE") => does::DELETE,
            (Target::Complexes | Target::Primitives, "POST") => does::INSERT,
            (Target::Complexes | Target::Primitives | Target::Complex | Target::Primitive, "PATCH") => does::PATCH,
            (Target::Complexes | Target::Primitives | Target::Complex | Target::Primitive, "PUT") => does::PUT,
            (Target::Complexes | Target::Primitives | Target::Complex | Target::Primitive, "DELETE") => does::DELETE,
            (Target::Count, _) => does::COUNT,
            (Target::Reference | Target::References, _) => does::REFER,
            _ => 0,
        }
    }

    /// Takes away methods that the service denies.
    pub(super) fn limit(&mut self) {
        let passed = self.segments.iter().filter(|segment| matches!(segment.step, Step::Navigation(_))).count();
        let allowed = |method: &&str| {
            let doing = self.doing(method);
            let changes = doing & (does::INSERT | does::PATCH | does::PUT | does::DELETE) != 0;
            let far = changes && self.home.levels(doing).is_some_and(|most| u64::from(most) < passed as u64);
            let manner = self.manner(doing);
            let is_kept = doing == does::REFER
                && match *method {
                    "POST" | "PUT" => self.home.holds_fast,
                    "DELETE" => self.home.keeps,
                    _ => false,
                };
            !far && !is_kept && !self.home.denies(doing) && !manner.into_iter().any(|doing| self.home.denies(doing))
        };
        let delta = self.target == Target::Entities && self.last() != Some(&Step::Query) && self.home.affirms(does::DELTA_UPDATE);
        self.methods = self.methods.iter().copied().chain(delta.then_some("PATCH")).filter(allowed).collect();
    }

    /// What else a request does by the way in which it addresses entities: as a derived type, each of several, by a condition.
    fn manner(&self, doing: Doings) -> [Doings; 2] {
        let here = || since_arrival(&self.segments);
        let cast = here().any(|step| matches!(step, Step::Cast(_)));
        let each = here().any(|step| *step == Step::Each);
        let filtered = each && here().any(|step| matches!(step, Step::Filter(_)));
        let when = |so: bool, doing: Doings| if so { doing } else { 0 };
        match doing {
            does::READ | does::READ_BY_KEY => [when(cast, does::READ_AS), 0],
            does::INSERT => [when(cast, does::INSERT_AS), 0],
            does::PATCH | does::PUT => [when(cast && each, does::UPDATE_EACH_AS), when(filtered, does::UPDATE_EACH)],
            does::DELETE => [when(cast && each, does::DELETE_EACH_AS), when(filtered, does::DELETE_EACH)],
            _ => [0, 0],
        }
    }

    /// The options of the service's own that a request must give.
    pub fn required_options(&self) -> Vec<&'static str> {
        self.required(Names::RequiredAlways, |needs| needs.0, |one, other| one == other)
    }

    /// The headers that a request must have.
    pub fn required_headers(&self) -> Vec<&'static str> {
        self.required(Names::HeadersAlways, |needs| needs.1, str::eq_ignore_ascii_case)
    }

    /// What a request must give: what is said of such requests, and what is said of `always`.
    fn required(
        &self,
        always: Names,
        which: impl Fn((Names, Names)) -> Names,
        same: impl Fn(&str, &str) -> bool,
    ) -> Vec<&'static str> {
        // What describes the service itself, and what only holds other requests, is none of its resources.
        if !self.limited || matches!(self.target, Target::ServiceDocument | Target::Metadata | Target::Batch) {
            return Vec::new();
        }
        let own = match self.call() {
            Some(call) => {
                let said = self.model.limits_of(call);
                said.and_then(|limits| limits.names(which((Names::RequiredToCall, Names::HeadersToCall))))
            }
            None => needs_of(self.doing).and_then(|needs| self.home.names(which(needs))),
        };
        let common = self.model.limits.iter().filter_map(|limits| limits.names(always));
        let mut all: Vec<&'static str> = Vec::new();
        for name in own.into_iter().chain(common).flatten() {
            if !all.iter().any(|known| same(known, name)) {
                all.push(name);
            }
        }
        all
    }

    /// Whether a request that creates or changes something can give a system query option.
    pub(super) fn takes(&self, option: &str) -> bool {
        let which = match self.doing {
            does::INSERT => Names::UnsupportedToInsert,
            does::PATCH | does::PUT => Names::UnsupportedToUpdate,
            _ => return true,
        };
        !self.home.names(which).is_some_and(|names| names.contains(&option))
    }

    /// Whether a method makes sense there.
    pub fn allows(&self, method: &str) -> bool {
        self.methods.contains(&method) || method == "HEAD" && self.methods.contains(&"GET")
    }
}

impl fmt::Display for Resource {
    /// The canonical URL, relative to the service: keys in parentheses, full names of types and operations.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut first = true;
        let mut after_colon = false;
        for segment in &self.segments {
            match &segment.step {
                Step::Key(parts) => write!(f, "({})", named(parts))?,
                Step::Path(path) => {
                    let names: Vec<_> = path.split('/').map(|name| encode(name).into_owned()).collect();
                    write!(f, ":/{}", names.join("/"))?;
                }
                step => {
                    let before = match (first, after_colon, step) {
                        (true, ..) => "",
                        // An import is called by its own name, which is the segment before.
                        (_, _, Step::Call(call, _)) if call.binding().is_none() => "",
                        (false, true, _) => ":/",
                        (false, false, _) => "/",
                    };
                    write!(f, "{before}{}", self.shown(step))?;
                }
            }
            after_colon = matches!(segment.step, Step::Path(_));
            first = false;
        }
        Ok(())
    }
}

impl Resource {
    fn shown(&self, step: &Step) -> String {
        match step {
            Step::Metadata => "$metadata".to_owned(),
            Step::Batch => "$batch".to_owned(),
            Step::All => "$all".to_owned(),
            Step::Entity => "$entity".to_owned(),
            Step::CrossJoin(roots) => {
                let names: Vec<&str> = roots.iter().map(|root| root.name).collect();
                format!("$crossjoin({})", names.join(","))
            }
            Step::Root(root) => root.name.to_owned(),
            Step::Index(index) => index.to_string(),
            Step::Cast(ty) => self.model.name(*ty).to_owned(),
            Step::Property(member) | Step::Navigation(member) => member.name.to_owned(),
            Step::Dynamic(name) => encode(name).into_owned(),
            Step::Call(call, arguments) => {
                let name = if call.binding().is_none() { "" } else { call.name };
                if call.is_action() { name.to_owned() } else { format!("{name}({})", given(arguments)) }
            }
            Step::Ref => "$ref".to_owned(),
            Step::Count => "$count".to_owned(),
            Step::Value => "$value".to_owned(),
            Step::Each => "$each".to_owned(),
            Step::Query => "$query".to_owned(),
            Step::Filter(expression) => format!("$filter({})", encode(expression)),
            Step::Key(_) | Step::Path(_) => String::new(),
        }
    }
}

/// What the last segments say of the place that the ones before have led to, the last one first.
pub(super) fn since_arrival(segments: &[Segment]) -> impl Iterator<Item = &Step> {
    let arrives = |step: &Step| matches!(step, Step::Root(_) | Step::Navigation(_) | Step::Property(_) | Step::Call(..));
    segments.iter().rev().map(|segment| &segment.step).take_while(move |step| !arrives(step))
}

/// What requests that do something must give: options and headers.
fn needs_of(doing: Doings) -> Option<(Names, Names)> {
    Some(match doing {
        does::READ => (Names::RequiredToRead, Names::HeadersToRead),
        does::READ_BY_KEY => (Names::RequiredToReadByKey, Names::HeadersToReadByKey),
        does::INSERT => (Names::RequiredToInsert, Names::HeadersToInsert),
        does::PATCH | does::PUT => (Names::RequiredToUpdate, Names::HeadersToUpdate),
        does::DELETE => (Names::RequiredToDelete, Names::HeadersToDelete),
        _ => return None,
    })
}

/// Parts of a key; a single one needs no name.
fn named(parts: &[(&'static str, Literal)]) -> String {
    match parts {
        [("", value)] => value_text(value),
        parts => given(parts),
    }
}

fn given(parts: &[(&'static str, Literal)]) -> String {
    let shown: Vec<String> = parts.iter().map(|(name, value)| format!("{name}={}", value_text(value))).collect();
    shown.join(",")
}

fn value_text(value: &Literal) -> String {
    encode(&value.to_string()).into_owned()
}
