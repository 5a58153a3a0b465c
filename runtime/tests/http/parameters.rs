//! Parameters of a request, from each place, as the values that an operation gets.

use wiretype_runtime::http::Envelope::Problem;

use super::module::{ask, router};

/// The parameters of `/search` as an object, or the rules that are broken.
fn check(request: &str, want: &str) {
    let answer = ask(router(Problem), request);
    let body = answer.split_once("\n\n").map_or("", |(_, body)| body);
    let value = wiretype_runtime::json::Value::parse(body.as_bytes()).expect("JSON");
    let found = match value.get("errors").and_then(|errors| errors.as_array()) {
        None => body.to_owned(),
        Some(errors) => {
            let text = |error: &wiretype_runtime::json::Value, name| {
                error.get(name).and_then(|text| text.as_str()).unwrap_or_default().to_owned()
            };
            let line = |error| {
                format!("{} {}{} {}", text(error, "in"), text(error, "parameter"), text(error, "pointer"), text(error, "rule"))
            };
            errors.iter().map(line).collect::<Vec<_>>().join(", ")
        }
    };
    assert_eq!(found, want, "{request}");
}

#[test]
fn values() {
    check("GET /search", "{}");
    check("GET /search?", "{}");
    check("GET /search?&&=&unknown=1", "{}");
    check("GET /search?ids=1&ids=2", r#"{"ids":[1,2]}"#);
    check("GET /search?%69ds=%31", r#"{"ids":[1]}"#);
    check("GET /search?filter[age]=3&filter[name]=a+b&filter%5Bon%5D=true", r#"{"filter":{"age":3,"name":"a b","on":true}}"#);
    check("GET /search\ncookie: a=b; session=x%20y;c=d", r#"{"session":"x y"}"#);
    check("GET /search\ncookie: session=near; session=far", r#"{"session":"near"}"#);
    check(
        "GET /search\nx-ms-meta-age: 3\nX-MS-Meta-tags: a, b\nx-ms-meta-other: é",
        r#"{"x-ms-meta":{"age":3,"tags":["a","b"],"other":"é"}}"#,
    );
    check("GET /search?where={%22R%22:1}", r#"{"where":{"R":1}}"#);
    check("GET /search?flag", r#"{"flag":true}"#);
    check("GET /search?flag=", r#"{"flag":true}"#);
    check("GET /search?flag=false", r#"{"flag":false}"#);
    check("GET /search\nx-rate: 1,2\nx-rate: 3", r#"{"X-Rate":[1,2,3]}"#);
    check("GET /f(x='a%2Fb,y=''',y=3)", r#"{"x":"a/b,y='","y":3}"#);
    check("GET /f(y=3,x='')", r#"{"x":"","y":3}"#);
    check("GET /f(y=@q,x=@p)?@p='a'&@q=4", r#"{"x":"a","y":4}"#);
}

#[test]
fn wrong_values() {
    check("GET /search?ids=1&ids=x&ids=1.5&ids=4", "query ids maxItems, query ids/1 type, query ids/2 type");
    check("GET /search?ids=%FF", "query ids style");
    check("GET /search?filter[age]=q&filter[color][R]=x", "query filter/age type, query filter/color/R type");
    check("GET /search?filter[a[b]=1", r#"{"filter":{"a[b":"1"}}"#);
    check("GET /search?filter[age]=1&filter[age]=2", "query filter/age type");
    check(&format!("GET /search?filter{}=1", "[a]".repeat(20)), "query filter style");
    check("GET /search?where={", "query where style");
    check("GET /search?where={%22R%22:%22x%22}", "query where/R type");
    check("GET /search?flag=1", "query flag type");
    check("GET /search\nx-rate: 1,,2", "header X-Rate/1 type");
    check(
        "GET /search?ids=x&where=1&flag=x\nx-rate: x",
        "query ids/0 type, query where type, query flag type, header X-Rate/0 type",
    );
    check("GET /f(x=p,y=@q)", "path x style, path y style");
    check("GET /f(x='p',y='1')", "path y type");
}
