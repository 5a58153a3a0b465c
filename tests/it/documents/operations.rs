//! Random documents: operations with parameters, bodies and responses around random schemas.

use std::collections::BTreeSet;

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use serde_json::{Map, Value, json};

use super::schemas::{Choice, Scope, Version, merged};
use super::words::{COMPONENTS, NAMES, TEXTS};

/// The parameters in the paths of a document's operations.
const IN_PATHS: [&str; 3] = ["p", "p-q", "type"];

/// Any document.
pub fn document() -> impl Strategy<Value = Value> {
    let versions = select(vec![Version::V20, Version::V30, Version::V31, Version::V32]);
    (versions, subsequence(COMPONENTS, 0..8).prop_shuffle()).prop_flat_map(|(version, names)| {
        let scope = Scope { version, floor: names.len(), names };
        let behind = |at: usize| Scope { floor: at + 1, ..scope.clone() };
        let schemas: Vec<Choice> = (0..scope.names.len()).map(|at| behind(at).schema(3, true)).collect();
        let operations = vec(scope.operation(), 0..=IN_PATHS.len());
        (schemas, operations, select(NAMES), select(TEXTS)).prop_map(move |(schemas, operations, title, text)| {
            let names = scope.names.iter().map(|name| (*name).to_owned());
            let info = json!({ "title": title, "version": "1", "description": text });
            assembled(version, &info, &names.zip(schemas).collect(), operations)
        })
    })
}

fn assembled(version: Version, info: &Value, schemas: &Map<String, Value>, operations: Vec<(&str, Value)>) -> Value {
    let mut paths = Map::new();
    for (at, ((method, mut operation), name)) in operations.into_iter().zip(IN_PATHS).enumerate() {
        if let Some(Value::String(id)) = operation.get_mut("operationId") {
            id.push_str(&at.to_string());
        }
        operation["parameters"][0]["name"] = json!(name);
        paths.insert(format!("/r{at}/{{{name}}}"), json!({ method: operation }));
    }
    let components = || json!({ "schemas": schemas });
    match version {
        Version::V20 => json!({ "swagger": "2.0", "info": info, "paths": paths, "definitions": schemas }),
        Version::V30 => json!({ "openapi": "3.0.3", "info": info, "paths": paths, "components": components() }),
        Version::V31 => json!({ "openapi": "3.1.0", "info": info, "paths": paths, "components": components() }),
        Version::V32 => json!({ "openapi": "3.2.0", "info": info, "paths": paths, "components": components() }),
    }
}

/// An object with this member, or without.
fn maybe(key: &'static str, value: impl Strategy<Value = Value> + 'static) -> Choice {
    option::of(value).prop_map(move |value| value.map_or(json!({}), |value| json!({ key: value }))).boxed()
}

impl Scope {
    /// A method and an operation. Its first parameter is in the path and has no name yet.
    fn operation(&self) -> impl Strategy<Value = (&'static str, Value)> + use<> {
        // A header is named by a token.
        let token =
            |name: &&str| !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.$".contains(&byte));
        let tokens: Vec<&str> = NAMES.iter().copied().filter(token).collect();
        let parameters = vec((select(tokens), self.parameter(select(&["query", "header"]).boxed())), 0..4);
        let responses = vec((select(&["200", "201", "404", "default"]), self.response()), 1..4);
        let described = (
            maybe("operationId", select(NAMES).prop_map(Value::from)),
            maybe("tags", select(NAMES).prop_map(|tag| json!([tag]))),
            responses.prop_map(|list| json!({ "responses": object(list) })),
        );
        let described = described.prop_map(|(id, tags, responses)| merged(merged(responses, id), tags));
        let bodiless = (select(&["get", "delete"]), Just(json!({})));
        let method = prop_oneof![bodiless, (select(&["put", "post", "patch"]), self.body())];
        (method, described, self.parameter(Just("path").boxed()), parameters).prop_map(
            |((method, body), described, path, others)| {
                let mut seen = BTreeSet::new();
                let named = others.into_iter().map(|(name, parameter)| merged(parameter, json!({ "name": name })));
                let distinct = named.filter(|it| seen.insert((it["name"].to_string().to_lowercase(), it["in"].to_string())));
                let mut parameters: Vec<Value> = std::iter::once(path).chain(distinct).collect();
                if let Some(body) = body.get("inParameters") {
                    parameters.push(body.clone());
                    return (method, merged(described, json!({ "parameters": parameters })));
                }
                (method, merged(merged(described, body), json!({ "parameters": parameters })))
            },
        )
    }

    fn parameter(&self, place: BoxedStrategy<&'static str>) -> Choice {
        let required =
            (place, 0..3_u8).prop_map(|(place, third)| json!({ "in": place, "required": place == "path" || third == 2 }));
        let described = if self.version == Version::V20 {
            select(&["string", "integer", "boolean"]).prop_map(|name| json!({ "type": name })).boxed()
        } else {
            let styles = select(&["form", "deepObject", "pipeDelimited"]).prop_map(Value::from);
            (self.schema(1, false), maybe("style", styles))
                .prop_map(|(schema, style)| merged(json!({ "schema": schema }), style))
                .boxed()
        };
        let parameter = (required, described).prop_map(|(required, described)| merged(required, described));
        // Other places have styles of their own.
        let styled = |mut parameter: Value| {
            let styled = parameter["in"] == "query";
            parameter.as_object_mut().filter(|_| !styled).map(|members| members.shift_remove("style"));
            parameter
        };
        parameter.prop_map(styled).boxed()
    }

    /// A request body, or none. Of Swagger it is a parameter.
    fn body(&self) -> Choice {
        if self.version == Version::V20 {
            let body = self.schema(2, false).prop_map(|schema| json!({ "name": "body", "in": "body", "schema": schema }));
            return maybe("inParameters", body);
        }
        maybe(
            "requestBody",
            (any::<bool>(), self.content()).prop_map(|(required, content)| merged(json!({ "required": required }), content)),
        )
    }

    fn content(&self) -> Choice {
        let types = &[
            "application/json",
            "application/x-www-form-urlencoded",
            "multipart/form-data",
            "multipart/mixed",
            "multipart/related",
            "text/plain",
            "application/xml",
            "*/*",
        ];
        let plain = (select(types), self.schema(2, false).prop_map(|schema| json!({ "schema": schema })));
        let media = vec(prop_oneof![3 => plain, 1 => self.parts()], 1..3);
        media.prop_map(|list| json!({ "content": object(list) })).boxed()
    }

    /// Several parts that are said to be written in some way.
    fn parts(&self) -> BoxedStrategy<(&'static str, Value)> {
        let header = maybe("headers", self.schema(1, false).prop_map(|schema| json!({ "X-Part": { "schema": schema } })));
        let media_type = maybe(
            "contentType",
            select(&["application/json", "image/png, image/*", "text/plain", "multipart/mixed"]).prop_map(Value::from),
        );
        let encoding = (header, media_type).prop_map(|(header, media_type)| merged(header, media_type)).boxed();
        let by_name = (self.schema(2, false), vec((select(NAMES), encoding.clone()), 0..3));
        let by_name = by_name.prop_map(|(schema, list)| json!({ "schema": schema, "encoding": object(list) }));
        if self.version < Version::V32 {
            return (select(&["multipart/form-data", "multipart/mixed"]), by_name).boxed();
        }
        let (prefix, others) =
            (maybe("prefixEncoding", vec(encoding.clone(), 0..3).prop_map(Value::from)), maybe("itemEncoding", encoding));
        let item = self.schema(2, false).prop_map(|schema| json!({ "itemSchema": schema }));
        let by_position = (item, prefix, others).prop_map(|(item, prefix, others)| merged(merged(item, prefix), others));
        (select(&["multipart/form-data", "multipart/mixed", "multipart/related"]), prop_oneof![by_name, by_position]).boxed()
    }

    fn response(&self) -> Choice {
        let holds = if self.version == Version::V20 {
            maybe("schema", self.schema(2, false))
        } else {
            let headers = maybe("headers", self.schema(0, false).prop_map(|schema| json!({ "X-Rate": { "schema": schema } })));
            prop_oneof![Just(json!({})), (self.content(), headers).prop_map(|(content, headers)| merged(content, headers))].boxed()
        };
        (select(TEXTS), holds).prop_map(|(text, holds)| merged(json!({ "description": text }), holds)).boxed()
    }
}

fn object(members: Vec<(&str, Value)>) -> Value {
    members.into_iter().map(|(name, value)| (name.to_owned(), value)).collect::<Map<_, _>>().into()
}
