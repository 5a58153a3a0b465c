//! Multipart forms: parts and the schema of the form in, one JSON object that is checked like any body and the fields of a type out.

use std::collections::BTreeMap;

use super::body::{is_json, media_matches};
use super::form;
use super::multipart::{Multipart, MultipartPart};
use super::query::Pair;
use super::style::{self, StyleError};
use super::table::{Encoding, PartHeader};
use crate::json::{Map, Object, Read, ReadError, Reader, Value, from_slice, pointer_to};
use crate::schema::{ALL, ARRAY, NULL, OBJECT, STRING, SchemaRef, Types, Views};
use crate::validate::{self, Options, Report, Severity};

/// A type that is made of the parts of a form.
pub trait FromParts: Sized {
    /// The fields that are files: their bytes are handed over as they came.
    const FILES: &'static [&'static str];

    /// Takes the parts. `None` when something is wrong, which the parts remember.
    fn from_parts(parts: &mut FormParts) -> Option<Self>;
}

impl FromParts for Multipart {
    const FILES: &'static [&'static str] = &[];

    fn from_parts(parts: &mut FormParts) -> Option<Self> {
        Some(std::mem::take(&mut parts.parts).into_iter().collect())
    }
}

/// The parts of a form, with what they say.
#[derive(Debug)]
pub struct FormParts {
    parts: Vec<MultipartPart>,
    fields: Object,
    report: Report,
}

impl FormParts {
    pub(super) fn new(Form { parts, fields, .. }: Form) -> Self {
        Self { parts, fields, report: Report::default() }
    }

    /// What could not be taken.
    pub(super) fn into_report(self) -> Report {
        self.report
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
        self.parts.iter().find(|part| part.name() == name).cloned()
    }

    /// The files of a field that must be there.
    pub fn files(&mut self, name: &'static str) -> Option<Vec<MultipartPart>> {
        let parts = self.optional_files(name);
        self.needed(name, parts)
    }

    /// The files of a field that may be missing.
    pub fn optional_files(&mut self, name: &str) -> Option<Vec<MultipartPart>> {
        let parts: Vec<MultipartPart> = self.parts.iter().filter(|part| part.name() == name).cloned().collect();
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

    fn take<T: Read>(&mut self, name: &str, json: &str) -> Option<T> {
        match from_slice(json.as_bytes()) {
            Ok(value) => Some(value),
            Err(error) => {
                self.report.append(Report::from(error).within(&pointer(name, None)));
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

/// Something about a part that no schema can say.
#[derive(Debug)]
pub(super) struct Fault {
    pub(super) pointer: String,
    pub(super) rule: &'static str,
    pub(super) message: String,
    /// There is no value that a schema could say more about.
    is_whole: bool,
}

/// What a form says, as one JSON object.
#[derive(Debug)]
pub(super) struct Form {
    parts: Vec<MultipartPart>,
    fields: Object,
    pub(super) faults: Vec<Fault>,
    /// Files in place of data that is not JSON, which the schema cannot be asked about.
    unasked: Vec<String>,
}

impl Form {
    /// Reads the parts by the schema of the form, and by how the document says that they are written.
    pub(super) fn new(
        multipart: Multipart,
        schema: SchemaRef,
        encodings: &[Encoding<'_>],
        files: &[&str],
        options: &Options,
    ) -> Self {
        let parts = multipart.into_parts().into_iter().filter(|part| !part.is_unchosen()).collect();
        let mut form = Self { parts, fields: Object::new(), faults: Vec::new(), unasked: Vec::new() };
        let mut styled: BTreeMap<usize, Vec<Pair>> = BTreeMap::new();
        for part in std::mem::take(&mut form.parts) {
            let own = encodings.iter().position(|encoding| belongs(part.name(), encoding));
            let encoding = own.and_then(|at| encodings.get(at));
            match (own, part.text()) {
                (Some(at), Some(text))
                    if encoding.is_some_and(|encoding| !encoding.is_plain()) && !files.contains(&part.name()) =>
                {
                    // Nothing is percent-encoded here, but styles expect it to be.
                    let value = text.replace('%', "%25").replace('+', "%2B");
                    styled.entry(at).or_default().push(Pair { name: Some(part.name().to_owned()), value });
                }
                _ => form.part(&part, schema, encoding, files.contains(&part.name()), options),
            }
            form.parts.push(part);
        }
        for (encoding, pairs) in styled.iter().filter_map(|(at, pairs)| Some((encodings.get(*at)?, pairs))) {
            match form::styled(encoding, schema, pairs) {
                Ok(value) => form.fields.extend(value.map(|value| (encoding.property.to_owned(), value))),
                Err(error) => form.fault(pointer(encoding.property, None), "style", error.to_string()),
            }
        }
        form
    }

    /// What the schema says of the form; places that are wrong already are left out.
    pub(super) fn check(&self, schema: SchemaRef, views: Views, options: &Options) -> Report {
        let mut report = validate::check_value(&Value::Object(self.fields.clone()), schema, views, options);
        let faulty = self.faults.iter().filter(|fault| fault.is_whole).map(|fault| &fault.pointer);
        for pointer in faulty.chain(&self.unasked) {
            report = report.except(pointer);
        }
        report
    }

    /// The object.
    pub(super) fn value(self) -> Value {
        Value::Object(self.fields)
    }

    fn fault(&mut self, pointer: String, rule: &'static str, message: impl Into<String>) {
        self.faults.push(Fault { pointer, rule, message: message.into(), is_whole: true });
    }

    fn part(&mut self, part: &MultipartPart, schema: SchemaRef, encoding: Option<&Encoding<'_>>, is_file: bool, options: &Options) {
        let field = style::member(schema, part.name());
        let listed = field.is_some_and(style::is_array);
        let item = if listed { field.and_then(style::first_item) } else { field };
        let known = self.fields.get(part.name());
        let index = listed.then(|| known.and_then(Value::as_array).map_or(0, <[Value]>::len));
        let place = pointer(part.name(), index);
        if known.is_some() && !listed && style::declared(schema, part.name()).is_some() {
            return self.fault(place, "style", StyleError::Repeated.to_string());
        }
        for header in encoding.iter().flat_map(|encoding| encoding.headers) {
            self.header(&place, part, header, options);
        }
        if is_file && item.is_some_and(|item| style::types(item) & STRING == 0) {
            self.unasked.push(place.clone());
        }
        let value = content(part, item, encoding, is_file).unwrap_or_else(|(rule, message)| {
            self.fault(place, rule, message);
            Value::Null
        });
        match (self.fields.get_mut(part.name()), value) {
            (Some(Value::Array(items)), value) if listed => items.push(value),
            // One part may hold the whole list as JSON.
            (_, value @ Value::Array(_)) if listed && !item.is_some_and(style::is_array) => self.set(part, value),
            (_, value) if listed => self.set(part, Value::Array(vec![value])),
            (_, value) => self.set(part, value),
        }
    }

    fn set(&mut self, part: &MultipartPart, value: Value) {
        self.fields.insert(part.name().to_owned(), value);
    }

    fn header(&mut self, place: &str, part: &MultipartPart, header: &PartHeader, options: &Options) {
        let PartHeader { name, required, schema } = *header;
        let Some(text) = part.header(name) else {
            if required {
                self.header_fault(place, "required", format!("must have a header `{name}`"));
            }
            return;
        };
        let report = validate::check_value(&style::coerce(text, schema), schema, ALL, options);
        for violation in report.iter().filter(|violation| violation.severity == Severity::Error) {
            let message = format!("must have a header `{name}` that is valid: it {}", violation.message);
            self.header_fault(place, violation.rule.as_str(), message);
        }
    }

    fn header_fault(&mut self, place: &str, rule: &'static str, message: String) {
        self.faults.push(Fault { pointer: place.to_owned(), rule, message, is_whole: false });
    }
}

/// Whether a part is one of a field, or of a member of it: `filter[name]`.
fn belongs(name: &str, encoding: &Encoding<'_>) -> bool {
    let rest = name.strip_prefix(encoding.property);
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('[') && !encoding.is_plain())
}

fn pointer(name: &str, index: Option<usize>) -> String {
    let field = pointer_to(name);
    index.map_or_else(|| field.clone(), |index| format!("{field}/{index}"))
}

/// What a part says: a document, or a text by its schema. On failure, the rule that it breaks and what it must be.
fn content(
    part: &MultipartPart,
    schema: Option<SchemaRef>,
    encoding: Option<&Encoding<'_>>,
    is_file: bool,
) -> Result<Value, (&'static str, String)> {
    let wanted: Vec<&str> = encoding.iter().flat_map(|encoding| encoding.media_types()).collect();
    if let (Some(given), false) = (part.content_type(), wanted.is_empty())
        && !wanted.iter().any(|media_type| media_matches(media_type, given))
    {
        return Err(("contentType", format!("must be {}, not `{given}`", wanted.join(" or "))));
    }
    if is_file {
        return Ok(octets(part));
    }
    let types = schema.map(style::types);
    let only = |of: Types| types.is_some_and(|types| types & !(of | NULL) == 0);
    let labelled = part.content_type().is_some_and(is_json) && !only(STRING);
    if labelled || wanted.first().copied().is_some_and(is_json) || only(OBJECT | ARRAY) {
        return Value::parse(part.bytes()).map_err(|_| ("contentMediaType", StyleError::Json.to_string()));
    }
    match (part.text(), schema) {
        (Some(text), Some(schema)) => Ok(style::coerce(text, schema)),
        (Some(text), None) => Ok(Value::String(text.to_owned())),
        (None, Some(_)) if part.filename().is_none() => Err(("contentEncoding", "must be text in UTF-8".to_owned())),
        (None, _) => Ok(octets(part)),
    }
}

/// A text with a character for each byte, so that rules about its length are rules about the size.
fn octets(part: &MultipartPart) -> Value {
    Value::String(part.bytes().iter().copied().map(char::from).collect())
}
