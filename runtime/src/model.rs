//! Generated types: how bytes become a checked model and a model becomes bytes.

use crate::json::{self, Read, ReadError, Value, Write};
use crate::schema::{SchemaRef, Views};
use crate::validate::{self, Options, Report, Validate, Validator};

/// A generated type that stands for a declared schema.
pub trait Model: Read + Write + Validate + Sized {
    /// Its schema.
    const SCHEMA: SchemaRef;
    /// The side of the schema that the type shows.
    const VIEWS: Views;
    /// How its values are checked, unless a caller says otherwise.
    const OPTIONS: &'static Options = &Options::DEFAULT;

    /// Reads and checks a JSON text. On failure the report holds everything that is wrong.
    fn from_json(bytes: &[u8]) -> Result<Self, Report> {
        let (typed, exact) = json::from_slice_exactly(bytes);
        if exact && is_settled(&typed, Self::SCHEMA, Self::VIEWS, Self::OPTIONS) {
            return typed.map_err(Report::from);
        }
        judged(typed, bytes, Self::SCHEMA, Self::VIEWS, Self::OPTIONS).map(|(model, _)| model)
    }

    /// Like [`Model::from_json`], with options of the caller's own. A value that is accepted comes with its warnings.
    fn from_json_with(bytes: &[u8], options: &Options) -> Result<(Self, Report), Report> {
        parse_with(bytes, Self::SCHEMA, Self::VIEWS, options)
    }

    /// Checks a model that was built in code.
    fn check(&self) -> Result<(), Report> {
        self.check_with(Self::OPTIONS).map(drop)
    }

    /// Like [`Model::check`], with options of the caller's own. A model that is accepted comes with its warnings.
    fn check_with(&self, options: &Options) -> Result<Report, Report> {
        let mut validator = Validator::with_options(Self::VIEWS, options);
        self.validate(&mut validator);
        if Self::EXACT && validator.is_valid() && options.open_values {
            return Ok(Report::default());
        }
        let report = validate::check_bytes(self.to_json().as_bytes(), Self::SCHEMA, Self::VIEWS, options);
        if report.has_errors() { Err(report) } else { Ok(report) }
    }

    /// The JSON text of the model.
    fn to_json(&self) -> String {
        json::to_string(self)
    }

    /// The model as a JSON value.
    fn to_value(&self) -> Value {
        // What is written is JSON, unless it is nested more deeply than the reader follows.
        Value::parse(self.to_json().as_bytes()).unwrap_or_default()
    }
}

/// Reads and checks a JSON text as any type against a schema: the door that request and response bodies go through.
pub fn parse<T: Read + Validate>(bytes: &[u8], schema: SchemaRef, views: Views) -> Result<T, Report> {
    parse_with(bytes, schema, views, &Options::default()).map(|(model, _)| model)
}

/// Like [`parse`], with options. A value that is accepted comes with its warnings, which are there only if a policy asks for them.
///
/// Typed code is the fast path: when it finds nothing wrong and answers every rule, the text is valid. In every other case the
/// interpreter decides, and its report tells everything that is wrong. What the type alone cannot take (a whole number beyond
/// 64 bits, say) is reported when the text is valid otherwise.
pub fn parse_with<T: Read + Validate>(
    bytes: &[u8],
    schema: SchemaRef,
    views: Views,
    options: &Options,
) -> Result<(T, Report), Report> {
    let (typed, exact) = json::from_slice_exactly(bytes);
    if exact && is_settled(&typed, schema, views, options) {
        return Ok((typed?, Report::default()));
    }
    judged(typed, bytes, schema, views, options)
}

/// Whether typed code finds nothing wrong and answers every rule.
fn is_settled<T: Validate>(typed: &Result<T, ReadError>, schema: SchemaRef, views: Views, options: &Options) -> bool {
    let Ok(model) = typed else { return false };
    let mut validator = Validator::with_options(views, options);
    model.validate(&mut validator);
    // Types let an open enumeration grow whatever the options say.
    validator.is_valid() && options.open_values && T::answers(schema)
}

/// What the interpreter says of a text that typed code does not settle.
fn judged<T: Read>(
    typed: Result<T, ReadError>,
    bytes: &[u8],
    schema: SchemaRef,
    views: Views,
    options: &Options,
) -> Result<(T, Report), Report> {
    let report = validate::check_bytes(bytes, schema, views, options);
    if report.has_errors() {
        return Err(report);
    }
    // What is accepted may have members that it must not have.
    match typed.or_else(|_| json::from_slice_leniently(bytes)) {
        Ok(model) => Ok((model, report)),
        Err(error) => Err(report.insisting(error.into())),
    }
}
