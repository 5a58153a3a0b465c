//! What a body of several parts says: parts and a schema in, one JSON value that is checked like any body out. The parts of a form go by
//! their names and are members of an object; other parts go by their position and are items of an array.

use std::collections::BTreeMap;

use super::files::{Files, is_text};
use crate::http::body::{is_json, media_matches};
use crate::http::form;
use crate::http::multipart::{Multipart, MultipartPart};
use crate::http::query::Pair;
use crate::http::style::{self, Spelling, StyleError};
use crate::http::table::{Encoding, PartHeader, Place, Style};
use crate::json::{Object, Value, pointer_to};
use crate::schema::{ALL, ARRAY, NULL, OBJECT, STRING, SchemaRef, Types, Views};
use crate::validate::{self, Options, Report, Severity};

/// How many bytes of headers are copied for the items that share a part. Without a limit, a long list and some headers would take up as
/// much memory as the product of their lengths.
const MAX_SHARED: usize = 1 << 20;

/// Something about a part that no schema can say.
#[derive(Debug)]
pub(in crate::http) struct Fault {
    pub(in crate::http) pointer: String,
    pub(in crate::http) rule: &'static str,
    pub(in crate::http) message: String,
    /// There is no value that a schema could say more about.
    is_whole: bool,
}

/// The declared headers of a part.
#[derive(Debug, Default)]
pub(super) struct Headers {
    pub(super) values: Object,
    /// How long they are.
    bytes: usize,
    /// How many items of a list have them.
    pub(super) items: usize,
}

/// What a body says, as one JSON value.
#[derive(Debug)]
pub(in crate::http) struct Form {
    pub(super) parts: Vec<MultipartPart>,
    /// The members, or the items by their positions in digits.
    pub(super) fields: Object,
    /// The declared headers of each part.
    pub(super) headers: Vec<Headers>,
    /// The bytes of headers that items have in common with the first of their part.
    shared: usize,
    pub(super) by_position: bool,
    pub(in crate::http) faults: Vec<Fault>,
    /// Places of data that is not JSON: files, and styles that are not known. The schema cannot be asked about them.
    unasked: Vec<String>,
}

impl Form {
    fn of(parts: Vec<MultipartPart>, by_position: bool) -> Self {
        let (fields, headers) = (Object::new(), Vec::new());
        Self { parts, fields, headers, by_position, shared: 0, faults: Vec::new(), unasked: Vec::new() }
    }

    /// Reads the parts of a form by its schema, and by how the document says that they are written.
    pub(in crate::http) fn by_name(
        multipart: Multipart,
        schema: SchemaRef,
        encodings: &[Encoding<'_>],
        files: Files,
        options: &Options,
    ) -> Self {
        let mut form = Self::of(multipart.into_parts().into_iter().filter(|part| !part.is_unchosen()).collect(), false);
        let mut styled: BTreeMap<usize, Vec<Pair>> = BTreeMap::new();
        for part in std::mem::take(&mut form.parts) {
            let own = encodings.iter().position(|encoding| belongs(part.name(), encoding));
            let encoding = own.and_then(|at| encodings.get(at));
            let is_file = files.has_field(&part, schema);
            match (own, part.text()) {
                (Some(at), Some(text)) if encoding.is_some_and(|encoding| !encoding.is_plain()) && !is_file => {
                    form.headers(&pointer_to(part.name()), &part, encoding, options);
                    // Nothing is percent-encoded here, but styles expect it to be.
                    let value = text.replace('%', "%25").replace('+', "%2B");
                    styled.entry(at).or_default().push(Pair { name: Some(part.name().to_owned()), value });
                }
                _ => form.member(&part, schema, encoding, files, options),
            }
            form.parts.push(part);
        }
        for (encoding, pairs) in styled.iter().filter_map(|(at, pairs)| Some((encodings.get(*at)?, pairs))) {
            match form::styled(encoding, schema, pairs) {
                Ok(value) => {
                    if let Some(Value::Array(items)) = &value {
                        form.hold_rest(encoding.property, items.len());
                    }
                    form.fields.extend(value.map(|value| (encoding.property.to_owned(), value)));
                }
                Err(error) => form.fault(pointer(encoding.property, None), "style", error.to_string()),
            }
        }
        form
    }

    /// Reads parts by their position: each by the schema of the item that it is.
    pub(in crate::http) fn by_position(
        multipart: Multipart,
        schema: SchemaRef,
        encodings: &[Encoding<'_>],
        files: Files,
        options: &Options,
    ) -> Self {
        let mut form = Self::of(multipart.into_parts(), true);
        for (index, part) in std::mem::take(&mut form.parts).into_iter().enumerate() {
            let key = index.to_string();
            let for_key = |key: &str| encodings.iter().find(|encoding| encoding.property == key);
            let value = Said {
                item: style::item(schema, index),
                encoding: for_key(&key).or_else(|| for_key("")),
                is_file: files.has_position(&part, &key, index),
                is_styled: false,
            };
            let value = form.value_of(&part, pointer_to(&key), value, options);
            form.fields.insert(key, value);
            form.parts.push(part);
        }
        form
    }

    /// What an answer says.
    pub(in crate::http) fn of_answer(parts: Multipart, schema: SchemaRef, options: &Options) -> Self {
        let by_position = style::types(schema) & !NULL == ARRAY;
        let read = if by_position { Self::by_position } else { Self::by_name };
        read(parts, schema, &[], Files::ByMediaType, options)
    }

    /// What the schema says of the form; places that are wrong already are left out.
    pub(in crate::http) fn check(&self, schema: SchemaRef, views: Views, options: &Options) -> Report {
        let faulty = self.faults.iter().filter(|fault| fault.is_whole);
        faulty.fold(self.asked(schema, views, options), |report, fault| report.except(&fault.pointer))
    }

    /// What the schema says of all that it can be asked about.
    pub(in crate::http) fn asked(&self, schema: SchemaRef, views: Views, options: &Options) -> Report {
        let report = validate::check_value(&self.value(), schema, views, options);
        self.unasked.iter().fold(report, |report, pointer| report.except(pointer))
    }

    /// The value.
    pub(in crate::http) fn value(&self) -> Value {
        if self.by_position {
            return Value::Array(self.fields.values().cloned().collect());
        }
        Value::Object(self.fields.clone())
    }

    fn fault(&mut self, pointer: String, rule: &'static str, message: impl Into<String>) {
        self.faults.push(Fault { pointer, rule, message: message.into(), is_whole: true });
    }

    fn member(
        &mut self,
        part: &MultipartPart,
        schema: SchemaRef,
        encoding: Option<&Encoding<'_>>,
        files: Files,
        options: &Options,
    ) {
        if let Some(name) = files.bracketed(part.name(), schema) {
            self.headers.push(Headers::default());
            self.unasked.push(pointer_to(name));
            self.fields.insert(name.to_owned(), octets(part));
            return;
        }
        let is_file = files.has_field(part, schema);
        let field = style::member(schema, part.name());
        let listed = field.is_some_and(style::is_array);
        let item = if listed { field.and_then(style::first_item) } else { field };
        let known = self.fields.get(part.name());
        let index = listed.then(|| known.and_then(Value::as_array).map_or(0, <[Value]>::len));
        let place = pointer(part.name(), index);
        if known.is_some() && !listed && style::declared(schema, part.name()).is_some() {
            self.headers.push(Headers::default());
            return self.fault(place, "style", StyleError::Repeated.to_string());
        }
        let is_styled = known.is_none() && files.may_be_styled(field);
        let value = self.value_of(part, place, Said { item, encoding, is_file, is_styled }, options);
        match (self.fields.get_mut(part.name()), value) {
            (Some(Value::Array(items)), value) if listed => {
                items.push(value);
                // A list in several parts is in no other style.
                if items.len() == 2 {
                    self.unasked.retain(|place| *place != pointer_to(part.name()));
                }
            }
            // One part may hold the whole list as JSON.
            (_, Value::Array(items)) if listed && !item.is_some_and(style::is_array) => {
                self.hold(self.headers.len().saturating_sub(1), items.len(), pointer_to(part.name()));
                self.set(part, Value::Array(items));
            }
            (_, value) if listed => self.set(part, Value::Array(vec![value])),
            (_, value) => self.set(part, value),
        }
    }

    /// The parts of a list in a style of its own hold an item each; the last one holds all others.
    fn hold_rest(&mut self, name: &str, items: usize) {
        let parts = self.parts.iter().enumerate().filter(|(_, part)| part.name() == name).map(|(index, _)| index);
        if let Some(last) = parts.clone().last() {
            self.hold(last, (items + 1).saturating_sub(parts.count()), pointer_to(name));
        }
    }

    /// One part holds several items, and each of them has its headers.
    fn hold(&mut self, part: usize, items: usize, place: String) {
        let Some(headers) = self.headers.get_mut(part) else { return };
        headers.items = items;
        self.shared = self.shared.saturating_add(headers.bytes.saturating_mul(items.saturating_sub(1)));
        if self.shared > MAX_SHARED {
            self.fault(place, "style", "must not have so many items in a part with headers");
        }
    }

    /// What a part says, its headers checked.
    fn value_of(&mut self, part: &MultipartPart, place: String, said: Said<'_>, options: &Options) -> Value {
        self.headers(&place, part, said.encoding, options);
        let content = content(part, said);
        let is_data = said.item.is_some_and(|item| style::types(item) & STRING == 0);
        let is_styled = said.is_styled
            && is_text(part)
            && match &content {
                Ok(Value::String(text)) => is_data || text.contains([',', '|', ' ']),
                Ok(_) => false,
                Err(_) => is_data,
            };
        if is_data && said.is_file {
            self.unasked.push(place.clone());
        } else if is_styled {
            self.unasked.push(pointer_to(part.name()));
        }
        content.unwrap_or_else(|(rule, message)| {
            self.fault(place, rule, message);
            octets(part)
        })
    }

    fn set(&mut self, part: &MultipartPart, value: Value) {
        self.fields.insert(part.name().to_owned(), value);
    }

    /// The declared headers of a part, checked.
    fn headers(&mut self, place: &str, part: &MultipartPart, encoding: Option<&Encoding<'_>>, options: &Options) {
        let (mut values, mut bytes) = (Object::new(), 0);
        for header in encoding.iter().flat_map(|encoding| encoding.headers) {
            let name = header.name;
            let Some(text) = part.headers(name) else {
                if header.required {
                    self.header_fault(place, "required", format!("must have a header `{name}`"));
                }
                continue;
            };
            let Ok(text) = text else {
                self.header_fault(place, "style", format!("must have a header `{name}` that is valid: it must be text in UTF-8"));
                continue;
            };
            let value = match header_value(header, &text) {
                Ok(value) => value,
                Err(error) => {
                    self.header_fault(place, "style", format!("must have a header `{name}` that is valid: it {error}"));
                    continue;
                }
            };
            let report = validate::check_value(&value, header.schema, ALL, options);
            for violation in report.iter().filter(|violation| violation.severity == Severity::Error) {
                let message = format!("must have a header `{name}` that is valid: it {}", violation.message);
                self.header_fault(place, violation.rule.as_str(), message);
            }
            bytes += name.len() + text.len();
            values.insert(name.to_owned(), value);
        }
        self.headers.push(Headers { values, bytes, items: 1 });
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

/// The value of a header by its schema.
fn header_value(header: &PartHeader, text: &str) -> Result<Value, StyleError> {
    if header.json {
        return Value::parse(text.as_bytes()).map_err(|_| StyleError::Json);
    }
    let (name, explode) = (header.name, header.explode);
    let spelling = Spelling { name, place: Place::Header, style: Style::Simple, explode, allow_reserved: false };
    style::from_text(&spelling, header.schema, text)
}

/// What the document says of a part.
#[derive(Clone, Copy)]
struct Said<'e> {
    item: Option<SchemaRef>,
    encoding: Option<&'e Encoding<'e>>,
    is_file: bool,
    /// It may be written in a style that is not known.
    is_styled: bool,
}

/// What a part says: a document, or a text by its schema. On failure, the rule that it breaks and what it must be.
fn content(part: &MultipartPart, said: Said<'_>) -> Result<Value, (&'static str, String)> {
    let Said { item, encoding, is_file, .. } = said;
    let wanted: Vec<&str> = encoding.iter().flat_map(|encoding| encoding.media_types()).collect();
    if let (Some(given), false) = (part.content_type(), wanted.is_empty())
        && !wanted.iter().any(|media_type| media_matches(media_type, given))
    {
        return Err(("contentType", format!("must be {}, not `{given}`", wanted.join(" or "))));
    }
    if is_file {
        return Ok(octets(part));
    }
    let types = item.map(style::types);
    let only = |of: Types| types.is_some_and(|types| types & !(of | NULL) == 0);
    let labelled = part.content_type().is_some_and(is_json) && !only(STRING);
    if labelled || wanted.first().copied().is_some_and(is_json) || only(OBJECT | ARRAY) {
        return Value::parse(part.bytes()).map_err(|_| ("contentMediaType", StyleError::Json.to_string()));
    }
    match (part.text(), item) {
        (Some(text), Some(schema)) => Ok(style::coerce(text, schema)),
        (Some(text), None) => Ok(Value::String(text.to_owned())),
        (None, Some(_)) if part.filename().is_none() && is_text(part) => {
            Err(("contentEncoding", "must be text in UTF-8".to_owned()))
        }
        (None, _) => Ok(octets(part)),
    }
}

/// A text with a character for each byte, so that rules about its length are rules about the size.
fn octets(part: &MultipartPart) -> Value {
    Value::String(part.bytes().iter().copied().map(char::from).collect())
}
