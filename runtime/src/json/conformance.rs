//! Texts that are JSON, texts that are not, and no panic on any bytes.

use super::{Map, Read, ReadError, Reader, Value, choose, from_slice};

#[track_caller]
fn accepted(texts: &[&str]) {
    for text in texts {
        let value = Value::parse(text.as_bytes());
        assert!(value.is_ok(), "{text:?}: {value:?}");
        let skipped = Reader::from_text(text).skip();
        assert!(skipped.is_ok(), "{text:?} skipped: {skipped:?}");
    }
}

#[track_caller]
fn refused(texts: &[&[u8]]) {
    for text in texts {
        assert!(Value::parse(text).is_err(), "{:?}", String::from_utf8_lossy(text));
        let skipped = Reader::new(text).and_then(|mut r| r.skip().and_then(|()| r.finish()));
        assert!(skipped.is_err(), "{:?} skipped", String::from_utf8_lossy(text));
    }
}

#[test]
fn json_is_accepted() {
    accepted(&["null", "true", "false", "[]", "{}", " [ ] ", "\t{\r\n}\n", "[[[]]]", "[null,1,\"1\",{}]", "\"\"", "[\"\"]"]);
    accepted(&["0", "-0", "-0.0", "123", "0.5e-7", "1E+2", "1e0", "-123e65", "0e1", "123456789012345678901234567890.123", "1e999"]);
    accepted(&[r#""\u0000""#, r#""\"\\\/\b\f\n\r\t""#, r#""\uD834\udd1e""#, "\"\u{7f}é€😀\"", r#""\uFFFF""#, "\"\u{2028}\""]);
    accepted(&[r#"{"":0}"#, r#"{"a":1,"a":2}"#, r#"{"\u0061":[]}"#, "{\"\u{0}\":1}".replace('\u{0}', "\\u0000").as_str()]);
}

#[test]
fn a_byte_order_mark_is_passed() {
    assert_eq!(Value::parse("\u{feff}{\"a\": 1}".as_bytes()), Value::parse(b"{\"a\":1}"));
    refused(&["\u{feff}".as_bytes(), "\u{feff}\u{feff}{}".as_bytes(), " \u{feff}{}".as_bytes(), "[\u{feff}1]".as_bytes()]);
    let error = Value::parse("\u{feff}{\"a\" 1}".as_bytes()).expect_err("no colon");
    assert_eq!(error.offset(), 8);
}

#[test]
fn what_is_no_json_is_refused() {
    refused(&[
        b"",
        b" ",
        b"nul",
        b"nulll",
        b"True",
        b"truefalse",
        b"1 2",
        b"[1,]",
        b"[,1]",
        b"[1 2]",
        b"[1",
        b"]",
        b"[1}",
        b"[",
        b"[\"",
    ]);
    refused(&[
        b"{",
        b"{\"a\"",
        b"{\"a\":",
        b"{\"a\":1",
        b"{\"a\":1,}",
        b"{a:1}",
        b"{1:1}",
        b"{\"a\" 1}",
        b"{\"a\":1 \"b\":2}",
        b"{,}",
        b"{]",
    ]);
    refused(&[
        b"01",
        b"-",
        b"+1",
        b".5",
        b"1.",
        b"1.e2",
        b"1e",
        b"1e+",
        b"-01",
        b"--1",
        b"0x1",
        b"1_0",
        b"NaN",
        b"Infinity",
        b"-a",
        b"1e1.5",
    ]);
}

#[test]
fn strings_that_are_no_json_are_refused() {
    refused(&[
        b"\"",
        b"\"\\\"",
        b"\"\\x\"",
        b"\"\\u12\"",
        b"\"\\u123g\"",
        b"\"\t\"",
        b"\"\n\"",
        b"\"\0\"",
        b"'a'",
        b"\"a",
        b"\"\\ud800\"",
    ]);
    refused(&[
        b"\"\\udc00\"",
        b"\"\\ud800\\u0041\"",
        b"\"\\ud800\\ud800\"",
        b"\"\xff\"",
        b"\"\xed\xa0\x80\"",
        b"1\x0c",
        b"1\xc2\xa0",
    ]);
    refused(&[b"[1]//", b"/**/1", b"[1]\0", b"{}{}", b"[\"a\"b]", b"{\"a\":\"b\"c}", b"\"\\U0041\"", b"\\u0031"]);
}

#[test]
fn nesting_has_a_limit() {
    let nested = |depth: usize| "[".repeat(depth) + &"]".repeat(depth);
    accepted(&[&nested(128)]);
    refused(&[nested(129).as_bytes(), "[".repeat(100_000).as_bytes(), "{\"a\":".repeat(100_000).as_bytes()]);
}

/// A type of which every text can be read in two ways.
#[derive(Debug)]
struct Tree;

impl Read for Tree {
    fn read(r: &mut Reader<'_>) -> Result<Self, ReadError> {
        fn node(r: &mut Reader<'_>) -> Result<Tree, ReadError> {
            r.object(&["a"], &mut |r, _, _| Tree::read(r).map(drop)).map(|()| Tree)
        }
        fn list(r: &mut Reader<'_>) -> Result<Tree, ReadError> {
            r.object(&["a"], &mut |r, _, _| Tree::read(r).map(drop)).and(Err(r.invalid("no list")))
        }
        choose(r, &[list, node])
    }
}

#[test]
fn trials_have_a_limit() {
    let nested = |depth: usize| "{\"a\":".repeat(depth) + "{}" + &"}".repeat(depth);
    assert!(from_slice::<Tree>(nested(5).as_bytes()).is_ok());
    assert!(from_slice::<Tree>(nested(100).as_bytes()).is_err());
}

/// The next number of a linear congruential generator.
fn next(state: &mut u64) -> usize {
    *state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    usize::try_from(*state >> 40).unwrap_or(0)
}

#[test]
fn no_bytes_panic() {
    const SEED: &[u8] = r#"{"a":[1,-2.5e+10,"x\n\u00e9\ud83d\ude00",null,true,{"b":{},"c":[[]]}],"é":"😀"}"#.as_bytes();
    const BYTES: &[u8] = b"{}[]:,\"\\u0dD8eE+-.19ntf \n\x00\x1f\x7f\x80\xc3\xa9\xed\xff";
    let mut state = 7;
    let mut read = 0;
    for _ in 0..10_000 {
        let mut text = SEED.to_vec();
        for _ in 0..=next(&mut state) % 4 {
            let at = next(&mut state) % text.len();
            let byte = BYTES[next(&mut state) % BYTES.len()];
            match next(&mut state) % 3 {
                0 => text[at] = byte,
                1 => text.insert(at, byte),
                _ => drop(text.remove(at)),
            }
        }
        // What one reading takes for JSON, the others do too, and it survives being written.
        let value = Value::parse(&text);
        let skipped = Reader::new(&text).and_then(|mut r| r.skip().and_then(|()| r.finish()));
        let theirs = serde_json::from_slice::<serde_json::Value>(&text);
        assert_eq!((value.is_ok(), skipped.is_ok()), (theirs.is_ok(), theirs.is_ok()), "{:?}", String::from_utf8_lossy(&text));
        if let Ok(value) = value {
            assert_eq!(Value::parse(value.to_string().as_bytes()), Ok(value));
            read += 1;
        }
        drop(from_slice::<Map<Vec<Option<i32>>>>(&text));
    }
    assert!(read > 300, "{read}");
}
