//! JSON in and out: conformance lines, exact numbers, typed reading.

use std::cmp::Ordering;

use super::{Map, Number, Read, ReadError, Reader, Value, from_slice, to_string};
use crate::Maybe;

#[track_caller]
fn same(json: &str) {
    let value = Value::parse(json.as_bytes());
    assert_eq!(value.map(|v| v.to_string()), Ok(json.to_owned()));
}

#[test]
fn values_come_back_as_they_were() {
    same(r#"{"a":[1,2.50,-0,1E+2,1e400,123456789012345678901234567890],"b":{"":null},"c":[true,false,"\u0001\"\\é😀"]}"#);
    same("\"\u{7f}\"");
    same("[]");
    same("0");
}

#[track_caller]
fn order(a: &str, expected: Ordering, b: &str) {
    let (a, b) = (Number::parse(a).expect(a), Number::parse(b).expect(b));
    assert_eq!((a.cmp(&b), b.cmp(&a)), (expected, expected.reverse()), "{a} {b}");
}

#[test]
fn numbers_compare_exactly() {
    order("1", Ordering::Equal, "1.0");
    order("1", Ordering::Equal, "10e-1");
    order("100", Ordering::Equal, "0.1e3");
    order("0", Ordering::Equal, "-0.0e7");
    order("9007199254740993", Ordering::Greater, "9007199254740992");
    order("0.1", Ordering::Less, "0.10000000000000000000000001");
    order("1e400", Ordering::Less, "1e401");
    order("-1e400", Ordering::Less, "1e-400");
    order("-2", Ordering::Less, "-1.5");
    order("1e-400", Ordering::Greater, "0");
    order("12", Ordering::Greater, "1e1");
    order("0.05", Ordering::Less, "0.5");
}

#[track_caller]
fn multiple(a: &str, b: &str, expected: bool) {
    let (a, b) = (Number::parse(a).expect(a), Number::parse(b).expect(b));
    assert_eq!(a.multiple_of(&b), expected, "{a} {b}");
}

#[test]
fn multiples_are_exact() {
    multiple("0.0075", "0.0001", true);
    multiple("0.00751", "0.0001", false);
    multiple("4.5", "1.5", true);
    multiple("35", "1.5", false);
    multiple("1e308", "0.123456789", false);
    multiple("1e308", "0.5", true);
    multiple("12391239123", "1e-8", true);
    multiple("1e999999999999", "3", false);
    multiple("3e999999999999", "3", true);
    multiple("1e999999999999", "1024", true);
    multiple("1e-999999999999", "1", false);
    multiple("0", "0", true);
    multiple("1", "0", false);
    multiple("-9", "3", true);
    multiple("246913578024691357802469135780246913578024691357802", "123456789012345678901234567890123456789012345678901", true);
    multiple("246913578024691357802469135780246913578024691357803", "123456789012345678901234567890123456789012345678901", false);
}

#[track_caller]
fn reads<T: Read + std::fmt::Debug + PartialEq>(json: &str, expected: T) {
    assert_eq!(from_slice::<T>(json.as_bytes()), Ok(expected), "{json}");
}

#[track_caller]
fn fails<T: Read + std::fmt::Debug>(json: &str, expected: &str) {
    assert_eq!(from_slice::<T>(json.as_bytes()).expect_err(json).to_string(), expected, "{json}");
}

#[test]
fn typed_reading() {
    reads("1.0", 1_i32);
    reads("1e2", 100_u8);
    reads("-9223372036854775808", i64::MIN);
    reads("18446744073709551615", u64::MAX);
    reads("-0", 0_u8);
    reads("0.1", 0.1_f32);
    reads(" [ 1 , null ] ", vec![Some(1_i8), None]);
    reads("null", Maybe::<i32>::Null);
    reads(r#"{"a":1,"b":2,"a":3}"#, Map::from([("b", 2_u8), ("a", 3)]));
    reads(r#""\ud83d\ude00\/""#, "😀/".to_owned());
    fails::<i32>("1.5", "expected integer, found number (at byte 0)");
    fails::<i32>("2147483648", "number out of range of int32 (at byte 0)");
    fails::<u8>("-1", "number out of range of uint8 (at byte 0)");
    fails::<i64>("1e999999999", "number out of range of int64 (at byte 0)");
    fails::<f64>("1e400", "number out of range of double (at byte 0)");
    fails::<Map<Vec<bool>>>(r#"{"a/b":[true, 1]}"#, "/a~1b/1: expected boolean, found number (at byte 14)");
    fails::<bool>("true x", "not JSON: expected the end of the text (at byte 5)");
    fails::<String>(r#""\ud800""#, "not JSON: expected a pair of surrogates (at byte 1)");
}

struct Point {
    x: i32,
    label: Maybe<String>,
    rest: Map<Value>,
}

impl Read for Point {
    fn read(r: &mut Reader<'_>) -> Result<Self, ReadError> {
        let (mut x, mut label, mut rest) = (None, Maybe::Absent, Map::new());
        r.object(&["x", "label"], &mut |r, index, name| {
            match index {
                0 => x = Some(r.read()?),
                1 => label = r.read()?,
                _ => {
                    rest.insert(name.to_owned(), r.read()?);
                }
            }
            Ok(())
        })?;
        Ok(Self { x: r.required(x, "x")?, label, rest })
    }
}

impl super::Write for Point {
    fn write(&self, w: &mut super::Writer) {
        let mut o = w.object();
        o.member("x", &self.x);
        o.maybe("label", &self.label);
        o.rest(&self.rest);
        o.end();
    }
}

#[test]
fn members_in_any_order() {
    let point: Point = from_slice(br#"{"z":[1],"label":null,"\u0078":7}"#).expect("valid");
    assert_eq!(to_string(&point), r#"{"x":7,"label":null,"z":[1]}"#);
    fails::<Vec<Point>>(r#"[{"label":"a"}]"#.trim(), "/0: member `x` is missing (at byte 13)");
}

impl std::fmt::Debug for Point {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&to_string(self))
    }
}

#[test]
fn looking_ahead() {
    let text = r##" {"a":{"kind":"inner"},"kind":"cat","@odata.type":"#microsoft.graph.User"} "##;
    let mut r = Reader::new(text.as_bytes()).expect("UTF-8");
    assert_eq!(r.tag("kind").as_deref(), Some("cat"));
    assert_eq!(r.tag("@odata.type").as_deref(), Some("#microsoft.graph.User"));
    assert_eq!(r.tag("a"), None);
    assert_eq!(r.tag("nothing"), None);
    let raw = r.raw().expect("JSON");
    assert_eq!(raw, text.trim());
    let mut sub = r.sub(raw);
    sub.object(&[], &mut |r, _, _| r.skip()).expect("JSON");
    assert_eq!((sub.skipped(), r.skipped()), (3, 0));
    assert_eq!(sub.offset(), text.trim_end().len() - 1);
}

#[test]
fn large_maps_are_indexed() {
    let mut map: Map<usize> = (0..1000).map(|n| (n.to_string(), n)).collect();
    assert_eq!(map.insert("500".to_owned(), 1), Some(500));
    assert_eq!((map.len(), map.get("999"), map.get("1000")), (1000, Some(&999), None));
    assert_eq!((map.remove("0"), map.get("0"), map.get("999")), (Some(0), None, Some(&999)));
    assert_eq!(map, map.iter().rev().map(|(k, v)| (k, *v)).collect());
}

/// A type of which every level takes much room on the stack.
struct Wide {
    _room: [u64; 2048],
    next: Option<Box<Wide>>,
}

impl Read for Wide {
    fn read(r: &mut Reader<'_>) -> Result<Self, ReadError> {
        let mut next = None;
        r.object(&["next"], &mut |r, _, _| {
            next = Some(Box::new(Self::read(r)?));
            Ok(())
        })?;
        Ok(std::hint::black_box(Self { _room: [0; 2048], next }))
    }
}

#[test]
fn depth_never_exhausts_the_stack() {
    let nested = |depth: usize| format!("{}{{}}{}", r#"{"next":"#.repeat(depth), "}".repeat(depth));
    let read = move |depth| {
        let thread = std::thread::Builder::new().stack_size(2 << 20);
        thread.spawn(move || from_slice::<Wide>(nested(depth).as_bytes()).map(|wide| wide.next.is_some())).expect("a thread")
    };
    assert_eq!(read(2).join().expect("no panic"), Ok(true));
    let error = read(120).join().expect("no panic").expect_err("too deep");
    assert!(error.to_string().contains("nested too deeply"), "{error}");
}
