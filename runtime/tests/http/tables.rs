//! Routes as text: a line is decoded into the route that it says, or into one that no request is for.

use wiretype_runtime::http::{Api, Envelope, Param, Place, Route, RouteText, Scheme, Style};
use wiretype_runtime::schema::{CREATE, READ, SchemaRef, Table, UPDATE};

static TABLE: Table = Table::new("0 true");

static API: Api = Api::new(
    "Test",
    Envelope::Problem,
    &TABLE,
    RouteText {
        parameters: r#"
0 {"name":"a","in":"path","schema":7}
1 {"name":"b","in":"query","explode":false,"required":true,"schema":0}
2 {"name":"c","in":"header","style":"matrix","explode":true,"json":true,"prefix":"x-","default":{"d":[1]},"schema":0}
3 {"name":"d","in":"cookie","allowReserved":true,"allowEmptyValue":true,"schema":0}
4 {"name":"no schema","in":"query"}
5 {"name":"no place","in":"body","schema":0}
"#,
        security: r#"
0 [{"bearer":["read","write"]},{"basic":[],"header X Key":[]},{}]
1 [{"http digest":[],"mutualTLS":[],"cookie c":[]}]
2 [{"rot13":[]}]
"#,
        responses: r#"
0 {"200":{"application/json":7,"text/json":1},"202":{},"4XX":{"application/problem+json":8},"default":{"*/*":9}}
1 {"2YY":{"application/json":7}}
"#,
        routes: r#"
0 {"GET":"/things/{a}/x({b},c={c})","parameters":[0,1],"security":0,"view":"r"}
1 {"PATCH":"/things/{a}/x({b},c={c})","parameters":[0,1],"ignoreCase":true,"body":{"application/json":"json","text/*":"text"}}
2 {"POST":"/","query":{"comp":"list","version":null},"optionalBody":{"*/*":"binary"},"security":1}
3 {"GET":"","parameters":[3,2]}
4 {"COPY":"/{path*}/a%20b","template":"/{+path}/a b%2Fc%7B/{%2Bd%7D}"}
5 {"GET":"/4","parameters":[4]}
6 {"GET":"/5","parameters":[5]}
7 {"GET":"/6","parameters":[6]}
8 {"GET":"/7","security":2}
9 {"GET":"/8","security":3}
10 {"GET":"/{open"}
11 {"GET":"/9","new":1}
12 {"GET":"/%ff"}
13 {"GET":"/10","responses":1}
14 {"GET":"/11","responses":0}
16 {"GET":"/13"}
"#,
    },
);

fn check(index: usize, expected: &str) {
    let route = &API.routes()[index];
    let Route { method, segments, query, ignore_case, body, security, views, .. } = route;
    let segments: Vec<_> = segments.iter().map(|segment| segment.0).collect();
    let params: Vec<&str> = route.params.iter().map(|param| param.name).collect();
    let body =
        body.map(|body| (body.required, body.contents.iter().map(|media| (media.media_type, media.kind)).collect::<Vec<_>>()));
    let needs = |needs: &&'static [_]| needs.iter().map(|need: &wiretype_runtime::http::Need| (need.scheme, need.scopes)).collect();
    let security: Vec<Vec<(Scheme, _)>> = security.iter().map(needs).collect();
    let views = [(READ, "read"), (CREATE, "create"), (UPDATE, "update")].iter().find(|(bits, _)| bits == views).unwrap().1;
    let found = format!("{method} {segments:?} {query:?} {ignore_case} {params:?} {body:?} {security:?} {views}");
    assert_eq!(found, expected, "{index}");
}

#[test]
fn routes() {
    let path = r#"[[Literal("things")], [Param("a")], [Literal("x("), Param("b"), Literal(",c="), Param("c"), Literal(")")]]"#;
    let scopes = r#"[[(Bearer, ["read", "write"])], [(Basic, []), (ApiKey { place: Header, name: "X Key" }, [])], []]"#;
    check(0, &format!(r#"GET {path} [] false ["a", "b"] None {scopes} read"#));
    let body = r#"Some((true, [("application/json", Json), ("text/*", Text)]))"#;
    check(1, &format!(r#"PATCH {path} [] true ["a", "b"] {body} [] update"#));
    let needs = r#"[[(Http("digest"), []), (MutualTls, []), (ApiKey { place: Cookie, name: "c" }, [])]]"#;
    let query = r#"[("comp", Some("list")), ("version", None)]"#;
    check(2, &format!(r#"POST [[]] {query} false [] Some((false, [("*/*", Binary)])) {needs} create"#));
    check(3, r#"GET [] [] false ["d", "c"] None [] create"#);
    check(4, r#"COPY [[Rest("path")], [Literal("a b/c{")], [Param("+d}")]] [] false [] None [] create"#);
}

#[test]
fn responses() {
    let bodies = |index: usize| {
        let bodies = API.routes()[index].responses.iter();
        let contents = |contents: &[(&str, SchemaRef)]| contents.iter().map(|(_, schema)| schema.index).collect::<Vec<_>>();
        bodies.map(|bodies| (bodies.from, bodies.to, contents(bodies.contents))).collect::<Vec<_>>()
    };
    assert_eq!(bodies(14), [(200, 200, vec![7, 1]), (202, 202, vec![]), (400, 499, vec![8]), (0, u16::MAX, vec![9])]);
    assert_eq!((API.routes()[13].method, bodies(0)), ("", vec![]));
}

#[test]
fn parameters() {
    let routes = API.routes();
    let show = |param: &Param| {
        let Param { place, style, explode, required, allow_reserved, allow_empty, json, prefix, default, .. } = param;
        format!(
            "{place:?} {style:?} {explode} {required} {allow_reserved} {allow_empty} {json} {prefix:?} {default:?} {}",
            param.schema.index
        )
    };
    assert_eq!(show(&routes[0].params[0]), "Path Simple false true false false false None None 7");
    assert_eq!(show(&routes[0].params[1]), "Query Form false true false false false None None 0");
    assert_eq!(show(&routes[3].params[1]), r#"Header Matrix true false false false true Some("x-") Some("{\"d\":[1]}") 0"#);
    assert_eq!(show(&routes[3].params[0]), "Cookie Form true false true true false None None 0");
    assert!(std::ptr::eq(routes[0].params, routes[1].params) && std::ptr::eq(routes[0].segments, routes[1].segments));
    assert_eq!((routes[0].params[0].place, routes[3].params[1].style), (Place::Path, Style::Matrix));
}

#[test]
fn lines_that_are_no_route_are_found_nowhere() {
    assert_eq!(API.routes().len(), 16);
    for route in API.routes()[5..].iter().filter(|route| route.path != "/11") {
        assert_eq!(route.method, "", "{}", route.path);
    }
}
