//! Requests that are not served, and how they are answered in each envelope.

use wiretype_runtime::http::Envelope::{self, Arm, OData, Problem};

use super::module::{ask, router};

const PUT: &str = "PUT /subscriptions/0f8fad5b-d9cb-469f-a165-70867728950e/connections/abc";
const GET: &str = "GET /subscriptions/0f8fad5b-d9cb-469f-a165-70867728950e/connections/abc";
const JSON: &str = "content-type: application/json\n";
const HEAD: &str = "?api-version=1\nauthorization: Bearer abc\ncontent-type: application/json\n\n";

/// The status, headers and body that answer a request.
fn check(envelope: Envelope, request: &str, status: u16, headers: &[&str], body: &str) {
    let media_type = if envelope == Problem { "application/problem+json" } else { "application/json" };
    let mut want = status.to_string();
    for header in headers {
        want.push_str(&format!("\n{header}"));
    }
    if !body.is_empty() {
        want.push_str(&format!("\ncontent-type: {media_type}\n\n{body}"));
    }
    assert_eq!(ask(router(envelope), request), want, "{request}");
}

/// The answer to an update with this body, as `Problem`.
fn put(envelope: Envelope, body: &str, want: &str) {
    check(envelope, &format!("{PUT}{HEAD}{body}"), 400, &[], want);
}

#[test]
fn no_such_place() {
    check(Arm, "GET /no", 404, &[], r#"{"error":{"code":"ResourceNotFound","message":"Nothing is found at `/no`."}}"#);
    let id =
        r#"{"error":{"code":"ResourceNotFound","message":"Nothing is found at `/no`.","innerError":{"client-request-id":"17"}}}"#;
    check(OData, "GET /no\nclient-request-id: 17", 404, &[], id);
    let problem = r#"{"type":"about:blank","title":"Not Found","status":404,"detail":"Nothing is found at `/no`."}"#;
    check(Problem, "GET /no", 404, &[], problem);
    let allow = &["allow: DELETE, OPTIONS, POST"];
    let message = r#"{"error":{"code":"MethodNotAllowed","message":"`PATCH` is not allowed here, only DELETE, OPTIONS, POST."}}"#;
    check(Arm, "PATCH /things", 405, allow, message);
    check(OData, "OPTIONS /things", 204, allow, "");
    let problem = r#"{"type":"about:blank","title":"Not Implemented","status":501,"detail":"The operation is not implemented."}"#;
    check(Problem, "DELETE /things", 501, &[], problem);
    check(
        OData,
        "DELETE /things",
        501,
        &[],
        r#"{"error":{"code":"NotImplemented","message":"The operation is not implemented."}}"#,
    );
}

#[test]
fn no_credentials() {
    let bearer = &[r#"www-authenticate: Bearer realm="Test \"API\"", scope="user_impersonation""#];
    let arm = r#"{"error":{"code":"AuthenticationFailed","message":"Access needs a bearer token in the `Authorization` header."}}"#;
    let odata = arm.replace("AuthenticationFailed", "InvalidAuthenticationToken");
    check(Arm, PUT, 401, bearer, arm);
    for authorization in ["Bearer", "Bearer ", "Basic abc", "Bearer a b", "Bearer ?", "abc"] {
        check(OData, &format!("{PUT}\nauthorization: {authorization}"), 401, bearer, &odata);
    }
    let several = &[
        r#"www-authenticate: ApiKey realm="Test \"API\"", in="header", name="X-Key""#,
        r#"www-authenticate: ApiKey realm="Test \"API\"", in="query", name="key""#,
        r#"www-authenticate: Basic realm="Test \"API\"", charset="UTF-8""#,
    ];
    let message = "Access needs a key in the header `X-Key`, or a key in the query parameter `key` and a user name and password in \
                   the `Authorization` header (scheme `Basic`).";
    let problem = format!(r#"{{"type":"about:blank","title":"Unauthorized","status":401,"detail":"{message}"}}"#);
    for rest in ["", "?key=1", "?key=\nauthorization: Basic abc", "\nauthorization: Basic abc", "\nx-key: "] {
        check(Problem, &format!("{GET}{rest}"), 401, several, &problem);
    }
    for rest in ["\nx-key: 1", "?key=1\nauthorization: basic YTpi"] {
        assert!(ask(router(Problem), &format!("{GET}{rest}")).starts_with("200"), "{rest}");
    }
}

#[test]
fn media_types_and_sizes() {
    let bearer = "?api-version=1\nauthorization: Bearer a\n";
    let refused = |message: &str| format!(r#"{{"error":{{"code":"UnsupportedMediaType","message":"{message}"}}}}"#);
    let accept = &["accept: application/json"];
    let missing = refused("The request body needs a `Content-Type`: application/json.");
    check(OData, &format!("{PUT}{bearer}\n{{}}"), 415, accept, &missing);
    for wrong in ["text/plain", "application/jsonx", "application/json; charset=utf-16", "json", "application/merge-patch+json"] {
        let message = refused(&format!("The request body must be application/json, not `{wrong}`."));
        check(Arm, &format!("{PUT}{bearer}content-type: {wrong}\n\n{{}}"), 415, accept, &message);
    }
    let message = refused("The request body must not be compressed.");
    check(Arm, &format!("{PUT}{bearer}{JSON}content-encoding: gzip\n\nx"), 415, &["accept-encoding: identity"], &message);
    let message = r#"{"error":{"code":"RequestEntityTooLarge","message":"The request body is larger than 1000 bytes."}}"#;
    check(Arm, &format!("{PUT}{HEAD}{}", " ".repeat(1001)), 413, &[], message);
    check(OData, &format!("{PUT}{bearer}{JSON}content-length: 1001\n\n{{}}"), 413, &[], message);
    for right in
        ["application/json; charset=UTF-8", "Application/JSON", "application/json;odata.metadata=minimal;IEEE754Compatible=true"]
    {
        let answer = ask(router(Arm), &format!("{PUT}{bearer}content-type: {right}\n\n{{}}"));
        assert!(answer.starts_with("200"), "{right}: {answer}");
    }
}

#[test]
fn malformed_bodies() {
    let refused =
        |code: &str, message: &str| format!(r#"{{"error":{{"code":"{code}","message":"The request body is {message}."}}}}"#);
    put(Arm, "{\n  \"a\": tru", &refused("InvalidRequestContent", "not JSON: expected true, at line 2, column 8"));
    put(OData, &"[".repeat(200), &refused("BadRequest", "nested too deeply, at line 1, column 129"));
    put(OData, "{} x", &refused("BadRequest", "not JSON: expected the end of the text, at line 1, column 4"));
    put(OData, " ", &refused("BadRequest", "not JSON: expected a value, at line 1, column 2"));
    assert!(ask(router(Arm), &format!("{PUT}{HEAD}\u{feff}{{}}")).starts_with("200"), "a byte order mark");
    assert!(ask(router(Arm), &format!("{PUT}{HEAD}\u{feff}\u{feff}{{}}")).starts_with("400"), "two of them");
}

#[test]
fn violations() {
    let body = r#"{"id":7,"properties":{},"tags":[1,"a"]}"#;
    let lead = "`/properties` in the request body: member `status` is missing.";
    let second = "`/tags/0` in the request body must be a string.";
    let facts = [
        r#""pointer":"/properties","rule":"required","limit":"status""#,
        r#""pointer":"/tags/0","rule":"type","limit":"string","found":"1""#,
    ];
    let [first_facts, second_facts] = facts;
    put(
        Arm,
        body,
        &format!(
            r#"{{"error":{{"code":"InvalidRequestContent","message":"{lead} And 1 more problem.","details":[{{"code":"Required","message":"{lead}","target":"properties.status","additionalInfo":[{{"type":"Violation","info":{{{first_facts}}}}}]}},{{"code":"Type","message":"{second}","target":"tags[0]","additionalInfo":[{{"type":"Violation","info":{{{second_facts}}}}}]}}]}}}}"#
        ),
    );
    put(
        OData,
        body,
        &format!(
            r#"{{"error":{{"code":"Request_BadRequest","message":"{lead} And 1 more problem.","details":[{{"code":"Required","message":"{lead}","target":"properties/status"}},{{"code":"Type","message":"{second}","target":"tags/0"}}],"innerError":{{"violations":[{{{first_facts}}},{{{second_facts}}}]}}}}}}"#
        ),
    );
    put(
        Problem,
        body,
        &format!(
            r#"{{"type":"about:blank","title":"Bad Request","status":400,"detail":"{lead} And 1 more problem.","errors":[{{{first_facts},"detail":"{lead}"}},{{{second_facts},"detail":"{second}"}}]}}"#
        ),
    );
}

/// The code and the targets of all details.
fn arm(request: &str, want: &str) {
    let answer = ask(router(Arm), request);
    let body = answer.split_once("\n\n").expect("a body").1;
    let body = wiretype_runtime::json::Value::parse(body.as_bytes()).expect("JSON");
    let text = |value: Option<&wiretype_runtime::json::Value>| value.and_then(|value| value.as_str()).unwrap_or("-").to_owned();
    let mut found = text(body.pointer("/error/code"));
    for detail in body.pointer("/error/details").and_then(|details| details.as_array()).unwrap_or_default() {
        found.push_str(&format!(" {}:{}", text(detail.get("code")), text(detail.get("target"))));
    }
    assert_eq!(found, want, "{request}");
}

#[test]
fn all_at_once() {
    let token = "authorization: Bearer a";
    arm(&format!("{PUT}\n{token}"), "MissingApiVersionParameter MissingApiVersionParameter:api-version Required:-");
    arm(&format!("{PUT}?api-version=\n{token}"), "InvalidApiVersionParameter MinLength:api-version Required:-");
    arm(&format!("{PUT}?API-Version=1\n{token}\n{JSON}\n[]"), "InvalidRequestContent Type:-");
    arm(
        &format!("PUT /SUBSCRIPTIONS/x/Connections/ABC?api-version=1\n{token}\n{JSON}\n{{\"tags\":{{}}}}"),
        "InvalidRequestContent Format:subscriptionId Pattern:name Type:tags",
    );
    arm("GET /SUBSCRIPTIONS/x/Connections/%FF?$top=a\nx-key: 1", "InvalidParameter Format:subscriptionId Style:name Type:$top");
}
