//! Types as generated code has them: reading, checking and writing agree with the schema table.
#![allow(clippy::unwrap_used)]

use wiretype_runtime::json::{Map, Read, ReadError, Reader, Value, Write, Writer};
use wiretype_runtime::pattern::Pattern;
use wiretype_runtime::schema::{self, ALL, Array, Logic, Numeric, Object, Property, Schema, SchemaRef, Table, Text};
use wiretype_runtime::text::Uuid;
use wiretype_runtime::validate::{self, Options, Policy, PolicyLine, Rule, Severity, Validate, Validator, is_valid};
use wiretype_runtime::{Maybe, Model, parse, parse_with};

mod patterns {
    use super::Pattern;

    pub static NAME: Pattern = Pattern::new("^[a-z]");
}

const fn member(name: &'static str, schema: u32) -> Property {
    Property { name, schema, access: ALL }
}

static TABLE: Table = Table::of(
    &[
        // 0
        Schema {
            name: Some("Cluster"),
            types: schema::OBJECT,
            object: Some(&Object {
                properties: &[member("name", 2), member("size", 3), member("tags", 4), member("nodes", 6)],
                required: &[("name", ALL)],
                ..Object::NONE
            }),
            ..Schema::ANY
        },
        // 1
        Schema {
            name: Some("Node"),
            types: schema::OBJECT,
            object: Some(&Object { properties: &[member("id", 7), member("weight", 9)], required: &[("id", ALL)], ..Object::NONE }),
            logic: Some(&Logic { not: Some(8), ..Logic::NONE }),
            ..Schema::ANY
        },
        // 2
        Schema {
            types: schema::STRING,
            text: Some(&Text { min_length: Some(1), max_length: Some(8), pattern: Some(&patterns::NAME), ..Text::NONE }),
            ..Schema::ANY
        },
        // 3
        Schema {
            types: schema::INTEGER,
            format: Some("int64"),
            numeric: Some(&Numeric { minimum: Some("0"), multiple_of: Some("2"), ..Numeric::NONE }),
            ..Schema::ANY
        },
        // 4
        Schema {
            types: schema::OBJECT | schema::NULL,
            object: Some(&Object { additional: Some(5), max_properties: Some(2), ..Object::NONE }),
            ..Schema::ANY
        },
        // 5
        Schema { types: schema::STRING, text: Some(&Text { max_length: Some(3), ..Text::NONE }), secret: true, ..Schema::ANY },
        // 6
        Schema {
            types: schema::ARRAY,
            array: Some(&Array { items: Some(1), max_items: Some(3), unique_items: true, ..Array::NONE }),
            ..Schema::ANY
        },
        // 7
        Schema { types: schema::STRING, format: Some("uuid"), ..Schema::ANY },
        // 8
        Schema { object: Some(&Object { required: &[("forbidden", ALL)], ..Object::NONE }), ..Schema::ANY },
        // 9
        Schema {
            types: schema::NUMBER,
            numeric: Some(&Numeric { exclusive_maximum: Some("0.3"), ..Numeric::NONE }),
            ..Schema::ANY
        },
        // 10: a body
        Schema { types: schema::ARRAY, array: Some(&Array { items: Some(11), ..Array::NONE }), ..Schema::ANY },
        // 11
        Schema { logic: Some(&Logic { refer: Some(0), ..Logic::NONE }), ..Schema::ANY },
        // 12: a body with a rule of its own
        Schema { types: schema::ARRAY, array: Some(&Array { items: Some(11), max_items: Some(1), ..Array::NONE }), ..Schema::ANY },
        // 13
        Schema {
            name: Some("Closed"),
            types: schema::OBJECT,
            object: Some(&Object { properties: &[member("id", 7)], additional: Some(14), ..Object::NONE }),
            ..Schema::ANY
        },
        // 14
        Schema { types: 0, ..Schema::ANY },
    ],
    &[("Cluster", 0), ("Node", 1)],
);

const fn at(index: u32) -> SchemaRef {
    SchemaRef { table: &TABLE, index }
}

#[derive(Clone, Debug, Default, PartialEq)]
struct Cluster {
    name: String,
    size: Option<i64>,
    tags: Maybe<Map<String>>,
    nodes: Option<Vec<Node>>,
}

#[derive(Clone, Debug, Default, PartialEq)]
struct Node {
    id: String,
    weight: Option<f64>,
    rest: Map<Value>,
}

impl Model for Cluster {
    const SCHEMA: SchemaRef = at(0);
    const VIEWS: u8 = ALL;
}

impl Validate for Cluster {
    const EXACT: bool = Node::EXACT;

    fn validate(&self, v: &mut Validator) {
        v.at("name", |v| {
            v.min_length(&self.name, 1);
            v.max_length(&self.name, 8);
            v.pattern(&self.name, &patterns::NAME);
        });
        v.present("size", &self.size, |v, size| {
            v.minimum(size, "0");
            v.multiple_of(size, "2");
        });
        v.present("tags", &self.tags, |v, tags| {
            v.max_properties(tags.len(), 2);
            v.entries(tags, |v, tag| v.secret(|v| v.max_length(tag, 3)));
        });
        v.present("nodes", &self.nodes, |v, nodes| {
            v.max_items(nodes.len(), 3);
            v.unique_items(nodes);
            v.items(nodes, |v, node| node.validate(v));
        });
    }
}

impl Read for Cluster {
    fn read(r: &mut Reader<'_>) -> Result<Self, ReadError> {
        let (mut name, mut size, mut tags, mut nodes) = (None, None, Maybe::Absent, None);
        r.object(&["name", "size", "tags", "nodes"], &mut |r, index, _| {
            match index {
                0 => name = Some(r.read()?),
                1 => size = Some(r.read()?),
                2 => tags = r.read()?,
                3 => nodes = Some(r.read()?),
                _ => r.skip()?,
            }
            Ok(())
        })?;
        Ok(Self { name: r.required(name, "name")?, size, tags, nodes })
    }
}

impl Write for Cluster {
    fn write(&self, w: &mut Writer) {
        let mut o = w.object();
        o.member("name", &self.name);
        o.optional("size", &self.size);
        o.maybe("tags", &self.tags);
        o.optional("nodes", &self.nodes);
        o.end();
    }
}

impl Model for Node {
    const SCHEMA: SchemaRef = at(1);
    const VIEWS: u8 = ALL;
}

impl Validate for Node {
    // `not` is asked of the JSON.
    const EXACT: bool = false;

    fn validate(&self, v: &mut Validator) {
        v.at("id", |v| v.format(&self.id, "uuid"));
        v.present("weight", &self.weight, |v, weight| v.exclusive_maximum(weight, "0.3"));
    }
}

impl Read for Node {
    fn read(r: &mut Reader<'_>) -> Result<Self, ReadError> {
        let (mut id, mut weight, mut rest) = (None, None, Map::new());
        r.object(&["id", "weight"], &mut |r, index, name| {
            match index {
                0 => id = Some(r.read()?),
                1 => weight = Some(r.read()?),
                _ => {
                    rest.insert(name.to_owned(), r.read()?);
                }
            }
            Ok(())
        })?;
        Ok(Self { id: r.required(id, "id")?, weight, rest })
    }
}

impl Write for Node {
    fn write(&self, w: &mut Writer) {
        let mut o = w.object();
        o.member("id", &self.id);
        o.optional("weight", &self.weight);
        o.rest(&self.rest);
        o.end();
    }
}

const ID: &str = "00000000-0000-0000-0000-000000000001";

#[test]
fn reading() {
    let node = |more: &str| format!(r#"{{"id":"{ID}"{more}}}"#);
    let cases = [
        (r#"{"name":"a"}"#.to_owned(), ""),
        (r#"{"name":"a","size":2.0,"tags":{"x":"abc"},"unknown":[]}"#.to_owned(), ""),
        (r#"{"name":"a","tags":null}"#.to_owned(), ""),
        (format!(r#"{{"name":"a","nodes":[{}]}}"#, node("")), ""),
        (r#"{"name":"#.to_owned(), "/name: not JSON: expected a value (at byte 8)"),
        ("{}".to_owned(), "member `name` is missing"),
        (
            r#"{"name":1,"size":-1,"tags":{"a":"long","b":"","c":""},"nodes":3}"#.to_owned(),
            "/name: must be a string, found 1\n/size: must be at least 0, found -1\n/size: must be a multiple of 2, found -1\n\
             /tags: must have at most 2 members, found 3\n/tags/a: must be at most 3 characters long\n/nodes: must be an array, found 3",
        ),
        (r#"{"name":"a","size":1e400}"#.to_owned(), "/size: must be in format `int64`, found 1e400"),
        (
            format!(r#"{{"name":"Ä","nodes":[{}]}}"#, node(r#","forbidden":1"#)),
            "/name: must match the pattern `^[a-z]`, found \"Ä\"\n\
             /nodes/0: must not match the schema under `not`, found an object with 2 members",
        ),
        (
            format!(r#"{{"name":"a","nodes":[{},{}]}}"#, node(""), node("")),
            "/nodes: must not hold equal items: items 0 and 1 are equal",
        ),
    ];
    for (json, expected) in cases {
        let read = Cluster::from_json(json.as_bytes());
        assert_eq!(read.as_ref().map_or_else(ToString::to_string, |_| String::new()), expected, "{json}");
        if let Ok(cluster) = read {
            assert_eq!(cluster.check(), Ok(()), "{json}");
            assert_eq!(Cluster::from_json(cluster.to_json().as_bytes()).as_ref(), Ok(&cluster), "{json}");
            assert!(is_valid(&cluster.to_value(), Cluster::SCHEMA, ALL, &Options::default()), "{json}");
        }
    }
}

#[test]
fn checking() {
    let good = Node { id: ID.to_owned(), weight: Some(0.25), rest: Map::new() };
    let bad = Node { id: "x".to_owned(), weight: Some(0.3), rest: Map::from_iter([("forbidden".to_owned(), Value::Null)]) };
    let tags = Maybe::Value(Map::from_iter([("a/b".to_owned(), "long".to_owned())]));
    let cluster = Cluster { size: Some(3), tags, nodes: Some(vec![good, bad]), ..Cluster::default() };
    let typed = {
        let mut v = Validator::new(ALL);
        cluster.validate(&mut v);
        v.into_report()
    };
    let expected = "/name: must be at least 1 character long, found \"\"\n/name: must match the pattern `^[a-z]`, found \"\"\n\
                    /size: must be a multiple of 2, found 3\n/tags/a~1b: must be at most 3 characters long\n\
                    /nodes/1/id: must be in format `uuid`, found \"x\"\n/nodes/1/weight: must be less than 0.3, found 0.3";
    assert_eq!(typed.to_string(), expected);
    let paths: Vec<&str> = typed.iter().map(|violation| violation.keyword_path.as_str()).collect();
    assert_eq!(paths[3..5], ["properties/tags/additionalProperties/maxLength", "properties/nodes/items/properties/id/format"]);
    let checked = cluster.check().unwrap_err().to_string();
    let not = "/nodes/1: must not match the schema under `not`, found an object with 3 members\n";
    assert_eq!(checked, expected.replace("/nodes/1/id", &format!("{not}/nodes/1/id")));
}

#[test]
fn bodies() {
    // What stands around a model has rules too.
    let bytes = br#"[{"name":"a"},{"name":"b"}]"#;
    assert_eq!(parse::<Vec<Cluster>>(bytes, at(10), ALL).unwrap().len(), 2);
    assert_eq!(parse::<Vec<Cluster>>(bytes, at(12), ALL).unwrap_err().to_string(), "must have at most 1 item, found 2");
    assert_eq!(parse::<String>(br#""toolongname""#, at(2), ALL).unwrap_err().len(), 1);
    assert_eq!(parse::<Option<Cluster>>(b"null", at(0), ALL).unwrap_err().to_string(), "must be an object, found null");
    assert!(!String::answers(at(7)) && !f64::answers(at(9)) && !Vec::<String>::answers(at(6)));
    assert!(!Cluster::answers(at(11)), "a type that is not exact answers for nothing");
}

#[test]
fn policies() {
    let bytes = br#"{"name":"UPPER"}"#;
    let options = Options { policy: Policy::gateway(), ..Options::default() };
    let (model, warnings) = parse_with::<Cluster>(bytes, at(0), schema::READ, &options).unwrap();
    assert_eq!(
        (model.name.as_str(), warnings.to_string().as_str()),
        ("UPPER", "warning: /name: must match the pattern `^[a-z]`, found \"UPPER\"")
    );
    assert!(parse_with::<Cluster>(bytes, at(0), schema::CREATE, &options).is_err());
    // What the type cannot take is an error whatever the policy.
    assert!(parse_with::<Cluster>(b"{}", at(0), schema::READ, &options).is_err());
}

#[test]
fn the_first_error_is_enough() {
    let bytes = br#"{"name":"UPPER","extra":1,"tags":[1,2]}"#;
    let all = Cluster::from_json(bytes).unwrap_err();
    assert!(all.len() > 1 && !all.truncated(), "{all}");
    let first = |options: &Options| {
        let report = Cluster::from_json_with(bytes, options).unwrap_err();
        assert_eq!(report.violations(), &all.violations()[..1]);
        assert!(report.truncated());
    };
    first(&Options { fail_fast: true, ..Options::default() });
    first(&Options { max_violations: 1, ..Options::default() });
}

#[test]
fn an_error_that_nothing_excuses_is_one_among_warnings() {
    let options = Options { policy: Policy::observe(), ..Options::default() };
    let report = parse_with::<Cluster>(br#"{"name":1}"#, at(0), schema::READ, &options).unwrap_err();
    let told: Vec<_> = report.iter().map(|found| (found.pointer.as_str(), found.severity.as_str())).collect();
    assert_eq!(told, [("/name", "error")]);
    assert!(report.has_errors());
}

#[derive(Default)]
struct Closed {
    id: Option<Uuid>,
}

impl Validate for Closed {}

wiretype_runtime::object!(Closed, at(13), READ; "id" => id,; closed());

/// What reading a closed object says under a policy, line by line; `!` when it is refused.
fn closed(policy: Policy, json: &str) -> String {
    let options = Options { policy, ..Options::default() };
    let read = Closed::from_json_with(json.as_bytes(), &options);
    let other_door = validate::check_bytes(json.as_bytes(), at(13), schema::READ, &options);
    match read {
        Ok((model, report)) => {
            assert!(model.id.is_some());
            assert_eq!(report, other_door, "{json}");
            report.to_string()
        }
        Err(report) => format!("{report}!"),
    }
}

#[test]
fn members_that_must_not_be_there_are_skipped_where_a_policy_lets_them_pass() {
    let json = format!(r#"{{"more":[1],"id":"{ID}"}}"#);
    assert_eq!(closed(Policy::strict(), &json), "/more: member `more` is not allowed!");
    assert_eq!(closed(Policy::observe(), &json), "warning: /more: member `more` is not allowed");
    let severity = Severity::Off;
    let off = PolicyLine { rule: Some(Rule::AdditionalProperties), views: ALL, path: None, severity };
    assert_eq!(closed(Policy::strict().with(off), &json), "");
}

#[test]
fn what_a_type_cannot_take_is_said_once() {
    for policy in [Policy::strict(), Policy::gateway(), Policy::observe()] {
        assert_eq!(closed(policy, r#"{"id":"x"}"#), "/id: must be in format `uuid`, found \"x\"!");
    }
}

#[test]
fn the_member_that_a_type_misses_is_the_error() {
    let options = Options { policy: Policy::observe(), ..Options::default() };
    let report = parse_with::<Cluster>(br#"{"nodes":[{}]}"#, at(0), ALL, &options).unwrap_err();
    let expected = "warning: member `name` is missing\n/nodes/0: member `id` is missing";
    assert_eq!(report.to_string(), expected);
}

#[test]
fn report_as_json() {
    let report = Cluster::from_json(br#"{"name":"UPPER"}"#).unwrap_err();
    let expected = r#"{"violations":[{"pointer":"/name","keywordPath":"Cluster/properties/name/pattern","rule":"pattern","limit":"^[a-z]","found":"\"UPPER\"","message":"must match the pattern `^[a-z]`"}]}"#;
    assert_eq!(report.to_value().to_string(), expected);
}

#[test]
fn what_was_found_is_said_once() {
    let error = wiretype_runtime::json::from_slice::<i64>(b"null").unwrap_err();
    assert_eq!(validate::Report::from(error).to_string(), "expected integer, found null");
}
