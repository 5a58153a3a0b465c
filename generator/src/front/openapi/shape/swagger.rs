//! The objects of Swagger 2.0.

use super::grammar::{Field, Kind, Others, Shape, may, must};
use super::{rules, rules_schema, v3};
use Kind::{Any, AnyMap, Count, Flag, Map, Number, Object, Positive, Reference, Text, TextMap, Texts, Uses, Word, Words};

const fn shape(name: &'static str, fields: &'static [Field]) -> Shape {
    Shape { name, fields, others: Others::Extensions, check: None }
}

const SCHEMES: &[&str] = &["http", "https", "ws", "wss"];
const FORMATS: &[&str] = &["csv", "ssv", "tsv", "pipes", "multi"];

pub(super) static ROOT: Shape = shape(
    "a Swagger document",
    &[
        must("swagger", Any),
        must("info", Object(&INFO)),
        may("host", Text),
        may("basePath", Text),
        may("schemes", Words(SCHEMES)),
        may("consumes", Texts(0)),
        may("produces", Texts(0)),
        must("paths", Object(&PATHS)),
        may("definitions", Kind::SchemaMap),
        may("parameters", Map(&PARAMETER)),
        may("responses", Map(&RESPONSE)),
        may("securityDefinitions", Map(&SECURITY_SCHEME)),
        may("security", Uses(&v3::SECURITY)),
        may("tags", Uses(&TAG)),
        may("externalDocs", Object(&v3::EXTERNAL_DOCS)),
    ],
);

static INFO: Shape = shape(
    "the Info Object",
    &[
        must("title", Text),
        may("description", Text),
        may("termsOfService", Text),
        may("contact", Object(&v3::CONTACT)),
        may("license", Object(&LICENSE)),
        must("version", Text),
    ],
);

static LICENSE: Shape = shape("the License Object", &[must("name", Text), may("url", Text)]);

static PATHS: Shape = Shape { others: Others::Paths(Kind::Use(&PATH_ITEM)), ..shape("the Paths Object", &[]) };

static PATH_ITEM: Shape = shape(
    "a Path Item Object",
    &[
        may("$ref", Reference),
        may("get", Object(&OPERATION)),
        may("put", Object(&OPERATION)),
        may("post", Object(&OPERATION)),
        may("delete", Object(&OPERATION)),
        may("options", Object(&OPERATION)),
        may("head", Object(&OPERATION)),
        may("patch", Object(&OPERATION)),
        may("parameters", Uses(&PARAMETER)),
    ],
);

static OPERATION: Shape = shape(
    "an Operation Object",
    &[
        may("tags", Texts(0)),
        may("summary", Text),
        may("description", Text),
        may("externalDocs", Object(&v3::EXTERNAL_DOCS)),
        may("operationId", Text),
        may("consumes", Texts(0)),
        may("produces", Texts(0)),
        may("parameters", Uses(&PARAMETER)),
        must("responses", Object(&RESPONSES)),
        may("schemes", Words(SCHEMES)),
        may("deprecated", Flag),
        may("security", Uses(&v3::SECURITY)),
    ],
);

static RESPONSES: Shape = Shape {
    check: Some(rules::responses),
    others: Others::Statuses(Kind::Use(&RESPONSE)),
    ..shape("the Responses Object", &[may("default", Kind::Use(&RESPONSE))])
};

static RESPONSE: Shape = shape(
    "a Response Object",
    &[must("description", Text), may("schema", Kind::Schema), may("headers", Map(&HEADER)), may("examples", AnyMap)],
);

static TAG: Shape =
    shape("a Tag Object", &[must("name", Text), may("description", Text), may("externalDocs", Object(&v3::EXTERNAL_DOCS))]);

static PARAMETER: Shape = Shape {
    check: Some(rules::swagger_parameter),
    ..shape(
        "a Parameter Object",
        &[
            must("name", Text),
            must("in", Word(&["query", "header", "path", "formData", "body"])),
            may("description", Text),
            may("required", Flag),
            may("schema", Kind::Schema),
            may("type", Word(&["string", "number", "integer", "boolean", "array", "file"])),
            may("format", Text),
            may("allowEmptyValue", Flag),
            may("items", Object(&ITEMS)),
            may("collectionFormat", Word(FORMATS)),
            may("default", Any),
            may("maximum", Number),
            may("exclusiveMaximum", Flag),
            may("minimum", Number),
            may("exclusiveMinimum", Flag),
            may("maxLength", Count),
            may("minLength", Count),
            may("pattern", Kind::Pattern),
            may("maxItems", Count),
            may("minItems", Count),
            may("uniqueItems", Flag),
            may("enum", Kind::FilledList),
            may("multipleOf", Positive),
        ],
    )
};

static ITEM_FIELDS: [Field; 18] = [
    must("type", Word(&["string", "number", "integer", "boolean", "array"])),
    may("description", Text),
    may("format", Text),
    may("items", Object(&ITEMS)),
    may("collectionFormat", Word(FORMATS)),
    may("default", Any),
    may("maximum", Number),
    may("exclusiveMaximum", Flag),
    may("minimum", Number),
    may("exclusiveMinimum", Flag),
    may("maxLength", Count),
    may("minLength", Count),
    may("pattern", Kind::Pattern),
    may("maxItems", Count),
    may("minItems", Count),
    may("uniqueItems", Flag),
    may("enum", Kind::FilledList),
    may("multipleOf", Positive),
];

static ITEMS: Shape = Shape { check: Some(rules_schema::old), ..shape("an Items Object", &ITEM_FIELDS) };

static HEADER: Shape = Shape { check: Some(rules_schema::old), ..shape("a Header Object", &ITEM_FIELDS) };

static SECURITY_SCHEME: Shape = Shape {
    check: Some(rules::swagger_security_scheme),
    ..shape(
        "a Security Scheme Object",
        &[
            must("type", Word(&["basic", "apiKey", "oauth2"])),
            may("description", Text),
            may("name", Text),
            may("in", Word(&["query", "header"])),
            may("flow", Word(&["implicit", "password", "application", "accessCode"])),
            may("authorizationUrl", Text),
            may("tokenUrl", Text),
            may("scopes", TextMap),
        ],
    )
};
