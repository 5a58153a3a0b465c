//! Bodies of several parts as types: what the parts say in, the fields of a type out.

mod files;
mod form;

use super::multipart::{Multipart, MultipartPart};
use crate::json::{Map, Object, Read, ReadError, Reader, from_slice, pointer_to};
use crate::validate::Report;

pub(super) use files::Files;
use form::Headers;
pub(super) use form::{Fault, Form};

/// A type that is made of the parts of a body, or of the headers of a part.
///
/// The key of a part is its name, or its position in digits where parts go by that.
pub trait FromParts: Sized {
    /// The keys of parts that are files: their bytes are handed over as they came.
    const FILES: &'static [&'static str] = &[];

    /// Whether all parts under keys that are not declared are files.
    const OTHER_FILES: bool = false;

    /// How many parts are declared where parts go by their position: the first ones.
    const POSITIONS: usize = 0;

    /// Takes the parts. `None` when something is wrong, which the parts remember.
    fn from_parts(parts: &mut FormParts) -> Option<Self>;
}

impl FromParts for Multipart {
    fn from_parts(parts: &mut FormParts) -> Option<Self> {
        Some(parts.files_from(0).into_iter().collect())
    }
}

impl FromParts for Vec<MultipartPart> {
    const OTHER_FILES: bool = true;

    fn from_parts(parts: &mut FormParts) -> Option<Self> {
        Some(parts.files_from(0))
    }
}

impl<T: Read> FromParts for Vec<T> {
    fn from_parts(parts: &mut FormParts) -> Option<Self> {
        parts.values_from(0)
    }
}

/// A part, or what it says, with the headers that are declared for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WithHeaders<T, H> {
    /// The headers.
    pub headers: H,
    /// The part, or what it says.
    pub content: T,
}

/// The parts of a body, with what they say.
#[derive(Debug)]
pub struct FormParts {
    parts: Vec<MultipartPart>,
    fields: Object,
    headers: Vec<Headers>,
    by_position: bool,
    report: Report,
}

impl FormParts {
    pub(super) fn new(Form { parts, fields, headers, by_position, .. }: Form) -> Self {
        Self { parts, fields, headers, by_position, report: Report::default() }
    }

    /// What could not be taken.
    pub(super) fn into_report(self) -> Report {
        self.report
    }

    /// The numbers of the parts under a key.
    fn under(&self, key: &str) -> Vec<usize> {
        let is_under =
            |(index, part): &(usize, &MultipartPart)| if self.by_position { index.to_string() == key } else { part.name() == key };
        self.parts.iter().enumerate().filter(is_under).map(|(index, _)| index).collect()
    }

    /// A field that must be there.
    pub fn required<T: Read>(&mut self, name: &'static str) -> Option<T> {
        let value = self.optional(name);
        self.needed(name, value)
    }

    /// A field that may be missing.
    pub fn optional<T: Read>(&mut self, name: &str) -> Option<T> {
        let value = self.fields.get(name)?;
        self.take(name, &value.to_string())
    }

    /// The file of a field that must be there.
    pub fn file(&mut self, name: &'static str) -> Option<MultipartPart> {
        let part = self.optional_file(name);
        self.needed(name, part)
    }

    /// The file of a field that may be missing.
    pub fn optional_file(&mut self, name: &str) -> Option<MultipartPart> {
        self.parts.get(*self.under(name).first()?).cloned()
    }

    /// The files of a field that must be there.
    pub fn files(&mut self, name: &'static str) -> Option<Vec<MultipartPart>> {
        let parts = self.optional_files(name);
        self.needed(name, parts)
    }

    /// The files of a field that may be missing.
    pub fn optional_files(&mut self, name: &str) -> Option<Vec<MultipartPart>> {
        let parts: Vec<MultipartPart> = self.under(name).into_iter().filter_map(|index| self.parts.get(index).cloned()).collect();
        (!parts.is_empty()).then_some(parts)
    }

    /// The parts under names that are not declared.
    pub fn others(&mut self, declared: &[&str]) -> Vec<MultipartPart> {
        self.parts.iter().filter(|part| !declared.contains(&part.name())).cloned().collect()
    }

    /// The fields under names that are not declared.
    pub fn other_values<T: Read>(&mut self, declared: &[&str]) -> Map<T> {
        let fields = self.fields.iter().filter(|(name, _)| !declared.contains(name));
        let texts: Vec<(String, String)> = fields.map(|(name, value)| (name.to_owned(), value.to_string())).collect();
        texts.into_iter().filter_map(|(name, text)| Some((name.clone(), self.take(&name, &text)?))).collect()
    }

    /// The parts from a position on.
    pub fn files_from(&mut self, position: usize) -> Vec<MultipartPart> {
        self.parts.iter().skip(position).cloned().collect()
    }

    /// What the parts from a position on say. `None` when one of them is wrong.
    pub fn values_from<T: Read>(&mut self, position: usize) -> Option<Vec<T>> {
        let keys: Vec<String> = (position..self.parts.len()).map(|index| index.to_string()).collect();
        // All are looked at, so that everything that is wrong is said.
        let values: Vec<Option<T>> = keys.iter().map(|key| self.optional(key)).collect();
        values.into_iter().collect()
    }

    /// What was taken from the first part under a key, with the headers of that.
    pub fn with_headers<T, H: FromParts>(&mut self, key: &str, content: Option<T>) -> Option<WithHeaders<T, H>> {
        let content = content?;
        let headers = self.headers(*self.under(key).first()?)?;
        Some(WithHeaders { headers, content })
    }

    /// What was taken from the parts under a key, each with its headers.
    pub fn each_with_headers<T, H: FromParts>(&mut self, key: &str, contents: Option<Vec<T>>) -> Option<Vec<WithHeaders<T, H>>> {
        let parts = self.under(key);
        self.all_with_headers(&parts, contents?)
    }

    /// What was taken from the parts from a position on, each with its headers.
    pub fn rest_with_headers<T, H: FromParts>(
        &mut self,
        position: usize,
        contents: Option<Vec<T>>,
    ) -> Option<Vec<WithHeaders<T, H>>> {
        let parts: Vec<usize> = (position..self.parts.len()).collect();
        self.all_with_headers(&parts, contents?)
    }

    /// One part may hold several items: then each has its headers.
    fn all_with_headers<T, H: FromParts>(&mut self, parts: &[usize], contents: Vec<T>) -> Option<Vec<WithHeaders<T, H>>> {
        let items = |part: &usize| self.headers.get(*part).map_or(1, |headers| headers.items);
        let owners: Vec<usize> = parts.iter().flat_map(|part| std::iter::repeat_n(*part, items(part))).collect();
        let mut all = Vec::new();
        for (at, content) in contents.into_iter().enumerate() {
            let part = owners.get(at).or(parts.last())?;
            all.push(self.headers(*part).map(|headers| WithHeaders { headers, content }));
        }
        all.into_iter().collect()
    }

    fn headers<H: FromParts>(&mut self, part: usize) -> Option<H> {
        let fields = self.headers.get(part).map_or_else(Object::new, |headers| headers.values.clone());
        let mut own = Self { parts: Vec::new(), fields, headers: Vec::new(), by_position: false, report: Report::default() };
        let headers = H::from_parts(&mut own);
        let name = self.parts.get(part).map_or("", MultipartPart::name);
        let key = if self.by_position { part.to_string() } else { name.to_owned() };
        self.report.append(own.report.within(&pointer_to(&key)));
        headers
    }

    fn take<T: Read>(&mut self, name: &str, json: &str) -> Option<T> {
        match from_slice(json.as_bytes()) {
            Ok(value) => Some(value),
            Err(error) => {
                self.report.append(Report::from(error).within(&pointer_to(name)));
                None
            }
        }
    }

    /// Checks may be so lenient that a field is missing all the same.
    fn needed<T>(&mut self, name: &'static str, value: Option<T>) -> Option<T> {
        if value.is_none() && self.report.is_empty() {
            let missing: Result<(), ReadError> = Reader::from_text("").required(None, name);
            self.report.append(missing.map_or_else(Report::from, |()| Report::default()));
        }
        value
    }
}
