//! The style table of `OpenAPI`, written and read, and what it does not say.

use wiretype_runtime::http::style::{Spelling, literal, parse, print};
use wiretype_runtime::http::{Place, Style};
use wiretype_runtime::json::Value;
use wiretype_runtime::schema::SchemaRef;

use super::schemas::{
    ANYTHING, DEEP, DURATION, ENUM, FLAG, INT, INT_OR_STR, INTS, MAP, NULLABLE_INT, RGB, STR, STR_OR_STRS, STRS, UUID,
};

const STRING: &str = r#""blue""#;
const ARRAY: &str = r#"["blue","black","brown"]"#;
const OBJECT: &str = r#"{"R":100,"G":200,"B":150}"#;

fn value(json: &str) -> Value {
    Value::parse(json.as_bytes()).expect("a case holds JSON")
}

fn spelling(place: Place, style: Style, explode: bool) -> Spelling<'static> {
    Spelling { name: "color", place, style, explode, allow_reserved: false }
}

/// Writes the JSON and reads it back.
fn row(place: Place, style: Style, explode: bool, schema: SchemaRef, json: &str, text: &str) {
    let spelling = spelling(place, style, explode);
    assert_eq!(print(&spelling, &value(json)).as_deref(), Some(text), "{style:?} {explode}: writing {json}");
    assert_eq!(parse(&spelling, schema, text), Ok(Some(value(json))), "{style:?} {explode}: reading {text}");
}

/// One line of the table: empty string, string, array, object; `-` where the table has no form.
fn line(place: Place, style: Style, explode: bool, texts: [&str; 4]) {
    let kinds = [(STR, r#""""#), (STR, STRING), (STRS, ARRAY), (RGB, OBJECT)];
    for ((schema, json), text) in kinds.into_iter().zip(texts) {
        if text != "-" {
            row(place, style, explode, schema, json, text);
        }
    }
}

#[test]
fn the_table() {
    use Place::{Cookie, Header, Path, Query};
    use Style::{DeepObject, Form, Label, Matrix, PipeDelimited, Simple, SpaceDelimited};
    line(Path, Matrix, false, [";color", ";color=blue", ";color=blue,black,brown", ";color=R,100,G,200,B,150"]);
    line(Path, Matrix, true, [";color", ";color=blue", ";color=blue;color=black;color=brown", ";R=100;G=200;B=150"]);
    line(Path, Label, false, [".", ".blue", ".blue,black,brown", ".R,100,G,200,B,150"]);
    line(Path, Label, true, [".", ".blue", ".blue.black.brown", ".R=100.G=200.B=150"]);
    line(Path, Simple, false, ["", "blue", "blue,black,brown", "R,100,G,200,B,150"]);
    line(Path, Simple, true, ["", "blue", "blue,black,brown", "R=100,G=200,B=150"]);
    line(Header, Simple, false, ["", "blue", "blue,black,brown", "R,100,G,200,B,150"]);
    line(Header, Simple, true, ["", "blue", "blue,black,brown", "R=100,G=200,B=150"]);
    line(Query, Form, false, ["color=", "color=blue", "color=blue,black,brown", "color=R,100,G,200,B,150"]);
    line(Query, Form, true, ["color=", "color=blue", "color=blue&color=black&color=brown", "R=100&G=200&B=150"]);
    line(Query, SpaceDelimited, false, ["-", "-", "color=blue%20black%20brown", "color=R%20100%20G%20200%20B%20150"]);
    line(Query, PipeDelimited, false, ["-", "-", "color=blue%7Cblack%7Cbrown", "color=R%7C100%7CG%7C200%7CB%7C150"]);
    let deep = "color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150";
    line(Query, DeepObject, true, ["-", "-", "-", deep]);
    line(Query, DeepObject, false, ["-", "-", "-", deep]);
    line(Cookie, Style::Cookie, false, ["color=", "color=blue", "color=blue,black,brown", "color=R,100,G,200,B,150"]);
    line(Cookie, Style::Cookie, true, ["color=", "color=blue", "color=blue; color=black; color=brown", "R=100; G=200; B=150"]);
    line(Cookie, Form, false, ["color=", "color=blue", "color=blue,black,brown", "color=R,100,G,200,B,150"]);
    line(Cookie, Form, true, ["color=", "color=blue", "color=blue&color=black&color=brown", "R=100&G=200&B=150"]);
}

#[test]
fn beyond_the_table() {
    use Place::{Path, Query};
    use Style::{DeepObject, Form, Matrix, PipeDelimited, Simple, TabDelimited};
    row(Query, TabDelimited, false, STRS, ARRAY, "color=blue%09black%09brown");
    row(Query, PipeDelimited, true, STRS, ARRAY, "color=blue&color=black&color=brown");
    row(Path, Simple, false, STRS, r#"["a,b","c/d","ü ","%"]"#, "a%2Cb,c%2Fd,%C3%BC%20,%25");
    row(Path, Matrix, true, STR, r#""a;b=c""#, ";color=a%3Bb%3Dc");
    row(Query, Form, true, STR, r#""a b&c=d+é""#, "color=a%20b%26c%3Dd%2B%C3%A9");
    row(Query, Form, false, INTS, "[1,2]", "color=1,2");
    row(Query, Form, true, FLAG, "true", "color=true");
    row(
        Query,
        DeepObject,
        true,
        DEEP,
        r#"{"name":"n","age":3,"color":{"R":1}}"#,
        "color%5Bname%5D=n&color%5Bage%5D=3&color%5Bcolor%5D%5BR%5D=1",
    );
    row(Query, DeepObject, true, DEEP, r#"{"tags":["a","b"]}"#, "color%5Btags%5D=a&color%5Btags%5D=b");
    row(Query, Form, true, STR_OR_STRS, STRING, "color=blue");
    row(Query, Form, true, STR_OR_STRS, ARRAY, "color=blue&color=black&color=brown");
    let reserved = Spelling { allow_reserved: true, ..spelling(Query, Form, true) };
    assert_eq!(print(&reserved, &value(r#""/a?b=c&d#e""#)).as_deref(), Some("color=/a?b=c%26d%23e"));
    assert_eq!(print(&spelling(Query, Form, true), &value("[]")), None);
}

/// Reads a query.
fn reads(style: Style, explode: bool, schema: SchemaRef, text: &str, want: &str) {
    let found = match parse(&spelling(Place::Query, style, explode), schema, text) {
        Ok(Some(value)) => value.to_string(),
        Ok(None) => "absent".to_owned(),
        Err(error) => error.to_string(),
    };
    assert_eq!(found, want, "{style:?} {explode}: {text}");
}

#[test]
fn reading() {
    use Style::{DeepObject, Form, PipeDelimited, SpaceDelimited};
    reads(Form, true, STR, "color=a+b%20c", r#""a b c""#);
    reads(Form, true, STR, "colors=a", "absent");
    reads(Form, true, STR, "color", r#""""#);
    reads(Form, true, STR, "c%6Flor=x", r#""x""#);
    reads(Form, true, STR, "color=1", r#""1""#);
    reads(Form, true, STR, "color=1&color=2", "must be given once only");
    reads(Form, true, STR, "color=%FF", "must be percent-encoded UTF-8");
    reads(Form, true, STR, "color=%zz%", r#""%zz%""#);
    reads(Form, true, INT, "color=1e2", "1e2");
    reads(Form, true, INT, "color=one", r#""one""#);
    reads(Form, true, INT, "color=", r#""""#);
    reads(Form, true, NULLABLE_INT, "color=null", "null");
    reads(Form, true, NULLABLE_INT, "color=", "null");
    reads(Form, true, INT_OR_STR, "color=12", "12");
    reads(Form, true, INT_OR_STR, "color=12a", r#""12a""#);
    reads(Form, true, ANYTHING, "color=12", r#""12""#);
    reads(Form, true, INTS, "color=1&color=2", "[1,2]");
    reads(Form, true, INTS, "color=1&color=x", r#"[1,"x"]"#);
    reads(Form, true, INTS, "color=", "[]");
    reads(Form, false, STRS, "color=a,b&color=c", r#"["a","b","c"]"#);
    reads(Form, false, RGB, "color=R,1,G", "must list names and values by turns");
    reads(Form, true, RGB, "R=1&other=2", r#"{"R":1}"#);
    reads(Form, true, RGB, "other=2", "absent");
    reads(Form, true, MAP, "a=1&b=x", r#"{"a":1,"b":"x"}"#);
    reads(SpaceDelimited, false, STRS, "color=a+b%20c", r#"["a","b","c"]"#);
    reads(PipeDelimited, false, STRS, "color=a|b%7cc", r#"["a","b","c"]"#);
    reads(DeepObject, true, RGB, "color[R]=1&color[G]=2", r#"{"R":1,"G":2}"#);
    reads(DeepObject, true, DEEP, "color[tags][]=a&color[tags][]=b", r#"{"tags":["a","b"]}"#);
    reads(DeepObject, true, DEEP, "color[tags][1]=b&color[tags][0]=a", r#"{"tags":["a","b"]}"#);
    reads(DeepObject, true, RGB, "color[R]=1&color[R]=2", r#"{"R":["1","2"]}"#);
    let deep = "[x]".repeat(20);
    reads(DeepObject, true, RGB, &format!("color{deep}=1"), "must not be nested so deep");
    reads(Form, true, RGB, &format!("other{deep}=1&R=2"), r#"{"R":2}"#);
    reads(Form, true, RGB, &format!("R{deep}=1"), "must not be nested so deep");
    reads(DeepObject, true, DEEP, "color[tags][0]=a&color[tags]=b", "must be given once only");
    reads(Form, true, RGB, "R=1&R[x]=2", "must be given once only");
    reads(DeepObject, true, RGB, "colors[R]=1", "absent");
    reads(DeepObject, true, RGB, "color[R=1", "absent");
}

/// Reads a literal of a URL, given decoded.
fn reads_literal(schema: SchemaRef, text: &str, want: &str) {
    let found = literal::parse(text, schema).map_or_else(|error| error.to_string(), |value| value.to_string());
    assert_eq!(found, want, "{text}");
}

#[test]
fn odata_literals() {
    reads_literal(STR, "'it''s'", r#""it's""#);
    reads_literal(STR, "''", r#""""#);
    reads_literal(STR, "bare", "must be an OData literal of its type");
    reads_literal(STR, "'open", "must be an OData literal of its type");
    reads_literal(INT, "-5", "-5");
    reads_literal(INT, "'5'", r#""5""#);
    reads_literal(FLAG, "true", "true");
    reads_literal(NULLABLE_INT, "null", "null");
    reads_literal(UUID, "0f8fad5b-d9cb-469f-a165-70867728950e", r#""0f8fad5b-d9cb-469f-a165-70867728950e""#);
    reads_literal(DURATION, "duration'P1D'", r#""P1D""#);
    reads_literal(ENUM, "ns.Color'Red,Blue'", r#""Red,Blue""#);
    reads_literal(INTS, "[1,2]", "[1,2]");
    reads_literal(INTS, "[1", "must be JSON");
    assert_eq!(literal::print(&value(r#""it's""#), Some(STR)), "'it''s'");
    assert_eq!(literal::print(&value(r#""P1D""#), Some(DURATION)), "duration'P1D'");
    assert_eq!(literal::print(&value(r#""x""#), Some(UUID)), "x");
}
