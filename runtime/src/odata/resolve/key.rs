//! Keys: `('a')`, `(number=1,row='a')`, alternate keys, keys as segments, parameter aliases.

use super::super::limits::does;
use super::super::literal::{self, Literal};
use super::super::model::{Ix, Key, TypeRef, edm};
use super::super::resource::Step;
use super::super::text::Decoded;
use super::{Here, ResolveError, Walk};

/// A part of a list in parentheses: its name if it has one, its value, and where that starts.
pub(super) struct Given<'t> {
    pub(super) name: Option<&'t str>,
    pub(super) value: &'t str,
    pub(super) at: usize,
}

impl<'a> Walk<'a> {
    /// A key in parentheses; `at` is where its text starts in the segment.
    pub(super) fn key(&mut self, here: &Here<'a>, text: &str, at: usize) -> Result<(), ResolveError> {
        let Some(holds) = self.place.holds else { return Err(self.nothing_follows(here)) };
        self.indexable(here)?;
        let parts = list(text, at);
        let name = self.model.name(holds.ty);
        let key = self.model.key(holds.ty);
        let values = match parts.as_slice() {
            [] => return Err(here.malformed(at, "the key is empty")),
            [Given { name: None, value, at }] => match key {
                [only] => vec![("", self.value(here, value, *at, self.part(holds.ty, only))?)],
                [] => vec![("", self.value(here, value, *at, TypeRef::one(edm::UNTYPED))?)],
                _ => return Err(here.malformed(*at, format!("the key of {name} has {} parts, which need names", key.len()))),
            },
            parts => self.named_key(here, holds.ty, parts, at)?,
        };
        self.push(here.offset(at.saturating_sub(1)), Step::Key(values));
        self.keyed();
        Ok(())
    }

    fn named_key(
        &self,
        here: &Here<'a>,
        ty: Ix,
        parts: &[Given<'_>],
        at: usize,
    ) -> Result<Vec<(&'static str, Literal)>, ResolveError> {
        let alternate = self.model.line(ty).flat_map(|(_, found)| found.alternate_keys);
        let fits = |key: &[Key]| {
            let named = |part: &Key| parts.iter().any(|given| given.name == Some(part.name));
            key.len() == parts.len() && key.iter().all(named)
        };
        let Some(key) = std::iter::once(self.model.key(ty)).chain(alternate.copied()).find(|key| fits(key)) else {
            let names: Vec<&str> = self.model.key(ty).iter().map(|part| part.name).collect();
            let wanted = if names.is_empty() { "none".to_owned() } else { format!("`{}`", names.join("`, `")) };
            return Err(
                here.malformed(at, format!("these are not the parts of a key of {}: its key is {wanted}", self.model.name(ty)))
            );
        };
        let mut values = Vec::new();
        for given in parts {
            let part = key.iter().find(|part| Some(part.name) == given.name);
            let Some(part) = part else { continue };
            // A key with one part is the same with its name and without.
            let name = if key.len() == 1 && key == self.model.key(ty) { "" } else { part.name };
            values.push((name, self.value(here, given.value, given.at, self.part(ty, part))?));
        }
        Ok(values)
    }

    /// What a part of a key holds: never null.
    fn part(&self, ty: Ix, part: &Key) -> TypeRef {
        let holds = self.model.at_path(ty, part.path).unwrap_or(TypeRef::one(edm::UNTYPED));
        TypeRef { nullable: false, ..holds }
    }

    /// Whether single entities of the place can be addressed.
    fn indexable(&self, here: &Here<'a>) -> Result<(), ResolveError> {
        if self.place.home.denies(does::KEY) {
            return Err(here.not_found("entities cannot be addressed by key here", None));
        }
        Ok(())
    }

    /// A key as a segment of its own, or as several.
    pub(super) fn key_segment(&mut self, here: &Here<'a>) -> Result<(), ResolveError> {
        let Some(holds) = self.place.holds else { return Err(self.nothing_follows(here)) };
        self.indexable(here)?;
        let key = self.model.key(holds.ty);
        let start = here.piece.start;
        let mut values = Vec::new();
        let read = |walk: &Self, here: &Here<'_>, part: TypeRef| {
            if walk.is_template(here.text()) {
                return Ok(Literal::String(here.text().to_owned()));
            }
            let found = literal::segment(walk.model, here.text(), part);
            found.map_err(|wanted| here.malformed(0, format!("`{}` is no key: expected {wanted}", here.text())))
        };
        match key {
            [] => values.push(("", Literal::String(here.text().to_owned()))),
            [only] => values.push(("", read(self, here, self.part(holds.ty, only))?)),
            [first, rest @ ..] => {
                values.push((first.name, read(self, here, self.part(holds.ty, first))?));
                for part in rest {
                    let Some(next) = self.take()? else {
                        return Err(here.malformed(0, format!("the key of {} has {} parts", self.model.name(holds.ty), key.len())));
                    };
                    values.push((part.name, read(self, &next, self.part(holds.ty, part))?));
                }
            }
        }
        self.push(start, Step::Key(values));
        self.keyed();
        Ok(())
    }

    /// The value of a part of a key or of an argument; an alias stands for what the query says.
    pub(super) fn value(&self, here: &Here<'a>, text: &str, at: usize, holds: TypeRef) -> Result<Literal, ResolveError> {
        if self.is_template(text) || self.options.templates && text.contains('{') {
            return Ok(Literal::String(text.to_owned()));
        }
        let fail = |wanted: String| here.malformed(at, format!("expected {wanted}, found `{}`", short(text)));
        if !text.starts_with('@') {
            return literal::typed(self.model, text, holds).map_err(fail);
        }
        match self.alias(text) {
            Some(value) => literal::typed(self.model, &value, holds).map_err(|wanted| {
                here.malformed(at, format!("expected {wanted} for `{}`, found `{}`", short(text), short(&value)))
            }),
            None if holds.nullable => Ok(Literal::Null),
            None => Err(here.malformed(at, format!("the query does not say what `{}` is", short(text)))),
        }
    }

    /// The value of a query option.
    pub(super) fn alias(&self, name: &str) -> Option<String> {
        self.query.split('&').find_map(|pair| {
            let (key, value) = pair.split_once('=')?;
            let key = Decoded::of_query(key, 0)?;
            let value = (key.text == name).then(|| Decoded::of_query(value, 0)).flatten()?;
            Some(literal::with_sign(&value.text).unwrap_or(value.text))
        })
    }

    /// `{name}` where templates are resolved.
    pub(super) fn is_template(&self, text: &str) -> bool {
        self.options.templates && text.starts_with(['{', '<']) && text.ends_with(['}', '>'])
    }
}

/// The parts of a list; commas in quotes, brackets and braces separate nothing.
pub(super) fn list(text: &str, at: usize) -> Vec<Given<'_>> {
    let mut parts = Vec::new();
    if text.trim().is_empty() {
        return parts;
    }
    let (mut start, mut depth, mut quote) = (0, 0_usize, None);
    let mut add = |start: usize, end: usize| {
        let part = text.get(start..end).unwrap_or_default();
        let lead = part.len() - part.trim_start().len();
        let part = part.trim();
        let is_name =
            |name: &str| !name.is_empty() && name.chars().all(|letter| letter.is_alphanumeric() || letter == '_' || letter == '-');
        let named = part.split_once('=').filter(|(name, _)| is_name(name.trim()));
        let start = at + start + lead;
        parts.push(match named {
            Some((name, value)) => {
                let inner = value.len() - value.trim_start().len();
                Given { name: Some(name.trim()), value: value.trim(), at: start + name.len() + 1 + inner }
            }
            None => Given { name: None, value: part, at: start },
        });
    };
    for (at, byte) in text.bytes().enumerate() {
        match (byte, quote) {
            (_, Some(open)) if byte == open => quote = None,
            (_, Some(_)) => {}
            (b'\'', None) => quote = Some(b'\''),
            (b'"', None) if depth > 0 => quote = Some(b'"'),
            (b'[' | b'{' | b'(', None) => depth += 1,
            (b']' | b'}' | b')', None) => depth = depth.saturating_sub(1),
            (b',', None) if depth == 0 => {
                add(start, at);
                start = at + 1;
            }
            _ => {}
        }
    }
    add(start, text.len());
    parts
}

fn short(text: &str) -> String {
    text.chars().take(100).collect()
}
