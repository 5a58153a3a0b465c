//! The objects of `OpenAPI` 3.0 to 3.2.

use super::grammar::{Field, Kind, Others, Shape, may, must};
use super::rules;
use crate::front::openapi::version::Version::{V30, V31, V32};
use Kind::{Any, AnyMap, Components, Flag, Map, Object, Reference, Text, TextMap, Texts, Uses, Word};

const fn shape(name: &'static str, fields: &'static [Field]) -> Shape {
    Shape { name, fields, others: Others::Extensions, check: None }
}

pub(super) static ROOT: Shape = Shape {
    check: Some(rules::root),
    ..shape(
        "an OpenAPI document",
        &[
            must("openapi", Text),
            must("info", Object(&INFO)),
            may("$self", Text).since(V32),
            may("jsonSchemaDialect", Text).since(V31),
            may("servers", Uses(&SERVER)),
            may("paths", Object(&PATHS)),
            may("webhooks", Map(&PATH_ITEM)).since(V31),
            may("components", Object(&COMPONENTS)),
            may("security", Uses(&SECURITY)),
            may("tags", Uses(&TAG)),
            may("externalDocs", Object(&EXTERNAL_DOCS)),
        ],
    )
};

static INFO: Shape = Shape {
    check: Some(rules::info),
    ..shape(
        "the Info Object",
        &[
            must("title", Text),
            may("summary", Text).since(V31),
            may("description", Text),
            may("termsOfService", Text),
            may("contact", Object(&CONTACT)),
            may("license", Object(&LICENSE)),
            must("version", Text),
        ],
    )
};

pub(super) static CONTACT: Shape = Shape {
    check: Some(rules::contact),
    ..shape("the Contact Object", &[may("name", Text), may("url", Text), may("email", Text)])
};

static LICENSE: Shape = Shape {
    check: Some(rules::license),
    ..shape("the License Object", &[must("name", Text), may("identifier", Text).since(V31), may("url", Text)])
};

static SERVER: Shape = Shape {
    check: Some(rules::server),
    ..shape(
        "a Server Object",
        &[must("url", Text), may("description", Text), may("name", Text).since(V32), may("variables", Map(&SERVER_VARIABLE))],
    )
};

static SERVER_VARIABLE: Shape = Shape {
    check: Some(rules::server_variable),
    ..shape(
        "a Server Variable Object",
        &[may("enum", Texts(0)).until(V30), may("enum", Texts(1)).since(V31), must("default", Text), may("description", Text)],
    )
};

static COMPONENTS: Shape = shape(
    "the Components Object",
    &[
        may("schemas", Kind::SchemaComponents),
        may("responses", Components(&RESPONSE)),
        may("parameters", Components(&PARAMETER)),
        may("examples", Components(&EXAMPLE)),
        may("requestBodies", Components(&REQUEST_BODY)),
        may("headers", Components(&HEADER)),
        may("securitySchemes", Components(&SECURITY_SCHEME)),
        may("links", Components(&LINK)),
        may("callbacks", Components(&CALLBACK)),
        may("pathItems", Components(&PATH_ITEM)).since(V31),
        may("mediaTypes", Components(&MEDIA_TYPE)).since(V32),
    ],
);

static PATHS: Shape = Shape { others: Others::Paths(Kind::Use(&PATH_ITEM)), ..shape("the Paths Object", &[]) };

static PATH_ITEM: Shape = Shape {
    check: Some(rules::path_item),
    ..shape(
        "a Path Item Object",
        &[
            may("$ref", Reference),
            may("summary", Text),
            may("description", Text),
            may("get", Object(&OPERATION)),
            may("put", Object(&OPERATION)),
            may("post", Object(&OPERATION)),
            may("delete", Object(&OPERATION)),
            may("options", Object(&OPERATION)),
            may("head", Object(&OPERATION)),
            may("patch", Object(&OPERATION)),
            may("trace", Object(&OPERATION)),
            may("query", Object(&OPERATION)).since(V32),
            may("additionalOperations", Map(&OPERATION)).since(V32),
            may("servers", Uses(&SERVER)),
            may("parameters", Uses(&PARAMETER)),
        ],
    )
};

static OPERATION: Shape = Shape {
    check: Some(rules::operation),
    ..shape(
        "an Operation Object",
        &[
            may("tags", Kind::Texts(0)),
            may("summary", Text),
            may("description", Text),
            may("externalDocs", Object(&EXTERNAL_DOCS)),
            may("operationId", Text),
            may("parameters", Uses(&PARAMETER)),
            may("requestBody", Kind::Use(&REQUEST_BODY)),
            must("responses", Object(&RESPONSES)).until(V30),
            may("responses", Object(&RESPONSES)).since(V31),
            may("callbacks", Map(&CALLBACK)),
            may("deprecated", Flag),
            may("security", Uses(&SECURITY)),
            may("servers", Uses(&SERVER)),
        ],
    )
};

pub(super) static EXTERNAL_DOCS: Shape = Shape {
    check: Some(rules::external_docs),
    ..shape("the External Documentation Object", &[may("description", Text), must("url", Text)])
};

const STYLES: &[&str] = &["simple", "label", "matrix", "form", "spaceDelimited", "pipeDelimited", "deepObject", "cookie"];

static PARAMETER: Shape = Shape {
    check: Some(rules::parameter),
    ..shape(
        "a Parameter Object",
        &[
            must("name", Text),
            must("in", Word(&["query", "header", "path", "cookie"])).until(V31),
            must("in", Word(&["query", "querystring", "header", "path", "cookie"])).since(V32),
            may("description", Text),
            may("required", Flag),
            may("deprecated", Flag),
            may("allowEmptyValue", Flag),
            may("style", Word(STYLES)),
            may("explode", Flag),
            may("allowReserved", Flag),
            may("schema", Kind::Schema),
            may("example", Any),
            may("examples", Map(&EXAMPLE)),
            may("content", Map(&MEDIA_TYPE)),
        ],
    )
};

static REQUEST_BODY: Shape =
    shape("a Request Body Object", &[may("description", Text), must("content", Map(&MEDIA_TYPE)), may("required", Flag)]);

static MEDIA_TYPE: Shape = Shape {
    check: Some(rules::media_type),
    ..shape(
        "a Media Type Object",
        &[
            may("description", Text).since(V32),
            may("schema", Kind::Schema),
            may("itemSchema", Kind::Schema).since(V32),
            may("example", Any),
            may("examples", Map(&EXAMPLE)),
            may("encoding", Map(&ENCODING)),
            may("prefixEncoding", Uses(&ENCODING)).since(V32),
            may("itemEncoding", Object(&ENCODING)).since(V32),
        ],
    )
};

static ENCODING: Shape = Shape {
    check: Some(rules::encoding),
    ..shape(
        "an Encoding Object",
        &[
            may("contentType", Text),
            may("headers", Map(&HEADER)),
            may("style", Word(&["form", "spaceDelimited", "pipeDelimited", "deepObject"])),
            may("explode", Flag),
            may("allowReserved", Flag),
            may("encoding", Map(&ENCODING)).since(V32),
            may("prefixEncoding", Uses(&ENCODING)).since(V32),
            may("itemEncoding", Object(&ENCODING)).since(V32),
        ],
    )
};

static RESPONSES: Shape = Shape {
    check: Some(rules::responses),
    others: Others::Statuses(Kind::Use(&RESPONSE)),
    ..shape("the Responses Object", &[may("default", Kind::Use(&RESPONSE))])
};

static RESPONSE: Shape = shape(
    "a Response Object",
    &[
        must("description", Text).until(V31),
        may("description", Text).since(V32),
        may("summary", Text).since(V32),
        may("headers", Map(&HEADER)),
        may("content", Map(&MEDIA_TYPE)),
        may("links", Map(&LINK)),
    ],
);

static CALLBACK: Shape = Shape { others: Others::Expressions(Kind::Use(&PATH_ITEM)), ..shape("a Callback Object", &[]) };

pub(super) static EXAMPLE: Shape = Shape {
    check: Some(rules::example),
    ..shape(
        "an Example Object",
        &[
            may("summary", Text),
            may("description", Text),
            may("value", Any),
            may("externalValue", Text),
            may("dataValue", Any).since(V32),
            may("serializedValue", Text).since(V32),
        ],
    )
};

static LINK: Shape = Shape {
    check: Some(rules::link),
    ..shape(
        "a Link Object",
        &[
            may("operationRef", Text),
            may("operationId", Text),
            may("parameters", AnyMap),
            may("requestBody", Any),
            may("description", Text),
            may("server", Object(&SERVER)),
        ],
    )
};

static HEADER: Shape = Shape {
    check: Some(rules::header),
    ..shape(
        "a Header Object",
        &[
            may("description", Text),
            may("required", Flag),
            may("deprecated", Flag),
            may("allowEmptyValue", Flag).until(V30),
            may("allowReserved", Flag).until(V30),
            may("style", Word(&["simple"])),
            may("explode", Flag),
            may("schema", Kind::Schema),
            may("example", Any),
            may("examples", Map(&EXAMPLE)),
            may("content", Map(&MEDIA_TYPE)),
        ],
    )
};

static TAG: Shape = shape(
    "a Tag Object",
    &[
        must("name", Text),
        may("summary", Text).since(V32),
        may("description", Text),
        may("externalDocs", Object(&EXTERNAL_DOCS)),
        may("parent", Text).since(V32),
        may("kind", Text).since(V32),
    ],
);

pub(super) static SECURITY: Shape = Shape { others: Others::All(Kind::Texts(0)), ..shape("a Security Requirement Object", &[]) };

static SECURITY_SCHEME: Shape = Shape {
    check: Some(rules::security_scheme),
    ..shape(
        "a Security Scheme Object",
        &[
            must("type", Word(&["apiKey", "http", "oauth2", "openIdConnect"])).until(V30),
            must("type", Word(&["apiKey", "http", "mutualTLS", "oauth2", "openIdConnect"])).since(V31),
            may("description", Text),
            may("name", Text),
            may("in", Word(&["query", "header", "cookie"])),
            may("scheme", Text),
            may("bearerFormat", Text),
            may("flows", Object(&FLOWS)),
            may("openIdConnectUrl", Text),
            may("oauth2MetadataUrl", Text).since(V32),
            may("deprecated", Flag).since(V32),
        ],
    )
};

static FLOWS: Shape = Shape {
    check: Some(rules::flows),
    ..shape(
        "the OAuth Flows Object",
        &[
            may("implicit", Object(&FLOW)),
            may("password", Object(&FLOW)),
            may("clientCredentials", Object(&FLOW)),
            may("authorizationCode", Object(&FLOW)),
            may("deviceAuthorization", Object(&FLOW)).since(V32),
        ],
    )
};

static FLOW: Shape = shape(
    "an OAuth Flow Object",
    &[
        may("authorizationUrl", Text),
        may("deviceAuthorizationUrl", Text).since(V32),
        may("tokenUrl", Text),
        may("refreshUrl", Text),
        must("scopes", TextMap),
    ],
);
