//! Random documents: operations with parameters, bodies and responses around random schemas.

use serde_json::{Map, Value, json};

use super::random::Random;
use super::schemas::{Maker, Version};
use super::words::{COMPONENTS, NAMES, TEXTS};

/// The document of a seed.
pub fn document(seed: u64) -> Value {
    let mut random = Random::new(seed);
    let version = [Version::V20, Version::V30, Version::V31][random.below(3)];
    let components = random.below(8);
    let mut maker = Maker { random, version, components, floor: components };
    let mut schemas = Map::new();
    for (at, name) in COMPONENTS.iter().enumerate().take(components) {
        maker.floor = at + 1;
        schemas.insert((*name).to_owned(), maker.schema(3, true));
    }
    maker.floor = components;
    let mut paths = Map::new();
    for at in 0..maker.random.below(4) {
        let name = ["p", "p-q", "type", "P"][at];
        let method = maker.random.pick(&["get", "put", "post", "delete", "patch"]);
        paths.insert(format!("/r{at}/{{{name}}}"), json!({ method: maker.operation(at, name, method) }));
    }
    let text = maker.random.pick(TEXTS);
    let info = json!({ "title": maker.random.pick(NAMES), "version": "1", "description": text });
    match version {
        Version::V20 => json!({ "swagger": "2.0", "info": info, "paths": paths, "definitions": schemas }),
        Version::V30 => json!({ "openapi": "3.0.3", "info": info, "paths": paths, "components": { "schemas": schemas } }),
        Version::V31 => json!({ "openapi": "3.1.0", "info": info, "paths": paths, "components": { "schemas": schemas } }),
    }
}

impl Maker {
    fn operation(&mut self, at: usize, path: &str, method: &str) -> Value {
        let mut parameters = vec![self.parameter(path, "path")];
        let mut seen = Vec::new();
        for _ in 0..self.random.below(4) {
            let (name, place) = (self.random.pick(NAMES), self.random.pick(&["query", "header"]));
            // A header is named by a token.
            let token = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.$".contains(&byte));
            if token && !seen.contains(&(name.to_lowercase(), place)) {
                seen.push((name.to_lowercase(), place));
                parameters.push(self.parameter(name, place));
            }
        }
        let mut responses = Map::new();
        for _ in 0..=self.random.below(3) {
            let status = self.random.pick(&["200", "201", "404", "default"]);
            responses.insert(status.to_owned(), self.response());
        }
        let mut operation = json!({ "responses": responses });
        if self.random.once_in(2) {
            operation["operationId"] = json!(format!("{}{at}", self.random.pick(NAMES)));
        }
        if self.random.once_in(2) {
            operation["tags"] = json!([self.random.pick(NAMES)]);
        }
        if matches!(method, "put" | "post" | "patch") && self.random.once_in(2) {
            let schema = self.schema(2, false);
            if self.version == Version::V20 {
                parameters.push(json!({ "name": "body", "in": "body", "schema": schema }));
            } else {
                operation["requestBody"] = json!({ "required": self.random.once_in(2), "content": self.content(&schema) });
            }
        }
        operation["parameters"] = Value::Array(parameters);
        operation
    }

    fn parameter(&mut self, name: &str, place: &str) -> Value {
        let required = place == "path" || self.random.once_in(3);
        let mut parameter = json!({ "name": name, "in": place, "required": required });
        if self.version == Version::V20 {
            parameter["type"] = json!(self.random.pick(&["string", "integer", "boolean"]));
        } else {
            parameter["schema"] = self.schema(1, false);
            if place == "query" && self.random.once_in(4) {
                parameter["style"] = json!(self.random.pick(&["form", "deepObject", "pipeDelimited"]));
            }
        }
        parameter
    }

    fn content(&mut self, schema: &Value) -> Value {
        let types = [
            "application/json",
            "application/x-www-form-urlencoded",
            "multipart/form-data",
            "text/plain",
            "application/xml",
            "*/*",
        ];
        let mut content = Map::new();
        for _ in 0..=self.random.below(2) {
            content.insert(self.random.pick(&types).to_owned(), json!({ "schema": schema }));
        }
        Value::Object(content)
    }

    fn response(&mut self) -> Value {
        let mut response = json!({ "description": self.random.pick(TEXTS) });
        if self.random.once_in(2) {
            let schema = self.schema(2, false);
            if self.version == Version::V20 {
                response["schema"] = schema;
            } else {
                response["content"] = self.content(&schema);
                if self.random.once_in(3) {
                    response["headers"] = json!({ "X-Rate": { "schema": self.schema(0, false) } });
                }
            }
        }
        response
    }
}
