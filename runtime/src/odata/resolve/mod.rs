//! The resolver: the URL of a resource comes in, relative to the service; typed segments go out, or what is wrong and where.
//!
//! A walk over the model, segment by segment. Nothing is enumerated and nothing is tried twice, so a URL costs what it is long.

mod call;
mod error;
mod key;
mod place;
mod step;

use super::home::Home;
use super::limits::{Doings, does};
use super::model::{Model, Root, RootKind, TypeRef, edm, is};
use super::resource::{Resource, Segment, Step, Target};
use super::text::{Decoded, Piece, pieces};

pub(super) use error::suggest;
pub use error::{ErrorKind, ResolveError};

/// URLs with more segments are refused.
const MAX_SEGMENTS: usize = 256;

/// How URLs are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options {
    /// Keys may be segments of their own.
    pub key_segments: bool,
    /// Names are understood in any letter case.
    pub ignore_case: bool,
    /// `:/a/b:` behind an entity is a path by names below it, as for files and sites of Microsoft Graph.
    pub item_paths: bool,
    /// Functions are followed by more segments even if the model does not say that they may be.
    pub compose_all: bool,
    /// `{name}` stands for any value, as in documentation.
    pub templates: bool,
    /// What the service says that cannot be done is refused, in URLs and queries.
    pub limits: bool,
}

impl Default for Options {
    /// As the standard says, with keys as segments.
    fn default() -> Self {
        Self { key_segments: true, ignore_case: false, item_paths: false, compose_all: false, templates: false, limits: true }
    }
}

impl Options {
    /// As Microsoft Graph reads URLs.
    pub const GRAPH: Options =
        Options { key_segments: true, ignore_case: true, item_paths: true, compose_all: false, templates: false, limits: true };
}

/// Resolves the URL of a resource, relative to the root of the service. Behind a `?` may follow the query: values of parameter aliases
/// are looked up there, everything else in it is left to [`Query`](super::Query).
pub fn resolve(model: &'static Model, url: &str) -> Result<Resource, ResolveError> {
    resolve_with(model, url, None, &Options::default())
}

/// As [`resolve`], with options. The method matters where an action and a function have the same name.
pub fn resolve_with(model: &'static Model, url: &str, method: Option<&str>, options: &Options) -> Result<Resource, ResolveError> {
    let (path, query) = url.split_once('?').unwrap_or((url, ""));
    let lead = usize::from(path.starts_with('/'));
    let path = path.get(lead..).unwrap_or_default();
    let path = path.strip_suffix('/').unwrap_or(path);
    let mut all = if path.is_empty() { Vec::new() } else { pieces(path) };
    for piece in &mut all {
        piece.start += lead;
    }
    let place =
        Place { target: Target::ServiceDocument, holds: None, of: None, home: Home::default(), methods: &["GET"], open_end: true };
    let mut walk = Walk { model, options, method, query, pieces: all, next: 0, segments: Vec::new(), place };
    walk.run()?;
    let Walk { segments, place, .. } = walk;
    let Place { target, holds, home, methods, of, .. } = place;
    let reads = method.is_none_or(|method| matches!(method, "GET" | "HEAD"));
    let (of, lives_in, methods) = (of.or(holds), home.set, methods.to_vec());
    let mut found =
        Resource { model, segments, target, holds, of, lives_in, methods, home, limited: options.limits, reads, doing: 0 };
    found.doing = found.doing(method.unwrap_or("GET"));
    found.limit();
    Ok(found)
}

/// Where a walk is.
#[derive(Clone, Debug)]
struct Place {
    target: Target,
    holds: Option<TypeRef>,
    /// What is counted or referred to.
    of: Option<TypeRef>,
    /// Where the entities live.
    home: Home,
    methods: &'static [&'static str],
    /// Segments may follow.
    open_end: bool,
}

/// A walk under way.
struct Walk<'a> {
    model: &'static Model,
    options: &'a Options,
    method: Option<&'a str>,
    query: &'a str,
    pieces: Vec<Piece<'a>>,
    /// The segment after the one that is looked at.
    next: usize,
    segments: Vec<Segment>,
    place: Place,
}

/// A segment that is looked at: as it was written, and decoded.
struct Here<'a> {
    piece: Piece<'a>,
    decoded: Decoded,
}

impl Here<'_> {
    /// The same without its last letter, a colon.
    fn without_colon(&self) -> Self {
        let mut decoded = self.decoded.clone();
        decoded.text.pop();
        Self { piece: self.piece, decoded }
    }

    fn text(&self) -> &str {
        &self.decoded.text
    }

    /// The name before parentheses, and what is between them with where it starts.
    fn split(&self) -> (&str, Option<(&str, usize)>) {
        let text = self.text();
        let inner = text.find('(').and_then(|open| {
            let inner = text.get(open + 1..)?.strip_suffix(')')?;
            Some((text.get(..open)?, Some((inner, open + 1))))
        });
        inner.unwrap_or((text, None))
    }

    /// Where a byte of the decoded text is in the URL.
    fn offset(&self, at: usize) -> usize {
        self.decoded.offset(at)
    }

    fn error(&self, kind: ErrorKind, at: usize, message: String) -> ResolveError {
        let shown = self.piece.text.chars().take(200).collect();
        ResolveError { offset: self.offset(at), segment: shown, kind, message, suggestion: None }
    }

    fn malformed(&self, at: usize, message: impl Into<String>) -> ResolveError {
        self.error(ErrorKind::Malformed, at, message.into())
    }

    fn not_found(&self, message: impl Into<String>, suggestion: Option<String>) -> ResolveError {
        ResolveError { suggestion, ..self.error(ErrorKind::NotFound, 0, message.into()) }
    }
}

impl<'a> Walk<'a> {
    fn run(&mut self) -> Result<(), ResolveError> {
        while let Some(here) = self.take()? {
            if self.next > MAX_SEGMENTS {
                return Err(here.malformed(0, format!("the URL has more than {MAX_SEGMENTS} segments")));
            }
            let colon = here.text().len() > 1 && here.text().ends_with(':');
            if !colon || !self.leads_to_path(&here)? {
                self.one(&here)?;
            }
        }
        Ok(())
    }

    /// Goes on with a segment without the colon at its end, and with the path behind it; `false` if the colon belongs to the segment.
    fn leads_to_path(&mut self, here: &Here<'a>) -> Result<bool, ResolveError> {
        let always = self.options.item_paths;
        let escapes = || self.model.calls.iter().any(|call| call.flags & is::ESCAPE != 0);
        if !always && (self.pieces.len() == self.next || !escapes()) {
            return Ok(false);
        }
        let here = here.without_colon();
        let (next, length, place) = (self.next, self.segments.len(), self.place.clone());
        match self.one(&here) {
            Err(error) if always => return Err(error),
            Ok(()) if always || !self.escapes().is_empty() => {}
            _ => {
                self.segments.truncate(length);
                (self.next, self.place) = (next, place);
                return Ok(false);
            }
        }
        self.item_path(&here)?;
        Ok(true)
    }

    fn one(&mut self, here: &Here<'a>) -> Result<(), ResolveError> {
        if self.next == 1 { self.root(here) } else { self.step(here) }
    }

    /// The next segment, decoded.
    fn take(&mut self) -> Result<Option<Here<'a>>, ResolveError> {
        let Some(piece) = self.pieces.get(self.next).copied() else { return Ok(None) };
        self.next += 1;
        let failed = |message: &str| ResolveError {
            offset: piece.start,
            segment: piece.text.chars().take(200).collect(),
            kind: ErrorKind::Malformed,
            message: message.to_owned(),
            suggestion: None,
        };
        if piece.text.is_empty() {
            return Err(failed("a segment is empty"));
        }
        let decoded = Decoded::new(piece.text, piece.start).ok_or_else(|| failed("the segment is not UTF-8"))?;
        Ok(Some(Here { piece, decoded }))
    }

    fn push(&mut self, offset: usize, step: Step) {
        self.segments.push(Segment { offset, step });
    }

    /// The first segment.
    fn root(&mut self, here: &Here<'a>) -> Result<(), ResolveError> {
        let (name, inner) = here.split();
        let start = here.piece.start;
        let alone = inner.is_none();
        let denied = |doing: Doings| self.options.limits && self.model.limits.iter().any(|limits| limits.denies & doing != 0);
        if name == "$batch" && denied(does::BATCH) || name == "$crossjoin" && denied(does::CROSS_JOIN) {
            return Err(here.not_found(format!("the service does not support `{name}`"), None));
        }
        match name {
            "$metadata" if alone => self.arrive(start, Step::Metadata, Target::Metadata, None, &["GET"]),
            "$batch" if alone => self.arrive(start, Step::Batch, Target::Batch, None, &["POST"]),
            "$all" if alone => self.arrive(start, Step::All, Target::Entities, Some(several(edm::ENTITY_TYPE)), &["GET"]),
            "$entity" if alone => {
                let holds = Some(TypeRef::one(edm::ENTITY_TYPE));
                self.arrive(start, Step::Entity, Target::Entity, holds, &["GET", "PATCH", "PUT", "DELETE"]);
            }
            "$crossjoin" => return self.cross_join(here, inner),
            _ => return self.named_root(here, name, inner),
        }
        Ok(())
    }

    fn arrive(&mut self, offset: usize, step: Step, target: Target, holds: Option<TypeRef>, methods: &'static [&'static str]) {
        self.push(offset, step);
        let open_end = holds.is_some();
        self.place = Place { target, holds, of: None, home: Home::default(), methods, open_end };
    }

    fn cross_join(&mut self, here: &Here<'a>, inner: Option<(&str, usize)>) -> Result<(), ResolveError> {
        let Some((names, at)) = inner else { return Err(here.malformed(0, "`$crossjoin` needs entity sets in parentheses")) };
        let mut roots = Vec::new();
        for name in names.split(',').map(str::trim) {
            let found = self.model.root(name).filter(|root| matches!(root.kind, RootKind::Set(_)));
            roots.push(found.ok_or_else(|| here.malformed(at, format!("`{name}` is no entity set")))?);
        }
        self.arrive(here.piece.start, Step::CrossJoin(roots), Target::CrossJoin, None, &["GET"]);
        Ok(())
    }

    fn named_root(&mut self, here: &Here<'a>, name: &str, inner: Option<(&str, usize)>) -> Result<(), ResolveError> {
        let alike = |root: &&Root| self.options.ignore_case && root.name.eq_ignore_ascii_case(name);
        let Some(root) = self.model.root(name).or_else(|| self.model.roots.iter().find(alike)) else {
            let suggestion = suggest(name, self.model.roots.iter().map(|root| root.name));
            return Err(here.not_found(format!("the service has no `{name}`"), suggestion));
        };
        self.push(here.piece.start, Step::Root(root));
        match root.kind {
            RootKind::Set(ty) => {
                self.enter(several(ty), self.home(root), false);
                inner.map_or(Ok(()), |(text, at)| self.key(here, text, at))
            }
            RootKind::Single(ty) => {
                self.enter(several(ty).item(), self.home(root), false);
                inner.map_or(Ok(()), |_| Err(here.malformed(0, format!("`{name}` is a single entity and takes no key"))))
            }
            RootKind::Call(full) => self.import(here, root, full, inner),
        }
    }

    /// The home of what an entity set or singleton holds.
    fn home(&self, root: &'static Root) -> Home {
        if self.options.limits { Home::of_root(self.model, root) } else { Home::unknown(Some(root)) }
    }
}

fn several(ty: super::model::Ix) -> TypeRef {
    TypeRef { ty, collection: true, nullable: false }
}
