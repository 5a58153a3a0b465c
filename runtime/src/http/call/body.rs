//! The body of a call: what was received in, what its media type holds out.

use bytes::Bytes;
use http::StatusCode;

use super::Call;
use crate::http::body::Received;
use crate::http::check::{self, Refusal};
use crate::http::failure::{Failure, Kind, Spot};
use crate::http::form;
use crate::http::ieee754;
use crate::http::multipart::Multipart;
use crate::http::parts::{Fault, Files, Form, FormParts, FromParts};
use crate::http::style::{self, StyleError};
use crate::http::table::{Encoding, MediaKind};
use crate::json::{Read, Value};
use crate::schema::SchemaRef;
use crate::validate::{Severity, Validate};

impl Call {
    /// Which of the route's media types the body is in; `None` when there is no body.
    pub fn media(&self) -> Option<usize> {
        self.received.as_ref().map(|received| received.media)
    }

    /// The body, which must be there.
    fn present(&mut self) -> Option<Received> {
        if self.received.is_none() {
            self.needs_body = true;
        }
        self.received.clone()
    }

    /// A JSON body, or a form read as one, that must be there.
    pub fn json<T: Read + Validate>(&mut self, schema: SchemaRef) -> Option<T> {
        self.form(schema)
    }

    /// A JSON body, or a form read as one, that may be missing.
    pub fn optional_json<T: Read + Validate>(&mut self, schema: SchemaRef) -> Option<T> {
        self.optional_form(schema)
    }

    /// A form, URL-encoded or multipart, read as an object, that must be there.
    pub fn form<T: Read + Validate>(&mut self, schema: SchemaRef) -> Option<T> {
        self.form_with(schema, &[])
    }

    /// A form, URL-encoded or multipart, read as an object, that may be missing.
    pub fn optional_form<T: Read + Validate>(&mut self, schema: SchemaRef) -> Option<T> {
        self.optional_form_with(schema, &[])
    }

    /// A form some of whose fields are written in another way.
    pub fn form_with<T: Read + Validate>(&mut self, schema: SchemaRef, encodings: &[Encoding<'_>]) -> Option<T> {
        self.present()?;
        self.optional_form_with(schema, encodings)
    }

    /// As [`Call::form_with`], and it may be missing.
    pub fn optional_form_with<T: Read + Validate>(&mut self, schema: SchemaRef, encodings: &[Encoding<'_>]) -> Option<T> {
        let received = self.received.clone()?;
        let (views, options) = (self.route.views, &self.watch.requests);
        let read = match received.kind {
            MediaKind::Form | MediaKind::Multipart => {
                let value = self.fields(received, schema, encodings)?;
                check::value(&value, schema, views, &self.watch.requests).map_err(Refusal::Report)
            }
            _ => match ieee754::stated(&received.content_type).then(|| ieee754::numbers(&received.bytes, schema)).flatten() {
                Some(text) => check::body(text.as_bytes(), schema, views, options),
                None => check::body(&received.bytes, schema, views, options),
            },
        };
        let read = match read {
            Ok(read) => self.accept_body(Ok(read)),
            Err(Refusal::Report(report)) => self.accept_body(Err(report)),
            Err(Refusal::Failure(failure)) => {
                self.failure.get_or_insert(failure);
                return None;
            }
        };
        #[cfg(feature = "odata")]
        self.check_links();
        read
    }

    /// Records related entities in the body where the service takes only references to them, or no other ones.
    #[cfg(feature = "odata")]
    fn check_links(&mut self) {
        let method = self.route.method;
        let Some((received, resource)) =
            self.received.as_ref().zip(self.resource()).filter(|(_, found)| found.limits_links(method))
        else {
            return;
        };
        let Ok(value) = check::json(&received.bytes) else { return };
        let report = resource.check_links(method, &value).under(&self.watch.requests.policy, self.route.views);
        self.problems.extend(check::problems(report, |pointer| Spot::Body { pointer }));
    }

    /// The object that a form stands for.
    fn fields(&mut self, received: Received, schema: SchemaRef, encodings: &[Encoding<'_>]) -> Option<Value> {
        if let Some(parts) = received.parts {
            let form = Form::by_name(parts, schema, encodings, Files::NONE, &self.watch.requests);
            return self.sound(form, schema).map(|form| form.value());
        }
        let text = std::str::from_utf8(&received.bytes).map_err(|_| StyleError::Encoding);
        match text.and_then(|text| form::url_encoded(text, schema, encodings)) {
            Ok(value) => Some(value),
            Err(error) => {
                self.problem(Spot::Body { pointer: String::new() }, "style", &error.to_string());
                None
            }
        }
    }

    /// What parts say. `None` when some of them cannot be understood; then all that is wrong with the others is said too.
    fn sound(&mut self, form: Form, schema: SchemaRef) -> Option<Form> {
        if form.faults.is_empty() {
            return Some(form);
        }
        let report = form.check(schema, self.route.views, &self.watch.requests);
        for Fault { pointer, rule, message, .. } in form.faults {
            self.problem(Spot::Body { pointer }, rule, &message);
        }
        self.accept_body(Err(report))
    }

    /// The parts of a body that must be there.
    pub fn multipart(&mut self) -> Option<Multipart> {
        self.present()?.parts
    }

    /// The parts of a body that may be missing.
    pub fn optional_multipart(&mut self) -> Option<Multipart> {
        self.received.clone()?.parts
    }

    /// The parts of a form that must be there and, taken together, are an object of a schema.
    pub fn multipart_of<T: FromParts>(&mut self, schema: SchemaRef, encodings: &[Encoding<'_>]) -> Option<T> {
        self.present()?;
        self.optional_multipart_of(schema, encodings)
    }

    /// As [`Call::multipart_of`], and it may be missing.
    pub fn optional_multipart_of<T: FromParts>(&mut self, schema: SchemaRef, encodings: &[Encoding<'_>]) -> Option<T> {
        let parts = self.optional_multipart()?;
        let form = Form::by_name(parts, schema, encodings, Files::of::<T>(), &self.watch.requests);
        self.taken(form, schema)
    }

    /// Parts that must be there and, taken in their order, are an array of a schema.
    pub fn parts_in_order<T: FromParts>(&mut self, schema: SchemaRef, encodings: &[Encoding<'_>]) -> Option<T> {
        self.present()?;
        self.optional_parts_in_order(schema, encodings)
    }

    /// As [`Call::parts_in_order`], and they may be missing.
    pub fn optional_parts_in_order<T: FromParts>(&mut self, schema: SchemaRef, encodings: &[Encoding<'_>]) -> Option<T> {
        let parts = self.optional_multipart()?;
        let form = Form::by_position(parts, schema, encodings, Files::of::<T>(), &self.watch.requests);
        self.taken(form, schema)
    }

    /// A type that is made of parts, checked.
    fn taken<T: FromParts>(&mut self, form: Form, schema: SchemaRef) -> Option<T> {
        let form = self.sound(form, schema)?;
        let report = form.check(schema, self.route.views, &self.watch.requests);
        if report.has_errors() {
            return self.accept_body(Err(report));
        }
        let mut parts = FormParts::new(form);
        let value = T::from_parts(&mut parts);
        let untaken = parts.into_report();
        match value {
            Some(value) if untaken.is_empty() => self.accept_body(Ok((value, report))),
            _ => self.accept_body(Err(report.insisting(untaken))),
        }
    }

    /// JSON values that must be there, a line each, or a record each in a JSON text sequence.
    pub fn lines<T: Read + Validate>(&mut self, schema: SchemaRef) -> Option<Vec<T>> {
        self.present()?;
        self.optional_lines(schema)
    }

    /// As [`Call::lines`], and they may be missing.
    pub fn optional_lines<T: Read + Validate>(&mut self, schema: SchemaRef) -> Option<Vec<T>> {
        let received = self.received.clone()?;
        // A record of a sequence may have several lines.
        let end = if received.content_type.contains("json-seq") { b'\x1e' } else { b'\n' };
        let lines = received.bytes.split(|byte| *byte == end).map(<[u8]>::trim_ascii).filter(|line| !line.is_empty());
        let limit = self.watch.requests.limit();
        let (mut values, mut complete) = (Vec::new(), true);
        let (mut errors, mut warnings) = (0, 0);
        for (index, line) in lines.enumerate() {
            let before = self.problems.len();
            let spot = |pointer: String| Spot::Body { pointer: format!("/{index}{pointer}") };
            let read = match check::body(line, schema, self.route.views, &self.watch.requests) {
                Ok(read) => self.accept(Ok(read), spot),
                Err(Refusal::Report(report)) => self.accept(Err(report), spot),
                Err(Refusal::Failure(_)) => {
                    self.problem(spot(String::new()), "syntax", &StyleError::Json.to_string());
                    None
                }
            };
            complete &= read.is_some();
            values.extend(read);
            let new = self.problems.get(before..).unwrap_or_default();
            let wrong = new.iter().filter(|problem| problem.severity == Severity::Error).count();
            (errors, warnings) = (errors + wrong, warnings + new.len() - wrong);
            if errors >= limit {
                return None;
            }
            // Of what is only told, so much is enough; the lines are all read.
            if warnings >= limit && wrong == 0 {
                self.problems.truncate(before);
            }
        }
        complete.then_some(values)
    }

    /// The text of a body that must be there.
    pub fn text(&mut self) -> Option<String> {
        self.present()?;
        self.optional_text()
    }

    /// The text of a body that may be missing.
    pub fn optional_text(&mut self) -> Option<String> {
        let received = self.received.clone()?;
        let text = String::from_utf8(received.bytes.to_vec());
        if text.is_err() {
            self.malformed("The request body is not UTF-8.");
        }
        text.ok()
    }

    /// A text that must be there, checked and read as a value of a schema: `7` as a number, `a` as a string.
    pub fn text_as<T: Read>(&mut self, schema: SchemaRef) -> Option<T> {
        self.present()?;
        self.optional_text_as(schema)
    }

    /// As [`Call::text_as`], and it may be missing.
    pub fn optional_text_as<T: Read>(&mut self, schema: SchemaRef) -> Option<T> {
        let text = self.optional_text()?;
        let read = check::value(&style::coerce(&text, schema), schema, self.route.views, &self.watch.requests);
        self.accept_body(read)
    }

    /// The bytes of a body that must be there.
    pub fn bytes(&mut self) -> Option<Bytes> {
        self.present().map(|received| received.bytes)
    }

    /// The bytes of a body that may be missing.
    pub fn optional_bytes(&mut self) -> Option<Bytes> {
        self.received.as_ref().map(|received| received.bytes.clone())
    }

    fn malformed(&mut self, message: &str) {
        let failure = Failure::of(StatusCode::BAD_REQUEST, Kind::Malformed, message);
        self.failure.get_or_insert_with(|| Box::new(failure));
    }
}
