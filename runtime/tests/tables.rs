//! Tables as text: every line is decoded into the schema that it says, or into one that accepts nothing.
#![allow(clippy::unwrap_used)]

use wiretype_runtime::json::Value;
use wiretype_runtime::schema::{ALL, CREATE, READ, SchemaRef, Table, UPDATE, Views};
use wiretype_runtime::validate::{Options, is_valid};

static TABLE: Table = Table::new(
    r##"
0 true
1 false
2 {"type":"string"}
3 {"type":["null","integer"],"minimum":-1.5,"exclusiveMaximum":1e2}
4 {"name":"Thing","namespace":"my.api","type":"object","properties":{"id":[2,"r"],"n":3,"é\u0022":2},"required":["n",["id","r"]],"additionalProperties":1}
5 {"enum":["a#",{"x":[1,null]},1.0]}
6 {"type":"string","minLength":1,"maxLength":3,"pattern":"^\\d+$"}
7 {"type":"array","prefixItems":[2],"items":3,"minItems":1,"maxItems":3,"uniqueItems":true}
8 {"type":"array","contains":2,"minContains":2,"maxContains":3}
9 {"name":"Any","oneOf":[2,3],"not":6}
10 {"if":2,"then":6,"else":3}
11 {"type":"object","patternProperties":{"^\\d":2,"^\\d+$":3},"propertyNames":12,"minProperties":1,"maxProperties":2}
12 {"maxLength":2}
13 {"type":"object","dependentRequired":{"a":["b","c"]},"dependentSchemas":{"d":4},"unevaluatedProperties":0}
14 {"type":"object","properties":{"k":2},"discriminator":{"propertyName":"k","mapping":{"#thing":4},"typeUri":true}}
15 {"name":"Ref","$ref":2}
16 {"$dynamicRef":["node",2],"$dynamicAnchors":{"node":3}}
17 {"$ref":16,"$dynamicAnchors":{"node":3}}
18 {"type":"string","enum":["a","b"],"flags":true}
19 {"type":"object","properties":{"a":2},"unevaluatedProperties":1,"annotations":true}
20 {"type":"array","prefixItems":[2],"unevaluatedItems":1}
21 {"type":"string","format":"uuid","secret":true,"open":true}
22 {"formatMinimum":"2000-01-01","formatExclusiveMaximum":"2100-01-01"}
23 {"formatExclusiveMinimum":"2000-01-01T01:00:00+01:00","formatMaximum":"2000-01-02T00:00:00Z"}
24 {"type":"string","format":"byte","maxBytes":1}
"##,
);

fn accepts(table: &'static Table, index: u32, json: &str, views: Views) -> bool {
    let value = Value::parse(json.as_bytes()).unwrap();
    is_valid(&value, SchemaRef { table, index }, views, &Options::default())
}

#[test]
fn schemas() {
    let cases: &[(u32, &[&str], &[&str])] = &[
        (0, &["1", "null"], &[]),
        (1, &[], &["1", "null"]),
        (2, &[r#""""#], &["1"]),
        (3, &["null", "-1", "99"], &["-2", "100", "0.5", "[]"]),
        (
            4,
            &[r#"{"n":1,"id":"x"}"#, r#"{"n":1,"id":"","é\"":"x"}"#],
            &[r#"{"id":"x"}"#, r#"{"n":1}"#, r#"{"n":1,"id":"x","y":1}"#],
        ),
        (5, &[r#""a#""#, r#"{"x":[1.0,null]}"#, "1"], &[r#""a""#, r#"{"x":[]}"#, "2"]),
        (6, &[r#""12""#], &[r#""""#, r#""1234""#, r#""x""#]),
        (7, &[r#"["a"]"#, r#"["a",1,2]"#], &["[]", "[1]", r#"["a",1,1]"#, r#"["a",1,2,3]"#, r#"["a","b"]"#]),
        (8, &[r#"["a","b",1]"#], &[r#"["a"]"#, r#"["a","b","c","d"]"#]),
        (9, &["1", r#""x""#], &["[]", r#""1""#]),
        (10, &[r#""1""#, "1"], &[r#""x""#, "[]"]),
        (11, &[r#"{"1x":"a"}"#, r#"{"x":1}"#], &["{}", r#"{"1x":1}"#, r#"{"12":"a"}"#, r#"{"abc":1}"#, r#"{"a":1,"b":1,"c":1}"#]),
        (13, &[r#"{"a":1,"b":1,"c":1}"#, "{}"], &[r#"{"a":1,"b":1}"#, r#"{"d":1}"#]),
        (14, &["{}", r#"{"k":"other"}"#], &[r##"{"k":"#thing"}"##, r#"{"k":1}"#]),
        (16, &["1"], &[r#""x""#]),
        (18, &[r#""a,b""#], &[r#""a,c""#]),
        (19, &[r#"{"a":"x"}"#, r#"{"a":"x","@note":1}"#], &[r#"{"b":1}"#]),
        (20, &[r#"["a"]"#], &[r#"["a",1]"#]),
        (21, &[r#""00000000-0000-0000-0000-000000000000""#], &[r#""x""#]),
        (24, &[r#""""#, r#""AA==""#, r#""AA""#], &[r#""AAA=""#, r#""AAAA""#]),
        (22, &[r#""2000-01-01""#, r#""x""#, "1"], &[r#""1999-12-31""#, r#""2100-01-01""#]),
        (23, &[r#""2000-01-01T00:00:00.1Z""#], &[r#""2000-01-01T00:00:00Z""#, r#""2000-01-02T00:00:00.000000001Z""#]),
    ];
    for (index, valid, invalid) in cases {
        valid.iter().for_each(|json| assert!(accepts(&TABLE, *index, json, ALL), "{index} {json}"));
        invalid.iter().for_each(|json| assert!(!accepts(&TABLE, *index, json, ALL), "{index} {json}"));
    }
    assert!(accepts(&TABLE, 4, r#"{"n":1,"id":1}"#, CREATE | UPDATE) && !accepts(&TABLE, 4, r#"{"n":1,"id":1}"#, READ));
    assert!(TABLE.schemas()[21].secret);
}

#[test]
fn what_rows_share() {
    let patterns: Vec<_> = TABLE.schemas().iter().filter_map(|schema| schema.text?.pattern).collect();
    let of_names = TABLE.schemas()[11].object.unwrap().pattern_properties;
    assert!(std::ptr::eq(patterns[0], of_names[1].0) && !std::ptr::eq(patterns[0], of_names[0].0));
    let anchors = |index: usize| TABLE.schemas()[index].logic.unwrap().dynamic_anchors;
    assert!(std::ptr::eq(anchors(16), anchors(17)));
    assert_eq!(TABLE.names(), [("Any", 9), ("Ref", 15), ("my.api.Thing", 4)]);
}

#[test]
fn lines_that_are_no_schema_accept_nothing() {
    let lines = [
        r#"0 {"type":"string","#,
        r#"0 {"type":"text"}"#,
        r#"0 {"type":"string","new":1}"#,
        r#"0 {"properties":{"a":[0]}}"#,
        r#"0 {"properties":{"a":[0,"x"]}}"#,
        r#"0 {"minLength":-1}"#,
        r#"0 {"minimum":"1"}"#,
        r#"0 {"items":4294967296}"#,
        "0 {} {}",
        "1 {}",
        "0{}",
        "0",
        "no table",
    ];
    for line in lines {
        let table: &'static Table = Box::leak(Box::new(Table::new(line)));
        for json in ["null", "1", r#""x""#, "[]", "{}"] {
            assert!(!accepts(table, 0, json, ALL), "{line} accepts {json}");
        }
        assert!(table.names().is_empty());
    }
    assert!(Table::new("").schemas().is_empty());
}
