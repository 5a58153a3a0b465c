//! Values and bytes to types: every way of being wrong becomes problems of a request.

use std::borrow::Cow;

use http::StatusCode;

use super::failure::{Failure, Kind, Problem, Spot};
use super::parameter;
use super::table::Place;
use crate::json::{Read, ReadError, Value, from_slice_leniently};
use crate::schema::{SchemaRef, Views};
use crate::validate::{self, Options, Report, Rule, Validate, Violation};

/// A value with what is wrong with it and does not matter, or what is wrong.
pub(super) type Checked<T, E = Report> = Result<(T, Report), E>;

/// Checks a value and reads it as a type.
pub(super) fn value<T: Read>(value: &Value, schema: SchemaRef, views: Views, options: &Options) -> Checked<T> {
    let report = validate::check_value(value, schema, views, options);
    if report.has_errors() {
        return Err(report);
    }
    match from_slice_leniently(value.to_string().as_bytes()) {
        Ok(value) => Ok((value, report)),
        Err(error) => Err(report.insisting(error.into())),
    }
}

/// Reads and checks a JSON body.
pub(super) fn body<T: Read + Validate>(bytes: &[u8], schema: SchemaRef, views: Views, options: &Options) -> Checked<T, Refusal> {
    crate::parse_with(bytes, schema, views, options).map_err(|report| match Value::parse(bytes) {
        Err(error) => Refusal::Failure(Box::new(malformed(bytes, &error))),
        Ok(_) => Refusal::Report(report),
    })
}

/// The value of a JSON text.
#[cfg(feature = "odata")]
pub(super) fn json(bytes: &[u8]) -> Result<Value, Failure> {
    Value::parse(bytes).map_err(|error| malformed(bytes, &error))
}

/// Why a body is not taken.
#[derive(Debug)]
pub(super) enum Refusal {
    /// It is not JSON at all.
    Failure(Box<Failure>),
    /// It is not valid.
    Report(Report),
}

/// A body that is no JSON text, with the line and column where that shows.
fn malformed(bytes: &[u8], error: &ReadError) -> Failure {
    let before = bytes.get(..error.offset().min(bytes.len())).unwrap_or_default();
    // Nobody sees a byte order mark, so no column is counted for it.
    let before = before.strip_prefix("\u{feff}".as_bytes()).unwrap_or(before);
    let line = before.split(|byte| *byte == b'\n').count();
    let last = before.rsplit(|byte| *byte == b'\n').next().unwrap_or_default();
    let column = String::from_utf8_lossy(last).chars().count() + 1;
    let message = format!("The request body is {}, at line {line}, column {column}.", error.message());
    Failure::of(StatusCode::BAD_REQUEST, Kind::Malformed, message)
}

/// A report as problems of a parameter or of the body.
pub(super) fn problems(report: Report, spot: impl Fn(String) -> Spot) -> impl Iterator<Item = Problem> {
    report.into_iter().map(move |violation| {
        let Violation { pointer, rule, severity, limit, found, message, .. } = violation;
        let spot = spot(pointer);
        let message = sentence(&spot, &message);
        Problem { spot, rule: Cow::Borrowed(Rule::as_str(rule)), severity, limit, found, message }
    })
}

/// What is wrong with the options of a query as problems.
#[cfg(feature = "odata")]
pub(super) fn query_problems(errors: crate::odata::QueryErrors) -> impl Iterator<Item = Problem> {
    errors.errors.into_iter().map(|error| {
        let message = error.detail();
        problem(Spot::Parameter { name: error.option, place: Place::Query, pointer: String::new() }, "style", &message)
    })
}

/// Something that is wrong at a place.
pub(super) fn problem(spot: Spot, rule: &'static str, message: &str) -> Problem {
    let message = sentence(&spot, message);
    Problem { spot, rule: Cow::Borrowed(rule), severity: validate::Severity::Error, limit: None, found: None, message }
}

/// A parameter that must be there and is not.
pub(super) fn missing(name: &str, place: Place) -> Problem {
    problem(Spot::Parameter { name: name.to_owned(), place, pointer: String::new() }, "required", "is missing")
}

/// A message about a place as a sentence of its own.
pub(super) fn sentence(spot: &Spot, message: &str) -> String {
    let subject = match spot {
        Spot::Parameter { name, place, pointer } if pointer.is_empty() => format!("The {} `{name}`", parameter::noun(*place)),
        Spot::Parameter { name, place, pointer } => format!("`{pointer}` in the {} `{name}`", parameter::noun(*place)),
        Spot::Body { pointer } if pointer.is_empty() => "The request body".to_owned(),
        Spot::Body { pointer } => format!("`{pointer}` in the request body"),
        Spot::Response { pointer } if pointer.is_empty() => "The response body".to_owned(),
        Spot::Response { pointer } => format!("`{pointer}` in the response body"),
    };
    let verb = ["must ", "is ", "takes "].iter().any(|verb| message.starts_with(verb));
    let stop = if message.ends_with('?') { "" } else { "." };
    format!("{subject}{} {message}{stop}", if verb { "" } else { ":" })
}
